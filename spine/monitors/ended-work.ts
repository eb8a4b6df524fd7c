import { fromMinor, toMinor } from '../documents/money';
import { holdsDay } from '../documents/project-books';
import { placesOf } from '../reconciliation/places';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { count, money } from './words';

const inWords = (uses: readonly string[]): string =>
	[uses.slice(0, -1).join(', '), ...uses.slice(-1)].filter((part) => part !== '').join(' and ');

/** Commitments that were ended while something on them is still under way. */
function endedCommitments(facts: MonitorFacts): Trouble[] {
	const { source, report, commitments, postings } = facts;
	const { currency } = source.settings;
	const open = new Map(report.rows.map((row) => [row.commitment, row]));
	return commitments.flatMap((one): Trouble[] => {
		const how = one.deleted === true ? 'deleted' : one.status;
		if (how !== 'deleted' && how !== 'void' && how !== 'terminated') return [];
		const waiting = postings.filter(
			({ commitment, state }) => commitment === one.id && (state === 'queued' || state === 'sent'),
		);
		const underWay = new Set(waiting.map(({ claim }) => claim));
		const reserved = source.claims.filter(
			({ id, commitment, state }) =>
				commitment === one.id && state === 'reserved' && !underWay.has(id),
		);
		const payable = toMinor(open.get(one.id)?.openPayables ?? 0, currency);
		const uses = [
			...(payable === 0 ? [] : [`${money(facts, payable)} of open bills`]),
			...(reserved.length === 0
				? []
				: [
						count(
							reserved.length,
							'verified invoice that is not posted',
							'verified invoices that are not posted',
						),
					]),
			...(waiting.length === 0
				? []
				: [
						count(
							waiting.length,
							'released bill that waits to be posted',
							'released bills that wait to be posted',
						),
					]),
		];
		if (uses.length === 0) return [];
		const label = `commitment ${one.number ?? one.id}`;
		return [
			{
				at: one.id,
				subject: { type: 'commitment', id: one.id, label },
				sentence: `The ${label} is ${how} in Procore and still has ${inWords(uses)}.`,
				remedy:
					'Clear the bills with a credit or pay them by agreement, end the claims that wait, or restore the commitment.',
				amount: fromMinor(payable, currency),
				commitment: one.id,
				project: one.project,
				...(one.vendor === undefined ? {} : { vendor: one.vendor }),
				details: { status: how, uses },
			},
		];
	});
}

export const endedCommitment: Monitor = {
	id: 'CM-01',
	version: 1,
	title: 'Ended commitments with open bills',
	description:
		'A commitment is void, terminated or deleted in Procore while bills of it are open in QuickBooks or verified invoices of it are not posted yet. One that is merely closed or complete is in order: its last bills may still be paid.',
	remedy: 'Clear the bills with a credit, end the claims that wait, or restore the commitment.',
	reads: 'commitments of the project system, open bills of the books, claims',
	severity: 'HOLD',
	needs: ['projects'],
	look: endedCommitments,
};

const OPEN: readonly string[] = ['approved', 'partially_received', 'received', 'processing'];

/** Projects whose job in the books cannot take bills any more, or the other way about. */
function closedJobs(facts: MonitorFacts): Trouble[] {
	const { source, commitments } = facts;
	const places = placesOf(source);
	return source.settings.projects.flatMap((entry): Trouble[] => {
		if (!holdsDay(entry, facts.today)) return [];
		const { project, books, customerJob } = entry;
		const record = source.directory.projects.find(
			({ id, number }) => id === project || number === project,
		);
		if (record === undefined) return [];
		if (customerJob === undefined) return [];
		const job = source.directory.jobs.find(
			(one) => one.books === books && (one.id === customerJob || one.fullName === customerJob),
		);
		const open = commitments.filter(
			(one) => one.project === record.id && one.deleted !== true && OPEN.includes(one.status),
		).length;
		if (open === 0 || !record.active) return [];
		if (job !== undefined && job.active && job.deleted !== true) return [];
		const name = places.project(record.id)?.name ?? project;
		const state = job === undefined ? 'is not in QuickBooks' : 'is inactive in QuickBooks';
		return [
			{
				at: `${books}:${customerJob}`,
				subject: { type: 'job', id: job?.id ?? customerJob, label: customerJob },
				sentence: `Customer:job ${job?.fullName ?? customerJob} of project ${name} ${state}, and the project has ${count(open, 'open commitment')}.`,
				remedy:
					'Make the job active again, or name the right one in the company settings; until then no bill of the project can be posted.',
				project: record.id,
				books,
				details: { job: customerJob, commitments: open },
			},
		];
	});
}

export const closedJob: Monitor = {
	id: 'ID-06',
	version: 1,
	title: 'Jobs of the books that are closed while the project goes on',
	description:
		'A project is active in Procore and has open commitments, and the customer:job that the company settings name for it today is inactive or missing in QuickBooks.',
	remedy: 'Make the job active again, or name the right one in the company settings.',
	reads: 'company settings, projects and commitments, jobs of the books',
	severity: 'HOLD',
	needs: ['projects', 'books'],
	look: closedJobs,
};
