import type { Minor } from '../../../documents/money';
import { percentOf, sum } from '../../amounts';
import type { BilledLine } from '../../billed-lines';
import { nameOf, packageOf, standing } from '../../change-orders';
import type { Context } from '../../context';
import type { ChangeOrderRecord } from '../../../documents/records';
import { bills } from '../../kinds';
import {
	everything,
	fail,
	notApplicable,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { historyOf, isMissing } from '../shared';

/** Lines that bill the same set of change orders, with what these come to. */
interface Group {
	lines: BilledLine[];
	records: ChangeOrderRecord[];
	names: string;
	/** What the line's own references are worth: a proposal's part of a change order where it names one. */
	worth: Minor;
	/** Total of the change orders that carry them. */
	total: Minor;
	carriers: ChangeOrderRecord[];
	gross: Minor;
	toDate?: Minor;
}

function groupsOf(context: Context): Group[] {
	const all = standing(context.facts.changeOrders);
	const groups = new Map<string, BilledLine[]>();
	for (const line of context.lines) {
		if (line.changeOrders.length === 0) continue;
		const key = line.changeOrders
			.map((record) => record.id)
			.sort()
			.join(' ');
		groups.set(key, [...(groups.get(key) ?? []), line]);
	}
	return [...groups.values()].flatMap((lines): Group[] => {
		const records = lines[0]?.changeOrders ?? [];
		const carriers = [...new Set(records.map((record) => packageOf(record, all) ?? record))];
		const own = records.filter(
			(record) =>
				!records.some((other) => other.id !== record.id && other.id === packageOf(record, all)?.id),
		);
		const value = (list: readonly ChangeOrderRecord[]): Minor =>
			sum(list.map((record) => context.minor(record.amount)));
		const printed = context.document.payApplication !== undefined;
		return [
			{
				lines,
				records,
				carriers,
				names: carriers.map(nameOf).join(', '),
				worth: value(own),
				total: value(carriers),
				gross: sum(lines.map((line) => line.gross)),
				...(printed ? { toDate: sum(lines.map((line) => line.completed ?? line.gross)) } : {}),
			},
		];
	});
}

const parts = (group: Group, excess: Minor): Array<{ part: string; amount: Minor }> => {
	let left = excess;
	return [...group.lines].reverse().flatMap((line) => {
		const amount = Math.min(Math.max(0, line.gross), left);
		left -= amount;
		return amount > 0 ? [{ part: line.path, amount }] : [];
	});
};

const places = (group: Group): string[] =>
	group.lines.flatMap((line) => [line.path, `${line.path}.amount`, `${line.path}.completed`]);

export const changeOrderUsedUp: Rule = {
	id: 'CO-06',
	version: 1,
	title: 'The change order is not billed in full already',
	severity: 'BLOCK',
	description:
		'Billed before on the change order must be less than its total, or nothing is left to bill. Zero-dollar and deductive change orders ask for nothing and are left alone. Tolerance 0.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const groups = groupsOf(context).filter((group) => group.gross > 0 && group.total > 0);
		if (context.facts.commitment === undefined || groups.length === 0) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		return passUnless(
			groups.flatMap((group): RuleResult[] => {
				const before = sum(group.carriers.map((record) => history.byChangeOrder[record.id] ?? 0));
				if (before < group.total) return [];
				return [
					fail({
						message: `${group.names} of ${context.money(group.total)} is billed in full already (${context.money(before)}); another ${context.money(group.gross)} is asked for.`,
						formula: `${context.figure(before)} < ${context.figure(group.total)}`,
						expected: 0,
						observed: context.amount(group.gross),
						delta: context.amount(group.gross),
						tolerance: 0,
						evidence: context.evidence(...places(group)),
						action: 'Strike the amount; ask the vendor whether another change order is meant.',
						unsupported: parts(group, group.gross),
					}),
				];
			}),
		);
	},
};

