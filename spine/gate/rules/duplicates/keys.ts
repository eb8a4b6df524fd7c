import { numberKey } from '../../../documents/numbers';
import type { ClaimSummary } from '../../facts';
import type { Context } from '../../context';
import { asksForRetainage } from '../../kinds';

/** Claims of the same vendor that still count, each sighting of this very claim left out. */
export function vendorClaims(context: Context): ClaimSummary[] {
	const { identity, claims, ownClaim } = context.facts;
	const vendor = identity.vendor.record?.id ?? identity.booksVendor.record?.id;
	return claims.filter(
		(claim) =>
			claim.state !== 'ended' &&
			claim.id !== ownClaim?.id &&
			claim.vendor !== undefined &&
			claim.vendor === vendor &&
			sameNumbering(claim, context),
	);
}

export function vendorIsKnown(context: Context): boolean {
	const { identity } = context.facts;
	return identity.vendor.record !== undefined || identity.booksVendor.record !== undefined;
}

/**
 * Application numbers start at one on every commitment, so a pay application (or an invoice called
 * "App 4") is compared with what stands on its own commitment only.
 */
function sameNumbering(claim: ClaimSummary, context: Context): boolean {
	const { document, facts } = context;
	const numbered =
		document.kind === 'pay_application' ||
		/^\s*(?:pay\s*)?app|^\s*draw\b/i.test(document.number ?? '');
	return !numbered || claim.application === undefined || claim.commitment === facts.commitment?.id;
}

export function applicationOf(text: string | undefined): number | undefined {
	const digits = /\d+/.exec(text ?? '')?.[0];
	return digits === undefined ? undefined : Number(digits);
}

/** Whether the two are neighbours in one commitment's row of applications. */
export function isConsecutive(claim: ClaimSummary, context: Context): boolean {
	const mine = applicationOf(context.document.payApplication?.applicationNumber);
	const theirs = applicationOf(claim.application);
	return (
		mine !== undefined &&
		theirs !== undefined &&
		mine !== theirs &&
		claim.commitment === context.facts.commitment?.id
	);
}

/** Whether the policy lists the commitment as billed in equal amounts. */
export function isEqualBilling(context: Context): boolean {
	const { commitment, policy } = context.facts;
	const compact = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
	return (
		commitment !== undefined &&
		policy.equalBillings.some(
			(listed) => listed === commitment.id || compact(listed) === compact(commitment.number ?? ''),
		)
	);
}

/** How a claim's number relates to the document's. */
export function relation(
	claim: ClaimSummary,
	context: Context,
): 'raw' | 'normalised' | 'folded' | 'revision' | 'other' {
	const mine = context.document.number;
	if (mine === undefined || claim.number === undefined) return 'other';
	if (mine.trim().toUpperCase() === claim.number.trim().toUpperCase()) return 'raw';
	const left = numberKey(mine);
	const right = numberKey(claim.number);
	if (left === undefined || right === undefined) return 'other';
	if (left.key === right.key || left.joined === right.joined) return 'normalised';
	if (left.folded === right.folded) return 'folded';
	return left.base === right.base && isRevision(left.revision, right.revision, claim, context)
		? 'revision'
		: 'other';
}

/**
 * Whether two suffixes on one base speak of a revision. Plain figures (`2026-1`, `2026-2`) count
 * invoices; they do so unless one of the two is the bare number or both ask for the same amount.
 */
function isRevision(
	left: string | undefined,
	right: string | undefined,
	claim: ClaimSummary,
	context: Context,
): boolean {
	const counts = (suffix: string | undefined): boolean =>
		suffix !== undefined && /^V?\d+$/.test(suffix);
	if (counts(left) && counts(right)) return claim.net === context.demand.net;
	return true;
}

/** Whether the same amount twice is explained: listed, applications in a row, or a release of retainage. */
export function sameAmountExplained(claim: ClaimSummary, context: Context): boolean {
	return (
		isEqualBilling(context) ||
		isConsecutive(claim, context) ||
		asksForRetainage(context.document) !== claim.isRetainageRelease
	);
}
