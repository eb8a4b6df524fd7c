import { baseError, notFound } from '../refusal';
import type { Context } from '../resource';
import { type Bag, type Row, decimal, money, rowsOf, whole, without } from '../values';
import { freshItems, previousRequisition } from './pay-application';
import { updateItems } from './requisitions';

/** Items of one kind, as the sub-addresses of a requisition list them. */
export function itemsOfType(requisition: Row, type: string): Row[] {
	return rowsOf(requisition.items)
		.filter((item) => (item.item_type ?? 'contract_item') === type)
		.map((item) => ({ ...without(item, ['gross_amount', 'net_amount']), id: item.id }));
}

/** The continuation sheet (AIA Document G703) of a requisition. */
export function detailOf(requisition: Row): Bag[] {
	return rowsOf(requisition.items).map((item, index) => {
		const onWork = decimal(item.work_completed_retainage_from_previous_application)
			.plus(decimal(item.work_completed_retainage_retained_this_period))
			.minus(decimal(item.work_completed_retainage_released_this_period));
		const onStored = decimal(item.materials_stored_retainage_currently_retained);
		const completed = decimal(item.total_completed_and_stored_to_date);
		return {
			id: item.id,
			item_number: index + 1,
			item_type: item.item_type ?? 'contract_item',
			cost_code_id: item.cost_code_id ?? null,
			description_of_work: item.description_of_work ?? null,
			scheduled_value: item.scheduled_value ?? null,
			work_completed_from_previous_application:
				item.work_completed_from_previous_application ?? null,
			work_completed_this_period: item.work_completed_this_period ?? null,
			materials_presently_stored: item.materials_presently_stored ?? null,
			total_completed_and_stored_to_date: item.total_completed_and_stored_to_date ?? null,
			total_completed_and_stored_to_date_percent:
				item.total_completed_and_stored_to_date_percent ?? null,
			balance_to_finish: money(decimal(item.scheduled_value).minus(completed)),
			work_completed_retainage_currently_retained: money(onWork),
			materials_stored_retainage_currently_retained: money(onStored),
			total_retainage_currently_retained: money(onWork.plus(onStored)),
		};
	});
}

/** Adds the lines of an approved change order package to a requisition. */
export function addPackage(context: Context, requisition: Row): Row[] {
	const id = whole(context.query.parameters.get('change_order_package_id'));
	const order = context.store.find('change_order_packages', id);
	if (order === undefined) throw notFound();
	if (order.status !== 'approved')
		throw baseError(422, 'The change order package must be approved');
	const contract = context.store.contract(whole(requisition.commitment_id));
	if (contract === undefined || whole(order.contract_id) !== contract.row.id) throw notFound();
	const previous = previousRequisition(context, contract.row.id, Number(requisition.number));
	const held = new Set(rowsOf(requisition.items).map((item) => whole(item.line_item_id)));
	const added = freshItems(context, contract.row, previous).filter(
		(item) => item.change_order_package_id === id && !held.has(whole(item.line_item_id)),
	);
	requisition.items = [...rowsOf(requisition.items), ...added];
	updateItems(context, requisition, []);
	return added;
}

/** Takes the lines of a change order package out of a requisition. */
export function removePackage(context: Context, requisition: Row): Bag {
	const id = whole(context.query.parameters.get('change_order_package_id'));
	requisition.items = rowsOf(requisition.items).filter(
		(item) => whole(item.change_order_package_id) !== id,
	);
	updateItems(context, requisition, []);
	return {};
}
