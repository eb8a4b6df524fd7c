import { whyApprovalDoesNotCount } from '../../approvals';
import { isProven, senderStanding } from '../../../documents/sender-standing';
import { personOf } from '../../authentication';
import type { Context } from '../../context';
import { bills } from '../../kinds';
import { proofOf } from '../fraud/sender';
import { quoteChain, quoteName } from '../../quotes';
import {
	fail,
	notApplicable,
	notEvaluable,
	pass,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';

/** Quotes whose total the document asks for although no version of them counts as approved. */
function unapprovedBasis(context: Context): RuleResult[] {
	const { approved, versions } = quoteChain(context);
	if (approved.length > 0 || versions.length === 0) return [notApplicable];
	const cited = context.document.quoteReference !== undefined;
	const basis = versions.filter((quote) =>
		[context.demand.gross, context.demand.net].includes(context.minor(quote.total)),
	);
	if (basis.length === 0 && !cited) return [notApplicable];
	const reasons = context.facts.prior.approvals
		.filter((fact) => fact.subject === 'quote' || fact.subject === 'unknown')
		.flatMap((fact) => {
			const why = whyApprovalDoesNotCount(fact.document, context.facts);
			if (why !== undefined) return [why];
			return fact.authenticated ? [] : ['The sender of the approval was not proven.'];
		});
	const quote = basis[0] ?? versions[0];
	return [
		fail({
			message: `The document rests on ${quote === undefined ? 'a quote' : quoteName(quote)}, of which no version counts as approved.${reasons[0] === undefined ? '' : ` ${reasons[0]}`}`,
			expected: 'an approval that counts',
			observed: reasons.length === 0 ? 'none' : 'an approval that does not count',
			tolerance: 0,
			evidence: context.evidence('quoteReference', 'total'),
			action: 'Have somebody entitled approve the version or the amount by name.',
		}),
	];
}

export const approvalEvidence: Rule = {
	id: 'QV-12',
	version: 1,
	title: 'Approvals are evident',
	severity: 'HOLD',
	description:
		'An approval counts when it comes from a person entitled to approve this on the project and within the limit, in that person\'s own words, names the version, number or amount, and its sender is proven. "Looks good" to a thread with two versions approves nothing. Held: such a reply, and a document that rests on a quote without approval.',
	appliesTo: (document) => document.kind === 'approval' || bills(document),
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (document.kind !== 'approval') return unapprovedBasis(context);
		if (document.approval?.decision === 'rejected') return [notApplicable];
		const why = whyApprovalDoesNotCount(document, facts);
		if (why === undefined) return [pass];
		return [
			fail({
				message: `The approval does not count. ${why}`,
				expected: 'an entitled person who names a version or an amount',
				observed: document.source.sender?.address ?? 'unknown sender',
				tolerance: 0,
				evidence: context.evidence('approval', 'approval.version', 'approval.amount'),
				action: 'Ask a person entitled to approve to name the version or the amount.',
			}),
		];
	},
};

export const approvalSenderProven: Rule = {
	id: 'FR-16',
	version: 1,
	title: 'An approval by e-mail comes from a proven sender',
	severity: 'BLOCK',
	description:
		"An approval counts only where the topmost Authentication-Results header is our own server's and proves the domain of the From address: DMARC passed for it or, where the server gives no DMARC result, DKIM or SPF passed for a domain aligned with it. Where that is missing or failed, the approval is blocked and does not count. Example: dkim=pass with header.d of a bulk mailer proves the mailer, not the colleague.",
	appliesTo: (document) => document.kind === 'approval',
	check(context): RuleResult[] {
		const { document, facts } = context;
		if (document.source.channel !== 'email') return [notApplicable];
		if (facts.settings.authservId === undefined) {
			return [notEvaluable('the name of the receiving mail server is not set up')];
		}
		if (isProven(document, facts.settings)) return passUnless([]);
		const standing = senderStanding(document, facts.settings);
		const person = personOf(document, facts.settings);
		return [
			fail({
				message: `The approval in the name of ${person?.name ?? document.source.sender?.address ?? 'an unknown sender'} ${standing === 'failed' ? 'failed' : 'lacks'} the proof of its sender and is not counted.`,
				expected: 'proof of the From address by our own server',
				observed: proofOf(document),
				tolerance: 0,
				evidence: context.evidence('approval'),
				action: 'Ask the person directly, on a known telephone number.',
			}),
		];
	},
};
