import { notFound } from '../refusal';
import type { Attributes, Context, Resource } from '../resource';
import { linesOf } from '../store';
import { type Bag, type Row, bag, rowsOf, shift, whole, without } from '../values';
import { line, lineAmount, linesTotal, personRef, stating } from '../wire';
import { lineAttributes, lineChanges } from './lines';
import { flatPaths, softTable, table } from './table';
import { packageOf, settleContract } from './change-order-totals';

/** Status of every kind of change order. */
export const changeOrderStatuses = [
	'draft',
	'not_pricing',
	'pricing',
	'pending',
	'revised',
	'proceeding',
	'not_proceeding',
	'no_charge',
	'approved',
	'rejected',
	'void',
	'pending_billable',
] as const;

const attributes: Attributes = {
	status: changeOrderStatuses,
	number: 'text',
	title: 'text',
	description: 'text',
	grand_total: 'money',
	schedule_impact_amount: 'whole',
	due_date: 'date',
	invoiced_date: 'date',
	paid_date: 'date',
	executed: 'flag',
	signed_change_order_received_date: 'date',
	change_order_request_id: 'whole',
	change_order_package_id: 'whole',
	change_order_request: 'any',
	commitment_change_event_id: 'whole',
	prime_change_event_id: 'whole',
	currency_exchange_rate: 'text',
	origin_id: 'text',
	origin_code: 'text',
	origin_data: 'text',
};

const members = [
	'number',
	'title',
	'status',
	'due_date',
	'invoiced_date',
	'paid_date',
	'created_at',
	'updated_at',
	'deleted_at',
];
/** Members that a list entry of the kind does not have. */
const showOnly = [
	'line_items',
	'project_id',
	'attachments',
	'description',
	'creator',
	'position',
	'private',
];

function prepare(kind: string) {
	return (context: Context, changes: Bag, existing: Row | undefined): Bag => {
		const { change_order_request: nested, ...plain } = changes;
		const packageId = whole(bag(nested).change_order_package_id);
		const moved =
			packageId === undefined ? plain : { ...plain, change_order_package_id: packageId };
		if (existing !== undefined) return moved;
		const contractId = whole(
			context.body.contract_id ?? context.query.parameters.get('contract_id'),
		);
		const contract = context.store.contract(contractId);
		if (contract === undefined || context.store.projectOf(contract.row) !== context.projectId) {
			throw notFound();
		}
		const siblings = context.store
			.rows(kind)
			.filter((row) => whole(row.contract_id) === contractId);
		return {
			number: String(siblings.length + 1).padStart(3, '0'),
			status: 'draft',
			grand_total: '0.00',
			revision: 0,
			executed: false,
			private: false,
			...moved,
			contract_id: contractId,
			creator: personRef(context),
			line_items: [],
		};
	};
}

function listShape(row: Row): Bag {
	return stating(members, without(row, [...showOnly, 'change_order_package_id']));
}

function showShape(context: Context, row: Row, lines: Row[], holderType: string): Bag {
	return {
		...stating(
			[...members, 'description'],
			without(row, ['project_id', 'change_order_package_id']),
		),
		creator: row.creator ?? null,
		attachments: row.attachments ?? [],
		line_items: lines.map((one) => line(context, one, { row, type: holderType })),
	};
}

/** A package's lines stand in it or in its potential change orders. */
export function packageLines(context: Context, row: Row): Row[] {
	const own = rowsOf(row.line_items);
	if (own.length > 0) return own;
	return context.store
		.rows('potential_change_orders')
		.filter((one) => packageOf(context, one) === row)
		.flatMap((one) => rowsOf(one.line_items));
}

function packageType(context: Context, row: Row): string {
	const contract = context.store.contract(whole(row.contract_id));
	return contract?.key === 'prime_contracts'
		? 'PrimeContractChangeOrder'
		: 'CommitmentContractChangeOrder';
}

const dateFilters = {
	created_at: 'range',
	updated_at: 'range',
	due_date: 'range',
	invoiced_date: 'range',
	paid_date: 'range',
} as const;

