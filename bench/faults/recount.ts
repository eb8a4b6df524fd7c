import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const truthSchema = z.object({ number: z.string(), total: z.number(), file: z.string() });
const billSchema = z
	.object({
		Id: z.string(),
		DocNumber: z.string().optional(),
		TotalAmt: z.number(),
		PrivateNote: z.string().default(''),
	})
	.passthrough();
type Bill = z.infer<typeof billSchema>;
const fileSchema = z
	.object({
		FileName: z.string(),
		AttachableRef: z
			.array(
				z.object({ EntityRef: z.object({ type: z.string(), value: z.string() }) }).passthrough(),
			)
			.default([]),
	})
	.passthrough();
const entrySchema = z
	.object({
		document: z.object({ number: z.string() }).passthrough(),
		posting: z.object({ id: z.string().optional() }).passthrough().optional(),
	})
	.passthrough();
const linkSchema = z.object({ TxnId: z.string(), TxnType: z.string() }).passthrough();
const billPaymentSchema = z
	.object({
		Id: z.string(),
		DocNumber: z.string().optional(),
		TotalAmt: z.number(),
		Line: z
			.array(
				z.object({ Amount: z.number(), LinkedTxn: z.array(linkSchema).default([]) }).passthrough(),
			)
			.default([]),
	})
	.passthrough();
const contractPaymentSchema = z
	.object({
		id: z.number().transform(String),
		contract_id: z.number().transform(String),
		amount: z.string(),
		check_number: z.string().nullish(),
		invoice_number: z.string().nullish(),
		notes: z.string().nullish(),
	})
	.passthrough();
const commitmentSchema = z
	.object({ id: z.number().transform(String), title: z.string() })
	.passthrough();
const mirroredSchema = z
	.object({
		type: z.string(),
		id: z.string(),
		number: z.string().optional(),
		total: z.number().optional(),
		amount: z.number().optional(),
		title: z.string().optional(),
		deleted: z.boolean().optional(),
	})
	.passthrough();

/** Commitment that all documents of the run are on. */
const COMMITMENT = '42';

/** What is counted of each sort. */
export const FIGURES = ['duplicates', 'lost', 'halfWritten'] as const;
export type Figure = (typeof FIGURES)[number];
export type Count = Record<Figure | 'number', number>;

/** What a count of a run's end state comes to. */
export interface Recount {
	/**
	 * Invoices as bills. Duplicates: bills, or originals at one bill, beyond the one that had to be;
	 * lost: invoices without a bill; half written: bills without their original, with another total, or
	 * that the ledger does not name.
	 */
	invoices: Count;
	/**
	 * What payments of the books settle of those bills, as payments of the commitment in Procore.
	 * Duplicates: payments beyond the one that had to be, or for what is not paid (any more); lost:
	 * what is paid without such a payment; half written: with another amount, cheque or invoice number.
	 */
	payments: Count;
	/**
	 * Rows of both systems in the ledger's mirror. Duplicates: rows that the systems do not have (any
	 * more); lost: rows that the mirror does not have; half written: rows that are stale in it.
	 */
	mirror: Count;
}

const stateSchema = z.object({
	truth: z.array(truthSchema),
	bills: z.array(billSchema),
	attachments: z.array(fileSchema),
	'bill-payments': z.array(billPaymentSchema),
	commitments: z.array(commitmentSchema),
	'contract-payments': z.array(contractPaymentSchema),
	ledger: z.array(entrySchema),
	watched: z.array(z.object({ type: z.string() })),
	mirror: z.array(mirroredSchema),
});
type State = z.infer<typeof stateSchema>;

/** Files of a run that are counted, by the middle of their names. */
const FILES = [
	'truth',
	'bills',
	'attachments',
	'bill-payments',
	'commitments',
	'contract-payments',
	'ledger',
	'watched',
	'mirror',
] as const satisfies ReadonlyArray<keyof State>;

/**
 * Counts a run again from nothing but its files. It shares no formula with what is tested: a bill is
 * known by the memo it was written with, a payment in Procore by its notes.
 */
export async function recount(folder: string, name: string): Promise<Recount> {
	const files: Record<string, unknown> = {};
	for (const what of FILES) {
		const text = await readFile(join(folder, `faults-${name}-${what}.ndjson`), 'utf8');
		const lines = text.split('\n').filter((line) => line !== '');
		files[what] = lines.map((line): unknown => JSON.parse(line));
	}
	const state = stateSchema.parse(files);
	return {
		invoices: countInvoices(state),
		payments: countPayments(state),
		mirror: countMirror(state),
	};
}

/** What is still to be written to either system, by what stands in both. */
export function toBeWritten(state: object): { documents: number; payments: number } {
	const parsed = stateSchema.parse({ ledger: [], watched: [], mirror: [], ...state });
	const { duplicates, lost, halfWritten } = countPayments(parsed);
	return {
		documents: parsed.truth.filter((invoice) =>
			billsOf(invoice, parsed).every((bill) => originalsAt(bill, invoice, parsed) === 0),
		).length,
		payments: duplicates + lost + halfWritten,
	};
}

const cents = (amount: number | string): number => Math.round(Number(amount) * 100);
const none = (): Count => ({ number: 0, duplicates: 0, lost: 0, halfWritten: 0 });

