import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';
import type { Document } from './document';
import type { CompanySettings } from './settings';

/**
 * What the receiving server of ours found about the sender: `passed` where it proved the domain of
 * the From header, `failed` where it disproved it, `lost` where it left no result about that
 * domain, or where the topmost header is another server's, which anybody can write.
 */
export type SenderStanding = 'passed' | 'failed' | 'lost';

type Sent = Pick<Document, 'source'>;

/**
 * Organisational domain (RFC 7489 section 3.2): one label below the public suffix. Suffixes under
 * which a host lets anybody register count as public, so that its tenants are not one another.
 */
function organisationalDomain(addressOrDomain: string): string | undefined {
	const domain = addressOrDomain.slice(addressOrDomain.lastIndexOf('@') + 1).replace(/\.$/, '');
	const ascii = domainToASCII(domain.trim().toLowerCase());
	if (ascii === '') return undefined;
	return getDomain(ascii, { allowPrivateDomains: true }) ?? ascii;
}

/** Relaxed identifier alignment (RFC 7489 section 3.1): both have the same organisational domain. */
export function isAligned(domain: string | undefined, address: string | undefined): boolean {
	if (domain === undefined || address === undefined) return false;
	const organisation = organisationalDomain(address);
	return organisation !== undefined && organisationalDomain(domain) === organisation;
}

/**
 * Standing of a message's sender by the topmost Authentication-Results header (RFC 8601), which
 * must be our own server's. DMARC (RFC 7489) decides where it gave a result about the domain of
 * the From header. Without one, DKIM or SPF prove the sender when they passed for a domain aligned
 * with that of the From header, as DMARC asks; a pass for another domain proves that domain alone.
 * The sender fails when DMARC failed, or both SPF and DKIM did.
 */
export function senderStanding({ source }: Sent, settings: CompanySettings): SenderStanding {
	const { authentication: results, sender } = source;
	if (results === undefined || settings.authservId === undefined) return 'lost';
	if (results.authservId?.toLowerCase() !== settings.authservId.toLowerCase()) return 'lost';
	const { spf, dkim, dmarc, dmarcDomain, spfDomain, dkimDomains = [] } = results;
	if (dmarc === 'fail') return 'failed';
	if (dmarc === 'pass') {
		return dmarcDomain === undefined || isAligned(dmarcDomain, sender?.address) ? 'passed' : 'lost';
	}
	const spfFailed = spf === 'fail' || spf === 'softfail';
	const dkimFailed = dkim === 'fail' || dkim === 'permerror';
	if (spfFailed && dkimFailed) return 'failed';
	const passed = [...(dkim === 'pass' ? dkimDomains : []), ...(spf === 'pass' ? [spfDomain] : [])];
	return passed.some((domain) => isAligned(domain, sender?.address)) ? 'passed' : 'lost';
}

/** Whether an e-mailed document came from a sender that failed authentication (fails, not: lacks it). */
export function isForged(document: Document, settings: CompanySettings): boolean {
	return document.source.channel === 'email' && senderStanding(document, settings) === 'failed';
}

/** Whether our own server proved that the message comes from the domain of its From header. */
export function isProven(message: Sent, settings: CompanySettings): boolean {
	return senderStanding(message, settings) === 'passed';
}

/** Domains for which SPF, DKIM or DMARC passed, whoever the sender says to be. */
export function vouchedDomains({ source }: Sent): string[] {
	const {
		spf,
		dkim,
		dmarc,
		spfDomain,
		dkimDomains = [],
		dmarcDomain,
	} = source.authentication ?? {};
	const passed = [
		...(dmarc === 'pass' ? [dmarcDomain] : []),
		...(dkim === 'pass' ? dkimDomains : []),
		...(spf === 'pass' ? [spfDomain] : []),
	];
	return [...new Set(passed.flatMap((domain) => domain ?? []))];
}
