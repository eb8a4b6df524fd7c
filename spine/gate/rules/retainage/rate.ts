import Decimal from 'decimal.js';
import type { Minor } from '../../../documents/money';
import { percentOf, sum } from '../../amounts';
import { lastBilledApplication } from '../../billed-lines';
import type { Context } from '../../context';
import { adjustment } from '../../demand';
import { asksForRetainage, bills, isPrintedPayApplication } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	pass,
	type Failure,
	type Rule,
	type RuleResult,
} from '../../rule';
import { figure, pageLines } from '../pay-application/figures';
import { commitmentName, historyOf, isMissing } from '../shared';

/** Work and stored materials to date on the continuation sheet. */
function bases(context: Context): { work: Minor; stored: Minor } {
	const lines = pageLines(context);
	return {
		work: sum(
			lines.map((line) => figure(context, line, 'previous') + figure(context, line, 'thisPeriod')),
		),
		stored: sum(lines.map((line) => figure(context, line, 'stored'))),
	};
}

/** Rate on stored materials that the certified application before was held at, in percent. */
function rateHeldBefore(context: Context, workRate: number): number | undefined {
	const prior = lastBilledApplication(context.facts);
	if (prior?.totalRetainage === undefined) return undefined;
	const stored = sum(prior.lines.map((line) => line.stored ?? 0));
	const work = sum(prior.lines.map((line) => (line.previous ?? 0) + (line.thisPeriod ?? 0)));
	if (stored <= 0) return undefined;
	const rate = new Decimal(prior.totalRetainage - percentOf(workRate, work)).times(100).div(stored);
	const rounded = rate.toDecimalPlaces(2).toNumber();
	return rounded >= 0 && rounded <= workRate ? rounded : undefined;
}

/**
 * Rates in percent by the contract; on stored materials, where it is silent, what the certified
 * application before was held at, then what this one prints, then the rate on work.
 */
function ratesOf(context: Context): { work: number; stored: number } | undefined {
	const { commitment } = context.facts;
	const cover = context.document.payApplication;
	const work = commitment?.retainagePercent ?? cover?.retainageOnWorkPercent;
	if (work === undefined) return undefined;
	const stored =
		commitment?.retainageOnStoredPercent ??
		rateHeldBefore(context, work) ??
		cover?.retainageOnStoredPercent ??
		work;
	return { work, stored };
}

/** Retainage that the terms ask to be held on everything to date, releases not taken off. */
function heldByTerms(context: Context): Minor | undefined {
	const rates = ratesOf(context);
	if (rates === undefined) return undefined;
	const { work, stored } = bases(context);
	return percentOf(rates.work, work) + percentOf(rates.stored, stored);
}

/** Amount of retainage that a document asks to be released, in minor units. */
export function releaseOf(context: Context): Minor {
	const { document, demand, facts } = context;
	if (!asksForRetainage(document)) return 0;
	if (document.retainageReleased !== undefined) return context.minor(document.retainageReleased);
	const printed = document.payApplication?.totalRetainage;
	const held = heldByTerms(context);
	if (printed === undefined || held === undefined) return demand.retainageReleased;
	return Math.max(0, held - (facts.billing?.retainageReleased ?? 0) - context.minor(printed));
}

function wrongRetainage(
	context: Context,
	expected: Minor,
	printed: Minor,
	tolerance: Minor,
	formula: string,
	paths: string[],
): Failure {
	const delta = expected - printed;
	return fail({
		message:
			delta > 0
				? `Retainage of ${context.money(printed)} is held where the contract asks for ${context.money(expected)}: ${context.money(delta)} too little.`
				: `Retainage of ${context.money(printed)} is held where the contract asks for ${context.money(expected)}: ${context.money(-delta)} too much.`,
		formula,
		expected: context.amount(expected),
		observed: context.amount(printed),
		delta: context.amount(delta),
		tolerance: context.amount(tolerance),
		evidence: context.evidence(...paths),
		action:
			delta > 0
				? `Pay ${context.money(delta)} less.`
				: 'Ask the subcontractor to correct the retainage.',
		...(delta > 0 ? { unsupported: [{ part: 'retainage', amount: delta }] } : {}),
	});
}

