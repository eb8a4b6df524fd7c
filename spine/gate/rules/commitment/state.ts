import { bills } from '../../kinds';
import {
	everything,
	fail,
	notApplicable,
	notEvaluable,
	pass,
	type Rule,
	type RuleResult,
} from '../../rule';
import { commitmentName } from '../shared';

const OPEN = new Set(['approved', 'partially_received', 'received']);
const FINISHED = new Set(['complete', 'closed']);

export const statusAllowsBilling: Rule = {
	id: 'CM-01',
	version: 1,
	title: 'The commitment may be billed',
	severity: 'BLOCK',
	description:
		'Status Approved, Partially Received or Received may be billed. Draft, out for bid or signature, processing, submitted, void and terminated block; complete and closed hold, because a closed order may merely mean that it was invoiced.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { commitment } = context.facts;
		if (commitment === undefined) return [notApplicable];
		if (OPEN.has(commitment.status) && commitment.deleted !== true) return [pass];
		const finished = FINISHED.has(commitment.status) && commitment.deleted !== true;
		const status = commitment.deleted === true ? 'deleted' : commitment.status.replace(/_/g, ' ');
		return [
			fail({
				...(finished ? { severity: 'HOLD' as const } : { unsupported: everything }),
				message: `${commitmentName(context)} is ${status} and may not be billed.`,
				expected: 'approved',
				observed: status,
				tolerance: 0,
				evidence: context.evidence('commitment'),
				action: finished
					? 'Ask the project manager whether the commitment is open for this document.'
					: 'Have the commitment approved, then verify again.',
			}),
		];
	},
};

export const executed: Rule = {
	id: 'CM-02',
	version: 1,
	title: 'The contract is signed',
	severity: 'HOLD',
	description: 'The commitment is executed, and was so no later than the date of the invoice.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { document, facts } = context;
		const { commitment } = facts;
		if (commitment === undefined) return [notApplicable];
		if (commitment.executed === undefined) {
			return [
				notEvaluable(
					`the project system does not say whether ${commitmentName(context)} is signed`,
				),
			];
		}
		const late =
			commitment.executionDate !== undefined &&
			document.date !== undefined &&
			commitment.executionDate > document.date;
		if (commitment.executed && !late) return [pass];
		return [
			fail({
				message: commitment.executed
					? `${commitmentName(context)} was signed on ${commitment.executionDate ?? ''}, after the invoice of ${document.date ?? ''}.`
					: `${commitmentName(context)} is not signed.`,
				expected: 'a signed contract before the invoice',
				observed: commitment.executed ? (commitment.executionDate ?? '') : 'not executed',
				tolerance: 0,
				evidence: context.evidence('commitment', 'date'),
				action: 'Get the contract signed before anything is paid on it.',
			}),
		];
	},
};

export const billedAfterCompletion: Rule = {
	id: 'CM-04',
	version: 1,
	title: 'Nothing is billed after completion',
	severity: 'HOLD',
	description:
		'Work done after the commitment was completed is held, whenever it is billed; a complete or closed commitment that is billed in full gets no further bill but the release of its retainage; blocks where a final unconditional waiver was given.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, facts, revised } = context;
		const { commitment } = facts;
		if (commitment === undefined || revised === undefined) return [notApplicable];
		const waived = facts.fieldData.some(
			(row) =>
				row.source === 'waivers' &&
				row.deleted !== true &&
				/\bfinal\b/i.test(row.note ?? '') &&
				/\bunconditional\b/i.test(row.note ?? '') &&
				(row.commitment === commitment.id || row.commitment === commitment.number),
		);
		const worked =
			context.document.servicePeriod?.from ?? context.document.payApplication?.periodFrom;
		const late =
			commitment.completedOn !== undefined &&
			worked !== undefined &&
			worked > commitment.completedOn;
		const finished = FINISHED.has(commitment.status) && (facts.billing?.counted ?? 0) >= revised;
		if (!waived && (!(finished || late) || demand.gross <= 0)) return [pass];
		if (!waived && !finished) {
			return [
				fail({
					message: `${commitmentName(context)} was completed on ${commitment.completedOn ?? ''}; the document bills work from ${worked ?? ''} on.`,
					formula: `${worked ?? ''} <= ${commitment.completedOn ?? ''}`,
					expected: commitment.completedOn ?? '',
					observed: worked ?? '',
					tolerance: 0,
					evidence: context.evidence('servicePeriod.from', 'payApplication.periodFrom'),
					action: 'Ask the project manager whether this work belongs to the commitment.',
				}),
			];
		}
		return [
			fail({
				...(waived ? { severity: 'BLOCK' as const, unsupported: everything } : {}),
				message: waived
					? `The vendor gave a final unconditional waiver on ${commitmentName(context)} and bills ${context.money(demand.net)} more.`
					: `${commitmentName(context)} is ${commitment.status} and billed in full; ${context.money(demand.gross)} more is asked for.`,
				expected: 0,
				observed: context.amount(demand.gross),
				delta: context.amount(demand.gross),
				tolerance: 0,
				evidence: context.evidence('commitment', 'date', 'total'),
				action: 'Ask the project manager what this bill is for.',
			}),
		];
	},
};

export const currencyAgrees: Rule = {
	id: 'TX-05',
	version: 1,
	title: "The currency is the commitment's and the books'",
	severity: 'BLOCK',
	description:
		'The currency that the document names is that of the commitment and of the books; amounts in different currencies are never compared.',
	appliesTo: (document) => bills(document) || document.kind === 'credit_memo',
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (document.currency === undefined) return [notApplicable];
		const wanted = facts.commitment?.currency ?? facts.books?.currency ?? facts.settings.currency;
		if (document.currency === wanted) return [pass];
		return [
			fail({
				message: `The document is in ${document.currency}, the commitment and the books are in ${wanted}.`,
				expected: wanted,
				observed: document.currency,
				tolerance: 0,
				evidence: context.evidence('currency', 'total'),
				action: `Ask the vendor for an invoice in ${wanted}.`,
				unsupported: everything,
			}),
		];
	},
};
