import { addBusinessDays } from '../documents/dates';
import { fromMinor } from '../documents/money';
import { groupBy } from '../reconciliation/group-by';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { labelOf, placeOf } from './posted';
import { count, money } from './words';

const MINUTE_MS = 60_000;

/** Bills that wait in the queue of a company file for too long. */
function queues({ postings, readAt, limits }: MonitorFacts): Trouble[] {
	const late = postings.filter(
		({ state, queuedAt }) =>
			(state === 'queued' || state === 'sent') &&
			queuedAt !== undefined &&
			Date.parse(queuedAt) + limits.queueMinutes * MINUTE_MS <= Date.parse(readAt),
	);
	return [...groupBy(late, ({ books }) => books)].map(([books, rows]) => ({
		at: `queue:${books}`,
		subject: { type: 'books', id: books, label: `posting queue of company file ${books}` },
		sentence: `${count(rows.length, 'released document')} of company file ${books} ${rows.length === 1 ? 'is' : 'are'} not posted yet; the oldest waits since ${rows.map(({ queuedAt }) => queuedAt ?? '').sort()[0] ?? ''}.`,
		remedy:
			'Look at the last failed execution of the posting workflow: QuickBooks refuses the credential, cannot be reached or asks to slow down. Activate the Spine Ledger Trigger for released documents, so that nothing stays behind.',
		books,
		details: {
			waiting: rows
				.map(({ requestId, claim, state }) => ({ requestId, claim, state }))
				.slice(0, 50),
		},
	}));
}

/** Bills that the books refused and that nobody mended. */
function refused({ postings }: MonitorFacts): Trouble[] {
	const last = new Map(postings.map((posting) => [posting.claim, posting]));
	return [...last.values()].flatMap((posting): Trouble[] => {
		const { state, outcome, claimState, claim, coding } = posting;
		if (state !== 'refused' || claimState !== 'reserved') return [];
		if (outcome === undefined || 'id' in outcome) return [];
		const label = labelOf({ posting, id: claim });
		return [
			{
				at: `refused:${claim}`,
				subject: { type: 'claim', id: claim, label },
				severity: 'HOLD',
				sentence: `QuickBooks did not take the ${label}: ${outcome.why}`,
				remedy: 'Mend what it names and post the document again, or end its claim.',
				amount: coding.total,
				...placeOf({ posting }),
				details: { why: outcome.why },
			},
		];
	});
}

/** Documents that wait for a person longer than the company wants. */
function held(facts: MonitorFacts): Trouble[] {
	const { source, limits, today } = facts;
	const late = source.holds.filter(({ since }) => addBusinessDays(since, limits.heldDays) < today);
	if (late.length === 0) return [];
	const worth = late.reduce((sum, { gross }) => sum + gross, 0);
	const oldest = late.map(({ since }) => since).sort()[0] ?? '';
	return [
		{
			at: 'held',
			subject: { type: 'queue', id: 'held', label: 'held documents' },
			sentence: `${count(late.length, 'held document')} for ${money(facts, worth)} ${late.length === 1 ? 'waits' : 'wait'} for a person longer than ${count(limits.heldDays, 'business day')}, the oldest since ${oldest}.`,
			remedy: 'Decide them: release, ask the vendor, or end their claims.',
			amount: fromMinor(worth, source.settings.currency),
			details: { documents: late.length, oldest },
		},
	];
}

export const backlog: Monitor = {
	id: 'SY-11',
	version: 1,
	title: 'Work that does not move',
	description:
		'Released documents that wait in the posting queue longer than the limit (60 minutes unless said otherwise), one task for each company file; bills that QuickBooks refused and whose claim still stands, one task each with what QuickBooks said; and held documents that wait for a person longer than 5 business days unless said otherwise, one task for all.',
	remedy: 'Look at the last failed execution, mend what QuickBooks refused, decide what is held.',
	reads: 'the posting queue, claims',
	severity: 'WARN',
	needs: [],
	look: (facts) => [...queues(facts), ...refused(facts), ...held(facts)],
};
