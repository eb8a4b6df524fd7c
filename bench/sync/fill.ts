import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Document } from '../../spine/documents/document';
import { judge } from '../../spine/gate/gate';
import { openSqliteLedger } from '../../spine/ledger/sqlite';
import { chance } from '../chance';
import { furnish, NOW, policy, settings } from '../company';
import { codedInvoice, invoiceOf } from '../invoices';

/** Bytes of an original: about what a page of text takes as a PDF. */
const ORIGINAL_BYTES = 20_000;

/**
 * Fills a folder with a ledger that holds so many invoices verified and released by the real gate,
 * and with `items.ndjson`, the document and coding of each, as the gate hands them to posting.
 */
export async function fillLedger(
	folder: string,
	count: number,
	seed: number,
	originals: boolean,
): Promise<void> {
	await mkdir(folder, { recursive: true });
	const begin = performance.now();
	const clock = (): number => Math.round(Date.parse(NOW) + performance.now() - begin);
	const ledger = await openSqliteLedger({
		path: join(folder, 'ledger.sqlite'),
		clock,
		blobDir: join(folder, 'originals'),
	});
	const items = createWriteStream(join(folder, 'items.ndjson'));
	try {
		await furnish(ledger);
		for (let index = 0; index < count; index += 1) {
			const invoice = invoiceOf(index, chance(seed * 1_000_003 + index));
			const { fileHash: _hash, attachment: _name, ...source } = invoice.source;
			const file = { attachment: `invoice-${index}.pdf`, fileHash: '' };
			if (originals) file.fileHash = await ledger.putBlob(originalOf(index));
			const document: Document = {
				...invoice,
				source: originals ? { ...source, ...file } : source,
			};
			const { identity, coding } = await codedInvoice(ledger, await ledger.directory(), document);
			const asked = { document, coding, identity, settings, policy, now: NOW, dryRun: false };
			const verdict = await ledger.judge(asked, (facts) =>
				judge(document, coding, facts, { dryRun: false }),
			);
			if (!verdict.released) {
				const why = verdict.findings.map(({ message }) => message).join(' ');
				throw new Error(`Invoice ${invoice.number ?? index} was not released. ${why}`);
			}
			if (!items.write(`${JSON.stringify({ document, coding })}\n`)) await once(items, 'drain');
		}
	} finally {
		items.end();
		await once(items, 'finish');
		await ledger.close();
	}
}

function originalOf(index: number): Uint8Array {
	return Buffer.from(`%PDF-1.4\n% original ${index}\n`.padEnd(ORIGINAL_BYTES, '%\n'));
}
