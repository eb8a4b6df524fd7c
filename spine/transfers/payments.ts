import { formatAmount, fromMinor } from '../documents/money';
import type { PaymentContent } from '../documents/transfer-content';
import type { BillPaymentRecord, BooksTransactionRecord } from '../documents/records';
import type { Transfer } from '../documents/transfer';
import { transferReference } from '../documents/transfer-reference';
import { readPaymentIndex, type PaidBill, type PaymentIndex } from './payment-index';
import { partsOf } from './payment-parts';
import { splitPayment } from './payment-split';
import { callPayment, problemOf } from './payment-words';
import type { Plan, Planner, PlanProblem } from './plan';
import { placeOf, withWithdrawn } from './withdraw';

/**
 * Payments issued on commitments, from the bill payments of the books: one for every bill of a
 * commitment that a payment settles with money. Bills without a commitment are no contract's; what a
 * credit settled is not paid. A payment that was voided, deleted or applied elsewhere takes back
 * what was written for it.
 */
export const planPayments: Planner = async ({ ledger, company, projects }) => {
	const index = await readPaymentIndex(ledger);
	const plan: Plan = { transfers: [], problems: [] };
	/** Payments of which something cannot be told now; nothing is taken back for them. */
	const unclear = new Set<string>();
	for (const payment of index.payments) {
		if (payment.deleted === true || payment.voided === true) continue;
		const planned = planPayment(payment, index, company);
		plan.transfers.push(...planned.transfers);
		plan.problems.push(...planned.problems);
		if (planned.problems.length > 0) unclear.add(placeOf(payment));
	}
	return await withWithdrawn(ledger, plan, {
		kind: 'payment_issued',
		company,
		sources: index.payments,
		unclear,
		whyGone,
		projects,
	});
};

function whyGone({ deleted, voided }: BillPaymentRecord): string {
	if (deleted === true) return 'the payment was deleted in the books';
	if (voided === true) return 'the payment was voided in the books';
	return 'the payment no longer settles this bill with money in the books';
}

function planPayment(payment: BillPaymentRecord, index: PaymentIndex, company: string): Plan {
	const { total, parts, bills, problems } = partsOf(payment, index);
	const transfers: Transfer[] = [];
	if (parts === undefined) return { transfers, problems };
	const settled = splitPayment(total, parts, index.settings.currency);
	if (settled === undefined) problems.push(unbalanced(payment, index));
	for (const { id, cash, credited } of settled ?? []) {
		const paid = bills.get(id);
		if (paid === undefined || cash <= 0) continue;
		const result = transferOf(payment, paid, { cash, credited }, index, company);
		if (result === undefined) continue;
		if ('action' in result) transfers.push(result);
		else problems.push(result);
	}
	return { transfers, problems };
}

function transferOf(
	payment: BillPaymentRecord,
	{ bill, claim }: PaidBill,
	{ cash, credited }: { cash: number; credited: number },
	index: PaymentIndex,
	company: string,
): Transfer | PlanProblem | undefined {
	const { currency } = index.settings;
	if (claim.commitment === undefined) return undefined;
	const commitment = index.commitments.get(claim.commitment);
	const amount = fromMinor(cash, currency);
	const called = `${callPayment(payment, index)}, ${callBill(bill)}`;
	if (commitment === undefined) {
		return problemOf(payment, `${bill.id}:commitment`, called, {
			sentence: `${called}, is on commitment ${claim.commitment}, which the ledger does not hold.`,
			remedy:
				'Read the history of the project system again; if the commitment was deleted, tell where the bill belongs.',
			amount,
			currency,
		});
	}
	if ((commitment.currency ?? currency) !== currency) {
		return problemOf(payment, `${bill.id}:currency`, called, {
			sentence: `${called}, is on commitment ${commitment.number ?? commitment.id} in ${commitment.currency ?? ''}, but the books keep ${currency}.`,
			remedy: 'Enter the payment in the project system by hand, in its currency.',
			amount,
			currency,
			project: commitment.project,
			commitment: commitment.id,
		});
	}
	const key = `payment_issued:${payment.books}:${payment.id}:${bill.id}:${commitment.id}`;
	const credit =
		credited === 0
			? ''
			: `, after credits of ${formatAmount(fromMinor(credited, currency), currency)}`;
	const content: PaymentContent = {
		kind: 'payment_issued',
		amount,
		date: payment.date,
		...methodOf(payment),
		...(trimmed(payment.number) === '' ? {} : { number: trimmed(payment.number) }),
		...(trimmed(bill.number) === '' ? {} : { invoiceNumber: trimmed(bill.number) }),
		...(claim.requisition === undefined ? {} : { invoice: claim.requisition }),
		notes: `Payment ${payment.id} of the books for bill ${bill.id}${credit}. ${transferReference(key)}`,
	};
	return {
		key,
		action: 'save',
		label: `${called}, on ${commitment.number ?? commitment.id}: ${formatAmount(amount, currency)}`,
		source: { side: 'books', system: payment.books, type: 'bill_payment', id: payment.id },
		target: {
			side: 'projects',
			system: company,
			type: 'contract_payment',
			project: commitment.project,
			contract: commitment.id,
		},
		content,
		amount,
		currency,
		date: payment.date,
	};
}

/** A bank transfer is a cheque without a cheque in the books; people note it in its number. */
const TRANSFER = /\b(ach|eft|wire|bacs|sepa|direct deposit)\b/i;

function methodOf({ method, number }: BillPaymentRecord): Pick<PaymentContent, 'method'> {
	if (method === 'check' && TRANSFER.test(number ?? '')) return { method: 'electronic' };
	return method === undefined ? {} : { method };
}

const trimmed = (value: string | undefined): string => value?.trim() ?? '';

const callBill = ({ number, id }: BooksTransactionRecord): string => `bill ${number ?? id}`;

function unbalanced(payment: BillPaymentRecord, index: PaymentIndex): PlanProblem {
	const called = callPayment(payment, index);
	return problemOf(payment, 'unbalanced', called, {
		sentence: `${called}: what it was applied to is more than its total and its credits make up, so that nobody can tell what was paid on which bill.`,
		remedy: 'Look at the payment in the books, then read the books again.',
		amount: payment.total,
		currency: index.settings.currency,
	});
}
