import Decimal from 'decimal.js';
import type { TimecardRecord } from '../documents/records';
import type { LabourPeriod } from './labour-entry';
import type { LabourWorld } from './labour-world';
import type { PlanProblem } from './plan';

const HOURS_OF_A_DAY = 24;

/** Makes a problem of a period of its part, a sentence that goes on after the period, and the remedy. */
export type ProblemMaker = (part: string, sentence: string, remedy: string) => PlanProblem;

/** What keeps hours of the period from being counted: not approved, not finished, without hours or code. */
export function openCards(
	period: LabourPeriod,
	{ settings }: LabourWorld,
	problem: ProblemMaker,
): PlanProblem[] {
	const approved = new Set(settings.labour.approvedStates.map((state) => state.toLowerCase()));
	const open = period.cards.filter(
		({ approval, inProgress }) => inProgress === true || !approved.has(approval ?? ''),
	);
	const waiting = new Set(open);
	const bare = period.cards.filter((card) => !waiting.has(card) && !isPossible(card));
	const uncoded = period.cards.filter(
		({ costCode, hours }) => costCode === undefined && !new Decimal(hours ?? 0).isZero(),
	);
	const many = (cards: readonly TimecardRecord[]): string =>
		`${cards.length} timecard ${cards.length === 1 ? 'entry' : 'entries'}`;
	const total = open.reduce((sum, { hours }) => sum.plus(hours ?? 0), new Decimal(0)).toFixed();
	return [
		...(open.length === 0
			? []
			: [
					problem(
						'unapproved',
						`is held: ${many(open)} (${total} h) of it ${open.length === 1 ? 'is' : 'are'} not approved.`,
						'Approve or delete them in the project system, read the timecards and plan again.',
					),
				]),
		...(bare.length === 0
			? []
			: [
					problem(
						'hours',
						`is held: ${many(bare)} of it (${idsOf(bare)}) ${bare.length === 1 ? 'states' : 'state'} no hours, or more than a day has.`,
						'Correct them in the project system, read the timecards and plan again.',
					),
				]),
		...(uncoded.length === 0
			? []
			: [
					problem(
						'code',
						`is held: ${many(uncoded)} of it (${idsOf(uncoded)}) ${uncoded.length === 1 ? 'bears' : 'bear'} no cost code that is known here.`,
						'Give them a cost code in the project system; where they have one, read the history in, then the timecards again.',
					),
				]),
	];
}

/** Whether an entry states hours that somebody can have worked on one day. */
const isPossible = ({ hours }: TimecardRecord): boolean =>
	hours !== undefined && new Decimal(hours).abs().lte(HOURS_OF_A_DAY);

const idsOf = (cards: readonly TimecardRecord[]): string => {
	const ids = cards.slice(0, 10).map(({ id }) => id);
	return `${ids.join(', ')}${cards.length > ids.length ? ', …' : ''}`;
};
