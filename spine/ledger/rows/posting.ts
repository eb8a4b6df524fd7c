import { z } from 'zod';
import { optionalText, text, whole } from './columns';

export const intentRow = z.object({
	request_id: text,
	seq: whole,
	claim: text,
	revision: whole,
	books: text,
	entity: z.enum(['Bill', 'VendorCredit']),
	sighting: text,
	document: text,
	coding: text,
	/** Of document and coding, as their release bears it. */
	content_hash: text,
	state: z.enum(['queued', 'sent', 'done', 'refused']),
	batch: optionalText,
	outcome: optionalText,
	attachment: z.enum(['none', 'pending', 'done', 'failed']),
	attachment_id: optionalText,
	/** Run of a workflow that asked for it. */
	run: optionalText,
});
export type IntentRow = z.infer<typeof intentRow>;

export const batchRow = z.object({
	id: text,
	seq: whole,
	books: text,
	items: text,
	body: text,
	state: z.enum(['sent', 'answered']),
	/** When a call that sends it began last, on the running clock. */
	sent_at: whole,
});

export const attestationRow = z.object({ books: text, cursor: text, checked_at: text });

export const recoveredBillRow = z.object({
	books: text,
	entity: z.enum(['Bill', 'VendorCredit']),
	id: text,
	request_id: text,
	claim: text,
});

export const leaseRow = z.object({ books: text, holder: text, expires_at: whole });

/** Calls to a company file in a month: `yyyy-mm`, UTC. */
export const callsRow = z.object({ books: text, month: text, reads: whole, writes: whole });

export interface PostingTables {
	intents: IntentRow;
	batches: z.infer<typeof batchRow>;
	attestations: z.infer<typeof attestationRow>;
	recovered_bills: z.infer<typeof recoveredBillRow>;
	leases: z.infer<typeof leaseRow>;
	calls: z.infer<typeof callsRow>;
}
