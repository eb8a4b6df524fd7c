import { z } from 'zod';
import type { attestationRow, recoveredBillRow } from './attestation-rows';
import type { LinkRow, MergeRow } from './schema-links';

/**
 * The ledger's tables as the database hands them over: text, whole numbers and null. Amounts are
 * minor units, quantities millionths, times of the running clock milliseconds, JSON is text.
 */
const text = z.string();
const optionalText = z.string().nullable();
const whole = z.number().int();
const optionalWhole = z.number().int().nullable();

export const metaRow = z.object({ key: text, value: text });
export const counterRow = z.object({ name: text, value: whole });

export const recordRow = z.object({
	type: text,
	side: text,
	books: text,
	id: text,
	json: text,
	hash: text,
	seen_at: text,
	/** When its content last changed here, on the running clock. */
	changed_at: text,
	updated_at: optionalText,
	vendor: optionalText,
	project: optionalText,
	commitment: optionalText,
	number_key: optionalText,
	application: optionalWhole,
	total: optionalWhole,
	date: optionalText,
});
export type RecordRow = z.infer<typeof recordRow>;

export const freshnessRow = z.object({ side: text, scope: text, as_of: text });

export const backfillRow = z.object({
	side: z.enum(['projects', 'books']),
	resource: text,
	scope: text,
	next: optionalWhole,
	rows: whole,
	complete: whole,
	as_of: optionalText,
	cursor: optionalText,
});

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

export const decisionRow = z.object({
	sighting: text,
	seq: whole,
	content_hash: text,
	document: text,
	coding: text,
	verdict: text,
	outcome: text,
	kind: text,
	claim: optionalText,
	accepted: whole,
	vendor: optionalText,
	project: optionalText,
	commitment: optionalText,
	books: optionalText,
	message_id: optionalText,
	decided_at: text,
	written_at: text,
	/** When it was opened again to be made afresh; null while it stands. */
	reopened_at: optionalText,
	remit_name: optionalText,
	remit_address: optionalText,
	bank_fingerprint: optionalText,
	/** The demand as the gate counted it, for a later release by a person. */
	demand: text,
});
export type DecisionRow = z.infer<typeof decisionRow>;

/** What was decided about a claim by e-mail; `none` where no e-mail asked for it. */
export const claimDecision = z.enum(['none', 'held', 'blocked', 'reserved', 'ended']);
export type ClaimDecision = z.infer<typeof claimDecision>;

export const claimRow = z.object({
	id: text,
	decision: claimDecision,
	state: z.enum(['held', 'blocked', 'reserved', 'posted', 'billed', 'ended']),
	books: optionalText,
	vendor: optionalText,
	commitment: optionalText,
	project: optionalText,
	number: optionalText,
	number_key: optionalText,
	number_base: optionalText,
	number_joined: optionalText,
	number_folded: optionalText,
	application: optionalText,
	application_order: optionalWhole,
	date: optionalText,
	/** `date`, or the day the claim was first seen: what windows of days are measured on. */
	day: text,
	period_from: optionalText,
	period_to: optionalText,
	gross: whole,
	net: whole,
	retainage: whole,
	released: whole,
	kind: text,
	is_release: whole,
	books_id: optionalText,
	requisition: optionalText,
	balance: optionalWhole,
	file_hash: optionalText,
	line_fingerprint: optionalText,
	seen_in: text,
	sighting: optionalText,
	/** Number that the bill carries or will carry. */
	books_number: optionalText,
	revision: whole,
	expires_at: optionalWhole,
});
export type ClaimRow = z.infer<typeof claimRow>;

export const claimLineRow = z.object({
	claim: text,
	position: whole,
	line: optionalText,
	change_order: optionalText,
	gross: whole,
	quantity: whole,
});
export const claimKeyRow = z.object({ key: text, claim: text });

export const sightingRow = z.object({
	kind: z.enum(['document', 'requisition', 'bill']),
	books: text,
	id: text,
	claim: text,
	vendor: optionalText,
	how: text,
	json: text,
});
export type SightingRow = z.infer<typeof sightingRow>;
/** Commitments that a bill may belong to, where it cannot be told to which. */
export const candidateRow = z.object({ books: text, bill: text, commitment: text });

