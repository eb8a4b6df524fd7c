import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
	type Document,
	type Ledger,
	MOST_VAIN_READINGS,
	abandonedMessage,
	abandonedTask,
	extractMessage,
	sha256,
} from '../../spine';
import { openLedger } from '../shared/ledger';
import { readParameter } from '../shared/parameters';
import { type Produced, asJson, dressed } from '../shared/router';
import { type ArrivedMessage, arrivedMessages } from './message-input';

const optionsSchema = z
	.object({
		includeSeen: z.boolean().default(false),
		largestAttachment: z.number().positive().default(25),
		binaries: z.boolean().default(true),
	})
	.default({});

type Options = z.output<typeof optionsSchema>;

/** Reads the documents of one input item; each becomes an item of its own. */
export async function extractDocuments(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const [item] = this.getInputData().slice(itemIndex);
	if (item === undefined) return [];
	const options = readParameter(this, 'options', itemIndex, optionsSchema);
	const ledger = await openLedger(this);
	const messages = await arrivedMessages(this, item, itemIndex);
	const produced: Produced[] = [];
	for (const message of messages) {
		produced.push(...(await readOne(this, ledger, message, options, itemIndex)));
	}
	return produced;
}

/** Each message is a source of its own, so that its task ends by itself once it was read after all. */
const taskSource = (messageHash: string): string => `intake:${messageHash}`;

/**
 * Stores the message, then reads it. One that was decided before is passed over: the trigger
 * delivers at least once, and the ledger knows what it has. One whose reading ended n8n time and again
 * is not read once more: it goes on as a document that cannot be read, and a task names it.
 */
async function readOne(
	context: IExecuteFunctions,
	ledger: Ledger,
	message: ArrivedMessage,
	options: Options,
	itemIndex: number,
): Promise<Produced[]> {
	const hash = sha256(message.raw);
	const stored = await ledger.intake({
		messageId: hash,
		raw: message.raw,
		form: message.form,
		...(message.input.file === undefined ? {} : { name: message.input.file }),
	});
	const isDecided = stored.state === 'decided' || stored.state === 'finished';
	if (isDecided && !options.includeSeen) return [];
	const isAbandoned = (stored.vain ?? 0) >= MOST_VAIN_READINGS;
	if (isAbandoned && !options.includeSeen) {
		const document = abandonedMessage(message.input, stored.hash);
		await ledger.putTasks(taskSource(stored.hash), [abandonedTask(document)]);
		return [{ json: { document: asJson(document) } }];
	}
	const originals = new Map<string, { name: string; contentType: string; bytes: Uint8Array }>();
	let documents: Document[];
	try {
		const extraction = await extractMessage(message.input, {
			limits: { attachmentBytes: options.largestAttachment * 1024 * 1024 },
			onFile: (file) => originals.set(file.fileHash, file),
		});
		documents = extraction.documents.map((document) => ({
			...document,
			source: {
				...document.source,
				messageHash: stored.hash,
				documents: extraction.documents.length,
			},
		}));
	} catch (error) {
		throw dressed(context, error, itemIndex);
	}
	for (const { bytes } of originals.values()) await ledger.putBlob(bytes);
	await ledger.setIntakeState(stored.hash, 'read');
	if (isAbandoned) await ledger.putTasks(taskSource(stored.hash), [], { complete: true });
	return await Promise.all(
		documents.map(async (document) => {
			const original = originals.get(document.source.fileHash ?? '');
			const binary = options.binaries ? await binaryOf(context, original) : undefined;
			return {
				json: { document: asJson(document) },
				...(binary === undefined ? {} : { binary: { original: binary } }),
			};
		}),
	);
}

async function binaryOf(
	context: IExecuteFunctions,
	file: { name: string; contentType: string; bytes: Uint8Array } | undefined,
): Promise<IBinaryData | undefined> {
	if (file === undefined) return undefined;
	return await context.helpers.prepareBinaryData(
		Buffer.from(file.bytes),
		file.name,
		file.contentType,
	);
}
