import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	type Coding,
	type Document,
	type Ledger,
	codingSchema,
	documentSchema,
	createOnlineBooks,
	holderName,
	isGone,
	postDocuments,
} from '../../spine';
import { clock, sleep } from '../shared/environment';
import { guardOf } from '../shared/guard';
import { openLedger } from '../shared/ledger';
import { processView } from '../shared/process-view';
import { asJson } from '../shared/router';
import { runOf } from '../shared/run';
import { countingCalls, quickBooksOf } from './transport';

/**
 * What is attached to the bill: the file a document was read from as the ledger keeps it, or the
 * whole message where the document stood in its body.
 */
async function original(ledger: Ledger, document: Document) {
	const { fileHash, attachment, messageHash } = document.source;
	const file = fileHash === undefined ? undefined : await ledger.getBlob(fileHash);
	if (file !== undefined) {
		const name = (attachment ?? 'document.pdf').split('/').pop() ?? 'document.pdf';
		return { name, contentType: contentTypeOf(name), bytes: file };
	}
	const message = messageHash === undefined ? undefined : await ledger.getBlob(messageHash);
	if (message === undefined) return undefined;
	// A message that came as an item of the e-mail trigger was stored as JSON.
	const name = message[0] === 0x7b ? 'message.json' : 'message.eml';
	return { name, contentType: contentTypeOf(name), bytes: message };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
	pdf: 'application/pdf',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	html: 'text/html',
	txt: 'text/plain',
	eml: 'message/rfc822',
	json: 'application/json',
};

const contentTypeOf = (name: string): string =>
	CONTENT_TYPES[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';

/**
 * Posts the documents of all items together, so that they travel in batches. An item without
 * complete sheets is answered with the reason; the others go on.
 */
export async function postAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const ledger = await openLedger(this);
	const client = await quickBooksOf(this);
	const items = this.getInputData();
	const complete: Array<{ itemIndex: number; document: Document; coding: Coding }> = [];
	const results: INodeExecutionData[] = items.map((item, itemIndex) => {
		const document = documentSchema.safeParse(item.json.document);
		const coding = codingSchema.safeParse(item.json.coding);
		if (document.success && coding.success) {
			complete.push({ itemIndex, document: document.data, coding: coding.data });
		}
		const why =
			'The item carries no complete document and coding. Connect the output "Verified" of the Verification Gate.';
		return {
			json: { ...item.json, posting: { why } },
			...(item.binary === undefined ? {} : { binary: item.binary }),
			pairedItem: { item: itemIndex },
		};
	});
	const postings = await countingCalls(
		client,
		ledger,
		async () =>
			await postDocuments(complete, {
				ledger,
				guard: guardOf(ledger),
				books: new Map([[client.realmId, createOnlineBooks(client)]]),
				clock,
				sleep,
				holder: holderName(processView.own, randomUUID()),
				isGone: (holder) => isGone(holder, processView),
				run: runOf(this),
				signal: this.getExecutionCancelSignal(),
				originals: async (document) => await original(ledger, document),
			}),
	);
	complete.forEach(({ itemIndex }, index) => {
		const result = results[itemIndex];
		const posting = postings[index];
		if (result !== undefined && posting !== undefined) {
			result.json = { ...result.json, posting: asJson(posting) };
		}
	});
	return [results];
}
