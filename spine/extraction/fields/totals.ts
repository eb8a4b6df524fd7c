import { fromMinor, toMinor } from '../../documents/money';
import type { SummaryAmount } from './summary-amounts';

/** The header amounts of a document; discount, tax, retainage, deposit and payments are positive. */
export interface Totals {
	subtotal?: SummaryAmount;
	discount?: SummaryAmount;
	tax?: SummaryAmount;
	freight?: SummaryAmount;
	retainage?: SummaryAmount;
	deposit?: SummaryAmount;
	payments?: SummaryAmount;
	previousBalance?: SummaryAmount;
	total?: SummaryAmount;
	amountDue?: SummaryAmount;
	release?: SummaryAmount;
	/** Several taxes printed apart without their sum. */
	taxes: SummaryAmount[];
}

/**
 * Chooses among the printed amounts which is which. Nothing is calculated into a field: arithmetic
 * only decides between printed candidates and raises or lowers their confidence.
 *
 * @param lineSum sum of the item lines, where there are any: a total that agrees with it is surer
 */
export function totalsOf(found: readonly SummaryAmount[], lineSum: number | undefined): Totals {
	const best = (field: SummaryAmount['field']): SummaryAmount | undefined =>
		found
			.filter((one) => one.field === field)
			.reduce<SummaryAmount | undefined>(
				(a, b) => (a && a.confidence >= b.confidence ? a : b),
				undefined,
			);
	const totals: Totals = { taxes: [] };
	totals.discount = nonZero(positive(best('discount')));
	totals.freight = positive(best('freight'));
	totals.retainage = positive(withheld(found));
	totals.release = positive(best('release'));
	totals.deposit = nonZero(positive(best('deposit')));
	totals.payments = nonZero(positive(best('payments')));
	totals.previousBalance = nonZero(best('previousBalance'));
	totals.amountDue = best('amountDue');
	const subtotals = found.filter((one) => one.field === 'subtotal');
	totals.subtotal =
		subtotals.find((one) => lineSum !== undefined && same(one.value, lineSum)) ?? subtotals.at(-1);
	const taxes = distinct(found.filter((one) => one.field === 'tax'));
	totals.tax = taxFrom(taxes);
	if (!totals.tax && taxes.length > 1) totals.taxes = taxes;
	totals.total = chooseTotal(found, totals, lineSum);
	withChargesAbove(totals);
	if (totals.total && totals.retainage && totals.amountDue && !totals.deposit) {
		const before = toMinor(totals.total.value) - toMinor(totals.retainage.value);
		if (before === toMinor(totals.amountDue.value) && totals.total !== totals.amountDue) {
			totals.subtotal ??= { ...totals.total };
			totals.total = totals.amountDue;
		}
	}
	return totals;
}

/** A total to which the printed tax and freight are still added to give the amount due is a subtotal. */
function withChargesAbove(totals: Totals): void {
	const { total, amountDue, tax, freight, discount } = totals;
	if (!total || !amountDue || total === amountDue || totals.subtotal) return;
	const of = (amount: SummaryAmount | undefined): number => (amount ? toMinor(amount.value) : 0);
	const charges = of(tax) + of(freight) - of(discount);
	if (
		charges === 0 ||
		toMinor(total.value) + charges - of(totals.retainage) !== toMinor(amountDue.value)
	)
		return;
	totals.subtotal = total;
	totals.total = amountDue;
}

function chooseTotal(
	found: readonly SummaryAmount[],
	totals: Totals,
	lineSum: number | undefined,
): SummaryAmount | undefined {
	const candidates = found.filter((one) => one.field === 'total');
	const expected = expectedTotal(totals, lineSum);
	const agreeing = candidates.filter((one) => expected.some((value) => same(value, one.value)));
	const strongest = (list: readonly SummaryAmount[]): SummaryAmount | undefined => {
		const most = Math.max(...list.map((one) => one.confidence));
		return list.findLast((one) => one.confidence >= most - 0.03);
	};
	const net = agreeing.find((one) => expected[0] !== undefined && same(expected[0], one.value));
	const chosen = net ?? strongest(agreeing) ?? strongest(candidates);
	if (chosen) {
		const backed =
			agreeing.includes(chosen) ||
			candidates.some((one) => one !== chosen && same(one.value, chosen.value));
		return {
			...chosen,
			confidence: Math.min(0.99, backed ? Math.max(chosen.confidence, 0.97) : chosen.confidence),
		};
	}
	const due = totals.amountDue;
	if (due && !totals.previousBalance && !totals.payments) return due;
	if (due && expected.some((value) => same(value, due.value))) return due;
	return undefined;
}

/** What the total should be by the printed parts, the full equation of rule MA-03 first. */
function expectedTotal(totals: Totals, lineSum: number | undefined): number[] {
	const base = totals.subtotal?.value ?? lineSum;
	if (base === undefined) return [];
	const of = (amount: SummaryAmount | undefined): number => (amount ? toMinor(amount.value) : 0);
	const taxes = totals.taxes.reduce((sum, one) => sum + toMinor(one.value), of(totals.tax));
	const start = toMinor(base);
	const gross = start - of(totals.discount) + taxes + of(totals.freight);
	return [
		gross - of(totals.retainage) - of(totals.deposit),
		gross - of(totals.retainage),
		gross,
		start + taxes,
		start,
	].map((minor) => fromMinor(minor));
}

/** Retainage taken off this document; what is held to date is information only. */
function withheld(found: readonly SummaryAmount[]): SummaryAmount | undefined {
	return found
		.filter(
			(one) =>
				one.field === 'retainage' &&
				!/to\s+date|held\s+to|balance|previous/i.test(one.hit.segment.text),
		)
		.reduce<SummaryAmount | undefined>(
			(a, b) => (a && a.confidence >= b.confidence ? a : b),
			undefined,
		);
}

function taxFrom(taxes: readonly SummaryAmount[]): SummaryAmount | undefined {
	const total = taxes.find((one) => /total\s+tax|tax\s+total/i.test(one.hit.segment.text));
	const nonZeros = taxes.filter((one) => one.value !== 0);
	return (
		total ?? (nonZeros.length === 1 ? nonZeros[0] : nonZeros.length === 0 ? taxes[0] : undefined)
	);
}

function distinct(amounts: readonly SummaryAmount[]): SummaryAmount[] {
	return amounts.filter(
		(one, index) => amounts.findIndex((other) => same(other.value, one.value)) === index,
	);
}

function positive(amount: SummaryAmount | undefined): SummaryAmount | undefined {
	return amount && { ...amount, value: Math.abs(amount.value) };
}

function nonZero(amount: SummaryAmount | undefined): SummaryAmount | undefined {
	return amount && amount.value !== 0 ? amount : undefined;
}

function same(a: number, b: number): boolean {
	return toMinor(a) === toMinor(b);
}
