import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Document } from '../../spine/documents/document';
import type { SqlLedger } from '../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../spine/ledger/sqlite';
import { chance } from '../chance';
import { furnish } from '../company';
import { invoiceOf } from '../invoices';
import { release } from '../release';
import { itemsFile } from './items';

/** Bytes of an original: about what a page of text takes as a PDF. */
const ORIGINAL_BYTES = 20_000;
/** Name of the ledger among those of one n8n. */
export const LEDGER = 'bench';

/** Opens the ledger of a filled folder, which lies where n8n would keep it with the folder as its user folder. */
export async function openLedgerIn(folder: string, clock: () => number): Promise<SqlLedger> {
	const own = join(folder, '.n8n', 'spine-ledger', LEDGER);
	await mkdir(own, { recursive: true });
	return await openSqliteLedger({
		path: join(own, 'ledger.sqlite'),
		clock,
		blobDir: join(own, 'originals'),
	});
}

/**
 * Fills a folder with a ledger that holds so many invoices verified and released by the real gate,
 * and with the document and coding of each, as the gate hands them to posting.
 */
export async function fillLedger(
	folder: string,
	count: number,
	seed: number,
	originals: boolean,
): Promise<void> {
	await fillInto(await openLedgerIn(folder, Date.now), folder, count, seed, originals);
}

/** A ledger that is open. */
export type FilledLedger = SqlLedger;

/** The same for a ledger that is open already; closes it. */
export async function fillInto(
	ledger: FilledLedger,
	folder: string,
	count: number,
	seed: number,
	originals: boolean,
): Promise<void> {
	const items = createWriteStream(itemsFile(folder));
	try {
		await furnish(ledger, new Date().toISOString());
		for (let index = 0; index < count; index += 1) {
			const invoice = invoiceOf(index, chance(seed * 1_000_003 + index));
			const { fileHash: _hash, attachment: _name, ...source } = invoice.source;
			const file = { attachment: `invoice-${index}.pdf`, fileHash: '' };
			if (originals) file.fileHash = await ledger.putBlob(originalOf(index));
			const document: Document = {
				...invoice,
				source: originals ? { ...source, ...file } : source,
			};
			const item = await release(ledger, document);
			if (!items.write(`${JSON.stringify(item)}\n`)) await once(items, 'drain');
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
