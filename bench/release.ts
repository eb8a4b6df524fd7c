import type { Document } from '../spine/documents/document';
import { judge } from '../spine/gate/gate';
import type { Ledger } from '../spine/ledger/ledger';
import type { PostingContext } from '../spine/posting/context';
import type { PostItem } from '../spine/posting/post';
import { NOW, policy, settings } from './company';
import { codedInvoice } from './invoices';

/**
 * Has the real gate verify and release an invoice.
 *
 * @throws with the findings when it is not released.
 */
export async function release(ledger: Ledger, document: Document): Promise<PostItem> {
	const { identity, coding } = await codedInvoice(ledger, await ledger.directory(), document);
	const asked = { document, coding, identity, settings, policy, now: NOW, dryRun: false };
	const verdict = await ledger.judge(asked, (facts) =>
		judge(document, coding, facts, { dryRun: false }),
	);
	if (!verdict.released) {
		const why = verdict.findings.map(({ message }) => message).join(' ');
		throw new Error(`Invoice ${document.number ?? document.source.key} was not released. ${why}`);
	}
	return { document, coding };
}

/** Originals as the ledger keeps them, all of them PDFs. */
export function originalsOf(ledger: Ledger): PostingContext['originals'] {
	return async ({ source }) => {
		const bytes = source.fileHash === undefined ? undefined : await ledger.getBlob(source.fileHash);
		if (bytes === undefined) return undefined;
		return { name: source.attachment ?? 'original.pdf', contentType: 'application/pdf', bytes };
	};
}
