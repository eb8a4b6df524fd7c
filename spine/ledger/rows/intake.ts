import { z } from 'zod';
import { optionalText, text, whole } from './columns';

export const intakeRow = z.object({
	hash: text,
	message_id: text,
	form: z.enum(['eml', 'item']),
	received_at: optionalText,
	name: optionalText,
	stored_at: whole,
	attempts: whole,
	starts: whole,
	state: z.enum(['stored', 'read', 'decided', 'finished']),
});

export const blobRow = z.object({ hash: text, bytes: z.custom<Uint8Array>(ArrayBuffer.isView) });

export const noticeRow = z.object({
	box: text,
	key: text,
	at: whole,
	json: text,
	tries: whole,
	done: whole,
});

export interface IntakeTables {
	intakes: z.infer<typeof intakeRow>;
	blobs: z.infer<typeof blobRow>;
	notices: z.infer<typeof noticeRow>;
}
