import { documentSchema } from '../documents/document';
import type { Document } from '../documents/document';
import { readClaim } from './claims';
import { isBeingPosted } from './being-posted';
import { LedgerError } from './errors';
import { note } from './events';
import { isMendable, recentlyBlocked } from './blocked';
import { STANDING_COLUMNS, changedSince, standingRow } from './facts-changed';
import type { Standing } from './facts-changed';
import type { ReopenRequest } from './ledger';
import { carriesRelease } from './releases';
import { releaseRow } from './schema';
import type { ClaimRow } from './schema';
import { decisionOf } from './subject';
import { all, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** Documents opened in one transaction; the next look takes the others. */
const AT_ONCE = 100;

/** Opens decisions to be made afresh. See {@link Ledger.reopen}. */
export function* reopenTx(context: Context, request: ReopenRequest): Tx<Document[]> {
	const { which, dryRun } = request;
	const rows =
		typeof which === 'string' ? yield* waiting(context, request) : [yield* named(context, which)];
	const opened: Document[] = [];
	for (const row of rows) {
		const decision = yield* decisionOf(context, row.sighting);
		if (decision === undefined) continue;
		opened.push(documentSchema.parse(JSON.parse(decision.document)));
		if (!dryRun) yield* open(context, row, request);
	}
	return opened;
}

/** Marks a decision; one that is open already is only dated anew, so that it is not handed out twice at once. */
function* open(context: Context, row: Standing, { by, reason }: ReopenRequest): Tx<void> {
	yield* write(
		context.db
			.updateTable('decisions')
			.set({ reopened_at: instantOf(context.clock) })
			.where('sighting', '=', row.sighting),
	);
	if (row.reopened_at !== null) return;
	const detail = { by, reason, outcome: row.outcome, content: row.content_hash };
	note(context, {
		kind: 'reopened',
		claim: row.claim ?? undefined,
		sighting: row.sighting,
		detail,
	});
}

/** The one decision asked for by its document's key or its claim. */
function* named(context: Context, which: { key: string } | { claim: string }): Tx<Standing> {
	const key = 'key' in which ? which.key : (yield* readClaim(context, which.claim))?.sighting;
	const name = 'key' in which ? `document "${which.key}"` : `claim ${which.claim}`;
	const row = typeof key === 'string' ? yield* decisionOf(context, key) : undefined;
	if (row === undefined) {
		throw new LedgerError(
			`No decision about an e-mailed document is known for ${name}, so it cannot be verified again. Check its id.`,
		);
	}
	const obstacle = yield* whyNot(context, row);
	if (obstacle === undefined) return row;
	throw new LedgerError(`The ${name} cannot be verified again, because ${obstacle}.`);
}

/** Why a decision stands whatever changed, in words that follow `because`. */
function* whyNot(context: Context, row: Standing): Tx<string | undefined> {
	const claim = row.claim === null ? undefined : yield* readClaim(context, row.claim);
	if (claim === undefined) return undefined;
	if (claim.books_id !== null) {
		return `it stands in the books already (bill ${claim.books_number ?? claim.books_id}); change it there, or ask for a credit memo`;
	}
	if (yield* isBeingPosted(context, claim)) {
		return 'its bill was sent and not answered yet; wait until it is posted or refused';
	}
	if (claim.sighting !== null && claim.sighting !== row.sighting) {
		return 'a revision took its place; verify that one';
	}
	if (
		claim.decision === 'reserved' &&
		(row.outcome === 'held' || (yield* isReleasedByPerson(context, claim)))
	) {
		return 'a person released it; end its claim first if that release shall not stand';
	}
	return undefined;
}

/** Whether a person released what stands under a claim; the rules' own release may be made anew. */
function* isReleasedByPerson(context: Context, claim: ClaimRow): Tx<boolean> {
	if (!carriesRelease(claim, context.clock())) return false;
	const release = yield* first(
		context.db
			.selectFrom('releases')
			.select('granted_by')
			.where('claim', '=', claim.id)
			.where('granted_by', '!=', 'verified')
			.limit(1),
		releaseRow.pick({ granted_by: true }),
	);
	return release !== undefined;
}

/**
 * Held documents that wait, oldest first, as far as the request asks for them; blocked ones with
 * them where it asks for what changed.
 */
function* waiting(context: Context, request: ReopenRequest): Tx<Standing[]> {
	const held = yield* all(
		context.db
			.selectFrom('decisions')
			.select(STANDING_COLUMNS)
			.where('outcome', '=', 'held')
			.where('accepted', '=', 0)
			.orderBy('seq'),
		standingRow,
	);
	const rows = request.which === 'held' ? held : yield* changed(context, request, held);
	const found: Standing[] = [];
	for (const row of rows) {
		if (found.length >= AT_ONCE) break;
		if (yield* mayWait(context, row, request)) found.push(row);
		else if (row.reopened_at !== null && !request.dryRun) yield* close(context, row);
	}
	return found;
}

function* changed(
	context: Context,
	request: ReopenRequest,
	held: readonly Standing[],
): Tx<Standing[]> {
	const stopped = [...held, ...(yield* recentlyBlocked(context))].sort((a, b) => a.seq - b.seq);
	const closed = stopped.filter(({ reopened_at }) => reopened_at === null);
	return [...(yield* unfinishedOf(context, request)), ...(yield* changedSince(context, closed))];
}

/** Decisions that were opened long enough ago for their run to have ended without a new one. */
function* unfinishedOf(
	{ db, clock }: Context,
	{ unfinishedSeconds }: ReopenRequest,
): Tx<Standing[]> {
	if (unfinishedSeconds === undefined) return [];
	const before = new Date(clock() - unfinishedSeconds * 1000).toISOString();
	return yield* all(
		db
			.selectFrom('decisions')
			.select(STANDING_COLUMNS)
			.where('reopened_at', '<=', before)
			.orderBy('reopened_at')
			.limit(AT_ONCE),
		standingRow,
	);
}

/** Lets a decision stand that was opened and has been settled otherwise. */
function* close({ db }: Context, { sighting }: Standing): Tx<void> {
	yield* write(
		db.updateTable('decisions').set({ reopened_at: null }).where('sighting', '=', sighting),
	);
}

/**
 * Whether a document still waits for something: a claim that a person ended does not, and one that
 * only a person may clear does not wait for changed facts.
 */
function* mayWait(context: Context, row: Standing, { which }: ReopenRequest): Tx<boolean> {
	if ((yield* whyNot(context, row)) !== undefined) return false;
	if (row.reopened_at !== null) return true;
	if (which === 'changed' && !(yield* isMendable(context, row))) return false;
	const claim = row.claim === null ? undefined : yield* readClaim(context, row.claim);
	return claim?.decision !== 'ended';
}