export const cumulativeOverChangeOrder: Rule = {
	id: 'CO-07',
	version: 1,
	title: 'Cumulative billing stays within the change order',
	severity: 'BLOCK',
	description:
		'Billed before on the change order plus this must not exceed its total; on a pay application also the completed-to-date of its lines. The excess is blocked. Tolerance 0.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const groups = groupsOf(context).filter((group) => group.gross > 0);
		if (context.facts.commitment === undefined || groups.length === 0) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		return passUnless(
			groups.flatMap((group): RuleResult[] => {
				const before = sum(group.carriers.map((record) => history.byChangeOrder[record.id] ?? 0));
				const toDate = Math.max(before + group.gross, group.toDate ?? 0);
				const limit = Math.max(0, group.total);
				if (toDate <= limit) return [];
				const excess = toDate - limit;
				return [
					fail({
						message: `${group.names} of ${context.money(limit)} would be billed to ${context.money(toDate)}, ${context.money(excess)} too much.`,
						formula: `${context.figure(before)} + ${context.figure(group.gross)} <= ${context.figure(limit)}`,
						expected: context.amount(limit),
						observed: context.amount(toDate),
						delta: context.amount(excess),
						tolerance: 0,
						evidence: context.evidence(...places(group)),
						action: `Pay at most ${context.money(Math.max(0, group.gross - excess))} of it.`,
						unsupported: parts(group, Math.min(excess, group.gross)),
					}),
				];
			}),
		);
	},
};

/** A percentage of the change order that the line says it bills. */
function statedPercent(group: Group): number | undefined {
	const only = group.lines.length === 1 ? group.lines[0] : undefined;
	const match = /(\d{1,3}(?:\.\d+)?)\s?%(?!\s*(?:retain|mark|over))/.exec(only?.description ?? '');
	const percent = match?.[1] === undefined ? undefined : Number(match[1]);
	return percent !== undefined && percent > 0 && percent <= 100 ? percent : undefined;
}

export const differsFromSigned: Rule = {
	id: 'CO-08',
	version: 1,
	title: 'The billed amount is that of the signed change order',
	severity: 'BLOCK',
	description:
		'The line that bills a change order must not exceed its signed total, or the stated percentage of it. The difference is blocked. Tolerance 0. Example: signed 4,200, billed 4,800: 600.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const groups = groupsOf(context).filter((group) => group.gross > 0);
		const signed = context.lines.filter(
			(line) =>
				line.gross > 0 &&
				line.changeOrders.length === 0 &&
				line.references.some((entry) => entry.signed.length > 0),
		);
		if (context.facts.commitment === undefined) return [notApplicable];
		if (groups.length === 0 && signed.length === 0) return [notApplicable];
		const failures = groups.flatMap((group): RuleResult[] => {
			const percent = statedPercent(group) ?? 100;
			const expected = Math.max(0, percentOf(percent, group.worth));
			if (group.gross <= expected) return [];
			const excess = group.gross - expected;
			return [
				difference(
					context,
					group.names,
					group.gross,
					expected,
					percent,
					places(group),
					parts(group, excess),
				),
			];
		});
		failures.push(
			...signed.flatMap((line): RuleResult[] => {
				const document = line.references.flatMap((entry) => entry.signed)[0];
				if (document?.total === undefined) return [];
				const expected = Math.max(0, context.minor(document.total));
				if (line.gross <= expected) return [];
				const name = `signed change order ${document.number ?? ''}`.trim();
				return [
					difference(
						context,
						name,
						line.gross,
						expected,
						100,
						[line.path, `${line.path}.amount`],
						[{ part: line.path, amount: line.gross - expected }],
					),
				];
			}),
		);
		return passUnless(failures);
	},
};

function difference(
	context: Context,
	name: string,
	billed: Minor,
	expected: Minor,
	percent: number,
	paths: string[],
	unsupported: Array<{ part: string; amount: Minor }>,
): RuleResult {
	const share = percent === 100 ? '' : `${percent} % of `;
	return fail({
		message: `${context.money(billed)} is billed for ${share}${name}, which was signed for ${context.money(expected)}: ${context.money(billed - expected)} too much.`,
		formula: `${context.figure(billed)} = ${context.figure(expected)}`,
		expected: context.amount(expected),
		observed: context.amount(billed),
		delta: context.amount(billed - expected),
		tolerance: 0,
		evidence: context.evidence(...paths),
		action: `Pay ${context.money(expected)}, or have the change order amended and signed again.`,
		unsupported: unsupported.length === 0 ? everything : unsupported,
	});
}
