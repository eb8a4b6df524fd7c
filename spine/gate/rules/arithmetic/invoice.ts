import type { Document } from '../../../documents/document';
import type { Minor } from '../../../documents/money';
import { productOf, sum } from '../../amounts';
import { notApplicable, notEvaluable, pass, type Rule, type RuleResult } from '../../rule';
import { unitFactor } from '../purchase-orders/units';
import { short } from '../shared';
import { hasLines, lineTolerance, subtotals, totals, wrong } from './printed-sums';

const isInvoiceLike = (document: Document): boolean =>
	document.kind === 'invoice' || document.kind === 'credit_memo';

export const lineExtension: Rule = {
	id: 'MA-01',
	version: 1,
	title: 'Quantity x price = amount on every line',
	severity: 'HOLD',
	description:
		'Each line that prints quantity, unit price and amount multiplies out; a price per C, M, CWT or MBF is taken per hundred or thousand. A unit price beside another amount without a quantity cannot be checked. Tolerance 1 cent (footMinor); over $1.00 and over 0.5 % blocks.',
	appliesTo: isInvoiceLike,
	check(context): RuleResult[] {
		const tolerance = context.tolerance('footMinor');
		const failures: RuleResult[] = [];
		const unread: number[] = [];
		let seen = 0;
		context.document.lines.forEach((line, index) => {
			const { quantity, unitPrice, amount } = line;
			if (unitPrice === undefined || amount === undefined) return;
			const printed = context.minor(amount);
			if (quantity === undefined) {
				if (Math.abs(printed) !== Math.abs(context.minor(unitPrice))) unread.push(index);
				return;
			}
			seen += 1;
			const plain = productOf(quantity, unitPrice, context.currency);
			const scaled = productOf(quantity, unitPrice, context.currency, unitFactor(line.unit));
			if (
				[plain, scaled].some((value) => Math.abs(Math.abs(printed) - Math.abs(value)) <= tolerance)
			)
				return;
			failures.push(
				wrong(context, {
					what: `"${short(line.description)}"`,
					formula: `${quantity} x ${unitPrice}`,
					printed,
					computed: scaled,
					tolerance,
					paths: [`lines.${index}.amount`, `lines.${index}.quantity`, `lines.${index}.unitPrice`],
					part: `lines.${index}`,
				}),
			);
		});
		const open = unread.map((index) =>
			notEvaluable(
				`"${short(context.document.lines[index]?.description ?? '')}" prints a unit price and another amount, but no quantity that could be read`,
			),
		);
		if (failures.length + open.length > 0) return [...failures, ...open];
		return [seen === 0 ? notApplicable : pass];
	},
};

export const subtotalFoots: Rule = {
	id: 'MA-02',
	version: 1,
	title: 'Subtotal = sum of the lines',
	severity: 'HOLD',
	description:
		'The printed subtotal is the sum of the lines, with or without freight, discount and tax lines. Tolerance half a cent a line, rounded up, 1 to 5 cents (footMinor, roundingCapMinor); over $1.00 and over 0.5 % blocks.',
	appliesTo: isInvoiceLike,
	check(context): RuleResult[] {
		const { document } = context;
		if (document.subtotal === undefined || !hasLines(document)) return [notApplicable];
		const printed = Math.abs(context.minor(document.subtotal));
		const tolerance = lineTolerance(context);
		const ways = subtotals(context);
		if (ways.some((way) => Math.abs(Math.abs(way.value) - printed) <= tolerance)) return [pass];
		return [
			wrong(context, {
				what: 'The subtotal',
				formula: `sum of ${document.lines.length} lines`,
				printed,
				computed: Math.abs(ways[0]?.value ?? 0),
				tolerance,
				paths: ['subtotal'],
				part: '*',
			}),
		];
	},
};

