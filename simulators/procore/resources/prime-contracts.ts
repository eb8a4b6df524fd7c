import type { Context, Resource } from '../resource';
import { type Bag, type Row, bag, rowsOf, whole, without } from '../values';
import { linesTotal, personRef, vendorName } from '../wire';
import { softTable } from './table';
import {
	type ContractKind,
	common,
	datesAttributes,
	workOrderDates,
	listShape,
	children,
	zeroFigures,
	prepareContract,
} from './contract-shapes';

const prime: ContractKind = {
	key: 'prime_contracts',
	root: 'prime_contract',
	statuses: ['Draft', 'Out For Bid', 'Out For Signature', 'Approved', 'Complete', 'Terminated'],
	attributes: {
		...datesAttributes(workOrderDates),
		inclusions: 'text',
		exclusions: 'text',
		contractor_id: 'whole',
		architect_id: 'whole',
	},
	members: [...workOrderDates, 'inclusions', 'exclusions'],
	webhook: 'Prime Contracts',
};

function primeListShape(row: Row, context: Context): Bag {
	const vendor = context.store.find('vendors', whole(bag(row.vendor).id) ?? whole(row.vendor_id));
	return {
		...without(listShape(prime, row, context), ['project', 'approved_change_orders_amount']),
		vendor:
			vendor === undefined
				? (row.vendor ?? null)
				: { ...vendor, company: vendorName(context, row) },
		contractor: row.contractor ?? null,
		architect: row.architect ?? null,
		attachments: row.attachments ?? [],
		created_by: row.created_by ?? personRef(context),
	};
}

function primeShowShape(row: Row, context: Context): Bag {
	const lines = rowsOf(row.line_items);
	return {
		...without(primeListShape(row, context), row.origin_code ? [] : ['origin_code']),
		...children('prime_contracts', row, context),
		line_items_total: row.line_items_total ?? linesTotal(lines),
		line_items_extended_total: row.line_items_extended_total ?? linesTotal(lines),
	};
}

/** The contract with the owner; its single address is singular. */
export const primeContracts: Resource = {
	...softTable('prime_contracts'),
	paths: {
		list: ['/rest/v1.0/prime_contracts'],
		show: ['/rest/v1.0/prime_contract/:id'],
		create: ['/rest/v1.0/prime_contract'],
		update: ['/rest/v1.0/prime_contract/:id'],
		remove: ['/rest/v1.0/prime_contract/:id'],
	},
	scope: 'project',
	filters: { id: 'ids', updated_at: 'range' },
	list: (row, context) => primeListShape(row, context),
	show: (row, context) => primeShowShape(row, context),
	root: 'prime_contract',
	attributes: { ...common, ...prime.attributes, status: prime.statuses },
	uniqueOrigin: true,
	prepare: (context, changes, existing) => {
		const prepared = prepareContract(prime, context, changes, existing);
		if (existing !== undefined) return prepared;
		return {
			...without(prepared, Object.keys(zeroFigures)),
			grand_total: '0.00',
			approved_change_orders: '0.00',
			draft_change_orders_amount: '0.00',
			pending_change_orders_amount: '0.00',
			revised_contract_amount: '0.00',
			pending_revised_contract_amount: '0.00',
			outstanding_balance: '0.00',
			total_payments: '0.00',
		};
	},
	webhook: 'Prime Contracts',
};
