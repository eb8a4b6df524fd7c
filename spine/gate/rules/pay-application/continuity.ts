import type { PayApplicationLine } from '../../../documents/document';
import type { Minor } from '../../../documents/money';
import { lastBilledApplication, type PriorLine } from '../../billed-lines';
import type { Context } from '../../context';
import { isPayApplication, isPrintedPayApplication } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	pass,
	type Failure,
	type Rule,
	type RuleResult,
} from '../../rule';
import { commitmentName, historyOf, isMissing, short } from '../shared';
import { figure, pageLines } from './figures';

export const previousCertificates: Rule = {
	id: 'PA-15',
	version: 1,
	title: 'Previous certificates are what was certified before',
	severity: 'BLOCK',
	description:
		'L7 = L6 of the application before, as certified rather than as applied for; 0 on the first. Tolerance 0. Detects a gross figure (L4 of the application before) in place of the net one. Too small an L7 asks for the difference twice; that part is not supported.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const cover = context.document.payApplication;
		if (cover === undefined || context.facts.commitment === undefined) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const prior = lastBilledApplication(context.facts);
		if (prior === undefined && history.counted > 0 && history.applications.length === 0) {
			return [
				notEvaluable('what was certified before is known as invoices only, not as applications'),
			];
		}
		if (prior !== undefined && prior.earnedLessRetainage === undefined) {
			return [
				notEvaluable(
					`the total earned less retainage of application ${prior.application ?? 'before'} is not known`,
				),
			];
		}
		const expected = prior?.earnedLessRetainage ?? 0;
		const printed =
			cover.lessPreviousCertificates === undefined
				? 0
				: context.minor(cover.lessPreviousCertificates);
		if (printed === expected) return [pass];
		const gross = prior?.completedAndStored === printed;
		return [
			fail({
				message: gross
					? `Previous certificates are given gross as ${context.money(printed)}; certified net were ${context.money(expected)}.`
					: `Previous certificates are given as ${context.money(printed)}; ${prior === undefined ? 'nothing was certified before' : `${context.money(expected)} was certified`}.`,
				formula: `${context.figure(printed)} = ${context.figure(expected)}`,
				expected: context.amount(expected),
				observed: context.amount(printed),
				delta: context.amount(printed - expected),
				tolerance: 0,
				evidence: context.evidence('payApplication.lessPreviousCertificates'),
				action: 'Ask the subcontractor to carry the certified net amount forward.',
				...(printed < expected
					? { unsupported: [{ part: 'retainage', amount: expected - printed }] }
					: {}),
			}),
		];
	},
};

/** D continues as D + E of the application before, F being carried along in F. */
function continuesWork(line: PayApplicationLine, before: PriorLine, context: Context): boolean {
	return figure(context, line, 'previous') === (before.previous ?? 0) + (before.thisPeriod ?? 0);
}

/** D continues as G of the application before, F holding what is newly stored only. */
function continuesTotal(line: PayApplicationLine, before: PriorLine, context: Context): boolean {
	return figure(context, line, 'previous') === totalOf(before);
}

function totalOf(before: PriorLine): Minor {
	return (
		before.completed ?? (before.previous ?? 0) + (before.thisPeriod ?? 0) + (before.stored ?? 0)
	);
}

/** Stored amount that stands in D already and is still carried in F. */
export function storedTwice(line: PayApplicationLine, before: PriorLine, context: Context): Minor {
	const carried = before.stored ?? 0;
	const stored = figure(context, line, 'stored');
	if (
		carried <= 0 ||
		!continuesTotal(line, before, context) ||
		continuesWork(line, before, context)
	)
		return 0;
	return stored >= carried ? carried : 0;
}

/** Lines with their predecessor; a line that is new this time has none. */
function withPrior(
	context: Context,
): Array<{ line: PayApplicationLine; index: number; before?: PriorLine }> {
	return pageLines(context).map((line, index) => ({
		line,
		index,
		before: context.lines[index]?.prior,
	}));
}

