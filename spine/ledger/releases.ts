import { codingSchema } from '../documents/coding';
import type { Coding } from '../documents/coding';
import { contentHash } from '../documents/canonical';
import { documentSchema } from '../documents/document';
import type { Document } from '../documents/document';
import { verdictSchema } from '../documents/verdict';
import { readClaim } from './claims';
import type { Release } from './ledger';
import { claimRow, releaseRow } from './schema';
import type { ClaimRow } from './schema';
import { all, chunks, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';
import type { z } from 'zod';

/** What a decision and a release are about: exactly this document with exactly this coding. */
export function contentOf(document: Document, coding: Coding): string {
	return contentHash({ document, coding });
}

/** Whether a claim can still carry a release: not ended, and its reservation not over. */
export function carriesRelease(
	claim: Pick<ClaimRow, 'decision' | 'expires_at'>,
	nowMs: number,
): boolean {
	if (claim.decision !== 'reserved') return false;
	return claim.expires_at === null || claim.expires_at > nowMs;
}

const keyRow = releaseRow
	.pick({ content_hash: true, claim: true, revision: true })
	.merge(claimRow.pick({ decision: true, expires_at: true, vendor: true, commitment: true }));
/** Claim and revision of a release, and what the claim counts against. */
export type ReleaseKey = z.infer<typeof keyRow>;

/** Releases that are still good, by hash of their content, without reading what was released. */
export function* readReleaseKeys(
	{ db, clock }: Context,
	contents: readonly string[],
): Tx<Map<string, ReleaseKey>> {
	const good = new Map<string, ReleaseKey>();
	const now = clock();
	for (const part of chunks([...new Set(contents)])) {
		const rows = yield* all(
			db
				.selectFrom('releases')
				.innerJoin('claims', 'claims.id', 'releases.claim')
				.select([
					'releases.content_hash',
					'releases.claim',
					'releases.revision',
					'claims.decision',
					'claims.expires_at',
					'claims.vendor',
					'claims.commitment',
				])
				.where('releases.content_hash', 'in', part),
			keyRow,
		);
		for (const row of rows) if (carriesRelease(row, now)) good.set(row.content_hash, row);
	}
	return good;
}

/** The release for exactly this document and coding, while its claim carries it. */
export function* readRelease(
	context: Context,
	document: Document,
	coding: Coding,
): Tx<Release | undefined> {
	const row = yield* first(
		context.db
			.selectFrom('releases')
			.selectAll()
			.where('content_hash', '=', contentOf(document, coding)),
		releaseRow,
	);
	if (row === undefined) return undefined;
	const claim = yield* readClaim(context, row.claim);
	if (claim === undefined || !carriesRelease(claim, context.clock())) return undefined;
	return {
		claim: row.claim,
		revision: row.revision,
		by: row.granted_by,
		document: documentSchema.parse(JSON.parse(row.document)),
		coding: codingSchema.parse(JSON.parse(row.coding)),
		verdict: verdictSchema.parse(JSON.parse(row.verdict)),
	};
}

/**
 * Grants a release. A bill that an earlier release of the same revision was refused before it was
 * sent may be queued anew.
 */
export function* putRelease({ db, clock }: Context, release: Release): Tx<void> {
	yield* write(
		db
			.deleteFrom('intents')
			.where('claim', '=', release.claim)
			.where('revision', '=', release.revision)
			.where('state', '=', 'refused')
			.where('batch', 'is', null),
	);
	const row = {
		claim: release.claim,
		revision: release.revision,
		granted_by: release.by,
		granted_at: instantOf(clock),
		document: JSON.stringify(release.document),
		coding: JSON.stringify(release.coding),
		verdict: JSON.stringify(release.verdict),
	};
	yield* write(
		db
			.insertInto('releases')
			.values({ content_hash: contentOf(release.document, release.coding), ...row })
			.onConflict((conflict) => conflict.column('content_hash').doUpdateSet(row)),
	);
}

/** Takes a claim's releases back, and what is queued but not yet sent under them. */
export function* endReleases({ db }: Context, claim: string): Tx<void> {
	yield* write(db.deleteFrom('releases').where('claim', '=', claim));
	const outcome = JSON.stringify({
		why: 'Its release ended before it was sent. Have the document verified again (Spine Ledger, Document, Verify Again), or release it there.',
	});
	yield* write(
		db
			.updateTable('intents')
			.set({ state: 'refused', outcome })
			.where('claim', '=', claim)
			.where('state', '=', 'queued'),
	);
}
