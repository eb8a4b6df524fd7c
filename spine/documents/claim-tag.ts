const TAG = /\[\s*claim\s*:\s*(clm-[0-9a-f]{24})\s*\]/gi;

/** The mark that a keyed bill's memo carries, by which the next list of transactions names its claim. */
export const claimTag = (claim: string): string => `[claim:${claim}]`;

/** The claim that a memo names. The last mark counts: what stands before it was written by others. */
export function taggedClaim(memo: string | undefined): string | undefined {
	return [...(memo ?? '').matchAll(TAG)].at(-1)?.[1]?.toLowerCase();
}

/** A text without such marks, so that what others wrote can name no claim. */
export const withoutClaimTags = (text: string): string =>
	text
		.replace(TAG, '')
		.replace(/[ \t]{2,}/g, ' ')
		.trim();
