import type { Document } from '../documents/document';
import { isProven } from '../documents/sender-standing';
import type { Person } from '../documents/settings';
import { minorOf } from './amounts';
import { personOf } from './authentication';
import type { ApprovalFact, Facts } from './facts';

export type ApprovalSubject = 'quote' | 'change_order' | 'retainage_release';

function mayApproveProject(person: Person, document: Document, facts: Facts): boolean {
	if (person.projects.includes('*')) return true;
	const project = facts.identity.project.record;
	const names = [project?.id, project?.number, project?.name, document.project].flatMap((name) =>
		name === undefined ? [] : [name.trim().toLowerCase()],
	);
	return person.projects.some((allowed) => names.includes(allowed.trim().toLowerCase()));
}

/**
 * Why an approval reply does not count, in a sentence; undefined when it counts: it comes from a
 * person entitled to approve this on the project and within the limit, was written by that person
 * rather than forwarded, names a version, number or amount, and the receiving server proved its
 * sender.
 */
export function whyApprovalDoesNotCount(document: Document, facts: Facts): string | undefined {
	const { approval, source } = document;
	if (approval === undefined) return 'It holds no approval.';
	if (approval.decision !== 'approved') return 'It is a refusal.';
	const person = personOf(document, facts.settings);
	const who = source.sender?.address ?? 'an unknown sender';
	if (person === undefined) return `${who} is not a person who may approve.`;
	if (source.sender?.original !== undefined) {
		return `${who} forwarded somebody else's words, which do not count as their own.`;
	}
	const subjects: readonly string[] = person.approves;
	if (approval.subject === 'unknown') return 'It does not say what it approves.';
	if (!subjects.includes(approval.subject)) {
		return `${who} may not approve a ${approval.subject.replace(/_/g, ' ')}.`;
	}
	if (!mayApproveProject(person, document, facts)) return `${who} may not approve on this project.`;
	if (person.limit !== undefined && (approval.amount ?? 0) > person.limit) {
		return `${who} may approve up to ${person.limit}, less than the amount named.`;
	}
	if (!namesSomething(document)) return 'It names neither a version nor an amount.';
	if (!isProven(document, facts.settings)) {
		return `The receiving mail server did not prove that ${who} sent it.`;
	}
	return undefined;
}

function namesSomething(document: Document): boolean {
	const { approval } = document;
	if (approval === undefined) return false;
	if (approval.amount !== undefined || approval.version !== undefined) return true;
	return approval.subject !== 'quote' && approval.number !== undefined;
}

/** Approval replies about a subject that count. */
export function countingApprovals(facts: Facts, subject: ApprovalSubject): ApprovalFact[] {
	return facts.prior.approvals.filter(
		(fact) =>
			fact.authenticated &&
			fact.document.approval?.subject === subject &&
			whyApprovalDoesNotCount(fact.document, facts) === undefined &&
			concernsCommitment(fact.document, facts),
	);
}

function concernsCommitment(document: Document, facts: Facts): boolean {
	const number = facts.commitment?.number;
	if (document.commitment === undefined || number === undefined) return true;
	const compact = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
	return compact(document.commitment) === compact(number);
}

/** Whether a person's limit covers an amount that the reply itself does not name. */
export function withinLimit(fact: ApprovalFact, amount: number, facts: Facts): boolean {
	const person = personOf(fact.document, facts.settings);
	if (person?.limit === undefined) return person !== undefined;
	const currency = facts.settings.currency;
	return minorOf(amount, currency) <= minorOf(person.limit, currency);
}
