import type { DocumentEntry, Ledger, StandingRelease } from '../ledger/ledger';

export type { StandingRelease } from '../ledger/ledger';
/** A claim as reports list it. */
export type ListedClaim = Awaited<ReturnType<Ledger['claims']>>[number];

/** What the keying sheet is made of. */
export interface KeyingSource {
	releases: readonly StandingRelease[];
	entries: readonly DocumentEntry[];
	claims: readonly ListedClaim[];
	/** When each side was last read. */
	ages: { projects?: string; books?: string };
	/** Running time at which the sheet is made, ISO 8601. */
	madeAt: string;
}

/** Reads what the keying sheet is made of from the ledger. */
export async function gatherKeying(
	ledger: Pick<Ledger, 'standingReleases' | 'entries' | 'claims' | 'ages'>,
	madeAt: string,
): Promise<KeyingSource> {
	return {
		releases: await ledger.standingReleases(),
		entries: await ledger.entries(),
		claims: await ledger.claims(),
		ages: await ledger.ages(),
		madeAt,
	};
}