export const totalAddsUp: Rule = {
	id: 'MA-03',
	version: 1,
	title: 'Total = subtotal - discount + tax + freight - retainage - deposits',
	severity: 'HOLD',
	description:
		'The printed total comes out of its parts. Tolerance as MA-02; over $1.00 and over 0.5 % blocks. A previous balance in the total is MA-05. Not applicable where neither lines nor a subtotal are printed.',
	appliesTo: isInvoiceLike,
	check(context): RuleResult[] {
		const { document } = context;
		if (document.total === undefined || document.payApplication !== undefined)
			return [notApplicable];
		const ways = totals(context);
		const first = ways[0];
		if (first === undefined) return [notApplicable];
		const printed = context.minor(document.total);
		const tolerance = lineTolerance(context);
		const size = document.kind === 'credit_memo' ? Math.abs : (value: number): number => value;
		if (ways.some((way) => Math.abs(size(printed) - size(way)) <= tolerance)) return [pass];
		const balance =
			document.previousBalance === undefined ? 0 : context.minor(document.previousBalance);
		if (balance !== 0 && ways.some((way) => Math.abs(printed - way - balance) <= tolerance))
			return [pass];
		return [
			wrong(context, {
				what: 'The total',
				formula: 'subtotal - discount + tax + freight - retainage - deposits',
				printed: size(printed),
				computed: size(first),
				tolerance,
				paths: ['total', 'subtotal', 'tax', 'freight', 'discount', 'retainage'],
				part: '*',
			}),
		];
	},
};

export const amountDue: Rule = {
	id: 'MA-04',
	version: 1,
	title: 'Amount due = total - payments',
	severity: 'HOLD',
	description:
		'The printed amount due is the total less payments shown, with or without a previous balance that is printed. Tolerance 1 cent (footMinor); over $1.00 and over 0.5 % blocks.',
	appliesTo: isInvoiceLike,
	check(context): RuleResult[] {
		const { document } = context;
		if (document.amountDue === undefined || document.total === undefined) return [notApplicable];
		const value = (amount: number | undefined): Minor =>
			amount === undefined ? 0 : context.minor(amount);
		const due = value(document.amountDue);
		const net = value(document.total) - value(document.payments);
		const ways = [net, net + value(document.previousBalance), value(document.total)];
		const tolerance = context.tolerance('footMinor');
		const usable = (document.payments ?? 0) === 0 ? ways : ways.slice(0, 2);
		if (usable.some((way) => Math.abs(Math.abs(due) - Math.abs(way)) <= tolerance)) return [pass];
		return [
			wrong(context, {
				what: 'The amount due',
				formula: `${context.figure(value(document.total))} - ${context.figure(value(document.payments))}`,
				printed: due,
				computed: net,
				tolerance,
				paths: ['amountDue', 'payments'],
				part: '*',
				unsupported: false,
			}),
		];
	},
};

export const previousBalance: Rule = {
	id: 'MA-05',
	version: 1,
	title: 'A previous balance is not billed again',
	severity: 'HOLD',
	description:
		'A previous balance that the document prints must not be part of what becomes the bill: it was billed by its own invoices. Over $1.00 and over 0.5 % of the total blocks.',
	appliesTo: isInvoiceLike,
	check(context): RuleResult[] {
		const { document } = context;
		const header =
			document.previousBalance === undefined ? 0 : context.minor(document.previousBalance);
		const balance =
			header ||
			sum(
				document.lines
					.filter((line) => line.kind === 'previous_balance')
					.map((line) => context.minor(line.amount ?? 0)),
			);
		if (balance <= 0 || document.total === undefined) return [notApplicable];
		const printed = context.minor(document.total);
		const tolerance = lineTolerance(context);
		const ways = totals(context);
		const included = ways.some((way) => Math.abs(printed - way - balance) <= tolerance);
		const excluded = ways.some((way) => Math.abs(printed - way) <= tolerance);
		if (ways.length === 0)
			return [
				notEvaluable(
					'whether the previous balance is part of the total cannot be told without lines or subtotal',
				),
			];
		if (excluded || !included) return [pass];
		return [
			wrong(context, {
				what: `The total contains a previous balance of ${context.money(balance)}; it`,
				formula: `${context.figure(printed)} - ${context.figure(balance)}`,
				printed,
				computed: printed - balance,
				tolerance,
				paths: ['total', 'previousBalance'],
				part: '*',
			}),
		];
	},
};
