import { booksTransactionRecordSchema } from '../documents/records';
import { z } from 'zod';
import { absorbBill } from './absorb';
import type { Absorbing } from './absorb';
import { putSighting, refoldClaim } from './claims';
import type { DirectoryIndex } from './directory';
import { sightingRow } from './schema';
import type { SightingRow } from './schema';
import { sightingSchema } from './sighting';
import { all, first, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Ways of attribution that a change of commitments, jobs or orders can overturn. */
const OPEN = ['none', 'only', 'ambiguous'];

/** Attributes anew the open bills of vendors whose commitments or orders have changed. */
export function* reattribute(
	context: Context,
	absorbing: Absorbing,
	vendors: ReadonlySet<string>,
): Tx<void> {
	const keys = [...vendors].map((vendor) => absorbing.index.links.get(vendor) ?? vendor);
	for (const vendor of new Set(keys)) {
		const rows = yield* all(
			context.db
				.selectFrom('sightings')
				.selectAll()
				.where('vendor', '=', vendor)
				.where('how', 'in', OPEN),
			sightingRow,
		);
		for (const row of rows) yield* absorbAgain(context, absorbing, row);
	}
}

/** Attributes anew every open bill; for changes of settings, jobs and projects. */
export function* reattributeOpen(context: Context, absorbing: Absorbing): Tx<void> {
	const rows = yield* all(
		context.db.selectFrom('sightings').selectAll().where('how', 'in', OPEN),
		sightingRow,
	);
	for (const row of rows) yield* absorbAgain(context, absorbing, row);
}

/** Counts vendors of the books under their new key where a link between the sides has changed. */
export function* rekeyVendors(
	context: Context,
	absorbing: Absorbing,
	before: DirectoryIndex,
): Tx<void> {
	for (const [own, key] of absorbing.index.links) {
		const old = before.links.get(own) ?? own;
		if (old === key) continue;
		const rows = yield* all(
			context.db.selectFrom('sightings').selectAll().where('vendor', '=', old),
			sightingRow,
		);
		for (const row of rows) {
			if (row.kind === 'bill') yield* absorbAgain(context, absorbing, row);
			else if (old === own) yield* rename(context, row, key);
		}
		if (old !== own) continue;
		yield* write(
			context.db.updateTable('decisions').set({ vendor: key }).where('vendor', '=', old),
		);
	}
}

function* rename(context: Context, row: SightingRow, vendor: string): Tx<void> {
	const sighting = sightingSchema.parse(JSON.parse(row.json));
	yield* putSighting(context, row.claim, { ...row, sighting: { ...sighting, vendor } }, row.how);
	yield* refoldClaim(context, row.claim);
}

function* absorbAgain(context: Context, absorbing: Absorbing, row: SightingRow): Tx<void> {
	const credit = row.id.startsWith('credit:');
	const found = yield* first(
		context.db
			.selectFrom('records')
			.select('json')
			.where('type', '=', credit ? 'vendor_credit' : 'bill')
			.where('side', '=', 'books')
			.where('books', '=', row.books)
			.where('id', '=', credit ? row.id.slice('credit:'.length) : row.id),
		z.object({ json: z.string() }),
	);
	if (found === undefined) return;
	const record = booksTransactionRecordSchema.parse(JSON.parse(found.json));
	yield* absorbBill(context, absorbing, record);
}
