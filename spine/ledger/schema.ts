import { z } from 'zod';
import { optionalText, text, whole } from './rows/columns';
import type { DecisionTables } from './rows/decisions';
import type { IntakeTables } from './rows/intake';
import type { MirrorTables } from './rows/mirror';
import type { PostingTables } from './rows/posting';
import type { TaskTables } from './rows/tasks';
import type { TransferTables } from './rows/transfers';

export * from './rows/decisions';
export * from './rows/intake';
export * from './rows/mirror';
export * from './rows/posting';
export * from './rows/tasks';
export * from './rows/transfers';

export const metaRow = z.object({ key: text, value: text });

export const counterRow = z.object({ name: text, value: whole });

export const eventRow = z.object({
	seq: whole,
	at: text,
	kind: text,
	claim: optionalText,
	sighting: optionalText,
	detail: text,
	previous: text,
	hash: text,
});

/** Tables by name, for the query builder. */
export interface Tables
	extends DecisionTables, IntakeTables, MirrorTables, PostingTables, TaskTables, TransferTables {
	meta: z.infer<typeof metaRow>;
	counters: z.infer<typeof counterRow>;
	events: z.infer<typeof eventRow>;
}
