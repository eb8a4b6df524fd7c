import { formatAmount } from '../documents/money';
import type { CustomerPaymentRecord, OwnerInvoiceRecord } from '../documents/records';
import { companySettingsSchema } from '../documents/settings';
import type { Transfer } from '../documents/transfer';
import type { PaymentContent } from '../documents/transfer-content';
import { transferReference } from '../documents/transfer-reference';
import { ownerInvoiceKey } from './owner-invoices';
import type { Plan, Planner } from './plan';
import { withdraw } from './withdraw';

/**
 * Payments received from the owner: what a customer's payment settles of each invoice that was
 * carried over, as a payment on the prime contract of its owner invoice. Invoices that did not come
 * from the project system are left out. A payment that was voided, deleted or applied elsewhere takes
 * back what was written for it.
 */
export const planOwnerPayments: Planner = async ({ ledger, company, projects }) => {
	const { currency } = (await ledger.getSettings())?.settings ?? companySettingsSchema.parse({});
	const carried = new Map<string, OwnerInvoiceRecord>();
	const written = new Map(
		(await ledger.transfers({ kinds: ['owner_invoice'], side: 'books' })).map((one) => [
			one.transfer.key,
			one,
		]),
	);
	for (const record of await ledger.list('owner_invoice')) {
		const kept = written.get(ownerInvoiceKey(record.id));
		if (kept?.targetId === undefined || kept.state === 'removed') continue;
		carried.set(`${kept.transfer.target.system} ${kept.targetId}`, record);
	}
	const payments = await ledger.list('customer_payment');
	const plan: Plan = { transfers: [], problems: [] };
	for (const payment of payments) {
		if (payment.deleted === true || payment.voided === true) continue;
		for (const { transaction, type, amount } of payment.applied) {
			const invoice = carried.get(`${payment.books} ${transaction}`);
			if (type !== 'invoice' || amount <= 0 || invoice?.contract === undefined) continue;
			const settled = { amount, transaction, currency: payment.currency ?? currency };
			plan.transfers.push(transferOf(payment, invoice, invoice.contract, settled, company));
		}
	}
	const known = new Map(payments.map((payment) => [`${payment.books} ${payment.id}`, payment]));
	const gone = await withdraw(ledger, {
		kind: 'payment_received',
		company,
		planned: new Set(plan.transfers.map(({ key }) => key)),
		whyOf: ({ source, label }) => {
			const payment = known.get(`${source.system} ${source.id}`);
			return payment === undefined ? undefined : `${label}: ${whyGone(payment)}.`;
		},
	});
	const wanted = ({ project }: { project?: string | undefined }) =>
		projects === undefined || project === undefined || projects.includes(project);
	return {
		transfers: [...plan.transfers, ...gone].filter(({ target }) => wanted(target)),
		problems: [],
	};
};

function whyGone({ deleted, voided }: CustomerPaymentRecord): string {
	if (deleted === true) return 'the payment was deleted in the books';
	if (voided === true) return 'the payment was voided in the books';
	return 'the payment no longer settles this invoice in the books';
}

function transferOf(
	payment: CustomerPaymentRecord,
	invoice: OwnerInvoiceRecord,
	contract: string,
	{ amount, transaction, currency }: { amount: number; transaction: string; currency: string },
	company: string,
): Transfer {
	const key = `payment_received:${payment.books}:${payment.id}:${transaction}:${contract}`;
	const number = payment.number?.trim() ?? '';
	const named = invoice.invoiceNumber?.trim() ?? '';
	const method = methodOf(payment.method);
	const content: PaymentContent = {
		kind: 'payment_received',
		amount,
		date: payment.date,
		...(method === undefined ? {} : { method }),
		...(number === '' ? {} : { number }),
		...(named === '' ? {} : { invoiceNumber: named }),
		notes: `Payment ${payment.id} of the books for invoice ${transaction}. ${transferReference(key)}`,
	};
	return {
		key,
		action: 'save',
		label: `Payment ${number === '' ? payment.id : number} of ${payment.date} for owner invoice ${invoice.application ?? (named === '' ? invoice.id : named)}: ${formatAmount(amount, currency)}`,
		source: { side: 'books', system: payment.books, type: 'customer_payment', id: payment.id },
		target: {
			side: 'projects',
			system: company,
			type: 'contract_payment',
			project: invoice.project,
			contract,
		},
		content,
		amount,
		currency,
		date: payment.date,
	};
}

/** A method by the name that the books give it. */
function methodOf(name: string | undefined): PaymentContent['method'] {
	if (name === undefined) return undefined;
	if (/che(ck|que)/i.test(name)) return 'check';
	if (/card|visa|mastercard|amex/i.test(name)) return 'credit_card';
	return /\b(ach|eft|wire|transfer|electronic|bank)\b/i.test(name) ? 'electronic' : undefined;
}
