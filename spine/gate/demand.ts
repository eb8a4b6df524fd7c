import type { Coding } from '../documents/coding';
import type { Document } from '../documents/document';
import type { Minor } from '../documents/money';
import type { Demand } from '../ledger/ledger';
import { minorOf, sum, usableCurrency } from './amounts';
import { billedLines, lastBilledApplication, type BilledLine } from './billed-lines';
import { packageOf, standing } from './change-orders';
import type { Facts } from './facts';
import { asksForMoney } from './kinds';

/** Currency a document is judged in: its own, else the commitment's, else the company's. */
export function currencyOf(document: Document, facts: Facts): string {
	return usableCurrency(document.currency, facts.commitment?.currency, facts.settings.currency);
}

/** Amount of a header field, or of the lines of that kind where the header has none. Minor units. */
export function adjustment(
	document: Document,
	kind: 'tax' | 'freight' | 'retainage' | 'discount' | 'deposit',
	currency: string,
): Minor {
	const header = document[kind];
	if (header !== undefined) return Math.abs(minorOf(header, currency));
	return sum(
		document.lines
			.filter((line) => line.kind === kind)
			.map((line) => Math.abs(minorOf(line.amount ?? 0, currency))),
	);
}

function invoiceGross(document: Document, lines: readonly BilledLine[], currency: string): Minor {
	const take = (kind: 'tax' | 'freight' | 'retainage' | 'discount' | 'deposit'): Minor =>
		adjustment(document, kind, currency);
	const total = document.total ?? document.amountDue;
	const fromTotal =
		total === undefined
			? 0
			: minorOf(total, currency) -
				take('tax') -
				take('freight') +
				take('retainage') +
				take('deposit') -
				(document.retainageReleased === undefined
					? 0
					: minorOf(document.retainageReleased, currency));
	if (lines.length === 0) return fromTotal;
	return Math.max(sum(lines.map((line) => line.gross)) - take('discount'), fromTotal);
}

function payApplicationGross(
	document: Document,
	facts: Facts,
	lines: readonly BilledLine[],
	currency: string,
): Minor {
	const fromLines = sum(lines.map((line) => line.gross));
	const completed = document.payApplication?.totalCompletedAndStored;
	const before = lastBilledApplication(facts)?.completedAndStored;
	const first = (facts.billing?.applications.length ?? 0) === 0 && facts.billing?.counted === 0;
	if (completed !== undefined && (before !== undefined || first)) {
		const fromCover = minorOf(completed, currency) - (before ?? 0);
		return lines.length === 0 ? fromCover : Math.max(fromLines, fromCover);
	}
	if (lines.length > 0) return fromLines;
	return minorOf(document.payApplication?.currentPaymentDue ?? document.total ?? 0, currency);
}

/**
 * What a document asks for, in minor units of {@link currencyOf}. `gross` is before retainage and
 * tax and counts against the commitment; a retainage release was counted when it was withheld, so
 * it adds nothing. `net` is what the bill would come to. A credit memo has a positive `net` and a
 * negative `gross`. Where lines and totals disagree the larger gross counts.
 */
export function demandOf(document: Document, coding: Coding, facts: Facts): Demand {
	if (!asksForMoney(document)) return demandOfLines(document, facts, []);
	const { lines } = billedLines(document, coding, facts, currencyOf(document, facts));
	return demandOfLines(document, facts, lines);
}

/** {@link demandOf} for lines that are known already. */
export function demandOfLines(
	document: Document,
	facts: Facts,
	lines: readonly BilledLine[],
): Demand {
	const nothing = { gross: 0, net: 0, retainage: 0, retainageReleased: 0, lines: [] };
	if (!asksForMoney(document)) return { asksForMoney: false, ...nothing };
	const currency = currencyOf(document, facts);
	const total =
		document.total ?? document.payApplication?.currentPaymentDue ?? document.amountDue ?? 0;
	const net = minorOf(total, currency);
	if (document.kind === 'credit_memo') {
		const credit = Math.abs(net) - adjustment(document, 'tax', currency);
		return {
			asksForMoney: true,
			...nothing,
			net: Math.abs(net),
			gross: -credit,
			lines: demandLines(lines, facts).map((line) => ({ ...line, gross: -Math.abs(line.gross) })),
		};
	}
	const releaseOnly =
		document.retainageRelease === true && document.retainageReleased === undefined;
	if (releaseOnly && document.payApplication === undefined) {
		return { asksForMoney: true, ...nothing, net, retainageReleased: net };
	}
	const gross =
		document.payApplication === undefined
			? invoiceGross(document, lines, currency)
			: payApplicationGross(document, facts, lines, currency);
	const released =
		document.retainageReleased === undefined
			? releaseOnly
				? Math.max(0, net - gross)
				: 0
			: minorOf(document.retainageReleased, currency);
	const printedRetainage = adjustment(document, 'retainage', currency);
	const retainage =
		document.payApplication === undefined ? printedRetainage : Math.max(0, gross + released - net);
	return {
		asksForMoney: true,
		gross,
		net,
		retainage,
		retainageReleased: released,
		lines: demandLines(lines, facts),
	};
}

function demandLines(lines: readonly BilledLine[], facts: Facts): Demand['lines'] {
	const all = standing(facts.changeOrders);
	return lines.map((line) => {
		const record = line.changeOrders[0];
		const changeOrder = record === undefined ? undefined : (packageOf(record, all) ?? record).id;
		return {
			...(line.sov === undefined ? {} : { line: line.sov.id }),
			...(changeOrder === undefined ? {} : { changeOrder }),
			gross: line.gross,
			...(line.quantity === undefined ? {} : { quantity: line.quantity }),
		};
	});
}
