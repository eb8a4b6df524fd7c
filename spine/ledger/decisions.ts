import type { Verdict } from '../documents/verdict';
import type { CompanySettings } from '../documents/settings';
import type { Document } from '../documents/document';
import { z } from 'zod';
import { nextSeq } from './events';
import type { Demand, JudgeRequest } from './ledger';
import type { Subject } from './subject';
import { instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/** A {@link Demand} as it is kept with its decision. */
export const demandSchema: z.ZodType<Demand> = z.object({
	asksForMoney: z.boolean(),
	gross: z.number(),
	net: z.number(),
	retainage: z.number(),
	retainageReleased: z.number(),
	lines: z.array(
		z.object({
			line: z.string().optional(),
			changeOrder: z.string().optional(),
			gross: z.number(),
			quantity: z.number().optional(),
		}),
	),
});

export interface Decided {
	request: JudgeRequest;
	subject: Subject;
	verdict: Verdict;
	demand: Demand;
	/** Hash of document and coding. */
	content: string;
}

/** Writes a decision in place of the sighting's earlier one, which the events still tell of. */
export function* writeDecision(
	context: Context,
	{ request, subject, verdict, demand, content }: Decided,
): Tx<void> {
	const { db } = context;
	const { document, coding, settings } = request;
	const accepted = verdict.outcome === 'verified' || verdict.released;
	const row = {
		content_hash: content,
		document: JSON.stringify(document),
		coding: JSON.stringify(coding),
		verdict: JSON.stringify(verdict),
		outcome: verdict.outcome,
		kind: document.kind,
		claim: verdict.claim ?? null,
		accepted: accepted ? 1 : 0,
		vendor: subject.vendor ?? null,
		project: subject.project ?? null,
		commitment: subject.commitment ?? null,
		books: subject.books ?? null,
		message_id: document.source.messageId ?? null,
		decided_at: verdict.decidedAt,
		written_at: instantOf(context.clock),
		reopened_at: null,
		remit_name: document.remitTo?.name ?? document.vendorDetails?.name ?? null,
		remit_address: document.remitTo?.address ?? document.vendorDetails?.address ?? null,
		bank_fingerprint: document.bankFingerprint ?? null,
		demand: JSON.stringify(demand),
	};
	const seq = subject.prior?.seq ?? (yield* nextSeq(context));
	yield* write(
		db
			.insertInto('decisions')
			.values({ sighting: subject.sighting, seq, ...row })
			.onConflict((conflict) => conflict.column('sighting').doUpdateSet(row)),
	);
	if (accepted && subject.vendor !== undefined) {
		yield* rememberDomain(context, subject.vendor, document, settings);
	}
}

/** Notes the domain that an accepted document of a vendor came from. */
export function* rememberDomain(
	{ db }: Context,
	vendor: string,
	document: Document,
	settings: CompanySettings | undefined,
): Tx<void> {
	const domain = senderDomain(document, settings);
	if (domain === undefined) return;
	yield* write(
		db
			.insertInto('vendor_domains')
			.values({ vendor, domain })
			.onConflict((conflict) => conflict.doNothing()),
	);
}

/** Domain of who sent it; of the original sender where one of our own people forwarded it. */
function senderDomain(
	document: Document,
	settings: CompanySettings | undefined,
): string | undefined {
	const { sender } = document.source;
	const domainOf = (address: string | undefined): string | undefined =>
		address?.split('@')[1]?.toLowerCase();
	const direct = domainOf(sender?.address);
	const ours = (settings?.domains ?? []).map((domain) => domain.toLowerCase());
	if (direct === undefined || !ours.includes(direct)) return direct;
	const original = domainOf(sender?.original?.address);
	return original === undefined || ours.includes(original) ? undefined : original;
}
