import { toMinor } from '../documents/money';
import type { BillPaymentRecord } from '../documents/records';
import { roleOfEntry } from './applied-entries';
import type { PaidBill, PaymentIndex } from './payment-index';
import type { AppliedPart } from './payment-split';
import { callPayment, problemOf } from './payment-words';
import type { PlanProblem } from './plan';

/** What a payment settles, ready to be split. */
export interface PaymentParts {
	/** Money that the payment itself moved, in minor units. */
	total: number;
	/** Undefined where it cannot be told what some part does, so that nothing can be split. */
	parts?: AppliedPart[];
	/** Bills that can be paid in the project system, by the id of their part. */
	bills: Map<string, PaidBill>;
	problems: PlanProblem[];
}

type Applied = BillPaymentRecord['applied'][number];

/**
 * The parts of a payment, and what is not known about them. A bill that stands in several lines is
 * one part; one that the ledger cannot place is owed all the same, so that the others are not kept
 * back by it.
 */
export function partsOf(payment: BillPaymentRecord, index: PaymentIndex): PaymentParts {
	const { currency } = index.settings;
	const parts = new Map<string, AppliedPart>();
	const result: PaymentParts = {
		total: toMinor(payment.total, currency),
		bills: new Map(),
		problems: [],
	};
	let isClear = true;
	for (const applied of payment.applied) {
		const id = `${applied.type} ${applied.transaction}`;
		const part = partOf(payment, applied, id, index, result);
		if (part === undefined) {
			isClear = false;
			continue;
		}
		const amount = (parts.get(id)?.amount ?? 0) + toMinor(applied.amount, currency);
		parts.set(id, { ...part, amount });
	}
	return isClear ? { ...result, parts: [...parts.values()] } : result;
}

function partOf(
	payment: BillPaymentRecord,
	{ type, transaction, amount }: Applied,
	id: string,
	index: PaymentIndex,
	{ bills, problems }: PaymentParts,
): Omit<AppliedPart, 'amount'> | undefined {
	const { currency } = index.settings;
	const place = `${payment.books} ${transaction}`;
	const called = callPayment(payment, index);
	const unclear = (why: string, sentence: string, remedy: string): void => {
		problems.push(
			problemOf(payment, `${transaction}:${why}`, called, { sentence, remedy, amount, currency }),
		);
	};
	const owed = { id, role: 'owed' as const };
	if (type === 'journal_entry') {
		const role = roleOfEntry(index.entries.get(place), index.accounts(payment.books));
		if (role !== undefined) return { id, role };
		unclear(
			'entry',
			`${called} was applied to journal entry ${transaction}, which does not tell whether it is money, a credit or a debt.`,
			'Read the history of the books again, or enter the payment in the project system by hand.',
		);
		return undefined;
	}
	if (type === 'vendor_credit') {
		const claim = index.claims.get(`${payment.books} credit:${transaction}`);
		const commitment = claim?.commitment;
		return { id, role: 'credit', ...(commitment === undefined ? {} : { commitment }) };
	}
	const bill = index.bills.get(place);
	const claim = index.claims.get(place);
	if (bill === undefined || bill.deleted === true || claim === undefined) {
		unclear(
			'unknown',
			`${called} settles bill ${transaction}, which the ledger does not hold.`,
			'Read the history of the books, bills included, then plan again.',
		);
		return owed;
	}
	if ((bill.currency ?? currency) !== currency) {
		unclear(
			'currency',
			`${called} settles bill ${bill.number ?? bill.id} in ${bill.currency ?? ''}, but the company keeps ${currency}.`,
			'Enter the payment in the project system by hand, in its currency.',
		);
		return owed;
	}
	if (claim.commitment === undefined && claim.candidates !== undefined) {
		const numbers = claim.candidates.map((one) => index.commitments.get(one)?.number ?? one);
		unclear(
			'candidates',
			`${called} settles bill ${bill.number ?? bill.id}, which may belong to ${numbers.join(' or ')}.`,
			"Write the commitment's number into the bill's number or memo in the books, or link the bill to its purchase order.",
		);
		return owed;
	}
	bills.set(id, { bill, claim });
	const { commitment } = claim;
	return { ...owed, ...(commitment === undefined ? {} : { commitment }) };
}
