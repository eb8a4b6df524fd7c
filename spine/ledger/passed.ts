import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { readClaim } from './claims';
import { DAY_MS } from './decide';
import { STANDING_COLUMNS, changedSince, standingRow } from './facts-changed';
import type { PassedDocument } from './ledger';
import { decisionRow } from './schema';
import { all, first } from './transaction';
import type { Context, Tx } from './transaction';
import { vendorIdOf } from './vendor-links';

/** Most documents handed out at once. */
const AT_ONCE = 200;

/** What a document is verified on and that is not one of the demands beside it. */
const FACTS = ['commitment', 'change_order', 'vendor', 'project'] as const;

/**
 * Documents that were verified in the last days, still count, and whose commitment, change orders,
 * vendor or project changed since, oldest first (rules SY-07 and SY-10).
 */
export function* passedAndChangedTx(context: Context, days: number): Tx<PassedDocument[]> {
	const { db, clock } = context;
	const rows = yield* all(
		db
			.selectFrom('decisions')
			.select(STANDING_COLUMNS)
			.where('outcome', '=', 'verified')
			.where('claim', 'is not', null)
			.where('written_at', '>=', new Date(clock() - days * DAY_MS).toISOString())
			.orderBy('seq'),
		standingRow,
	);
	const passed: PassedDocument[] = [];
	for (const row of yield* changedSince(context, rows, FACTS)) {
		if (passed.length >= AT_ONCE) break;
		const claim = row.claim === null ? undefined : yield* readClaim(context, row.claim);
		if (claim === undefined || claim.decision !== 'reserved') continue;
		if (claim.sighting !== null && claim.sighting !== row.sighting) continue;
		const sheets = yield* first(
			db
				.selectFrom('decisions')
				.select(['document', 'coding'])
				.where('sighting', '=', row.sighting),
			decisionRow.pick({ document: true, coding: true }),
		);
		if (sheets === undefined) continue;
		passed.push({
			document: documentSchema.parse(JSON.parse(sheets.document)),
			coding: codingSchema.parse(JSON.parse(sheets.coding)),
			claim: claim.id,
			posted: claim.books_id !== null,
			...(claim.vendor?.startsWith('projects:') === true
				? { vendor: vendorIdOf(claim.vendor) }
				: {}),
			...(claim.project === null ? {} : { project: claim.project }),
			...(claim.commitment === null ? {} : { commitment: claim.commitment }),
			...(claim.books === null ? {} : { books: claim.books }),
		});
	}
	return passed;
}
