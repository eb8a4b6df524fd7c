import { DateTime } from 'luxon';
import { z } from 'zod';
import { fromMinor, toMinor, type Minor } from '../../documents/money';
import type { Transfer } from '../../documents/transfer';
import type { ContentOf } from '../../documents/transfer-content';
import { markIn } from '../../documents/transfer-reference';
import type { StandingRecord } from '../../transfers/target';
import { ProcoreError } from '../errors';
import * as wire from '../wire/values';
import type { DirectCostLineRow, DirectCostRow } from './wire';

export type DirectCost = ContentOf<'direct_cost'>;

/** Days that a direct cost entered by a person may lie away from the day in the books. */
const DAYS = 3;

/** What a transfer wants to stand, with the budget code of each line. */
export interface Wanted {
	transfer: Transfer;
	content: DirectCost;
	/** Ids of budget codes, in the order of the lines. */
	budgetCodes: readonly string[];
	currency: string;
}

/** The content of a transfer of direct costs. */
export function directCostOf({ content, label }: Transfer): DirectCost {
	if (content.kind === 'direct_cost') return content;
	throw new ProcoreError(`${label} is not a direct cost. Plan it again.`);
}

const typeSchema = z.enum(['invoice', 'expense', 'payroll', 'subcontractor_invoice']);
const statusSchema = z.enum(['draft', 'pending', 'revise_and_resubmit', 'approved']);
const vendorSchema = z.object({ id: wire.id });

export const vendorIdOf = ({ vendor_id, vendor }: DirectCostRow): string | undefined =>
	vendor_id ?? vendorSchema.safeParse(vendor).data?.id;

/** A line as a direct cost says it: its budget code by id. */
export interface LineForm {
	description?: string;
	amount: number;
	budgetCode?: string;
}

export function lineForm(row: DirectCostLineRow, currency: string): LineForm {
	const amount = row.amount ?? row.total_amount ?? row.manual_amount ?? 0;
	const description = wire.plainText(row.description ?? '');
	const budgetCode = row.wbs_code?.id ?? row.wbs_code_id;
	return {
		...(description === '' ? {} : { description }),
		amount: fromMinor(toMinor(amount, currency), currency),
		...(budgetCode === undefined ? {} : { budgetCode }),
	};
}

/** The lines that are wanted, in the same form. */
export function wantedLines({ content, budgetCodes }: Wanted): LineForm[] {
	return content.lines.map(({ description, amount }, index) => {
		const text = wire.plainText(description ?? '');
		const budgetCode = budgetCodes[index];
		return {
			...(text === '' ? {} : { description: text }),
			amount,
			...(budgetCode === undefined ? {} : { budgetCode }),
		};
	});
}

export const isSameLine = (left: LineForm, right: LineForm): boolean =>
	left.amount === right.amount &&
	left.budgetCode === right.budgetCode &&
	left.description === right.description;

/** A direct cost that stands, compared with what is wanted. Its description does not count: it belongs to whoever reads it. */
export function standingDirectCost(row: DirectCostRow, wanted: Wanted): StandingRecord {
	const { currency, transfer } = wanted;
	const lines = row.line_items
		.filter(({ deleted_at }) => deleted_at === undefined)
		.map((line) => lineForm(line, currency));
	const vendor = vendorIdOf(row);
	const content: DirectCost = {
		kind: 'direct_cost',
		type: typeSchema.safeParse(row.direct_cost_type).data ?? 'invoice',
		...(vendor === undefined ? {} : { vendor: { id: vendor } }),
		...(row.invoice_number === undefined ? {} : { number: row.invoice_number }),
		date: row.direct_cost_date ?? row.received_date ?? wanted.content.date,
		status: statusSchema.safeParse(row.status).data ?? 'draft',
		lines,
	};
	const isOwn = markIn(row.description, transfer.key) === 'own';
	const locked = lockOf(row) ?? (isOwn ? undefined : enteredByHand(row, transfer));
	return {
		id: row.id,
		content,
		equal: isOwn ? saysTheSame(content, wanted) : isSameCost(content, wanted),
		...(row.updated_at === undefined ? {} : { revision: row.updated_at }),
		...(locked === undefined ? {} : { locked }),
	};
}

function saysTheSame(content: DirectCost, wanted: Wanted): boolean {
	const lines = wantedLines(wanted);
	const { type, number, date, status, vendor } = wanted.content;
	return (
		content.type === type &&
		content.vendor?.id === vendor?.id &&
		content.number === number &&
		content.date === date &&
		content.status === status &&
		content.lines.length === lines.length &&
		lines.every((line, index) => isSameLine(line, content.lines[index] ?? { amount: 0 }))
	);
}

/**
 * Whether a direct cost that a person entered is this one: vendor, number where both have one, day
 * within a few, and the same amount on every budget code.
 */
function isSameCost(content: DirectCost, wanted: Wanted): boolean {
	const { number, date, vendor } = wanted.content;
	const days = DateTime.fromISO(content.date).diff(DateTime.fromISO(date), 'days').days;
	return (
		content.vendor?.id === vendor?.id &&
		(content.number === undefined || number === undefined || content.number === number) &&
		Math.abs(days) <= DAYS &&
		sumsByCode(content.lines, wanted.currency) === sumsByCode(wantedLines(wanted), wanted.currency)
	);
}

function sumsByCode(lines: readonly LineForm[], currency: string): string {
	const sums = new Map<string, Minor>();
	for (const { budgetCode = '', amount } of lines) {
		sums.set(budgetCode, (sums.get(budgetCode) ?? 0) + toMinor(amount, currency));
	}
	return JSON.stringify([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function lockOf({ id, origin_id, synced }: DirectCostRow): string | undefined {
	if (origin_id === undefined && synced !== true) return undefined;
	return `Direct cost ${id} is kept by an accounting integration of Procore, which locks it. Change it there, or end that integration.`;
}

/** What a person entered may be set right by the books, but is never removed by itself. */
function enteredByHand({ id }: DirectCostRow, { action }: Transfer): string | undefined {
	return action === 'remove'
		? `Direct cost ${id} was entered in Procore by somebody else, so it is not removed by itself. Remove it there, or give this transfer up if it stays.`
		: undefined;
}
