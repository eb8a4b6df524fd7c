import Decimal from 'decimal.js';
import { toMinor } from '../documents/money';
import type { ProjectRecord } from '../documents/records';
import { chooseRate } from '../mapping/labour-rates';
import { targetOf } from '../mapping/targets';
import { charge, type Charges, type HourGroup, type LabourLine } from './labour-lines';
import type { LabourWorld } from './labour-world';

/** What keeps hours from being costed: which part it is about, and a sentence with the remedy. */
export interface CostDoubt {
	part: string;
	sentence: string;
	remedy: string;
}

interface Place {
	project: ProjectRecord;
	books: string;
	job: string;
}

/**
 * What hours come to, by account, class and cost code. Hours times rate are added up exactly for each
 * of them and rounded once, half away from zero, so that how hours are split over entries, days and
 * people never changes an amount. Every group without a rate or an account is named; then nothing of
 * the period is carried.
 */
export function costOf(
	groups: readonly HourGroup[],
	place: Place,
	world: LabourWorld,
): { charges: Charges; doubts: CostDoubt[] } {
	const exact = new Map<string, { line: Omit<LabourLine, 'posting' | 'amount'>; sum: Decimal }>();
	const doubts = new Map<string, CostDoubt>();
	for (const group of groups) {
		const rate = rateOf(group, place, world);
		const line = lineOf(group, place, world);
		for (const one of [rate, line]) if ('part' in one) doubts.set(one.part, one);
		if ('part' in rate || 'part' in line) continue;
		const key = JSON.stringify([line.account.id, line.class?.id ?? null, line.description]);
		const cost = new Decimal(group.hours).times(rate.rate);
		exact.set(key, { line, sum: cost.plus(exact.get(key)?.sum ?? 0) });
	}
	const currency = world.currencyOf(place.books);
	const charges: Charges = new Map();
	for (const { line, sum } of exact.values()) charge(charges, line, toMinor(sum, currency));
	return { charges, doubts: [...doubts.values()] };
}

const namesOf = (project: ProjectRecord): string[] => [
	project.id,
	...(project.number === undefined ? [] : [project.number]),
];

function called({ costCode, costType }: HourGroup): string {
	return [costCode, costType].filter((part) => part !== undefined).join(' ');
}

function typesOf(costType: string | undefined, { costTypes }: LabourWorld): string[] {
	if (costType === undefined) return [];
	const same = costTypes.filter(({ code, name }) => code === costType || name === costType);
	return [
		costType,
		...same.flatMap(({ code, name }) => (name === undefined ? [code] : [code, name])),
	];
}

function rateOf(
	group: HourGroup,
	{ project }: Place,
	world: LabourWorld,
): { rate: string } | CostDoubt {
	const { costCode, costType, timeType, date } = group;
	const choice = chooseRate(
		{
			project: namesOf(project),
			costCode: costCode === undefined ? [] : [costCode],
			costType: typesOf(costType, world),
			timeType: timeType === undefined ? [] : [timeType],
			date,
		},
		world.rates,
	);
	if ('rate' in choice) return { rate: choice.rate.rate };
	const what = `${called(group)}${timeType === undefined ? '' : `, ${timeType}`}`;
	if ('tied' in choice) {
		const sources = choice.tied.map(({ source }) => source).join(' and ');
		return {
			part: `rate ${what}`,
			sentence: `the rates ${sources} fit ${what} on ${date} equally well and differ.`,
			remedy: 'Make one of them more specific, or give them different days.',
		};
	}
	return {
		part: `rate ${what}`,
		sentence: `no rate is known for ${what} on ${date}.`,
		remedy: `Add a row for cost code ${costCode ?? '(none)'}${timeType === undefined ? '' : ` and time type ${timeType}`} to the rate table, valid from ${date} or before.`,
	};
}

function lineOf(
	group: HourGroup,
	{ project, books, job }: Place,
	world: LabourWorld,
): Omit<LabourLine, 'posting' | 'amount'> | CostDoubt {
	const what = called(group);
	const target = targetOf(
		{
			project: namesOf(project),
			costCode: group.costCode === undefined ? [] : [group.costCode],
			costType: typesOf(group.costType, world),
			vendor: [],
		},
		`labour of ${what}`,
		world.rules,
		world.chart,
		world.settings,
		books,
	);
	const item = world.chart.items.find((one) => one.books === books && one.id === target.item?.id);
	const account = target.account?.id ?? item?.expenseAccount;
	if (account === undefined) {
		return {
			part: `account ${what}`,
			sentence:
				target.item === undefined
					? (target.unmapped ?? `no account is known for ${what}.`)
					: `the item "${target.item.name ?? target.item.id}" that ${what} is mapped to has no expense account, and a journal entry charges accounts.`,
			remedy: `Map cost code ${group.costCode ?? '(none)'} to a cost account in the mapping table, and run GL Mapping once, so that the table is known.`,
		};
	}
	return {
		account: { id: account },
		customerJob: { id: job },
		...(target.class === undefined ? {} : { class: { id: target.class.id } }),
		description: `Labour ${what}`,
	};
}
