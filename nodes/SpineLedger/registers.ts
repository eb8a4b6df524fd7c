import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { type RefusedRow, fieldDataFromRows, lookupIn, quotesFromRows } from '../../spine';
import { openLedger } from '../shared/ledger';
import { jsonParameter, readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

const rowsSchema = z.array(z.record(z.unknown()));
const registersSchema = z.object({
	quotes: rowsSchema.default([]),
	data: z.record(rowsSchema).default({}),
});

const registersParameter = jsonParameter.transform((value) => value ?? {}).pipe(registersSchema);

/**
 * Records the quote register and the tables of field data. Rows that cannot be read are listed with
 * the reason; the others go in. The same rows again change nothing.
 */
export async function importRegisters(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const registers = readParameter(this, 'registers', itemIndex, registersParameter);
	const ledger = await openLedger(this);
	const lookup = lookupIn(await ledger.directory());
	const quotes = quotesFromRows(registers.quotes, lookup);
	const refused: RefusedRow[] = [...quotes.refused];
	const counts = [await ledger.record(quotes.records)];
	for (const [name, rows] of Object.entries(registers.data)) {
		const table = fieldDataFromRows(name, rows, lookup);
		refused.push(...table.refused);
		counts.push(await ledger.record(table.records));
	}
	const sum = (key: 'added' | 'changed' | 'same') =>
		counts.reduce((total, count) => total + count[key], 0);
	return {
		json: asJson({ added: sum('added'), changed: sum('changed'), same: sum('same'), refused }),
	};
}
