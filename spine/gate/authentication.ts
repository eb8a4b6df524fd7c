import type { Document } from '../documents/document';
import type { CompanySettings, Person } from '../documents/settings';

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
