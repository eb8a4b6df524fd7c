import { DateTime } from 'luxon';
import { fromMinor, minorDigits, toMinor } from '../../documents/money';
import type { Transfer } from '../../documents/transfer';
import type { PaymentContent } from '../../documents/transfer-content';
import { markIn } from '../../documents/transfer-reference';
import type { StandingRecord, TransferAdapter } from '../../transfers/target';
import type { ProcoreClient, WireRow } from '../client';
import { ProcoreError } from '../errors';
import { afterWriting } from './in-doubt';
import { markedOf } from './marked';
import { RecentLists } from './recent-lists';
import { contractPaymentSchema, type ContractPaymentRow } from './wire';

/** Days that a payment entered by a person may lie away from the day in the books. */
const DAYS = 5;
const RESOURCE = 'contract_payments';

/**
 * Payments issued on commitments and received on prime contracts (`contract_payments`). The list
 * knows no filters and there is no idempotency key, so one is found by the mark in its notes, or by
 * amount, day and cheque number where a person entered it. `origin_id` is never set: it would lock
 * the payment. https://developers.procore.com/reference/rest/contract-payments
 *
 * Neither the notes nor the method count in a comparison: notes belong to whoever reads them, and
 * Procore gives no method back. Payments of Procore Pay, and those that another accounting
 * integration keeps, are locked.
 */
export function paymentAdapter(client: ProcoreClient): TransferAdapter {
	const lists = new RecentLists<ContractPaymentRow>(client.clock);

	async function* listed(
		transfer: Transfer,
		signal?: AbortSignal,
	): AsyncGenerator<ContractPaymentRow, void> {
		for await (const row of client.list(RESOURCE, scopeOf(transfer), { signal })) yield parsed(row);
	}

	return {
		marks: {
			placeOf: (transfer) => `payments of contract ${scopeOf(transfer).contract}`,
			async of(transfer, signal) {
				const { contract } = scopeOf(transfer);
				const rows = await lists.of(contract, () => listed(transfer, signal));
				return rows.flatMap((row) => markedOf(`payment ${row.id}`, row.notes, row));
			},
		},
		async read(transfer, id, signal) {
			try {
				const row = parsed(await client.get(RESOURCE, id, scopeOf(transfer), { signal }));
				return row.deleted_at === undefined ? standingOf(row, transfer) : undefined;
			} catch (error) {
				if (!(error instanceof ProcoreError) || error.status !== 404) throw error;
				// A missing permission answers 404 too; the list then fails as well, or holds the payment.
				for await (const row of listed(transfer, signal)) {
					if (row.id === id) return standingOf(row, transfer);
				}
				return undefined;
			}
		},
		async find(transfer, signal) {
			const { contract } = scopeOf(transfer);
			const rows = (await lists.of(contract, () => listed(transfer, signal))).filter(stands);
			const own = rows.filter(({ notes }) => markIn(notes, transfer.key) === 'own');
			const found =
				own.length > 0
					? own
					: likely(
							rows.filter(({ notes }) => markIn(notes, transfer.key) === 'none'),
							contentOf(transfer),
							transfer.currency,
						);
			return found.map((row) => standingOf(row, transfer));
		},
		async create(transfer, _requestId, signal) {
			const scope = scopeOf(transfer);
			const row = await lists.writing(scope.contract, async () => {
				const answer = await client.create(RESOURCE, scope, bodyOf(transfer, true), { signal });
				return await afterWriting(() => parsed(answer));
			});
			return standingOf(row, transfer);
		},
		async update(transfer, standing, _requestId, signal) {
			const scope = scopeOf(transfer);
			lists.drop(scope.contract);
			const row = await client.update(RESOURCE, standing.id, scope, bodyOf(transfer, false), {
				signal,
			});
			return await afterWriting(() => standingOf(parsed(row), transfer));
		},
		async remove(transfer, standing, _requestId, signal) {
			const scope = scopeOf(transfer);
			lists.drop(scope.contract);
			await client.remove(RESOURCE, standing.id, scope, { signal });
		},
	};
}

function parsed(row: WireRow): ContractPaymentRow {
	const result = contractPaymentSchema.safeParse(row);
	if (result.success) return result.data;
	throw new ProcoreError(
		`A contract payment of Procore cannot be read: its field "${result.error.issues[0]?.path.join('.') ?? ''}" has not the expected form. Look at the payments of this commitment in Procore.`,
	);
}

function scopeOf({ target, label }: Transfer): { project: string; contract: string } {
	const { project, contract } = target;
	if (project === undefined || contract === undefined) {
		throw new ProcoreError(`${label} names no project or commitment of Procore. Plan it again.`);
	}
	return { project, contract };
}

function contentOf({ content, label }: Transfer): PaymentContent {
	if (content.kind === 'payment_issued' || content.kind === 'payment_received') return content;
	throw new ProcoreError(`${label} is not a payment. Plan it again.`);
}

/** A payment that was rejected or failed moved no money. */
const stands = ({ status, deleted_at }: ContractPaymentRow): boolean =>
	status !== 'rejected' && status !== 'failed' && deleted_at === undefined;