const packages: Resource = {
	...softTable('change_order_packages'),
	paths: { ...flatPaths('/rest/v1.0/change_order_packages'), remove: undefined },
	scope: 'project',
	parameters: { create: ['contract_id'] },
	queryFilters: ['contract_id'],
	filters: {
		id: 'ids',
		...dateFilters,
		reviewed_at: 'range',
		signed_change_order_received_date: 'range',
		include_deleted: 'special',
		contract_id: 'ids',
	},
	list: (row) => without(listShape(row), ['type', 'schedule_impact_amount']),
	show: (row, context) => ({
		...showShape(context, row, packageLines(context, row), 'ChangeOrderPackage'),
		type: row.type ?? packageType(context, row),
	}),
	root: 'change_order',
	attributes,
	prepare: prepare('change_order_packages'),
	settle: settleContract,
	webhook: 'Change Order Packages',
};

const potential: Resource = {
	...softTable('potential_change_orders'),
	paths: { ...flatPaths('/rest/v1.0/potential_change_orders', true), remove: undefined },
	scope: 'project',
	parameters: { create: ['contract_id'], sync: ['contract_id'] },
	filters: {
		id: 'ids',
		origin_id: 'texts',
		contract_id: 'ids',
		...dateFilters,
		reviewed_at: 'range',
		include_deleted: 'special',
	},
	list: (row) => listShape(row),
	show: (row, context) => ({
		...showShape(context, row, rowsOf(row.line_items), 'PotentialChangeOrder'),
		line_items_total: row.line_items_total ?? linesTotal(rowsOf(row.line_items)),
		line_items_extended_total: row.line_items_extended_total ?? linesTotal(rowsOf(row.line_items)),
	}),
	root: 'change_order',
	attributes,
	uniqueOrigin: true,
	prepare: prepare('potential_change_orders'),
	settle: (context, before, after) => {
		const counts = (row: Row | undefined): Row | undefined =>
			row !== undefined && packageOf(context, row) === undefined ? row : undefined;
		settleContract(context, counts(before), counts(after));
	},
	webhook: 'Potential Change Orders',
};

const requests: Resource = {
	...table('change_order_requests'),
	paths: { ...flatPaths('/rest/v1.0/change_order_requests', true), remove: undefined },
	scope: 'project',
	parameters: {
		list: ['contract_id'],
		show: ['contract_id'],
		create: ['contract_id'],
		update: ['contract_id'],
		sync: ['contract_id'],
	},
	queryFilters: ['contract_id'],
	filters: { id: 'ids', ...dateFilters, change_order_package_id: 'ids', status: 'texts' },
	list: (row) => ({
		...listShape(row),
		change_order_package_id: row.change_order_package_id ?? null,
	}),
	show: (row) => ({
		...stating(members, without(row, ['line_items', 'project_id'])),
		change_order_package_id: row.change_order_package_id ?? null,
	}),
	root: 'change_order',
	attributes,
	uniqueOrigin: true,
	prepare: prepare('change_order_requests'),
	webhook: 'Change Order Requests',
};

/** The order whose lines are asked for. */
function holder(context: Context): Row {
	const row = context.store.find('potential_change_orders', whole(context.path.order_id));
	if (row === undefined || context.store.projectOf(row) !== context.projectId) throw notFound();
	return row;
}

const lineShape = (row: Row, context: Context): Bag =>
	line(context, row, { row: holder(context), type: 'PotentialChangeOrder' });

const potentialLines: Resource = {
	name: 'potential_change_orders lines',
	paths: flatPaths('/rest/v1.0/potential_change_orders/:order_id/line_items', true),
	scope: 'project',
	rows: (context) => linesOf(holder(context)),
	insert: (context, row) => {
		holder(context).line_items = [...linesOf(holder(context)), row];
	},
	remove: (context, row) => {
		holder(context).line_items = linesOf(holder(context)).filter((one) => one !== row);
	},
	filters: { id: 'ids', created_at: 'range', updated_at: 'range' },
	list: lineShape,
	show: lineShape,
	root: 'line_item',
	attributes: lineAttributes,
	prepare: (context, changes, existing) => lineChanges(context, changes, existing, false),
	settle: (context, before, after) => {
		const order = holder(context);
		const difference = lineAmount(after ?? {}).minus(lineAmount(before ?? {}));
		const inPackage = packageOf(context, order);
		for (const row of inPackage === undefined ? [order] : [order, inPackage]) {
			const earlier = { ...row };
			shift(row, 'grand_total', difference);
			if (row === (inPackage ?? order)) settleContract(context, earlier, row);
		}
	},
	webhook: 'Potential Change Order Line Items',
};

/** Packages, potential change orders with their lines, and requests. */
export const changes: Resource[] = [packages, potential, requests, potentialLines];
