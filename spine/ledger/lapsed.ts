import type { Document } from '../documents/document';
import { requisitionKey } from '../documents/record-standing';
import { requisitionOf, withdrawApproval } from './approvals';
import { readClaim } from './claims';
import { requisitionStands } from './record-sightings';
import { withdrawItsDocument } from './shared-claims';
import type { Context, Tx } from './transaction';

/**
 * Takes back what was released for a requisition whose bill was under way when it was sent back or its
 * approval was withdrawn, and did not come to stand, so that it is not sent again. Approved again, it
 * is decided afresh.
 */
export function* withdrawWhatLapsed(
	context: Context,
	claimId: string,
	{ source }: Pick<Document, 'source'>,
): Tx<void> {
	if (source.channel !== 'projects' || source.recordId === undefined) return;
	const claim = yield* readClaim(context, claimId);
	if (claim === undefined || claim.sighting !== requisitionKey(source.recordId)) return;
	const record = yield* requisitionOf(context, source.recordId);
	if (record === undefined) return;
	if (requisitionStands(record)) yield* withdrawApproval(context, claim, record);
	else yield* withdrawItsDocument(context, claim);
}