export const commitmentStateRow = z.object({
	commitment: text,
	counted: whole,
	held: whole,
	retainage: whole,
	released: whole,
});
export const lineTotalRow = z.object({
	commitment: text,
	kind: z.enum(['line', 'change_order']),
	id: text,
	gross: whole,
	quantity: whole,
});
export const vendorStateRow = z.object({ vendor: text, counted: whole, uncommitted: whole });
export const vendorDomainRow = z.object({ vendor: text, domain: text });

export const releaseRow = z.object({
	content_hash: text,
	claim: text,
	revision: whole,
	granted_by: text,
	granted_at: text,
	document: text,
	coding: text,
	verdict: text,
});

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
export const transferRow = z.object({
	key: text,
	seq: whole,
	kind: text,
	side: z.enum(['projects', 'books']),
	system: text,
	project: optionalText,
	state: z.enum(['planned', 'sent', 'done', 'held', 'removed', 'undone']),
	/** The transfer as it was planned last. */
	plan: text,
	plan_hash: text,
	/** How often it was sent, which its request ids are made of. */
	attempt: whole,
	request_id: optionalText,
	sent_at: optionalWhole,
	run: optionalText,
	target_id: optionalText,
	revision: optionalText,
	written: optionalText,
	outcome: optionalText,
	updated_at: text,
});
export type TransferRow = z.infer<typeof transferRow>;

export const journalRow = z.object({
	seq: whole,
	run: text,
	at: text,
	key: text,
	action: text,
	label: text,
	side: text,
	target: text,
	before: optionalText,
	after: optionalText,
	revision: optionalText,
	/** JSON, because amounts are not whole numbers. */
	amount: optionalText,
	currency: optionalText,
	undone_by: optionalWhole,
});
export type JournalRow = z.infer<typeof journalRow>;

export const leaseRow = z.object({ books: text, holder: text, expires_at: whole });

/** Calls to a company file in a month: `yyyy-mm`, UTC. */
export const callsRow = z.object({ books: text, month: text, reads: whole, writes: whole });

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

/** A task: something outside a document that a person has to look at. */
export const taskRow = z.object({
	key: text,
	/** Of its opening; a task that opens again gets the next one. */
	seq: whole,
	source: text,
	rule: text,
	severity: text,
	state: z.enum(['open', 'done']),
	project: optionalText,
	vendor: optionalText,
	commitment: optionalText,
	books: optionalText,
	json: text,
	/** Hash of what is said; a person's closing holds while it stays the same. */
	hash: text,
	first_seen: text,
	last_seen: text,
	/** The person who closed it; null where it ended by itself. */
	closed_by: optionalText,
	closed_at: optionalText,
	note: optionalText,
});
export type TaskRow = z.infer<typeof taskRow>;

export const noticeRow = z.object({
	box: text,
	key: text,
	at: whole,
	json: text,
	tries: whole,
	done: whole,
});

/** Tables by name, for the query builder. */
export interface Tables {
	meta: z.infer<typeof metaRow>;
	counters: z.infer<typeof counterRow>;
	records: RecordRow;
	freshness: z.infer<typeof freshnessRow>;
	backfill: z.infer<typeof backfillRow>;
	intakes: z.infer<typeof intakeRow>;
	blobs: z.infer<typeof blobRow>;
	decisions: DecisionRow;
	claims: ClaimRow;
	claim_lines: z.infer<typeof claimLineRow>;
	claim_keys: z.infer<typeof claimKeyRow>;
	sightings: SightingRow;
	bill_candidates: z.infer<typeof candidateRow>;
	commitment_state: z.infer<typeof commitmentStateRow>;
	line_totals: z.infer<typeof lineTotalRow>;
	vendor_state: z.infer<typeof vendorStateRow>;
	vendor_domains: z.infer<typeof vendorDomainRow>;
	releases: z.infer<typeof releaseRow>;
	intents: IntentRow;
	batches: z.infer<typeof batchRow>;
	attestations: z.infer<typeof attestationRow>;
	recovered_bills: z.infer<typeof recoveredBillRow>;
	leases: z.infer<typeof leaseRow>;
	calls: z.infer<typeof callsRow>;
	transfers: TransferRow;
	journal: JournalRow;
	events: z.infer<typeof eventRow>;
	tasks: TaskRow;
	links: LinkRow;
	merges: MergeRow;
	notices: z.infer<typeof noticeRow>;
}
