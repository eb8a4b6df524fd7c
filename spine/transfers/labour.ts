import type { ProjectRecord } from '../documents/records';
import type { Transfer } from '../documents/transfer';
import { homeOf } from '../identity/home';
import { daysRead } from '../ledger/timecards-read';
import { costOf } from './labour-cost';
import { entryOf, type LabourPeriod, markOf, nameOf } from './labour-entry';
import { type HourGroup, groupHours, hoursMark } from './labour-lines';
import { openCards, type ProblemMaker } from './labour-open';
import { dayAfter, periodBeside } from './labour-periods';
import { standsAsWritten } from './labour-standing';
import { type KnownEntry, type LabourWorld, readLabourWorld } from './labour-world';
import type { Plan, Planner, PlanProblem } from './plan';

/**
 * Approved hours as journal entries: one for each project, company file and period, because that is
 * what a controller reviews, closes and takes back; a job that is late holds up no other. It debits the
 * cost accounts line by line for each cost code, with the job and class, and credits the clearing
 * account with the sum. Only a period that is over is carried, once all of its entries are approved,
 * rated and mapped. What is edited, approved or deleted later becomes a correcting entry of the
 * difference; an entry that was written is never changed.
 *
 * @throws LabourRefused while labour is off, or where the first day or the account is not named.
 */
export const planLabour: Planner = async (source) => {
	const world = await readLabourWorld(source);
	const plan: Plan = { transfers: [], problems: [] };
	for (const project of world.directory.projects) {
		if (source.projects !== undefined && !source.projects.includes(project.id)) continue;
		const read = await daysRead(source.ledger, project.id);
		for (const period of await periodsOf(project, world)) {
			const { transfers, problems } = planPeriod(period, read, world);
			plan.transfers.push(...transfers);
			plan.problems.push(...problems);
		}
	}
	return plan;
};

async function periodsOf(project: ProjectRecord, world: LabourWorld): Promise<LabourPeriod[]> {
	const { directory, settings, known } = world;
	const own = known.filter((entry) => entry.project === project.id && wasCarried(entry));
	const periods = new Map<string, LabourPeriod>();
	const homes = new Map<string, ReturnType<typeof homeOf>>();
	const homeOn = (date: string) => {
		if (!homes.has(date)) homes.set(date, homeOf(project, directory, settings, date));
		return homes.get(date);
	};
	const at = (books: string, days: { from: string; to: string }, date: string): LabourPeriod => {
		const key = `${books} ${days.from}`;
		const home = homeOn(date);
		const found: LabourPeriod = periods.get(key) ?? {
			project,
			books,
			...days,
			cards: [],
			known: own.filter((one) => one.books === books && one.from === days.from),
			job: { problem: home?.problem ?? 'no customer:job in the books is named for its project.' },
		};
		// Where the project moved within the period, the day on which it was kept there tells the job.
		if ('problem' in found.job && home?.books === books && home.job !== undefined) {
			found.job = { id: home.job.id };
		}
		periods.set(key, found);
		return found;
	};
	for (const { books, from, to } of own) {
		for (const date of [to, from]) at(books, { from, to }, date);
	}
	for (const card of await world.cardsOf(project.id)) {
		const books = homeOn(card.date)?.books ?? '';
		const carried = own.filter((entry) => entry.books === books);
		const wasCarriedThen = carried.some(({ from, to }) => from <= card.date && card.date <= to);
		if (card.date < settings.labour.from && !wasCarriedThen) continue;
		at(books, periodBeside(card.date, settings.labour, carried), card.date).cards.push(card);
	}
	return [...periods.values()].sort((one, other) => (one.from < other.from ? -1 : 1));
}

/** Whether an entry was ever written, or may have been, so that its days are its own for good. */
const wasCarried = ({ kept }: KnownEntry): boolean =>
	kept.targetId !== undefined || kept.state === 'sent' || kept.state === 'undone';

