import type { Document } from '../documents/document';
import { requisitionKey } from '../documents/record-standing';
import { isBeingPosted } from './being-posted';
import { dropSighting, putSighting, readClaim, readSightings, refoldClaim } from './claims';
import { note } from './events';
import { endReleases } from './releases';
import { sightingRow } from './schema';
import type { ClaimRow } from './schema';
import { first } from './transaction';
import type { Context, Tx } from './transaction';

/** The claim that a requisition of the project system is counted under, for the document that it is. */
export function* claimOfRequisition(
	context: Context,
	{ source }: Document,
): Tx<ClaimRow | undefined> {
	if (source.channel !== 'projects' || source.recordId === undefined) return undefined;
	const sighting = yield* first(
		context.db
			.selectFrom('sightings')
			.selectAll()
			.where('kind', '=', 'requisition')
			.where('books', '=', '')
			.where('id', '=', source.recordId),
		sightingRow,
	);
	return sighting && (yield* readClaim(context, sighting.claim));
}

/** Whether no message stands for a claim but its requisition, read as a document. */
export function goesByRequisition({ requisition, sighting }: ClaimRow): boolean {
	return requisition !== null && sighting === requisitionKey(requisition);
}

/**
 * Whether a message becomes the one its claim goes by, where another about the same demand is now. What
 * the requisition holds goes to an e-mail, a reservation only to one that is verified too; what an
 * e-mail holds goes to the requisition only where that reserves it and the e-mail does not.
 */
export function takesOver(own: ClaimRow, reserve: boolean): boolean {
	if (goesByRequisition(own)) return reserve || own.decision !== 'reserved';
	return reserve && own.decision !== 'reserved';
}

/** Lets the document that a claim went by only name it still, or nothing at all where it is its requisition. */
export function* setAside(context: Context, own: ClaimRow): Tx<void> {
	for (const placed of yield* readSightings(context, own.id)) {
		if (placed.kind !== 'document') continue;
		if (own.requisition !== null && placed.id === requisitionKey(own.requisition)) {
			yield* dropSighting(context, placed);
			continue;
		}
		const sighting = { ...placed.sighting, status: 'superseded' as const };
		yield* putSighting(context, own.id, { ...placed, sighting });
	}
}

/**
 * A requisition that was sent back or deleted asks for nothing any more: what was decided about it
 * reserves nothing, and it is judged anew when it is submitted again. A bill that stands goes on
 * counting.
 */
export function* withdrawItsDocument(context: Context, claim: ClaimRow): Tx<void> {
	if (claim.books_id !== null || (yield* isBeingPosted(context, claim))) {
		yield* refoldClaim(context, claim.id);
		return;
	}
	yield* dropSighting(context, { kind: 'document', books: '', id: claim.sighting ?? '' });
	yield* endReleases(context, claim.id);
	yield* refoldClaim(context, claim.id, { decision: 'none', expiresAt: null });
	note(context, { kind: 'ended', claim: claim.id, detail: { why: 'requisition withdrawn' } });
}
