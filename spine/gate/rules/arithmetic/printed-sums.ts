import type { Document } from '../../../documents/document';
import type { Minor } from '../../../documents/money';
import { productOf, sum } from '../../amounts';
import type { Context } from '../../context';
import { adjustment } from '../../demand';
import { fail, type Failure } from '../../rule';
import { unitFactor } from '../purchase-orders/units';

/** A sum of an invoice that does not come out: over $1.00 and over half a percent blocks. */
export function wrong(
	context: Context,
	options: {
		what: string;
		formula: string;
		printed: Minor;
		computed: Minor;
		tolerance: Minor;
		paths: string[];
		part: string;
		unsupported?: boolean;
	},
): Failure {
	const delta = options.printed - options.computed;
	const grave =
		Math.abs(delta) > context.minor(1) && Math.abs(delta) * 200 > Math.abs(options.computed);
	return fail({
		...(grave ? { severity: 'BLOCK' as const } : {}),
		message: `${options.what} is printed as ${context.money(options.printed)} and comes to ${context.money(options.computed)}.`,
		formula: `${options.formula} = ${context.figure(options.computed)}`,
		expected: context.amount(options.computed),
		observed: context.amount(options.printed),
		delta: context.amount(delta),
		tolerance: context.amount(options.tolerance),
		evidence: context.evidence(...options.paths),
		action: 'Ask the vendor for a corrected document.',
		...(delta > 0 && options.unsupported !== false
			? { unsupported: [{ part: options.part, amount: delta }] }
			: {}),
	});
}

const kinds = ['freight', 'discount', 'tax', 'retainage', 'deposit'] as const;
type Kind = (typeof kinds)[number];

/** Signed amount of the lines of a kind; discounts, retainage and deposits take away. */
export function linesOf(document: Document, kind: Kind, context: Context): Minor {
	const amounts = document.lines
		.filter((line) => line.kind === kind)
		.map((line) => Math.abs(context.minor(line.amount ?? 0)));
	return (kind === 'freight' || kind === 'tax' ? 1 : -1) * sum(amounts);
}

/** Sums of the lines that a printed subtotal may mean, each with the kinds it takes in. */
export function subtotals(context: Context): Array<{ value: Minor; included: Kind[] }> {
	const { document } = context;
	const work = sum(
		document.lines
			.filter((line) => line.kind === undefined || line.kind === 'work')
			.map((line) =>
				line.amount !== undefined
					? context.minor(line.amount)
					: productOf(
							line.quantity ?? 0,
							line.unitPrice ?? 0,
							context.currency,
							unitFactor(line.unit),
						),
			),
	);
	const present = kinds.filter((kind) => document.lines.some((line) => line.kind === kind));
	const subsets: Kind[][] = [[]];
	for (const kind of present) subsets.push(...subsets.map((subset) => [...subset, kind]));
	return subsets.map((included) => ({
		value: work + sum(included.map((kind) => linesOf(document, kind, context))),
		included,
	}));
}

export const hasLines = (document: Document): boolean =>
	document.lines.some(
		(line) => line.amount !== undefined && (line.kind === undefined || line.kind === 'work'),
	);

/** Half a cent a line, rounded up, at least the foot tolerance and at most the cap. */
export function lineTolerance(context: Context): Minor {
	const rounding = Math.ceil(context.document.lines.length / 2);
	return Math.max(
		context.tolerance('footMinor'),
		Math.min(rounding, context.tolerance('roundingCapMinor')),
	);
}

/** Totals that the printed parts lead to. */
export function totals(context: Context): Minor[] {
	const { document, currency } = context;
	const bases =
		document.subtotal === undefined
			? hasLines(document)
				? subtotals(context).slice(0, 1)
				: []
			: [
					{
						value: context.minor(document.subtotal),
						included:
							subtotals(context).find(
								(way) =>
									Math.abs(way.value - context.minor(document.subtotal ?? 0)) <=
									lineTolerance(context),
							)?.included ?? [],
					},
				];
	const signs: Record<Kind, 1 | -1> = {
		freight: 1,
		tax: 1,
		discount: -1,
		retainage: -1,
		deposit: -1,
	};
	const released =
		document.retainageReleased === undefined ? 0 : context.minor(document.retainageReleased);
	return bases.flatMap((base) => {
		const full =
			base.value +
			sum(
				kinds
					.filter((kind) => !base.included.includes(kind))
					.map((kind) => signs[kind] * adjustment(document, kind, currency)),
			);
		return released === 0 ? [full] : [full, full + released];
	});
}
