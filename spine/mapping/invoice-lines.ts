import type { CodingLine } from '../documents/coding';
import type { Document, DocumentLine } from '../documents/document';
import { formatAmount, multiply, sumAmounts, type Amount } from '../documents/money';
import {
	besideLines,
	costLine,
	minor,
	negated,
	retainageLine,
	total,
	type BillContext,
} from './bill';

type Adjustment = 'tax' | 'freight' | 'retainage' | 'discount' | 'deposit';

/** An adjustment as the header prints it, else the sum of the lines of its kind; never negative. */
function adjustment(bill: BillContext, kind: Adjustment): Amount {
	const { document, currency } = bill;
	const printed =
		document[kind] ??
		sumAmounts(
			document.lines.filter((line) => line.kind === kind).map(({ amount }) => amount),
			currency,
		);
	return Math.abs(printed);
}

function amountOf(line: DocumentLine, currency: string): Amount | undefined {
	if (line.amount !== undefined) return line.amount;
	return line.quantity === undefined || line.unitPrice === undefined
		? undefined
		: multiply(line.quantity, line.unitPrice, currency);
}

/**
 * Lines of an invoice or credit memo: a cost line for every line of work, then tax, freight,
 * discount and deposits, retainage withheld (negative) and retainage released (positive). They add
 * up to `subtotal - discount + tax + freight - retainage - deposits + released`, which is the
 * document's total where it foots; a previous balance is never part of the bill. A credit memo
 * printed with negative amounts is turned positive.
 *
 * @returns the lines, and the gross demand before retainage, tax and freight.
 */
export function invoiceLines(bill: BillContext): { lines: CodingLine[]; gross: Amount } {
	const { document } = bill;
	const releaseOnly =
		document.retainageRelease === true && document.retainageReleased === undefined;
	if (releaseOnly && document.kind === 'invoice') {
		return {
			lines: retainageLine(bill, 'retainage_release', document.total ?? document.amountDue ?? 0),
			gross: 0,
		};
	}
	const tax = adjustment(bill, 'tax');
	const freight = adjustment(bill, 'freight');
	const retainage = adjustment(bill, 'retainage');
	const discount = adjustment(bill, 'discount');
	const deposit = adjustment(bill, 'deposit');
	const released = document.retainageReleased ?? 0;
	const costs = costLines(
		bill,
		sumAmounts(
			[netOf(document, bill.currency), -tax, -freight, retainage, discount, deposit, -released],
			bill.currency,
		),
	);
	if (deposit !== 0) {
		bill.problems.push(
			`A deposit of ${formatAmount(deposit, bill.currency)} is applied. Check that it was paid and where it was charged before the bill is posted.`,
		);
	}
	const lines = [
		...costs,
		...besideLines(bill, 'tax', 'TAX', 'Sales tax', tax, costs),
		...besideLines(bill, 'freight', 'FREIGHT', 'Freight', freight, costs),
		...besideLines(bill, 'discount', 'DISCOUNT', 'Discount', negated(bill, discount), costs),
		...besideLines(bill, 'discount', 'DEPOSIT', 'Deposit applied', negated(bill, deposit), costs),
		...retainageLine(bill, 'retainage', negated(bill, retainage)),
		...retainageLine(bill, 'retainage_release', released),
	];
	return { lines, gross: sumAmounts([total(bill, costs), -discount], bill.currency) };
}

/** Cost lines of the printed work; where no line is printed, one for the whole demand. */
function costLines(bill: BillContext, whole: Amount): CodingLine[] {
	const { document, currency } = bill;
	const work = document.lines.flatMap((line, index) => {
		const amount =
			line.kind === undefined || line.kind === 'work' ? amountOf(line, currency) : undefined;
		return amount === undefined ? [] : [{ line, index, amount }];
	});
	if (work.length === 0) {
		if (minor(bill, whole) === 0) return [];
		const description = document.number === undefined ? 'Invoice' : `Invoice ${document.number}`;
		const changeOrder = document.changeOrders.length === 1 ? document.changeOrders[0] : undefined;
		return [costLine(bill, 'total', { description, changeOrder }, whole)];
	}
	const turned =
		document.kind === 'credit_memo' &&
		printedNegative(
			document,
			work.map(({ amount }) => amount),
			currency,
		);
	return work
		.filter(({ amount }) => minor(bill, amount) !== 0)
		.map(({ line, index, amount }) =>
			costLine(
				bill,
				`lines.${index}`,
				{ ...line, item: line.number },
				turned ? negated(bill, amount) : amount,
			),
		);
}

function printedNegative(
	document: Document,
	amounts: readonly Amount[],
	currency: string,
): boolean {
	return document.lines.length > 0 && sumAmounts(amounts, currency) < 0;
}

/** What the document asks for, as the bill or credit is to come to. */
export function netOf(document: Document, currency: string): Amount | undefined {
	const net = document.total ?? document.payApplication?.currentPaymentDue ?? document.amountDue;
	if (net === undefined) return undefined;
	return document.kind === 'credit_memo' ? Math.abs(net) : sumAmounts([net], currency);
}
