import type { BooksTransactionRecord, RecordOf } from '../documents/records';
import { companySettingsSchema, type CompanySettings } from '../documents/settings';
import type { Reference } from '../documents/coding';
import type { Directory } from '../identity/identity';
import type { Ledger } from '../ledger/ledger';
import { booksVendorKey, linkVendors, vendorIdOf } from '../ledger/vendor-links';
import { plain } from '../mapping/patterns';
import { rememberedRules } from '../mapping/remembered-rules';
import type { MappingRule } from '../mapping/rules';
import type { ChartOfBooks } from '../mapping/targets';
import { jobProjects, type JobProjects } from './job-projects';

type ListedClaim = Awaited<ReturnType<Ledger['claims']>>[number];

/** What direct costs are planned from, looked up once a plan. */
export interface DirectCostIndex {
	settings: CompanySettings;
	directory: Directory;
	/** Bills, vendor credits and expenses, deleted ones among them. */
	transactions: BooksTransactionRecord[];
	/** The mapping table that was used last; undefined before the first run. */
	rules: MappingRule[] | undefined;
	chart: ChartOfBooks;
	costTypes: Array<RecordOf<'cost_type'>>;
	/** Accounts of a company file that hold retainage payable. */
	retainageAccounts(books: string): ReadonlySet<string>;
	claimOf(transaction: BooksTransactionRecord): ListedClaim | undefined;
	/** Whether the bill or credit was written by Post Document. */
	isPosted(transaction: BooksTransactionRecord): boolean;
	/** Numbers of the commitments whose purchase order in the books a transaction is linked to. */
	linkedCommitments(transaction: BooksTransactionRecord): string[];
	projectOfJob: JobProjects;
	/** Vendor of the project system that a vendor of the books is. */
	vendorOf(books: string, id: string | undefined): Reference | undefined;
	/** Names and ids of a vendor, of either side. */
	vendorNames(books: string, id: string | undefined): string[];
	costCode(project: string, code: string): Reference | undefined;
	/** Cost codes of a project that a text names as whole words, as they are written there. */
	costCodesIn(project: string, text: string): string[];
	costType(code: string): Reference | undefined;
}

/** Reads what direct costs are planned from; asks neither system. */
export async function readDirectCostIndex(ledger: Ledger): Promise<DirectCostIndex> {
	const settings = (await ledger.getSettings())?.settings ?? companySettingsSchema.parse({});
	const directory = await ledger.directory();
	const accounts = await ledger.list('account');
	const claims = new Map<string, ListedClaim>();
	for (const claim of await ledger.claims()) {
		if (claim.booksId !== undefined) claims.set(`${claim.books ?? ''} ${claim.booksId}`, claim);
	}
	const posted = new Set((await ledger.postedIds()).map(({ books, id }) => `${books} ${id}`));
	const orders = new Map(
		(await transactionsOf(ledger, 'purchase_order')).map((one) => [
			`${one.books} ${one.id}`,
			one.number,
		]),
	);
	const commitments = new Set(directory.commitments.flatMap(({ number }) => keyOf(number)));
	const costTypes = await ledger.list('cost_type');
	const codes = new Map<string, Reference>();
	const byProject = new Map<string, string[]>();
	for (const { id, code, project = '', deleted } of await ledger.list('cost_code')) {
		if (deleted === true) continue;
		codes.set(`${project} ${plain(code)}`, { id, name: code });
		byProject.set(project, [...(byProject.get(project) ?? []), code]);
	}
	return {
		settings,
		directory,
		transactions: [
			...(await transactionsOf(ledger, 'bill')),
			...(await transactionsOf(ledger, 'vendor_credit')),
			...(await transactionsOf(ledger, 'expense')),
		],
		rules: await rememberedRules(ledger),
		chart: {
			accounts,
			items: await ledger.list('item'),
			classes: await ledger.list('class'),
			jobs: directory.jobs,
		},
		costTypes,
		retainageAccounts(books) {
			const named = settings.accounts.retainagePayable;
			const own = accounts.filter(
				({ id, name, fullName, number, books: file }) =>
					file === books && [id, name, fullName, number].includes(named ?? ''),
			);
			return new Set(own.map(({ id }) => id));
		},
		claimOf: (transaction) =>
			transaction.type === 'expense'
				? undefined
				: claims.get(`${transaction.books} ${booksIdOf(transaction)}`),
		isPosted: (transaction) =>
			transaction.type !== 'expense' &&
			posted.has(`${transaction.books} ${booksIdOf(transaction)}`),
		linkedCommitments: ({ books, lines }) => [
			...new Set(
				lines.flatMap(({ purchaseOrder }) => {
					const number = orders.get(`${books} ${purchaseOrder ?? ''}`);
					return keyOf(number).some((key) => commitments.has(key)) ? [number ?? ''] : [];
				}),
			),
		],
		projectOfJob: jobProjects(directory, settings),
		...vendorsOf(directory),
		costCode: (project, code) =>
			codes.get(`${project} ${plain(code)}`) ?? codes.get(` ${plain(code)}`),
		costCodesIn: (project, text) =>
			[...new Set([...(byProject.get(project) ?? []), ...(byProject.get('') ?? [])])].filter(
				(code) => names(text, code),
			),
		costType(wanted) {
			const text = wanted.trim().toLowerCase();
			const found = costTypes.find(
				({ code, name }) => code.toLowerCase() === text || name?.toLowerCase() === text,
			);
			return found === undefined ? undefined : { id: found.id, name: found.code };
		},
	};
}

/** Transactions of one type, deleted ones among them. */
async function transactionsOf(
	ledger: Pick<Ledger, 'list'>,
	type: BooksTransactionRecord['type'],
): Promise<BooksTransactionRecord[]> {
	return await ledger.list(type);
}

/** Whether a text names a cost code. One of fewer than four characters or without a digit is found in too many. */
function names(text: string, code: string): boolean {
	if (code.length < 4 || !/\d/.test(code)) return false;
	const literal = code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\w.-])${literal}(?!\\w|[-.]\\d)`, 'i').test(text);
}

const keyOf = (number: string | undefined): string[] =>
	number === undefined || number.trim() === '' ? [] : [plain(number)];

/** Ids of bills and vendor credits may be the same number, so the ledger marks a credit's. */
const booksIdOf = ({ type, id }: BooksTransactionRecord): string =>
	type === 'vendor_credit' ? `credit:${id}` : id;

function vendorsOf(directory: Directory): Pick<DirectCostIndex, 'vendorOf' | 'vendorNames'> {
	const { vendors } = directory;
	const links = linkVendors(vendors, directory);
	const ours = new Map(
		vendors.filter(({ side }) => side === 'projects').map((vendor) => [vendor.id, vendor]),
	);
	const theirs = new Map(
		vendors
			.filter(({ side }) => side === 'books')
			.map((vendor) => [`${vendor.books ?? ''} ${vendor.id}`, vendor]),
	);
	const linked = (books: string, id: string | undefined) => {
		const key = links.get(booksVendorKey(books, id ?? ''));
		return key?.startsWith('projects:') === true ? ours.get(vendorIdOf(key)) : undefined;
	};
	return {
		vendorOf(books, id) {
			const vendor = linked(books, id);
			return vendor === undefined ? undefined : { id: vendor.id, name: vendor.name };
		},
		vendorNames: (books, id) =>
			[linked(books, id), theirs.get(`${books} ${id ?? ''}`)].flatMap((vendor) =>
				vendor === undefined ? [] : [vendor.name, vendor.id, ...vendor.aliases],
			),
	};
}
