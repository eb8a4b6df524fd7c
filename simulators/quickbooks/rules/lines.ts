import { isDeepStrictEqual } from 'node:util';
import Decimal from 'decimal.js';
import type { Company } from '../company';
import { businessRule, Fault, featureOff, missing } from '../faults';
import { cents, child, children, copy, isRow, number, refId, text, type Row } from '../rows';
import { referenced } from './references';

/** Which line details a transaction takes, and which account types its lines may not use. */
const detailKinds: Record<string, readonly string[]> = {
	purchase: ['ItemBasedExpenseLineDetail', 'AccountBasedExpenseLineDetail', 'DescriptionOnly'],
	sales: [
		'SalesItemLineDetail',
		'DescriptionOnly',
		'SubTotalLineDetail',
		'DiscountLineDetail',
		'GroupLineDetail',
	],
	journal: ['JournalEntryLineDetail', 'DescriptionOnly'],
};

/** The detail of a line, whatever its kind. */
export function detailOf(line: Row): Row {
	const type = text(line, 'DetailType');
	return child(line, type === 'DescriptionOnly' ? 'DescriptionLineDetail' : (type ?? ''));
}

function mirrored(amount: unknown): number | undefined {
	return typeof amount === 'number' ? amount : undefined;
}

function checkItemAmount(line: Row, detail: Row): void {
	const quantity = mirrored(detail.Qty);
	const price = mirrored(detail.UnitPrice);
	if (quantity === undefined || price === undefined) return;
	const product = new Decimal(quantity).times(price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
	if (product.equals(new Decimal(number(line, 'Amount')).toDecimalPlaces(2))) return;
	throw new Fault(
		'6070',
		'Amount calculation incorrect in the request.',
		`Amount is not equal to UnitPrice * Qty. Supplied value:${number(line, 'Amount')}`,
		{ element: 'Line.Amount' },
	);
}

function checkAccount(company: Company, id: string, path: string): void {
	const type = text(referenced(company, 'Account', id, path), 'AccountType');
	if (type === 'Accounts Payable' || type === 'Accounts Receivable')
		throw new Fault('6430', 'Invalid account type used', `Invalid account type: ${type}`, {
			element: path,
		});
}

function checkDetail(company: Company, line: Row, type: string, kind: string): void {
	const detail = detailOf(line);
	if (type === 'DescriptionOnly' || type === 'SubTotalLineDetail') return;
	if (!isRow(line[type])) throw missing(`Line.${type}`);
	if (type === 'AccountBasedExpenseLineDetail') {
		const account = refId(detail, 'AccountRef');
		if (account === undefined) throw missing(`Line.${type}.AccountRef`);
		checkAccount(company, account, `Line.${type}.AccountRef`);
	}
	if (type === 'ItemBasedExpenseLineDetail') {
		const id = refId(detail, 'ItemRef');
		if (id === undefined) throw missing(`Line.${type}.ItemRef`);
		const item = referenced(company, 'Item', id, `Line.${type}.ItemRef`);
		if (item.Type === 'Category' || refId(item, 'ExpenseAccountRef') === undefined)
			throw businessRule(
				`The item ${text(item, 'Name') ?? id} has no expense account and cannot be bought.`,
				'Line.ItemRef',
			);
	}
	if (kind !== 'journal') checkItemAmount(line, detail);
	if (detail.BillableStatus === 'Billable' && refId(detail, 'CustomerRef') === undefined)
		throw businessRule('A billable line needs a customer.', 'Line.CustomerRef');
	const accounting = child(company.preferences, 'AccountingInfoPrefs');
	if (detail.ClassRef !== undefined && accounting.ClassTrackingPerTxnLine === false) {
		if (company.switches().classWhenOff === 'refuse') throw featureOff('Class tracking');
		delete detail.ClassRef;
	}
}

/**
 * Checks the lines of a transaction and gives them ids and numbers: a line with the id of a stored
 * line changes that line, any other becomes a new one; ids count from "1" per transaction.
 * Purchase order lines keep what was received on them.
 */
export function prepareLines(
	company: Company,
	next: Row,
	previous: Row | undefined,
	kind: 'purchase' | 'sales' | 'journal',
): void {
	const lines = children(next, 'Line').map(copy);
	if (lines.length === 0) throw missing('Line');
	const stored = new Map(children(previous ?? {}, 'Line').map((line) => [text(line, 'Id'), line]));
	let last = Math.max(0, ...[...stored.keys()].map((id) => Number(id) || 0));
	lines.forEach((line, index) => {
		const type = text(line, 'DetailType');
		if (type === undefined) throw missing('Line.DetailType');
		if (!(detailKinds[kind] ?? []).includes(type))
			throw businessRule(`A line of type ${type} cannot be used here.`, 'Line.DetailType');
		if (line.Amount === undefined || line.Amount === null) {
			if (type !== 'DescriptionOnly') throw missing('Line.Amount');
		}
		const old = stored.get(text(line, 'Id'));
		if (!old || !isDeepStrictEqual(old, line)) checkDetail(company, line, type, kind);
		if (!old) {
			last += 1;
			line.Id = String(last);
		}
		stored.delete(text(line, 'Id'));
		if (old?.Received === undefined) delete line.Received;
		else line.Received = old.Received;
		line.LineNum ??= index + 1;
	});
	next.Line = lines;
}

/** Sum of the lines of a transaction with its tax, in cents. Sub-totals add nothing, discounts take off. */
export function lineTotal(row: Row): number {
	const included = row.GlobalTaxCalculation === 'TaxInclusive';
	const tax = included ? 0 : cents(child(row, 'TxnTaxDetail'), 'TotalTax');
	return children(row, 'Line').reduce((sum, line) => {
		if (line.DetailType === 'SubTotalLineDetail') return sum;
		return sum + (line.DetailType === 'DiscountLineDetail' ? -1 : 1) * cents(line, 'Amount');
	}, tax);
}

/** Cents that `TotalAmt` of a transaction moves by when its lines change. */
export function totalDifference(next: Row, previous: Row | undefined): number {
	return lineTotal(next) - (previous ? lineTotal(previous) : 0);
}
