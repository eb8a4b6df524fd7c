import { fromMinor, toMinor } from '../documents/money';
import type { ItemRecord, OwnerInvoiceRecord } from '../documents/records';
import { companySettingsSchema, type CompanySettings } from '../documents/settings';
import type { Transfer } from '../documents/transfer';
import type { ContentOf } from '../documents/transfer-content';
import { transferReference } from '../documents/transfer-reference';
import type { Directory } from '../identity/identity';
import { homeOf } from '../identity/home';
import type { KeptTransfer } from '../ledger/ledger';
import { ownerInvoiceLines } from './owner-invoice-lines';
import type { Plan, Planner, PlanProblem, PlanSource } from './plan';

/** Longest number of an invoice in the books. */
const LONGEST_NUMBER = 21;

type InvoiceLine = ContentOf<'owner_invoice'>['lines'][number];

interface World {
	source: PlanSource;
	settings: CompanySettings;
	directory: Directory;
	invoices: readonly OwnerInvoiceRecord[];
	items: readonly ItemRecord[];
	/** What was carried over before, by key. */
	kept: ReadonlyMap<string, KeptTransfer>;
	contractNames: ReadonlyMap<string, string>;
	/** Closing dates by company file. */
	closed: ReadonlyMap<string, string | undefined>;
}

/** Name of the transfer of an owner invoice below zero, which is a credit memo in the books. */
export function ownerCreditKey(id: string): string {
	return `owner_invoice:projects:${id}:credit`;
}

/** Name of the transfer of an owner invoice. */
export function ownerInvoiceKey(id: string): string {
	return `owner_invoice:projects:${id}:invoice`;
}

/**
 * Approved owner invoices as invoices to the customer:job of their project, each for exactly its
 * current payment due; one that gives back more than it asks for as a credit memo. One that is no longer approved after it was carried over is shown to a
 * person: what the owner was sent is never taken back by a plan.
 */
export const planOwnerInvoices: Planner = async (source) => {
	const { ledger } = source;
	const stored = await ledger.getSettings();
	const kept = await ledger.transfers({ kinds: ['owner_invoice'] });
	const contracts = await ledger.list('prime_contract');
	const books = await ledger.list('books');
	const world: World = {
		source,
		settings: stored?.settings ?? companySettingsSchema.parse({}),
		directory: await ledger.directory(),
		invoices: await ledger.list('owner_invoice'),
		items: await ledger.list('item'),
		kept: new Map(kept.map((one) => [one.transfer.key, one])),
		contractNames: new Map(contracts.map(({ id, number, title }) => [id, number ?? title ?? id])),
		closed: new Map(books.map(({ books: id, closingDate }) => [id, closingDate])),
	};
	const plan: Plan = { transfers: [], problems: [] };
	for (const record of world.invoices) {
		if (source.projects !== undefined && !source.projects.includes(record.project)) continue;
		const planned = planOne(record, world);
		if (planned === undefined) continue;
		if ('action' in planned) plan.transfers.push(planned);
		else plan.problems.push(planned);
	}
	return plan;
};

