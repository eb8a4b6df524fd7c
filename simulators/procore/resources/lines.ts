import { baseError } from '../refusal';
import type { Attributes, Context } from '../resource';
import { type Bag, type Row, bag, decimal, money, whole } from '../values';
import { codedBy } from './wbs-codes';

/** Attributes of a line of a schedule of values, a change order or a direct cost. */
export const lineAttributes: Attributes = {
	amount: 'money',
	manual_amount: 'money',
	cost_code_id: 'whole',
	line_item_type_id: 'whole',
	wbs_code_id: 'whole',
	description: 'text',
	extended_type: ['manual', 'calculated'],
	quantity: 'money',
	unit_cost: 'money',
	uom: 'text',
	tax_code_id: 'whole',
	origin_id: 'text',
	origin_data: 'text',
	ref: 'text',
	direct_cost_id: 'whole',
	funding_rule_id: 'whole',
};

/**
 * The changes of a line: ids of cost code and cost type become the objects of the wire shape, and the
 * amount of a calculated line is quantity times unit cost, in cents.
 */
export function lineChanges(
	context: Context,
	changes: Bag,
	existing: Row | undefined,
	unitBased: boolean,
): Bag {
	const { cost_code_id, line_item_type_id, wbs_code_id, manual_amount, ...plain } = changes;
	const result: Bag = { ...plain };
	if (manual_amount !== undefined) result.amount = manual_amount;
	if (cost_code_id !== undefined) result.cost_code = found(context, 'cost_codes', cost_code_id);
	if (line_item_type_id !== undefined) {
		result.line_item_type = found(context, 'line_item_types', line_item_type_id);
	}
	if (wbs_code_id !== undefined) Object.assign(result, byWbsCode(context, wbs_code_id));
	const extendedType =
		result.extended_type ?? existing?.extended_type ?? (unitBased ? 'calculated' : 'manual');
	result.extended_type = extendedType;
	const quantity = result.quantity ?? existing?.quantity;
	const unitCost = result.unit_cost ?? existing?.unit_cost;
	if (extendedType === 'calculated' && quantity !== undefined && unitCost !== undefined) {
		result.amount = money(decimal(quantity).times(decimal(unitCost)).toDecimalPlaces(2));
	}
	if (existing === undefined && result.amount === undefined) result.amount = '0.00';
	if (result.amount !== undefined) {
		result.total_amount = result.amount;
		result.extended_amount = result.amount;
	}
	return result;
}

function found(context: Context, key: string, id: unknown): Row | null {
	if (id === null) return null;
	const row = context.store.find(key, whole(id));
	if (row === undefined) {
		throw baseError(422, `${key === 'cost_codes' ? 'Cost code' : 'Cost type'} must exist`);
	}
	return row;
}

/** The code as the project lists it, as some line already states it, or its bare id. */
function byWbsCode(context: Context, id: unknown): Bag {
	const wanted = whole(id);
	if (wanted === undefined) return { wbs_code: null };
	const listed = codedBy(context, wanted);
	if (listed !== undefined) return listed;
	for (const key of ['work_order_contracts', 'purchase_order_contracts']) {
		for (const contract of context.store.rows(key)) {
			const lines = Array.isArray(contract.line_items) ? contract.line_items.map(bag) : [];
			const stated = lines.map((one) => bag(one.wbs_code)).find((code) => code.id === wanted);
			if (stated !== undefined) return { wbs_code: stated };
		}
	}
	return { wbs_code: { id: wanted, flat_code: null, description: null } };
}
