import type Decimal from 'decimal.js';
import { packageLines } from './changes';
import type { Context } from '../resource';
import { type Bag, type Row, bag, decimal, money, rowsOf, sum, whole } from '../values';
import { lineAmount } from '../wire';

/** Item attributes that a caller may set. */
export const itemAttributes = {
	line_item_id: 'whole',
	detail_line_item_id: 'whole',
	item_type: ['contract_item', 'contract_detail_item', 'change_order_item'],
	work_completed_this_period: 'money',
	materials_presently_stored: 'money',
	new_materials: 'money',
	stored_materials: 'money',
	work_completed_this_period_quantity: 'money',
	work_completed_retainage_retained_this_period: 'money',
	materials_stored_retainage_currently_retained: 'money',
	work_completed_retainage_released_this_period: 'money',
	work_completed_retainage_percent_this_period: 'money',
	materials_stored_retainage_percent_this_period: 'money',
	subcontractor_claimed_amount: 'money',
	status: ['approved', 'rejected', 'no_action'],
	comment: 'text',
} as const;

/** The requisition before this one on the same commitment. */
export function previousRequisition(
	context: Context,
	commitmentId: number | undefined,
	number: number,
): Row | undefined {
	return context.store
		.rows('requisitions')
		.filter((row) => whole(row.commitment_id) === commitmentId && Number(row.number) < number)
		.sort((a, b) => Number(b.number) - Number(a.number))[0];
}

/**
 * A fresh continuation sheet: one item per line of the schedule of values and of each approved change
 * order, with what the previous application left as "from previous application".
 */
export function freshItems(context: Context, contract: Row, previous: Row | undefined): Row[] {
	const before = new Map(rowsOf(previous?.items).map((item) => [whole(item.line_item_id), item]));
	const fresh = (line: Row, type: string, extra: Bag): Row => {
		const last = before.get(line.id);
		const earlierWork = decimal(last?.work_completed_from_previous_application).plus(
			decimal(last?.work_completed_this_period),
		);
		const earlierRetainage = decimal(last?.work_completed_retainage_from_previous_application)
			.plus(decimal(last?.work_completed_retainage_retained_this_period))
			.minus(decimal(last?.work_completed_retainage_released_this_period));
		const item: Row = {
			id: context.store.nextId(),
			item_type: type,
			line_item_id: line.id,
			cost_code_id: whole(bag(line.cost_code).id) ?? whole(line.cost_code_id) ?? null,
			wbs_code: line.wbs_code ?? null,
			description_of_work: line.description ?? null,
			scheduled_value: money(lineAmount(line)),
			scheduled_quantity: line.quantity ?? null,
			scheduled_unit_price: line.unit_cost ?? null,
			work_completed_from_previous_application: money(earlierWork),
			work_completed_this_period: '0.00',
			materials_presently_stored: '0.00',
			work_completed_retainage_from_previous_application: money(earlierRetainage),
			work_completed_retainage_retained_this_period: '0.00',
			work_completed_retainage_released_this_period: '0.00',
			materials_stored_retainage_currently_retained: String(
				last?.materials_stored_retainage_currently_retained ?? '0.00',
			),
			materials_stored_retainage_released_this_period: '0.00',
			status: 'no_action',
			comment: null,
			...extra,
		};
		return restateItem(item);
	};
	const changeOrders = context.store
		.rows('change_order_packages')
		.filter((row) => whole(row.contract_id) === contract.id && row.status === 'approved');
	return [
		...rowsOf(contract.line_items).map((line) => fresh(line, 'contract_item', {})),
		...changeOrders.flatMap((order) =>
			packageLines(context, order).map((line) =>
				fresh(line, 'change_order_item', { change_order_package_id: order.id }),
			),
		),
	].map((item, index) => ({ ...item, position: index + 1 }));
}

function sent(changes: Bag, names: readonly string[]): boolean {
	return names.some((name) => changes[name] !== undefined);
}

/**
 * Sets item values and applies the commitment's default retainage where the caller gave an amount and
 * no retainage. A change that says nothing of money moves none.
 */
