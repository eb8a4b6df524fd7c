import type { Coding, CodingLine } from '../../documents/coding';
import { formatAmount, fromMinor, toMinor } from '../../documents/money';
import type { BillDraft } from '../books';

/** Lengths that Intuit's API reference gives for Bill and VendorCredit. */
const LONGEST_NUMBER = 21;
const LONGEST_NOTE = 4000;
const LONGEST_DESCRIPTION = 4000;

/** Link type of a purchase order. */
export const ORDER = 'PurchaseOrder';

interface Ref {
	value: string;
}
interface LineDetail {
	CustomerRef?: Ref;
	ClassRef?: Ref;
	BillableStatus?: 'NotBillable';
}
/** A line as it is sent. */
export interface BillLineBody {
	/** Of a stored line that is changed in place. */
	Id?: string;
	LineNum: number;
	Description: string;
	Amount: number;
	DetailType: 'AccountBasedExpenseLineDetail' | 'ItemBasedExpenseLineDetail';
	AccountBasedExpenseLineDetail?: LineDetail & { AccountRef: Ref };
	ItemBasedExpenseLineDetail?: LineDetail & { ItemRef: Ref; Qty: number; UnitPrice: number };
	LinkedTxn?: Array<{ TxnId: string; TxnType: string; TxnLineId?: string }>;
}
/** A bill or vendor credit as it is sent. */
export interface BillBody {
	VendorRef: Ref;
	APAccountRef: Ref;
	DocNumber?: string;
	TxnDate: string;
	DueDate?: string;
	PrivateNote: string;
	CurrencyRef: Ref;
	LinkedTxn?: Array<{ TxnId: string; TxnType: string }>;
	Line: BillLineBody[];
}

/**
 * The bill or vendor credit that a coding becomes: job on every line, item or account on every
 * line, retainage as a line of its own, the memo naming what it was written from. A credit whose
 * lines are written as negative demands is turned positive, as QuickBooks keeps credits. A line that
 * bills a purchase order line is linked to it by order, type and line id, all of which QuickBooks
 * needs; the bill names each order once more.
 *
 * What the coding calls a problem is the gate's to judge; here only what a bill cannot be without
 * counts, since a person may have released it all the same.
 *
 * @returns the body, or every reason why there is none, in sentences.
 */
export function toBill(draft: BillDraft): { body: BillBody } | { why: string } {
	const { coding, entity } = draft;
	const problems = headerProblems(coding, entity);
	coding.lines.forEach((line, index) => problems.push(...lineProblems(line, index + 1)));
	const { vendor, payableAccount, date } = coding;
	if (problems.length > 0 || !vendor || !payableAccount || date === undefined) {
		return { why: [...problems, ...coding.problems].join(' ') };
	}
	const sign = entity === 'VendorCredit' && toMinor(coding.total, coding.currency) < 0 ? -1 : 1;
	const Line = coding.lines.map((line, index) => {
		const loose = entity !== 'Bill' || draft.unlinked?.some((one) => one.line === index) === true;
		return lineBody(line, index + 1, sign, coding.currency, loose ? undefined : line.purchaseOrder);
	});
	const orders = new Set(Line.flatMap(({ LinkedTxn = [] }) => LinkedTxn.map(({ TxnId }) => TxnId)));
	return {
		body: {
			VendorRef: { value: vendor.id },
			APAccountRef: { value: payableAccount.id },
			...(coding.number === undefined ? {} : { DocNumber: coding.number }),
			TxnDate: date,
			...(entity === 'Bill' && coding.dueDate !== undefined ? { DueDate: coding.dueDate } : {}),
			PrivateNote: privateNote(draft),
			CurrencyRef: { value: coding.currency },
			...(orders.size === 0
				? {}
				: { LinkedTxn: [...orders].map((TxnId) => ({ TxnId, TxnType: ORDER })) }),
			Line,
		},
	};
}