export const previousColumn: Rule = {
	id: 'PA-16',
	version: 1,
	title: 'Column D continues the application before',
	severity: 'BLOCK',
	description:
		'Per line D is D + E of the application before (stored materials stay in F), or on every line G of the application before (F holds new materials only). Blocks where neither holds, where both are mixed, and where D is the former G while F still carries the same stored amount. A new line starts at zero. Tolerance 0.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		if (context.facts.commitment === undefined) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const prior = lastBilledApplication(context.facts);
		if (prior === undefined) return [notApplicable];
		if (prior.lines.length === 0)
			return [notEvaluable('the lines of the application before are not known')];
		const rows = withPrior(context);
		const known = rows.flatMap((row) =>
			row.before === undefined ? [] : [{ ...row, before: row.before }],
		);
		const failures: Failure[] = [];
		const report = (
			row: { line: PayApplicationLine; index: number },
			message: string,
			expected: Minor,
			delta: Minor,
		): void => {
			const path = `payApplication.lines.${row.index}`;
			const printed = figure(context, row.line, 'previous');
			failures.push(
				fail({
					message,
					formula: `${context.figure(printed)} = ${context.figure(expected)}`,
					expected: context.amount(expected),
					observed: context.amount(printed),
					delta: context.amount(delta),
					tolerance: 0,
					evidence: context.evidence(`${path}.previous`, `${path}.stored`),
					action: 'Ask the subcontractor to carry the previous application forward correctly.',
					unsupported: delta > 0 ? [{ part: path, amount: delta }] : [],
				}),
			);
		};
		for (const row of rows) {
			const printed = figure(context, row.line, 'previous');
			const name = short(row.line.description);
			if (row.before === undefined) {
				if (printed !== 0)
					report(
						row,
						`"${name}" is new but shows ${context.money(printed)} of previous work.`,
						0,
						printed,
					);
				continue;
			}
			const twice = storedTwice(row.line, row.before, context);
			const work = (row.before.previous ?? 0) + (row.before.thisPeriod ?? 0);
			if (twice > 0) {
				report(
					row,
					`"${name}" carries ${context.money(twice)} of stored material both in previous work and as stored.`,
					work,
					twice,
				);
			} else if (
				!continuesWork(row.line, row.before, context) &&
				!continuesTotal(row.line, row.before, context)
			) {
				report(
					row,
					`"${name}" shows ${context.money(printed)} of previous work; the application before ended at ${context.money(work)}.`,
					work,
					printed - work,
				);
			}
		}
		if (failures.length > 0) return failures;
		const work = known.every((row) => continuesWork(row.line, row.before, context));
		const total = known.every((row) => continuesTotal(row.line, row.before, context));
		if (work || total) return [pass];
		return [
			fail({
				message: 'Column D carries stored materials forward on some lines and not on others.',
				expected: 'one way for all lines',
				observed: 'two ways',
				tolerance: 0,
				evidence: context.evidence('payApplication.totals.previous'),
				action: 'Ask the subcontractor to carry stored materials forward one way throughout.',
			}),
		];
	},
};

export const applicationNumber: Rule = {
	id: 'PA-20',
	version: 1,
	title: 'Application numbers follow one another',
	severity: 'HOLD',
	description:
		'The application number is that of the last billed application plus one, 1 where there is none. A gap, a repeat or the wrong order holds; a repeat of a billed application blocks.',
	appliesTo: isPayApplication,
	check(context): RuleResult[] {
		const printed = context.document.payApplication?.applicationNumber;
		if (context.facts.commitment === undefined) return [notApplicable];
		const number = Number(/\d+/.exec(printed ?? '')?.[0] ?? Number.NaN);
		if (!Number.isSafeInteger(number)) return [notEvaluable('the pay application bears no number')];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const billed = history.applications
			.filter((one) => one.state === 'reserved' || one.state === 'posted' || one.state === 'billed')
			.flatMap((one) => {
				const value = Number(/\d+/.exec(one.application ?? '')?.[0] ?? Number.NaN);
				return Number.isSafeInteger(value) ? [value] : [];
			});
		if (
			history.applications.length > 0 &&
			billed.length === 0 &&
			lastBilledApplication(context.facts) !== undefined
		) {
			return [notEvaluable('the numbers of the applications before are not known')];
		}
		const last = Math.max(0, ...billed);
		if (number === last + 1) return [pass];
		const repeat = billed.includes(number);
		return [
			fail({
				...(repeat ? { severity: 'BLOCK' as const } : {}),
				message: repeat
					? `Application ${number} of ${commitmentName(context)} was billed already.`
					: `Application ${number} follows application ${last} of ${commitmentName(context)}.`,
				formula: `${number} = ${last} + 1`,
				expected: last + 1,
				observed: number,
				delta: number - last - 1,
				tolerance: 0,
				evidence: context.evidence('payApplication.applicationNumber'),
				action: repeat
					? 'Reject the repeat, or have the subcontractor number it anew.'
					: 'Ask for the missing application, or have this one renumbered.',
				...(repeat ? { unsupported: [{ part: 'all', amount: 0 }] } : {}),
			}),
		];
	},
};
