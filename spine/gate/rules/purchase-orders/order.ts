import type { Minor } from '../../../documents/money';
import { percentOf, percentText, productOf } from '../../amounts';
import type { Context } from '../../context';
import { adjustment } from '../../demand';
import { isInvoice } from '../../kinds';
import {
	fail,
	notApplicable,
	notEvaluable,
	pass,
	passUnless,
	type Rule,
	type RuleResult,
} from '../../rule';
import { allowance } from '../overbilling/commitment';
import { commitmentName, historyOf, isMissing, short } from '../shared';
import { isBulk, isCharge, unitFactor } from './units';

const onOrder = (context: Context): boolean => context.facts.commitment?.kind === 'purchase_order';

export const orderTotal: Rule = {
	id: 'PO-01',
	version: 1,
	title: 'The purchase order is not overbilled',
	severity: 'BLOCK',
	description:
		'Billed before + this <= order total. Within the lesser of 2 % and 100 (poTotalPercent, poTotalAmount) over it warns, beyond it blocks.',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		const { demand, revised } = context;
		if (!onOrder(context) || revised === undefined || demand.gross <= 0) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const total = history.counted + demand.gross;
		if (total <= revised) return [pass];
		const excess = total - revised;
		const within = excess <= allowance(context);
		return [
			fail({
				...(within
					? { severity: 'WARN' as const }
					: { unsupported: [{ part: '*', amount: Math.min(excess, demand.gross) }] }),
				message: `${commitmentName(context)} of ${context.money(revised)} would be billed to ${context.money(total)} (${percentText(total, revised)})${within ? ', which is within tolerance' : ''}.`,
				formula: `${context.figure(history.counted)} + ${context.figure(demand.gross)} <= ${context.figure(revised)}`,
				expected: context.amount(revised),
				observed: context.amount(total),
				delta: context.amount(excess),
				tolerance: context.amount(allowance(context)),
				evidence: context.evidence('total'),
				action: within ? 'Nothing to do.' : 'Have the order raised, or pay up to its total.',
			}),
		];
	},
};

export const unitPrice: Rule = {
	id: 'PO-02',
	version: 1,
	title: 'Unit prices are those of the order',
	severity: 'HOLD',
	description:
		'Price billed <= price ordered + the lesser of 2 % and 50 a line (poPricePercent, poPriceAmount). The amount is quantity x excess.',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		if (!onOrder(context)) return [notApplicable];
		return passUnless(
			context.lines.flatMap((line): RuleResult[] => {
				const ordered = line.sov?.unitPrice;
				const { unitPrice: price } = line;
				if (ordered === undefined || price === undefined) return [];
				const factor = unitFactor(line.unit ?? line.sov?.unit);
				const quantity = line.quantity ?? impliedQuantity(line.gross, price, factor, context);
				if (quantity === undefined) return [];
				const billed = productOf(quantity, price, context.currency, factor);
				const agreed = productOf(quantity, ordered, context.currency, factor);
				const excess = billed - agreed;
				const tolerance = Math.min(
					percentOf(context.tolerance('poPricePercent'), agreed),
					context.minor(context.tolerance('poPriceAmount')),
				);
				if (excess <= tolerance) return [];
				return [
					fail({
						message: `"${short(line.description)}" is priced at ${price} against ${ordered} on ${commitmentName(context)}: ${context.money(excess)} too much.`,
						formula: `${quantity} x (${price} - ${ordered}) = ${context.figure(excess)}`,
						expected: ordered,
						observed: price,
						delta: context.amount(excess),
						tolerance: context.amount(tolerance),
						evidence: context.evidence(`${line.path}.unitPrice`, `${line.path}.amount`),
						action: 'Pay at the price of the order, or have the price change agreed.',
						unsupported: [{ part: line.path, amount: excess }],
					}),
				];
			}),
		);
	},
};

/** How much a line bills that prints an amount and a price, but no quantity. */
function impliedQuantity(
	gross: Minor,
	price: number,
	factor: number,
	context: Context,
): number | undefined {
	const each = productOf(1, price, context.currency, factor);
	return each === 0 ? undefined : Math.round((gross / each) * 1000) / 1000;
}

export const quantityOrdered: Rule = {
	id: 'PO-03',
	version: 1,
	title: 'No more is billed than was ordered',
	severity: 'HOLD',
	description:
		'Quantity billed before + this <= quantity ordered, for each line; bulk goods (cubic yards, tons, gallons, loads) may run 5 % over (bulkQuantityPercent).',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		const relevant = context.lines.filter(
			(line) =>
				line.sov?.quantity !== undefined && line.quantity !== undefined && line.quantity > 0,
		);
		if (!onOrder(context) || relevant.length === 0) return [notApplicable];
		const history = historyOf(context);
		if (isMissing(history)) return [history];
		const used = new Map<string, number>();
		return passUnless(
			relevant.flatMap((line): RuleResult[] => {
				const ordered = line.sov?.quantity ?? 0;
				const id = line.sov?.id ?? '';
				const quantity = line.quantity ?? 0;
				const before = used.get(id) ?? history.quantityByLine[id] ?? 0;
				const total = before + quantity;
				used.set(id, total);
				const bulk = isBulk(line.unit ?? line.sov?.unit);
				const allowed = bulk
					? (ordered * (100 + context.tolerance('bulkQuantityPercent'))) / 100
					: ordered;
				if (total <= allowed + 1e-9) return [];
				const excess = Math.min(quantity, total - ordered);
				const amount = Math.round((line.gross * excess) / quantity);
				return [
					fail({
						message:
							`"${short(line.description)}" comes to ${total} ${line.unit ?? ''} billed against ${ordered} ordered.`.replace(
								'  ',
								' ',
							),
						formula: `${before} + ${quantity} <= ${ordered}`,
						expected: ordered,
						observed: total,
						delta: Number((total - ordered).toFixed(6)),
						tolerance: bulk ? `${context.tolerance('bulkQuantityPercent')} %` : 0,
						evidence: context.evidence(`${line.path}.quantity`, `${line.path}.amount`),
						action: 'Compare with what was delivered, and have the order raised if it was more.',
						unsupported: [{ part: line.path, amount: Math.max(0, amount) }],
					}),
				];
			}),
		);
	},
};

