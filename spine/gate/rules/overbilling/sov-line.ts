import type { Minor } from '../../../documents/money';
import { percentOf, sum } from '../../amounts';
import type { BilledLine } from '../../billed-lines';
import { approvedPackages } from '../../change-orders';
import type { Context } from '../../context';
import { bills } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	pass,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { allowance } from './commitment';
import { isBulk } from '../purchase-orders/units';
import { commitmentName, historyOf, isMissing, scheduleUnlisted, short } from '../shared';

/**
 * Most that may be completed on a line: its scheduled value, and what approved change orders that
 * stand on no line of their own may have added to it on a pay application.
 */
function ceilingOf(line: BilledLine, context: Context): Minor | undefined {
	const { sov, scheduled } = line;
	if (sov === undefined) return line.changeOrders.length === 0 ? scheduled : undefined;
	const base = context.minor(sov.amount);
	if (scheduled === undefined || scheduled === base) return base;
	const separate = new Set(
		context.lines.flatMap((other) => other.changeOrders.map((record) => record.id)),
	);
	const folded = sum(
		approvedPackages(context.facts)
			.filter((record) => !separate.has(record.id))
			.map((record) => context.minor(record.amount)),
	);
	return Math.max(base, Math.min(scheduled, base + Math.max(0, folded)));
}

/**
 * A demand without lines on a commitment with several: nobody can tell which of them it bills,
 * unless it would fit each, or asks for exactly what is open on all together.
 */
function totalAlone(context: Context): RuleResult {
	const { commitment } = context.facts;
	const { gross } = context.demand;
	const lines = commitment?.lines ?? [];
	if (lines.length < 2 || gross <= 0) return notApplicable;
	const history = historyOf(context);
	if (isMissing(history)) return history;
	const billedByLine = sum(lines.map((line) => history.byLine[line.id] ?? 0));
	const unplaced = Math.max(0, history.counted - billedByLine);
	const open = lines.map((line) => context.minor(line.amount) - (history.byLine[line.id] ?? 0));
	const fitsEach = open.every((left) => gross + unplaced <= left);
	const asksForAll = unplaced === 0 && open.every((left) => left >= 0) && gross === sum(open);
	if (fitsEach || asksForAll) return pass;
	return notEvaluable(
		`the document states no lines, and ${commitmentName(context)} has ${lines.length} to which its ${context.money(gross)} may belong`,
	);
}

/** Bulk goods of a purchase order may run over as rule PO-03 lets them, or its tolerance would never count. */
function bulkAllowance(context: Context, lines: readonly BilledLine[], ceiling: Minor): Minor {
	const bulk =
		context.facts.commitment?.kind === 'purchase_order' &&
		lines.every((line) => isBulk(line.unit ?? line.sov?.unit));
	return bulk ? percentOf(context.tolerance('bulkQuantityPercent'), ceiling) : 0;
}

export const perSovLine: Rule = {
	id: 'OB-04',
	version: 1,
	title: 'No line is billed beyond its scheduled value',
	severity: 'HOLD',
	description:
		'For every SOV line: completed and stored to date (G), or billed before plus this invoice, must not exceed the scheduled value (C) with approved change orders. Tolerance 0; on a purchase order that of PO-01, on its bulk goods that of PO-03. Catches a line at 112 % that another line at 60 % hides. A document that states a total alone on a commitment with several lines is not evaluable, unless it fits each line or asks for all that is open.',
	appliesTo: bills,
	check(context): RuleResult[] {
		const { facts } = context;
		if (facts.commitment === undefined) return [notApplicable];
		if (context.lines.length === 0) return [scheduleUnlisted(context) ?? totalAlone(context)];
		const printed = context.document.payApplication !== undefined;
		const history = historyOf(context);
		if (!printed && isMissing(history)) return [history];
		const byLine = isMissing(history) ? {} : history.byLine;
		const groups = new Map<string, BilledLine[]>();
		for (const line of context.lines) {
			const key = line.sov?.id ?? line.path;
			groups.set(key, [...(groups.get(key) ?? []), line]);
		}
		const failures = [...groups].flatMap(([key, lines]): RuleResult[] => {
			const first = lines[0];
			if (first === undefined) return [];
			const ceilings = lines.map((line) => ceilingOf(line, context));
			const ceiling = lines.every((line) => line.sov !== undefined)
				? Math.max(...ceilings.map((one) => one ?? 0))
				: ceilings[0];
			const gross = sum(lines.map((line) => line.gross));
			const toDate = printed
				? sum(lines.map((line) => line.completed ?? line.gross))
				: (byLine[key] ?? 0) + gross;
			if (ceiling === undefined || ceiling < 0 || gross <= 0) return [];
			const slack = Math.max(allowance(context), bulkAllowance(context, lines, ceiling));
			if (toDate <= ceiling + slack) return [];
			const excess = toDate - ceiling;
			return [
				fail({
					message: `"${short(first.description)}" would be billed to ${context.money(toDate)} of its scheduled ${context.money(ceiling)}, ${context.money(excess)} too much.`,
					formula: `${context.figure(toDate)} <= ${context.figure(ceiling)}`,
					expected: context.amount(ceiling),
					observed: context.amount(toDate),
					delta: context.amount(excess),
					tolerance: context.amount(slack),
					evidence: context.evidence(`${first.path}.amount`, `${first.path}.completed`, first.path),
					action:
						'Ask the vendor to bill the line within its scheduled value, or reallocate the SOV.',
					unsupported: [{ part: first.path, amount: Math.min(excess, gross) }],
				}),
			];
		});
		const unlisted = failures.length === 0 ? scheduleUnlisted(context) : undefined;
		return unlisted === undefined ? passUnless(failures) : [unlisted];
	},
};