type Invoice = z.infer<typeof truthSchema>;

/** The bills that were written for an invoice. */
function billsOf({ number }: Invoice, { bills }: Pick<State, 'bills'>): Bill[] {
	const memo = new RegExp(`Document ${number}[, ].*\\[post:`, 's');
	return bills.filter(({ PrivateNote }) => memo.test(PrivateNote));
}

/** How often the original of an invoice is attached to a bill. */
function originalsAt({ Id }: Bill, { file }: Invoice, { attachments }: State): number {
	return attachments.filter(
		({ FileName, AttachableRef }) =>
			FileName === file &&
			AttachableRef.some(({ EntityRef }) => EntityRef.type === 'Bill' && EntityRef.value === Id),
	).length;
}

function countInvoices(state: State): Count {
	const count = none();
	const posted = new Map(
		state.ledger.map(({ document, posting }) => [document.number, posting?.id]),
	);
	for (const invoice of state.truth) {
		count.number += 1;
		const own = billsOf(invoice, state);
		const [bill] = own;
		if (bill === undefined) {
			count.lost += 1;
			continue;
		}
		const attached = originalsAt(bill, invoice, state);
		count.duplicates += own.length - 1 + Math.max(0, attached - 1);
		const isWhole =
			attached > 0 && bill.TotalAmt === invoice.total && posted.get(invoice.number) === bill.Id;
		if (!isWhole) count.halfWritten += 1;
	}
	return count;
}

function countPayments(state: State): Count {
	const { truth, 'bill-payments': billPayments, 'contract-payments': contractPayments } = state;
	const count = none();
	const ours = new Map(
		truth.flatMap((invoice) => billsOf(invoice, state)).map((bill) => [bill.Id, bill]),
	);
	const left = new Set(
		contractPayments.filter(
			({ contract_id, notes }) =>
				contract_id === COMMITMENT && notes?.startsWith('Payment ') === true,
		),
	);
	for (const { Id, DocNumber, TotalAmt, Line } of billPayments) {
		for (const { Amount, LinkedTxn } of TotalAmt > 0 ? Line : []) {
			const bill = ours.get(LinkedTxn.find(({ TxnType }) => TxnType === 'Bill')?.TxnId ?? '');
			if (bill === undefined || Amount <= 0) continue;
			count.number += 1;
			const notes = new RegExp(`^Payment ${Id} of the books for bill ${bill.Id}[.,]`);
			const own = [...left].filter((payment) => notes.test(payment.notes ?? ''));
			const [payment] = own;
			own.forEach((one) => left.delete(one));
			if (payment === undefined) {
				count.lost += 1;
				continue;
			}
			count.duplicates += own.length - 1;
			const isRight =
				cents(payment.amount) === cents(Amount) &&
				payment.check_number === DocNumber &&
				payment.invoice_number === bill.DocNumber;
			if (!isRight) count.halfWritten += 1;
		}
	}
	count.duplicates += left.size;
	return count;
}

function countMirror(state: State): Count {
	const count = none();
	const watched = new Set(state.watched.map(({ type }) => type));
	// The ledger also knows neighbours that Procore never had; they are not Procore's to tell.
	const commitments = new Set(state.commitments.map(({ id }) => id));
	const mirrored = state.mirror.filter(
		({ type, id, deleted }) =>
			deleted !== true && watched.has(type) && (type !== 'commitment' || commitments.has(id)),
	);
	const real = facesOf(state).filter(({ type }) => watched.has(type));
	const says = new Map(
		mirrored.map(({ type, id, number, total, amount, title }) => [
			`${type} ${id}`,
			sayingOf({
				number,
				amount: amount ?? total,
				title: type === 'commitment' ? title : undefined,
			}),
		]),
	);
	for (const { type, id, says: said } of real) {
		count.number += 1;
		const mirror = says.get(`${type} ${id}`);
		if (mirror === undefined) count.lost += 1;
		else if (mirror !== said) count.halfWritten += 1;
		says.delete(`${type} ${id}`);
	}
	count.duplicates += says.size;
	return count;
}

/** A row as both sides have to say it. */
interface Face {
	type: string;
	id: string;
	says: string;
}

interface Saying {
	number?: string | undefined;
	amount?: number | string | undefined;
	title?: string | undefined;
}

const sayingOf = ({ number = '', amount, title }: Saying): string =>
	title ?? `${number} ${amount === undefined ? '' : cents(amount)}`;

function facesOf(state: State): Face[] {
	const inBooks = (type: string, rows: State['bills'] | State['bill-payments']): Face[] =>
		rows.map(({ Id, DocNumber, TotalAmt }) => ({
			type,
			id: Id,
			says: sayingOf({ number: DocNumber, amount: TotalAmt }),
		}));
	return [
		...inBooks('bill', state.bills),
		...inBooks('bill_payment', state['bill-payments']),
		...state['contract-payments'].map(({ id, amount }) => ({
			type: 'contract_payment',
			id,
			says: sayingOf({ amount }),
		})),
		...state.commitments.map(({ id, title }) => ({ type: 'commitment', id, says: title })),
	];
}
