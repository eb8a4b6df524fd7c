import { addressParser, decodeWords, type Address } from 'postal-mime';
import type { Sender } from '../../documents/document';

/** One mailbox of an address header; `name` is empty where none is given. */
export interface Box {
	name: string;
	address: string;
}

/** Flat list of mailboxes, groups opened (RFC 5322 section 3.4). */
export function mailboxes(addresses: readonly Address[] | undefined): Box[] {
	return (addresses ?? []).flatMap((entry) =>
		entry.group === undefined ? [{ name: entry.name, address: entry.address }] : entry.group,
	);
}

/** Puts a sender together from decoded header values; undefined without a From address. */
export function senderFrom(
	from: Box | undefined,
	replyTo: string | undefined,
	returnPath: string | undefined,
): Sender | undefined {
	if (from === undefined || from.address === '') return undefined;
	return {
		address: from.address.toLowerCase(),
		...(from.name === '' ? {} : { name: from.name }),
		...(replyTo === undefined || replyTo === '' ? {} : { replyTo: replyTo.toLowerCase() }),
		...(returnPath === undefined ? {} : { returnPath: returnPath.toLowerCase() }),
	};
}

/** Mailboxes in the raw value of an address header. */
export function parseMailboxes(value: string): Box[] {
	return mailboxes(addressParser(decodeWords(value)));
}
