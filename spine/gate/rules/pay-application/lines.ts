import Decimal from 'decimal.js';
import type { PayApplicationLine } from '../../../documents/document';
import { sum } from '../../amounts';
import type { Context } from '../../context';
import { isPrintedPayApplication } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { short } from '../shared';
import { type Column, figure, footTolerance, pageLines, wrongSum } from './figures';

export const lineCompleted: Rule = {
	id: 'PA-01',
	version: 1,
	title: 'G = D + E + F on every line',
	severity: 'HOLD',
	description:
		'Total completed and stored (G) of each continuation-sheet line is previous (D) + this period (E) + stored (F). Tolerance 1 cent (footMinor); more than $1.00 blocks, because the payment depends on it.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const lines = pageLines(context);
		if (lines.length === 0) return [notEvaluable('the continuation sheet has no lines')];
		const tolerance = context.tolerance('footMinor');
		return passUnless(
			lines.flatMap((line, index): RuleResult[] => {
				if (line.completed === undefined) return [];
				const [d, e, f] = [
					figure(context, line, 'previous'),
					figure(context, line, 'thisPeriod'),
					figure(context, line, 'stored'),
				];
				const printed = figure(context, line, 'completed');
				if (Math.abs(printed - (d + e + f)) <= tolerance) return [];
				const path = `payApplication.lines.${index}`;
				return [
					wrongSum(context, {
						what: `Completed and stored of "${short(line.description)}"`,
						formula: `${context.figure(d)} + ${context.figure(e)} + ${context.figure(f)}`,
						printed,
						computed: d + e + f,
						affectsPayment: true,
						tolerance,
						paths: [`${path}.completed`],
						part: path,
					}),
				];
			}),
		);
	},
};

export const lineBalance: Rule = {
	id: 'PA-02',
	version: 1,
	title: 'H = C - G on every line',
	severity: 'HOLD',
	description:
		'Balance to finish (H) of each line is scheduled value (C) less completed and stored (G). Tolerance 1 cent (footMinor).',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const tolerance = context.tolerance('footMinor');
		const rows = pageLines(context)
			.map((line, index) => ({ line, index }))
			.filter(({ line }) => line.balance !== undefined && line.scheduledValue !== undefined);
		if (rows.length === 0) return [notApplicable];
		return passUnless(
			rows.flatMap(({ line, index }): RuleResult[] => {
				const [c, g] = [
					figure(context, line, 'scheduledValue'),
					figure(context, line, 'completed'),
				];
				const printed = figure(context, line, 'balance');
				if (Math.abs(printed - (c - g)) <= tolerance) return [];
				return [
					wrongSum(context, {
						what: `Balance to finish of "${short(line.description)}"`,
						formula: `${context.figure(c)} - ${context.figure(g)}`,
						printed,
						computed: c - g,
						affectsPayment: false,
						tolerance,
						paths: [`payApplication.lines.${index}.balance`],
					}),
				];
			}),
		);
	},
};

export const linePercent: Rule = {
	id: 'PA-03',
	version: 1,
	title: 'Percent complete = G / C on every line',
	severity: 'HOLD',
	description:
		'The printed percentage is within 0.5 point (percentPoints) of G / C, within 1 point (wholePercentPoints) where it is printed whole. Lines without scheduled value are left out.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const rows = pageLines(context)
			.map((line, index) => ({ line, index }))
			.filter(
				({ line }) =>
					line.percent !== undefined &&
					figure(context, line, 'scheduledValue') !== 0 &&
					line.completed !== undefined,
			);
		if (rows.length === 0) return [notApplicable];
		return passUnless(
			rows.flatMap(({ line, index }): RuleResult[] => {
				const printed = line.percent ?? 0;
				const exact = new Decimal(figure(context, line, 'completed'))
					.times(100)
					.div(figure(context, line, 'scheduledValue'));
				const tolerance = Number.isInteger(printed)
					? context.tolerance('wholePercentPoints')
					: context.tolerance('percentPoints');
				const difference = new Decimal(printed).minus(exact);
				if (difference.abs().lte(tolerance)) return [];
				return [
					fail({
						message: `"${short(line.description)}" is printed as ${printed} % complete; its amounts say ${exact.toDecimalPlaces(2).toString()} %.`,
						formula: `${context.figure(figure(context, line, 'completed'))} / ${context.figure(figure(context, line, 'scheduledValue'))} = ${exact.toDecimalPlaces(2).toString()} %`,
						expected: exact.toDecimalPlaces(2).toNumber(),
						observed: printed,
						delta: difference.toDecimalPlaces(2).toNumber(),
						tolerance: `${tolerance} points`,
						evidence: context.evidence(
							`payApplication.lines.${index}.percent`,
							`payApplication.lines.${index}.completed`,
						),
						action: 'Ask the subcontractor which of the two is right.',
					}),
				];
			}),
		);
	},
};

const letters: Record<Column, string> = {
	scheduledValue: 'C',
	previous: 'D',
	thisPeriod: 'E',
	stored: 'F',
	completed: 'G',
	balance: 'H',
	retainage: 'I',
};

const columns: readonly Column[] = [
	'scheduledValue',
	'previous',
	'thisPeriod',
	'stored',
	'completed',
	'balance',
	'retainage',
];
const inPayment = new Set<Column>(['thisPeriod', 'stored', 'completed', 'retainage']);

function columnFailures(
	context: Context,
	totals: Partial<PayApplicationLine>,
	rows: ReadonlyArray<Partial<PayApplicationLine>>,
	what: string,
	path: string,
): RuleResult[] {
	const tolerance = footTolerance(context, rows.length);
	return columns.flatMap((column): RuleResult[] => {
		if (totals[column] === undefined || !rows.some((row) => row[column] !== undefined)) return [];
		const printed = figure(context, totals, column);
		const computed = sum(rows.map((row) => figure(context, row, column)));
		if (Math.abs(printed - computed) <= tolerance) return [];
		return [
			wrongSum(context, {
				what: `${what} of column ${letters[column]}`,
				formula: `sum of ${rows.length} rows`,
				printed,
				computed,
				affectsPayment: inPayment.has(column),
				...(column === 'retainage' ? { part: 'retainage', reducesPayment: true } : {}),
				tolerance,
				paths: [`${path}.${column}`],
			}),
		];
	});
}

export const columnsFoot: Rule = {
	id: 'PA-04',
	version: 1,
	title: 'Columns foot to the grand total',
	severity: 'HOLD',
	description:
		'Each column of the continuation sheet adds up to its grand total. Tolerance half a cent a line, rounded up, at least 1 and at most 5 cents (footMinor, roundingCapMinor); more than $1.00 in E, F, G or I blocks.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const totals = context.document.payApplication?.totals;
		if (totals === undefined || pageLines(context).length === 0) return [notApplicable];
		return passUnless(
			columnFailures(context, totals, pageLines(context), 'Grand total', 'payApplication.totals'),
		);
	},
};

export const pagesFoot: Rule = {
	id: 'PA-05',
	version: 1,
	title: 'Pages foot to the grand total',
	severity: 'HOLD',
	description:
		'The printed page totals add up to the grand total, column by column. Tolerance as PA-04.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const { totals, pageTotals = [] } = context.document.payApplication ?? {};
		if (totals === undefined || pageTotals.length === 0) return [notApplicable];
		return passUnless(
			columnFailures(
				context,
				totals,
				pageTotals,
				'Grand total of the pages',
				'payApplication.totals',
			),
		);
	},
};
