import type { Document, PayApplication } from '../../../documents/document';
import type { Minor } from '../../../documents/money';
import { sum } from '../../amounts';
import type { Context } from '../../context';
import { isPrintedPayApplication } from '../../kinds';
import { notApplicable, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';
import { figure, footTolerance, pageLines, wrongSum } from './figures';

type CoverField = {
	[Key in keyof PayApplication]-?: NonNullable<PayApplication[Key]> extends number ? Key : never;
}[keyof PayApplication];

const labels: Partial<Record<CoverField, string>> = {
	contractSumToDate: 'Contract sum to date',
	totalCompletedAndStored: 'Total completed and stored to date',
	totalRetainage: 'Total retainage',
	totalEarnedLessRetainage: 'Total earned less retainage',
	currentPaymentDue: 'Current payment due',
	balanceToFinish: 'Balance to finish including retainage',
};

interface Identity {
	id: string;
	title: string;
	description: string;
	field: CoverField;
	affectsPayment: boolean;
	/** Ways to compute the figure; one that fits is enough. Empty: an input is not printed. */
	ways(
		cover: PayApplication,
		context: Context,
	): Array<{ formula: string; value: Minor; lines: number }>;
	/** Every way must fit rather than one. */
	allWays?: boolean;
}

function coverRule(identity: Identity): Rule {
	return {
		id: identity.id,
		version: 1,
		title: identity.title,
		severity: 'HOLD',
		description: `${identity.description} Tolerance 1 cent (footMinor), with half a cent a line where lines are added (roundingCapMinor).${identity.affectsPayment ? ' More than $1.00 blocks, because the payment depends on it.' : ''}`,
		appliesTo: (document: Document) => isPrintedPayApplication(document),
		check(context): RuleResult[] {
			const cover = context.document.payApplication;
			if (cover === undefined) return [notApplicable];
			const value = cover[identity.field];
			if (value === undefined) {
				return [
					notEvaluable(
						`the pay application prints no ${(labels[identity.field] ?? identity.field).toLowerCase()}`,
					),
				];
			}
			const printed = context.minor(value);
			const ways = identity.ways(cover, context);
			if (ways.length === 0)
				return [
					notEvaluable(
						`the figures that make up ${(labels[identity.field] ?? identity.field).toLowerCase()} are not printed`,
					),
				];
			const wrong = ways.filter((way) => Math.abs(printed - way.value) > toleranceOf(way, context));
			if (identity.allWays === true ? wrong.length === 0 : wrong.length < ways.length)
				return [pass];
			const first = wrong[0];
			if (first === undefined) return [pass];
			return [
				wrongSum(context, {
					what: labels[identity.field] ?? identity.field,
					formula: first.formula,
					printed,
					computed: first.value,
					affectsPayment: identity.affectsPayment,
					tolerance: toleranceOf(first, context),
					paths: [`payApplication.${identity.field}`],
					...(identity.field === 'totalCompletedAndStored' ? {} : { part: 'retainage' }),
					reducesPayment: identity.field === 'totalRetainage',
				}),
			];
		},
	};
}

function toleranceOf(way: { lines: number }, context: Context): Minor {
	return way.lines === 0 ? context.tolerance('footMinor') : footTolerance(context, way.lines);
}

function plus(
	context: Context,
	terms: ReadonlyArray<[sign: 1 | -1, amount: number | undefined]>,
): Array<{ formula: string; value: Minor; lines: number }> {
	const minors = terms.map(
		([sign, amount]) => [sign, amount === undefined ? undefined : context.minor(amount)] as const,
	);
	if (minors.some(([, minor]) => minor === undefined)) return [];
	const formula = minors
		.map(
			([sign, minor], index) =>
				`${index === 0 ? '' : sign === 1 ? ' + ' : ' - '}${context.figure(minor ?? 0)}`,
		)
		.join('');
	return [{ formula, value: sum(minors.map(([sign, minor]) => sign * (minor ?? 0))), lines: 0 }];
}

function column(
	context: Context,
	name: 'scheduledValue' | 'completed' | 'retainage',
): Array<{ formula: string; value: Minor; lines: number }> {
	const lines = pageLines(context);
	if (lines.length === 0 || !lines.some((line) => line[name] !== undefined)) return [];
	return [
		{
			formula: `sum of ${lines.length} lines`,
			value: sum(lines.map((line) => figure(context, line, name))),
			lines: lines.length,
		},
	];
}

export const coverRules: Rule[] = [
	coverRule({
		id: 'PA-06',
		title: 'Scheduled values add up to the contract sum to date',
		description: 'sum(C) = L3.',
		field: 'contractSumToDate',
		affectsPayment: false,
		ways: (_cover, context) => column(context, 'scheduledValue'),
	}),
	coverRule({
		id: 'PA-07',
		title: 'Contract sum to date = original + change orders',
		description: 'L3 = L1 + L2; an L2 that is not printed counts as zero.',
		field: 'contractSumToDate',
		affectsPayment: false,
		ways: (cover, context) =>
			plus(context, [
				[1, cover.originalContractSum],
				[1, cover.netChangeByChangeOrders ?? 0],
			]),
	}),
	coverRule({
		id: 'PA-08',
		title: 'Total completed = sum of the lines',
		description: 'L4 = sum(G).',
		field: 'totalCompletedAndStored',
		affectsPayment: true,
		ways: (_cover, context) => column(context, 'completed'),
	}),
	coverRule({
		id: 'PA-09',
		title: 'Total retainage = its parts',
		description: 'L5 = L5a + L5b, or the sum of column I.',
		field: 'totalRetainage',
		affectsPayment: true,
		ways: (cover, context) => {
			const parts =
				cover.retainageOnWork === undefined && cover.retainageOnStored === undefined
					? []
					: plus(context, [
							[1, cover.retainageOnWork ?? 0],
							[1, cover.retainageOnStored ?? 0],
						]);
			const ways = [...parts, ...column(context, 'retainage')];
			return ways.length > 0 ? ways : plus(context, [[1, cover.totalRetainage]]);
		},
	}),
	coverRule({
		id: 'PA-10',
		title: 'Earned less retainage = completed - retainage',
		description: 'L6 = L4 - L5.',
		field: 'totalEarnedLessRetainage',
		affectsPayment: true,
		ways: (cover, context) =>
			plus(context, [
				[1, cover.totalCompletedAndStored],
				[-1, cover.totalRetainage ?? 0],
			]),
	}),
	coverRule({
		id: 'PA-11',
		title: 'Current payment due = earned less retainage - previous certificates',
		description: 'L8 = L6 - L7; an L7 that is not printed counts as zero.',
		field: 'currentPaymentDue',
		affectsPayment: true,
		ways: (cover, context) =>
			plus(context, [
				[1, cover.totalEarnedLessRetainage],
				[-1, cover.lessPreviousCertificates ?? 0],
			]),
	}),
	coverRule({
		id: 'PA-12',
		title: 'Balance to finish = contract sum - earned less retainage',
		description: 'L9 = L3 - L6, and L9 = sum(C) - sum(G) + L5 where the lines are there.',
		field: 'balanceToFinish',
		affectsPayment: false,
		allWays: true,
		ways: (cover, context) => {
			const scheduled = column(context, 'scheduledValue')[0];
			const completed = column(context, 'completed')[0];
			const direct = plus(context, [
				[1, cover.contractSumToDate],
				[-1, cover.totalEarnedLessRetainage],
			]);
			if (scheduled === undefined || completed === undefined || cover.totalRetainage === undefined)
				return direct;
			const retainage = context.minor(cover.totalRetainage);
			return [
				...direct,
				{
					formula: `${context.figure(scheduled.value - completed.value)} + ${context.figure(retainage)}`,
					value: scheduled.value - completed.value + retainage,
					lines: scheduled.lines,
				},
			];
		},
	}),
];
