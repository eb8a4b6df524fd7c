import { notFound } from '../refusal';
import type { Context, Resource } from '../resource';
import { type ContractKey, linesOf } from '../store';
import { type Bag, type Row, bag, shift, whole } from '../values';
import { line, lineAmount } from '../wire';
import { flatPaths } from './table';
import { lineAttributes, lineChanges } from './lines';
import { holderTypes, refuseLocked } from './contract-shapes';

const lineFigures: Record<ContractKey, readonly string[]> = {
	work_order_contracts: [
		'grand_total',
		'revised_contract',
		'pending_revised_contract',
		'remaining_balance_outstanding',
	],
	purchase_order_contracts: [
		'grand_total',
		'revised_contract',
		'pending_revised_contract',
		'remaining_balance_outstanding',
	],
	prime_contracts: [
		'grand_total',
		'revised_contract_amount',
		'pending_revised_contract_amount',
		'outstanding_balance',
		'line_items_total',
		'line_items_extended_total',
	],
};

/** The schedule of values of one kind of contract. */
export function scheduleOfValues(key: ContractKey, webhook: string): Resource {
	const path = `/rest/v1.0/${key}/:contract_id/line_items`;
	const holder = (context: Context): Row => {
		const row = context.store.find(key, whole(context.path.contract_id));
		if (row === undefined || context.store.projectOf(row) !== context.projectId) throw notFound();
		return row;
	};
	const show = (row: Row, context: Context): Bag =>
		line(context, row, { row: holder(context), type: holderTypes[key] });
	return {
		name: `${key} lines`,
		paths: flatPaths(path, true),
		scope: 'project',
		rows: (context) => linesOf(holder(context)),
		insert: (context, row) => {
			const contract = holder(context);
			contract.line_items = [
				...linesOf(contract),
				{ position: linesOf(contract).length + 1, ...row },
			];
		},
		remove: (context, row) => {
			const contract = holder(context);
			contract.line_items = linesOf(contract).filter((one) => one !== row);
		},
		filters: {
			id: 'ids',
			created_at: 'range',
			updated_at: 'range',
			cost_code_id: 'ids',
			line_item_type_id: 'ids',
		},
		filterReads: {
			cost_code_id: (row) => row.cost_code_id ?? bag(row.cost_code).id,
			line_item_type_id: (row) => row.line_item_type_id ?? bag(row.line_item_type).id,
		},
		list: show,
		show,
		root: 'line_item',
		attributes: lineAttributes,
		prepare: (context, changes, existing) => {
			refuseLocked(context, holder(context), 'The schedule of values');
			return lineChanges(context, changes, existing, holder(context).accounting_method === 'unit');
		},
		mayRemove: (context) => refuseLocked(context, holder(context), 'The schedule of values'),
		settle: (context, before, after) => {
			const contract = holder(context);
			const difference = lineAmount(after ?? {}).minus(lineAmount(before ?? {}));
			for (const member of lineFigures[key]) shift(contract, member, difference);
			contract.updated_at = context.now;
		},
		webhook,
	};
}
