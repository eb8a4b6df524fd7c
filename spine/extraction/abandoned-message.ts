import { z } from 'zod';
import { sha256 } from '../documents/canonical';
import type { Document } from '../documents/document';
import type { TaskFinding } from '../documents/task';
import { bare } from './mail/headers';
import type { MessageInput } from './mail/message';
import { emptyDocument, sealDocument } from './seal';

/** How often the reading of a message may begin without coming to its end. */
export const MOST_VAIN_READINGS = 5;

/** Bytes of a raw message in which its Message-ID is looked for. */
const HEAD = 64 * 1024;

/** Characters of a Message-ID that are kept. */
const MOST_OF_ID = 250;

const DO_NEXT =
	'Look at the message in the mailbox and enter by hand what it bills, or ask the sender for a PDF. To have it read all the same, give it to the Email Extractor with the option "Include Messages Seen Before".';

/**
 * What stands for a message whose reading began {@link MOST_VAIN_READINGS} times and never came to its
 * end: one document that cannot be read. Nothing of the message is parsed but its Message-ID.
 *
 * @param messageHash under which the ledger keeps the message.
 */
export function abandonedMessage(input: MessageInput, messageHash: string): Document {
	const messageId = messageIdOf(input) ?? messageHash;
	const flag = {
		flag: 'unreadable' as const,
		message: `${nameOf(messageId, input.file)} was begun to be read ${MOST_VAIN_READINGS} times and n8n ended or failed each time, so it is not read again by itself. ${DO_NEXT}`,
	};
	const source = {
		channel: 'email' as const,
		key: sha256(JSON.stringify([messageId, 'abandoned', messageHash])),
		messageId,
		...(input.file === undefined ? {} : { email: input.file }),
		messageHash,
		documents: 1,
	};
	return sealDocument({ ...emptyDocument('other', 0.5), flags: [flag] }, source, '');
}

/** Tells people of an abandoned message (rule IN-01): its Message-ID and file, never its text. */
export function abandonedTask({ source }: Document): TaskFinding {
	const id = source.messageHash ?? source.key;
	const label = nameOf(source.messageId ?? id, source.email);
	return {
		rule: 'IN-01',
		key: `IN-01:${id}`,
		subject: { type: 'message', id, label },
		sentence: `${label} could not be read: n8n ended or failed each of the ${MOST_VAIN_READINGS} times it began. The message is kept, and nothing of it was posted.`,
		remedy: DO_NEXT,
		severity: 'HOLD',
		details: { messageId: source.messageId, messageHash: id },
	};
}

const nameOf = (messageId: string, file: string | undefined): string =>
	`Message ${messageId}${file === undefined ? '' : ` (${file})`}`;

const itemSchema = z.object({ messageId: z.string() });

function messageIdOf(input: MessageInput): string | undefined {
	if (input.kind === 'item') {
		const item = itemSchema.safeParse(input.json);
		return item.success ? bare(item.data.messageId.slice(0, MOST_OF_ID)) : undefined;
	}
	const [headers = ''] = Buffer.from(input.bytes.subarray(0, HEAD))
		.toString('latin1')
		.split(/\r?\n\r?\n/, 1);
	const [, id] = /^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]+>)/im.exec(headers) ?? [];
	return bare(id?.slice(0, MOST_OF_ID));
}
