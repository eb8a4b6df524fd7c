import { requisitionKey } from '../documents/record-standing';
import type { RequisitionRecord } from '../documents/records';
import { type Policy, policySchema } from '../documents/settings';
import type { Transfer } from '../documents/transfer';
import type { ContentOf } from '../documents/transfer-content';
import type { Verdict } from '../documents/verdict';
import type { DocumentEntry } from '../ledger/ledger';
import type { Plan, Planner, PlanProblem, PlanSource } from './plan';
import { commentOf } from './verdict-comment';

/**
 * Verdicts on requisitions that wait for review, back to the project system: what the gate found as
 * comments, and a status where the policy allows one. Only the verdict on what the requisition asks
 * for now is written; one that was approved, sent back or withdrawn since is left alone.
 */
export const planVerdicts: Planner = async (source) => {
	const company = await source.ledger.getSettings();
	const policy = company?.policy ?? policySchema.parse({});
	const { comment, onHeld, onBlocked, onVerified } = policy.requisitions;
	const plan: Plan = { transfers: [], problems: [] };
	const writes = comment || [onHeld, onBlocked, onVerified].some((one) => one !== 'none');
	if (!writes) return plan;
	const waiting = (await source.ledger.list('requisition')).filter(
		(record) =>
			record.deleted !== true &&
			record.status === 'under_review' &&
			(source.projects === undefined || source.projects.includes(record.project)),
	);
	const keys = waiting.map(({ id }) => requisitionKey(id));
	const entries = new Map(
		(await source.ledger.entries({ keys })).map((entry) => [entry.document.source.key, entry]),
	);
	for (const record of waiting) {
		const entry = entries.get(requisitionKey(record.id));
		const commitment = await source.ledger.get('commitment', record.commitment);
		const label = `requisition ${record.application ?? record.id} of ${commitment?.number ?? commitment?.title ?? record.commitment}`;
		if (entry?.verdict === undefined) plan.problems.push(unjudged(record, label));
		else if (isAbout(entry, record)) {
			plan.transfers.push(transferOf(source, record, entry.document, entry.verdict, label, policy));
		}
	}
	return plan;
};

/** Whether a decision is about what the requisition asks for now, not about an earlier state of it. */
function isAbout({ document }: DocumentEntry, record: RequisitionRecord): boolean {
	return (
		document.source.status === record.status &&
		document.total === record.currentPaymentDue &&
		document.payApplication?.totalCompletedAndStored === record.completedAndStored
	);
}

function transferOf(
	{ company }: PlanSource,
	record: RequisitionRecord,
	document: DocumentEntry['document'],
	verdict: Verdict,
	label: string,
	policy: Policy,
): Transfer {
	const status = statusFor(verdict, policy);
	const known = new Set(record.lines.flatMap(({ line }) => line ?? []));
	const { comment, lines } = policy.requisitions.comment
		? commentOf(verdict, document, known)
		: { comment: '', lines: [] };
	const content: ContentOf<'verdict'> = {
		kind: 'verdict',
		outcome: verdict.outcome,
		comment,
		...(lines.length === 0 ? {} : { lines }),
		...(status === undefined ? {} : { status }),
	};
	const place = { side: 'projects' as const, system: company, type: 'requisition', id: record.id };
	const vendor = document.vendor === undefined ? '' : ` (${document.vendor})`;
	return {
		key: `verdict:projects:${record.id}:review`,
		action: 'save',
		label: `verdict "${verdict.outcome}" on ${label}${vendor}`,
		source: place,
		target: { ...place, project: record.project, contract: record.commitment },
		content,
		...(verdict.requestedAmount === undefined ? {} : { amount: verdict.requestedAmount }),
		...(document.currency === undefined ? {} : { currency: document.currency }),
		...(record.submittedOn === undefined ? {} : { date: record.submittedOn }),
	};
}

/** The status that the policy lets the verdict set; a person sets it otherwise. */
function statusFor(
	{ outcome }: Verdict,
	{ requisitions: { onHeld, onBlocked, onVerified } }: Policy,
): ContentOf<'verdict'>['status'] {
	const wanted =
		outcome === 'verified'
			? onVerified
			: outcome === 'held'
				? onHeld
				: outcome === 'blocked'
					? onBlocked
					: 'none';
	return wanted === 'none' ? undefined : wanted;
}

function unjudged(record: RequisitionRecord, label: string): PlanProblem {
	return {
		key: `verdict:projects:${record.id}:unjudged`,
		subject: { type: 'requisition', id: record.id, label },
		sentence: `The ${label} is under review, and the verification gate has not judged it.`,
		remedy:
			'Pass it through GL Mapping and the Verification Gate: let the workflow read the requisitions that changed.',
		...(record.currentPaymentDue === undefined ? {} : { amount: record.currentPaymentDue }),
		project: record.project,
		commitment: record.commitment,
		...(record.vendor === undefined ? {} : { vendor: record.vendor }),
	};
}