function headerProblems(coding: Coding, entity: BillDraft['entity']): string[] {
	const problems: string[] = [];
	const missing: string[] = [];
	if (!coding.vendor) missing.push('a vendor of the books');
	if (!coding.payableAccount) missing.push('an accounts payable account');
	if (coding.date === undefined) missing.push('a date');
	if (missing.length > 0) {
		problems.push(
			`The coding lacks ${missing.join(', ')}. Complete the mapping and the company settings.`,
		);
	}
	if (coding.lines.length === 0)
		problems.push('The coding has no lines, so there is nothing to bill.');
	if (coding.number !== undefined && coding.number.length > LONGEST_NUMBER) {
		problems.push(
			`The number "${coding.number}" has ${String(coding.number.length)} characters; QuickBooks takes ${String(LONGEST_NUMBER)}. Shorten it in the coding.`,
		);
	}
	const sum = coding.lines.reduce(
		(total, line) => total + toMinor(line.amount, coding.currency),
		0,
	);
	const total = toMinor(coding.total, coding.currency);
	if (sum !== total) {
		problems.push(
			`The lines add up to ${formatAmount(fromMinor(sum, coding.currency), coding.currency)}, the bill's total is ${formatAmount(coding.total, coding.currency)}. Correct the coding.`,
		);
	}
	if (entity === 'Bill' && total < 0) {
		problems.push('QuickBooks keeps no bill with a negative total. Post it as a vendor credit.');
	}
	return problems;
}

function lineProblems(line: CodingLine, position: number): string[] {
	const name = `Line ${String(position)} (${line.description.slice(0, 60)})`;
	const problems: string[] = [];
	if (!line.item && !line.account) {
		problems.push(line.unmapped ?? `${name} has neither item nor account. Add a mapping for it.`);
	}
	if (!line.customerJob) {
		problems.push(`${name} has no customer:job. Name the project's job in the company settings.`);
	}
	if (line.description.length > LONGEST_DESCRIPTION) {
		problems.push(
			`${name} has a description of more than ${String(LONGEST_DESCRIPTION)} characters. Shorten it.`,
		);
	}
	return problems;
}

function lineBody(
	line: CodingLine,
	position: number,
	sign: number,
	currency: string,
	order: CodingLine['purchaseOrder'],
): BillLineBody {
	const amount = fromMinor(sign * toMinor(line.amount, currency), currency);
	const detail: LineDetail = {
		...(line.customerJob ? { CustomerRef: { value: line.customerJob.id } } : {}),
		...(line.class ? { ClassRef: { value: line.class.id } } : {}),
		BillableStatus: 'NotBillable',
	};
	const shared = {
		LineNum: position,
		Description: line.description,
		Amount: amount,
		...(order === undefined
			? {}
			: { LinkedTxn: [{ TxnId: order.id, TxnType: ORDER, TxnLineId: order.line }] }),
	};
	if (line.item) {
		return {
			...shared,
			DetailType: 'ItemBasedExpenseLineDetail',
			ItemBasedExpenseLineDetail: {
				ItemRef: { value: line.item.id },
				Qty: 1,
				UnitPrice: amount,
				...detail,
			},
		};
	}
	return {
		...shared,
		DetailType: 'AccountBasedExpenseLineDetail',
		AccountBasedExpenseLineDetail: { AccountRef: { value: line.account?.id ?? '' }, ...detail },
	};
}

const TAG = /\[post:([^\s\]]{1,36}) claim:([^\s\]]+)\]/g;

/** The memo: what people wrote, then what the bill was made from, and the tag it is found again by. */
function privateNote(draft: BillDraft): string {
	const { coding, document } = draft;
	const commitment = coding.commitment?.name ?? coding.commitment?.id;
	const sources = [
		`Document ${document.number ?? coding.number ?? 'without a number'}`,
		...(commitment === undefined ? [] : [`commitment ${commitment}`]),
	].join(', ');
	const tail = `${sources.slice(0, 500)} [post:${draft.requestId} claim:${draft.claim}]`;
	const memo = (coding.memo ?? '').slice(0, LONGEST_NOTE - tail.length - 1);
	return memo === '' ? tail : `${memo}\n${tail}`;
}

/** Request id and claim in a memo, where this product wrote the bill. */
export function readTag(
	note: string | undefined,
): { requestId: string; claim: string } | undefined {
	// The last one is ours: text before it was written by others.
	const [, requestId, claim] = [...(note ?? '').matchAll(TAG)].at(-1) ?? [];
	return requestId === undefined || claim === undefined ? undefined : { requestId, claim };
}