/**
 * Payments that a person may have entered for the same thing. Those of the same amount come first;
 * without one, a payment under the same cheque number is shown, which may stand for several bills.
 */
function likely(
	rows: readonly ContractPaymentRow[],
	wanted: PaymentContent,
	currency = 'USD',
): ContractPaymentRow[] {
	const forThis = rows.filter((row) => !isForAnother(row, wanted));
	const same = forThis.filter((row) => isSame(row, wanted, currency));
	if (same.length > 0) return same;
	return forThis.filter(
		({ check_number }) => check_number !== undefined && check_number === wanted.number,
	);
}

/** Whether a payment names another invoice than the one that is paid. */
function isForAnother(row: ContractPaymentRow, wanted: PaymentContent): boolean {
	const differs = (left: string | undefined, right: string | undefined): boolean =>
		left !== undefined && right !== undefined && left !== right;
	return (
		differs(row.requisition_id, wanted.invoice) ||
		(row.requisition_id === undefined && differs(row.invoice_number, wanted.invoiceNumber))
	);
}

/** Whether a payment that somebody else entered is this one: amount, day within a few, cheque number where both have one. */
function isSame(row: ContractPaymentRow, wanted: PaymentContent, currency: string): boolean {
	const { check_number, date } = row;
	const sameNumber =
		check_number === undefined || wanted.number === undefined || check_number === wanted.number;
	return (
		toMinor(row.amount, currency) === toMinor(wanted.amount, currency) &&
		sameNumber &&
		!isForAnother(row, wanted) &&
		daysBetween(date, wanted.date) <= DAYS
	);
}

/** A payment without a date may be of any day. */
function daysBetween(left: string | undefined, right: string): number {
	if (left === undefined) return 0;
	return Math.abs(DateTime.fromISO(left).diff(DateTime.fromISO(right), 'days').days);
}

function standingOf(row: ContractPaymentRow, transfer: Transfer): StandingRecord {
	const wanted = contentOf(transfer);
	const currency = transfer.currency ?? 'USD';
	const content: PaymentContent = {
		kind: wanted.kind,
		amount: fromMinor(toMinor(row.amount, currency), currency),
		date: row.date ?? wanted.date,
		...(row.check_number === undefined ? {} : { number: row.check_number }),
		...(row.invoice_number === undefined ? {} : { invoiceNumber: row.invoice_number }),
		...(row.requisition_id === undefined ? {} : { invoice: row.requisition_id }),
	};
	const isOwn = markIn(row.notes, transfer.key) === 'own';
	const equal = isOwn ? saysTheSame(content, wanted, row.date) : isSame(row, wanted, currency);
	const locked = lockOf(row) ?? (isOwn ? undefined : enteredByHand(row, transfer));
	return {
		id: row.id,
		content,
		equal,
		...(row.updated_at === undefined ? {} : { revision: row.updated_at }),
		...(locked === undefined ? {} : { locked }),
	};
}

function saysTheSame(
	{ amount, number, invoiceNumber, invoice }: PaymentContent,
	wanted: PaymentContent,
	date: string | undefined,
): boolean {
	return (
		amount === wanted.amount &&
		date === wanted.date &&
		number === wanted.number &&
		invoiceNumber === wanted.invoiceNumber &&
		invoice === wanted.invoice
	);
}

function lockOf({
	id,
	origin_id,
	external_payment_id,
	date_payment_initiated,
}: ContractPaymentRow) {
	if (external_payment_id !== undefined || date_payment_initiated !== undefined) {
		return `Payment ${id} was made with Procore Pay, so that only Procore Pay changes it.`;
	}
	if (origin_id !== undefined) {
		return `Payment ${id} is kept by an accounting integration of Procore, which locks it. Change it there, or end that integration.`;
	}
	return undefined;
}

/** What a person entered may be set right by the books, but is never removed by itself. */
function enteredByHand({ id }: ContractPaymentRow, { action }: Transfer): string | undefined {
	return action === 'remove'
		? `Payment ${id} was entered in Procore by somebody else, so it is not removed by itself. Remove it there, or give this transfer up if it stays.`
		: undefined;
}

/** Absent members are cleared by an update, not left. */
function bodyOf(transfer: Transfer, isNew: boolean): WireRow {
	const { amount, date, method, number, invoiceNumber, invoice, notes } = contentOf(transfer);
	const blank = isNew ? undefined : null;
	return withoutAbsent({
		amount: amount.toFixed(minorDigits(transfer.currency)),
		date,
		check_number: number ?? blank,
		invoice_number: invoiceNumber ?? blank,
		requisition_id: invoice === undefined ? blank : numeric(invoice),
		payment_method: method,
		...(isNew ? { notes } : {}),
	});
}

const numeric = (id: string): number | string => {
	const number = Number(id);
	return /^\d+$/.test(id) && Number.isSafeInteger(number) ? number : id;
};

const withoutAbsent = (row: WireRow): WireRow =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