export const retainageRate: Rule = {
	id: 'RT-01',
	version: 1,
	title: 'Retainage is held at the rate of the contract',
	severity: 'HOLD',
	description:
		'Held to date = rate on work x (D + E) + rate on stored x F, less what was released; on an invoice rate x gross work. Rates are those of the commitment. Tolerance 1 cent a line (retainageMinorPerLine). What is withheld too little is not supported. Example: 5 % instead of 10 % pays 2,587.50 too much.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { demand, document, facts } = context;
		const { commitment } = facts;
		if (commitment === undefined) return [notApplicable];
		const perLine = context.tolerance('retainageMinorPerLine');
		if (document.payApplication === undefined) {
			const rate = commitment.retainagePercent;
			const printed = adjustment(document, 'retainage', context.currency);
			if (rate === undefined || demand.gross <= 0) return [notApplicable];
			const expected = percentOf(rate, demand.gross);
			const tolerance = perLine * Math.max(1, context.lines.length);
			if (Math.abs(expected - printed) <= tolerance) return [pass];
			return [
				wrongRetainage(
					context,
					expected,
					printed,
					tolerance,
					`${rate} % x ${context.figure(demand.gross)} = ${context.figure(expected)}`,
					['retainage', 'total'],
				),
			];
		}
		const rates = ratesOf(context);
		const full = heldByTerms(context);
		const printed = document.payApplication.totalRetainage;
		if (rates === undefined || full === undefined || pageLines(context).length === 0)
			return [notApplicable];
		if (printed === undefined) return [notEvaluable('the pay application prints no retainage')];
		const expected = full - (facts.billing?.retainageReleased ?? 0) - releaseOf(context);
		const tolerance = perLine * Math.max(1, pageLines(context).length);
		if (Math.abs(expected - context.minor(printed)) <= tolerance) return [pass];
		const { work, stored } = bases(context);
		return [
			wrongRetainage(
				context,
				expected,
				context.minor(printed),
				tolerance,
				`${rates.work} % x ${context.figure(work)} + ${rates.stored} % x ${context.figure(stored)} = ${context.figure(full)}`,
				['payApplication.totalRetainage', 'payApplication.retainageOnWork'],
			),
		];
	},
};

export const hiddenRelease: Rule = {
	id: 'RT-09',
	version: 1,
	title: 'No retainage is released without being asked for',
	severity: 'HOLD',
	description:
		'Retainage falls although the gross rose: implied release = retainage before + retainage on what is new - retainage now. Held where it is above 1 cent a line (retainageMinorPerLine) and the document does not ask for a release; the implied release is not supported.',
	appliesTo: isPrintedPayApplication,
	check(context): RuleResult[] {
		const { demand, document, facts } = context;
		if (facts.commitment === undefined) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const before = lastBilledApplication(facts);
		const printed = document.payApplication?.totalRetainage;
		if (before?.totalRetainage === undefined || printed === undefined) return [notApplicable];
		if (asksForRetainage(document) || demand.gross <= 0) return [notApplicable];
		const now = context.minor(printed);
		if (now >= before.totalRetainage) return [pass];
		const rate = ratesOf(context)?.work ?? 0;
		const implied = before.totalRetainage + percentOf(rate, demand.gross) - now;
		const tolerance =
			context.tolerance('retainageMinorPerLine') * Math.max(1, pageLines(context).length);
		if (implied <= tolerance) return [pass];
		return [
			fail({
				message: `Retainage on ${commitmentName(context)} falls from ${context.money(before.totalRetainage)} to ${context.money(now)} although ${context.money(demand.gross)} is billed: ${context.money(implied)} would be released without being asked for.`,
				formula: `${context.figure(before.totalRetainage)} + ${rate} % x ${context.figure(demand.gross)} - ${context.figure(now)} = ${context.figure(implied)}`,
				expected: 0,
				observed: context.amount(implied),
				delta: context.amount(implied),
				tolerance: context.amount(tolerance),
				evidence: context.evidence('payApplication.totalRetainage'),
				action: 'Ask whether a release is meant, and have it approved if so.',
				unsupported: [{ part: 'retainage', amount: implied }],
			}),
		];
	},
};
