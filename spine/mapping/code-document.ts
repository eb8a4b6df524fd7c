import type { Coding, CodingLine, Reference } from '../documents/coding';
import type { Document } from '../documents/document';
import { formatAmount, toMinor } from '../documents/money';
import type {
	BooksTransactionRecord,
	ChangeOrderRecord,
	ProjectRecord,
} from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import type { Identity } from '../identity/identity';
import { total, type BillContext } from './bill';
import { billNumber } from './bill-number';
import { invoiceLines, netOf } from './invoice-lines';
import { payApplicationLines, type PreviousStored } from './pay-application-lines';
import { linkToOrder } from './purchase-order-links';
import type { MappingRule } from './rules';
import { findEntry, type ChartOfBooks } from './targets';

export type { PreviousStored } from './pay-application-lines';
export type { ChartOfBooks } from './targets';

export interface CodingOptions {
	rules: readonly MappingRule[];
	settings: CompanySettings;
	/** Accounts, items, classes and jobs of all books. */
	books: ChartOfBooks;
	/** Change orders of the commitment, every tier. */
	changeOrders?: readonly ChangeOrderRecord[];
	/** Cost types of the project system, so that rules may use code or name. */
	costTypes?: ReadonlyArray<{ code: string; name?: string }>;
	/** Purchase orders of the books; a bill's lines are linked to the one of their commitment. */
	purchaseOrders?: readonly BooksTransactionRecord[];
	/** Materials stored on the application before, by index of the pay application's rows. */
	previousStored?: PreviousStored;
}

/**
 * What a document becomes in the books: entity, vendor, number, dates, and a line for every line it
 * prints with account or item, class and job, the mapping rule that chose them, and the SOV or
 * change-order line it bills. Retainage is a line of its own on the retainage account.
 *
 * Amounts are in the document's currency; the lines add up to the document's net demand whenever
 * the document foots, and are never balanced to it otherwise. What keeps the bill from being complete
 * stands in `problems` and in `unmapped` of its line. A document that asks for no money has no
 * lines and no entity. The same input gives the same coding.
 */
export function codeDocument(
	document: Document,
	identity: Identity,
	options: CodingOptions,
): Coding {
	const commitment = identity.commitment.record;
	const project = identity.project.record;
	const currency = document.currency ?? commitment?.currency ?? options.settings.currency;
	const about: Pick<Coding, 'project' | 'commitment' | 'currency' | 'books'> = {
		books: identity.books,
		project:
			project === undefined ? undefined : { id: project.id, name: project.number ?? project.name },
		commitment:
			commitment === undefined ? undefined : { id: commitment.id, name: commitment.number },
		currency,
	};
	const vendor = identity.booksVendor.record;
	const seller: Reference | undefined =
		vendor === undefined ? undefined : { id: vendor.id, name: vendor.name };
	const entity = entityOf(document);
	if (entity === undefined) {
		return { ...about, vendor: seller, lines: [], total: 0, gross: 0, problems: [] };
	}
	const { job } = identity;
	const bill: BillContext = {
		document,
		rules: options.rules,
		settings: options.settings,
		chart: options.books,
		books: identity.books,
		currency,
		commitment,
		changeOrders: (options.changeOrders ?? []).filter(
			(record) => record.commitment === commitment?.id,
		),
		project: namesOfProject(project),
		vendor: namesOfVendor(document, identity),
		costTypes: options.costTypes ?? [],
		customerJob: job === undefined ? undefined : { id: job.id, name: job.fullName },
		problems: missing(identity, seller),
	};
	try {
		return codedBill(bill, { about, entity, seller, identity }, options);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		const problems = [...bill.problems, UNKEEPABLE];
		return { ...about, entity, vendor: seller, lines: [], total: 0, gross: 0, problems };
	}
}

const UNKEEPABLE =
	'An amount of the document is too large or in no currency and cannot be kept exactly. Compare its amounts with the original, or ask the vendor for a corrected document.';