export const unitOfMeasure: Rule = {
	id: 'PO-05',
	version: 1,
	title: 'The extension uses the unit of the order',
	severity: 'HOLD',
	description:
		'Quantity x price / unit factor = amount, with C and CWT per 100 and M and MBF per 1,000, taking the unit of the order where the invoice names another for the same price. Tolerance 1 cent (footMinor). Example: 412.00 per M billed as 412.00 each.',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		if (!onOrder(context)) return [notApplicable];
		const tolerance = context.tolerance('footMinor');
		let seen = 0;
		const failures = context.lines.flatMap((line): RuleResult[] => {
			const { quantity, unitPrice: price } = line;
			if (quantity === undefined || price === undefined) return [];
			seen += 1;
			const own = unitFactor(line.unit);
			const ordered =
				line.sov === undefined || line.sov.unitPrice !== price ? own : unitFactor(line.sov.unit);
			const factor = Math.max(own, ordered);
			const expected = productOf(quantity, price, context.currency, factor);
			const plain = productOf(quantity, price, context.currency);
			const counted = own === ordered && Math.abs(line.gross - plain) <= tolerance && own !== 1;
			const scaledQuantity =
				counted &&
				(!Number.isInteger(quantity) ||
					(line.sov?.quantity ?? Number.POSITIVE_INFINITY) < quantity * own);
			if (Math.abs(line.gross - expected) <= tolerance || scaledQuantity || line.gross <= expected)
				return [];
			const excess = line.gross - expected;
			return [
				fail({
					message: `"${short(line.description)}" is billed with ${context.money(line.gross)}; at ${price} per ${line.sov?.unit ?? line.unit ?? 'unit'} it comes to ${context.money(expected)}.`,
					formula: `${quantity} x ${price} / ${factor} = ${context.figure(expected)}`,
					expected: context.amount(expected),
					observed: context.amount(line.gross),
					delta: context.amount(excess),
					tolerance: context.amount(tolerance),
					evidence: context.evidence(
						`${line.path}.amount`,
						`${line.path}.unitPrice`,
						`${line.path}.quantity`,
					),
					action: 'Ask the supplier to bill in the unit of the order.',
					unsupported: [{ part: line.path, amount: excess }],
				}),
			];
		});
		return seen === 0 ? [notApplicable] : passUnless(failures);
	},
};

/** Freight and kindred charges that the order does not carry as a line of its own. */
function charges(context: Context): { amount: Minor; paths: string[] } {
	const { document } = context;
	const header = adjustment(document, 'freight', context.currency);
	const lines = context.lines.filter(
		(line) => isCharge(line.description) && !isCharge(line.sov?.description ?? ''),
	);
	return {
		amount: header + lines.reduce((total, line) => total + Math.max(0, line.gross), 0),
		paths: ['freight', ...lines.map((line) => `${line.path}.amount`)],
	};
}

export const freightCapped: Rule = {
	id: 'PO-08',
	version: 1,
	title: 'Freight and kindred charges are within bounds',
	severity: 'HOLD',
	description:
		'Freight, fuel, pallet, delivery, restocking, small-order and card charges that the order has no line for stay within the lesser of 10 % of the order and 75 (freightPercent, freightAmount).',
	appliesTo: isInvoice,
	check(context): RuleResult[] {
		const { commitment } = context.facts;
		const { amount, paths } = charges(context);
		if (amount <= 0) return [notApplicable];
		if (commitment === undefined) return [notEvaluable('freight is billed without a known order')];
		if (commitment.lines.some((line) => isCharge(line.description ?? ''))) return [pass];
		const cap = Math.max(
			0,
			Math.min(
				percentOf(context.tolerance('freightPercent'), context.minor(commitment.original)),
				context.minor(context.tolerance('freightAmount')),
			),
		);
		if (amount <= cap) return [pass];
		return [
			fail({
				message: `${context.money(amount)} of freight and kindred charges is billed; ${commitmentName(context)} allows ${context.money(cap)}.`,
				formula: `${context.figure(amount)} <= ${context.figure(cap)}`,
				expected: context.amount(cap),
				observed: context.amount(amount),
				delta: context.amount(amount - cap),
				tolerance: context.amount(cap),
				evidence: context.evidence(...paths),
				action: 'Ask the buyer whether the charges were agreed.',
				unsupported: [{ part: 'freight', amount: amount - cap }],
			}),
		];
	},
};
