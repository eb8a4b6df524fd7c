import { fromMinor, sumAmounts, toMinor, type Amount } from '../documents/money';
import {
	changeOrderStatusSchema,
	commitmentStatusSchema,
	type ChangeOrderRecord,
	type CommitmentLine,
	type CommitmentRecord,
} from '../documents/records';
import { UnusableRow } from './wire/refusal';
import type { ChangeOrderRow, CodedRow, ContractLineRow, ContractRow } from './wire/schemas';
import { plainText } from './wire/values';

/** Ids that a row does not carry itself because the call that listed it did. */
export interface RowContext {
	project?: string;
	/** Commitment that the rows belong to. */
	contract?: string;
	/** Cost codes and cost types by id, for rows that name them by id only. */
	codes?: { costCodes: ReadonlyMap<string, string>; costTypes: ReadonlyMap<string, string> };
}

/** An amount at the currency's precision, half away from zero. */
export function money(value: number, currency = 'USD'): Amount {
	return fromMinor(toMinor(value, currency), currency);
}

export function optionalMoney(value: number | undefined, currency?: string): Amount | undefined {
	return value === undefined ? undefined : money(value, currency);
}

export function currencyOf(row: {
	currency_configuration?: { currency_iso_code?: string };
	currency_iso_code?: string;
}): string | undefined {
	const code = row.currency_iso_code ?? row.currency_configuration?.currency_iso_code;
	return code !== undefined && /^[A-Z]{3}$/.test(code) ? code : undefined;
}

export function projectOf(
	row: { project?: { id?: string }; project_id?: string },
	context: RowContext,
): string {
	const project = row.project?.id ?? row.project_id ?? context.project;
	if (project === undefined) throw new UnusableRow('project', 'is missing');
	return project;
}

export function recordBase(row: { id: string; updated_at?: string; deleted_at?: string }) {
	return {
		id: row.id,
		side: 'projects' as const,
		updatedAt: row.updated_at,
		...(row.deleted_at === undefined ? {} : { deleted: true }),
	};
}

/** `Out For Signature` and `out_for_signature` as the latter. */
export function snake(status: string): string {
	return status
		.trim()
		.toLowerCase()
		.replace(/[^a-z]+/g, '_');
}

/**
 * Cost code and cost type of a line. Where a line carries only a budget code of several segments
 * (`03-300.S`), a last segment of letters after a dot is the cost type.
 */
export function codesOf(
	row: CodedRow,
	context: RowContext = {},
): { costCode?: string; costType?: string } {
	const flat = /^(.+)\.([A-Za-z]{1,5})$/.exec(row.wbs_code?.flat_code ?? '');
	const { costCodes, costTypes } = context.codes ?? {};
	const costCode =
		row.cost_code?.full_code ??
		costCodes?.get(row.cost_code?.id ?? row.cost_code_id ?? '') ??
		row.cost_code?.code ??
		flat?.[1] ??
		row.wbs_code?.flat_code;
	const costType =
		row.line_item_type?.code ??
		costTypes?.get(row.line_item_type?.id ?? row.line_item_type_id ?? '') ??
		row.line_item_type?.name ??
		flat?.[2];
	return { costCode, costType };
}

/** An SOV or change-order line. Quantity and price count only where the line is extended from them. */
export function commitmentLine(
	row: ContractLineRow,
	byUnit: boolean,
	currency?: string,
	context: RowContext = {},
): CommitmentLine {
	const extended = byUnit || row.extended_type === 'calculated';
	return {
		id: row.id,
		number: row.position,
		description: row.description === undefined ? undefined : plainText(row.description),
		...codesOf(row, context),
		amount: money(row.amount ?? row.total_amount ?? 0, currency),
		...(extended ? { quantity: row.quantity, unit: row.uom, unitPrice: row.unit_cost } : {}),
	};
}

/** Lines of a contract or change order; deleted ones are left out. */
export function contractLines(
	rows: readonly ContractLineRow[],
	byUnit: boolean,
	currency: string | undefined,
	context: RowContext,
) {
	return rows
		.filter((row) => row.deleted_at === undefined)
		.map((row) => commitmentLine(row, byUnit, currency, context));
}

/**
 * A commitment from a subcontract or purchase order row. Statuses come in Title Case; the vendor
 * is an object whose name key is `company`.
 *
 * @throws {UnusableRow} for a status that is not one of Procore's, or no project.
 */
