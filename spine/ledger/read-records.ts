import { z } from 'zod';
import { type LedgerRecord, recordSchema } from '../documents/records';
import { all, first } from './transaction';
import type { Context, Tx } from './transaction';

const jsonRow = z.object({ json: z.string() });

/** One record by type and id, whichever side or company file it is of. */
export function* readRecord(
	{ db }: Context,
	type: string,
	id: string,
): Tx<LedgerRecord | undefined> {
	const row = yield* first(
		db
			.selectFrom('records')
			.select('json')
			.where('type', '=', type)
			.where('id', '=', id)
			.orderBy('side', 'desc')
			.orderBy('books')
			.limit(1),
		jsonRow,
	);
	return row && recordSchema.parse(JSON.parse(row.json));
}

/** Columns that records are listed by; `number` is compared in its normalised form. */
const FILTERS = ['side', 'books', 'vendor', 'project', 'commitment', 'number_key', 'date'] as const;

/** Records of a type, by the columns the filter names; other members are compared on the record. */
export function* listRecords(
	{ db }: Context,
	type: string,
	filter: Record<string, string> = {},
): Tx<LedgerRecord[]> {
	let query = db.selectFrom('records').select('json').where('type', '=', type).orderBy('id');
	for (const column of FILTERS) {
		const value = filter[column];
		if (value !== undefined) query = query.where(column, '=', value);
	}
	const rest = Object.entries(filter).filter(
		([name]) => !FILTERS.some((column) => column === name),
	);
	const rows = yield* all(query, jsonRow);
	return rows
		.map((row) => recordSchema.parse(JSON.parse(row.json)))
		.filter((record) => {
			const members = new Map<string, unknown>(Object.entries(record));
			return rest.every(([name, value]) => String(members.get(name) ?? '') === value);
		});
}