export function applyItem(item: Row, changes: Bag, defaultPercent: Decimal): void {
	const { new_materials: added, stored_materials: kept, ...plain } = changes;
	Object.assign(item, plain);
	if (added !== undefined || kept !== undefined) {
		item.materials_presently_stored = money(decimal(added).plus(decimal(kept)));
	}
	const share = (amount: unknown, percent: unknown): string =>
		money(
			decimal(amount)
				.times(percent === undefined ? defaultPercent : decimal(percent))
				.div(100)
				.toDecimalPlaces(2),
		);
	if (
		changes.work_completed_retainage_retained_this_period === undefined &&
		sent(changes, ['work_completed_this_period', 'work_completed_retainage_percent_this_period'])
	) {
		item.work_completed_retainage_retained_this_period = share(
			item.work_completed_this_period,
			changes.work_completed_retainage_percent_this_period,
		);
	}
	const stored = [
		'materials_presently_stored',
		'new_materials',
		'stored_materials',
		'materials_stored_retainage_percent_this_period',
	];
	if (
		changes.materials_stored_retainage_currently_retained === undefined &&
		sent(changes, stored)
	) {
		item.materials_stored_retainage_currently_retained = share(
			item.materials_presently_stored,
			changes.materials_stored_retainage_percent_this_period,
		);
	}
	Object.assign(item, restateItem(item));
}

function completedAndStored(item: Row): Decimal {
	return decimal(item.work_completed_from_previous_application)
		.plus(decimal(item.work_completed_this_period))
		.plus(decimal(item.materials_presently_stored));
}

function workRetainage(item: Row): Decimal {
	return decimal(item.work_completed_retainage_from_previous_application)
		.plus(decimal(item.work_completed_retainage_retained_this_period))
		.minus(decimal(item.work_completed_retainage_released_this_period));
}

function percent(part: Decimal, whole: Decimal): string {
	return whole.isZero() ? '0.00' : part.div(whole).times(100).toFixed(2);
}

function restateItem(item: Row): Row {
	const total = completedAndStored(item);
	const thisPeriod = decimal(item.work_completed_this_period);
	const gross = thisPeriod.plus(decimal(item.materials_presently_stored));
	const net = gross
		.minus(decimal(item.work_completed_retainage_retained_this_period))
		.plus(decimal(item.work_completed_retainage_released_this_period))
		.minus(decimal(item.materials_stored_retainage_currently_retained));
	return {
		...item,
		total_completed_and_stored_to_date: money(total),
		total_completed_and_stored_to_date_percent: percent(total, decimal(item.scheduled_value)),
		work_completed_retainage_percent_this_period: percent(
			decimal(item.work_completed_retainage_retained_this_period),
			thisPeriod,
		),
		gross_amount: money(gross),
		net_amount: money(net),
	};
}

/**
 * The summary of AIA Document G702 from the continuation sheet: contract sum, completed and stored,
 * retainage, earned less retainage, less previous certificates, due, balance to finish.
 */
export function summaryOf(contract: Row, items: Row[], previous: Row | undefined): Bag {
	const original = decimal(contract.grand_total);
	const netChange = decimal(contract.approved_change_orders);
	const contractSum = original.plus(netChange);
	const completed = sum(items.map(completedAndStored));
	const stored = sum(items.map((item) => decimal(item.materials_presently_stored)));
	const onWork = sum(items.map(workRetainage));
	const onStored = sum(
		items.map((item) => decimal(item.materials_stored_retainage_currently_retained)),
	);
	const earned = completed.minus(onWork).minus(onStored);
	const certified = decimal(bag(previous?.summary).total_earned_less_retainage);
	return {
		original_contract_sum: money(original),
		net_change_by_change_orders: money(netChange),
		contract_sum_to_date: money(contractSum),
		total_completed_and_stored_to_date: money(completed),
		completed_work_retainage_percent: percent(onWork, completed.minus(stored)),
		completed_work_retainage_amount: money(onWork),
		stored_materials_retainage_percent: percent(onStored, stored),
		stored_materials_retainage_amount: money(onStored),
		total_retainage: money(onWork.plus(onStored)),
		total_earned_less_retainage: money(earned),
		less_previous_certificates_for_payment: money(certified),
		current_payment_due: money(earned.minus(certified)),
		balance_to_finish_including_retainage: money(contractSum.minus(earned)),
		tax_applicable_to_this_payment: '0.00',
	};
}

/** `96.36%`: completed and stored of the contract sum to date. */
export function percentComplete(summary: Bag): string {
	return `${percent(decimal(summary.total_completed_and_stored_to_date), decimal(summary.contract_sum_to_date))}%`;
}
