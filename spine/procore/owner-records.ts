import type { z } from 'zod';
import {
	changeOrderStatusSchema,
	commitmentStatusSchema,
	ownerInvoiceStatusSchema,
	type OwnerInvoiceRecord,
	type PrimeChangeOrderRecord,
	type PrimeContractRecord,
} from '../documents/records';
import {
	changeOrderAmount,
	changeOrderStatuses,
	codesOf,
	contractLines,
	currencyOf,
	money,
	optionalMoney,
	projectOf,
	recordBase,
	snake,
	type RowContext,
} from './contract-records';
import { UnusableRow } from './wire/refusal';
import type { ChangeOrderRow } from './wire/schemas';
import type {
	ownerInvoiceLineSchema,
	ownerInvoiceSchema,
	primeContractSchema,
} from './wire/owner-schemas';
import { plainText } from './wire/values';

/**
 * The contract with the owner. Unlike a commitment's, its `vendor` is a full vendor.
 *
 * @throws {UnusableRow} for a status that is not one of Procore's, or no project.
 */
export function primeContractRecord(
	row: z.infer<typeof primeContractSchema>,
	context: RowContext,
): PrimeContractRecord {
	const status = commitmentStatusSchema.safeParse(snake(row.status));
	if (!status.success) throw new UnusableRow('status', 'is not a status of a prime contract');
	const currency = currencyOf(row);
	return {
		...recordBase(row),
		type: 'prime_contract',
		project: projectOf(row, context),
		number: row.number,
		title: row.title,
		status: status.data,
		executed: row.executed,
		owner: row.vendor?.id ?? row.vendor_id,
		ownerName: row.vendor?.name ?? row.vendor?.company,
		currency,
		original: money(row.grand_total ?? 0, currency),
		approvedChanges: optionalMoney(row.approved_change_orders, currency),
		revised: optionalMoney(row.revised_contract_amount ?? row.revised_contract, currency),
		retainagePercent: row.retainage_percent,
		lines: contractLines(
			row.line_items,
			row.accounting_method?.toLowerCase() === 'unit',
			currency,
			context,
		),
	};
}

/**
 * A change order on a prime contract; undefined for one of a commitment.
 *
 * @throws {UnusableRow}
 */
export function primeChangeOrderRecord(
	row: ChangeOrderRow,
	context: RowContext,
): PrimeChangeOrderRecord | undefined {
	if (row.type !== 'PrimeContractChangeOrder') return undefined;
	const status = changeOrderStatusSchema.safeParse(changeOrderStatuses[snake(row.status)]);
	if (!status.success) throw new UnusableRow('status', 'is not a status of a change order');
	const contract = row.contract_id ?? context.contract;
	if (contract === undefined) throw new UnusableRow('contract_id', 'is missing');
	const currency = currencyOf(row);
	const lines = contractLines(row.line_items, false, currency, context);
	return {
		...recordBase(row),
		type: 'prime_change_order',
		project: projectOf(row, context),
		contract,
		number: row.number,
		title: row.title,
		status: status.data,
		amount: changeOrderAmount(row, lines, status.data, currency),
		lines,
	};
}

/**
 * An owner invoice with its G702 and, where the row has it, its G703.
 *
 * @throws {UnusableRow} for an unknown status, or no project.
 */
export function ownerInvoiceRecord(
	row: z.infer<typeof ownerInvoiceSchema>,
	context: RowContext,
): OwnerInvoiceRecord {
	const status = ownerInvoiceStatusSchema.safeParse(row.status);
	if (!status.success) throw new UnusableRow('status', 'is not a status of an owner invoice');
	const currency = currencyOf(row);
	const amount = (value: number | undefined) => optionalMoney(value, currency);
	const cover = row.g702;
	return {
		...recordBase(row),
		type: 'owner_invoice',
		project: projectOf(row, context),
		contract: row.contract?.id ?? context.contract,
		application: row.number,
		invoiceNumber: row.invoice_number,
		status: status.data,
		billingDate: row.billing_date,
		periodFrom: row.period_start ?? row.billing_period?.start_date,
		periodTo: row.period_end ?? row.billing_period?.end_date,
		currency,
		completedAndStored: amount(cover?.total_completed_and_stored_to_date),
		totalRetainage: amount(cover?.total_retainage),
		earnedLessRetainage: amount(cover?.total_earned_less_retainage),
		previousCertificates: amount(cover?.less_previous_certificates_for_payment),
		currentPaymentDue: amount(cover?.current_payment_due),
		lines: row.g703.map((line) => ({
			...lineOf(line),
			...codesOf(line, context),
			scheduledValue: amount(line.scheduled_value),
			previous: amount(line.work_completed_from_previous_application),
			thisPeriod: amount(line.work_completed_this_period),
			stored: amount(line.materials_presently_stored),
			completed: amount(line.total_completed_and_stored_to_date),
			retainage: amount(line.total_retainage_currently_retained),
			retained: total(
				[
					line.work_completed_retainage_retained_this_period,
					line.materials_stored_retainage_retained_this_period,
				],
				currency,
			),
			released: total(
				[
					line.work_completed_retainage_released_this_period,
					line.materials_stored_retainage_released_this_period,
				],
				currency,
			),
		})),
	};
}

/**
 * What a line is told by from one application to the next: the contract line it came from. Its
 * `origin_id` names that line, unlike the members of this name elsewhere.
 */
function lineOf(line: z.infer<typeof ownerInvoiceLineSchema>) {
	const item = line.item_number ?? line.position;
	const description = line.description_override ?? line.description_of_work;
	return {
		id:
			line.origin_id === undefined
				? `item:${item ?? line.id}`
				: `${line.origin_type ?? 'line'}:${line.origin_id}`,
		item,
		description: description === undefined ? undefined : plainText(description),
	};
}

function total(parts: ReadonlyArray<number | undefined>, currency?: string): number | undefined {
	const known = parts.filter((part) => part !== undefined);
	if (known.length === 0) return undefined;
	return money(
		known.reduce((sum, part) => sum + part, 0),
		currency,
	);
}
