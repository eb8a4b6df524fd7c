import type { Document } from '../documents/document';
import type { CompanySettings, Person } from '../documents/settings';

/**
 * What the receiving server of ours found about the sender: `lost` where it left no result, or
 * where the topmost header is another server's, which anybody can write.
 */
export type SenderStanding = 'passed' | 'failed' | 'lost';

/**
 * Standing of a message's sender by the topmost Authentication-Results header (RFC 8601): DMARC
 * (RFC 7489) decides where it gave a result; without it the sender fails when both SPF and DKIM
 * failed, and passes when one of them did.
 */
export function senderStanding(document: Document, settings: CompanySettings): SenderStanding {
	const results = document.source.authentication;
	if (results === undefined || settings.authservId === undefined) return 'lost';
	if (results.authservId?.toLowerCase() !== settings.authservId.toLowerCase()) return 'lost';
	if (results.dmarc === 'pass') return 'passed';
	if (results.dmarc === 'fail') return 'failed';
	const spfFailed = results.spf === 'fail' || results.spf === 'softfail';
	const dkimFailed = results.dkim === 'fail' || results.dkim === 'permerror';
	if (spfFailed && dkimFailed) return 'failed';
	return results.spf === 'pass' || results.dkim === 'pass' ? 'passed' : 'lost';
}

/** Whether the message is proven to come from the address in its From header: DMARC alone says so. */
export function isProven(document: Document, settings: CompanySettings): boolean {
	return (
		senderStanding(document, settings) === 'passed' &&
		document.source.authentication?.dmarc === 'pass'
	);
}

/** The person of ours whose address the From header bears. */
export function personOf(document: Document, settings: CompanySettings): Person | undefined {
	const address = document.source.sender?.address.toLowerCase();
	return settings.people.find((person) => person.email.toLowerCase() === address);
}

/** The address that speaks: the original sender's where one of our own people forwarded a message. */
export function speakingAddress(document: Document, settings: CompanySettings): string | undefined {
	const sender = document.source.sender;
	if (sender === undefined) return undefined;
	const forwarded = sender.original?.address;
	return forwarded !== undefined && isOurAddress(sender.address, settings)
		? forwarded.toLowerCase()
		: sender.address.toLowerCase();
}

export function isOurAddress(address: string, settings: CompanySettings): boolean {
	const lower = address.toLowerCase();
	const domain = lower.split('@')[1] ?? '';
	return (
		settings.domains.some((own) => own.toLowerCase() === domain) ||
		settings.people.some((person) => person.email.toLowerCase() === lower)
	);
}
