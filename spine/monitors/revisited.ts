import { formatAmount, sumAmounts } from '../documents/money';
import type { MonitorFacts, Revisited } from './facts';
import type { Monitor, Trouble } from './monitor';

/**
 * Families of rules that speak of the commitment, its change orders and the parties. The others
 * (duplicates, continuity, evidence, ...) judge a document among those before it, and a later one may
 * stand beside it by now without any fault.
 */
const FAMILIES: readonly string[] = ['SC', 'CO', 'OB', 'CM', 'QV', 'ID'];

/** Rules that fail on the facts of today and would stop the document. */
function stopping({ verdict }: Revisited) {
	return verdict.findings.filter(
		({ rule, severity, result }) =>
			result === 'fail' &&
			(severity === 'BLOCK' || severity === 'HOLD') &&
			FAMILIES.includes(rule.replace(/-.*$/, '')),
	);
}

const troublesOf =
	(posted: boolean) =>
	({ revisited = [], source }: MonitorFacts): Trouble[] =>
		revisited.flatMap((one): Trouble[] => {
			const findings = one.posted === posted ? stopping(one) : [];
			const [gravest] = findings;
			if (gravest === undefined) return [];
			const { currency } = source.settings;
			const deltas = findings.flatMap(({ unsupported }) => unsupported ?? []);
			return [
				{
					at: one.key,
					subject: { type: 'document', id: one.key, label: one.label },
					sentence: `The ${one.label} passed when it was verified and would be stopped on the facts of now (${findings.map(({ rule }) => rule).join(', ')}): ${gravest.message}`,
					remedy: posted
						? `Its bill stands in QuickBooks. ${gravest.action} If the bill is wrong, correct it there: by a change while it is unpaid, by a credit once it is paid.`
						: `It is not posted yet. ${gravest.action} To stop it, end its claim (Spine Ledger, Claim, End).`,
					severity: gravest.severity,
					...(one.amount === undefined ? {} : { amount: one.amount }),
					...(one.vendor === undefined ? {} : { vendor: one.vendor }),
					...(one.project === undefined ? {} : { project: one.project }),
					...(one.commitment === undefined ? {} : { commitment: one.commitment }),
					...(one.books === undefined ? {} : { books: one.books }),
					details: {
						findings: findings.map(({ rule, severity, message }) => ({ rule, severity, message })),
						...(one.claim === undefined ? {} : { claim: one.claim }),
						...(deltas.length === 0
							? {}
							: { unsupported: formatAmount(sumAmounts(deltas, currency), currency) }),
					},
				},
			];
		});

const READS =
	'decisions of the last days whose commitment, change orders, vendor or project changed since; they are judged again by the gate, and nothing of it is kept';

export const changedSincePosted: Monitor = {
	id: 'SY-07',
	version: 1,
	title: 'Posted documents that would not pass any more',
	description:
		'A document was verified and posted, and afterwards its commitment, a change order, its vendor or its project changed. The gate judges it again on the facts of now; the monitor speaks when a rule on commitments, change orders, overbilling, quotes or identity would stop it. Events that came late or out of order show here. Held and blocked documents are opened again by the Spine Ledger Trigger instead.',
	remedy:
		'Look at what changed. Correct the commitment, or the bill: by a change while it is unpaid, by a credit once it is paid.',
	reads: READS,
	severity: 'HOLD',
	needs: ['projects'],
	look: troublesOf(true),
};

export const changedSincePassed: Monitor = {
	id: 'SY-10',
	version: 1,
	title: 'Verified documents that would not pass any more',
	description:
		'A document was verified and is not posted yet, and what it was verified on changed since. The gate judges it again on the facts of now; the monitor speaks when a rule on commitments, change orders, overbilling, quotes or identity would stop it.',
	remedy: 'End the claim before it is posted, or mend what changed.',
	reads: READS,
	severity: 'HOLD',
	needs: ['projects'],
	look: troublesOf(false),
};
