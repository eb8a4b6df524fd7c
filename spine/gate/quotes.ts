import type { Minor } from '../documents/money';
import { nameSimilarity } from '../documents/names';
import { numberKey } from '../documents/numbers';
import type { QuoteRecord } from '../documents/records';
import { countingApprovals, withinLimit } from './approvals';
import type { Context } from './context';
import type { Facts } from './facts';

/** Versions of what the vendor offered for this commitment, and which of them somebody approved. */
export interface QuoteChain {
	versions: QuoteRecord[];
	approved: QuoteRecord[];
	/** Why the approved ones count as approved, in words. */
	because: string;
}

const versionKey = (label: string | undefined): string | undefined => {
	if (label === undefined) return undefined;
	const key = label
		.toUpperCase()
		.replace(/[^A-Z0-9]/g, '')
		.replace(/^(?:VERSION|REVISION|REV|V|R)(?=[0-9A-Z])/, '');
	return key === '' ? undefined : key.replace(/^0+(?=\d)/, '');
};

/** Whether two version labels say the same (`v3`, `V.3`, `Rev 3` are equal). */
export function sameVersion(left: string | undefined, right: string | undefined): boolean {
	const key = versionKey(left);
	return key !== undefined && key === versionKey(right);
}

/** Version of a quote: its own label, or the revision suffix of its number. */
export function versionOf(quote: QuoteRecord): string | undefined {
	return (
		quote.version ?? (quote.number === undefined ? undefined : numberKey(quote.number)?.revision)
	);
}

/** How a quote is called in messages. */
export function quoteName(quote: QuoteRecord): string {
	const number = quote.number === undefined ? 'quote' : `quote ${quote.number}`;
	return quote.version === undefined ? number : `${number} ${quote.version}`;
}

/** Likeness of two names below which they are two companies. */
const SAME_COMPANY = 0.7;

/** Whether the vendor at hand made the offer; one of a vendor nobody could identify counts by its printed name. */
function isOffersOf(quote: QuoteRecord, { identity }: Facts): boolean {
	const vendor = identity.vendor.record;
	if (vendor === undefined) return true;
	if (quote.vendor !== undefined && quote.vendor === vendor.id) return true;
	if (quote.vendorName === undefined) return quote.vendor === undefined;
	const names = [vendor.name, ...vendor.aliases];
	return names.some((name) => nameSimilarity(name, quote.vendorName ?? '') >= SAME_COMPANY);
}

function concerns(quote: QuoteRecord, facts: Facts): boolean {
	const commitment = facts.commitment;
	if (quote.deleted === true || !isOffersOf(quote, facts)) return false;
	if (quote.commitment === undefined || commitment === undefined) return true;
	return quote.commitment === commitment.id || quote.commitment === commitment.number;
}

function approvedByReply(quote: QuoteRecord, context: Context): boolean {
	return countingApprovals(context.facts, 'quote').some((fact) => {
		const approval = fact.document.approval;
		if (approval === undefined || !withinLimit(fact, quote.total, context.facts)) return false;
		if (
			approval.number !== undefined &&
			quote.number !== undefined &&
			numberKey(approval.number)?.base !== numberKey(quote.number)?.base
		) {
			return false;
		}
		const amountFits =
			approval.amount === undefined ||
			context.minor(approval.amount) === context.minor(quote.total);
		const versionFits =
			approval.version === undefined || sameVersion(approval.version, versionOf(quote));
		return amountFits && versionFits;
	});
}

/**
 * The quotes for the commitment at hand. A version is approved when the register says so, when a
 * reply that counts names it, or, where neither does, when its total is the commitment's original
 * amount.
 */
export function quoteChain(context: Context): QuoteChain {
	const { facts } = context;
	const versions = facts.prior.quotes.filter((quote) => concerns(quote, facts));
	const stated = versions.filter(
		(quote) => quote.status === 'approved' || approvedByReply(quote, context),
	);
	if (stated.length > 0) {
		return { versions, approved: stated, because: 'the register or an approval says so' };
	}
	const original: Minor | undefined =
		facts.commitment === undefined ? undefined : context.minor(facts.commitment.original);
	const bought = versions.filter((quote) => context.minor(quote.total) === original);
	return { versions, approved: bought, because: 'it is what the commitment was written for' };
}