function planPeriod(
	period: LabourPeriod,
	read: { from: string; to: string } | undefined,
	world: LabourWorld,
): Plan {
	const { settings, today } = world;
	const ends = dayAfter(period.to, settings.labour.graceDays);
	const standing = period.known.filter(({ kept }) => kept.targetId !== undefined);
	// What stands is planned as it was, so that it can be compared with the books; in doubt it is cleared first.
	const again = standing.flatMap(({ kept }) =>
		kept.transfer.action === 'save' ? [kept.transfer] : [],
	);
	const doubt = period.known.find(({ kept }) => kept.state === 'sent');
	if (doubt !== undefined) return { transfers: [...again, doubt.kept.transfer], problems: [] };
	if (today < ends || today <= period.to) return { transfers: again, problems: [] };
	const only = (...problems: PlanProblem[]): Plan => ({ transfers: again, problems });
	const problem = problemsOf(period, world);
	// Given up while it stands: a person looks after the period from then on.
	if (standing.some(({ kept }) => kept.state === 'undone')) return only();
	const groups = groupHours(period.cards, settings.labour.costType);
	const mark = hoursMark(groupHours(period.cards));
	const latest = standing.at(-1)?.kept.transfer;
	const changed = latest === undefined || markOf(latest) !== mark;
	for (const entry of standing) {
		const why = standsAsWritten(entry, world);
		if (why === undefined) continue;
		return only(
			problem(
				'changed',
				`was carried as journal entry ${entry.kept.targetId ?? ''}, which ${why} in the books since.`,
				'Compare the two. Nothing more is entered for this period by itself: set the entry back, or give its transfer up and correct the difference by hand.',
			),
		);
	}
	const open = openCards(period, world, problem);
	if (open.length > 0) return only(...open);
	if (!changed) return only();
	if (groups.length === 0 && standing.length === 0) return only();
	if (read === undefined || read.from > period.from || read.to < ends) {
		return only(
			problem(
				'read',
				`ended on ${period.to}, and its hours were ${read === undefined ? 'never read to the end' : `read for ${read.from} to ${read.to} only`}.`,
				'Run Spine Ledger, History, Read Timecards, and plan again.',
			),
		);
	}
	// A login that sees less than before is answered without an error, so that its silence proves nothing.
	if (groups.length === 0) {
		return only(
			problem(
				'gone',
				'was carried, and the project system shows none of its hours any more.',
				'Check that the credential may still see the timecards of this project. If they were really deleted, take the entry back with Spine Ledger, Run, Plan Undo.',
			),
		);
	}
	const closing = world.closingDate(period.books);
	if (closing !== undefined && period.to <= closing) {
		return only(
			problem(
				'closed',
				`${standing.length === 0 ? 'was not carried in time' : 'was changed after it was carried'}, and the books are closed up to ${closing}.`,
				'Enter the difference by hand in an open period, or have the period opened.',
			),
		);
	}
	return costed(period, { groups, mark, standing, again }, world, problem);
}

function costed(
	period: LabourPeriod,
	found: {
		groups: readonly HourGroup[];
		mark: string;
		standing: KnownEntry[];
		again: Transfer[];
	},
	world: LabourWorld,
	problem: ProblemMaker,
): Plan {
	const { books, project, job } = period;
	const { groups, standing, again } = found;
	if ('problem' in job) {
		const part = problem('job', `cannot be carried: ${job.problem}`, HOME_REMEDY);
		return { transfers: again, problems: [part] };
	}
	const clearing = world.clearingIn(books);
	if (typeof clearing === 'string') {
		const part = problem(
			'clearing',
			`cannot be carried: ${clearing}.`,
			'Correct "labour.clearingAccount" in the company settings.',
		);
		return { transfers: again, problems: [part] };
	}
	const { charges, doubts } = costOf(groups, { project, books, job: job.id }, world);
	if (doubts.length > 0) {
		const problems = doubts.map(({ part, sentence, remedy }) =>
			problem(part, `is held: ${sentence}`, remedy),
		);
		return { transfers: again, problems };
	}
	const planned = entryOf(period, charges, { ...found, standing, clearing }, world);
	return { transfers: planned === undefined ? again : [...again, planned], problems: [] };
}

const HOME_REMEDY =
	'Name the books and the customer:job of the project in the company settings, under "projects".';

function problemsOf(period: LabourPeriod, world: LabourWorld): ProblemMaker {
	const { project, books, from, to } = period;
	const label = `Labour of ${nameOf(project)}, ${from} to ${to}`;
	return (part, sentence, remedy) => ({
		key: `labour:projects:${project.id}:${from}..${to}:${part}`,
		subject: { type: 'timecards', id: `${project.id} ${from}..${to}`, label },
		sentence: `${label}, ${sentence}`,
		remedy,
		project: project.id,
		...(books === '' ? {} : { books, currency: world.currencyOf(books) }),
	});
}
