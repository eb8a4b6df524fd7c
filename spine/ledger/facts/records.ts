import { addDays } from '../../documents/dates';
import type { Coding } from '../../documents/coding';
import type { Document } from '../../documents/document';
import { numberKey } from '../../documents/numbers';
import {
	booksRecordSchema,
	booksTransactionRecordSchema,
	changeOrderRecordSchema,
	directCostRecordSchema,
	fieldDataRecordSchema,
	requisitionRecordSchema,
} from '../../documents/records';
import type {
	BooksRecord,
	BooksTransactionRecord,
	ChangeOrderRecord,
	DirectCostRecord,
	FieldDataRecord,
	RequisitionRecord,
} from '../../documents/records';
import { z } from 'zod';
import type { Compilable } from 'kysely';
import type { DirectoryIndex } from '../directory';
import type { Subject } from '../subject';
import { all } from '../transaction';
import type { Context, Tx } from '../transaction';
import { AT_MOST } from './claims';

/** Change orders of one commitment are read whole up to this many. */
const CHANGE_ORDERS_AT_MOST = 1000;

const jsonRow = z.object({ json: z.string() });

/** Living records of queries over the mirror, each once. */
function* read<S extends z.ZodType<{ id: string; deleted?: boolean }, z.ZodTypeDef, unknown>>(
	schema: S,
	...queries: Compilable[]
): Tx<Array<z.output<S>>> {
	const found = new Map<string, z.output<S>>();
	for (const query of queries) {
		for (const { json } of yield* all(query, jsonRow)) {
			const record: z.output<S> = schema.parse(JSON.parse(json));
			if (record.deleted !== true) found.set(json, record);
		}
	}
	return [...found.values()];
}

const mirror = ({ db }: Context) => db.selectFrom('records').select('json').orderBy('id');

/** Change orders of a commitment, every tier. */
export function* changeOrdersOf(
	context: Context,
	commitment: string | undefined,
): Tx<ChangeOrderRecord[]> {
	if (commitment === undefined) return [];
	return yield* read(
		changeOrderRecordSchema,
		mirror(context)
			.where('type', '=', 'change_order')
			.where('commitment', '=', commitment)
			.limit(CHANGE_ORDERS_AT_MOST),
	);
}

/** Change orders of other commitments of the vendor or project that a reference's number fits. */
export function* otherChangeOrders(
	context: Context,
	index: DirectoryIndex,
	subject: Subject,
	document: Document,
): Tx<ChangeOrderRecord[]> {
	const keys = referenceKeys(document);
	if (keys.length === 0) return [];
	const fitting = mirror(context)
		.where('type', '=', 'change_order')
		.where('number_key', 'in', keys)
		.limit(AT_MOST);
	const queries = [];
	if (subject.project !== undefined) queries.push(fitting.where('project', '=', subject.project));
	const siblings = (index.commitmentsByVendor.get(subject.vendor ?? '') ?? [])
		.map(({ id }) => id)
		.slice(0, CHANGE_ORDERS_AT_MOST);
	if (siblings.length > 0) queries.push(fitting.where('commitment', 'in', siblings));
	const found = yield* read(changeOrderRecordSchema, ...queries);
	return found.filter(({ commitment }) => commitment !== subject.commitment);
}

/** Forms in which a project system may number the change orders that a document refers to. */
export function referenceKeys(document: Document): string[] {
	const printed = [
		...document.changeOrders,
		...document.lines.flatMap(({ changeOrder }) => changeOrder ?? []),
		...(document.payApplication?.lines ?? []).flatMap(({ changeOrder }) => changeOrder ?? []),
	];
	const keys = new Set<string>();
	for (const reference of printed) {
		const whole = numberKey(reference)?.key;
		const tail = /([0-9]+[A-Za-z]?)\D*$/.exec(reference)?.[1];
		const bare = tail === undefined ? undefined : numberKey(tail)?.key;
		if (whole !== undefined) keys.add(whole);
		if (bare === undefined) continue;
		for (const prefix of ['', 'CO', 'PCO', 'CCO', 'COR', 'PCCO']) keys.add(`${prefix}${bare}`);
	}
	return [...keys].slice(0, CHANGE_ORDERS_AT_MOST);
}

/** Requisitions of the same commitment with the document's application or invoice number. */
export function* requisitionsLike(context: Context, subject: Subject): Tx<RequisitionRecord[]> {
	const { commitment, application, number } = subject;
	if (commitment === undefined) return [];
	const own = mirror(context)
		.where('type', '=', 'requisition')
		.where('commitment', '=', commitment)
		.limit(AT_MOST);
	const queries = [];
	if (application !== undefined && /^\d{1,9}$/.test(application)) {
		queries.push(own.where('application', '=', Number(application)));
	}
	if (number !== undefined) queries.push(own.where('number_key', '=', number.key));
	return yield* read(requisitionRecordSchema, ...queries);
}

/** Days around a document's date within which an equal total in the books is of interest (rule DU-10). */
const BOOKS_WINDOW_DAYS = 10;