/** @throws RangeError for an amount that cannot be kept exactly. */
function codedBill(
	bill: BillContext,
	{
		about,
		entity,
		seller,
		identity,
	}: {
		about: Pick<Coding, 'project' | 'commitment' | 'currency' | 'books'>;
		entity: Coding['entity'];
		seller: Reference | undefined;
		identity: Identity;
	},
	{ previousStored, purchaseOrders = [] }: CodingOptions,
): Coding {
	const { document, commitment, currency, changeOrders } = bill;
	const net = netOf(document, currency);
	const { lines: coded, gross } =
		document.kind === 'pay_application' && document.payApplication !== undefined
			? payApplicationLines(bill, document.payApplication, net, previousStored)
			: invoiceLines(bill);
	const order = { orders: purchaseOrders, books: about.books, vendor: seller?.id };
	// Vendor credits are linked to no purchase order.
	const lines =
		entity === 'Bill' ? linkToOrder(coded, { ...order, commitment, changeOrders }) : coded;
	const payableAccount = payableOf(bill);
	const number = billNumber(document, commitment?.number);
	const sum = total(bill, lines);
	const problems = [...bill.problems, ...shortcomings(lines, sum, net, number, currency)];
	return {
		...about,
		entity,
		vendor: seller,
		payableAccount,
		number,
		date: document.date ?? document.payApplication?.periodTo,
		dueDate: document.dueDate,
		memo: memoOf(document, identity),
		lines,
		total: sum,
		gross,
		problems: [...new Set(problems)],
	};
}

function entityOf(document: Document): Coding['entity'] {
	if (document.kind === 'invoice' || document.kind === 'pay_application') return 'Bill';
	return document.kind === 'credit_memo' ? 'VendorCredit' : undefined;
}

function namesOfProject(project: ProjectRecord | undefined): string[] {
	return [project?.number, project?.id, project?.name].filter((name) => name !== undefined);
}

function namesOfVendor(document: Document, identity: Identity): string[] {
	const records = [identity.vendor.record, identity.booksVendor.record];
	const known = records.flatMap((record) =>
		record === undefined ? [] : [record.name, record.id, ...record.aliases],
	);
	return known.length > 0 || document.vendor === undefined ? known : [document.vendor];
}

function missing(identity: Identity, seller: Reference | undefined): string[] {
	const problems: string[] = [];
	if (seller === undefined)
		problems.push(
			'The vendor is not known in the books. Create or link it there, then map the document again.',
		);
	if (identity.books === undefined) {
		problems.push(
			identity.homeProblem ??
				(identity.project.record === undefined
					? 'The project is not known, so neither are its books and job. Name the project, then map the document again.'
					: `No books are set for project ${identity.project.record.number ?? identity.project.record.name}. Add it to the company settings.`),
		);
	} else if (identity.job === undefined) {
		problems.push(
			'The customer:job of the project is not in the books. Correct it in the company settings, or create the job.',
		);
	}
	return problems;
}

function payableOf(bill: BillContext): Reference | undefined {
	const name = bill.settings.accounts.payable;
	if (name === undefined) return undefined;
	const found = findEntry(name, bill.chart.accounts, bill.books, 'the payable account');
	if ('entry' in found) return found.entry;
	bill.problems.push(
		`The company settings cannot be used: ${found.why}. Correct the accounts payable account.`,
	);
	return undefined;
}

function shortcomings(
	lines: readonly CodingLine[],
	sum: number,
	net: number | undefined,
	number: string | undefined,
	currency: string,
): string[] {
	const problems = lines.flatMap(({ unmapped }) => (unmapped === undefined ? [] : [unmapped]));
	if (number === undefined)
		problems.push('The document bears no number. Ask the vendor for one, or give it one by hand.');
	if (net !== undefined && net < 0) {
		problems.push('The document asks for a negative amount. Have it treated as a credit memo.');
	}
	if (net === undefined) {
		problems.push('The document states no total. Read it again, or enter it by hand.');
	} else if (toMinor(sum, currency) !== toMinor(net, currency)) {
		problems.push(
			`The coded lines add up to ${formatAmount(sum, currency)}, the document asks for ${formatAmount(net, currency)}. Check its lines and its total.`,
		);
	}
	return problems;
}

/** What a bookkeeper wants to see of the document in the bill's memo. */
function memoOf(document: Document, identity: Identity): string | undefined {
	const { project, commitment } = identity;
	const application = document.payApplication;
	const parts = [
		project.record === undefined
			? undefined
			: `Project ${project.record.number ?? project.record.name}`,
		commitment.record?.number === undefined ? undefined : `commitment ${commitment.record.number}`,
		application?.applicationNumber === undefined
			? undefined
			: `application ${application.applicationNumber}`,
		application?.periodTo === undefined ? undefined : `period to ${application.periodTo}`,
		document.originalNumber === undefined ? undefined : `for ${document.originalNumber}`,
	].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(', ');
}
