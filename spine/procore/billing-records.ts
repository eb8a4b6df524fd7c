import { fromMinor, toMinor, type Amount } from '../documents/money';
import {
	requisitionStatusSchema,
	type DirectCostRecord,
	type RecordOf,
	type RequisitionRecord,
} from '../documents/records';
import type { z } from 'zod';
import {
	codesOf,
	currencyOf,
	money,
	optionalMoney,
	projectOf,
	recordBase,
	type RowContext,
} from './contract-records';
import { UnusableRow } from './wire/refusal';
import type {
	directCostSchema,
	paymentSchema,
	RequisitionItemRow,
	RequisitionRow,
} from './wire/schemas';
import { plainText } from './wire/values';

/**
 * The rows of a requisition without the twins: on projects that are synchronised with an accounting
 * system a change order made before the first invoice also shows as a zero line in the base SOV.
 */
export function billedItems(items: readonly RequisitionItemRow[]): RequisitionItemRow[] {
	const byLine = new Set<string>();
	const byText = new Set<string>();
	for (const item of items) {
		if (item.item_type !== 'change_order_item') continue;
		if (item.commitment_line_item_id !== undefined) byLine.add(item.commitment_line_item_id);
		byText.add(textKey(item));
	}
	return items.filter(
		(item) =>
			item.item_type === 'change_order_item' ||
			!isZero(item) ||
			!(
				(item.line_item_id !== undefined && byLine.has(item.line_item_id)) ||
				byText.has(textKey(item))
			),
	);
}

function textKey(item: RequisitionItemRow): string {
	const { costCode, costType } = codesOf(item);
	return [item.description_of_work ?? '', costCode ?? '', costType ?? ''].join('|').toLowerCase();
}

function isZero(item: RequisitionItemRow): boolean {
	return [
		item.scheduled_value,
		item.work_completed_from_previous_application,
		item.work_completed_this_period,
		item.materials_presently_stored,
		item.total_completed_and_stored_to_date,
	].every((value) => value === undefined || value === 0);
}

/** Column I: retainage held on the line after this application, absent where no part is stated. */
export function retainageOf(item: RequisitionItemRow, currency?: string): Amount | undefined {
	if (item.total_retainage_currently_retained !== undefined) {
		return money(item.total_retainage_currently_retained, currency);
	}
	const held = [
		item.work_completed_retainage_from_previous_application,
		item.work_completed_retainage_retained_this_period,
		item.materials_stored_retainage_currently_retained,
	];
	if (held.every((part) => part === undefined)) return undefined;
	const released = [
		item.work_completed_retainage_released_this_period,
		item.materials_stored_retainage_released_this_period,
	];
	const total = (parts: Array<number | undefined>) =>
		parts.reduce<number>((sum, part) => sum + toMinor(part ?? 0, currency), 0);
	return fromMinor(total(held) - total(released), currency);
}

export function itemNumberOf(item: RequisitionItemRow): string | undefined {
	return item.item_number ?? item.line_number ?? item.position;
}

const kinds: Record<string, RequisitionRecord['kind']> = {
	progress: 'progress',
	retainage_release: 'retainage_release',
	progress_and_retainage_release: 'progress_and_retainage_release',
};

/**
 * A subcontractor invoice. Amounts are those of the record as it stands in Procore, which are the
 * certified ones once it is approved.
 *
 * @throws {UnusableRow} for an unknown status, or no project.
 */
export function requisitionRecord(row: RequisitionRow, context: RowContext): RequisitionRecord {
	const status = requisitionStatusSchema.safeParse(row.status);
	if (!status.success) throw new UnusableRow('status', 'is not a status of a requisition');
	const currency = currencyOf(row);
	const amount = (value: number | undefined) => optionalMoney(value, currency);
	const cover = row.summary ?? row.g702;
	return {
		...recordBase(row),
		type: 'requisition',
		commitment: row.commitment_id,
		project: projectOf(row, context),
		vendor: row.vendor_id,
		application: row.number,
		invoiceNumber: row.invoice_number,
		status: status.data,
		kind: kinds[row.invoice_type ?? ''],
		periodFrom: row.requisition_start,
		periodTo: row.requisition_end,
		billingDate: row.billing_date,
		submittedOn: row.submitted_at,
		completedAndStored: amount(cover?.total_completed_and_stored_to_date),
		totalRetainage: amount(cover?.total_retainage),
		earnedLessRetainage: amount(cover?.total_earned_less_retainage),
		previousCertificates: amount(cover?.less_previous_certificates_for_payment),
		currentPaymentDue: amount(cover?.current_payment_due),
		lines: billedItems(row.items).map((item) => ({
			line: item.line_item_id,
			changeOrder: item.change_order_package_id,
			item: itemNumberOf(item),
			description:
				item.description_of_work === undefined ? undefined : plainText(item.description_of_work),
			...codesOf(item, context),
			scheduledValue: amount(item.scheduled_value),
			previous: amount(item.work_completed_from_previous_application),
			thisPeriod: amount(item.work_completed_this_period),
			stored: amount(item.materials_presently_stored),
			completed: amount(item.total_completed_and_stored_to_date),
			retainage: retainageOf(item, currency),
		})),
	};
}

/** A payment issued on a commitment. One that was rejected or failed moved no money and counts as deleted. */
export function paymentRecord(
	row: z.infer<typeof paymentSchema>,
	context: RowContext,
): RecordOf<'contract_payment'> {
	const commitment = row.contract_id ?? context.contract;
	if (commitment === undefined) throw new UnusableRow('contract_id', 'is missing');
	const lapsed = row.status === 'rejected' || row.status === 'failed';
	return {
		...recordBase(row),
		...(lapsed ? { deleted: true } : {}),
		type: 'contract_payment',
		commitment,
		project: projectOf(row, context),
		amount: money(row.amount, currencyOf(row)),
		date: row.date,
		invoiceNumber: row.invoice_number,
		requisition: row.requisition_id,
		checkNumber: row.check_number,
	};
}

/** A direct cost: a bill or expense without a commitment. */
export function directCostRecord(
	row: z.infer<typeof directCostSchema>,
	context: RowContext,
): DirectCostRecord {
	const total = row.grand_total ?? row.amount;
	if (total === undefined) throw new UnusableRow('grand_total', 'is missing');
	return {
		...recordBase(row),
		type: 'direct_cost',
		project: projectOf(row, context),
		vendor: row.vendor_id ?? vendorIdOf(row.vendor),
		invoiceNumber: row.invoice_number,
		amount: money(total, currencyOf(row)),
		date: row.direct_cost_date ?? row.received_date,
		status: row.status,
	};
}

function vendorIdOf(vendor: unknown): string | undefined {
	if (typeof vendor !== 'object' || vendor === null || !('id' in vendor)) return undefined;
	return typeof vendor.id === 'number' || typeof vendor.id === 'string'
		? String(vendor.id)
		: undefined;
}
