import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { toMinor } from '../documents/money';
import type { Posting } from '../documents/posting';
import { policySchema } from '../documents/settings';
import { billId } from './bill-clues';
import { putSighting, readClaim, readSightings, refoldClaim } from './claims';
import { DAY_MS } from './decide';
import { LedgerError } from './errors';
import { note } from './events';
import { documentOf } from './fold';
import { withdrawWhatLapsed } from './lapsed';
import { noteBill } from './note-bill';
import { lockScopes } from './locks';
import { readIntents } from './posting-queue';
import { claimRow, sightingRow } from './schema';
import type { ClaimRow, IntentRow } from './schema';
import type { Sighting } from './sighting';
import { readCompany } from './settings';
import { all, chunks, first, write } from './transaction';
import type { Context, Tx } from './transaction';
import { z } from 'zod';

/**
 * Notes the outcome of rows after the call. A bill makes its claim posted; a refusal leaves it
 * reserved, for its time, unless the approval that it went by was withdrawn meanwhile. A row that is done stays done. The batch is answered when none of its
 * rows is left open.
 */
export function* settleTx(
	context: Context,
	batchId: string | undefined,
	outcomes: ReadonlyArray<{ requestId: string; outcome: Posting }>,
): Tx<void> {
	const { db } = context;
	const rows = yield* readIntents(
		context,
		outcomes.map(({ requestId }) => requestId),
	);
	yield* lockScopes(
		context,
		yield* scopesOf(
			context,
			[...rows.values()].map(({ claim }) => claim),
		),
	);
	for (const { requestId, outcome } of outcomes) {
		const row = rows.get(requestId);
		if (row === undefined) {
			throw new LedgerError(
				`Posting ${requestId} is not in the queue, so its outcome cannot be noted. Queue it first.`,
			);
		}
		yield* settleRow(context, row, outcome);
	}
	if (batchId === undefined) return;
	const open = yield* first(
		db
			.selectFrom('intents')
			.select('request_id')
			.where('batch', '=', batchId)
			.where('state', '=', 'sent')
			.limit(1),
		idRow,
	);
	if (open !== undefined) return;
	yield* write(db.updateTable('batches').set({ state: 'answered' }).where('id', '=', batchId));
}

const idRow = z.object({ request_id: z.string() });

/** What claims count against, to be locked before any of them is read. */
function* scopesOf(
	{ db }: Context,
	claims: readonly string[],
): Tx<Array<Pick<ClaimRow, 'vendor' | 'commitment'>>> {
	const scopes: Array<Pick<ClaimRow, 'vendor' | 'commitment'>> = [];
	for (const part of chunks(claims)) {
		scopes.push(
			...(yield* all(
				db.selectFrom('claims').select(['vendor', 'commitment']).where('id', 'in', part),
				claimRow.pick({ vendor: true, commitment: true }),
			)),
		);
	}
	return scopes;
}

function* settleRow(context: Context, row: IntentRow, outcome: Posting): Tx<void> {
	const posted = 'id' in outcome;
	const settled = yield* first(
		context.db
			.updateTable('intents')
			.set({ state: posted ? 'done' : 'refused', outcome: JSON.stringify(outcome) })
			.where('request_id', '=', row.request_id)
			.where('state', '!=', 'done')
			.returning('request_id'),
		idRow,
	);
	if (settled === undefined) return;
	const claim = yield* readClaim(context, row.claim);
	if (claim === undefined) return;
	const detail = { requestId: row.request_id };
	if (!posted) {
		const company = yield* readCompany(context);
		const days = company?.policy.reservationDays ?? policySchema.parse({}).reservationDays;
		yield* refoldClaim(context, claim.id, { expiresAt: context.clock() + days * DAY_MS });
		note(context, { kind: 'refused', claim: claim.id, detail });
		const document = sourceSchema.parse(JSON.parse(row.document));
		yield* withdrawWhatLapsed(context, claim.id, document);
		return;
	}
	yield* sightOwnBill(context, row, claim, outcome);
	yield* noteBill(context, row, outcome);
	note(context, {
		kind: 'posted',
		claim: claim.id,
		sighting: row.sighting,
		detail: { ...detail, booksId: outcome.id, entity: outcome.entity, state: outcome.state },
	});
}

/** What is noted of the sheets. */
const codedSchema = codingSchema.pick({ currency: true, number: true, vendor: true });
const sourceSchema = documentSchema.pick({ source: true });
const askedSchema = documentSchema.pick({ kind: true, retainageRelease: true, date: true });

/** Makes the bill that was written a sighting of its claim, as its mirror will be later. */
function* sightOwnBill(
	context: Context,
	row: IntentRow,
	claim: ClaimRow,
	outcome: Extract<Posting, { id: string }>,
): Tx<void> {
	const { db } = context;
	const id = billId({
		type: outcome.entity === 'VendorCredit' ? 'vendor_credit' : 'bill',
		id: outcome.id,
	});
	const mirrored = yield* first(
		db
			.selectFrom('sightings')
			.selectAll()
			.where('kind', '=', 'bill')
			.where('books', '=', row.books)
			.where('id', '=', id),
		sightingRow,
	);
	if (mirrored?.claim === claim.id) {
		yield* refoldClaim(context, claim.id, { decision: 'reserved', expiresAt: null });
		return;
	}
	const coding = codedSchema.parse(JSON.parse(row.coding));
	const document = askedSchema.parse(JSON.parse(row.document));
	const asked = documentOf(yield* readSightings(context, claim.id));
	const sign = outcome.entity === 'VendorCredit' ? -1 : 1;
	const net = sign * Math.abs(toMinor(outcome.total, coding.currency));
	const known: Partial<Sighting> = asked?.sighting ?? {};
	const sighting: Sighting = {
		status: 'counted',
		credit: outcome.entity === 'VendorCredit',
		gross: known.gross ?? net,
		retainage: known.retainage ?? 0,
		released: known.released ?? 0,
		lines: known.lines ?? [],
		kind: document.kind,
		isRelease: document.retainageRelease === true,
		books: row.books,
		vendor: claim.vendor ?? undefined,
		commitment: claim.commitment ?? undefined,
		project: claim.project ?? undefined,
		number: outcome.number ?? coding.number,
		date: document.date,
		net,
		balance: net,
		seenIn: `bill ${outcome.number ?? outcome.id} in the books`,
	};
	yield* putSighting(context, claim.id, { kind: 'bill', books: row.books, id, sighting });
	yield* refoldClaim(context, claim.id, { decision: 'reserved', expiresAt: null });
	if (mirrored !== undefined) yield* refoldClaim(context, mirrored.claim);
}