/** Bills, credits and expenses of the vendor with this number, or this total within 10 days. */
export function* booksTransactionsLike(
	context: Context,
	index: DirectoryIndex,
	subject: Subject,
	document: Document,
	now: string,
): Tx<BooksTransactionRecord[]> {
	const vendors = index.booksVendors.get(subject.vendor ?? '') ?? [];
	const day = document.date ?? now.slice(0, 10);
	const queries = [];
	for (const { books, id } of vendors) {
		const own = mirror(context)
			.where('side', '=', 'books')
			.where('vendor', '=', id)
			.where('books', '=', books)
			.where('type', 'in', ['bill', 'vendor_credit', 'expense', 'journal_entry'])
			.limit(AT_MOST);
		if (subject.number !== undefined) {
			queries.push(own.where('number_key', '=', subject.number.key));
		}
		if (subject.total !== undefined) {
			queries.push(
				own
					.where('total', '=', subject.total)
					.where('date', '>=', addDays(day, -BOOKS_WINDOW_DAYS))
					.where('date', '<=', addDays(day, BOOKS_WINDOW_DAYS)),
			);
		}
	}
	return yield* read(booksTransactionRecordSchema, ...queries);
}

/** Purchase orders in the books that carry the commitment's number. */
export function* booksOrders(
	context: Context,
	number: string | undefined,
): Tx<BooksTransactionRecord[]> {
	const key = number === undefined ? undefined : numberKey(number)?.key;
	if (key === undefined) return [];
	return yield* read(
		booksTransactionRecordSchema,
		mirror(context)
			.where('type', '=', 'purchase_order')
			.where('number_key', '=', key)
			.limit(AT_MOST),
	);
}

/** Direct costs of the vendor with this number or total. */
export function* directCostsLike(context: Context, subject: Subject): Tx<DirectCostRecord[]> {
	const { vendor, number, total } = subject;
	if (vendor?.startsWith('projects:') !== true) return [];
	const own = mirror(context)
		.where('side', '=', 'projects')
		.where('vendor', '=', vendor.slice('projects:'.length))
		.where('type', '=', 'direct_cost')
		.limit(AT_MOST);
	const queries = [];
	if (number !== undefined) queries.push(own.where('number_key', '=', number.key));
	if (total !== undefined) queries.push(own.where('total', '=', total));
	return yield* read(directCostRecordSchema, ...queries);
}

/** What a company file of the books allows, as it was read last. */
export function* booksRecordOf(
	context: Context,
	books: string | undefined,
): Tx<BooksRecord | undefined> {
	if (books === undefined) return undefined;
	const found = yield* read(
		booksRecordSchema,
		mirror(context)
			.where('type', '=', 'books')
			.where('side', '=', 'books')
			.where('books', '=', books),
	);
	return found[0];
}

/** What our own people noted about the project, the commitment or the vendor. */
export function* fieldDataOf(
	context: Context,
	subject: Subject,
	projectNumber: string | undefined,
): Tx<FieldDataRecord[]> {
	const noted = mirror(context).where('type', '=', 'field_data').limit(CHANGE_ORDERS_AT_MOST);
	const queries = [];
	const projects = [subject.project, projectNumber].filter((one) => one !== undefined);
	if (projects.length > 0) queries.push(noted.where('project', 'in', projects));
	if (subject.commitment !== undefined) {
		queries.push(noted.where('commitment', '=', subject.commitment));
	}
	if (subject.vendor?.startsWith('projects:') === true) {
		queries.push(noted.where('vendor', '=', subject.vendor.slice('projects:'.length)));
	}
	const found = yield* read(fieldDataRecordSchema, ...queries);
	const vendor =
		subject.vendor?.startsWith('projects:') === true
			? subject.vendor.slice('projects:'.length)
			: undefined;
	const fits = (named: string | undefined, own: string | undefined): boolean =>
		named === undefined || own === undefined || named === own;
	return found.filter(
		(row) =>
			fits(row.commitment, subject.commitment) &&
			fits(row.vendor, vendor) &&
			(row.project === undefined || projects.length === 0 || projects.includes(row.project)),
	);
}

const activeRow = z.object({ type: z.string(), id: z.string(), json: z.string() });
const activity = z.object({ active: z.boolean(), deleted: z.boolean().optional() });

/**
 * Whether the accounts, items, classes and jobs that a coding names are active, by id. An id that
 * two kinds of record share is active only when every one of them is.
 */
export function* activeReferences(context: Context, coding: Coding): Tx<Record<string, boolean>> {
	const active: Record<string, boolean> = {};
	if (coding.books === undefined) return active;
	const wanted = new Map<string, Set<string>>();
	const want = (type: string, id: string | undefined): void => {
		if (id !== undefined) wanted.set(type, (wanted.get(type) ?? new Set<string>()).add(id));
	};
	want('account', coding.payableAccount?.id);
	for (const line of coding.lines) {
		want('account', line.account?.id);
		want('item', line.item?.id);
		want('class', line.class?.id);
		want('job', line.customerJob?.id);
	}
	for (const [type, ids] of wanted) {
		const rows = yield* all(
			context.db
				.selectFrom('records')
				.select(['type', 'id', 'json'])
				.where('type', '=', type)
				.where('side', '=', 'books')
				.where('books', '=', coding.books)
				.where('id', 'in', [...ids].slice(0, CHANGE_ORDERS_AT_MOST)),
			activeRow,
		);
		for (const { id, json } of rows) {
			const state = activity.parse(JSON.parse(json));
			active[id] = (active[id] ?? true) && state.active && state.deleted !== true;
		}
	}
	return active;
}
