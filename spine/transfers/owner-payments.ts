import { formatAmount, fromMinor } from '../documents/money';
import type { CustomerPaymentRecord, OwnerInvoiceRecord } from '../documents/records';
import { companySettingsSchema } from '../documents/settings';
import type { Transfer } from '../documents/transfer';
import type { PaymentContent } from '../documents/transfer-content';
import { transferReference } from '../documents/transfer-reference';
import type { Ledger } from '../ledger/ledger';
import { ownerInvoiceKey } from './owner-invoices';
import { ownerRefunds } from './owner-refunds';
import type { Plan, Planner, PlanProblem } from './plan';
import { receivedParts, type Untold } from './received-parts';
import { placeOf, withWithdrawn } from './withdraw';

/**
 * Payments received from the owner: what a customer's payment settles with money of each invoice that
 * was carried over, as a payment on the prime contract of its owner invoice. Invoices that did not
 * come from the project system are left out; what a credit memo settled is not paid. A payment that
 * was voided, deleted or applied elsewhere takes back what was written for it; for one that does not
 * tell what it paid, nothing is written and nothing taken back. Money given back to an owner is shown.
 */
export const planOwnerPayments: Planner = async ({ ledger, company, projects }) => {
	const { currency: usual } =
		(await ledger.getSettings())?.settings ?? companySettingsSchema.parse({});
	const carried = await readCarried(ledger);
	const payments = await ledger.list('customer_payment');
	const plan: Plan = { transfers: [], problems: [] };
	/** Payments of which it cannot be told now what they paid. */
	const unclear = new Set<string>();
	for (const payment of payments) {
		if (payment.deleted === true || payment.voided === true) continue;
		const invoiceOf = (id: string) => carried.get(`${payment.books} ${id}`);
		const invoices = payment.applied.flatMap(({ type, transaction }) =>
			type === 'invoice' ? (invoiceOf(transaction) ?? []) : [],
		);
		if (invoices.length === 0) continue;
		const currency = payment.currency ?? usual;
		const parts = receivedParts(payment, currency);
		if (typeof parts === 'string') {
			unclear.add(placeOf(payment));
			plan.problems.push(untold(payment, invoices, parts, currency));
			continue;
		}
		for (const { id, cash, credited } of parts) {
			const invoice = invoiceOf(id);
			if (cash <= 0 || invoice === undefined) continue;
			const settled = {
				amount: fromMinor(cash, currency),
				credited: fromMinor(credited, currency),
				transaction: id,
				currency,
			};
			plan.transfers.push(transferOf(payment, invoice, settled, company));
		}
	}
	const billed = new Set([...carried.values()].map(({ project }) => project));
	plan.problems.push(...(await ownerRefunds(ledger, billed)));
	return await withWithdrawn(ledger, plan, {
		kind: 'payment_received',
		company,
		sources: payments,
		unclear,
		whyGone,
		projects,
	});
};

/** An owner invoice that stands in the books, and on whose contract payments can be written. */
type Carried = OwnerInvoiceRecord & { contract: string };

/** Owner invoices by the books and the invoice that they stand as. */
async function readCarried(ledger: Ledger): Promise<Map<string, Carried>> {
	const kept = await ledger.transfers({ kinds: ['owner_invoice'], side: 'books' });
	const written = new Map(kept.map((one) => [one.transfer.key, one]));
	const carried = new Map<string, Carried>();
	for (const record of await ledger.list('owner_invoice')) {
		const { contract } = record;
		const one = written.get(ownerInvoiceKey(record.id));
		if (contract === undefined || one?.targetId === undefined || one.state === 'removed') continue;
		carried.set(`${one.transfer.target.system} ${one.targetId}`, { ...record, contract });
	}
	return carried;
}

const callPayment = ({ number, id, date }: CustomerPaymentRecord): string => {
	const own = number?.trim() ?? '';
	return `Payment ${own === '' ? id : own} of ${date}`;
};

const UNTOLD: Readonly<Record<Untold, string>> = {
	entry: 'has a journal entry among what it was applied to, which does not tell money from credit',
	shared: 'has a line that names several transactions for one amount',
	negative: 'was applied with an amount below zero',
	unbalanced: 'was applied to more than its total and its credits make up',
};

function untold(
	payment: CustomerPaymentRecord,
	invoices: readonly Carried[],
	why: Untold,
	currency: string,
): PlanProblem {
	const label = callPayment(payment);
	const [project, ...others] = new Set(invoices.map((invoice) => invoice.project));
	return {
		key: `payment_received:${payment.books}:${payment.id}:${why}`,
		subject: { type: 'customer_payment', id: payment.id, label },
		sentence: `${label} ${UNTOLD[why]}, so that nobody can tell what was paid on which owner invoice.`,
		remedy:
			'Apply the payment in the books line by line and read the books again, or enter it in the project system by hand.',
		amount: payment.total,
		currency,
		books: payment.books,
		...(project === undefined || others.length > 0 ? {} : { project }),
	};
}

function whyGone({ deleted, voided }: CustomerPaymentRecord): string {
	if (deleted === true) return 'the payment was deleted in the books';
	if (voided === true) return 'the payment was voided in the books';
	return 'the payment no longer settles this invoice with money in the books';
}

function transferOf(
	payment: CustomerPaymentRecord,
	invoice: Carried,
	settled: { amount: number; credited: number; transaction: string; currency: string },
	company: string,
): Transfer {
	const { contract } = invoice;
	const { amount, credited, transaction, currency } = settled;
	const key = `payment_received:${payment.books}:${payment.id}:${transaction}:${contract}`;
	const number = payment.number?.trim() ?? '';
	const named = invoice.invoiceNumber?.trim() ?? '';
	const method = methodOf(payment.method);
	const credit = credited === 0 ? '' : `, after credits of ${formatAmount(credited, currency)}`;
	const content: PaymentContent = {
		kind: 'payment_received',
		amount,
		date: payment.date,
		...(method === undefined ? {} : { method }),
		...(number === '' ? {} : { number }),
		...(named === '' ? {} : { invoiceNumber: named }),
		notes: `Payment ${payment.id} of the books for invoice ${transaction}${credit}. ${transferReference(key)}`,
	};
	return {
		key,
		action: 'save',
		label: `${callPayment(payment)} for owner invoice ${invoice.application ?? (named === '' ? invoice.id : named)}: ${formatAmount(amount, currency)}`,
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