export function commitmentRecord(
	kind: CommitmentRecord['kind'],
	row: ContractRow,
	context: RowContext,
): CommitmentRecord {
	const status = commitmentStatusSchema.safeParse(snake(row.status));
	if (!status.success) throw new UnusableRow('status', 'is not a status of a commitment');
	const currency = currencyOf(row);
	const accounting = row.accounting_method?.toLowerCase();
	const byUnit = accounting === 'unit';
	return {
		...recordBase(row),
		type: 'commitment',
		kind,
		number: row.number,
		title: row.title,
		status: status.data,
		executed: row.executed,
		executionDate: row.execution_date,
		completedOn: row.actual_completion_date,
		vendor: row.vendor?.id ?? row.vendor_id,
		project: projectOf(row, context),
		currency,
		original: money(row.grand_total, currency),
		approvedChanges: optionalMoney(row.approved_change_orders, currency),
		revised: optionalMoney(row.revised_contract, currency),
		pendingChanges: optionalMoney(row.pending_change_orders, currency),
		retainagePercent: row.retainage_percent,
		accounting: byUnit ? 'unit' : accounting === 'amount' ? 'amount' : undefined,
		lines: contractLines(row.line_items, byUnit, currency, context),
	};
}

/** Procore's change-order statuses, which all tiers share, as what they mean for billing. */
export const changeOrderStatuses: Record<string, ChangeOrderRecord['status']> = {
	draft: 'draft',
	not_pricing: 'pending',
	pricing: 'pending',
	pending: 'pending',
	pending_billable: 'pending',
	revised: 'pending',
	proceeding: 'pending',
	not_proceeding: 'rejected',
	no_charge: 'no_charge',
	approved: 'approved',
	rejected: 'rejected',
	void: 'void',
};

/**
 * Record ids of the proposal tiers bear their tier, because Procore counts packages, requests and
 * potential change orders apart and their ids may coincide.
 */
export function changeOrderId(tier: ChangeOrderRecord['tier'], id: string): string {
	return tier === 'package' ? id : `${tier}:${id}`;
}

/**
 * A change order of any tier. Prime-contract change orders are not the commitment's and give
 * undefined. A row without a total takes the sum of its lines; one that has neither is refused
 * where it could change the contract.
 *
 * @throws {UnusableRow}
 */
export function changeOrderRecord(
	tier: ChangeOrderRecord['tier'],
	row: ChangeOrderRow,
	context: RowContext,
): ChangeOrderRecord | undefined {
	if (row.type === 'PrimeContractChangeOrder') return undefined;
	const status = changeOrderStatusSchema.safeParse(changeOrderStatuses[snake(row.status)]);
	if (!status.success) throw new UnusableRow('status', 'is not a status of a change order');
	const commitment = row.contract_id ?? context.contract;
	if (commitment === undefined) throw new UnusableRow('contract_id', 'is missing');
	const currency = currencyOf(row);
	const own = contractLines(row.line_items, false, currency, context);
	const parent =
		row.change_order_package_id ??
		(row.change_order_request_id === undefined
			? undefined
			: changeOrderId('request', row.change_order_request_id));
	return {
		...recordBase(row),
		id: changeOrderId(tier, row.id),
		type: 'change_order',
		tier,
		number: row.number,
		title: row.title,
		status: status.data,
		executed: row.executed,
		amount: changeOrderAmount(row, own, status.data, currency),
		commitment,
		project: projectOf(row, context),
		parent: tier === 'package' ? undefined : parent,
		approvedOn:
			status.data === 'approved'
				? (row.reviewed_at ?? row.signed_change_order_received_date)
				: undefined,
		lines: own,
	};
}

/** A change order's total, else the sum of its lines. */
export function changeOrderAmount(
	row: ChangeOrderRow,
	own: readonly CommitmentLine[],
	status: ChangeOrderRecord['status'],
	currency?: string,
): Amount {
	if (row.grand_total !== undefined) return money(row.grand_total, currency);
	if (own.length > 0)
		return sumAmounts(
			own.map((line) => line.amount),
			currency,
		);
	if (status === 'approved' || status === 'pending') {
		throw new UnusableRow('grand_total', 'is missing');
	}
	return 0;
}
