import type { PayApplicationLine } from '../../../documents/document';
import type { Minor } from '../../../documents/money';
import type { Context } from '../../context';
import { fail, type Failure } from '../../rule';

/** Columns of the AIA's G703 that hold amounts. */
export type Column =
	'scheduledValue' | 'previous' | 'thisPeriod' | 'stored' | 'completed' | 'balance' | 'retainage';

/** Lines of the continuation sheet, in their order. */
export function pageLines(context: Context): PayApplicationLine[] {
	return context.document.payApplication?.lines ?? [];
}

/** A figure of a row in minor units; what is not printed counts as zero. */
export function figure(context: Context, row: Partial<PayApplicationLine>, column: Column): Minor {
	const value = row[column];
	return value === undefined ? 0 : context.minor(value);
}

/** A sum that does not come out: graver when more than 1.00 of the current payment hangs on it. */
export function wrongSum(
	context: Context,
	options: {
		what: string;
		formula: string;
		printed: Minor;
		computed: Minor;
		affectsPayment: boolean;
		tolerance: Minor;
		paths: string[];
		part?: string;
		/** Too little of it (retainage) asks for too much money. */
		reducesPayment?: boolean;
	},
): Failure {
	const delta = options.printed - options.computed;
	const asked = options.reducesPayment === true ? -delta : delta;
	const grave = options.affectsPayment && Math.abs(delta) > context.minor(1);
	return fail({
		...(grave ? { severity: 'BLOCK' as const } : {}),
		message: `${options.what} is printed as ${context.money(options.printed)} and comes to ${context.money(options.computed)}.`,
		formula: `${options.formula} = ${context.figure(options.computed)}`,
		expected: context.amount(options.computed),
		observed: context.amount(options.printed),
		delta: context.amount(delta),
		tolerance: context.amount(options.tolerance),
		evidence: context.evidence(...options.paths),
		action: 'Ask the subcontractor for a corrected pay application.',
		...(options.affectsPayment && asked > 0
			? { unsupported: [{ part: options.part ?? '*', amount: asked }] }
			: {}),
	});
}

/** One cent, or what rounding each of `count` lines may add up to, capped. */
export function footTolerance(context: Context, count: number): Minor {
	const rounding = Math.min(context.tolerance('roundingCapMinor'), Math.ceil(count / 2));
	return Math.max(context.tolerance('footMinor'), rounding);
}
