import type { BillPaymentRecord } from '../documents/records';
import type { PaymentIndex } from './payment-index';
import type { PlanProblem } from './plan';

/** A payment as people call it. */
export function callPayment(payment: BillPaymentRecord, index: PaymentIndex): string {
	const vendor = index.vendorName(payment.books, payment.vendor);
	return `Payment ${payment.number ?? payment.id} of ${payment.date} to ${vendor}`;
}

/** A problem of a payment, with what it always says. */
export function problemOf(
	payment: BillPaymentRecord,
	part: string,
	label: string,
	rest: Omit<PlanProblem, 'key' | 'subject'>,
): PlanProblem {
	return {
		key: `payment_issued:${payment.books}:${payment.id}:${part}`,
		subject: { type: 'bill_payment', id: payment.id, label },
		books: payment.books,
		...rest,
	};
}
