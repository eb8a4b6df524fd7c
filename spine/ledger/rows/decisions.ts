import { z } from 'zod';
import { optionalText, optionalWhole, text, whole } from './columns';

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

export interface DecisionTables {
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
}
