import type { Approval } from '../../documents/document';
import { bareSubject } from './forwards';
import {
	changeOrderMentions,
	moneyMentions,
	quoteMentions,
	sentences,
	versionMentions,
	type Mention,
} from './mentions';

/** An approval with the place of the sentence that says it, in the text it was read from. */
export interface StatedApproval {
	approval: Approval;
	sentence: Mention;
	/** True when only the subject line tells what is approved. */
	numberFromSubject: boolean;
}

const REJECTED =
	/\b(?:(?:is|are|was|not been)\s+)?(?:not\s+(?:be(?:en)?\s+)?(?:approved|accepted|authorized)|do(?:es)?\s+not\s+(?:approve|proceed|accept)|don['’]?t\s+(?:approve|proceed|accept)|(?:can(?:not|['’]t)|won['’]t|will\s+not|unable\s+to)\s+(?:approve|accept)|rejected|reject(?:ing)?\s+(?:this|the|quote|co\b|change)|declin(?:ed?|ing)|disapproved|denied|hold\s+off)\b/i;

const APPROVED: readonly RegExp[] = [
	/^\W*(?:(?:ok(?:ay)?|yes|yep|great|perfect|thanks|thank you|agreed|hi|hello|all)\b[\w\s]{0,20}[,:–—-]?\s*)?(?:this\s+is\s+|that['’]?s\s+|that\s+is\s+|it['’]?s\s+)?approved?\b(?!\s+by\b)/i,
	/\b(?:is|are|am|been|hereby|fully|now|i|we|i['’]ve|we['’]ve|have|has)\s+(?:\w+ly\s+)?(?:hereby\s+)?approved?\b/i,
	/\bapproved(?:\s+(?:as\s+(?:submitted|noted|is|quoted)|for\s+(?:payment|release|\$?[\d,]+)|to\s+proceed|at\s+\$|on\s+(?:my|our)\s+(?:end|side)|from\s+my\s+side|in\s+the\s+amount))/i,
	/\bapproved(?:\W*$|\s*[:–—])/i,
	/\b(?:ok(?:ay)?|good|cleared|authorized|authorised|released|free)\s+to\s+(?:proceed|go|start|release|bill)\b/i,
	/\b(?:please|you\s+(?:may|can)|let['’]?s)\s+(?:go\s+ahead\s+and\s+)?(?:proceed|go\s+ahead|move\s+forward|release)\b/i,
	/^\W*(?:ok(?:ay)?[,.]?\s+)?(?:proceed|go\s+ahead|move\s+forward|go\s+with|let['’]?s\s+go\s+with|release)\b/i,
	/\b(?:we(?:['’]ll|\s+will)?|i(?:['’]ll|\s+will)?|let['’]?s|please)\s+(?:go|proceed|move\s+forward)\s+with\b/i,
	/\b(?:i|we)\s+(?:hereby\s+)?(?:accept|authorize|authorise|agree\s+to)\b/i,
	/\b(?:is|are)\s+(?:hereby\s+)?accepted\b/i,
	/^\W*(?:looks|all)\s+good\b|\blooks\s+good\s+to\s+(?:me|us)\b|^\W*lgtm\b|^\W*(?:ok(?:ay)?|agreed|accepted|confirmed)\W*$/i,
	/\bgood\s+to\s+go\b/i,
	/[-–—,:]\s*(?:please\s+)?(?:go\s+(?:ahead\s+)?with|proceed)\b/i,
	/\b(?:ok(?:ay)?|fine|good)\s+with\s+(?:v\s?\d|rev|r\d|version|quote|proposal|co\b|change|the\b|this\b)/i,
	/\bwe(?:['’]ll|\s+will)\s+(?:stay|stick)\s+with\b/i,
];

/** Requests, conditions and reports of what others decided are no decision of the writer's. */
const NO_DECISION =
	/\bproceed\s+with\s+(?:the\s+|your\s+|our\s+)?(?:payment|paying|processing)\b|\brelease\s+(?:of\s+)?(?:our|my|(?:the\s+|your\s+)?(?:payment|funds|check|money))\b|\?\s*$|^\W*approved\s+\S.{0,60}\b(?:is|are|was|were)\s+(?:included|attached|part|billed|listed|shown)\b|\b(?:if|once|when|until|unless|pending|provided|subject\s+to|after|before|whether|awaiting|waiting)\b|\b(?:please|kindly|can|could|would|will)\s+(?:you\s+)?(?:please\s+)?(?:approve|review|advise|confirm|sign)\b|\b(?:for|need|needs|require|requires|request(?:ing)?|await(?:ing)?|your|get|send)\s+(?:\w+\s+){0,2}approval\b|\bto\s+be\s+approved\b|\b(?:per|as|the|your|our|previously|already|with|of|under|an?|all|for)\s+(?:\w+\s+)?approved\s+(?:co|cos|change|quote|proposal|drawings?|plans?|submittals?|shop|amount|contract|invoice|vendor|budget|schedule)\b|\b(?:architect|engineer|owner|inspector|city|county|gc|they|he|she)\s+(?:has\s+|have\s+)?approved\b/i;

const without = (text: string, pattern: RegExp): string =>
	text.replace(pattern, (match) => ' '.repeat(match.length));

/** Approving a payment approves no quote, whatever the thread is about. */
const PAYMENT = /\bfor\s+payment\b|\bto\s+pay\b|\bpay\s+(?:this|it|the)\b/i;

/** What is named only to be set apart (`go with v1, not v3`). */
const CONTRAST =
	/\b(?:not|instead\s+of|rather\s+than|over|replaces|supersedes|ignore|disregard|forget)\s+(?:the\s+)?(?:quote\s+)?(?:\$[\d,.]+k?|v\.?\s?\d+|rev\.?\s?\w{1,2}|version\s?\d+|revision\s?\w{1,2}|r\d)/gi;

/**
 * Reads decisions out of the writer's own new words. Number and kind may come from the subject
 * line, version and amount never: what the writer does not name stays absent, and two of a kind
 * in one sentence count as none.
 */
export function readApprovals(ownText: string, subject = ''): StatedApproval[] {
	const found: StatedApproval[] = [];
	for (const sentence of sentences(ownText)) {
		for (const { text, decision } of decisionsOf(sentence.value.trim())) {
			const { approval, numberFromSubject } = named(text, bareSubject(subject), decision);
			if (found.some((other) => sameApproval(other.approval, approval))) continue;
			found.push({ approval, sentence, numberFromSubject });
		}
	}
	return mergeVague(found);
}

/** One decision a sentence, or one a clause where clauses decide differently. */
function decisionsOf(sentence: string): Array<{ text: string; decision: Approval['decision'] }> {
	const whole = decisionOf(sentence);
	if (whole === undefined) return [];
	const clauses = sentence.split(/[;,]\s|\s(?:but|and|while)\s/).flatMap((text) => {
		const decision = decisionOf(text);
		return decision === undefined ? [] : [{ text, decision }];
	});
	const differ = clauses.some(({ decision }) => decision !== clauses[0]?.decision);
	return differ ? clauses : [{ text: sentence, decision: whole }];
}

function decisionOf(text: string): Approval['decision'] | undefined {
	if (/\?\s*$/.test(text)) return undefined;
	if (REJECTED.test(text) && !/\b(?:if|whether|unless)\b/i.test(text)) return 'rejected';
	if (NO_DECISION.test(text)) return undefined;
	return APPROVED.some((pattern) => pattern.test(text)) ? 'approved' : undefined;
}

function named(
	text: string,
	subject: string,
	decision: Approval['decision'],
): { approval: Approval; numberFromSubject: boolean } {
	const own = without(text, CONTRAST);
	const kind = subjectKind(own);
	const thread = PAYMENT.test(own) ? '' : subject;
	const inherited = kind === 'unknown' ? subjectKind(thread) : kind;
	const ownNumber = numberOf(own, inherited);
	const number = ownNumber ?? numberOf(thread, inherited);
	const version = only(versionMentions(own).map(({ value }) => value));
	const amount = only(moneyMentions(own).map((money) => money.amount));
	return {
		approval: {
			subject: inherited,
			...(number === undefined ? {} : { number }),
			...(version === undefined ? {} : { version }),
			...(amount === undefined ? {} : { amount }),
			decision,
		},
		numberFromSubject: ownNumber === undefined && number !== undefined,
	};
}

function subjectKind(text: string): Approval['subject'] {
	if (/\bret(?:ainage|ention|ainer)\b/i.test(text)) return 'retainage_release';
	if (changeOrderMentions(text).length > 0 || /\bchange\s+orders?\b/i.test(text)) {
		return 'change_order';
	}
	if (/\b(?:quot(?:e|ation)s?|proposals?|estimates?|bids?)\b/i.test(text)) return 'quote';
	return versionMentions(text).length > 0 ? 'quote' : 'unknown';
}

function numberOf(text: string, kind: Approval['subject']): string | undefined {
	if (kind === 'change_order') {
		const outside = without(text, /\([^)]*\)/g);
		const first = changeOrderMentions(outside).map(({ value }) => value);
		return only(first.length > 0 ? first : changeOrderMentions(text).map(({ value }) => value));
	}
	if (kind === 'retainage_release') return only(commitments(text));
	return only(quoteMentions(text).map(({ value }) => value));
}

const commitments = (text: string): string[] =>
	[...text.matchAll(/(?<![\w-])((?:SC|PO|S|WO)[-# ]?\d[\w-]*|subcontract\s?#?\s?\d[\w-]*)/gi)].map(
		(match) => match[1] ?? '',
	);

const only = <Value>(values: readonly Value[]): Value | undefined => {
	const distinct = [...new Set(values)];
	return distinct.length === 1 ? distinct[0] : undefined;
};

const sameApproval = (left: Approval, right: Approval): boolean =>
	left.decision === right.decision &&
	left.subject === right.subject &&
	left.number === right.number &&
	left.version === right.version &&
	left.amount === right.amount;

/** `Approved. Please proceed with v1.` is one decision: what names nothing joins what does. */
function mergeVague(found: StatedApproval[]): StatedApproval[] {
	const names = ({ approval, numberFromSubject }: StatedApproval): boolean =>
		approval.version !== undefined ||
		approval.amount !== undefined ||
		(approval.number !== undefined && !numberFromSubject);
	return found.filter(
		(one) =>
			names(one) ||
			!found.some(
				(other) =>
					other !== one &&
					other.approval.decision === one.approval.decision &&
					(names(other) || found.indexOf(other) < found.indexOf(one)),
			),
	);
}