function planOne(record: OwnerInvoiceRecord, world: World): Transfer | PlanProblem | undefined {
	const { currentPaymentDue: due } = record;
	const isCredit = due !== undefined && due < 0;
	const key = isCredit ? ownerCreditKey(record.id) : ownerInvoiceKey(record.id);
	const known = world.kept.get(key);
	const problem = problemsOf(record, world);
	const carried = carriedAs(record, world);
	if (record.deleted === true || record.status !== 'approved') {
		if (carried === undefined) return undefined;
		const state = record.deleted === true ? 'was deleted' : 'is no longer approved';
		return problem(
			'withdrawn',
			`was carried to the books as ${carried.name} and ${state} since.`,
			'Correct or void it in the books, or approve the owner invoice again. Nothing is changed by itself.',
		);
	}
	if (carried !== undefined && carried.key !== key) {
		return problem(
			'negative',
			`was carried to the books as ${carried.name} and ${isCredit ? 'comes to less than nothing' : 'asks for money'} since.`,
			'Correct or void it in the books and enter there by hand what the owner invoice says now.',
		);
	}
	if (due === undefined) {
		return problem('amount', 'states no current payment due.', 'Read the history again.');
	}
	const date = record.billingDate ?? record.periodTo;
	if (date === undefined) {
		return problem(
			'date',
			'bears no billing date.',
			'Enter the billing date in the project system.',
		);
	}
	const project = world.directory.projects.find(({ id }) => id === record.project);
	const home = homeOf(project, world.directory, world.settings, date);
	if (home?.books === undefined || home.job === undefined) {
		return problem(
			'job',
			home?.problem ?? 'belongs to a project that has no customer:job in the books.',
			'Name the books and the customer:job of the project in the company settings, under "projects".',
		);
	}
	const books = home.books;
	const closing = world.closed.get(books);
	if (known?.targetId === undefined && closing !== undefined && date <= closing) {
		return problem(
			'closed',
			`is dated ${date}, and the books are closed up to ${closing}.`,
			'Enter it by hand in an open period, or have the period opened.',
		);
	}
	const number = numberOf(record, project?.number);
	if (number.length > LONGEST_NUMBER) {
		return problem(
			'number',
			`has the number "${number}", and the books take ${LONGEST_NUMBER} characters.`,
			'Give it a shorter invoice number in the project system.',
		);
	}
	const { item, retainageItem, lines: kind } = world.settings.ownerInvoices;
	const work = itemOf(item, books, world);
	const retainage = itemOf(retainageItem, books, world);
	if (work === undefined) {
		return problem(
			'item',
			item === undefined
				? 'cannot be billed, because no item is named for it.'
				: `cannot be billed by the item "${item}", which the books do not have or keep inactive.`,
			'Name an item of the books in the company settings, under "ownerInvoices.item".',
		);
	}
	const currency = record.currency ?? world.settings.currency;
	const lines = ownerInvoiceLines(record, previousOf(record, world), {
		currency,
		work,
		...(retainage === undefined ? {} : { retainage }),
		lines: kind,
	});
	if (typeof lines === 'string') {
		return problem(
			'lines',
			`cannot be carried over: ${lines}.`,
			'Compare it with the application before it in the project system; for retainage name the item in the company settings, under "ownerInvoices.retainageItem".',
		);
	}
	if (lines.length === 0) return undefined;
	const called = callInvoice(record, world);
	const period = [record.periodFrom, record.periodTo].filter((day) => day !== undefined);
	return {
		key,
		action: 'save',
		label: `${called}: ${due.toFixed(2)} ${currency}`,
		source: {
			side: 'projects',
			system: world.source.company,
			type: 'owner_invoice',
			id: record.id,
		},
		target: {
			side: 'books',
			system: books,
			type: isCredit ? 'credit_memo' : 'invoice',
			project: record.project,
		},
		content: {
			kind: 'owner_invoice',
			...(isCredit ? { credit: true } : {}),
			customerJob: { id: home.job.id },
			number,
			date,
			memo: `${called}${period.length === 0 ? '' : `, ${period.join(' to ')}`}. ${transferReference(key)}`,
			lines: isCredit ? givenBack(lines, currency) : lines,
		},
		amount: due,
		currency,
		date,
	};
}

/** What an owner invoice was carried to the books as, where it was. */
function carriedAs({ id }: OwnerInvoiceRecord, { kept }: World) {
	for (const [key, name] of [
		[ownerInvoiceKey(id), 'invoice'],
		[ownerCreditKey(id), 'credit memo'],
	] as const) {
		const targetId = kept.get(key)?.targetId;
		if (targetId !== undefined) return { key, name: `${name} ${targetId}` };
	}
	return undefined;
}

/** Lines of a credit memo, whose amounts are what is given back. */
function givenBack(lines: readonly InvoiceLine[], currency: string): InvoiceLine[] {
	return lines.map((line) => {
		const amount = fromMinor(0 - toMinor(line.amount, currency), currency);
		if (line.role === 'work') return { ...line, amount };
		return { ...line, amount, role: amount < 0 ? 'retainage' : 'retainage_release' };
	});
}

/** The number of the invoice, else the project's with the application's: invoices of all projects share their numbers. */
function numberOf(record: OwnerInvoiceRecord, project: string | undefined): string {
	const own = record.invoiceNumber?.trim() ?? '';
	if (own !== '') return own;
	return [project, record.application ?? record.id].filter((part) => part !== undefined).join('-');
}

/** The latest application before this one on its contract. */
function previousOf(
	{ id, contract, application }: OwnerInvoiceRecord,
	{ invoices }: World,
): OwnerInvoiceRecord | undefined {
	if (application === undefined) return undefined;
	return invoices
		.filter(
			(other) =>
				other.id !== id &&
				other.contract === contract &&
				other.deleted !== true &&
				other.application !== undefined &&
				other.application < application,
		)
		.sort((a, b) => (b.application ?? 0) - (a.application ?? 0))[0];
}

function itemOf(
	wanted: string | undefined,
	books: string,
	{ items }: World,
): ItemRecord | undefined {
	if (wanted === undefined) return undefined;
	return items.find(
		(item) =>
			item.books === books &&
			item.active &&
			item.deleted !== true &&
			(item.id === wanted || item.fullName === wanted || item.name === wanted),
	);
}

function callInvoice(record: OwnerInvoiceRecord, { contractNames }: World): string {
	const contract = contractNames.get(record.contract ?? '') ?? record.contract;
	const number = record.application ?? record.invoiceNumber ?? record.id;
	return `Owner invoice ${number}${contract === undefined ? '' : ` of ${contract}`}`;
}

function problemsOf(record: OwnerInvoiceRecord, world: World) {
	const label = callInvoice(record, world);
	return (part: string, sentence: string, remedy: string): PlanProblem => ({
		key: `owner_invoice:projects:${record.id}:${part}`,
		subject: { type: 'owner_invoice', id: record.id, label },
		sentence: `${label} ${sentence}`,
		remedy,
		project: record.project,
		...(record.currentPaymentDue === undefined ? {} : { amount: record.currentPaymentDue }),
		currency: record.currency ?? world.settings.currency,
	});
}
