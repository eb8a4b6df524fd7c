import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import type { MessageInput } from '../../spine';

/** A trigger item as the ledger stores it: its JSON, and its files in base64. */
const storedItemSchema = z.object({
	json: z.record(z.unknown()),
	files: z.array(
		z.object({
			name: z.string().optional(),
			contentType: z.string().optional(),
			base64: z.string(),
		}),
	),
});

/** Message-ID and raw form under which a message is stored before it is read. */
export interface ArrivedMessage {
	input: MessageInput;
	/** What is stored: the raw message, or the item as JSON. */
	raw: Uint8Array;
	form: 'eml' | 'item';
}

const isMessage = (mimeType: string | undefined, name: string | undefined): boolean =>
	mimeType === 'message/rfc822' || (name ?? '').toLowerCase().endsWith('.eml');

const storedItem = (raw: Uint8Array): MessageInput => {
	const { json, files } = storedItemSchema.parse(JSON.parse(Buffer.from(raw).toString('utf8')));
	return {
		kind: 'item',
		json,
		files: files.map(({ base64, ...file }) => ({ ...file, bytes: Buffer.from(base64, 'base64') })),
	};
};

/** A message that the ledger kept, as input for the reader. */
export function restoredMessage(raw: Uint8Array, form: 'eml' | 'item'): ArrivedMessage {
	return { input: form === 'eml' ? { kind: 'raw', bytes: raw } : storedItem(raw), raw, form };
}

/**
 * The message or messages of one input item: every `.eml` among its binaries, else the item itself
 * as an e-mail trigger puts it out.
 */
export async function arrivedMessages(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	itemIndex: number,
): Promise<ArrivedMessage[]> {
	const binaries = Object.entries(item.binary ?? {});
	const messages = binaries.filter(([, file]) => isMessage(file.mimeType, file.fileName));
	if (messages.length > 0) {
		return await Promise.all(
			messages.map(async ([name, file]) => {
				const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, name);
				return {
					input: {
						kind: 'raw' as const,
						bytes,
						...(file.fileName === undefined ? {} : { file: file.fileName }),
					},
					raw: bytes,
					form: 'eml' as const,
				};
			}),
		);
	}
	const files = await Promise.all(
		binaries.map(async ([name, file]) => ({
			...(file.fileName === undefined ? {} : { name: file.fileName }),
			contentType: file.mimeType,
			bytes: await context.helpers.getBinaryDataBuffer(itemIndex, name),
		})),
	);
	const stored = {
		json: item.json,
		files: files.map(({ bytes, ...file }) => ({ ...file, base64: bytes.toString('base64') })),
	};
	return [
		{
			input: { kind: 'item', json: item.json, files },
			raw: Buffer.from(JSON.stringify(stored)),
			form: 'item',
		},
	];
}
