import { notFound, v2Error } from '../refusal';
import type { Context, Resource } from '../resource';
import { linesOf } from '../store';
import { type Bag, type Row, bag, decimal, whole, without } from '../values';
import { idsAsTexts, stating } from '../wire';
import { refuseLocked } from './contract-shapes';
import { contracts } from './contracts';
import { lineAttributes, lineChanges } from './lines';

const base = '/rest/v2.0/companies/:company_id/projects/:project_id/commitment_contracts';
const paging = { perPage: 10, maxPerPage: 100 };

const contractType = (context: Context, row: Row): string =>
	context.store.find('work_order_contracts', row.id) === row
		? 'WorkOrderContract'
		: 'PurchaseOrderContract';

const left = [
	'line_items',
	'origin_id',
	'origin_code',
	'origin_data',
	'vendor',
	'project',
	'project_id',
	'change_order_packages',
	'change_order_requests',
	'potential_change_orders',
	'payments_issued',
	'approved_change_orders',
	'pending_change_orders',
	'revised_contract',
];

/** The unified v2 shape: ids as texts, no origin members, the vendor as an id. */
function shape(row: Row, context: Context): unknown {
	return idsAsTexts({
		...stating(
			['number', 'title', 'status', 'description', 'retainage_percent'],
			without(row, left),
		),
		type: contractType(context, row),
		vendor_id: whole(bag(row.vendor).id) ?? whole(row.vendor_id) ?? null,
		project_id: context.projectId ?? null,
	});
}

function refuseView(view: string | null): void {
	if (view === null || view === 'default' || view === 'extended') return;
	throw v2Error(400, 'BAD_REQUEST', 'The view is not valid', 'view');
}

const bothKinds = (context: Context): Row[] => [
	...context.store.rows('work_order_contracts'),
	...context.store.rows('purchase_order_contracts'),
];

const v2Contracts: Resource = {
	name: 'commitment_contracts',
	paths: { list: [base], show: [`${base}/:id`] },
	scope: 'project',
	rows: bothKinds,
	filters: {
		id: 'ids',
		type: 'special',
		status: 'texts',
		vendor_id: 'ids',
		updated_at: 'range',
		created_at: 'range',
		deleted_at: 'range',
		executed: 'flag',
		accounting_method: 'texts',
		include_deleted: 'special',
	},
	specialFilters: { type: (row, values, context) => values.includes(contractType(context, row)) },
	filterReads: { vendor_id: (row) => bag(row.vendor).id ?? row.vendor_id },
	paging,
	envelope: 'data',
	list: (row, context, view) => {
		refuseView(view);
		return shape(row, context);
	},
	show: (row, context, view) => {
		refuseView(view);
		return shape(row, context);
	},
};

function contractOf(context: Context): Row {
	const id = whole(context.path.contract_id);
	const row = bothKinds(context).find((one) => one.id === id);
	if (row === undefined || context.store.projectOf(row) !== context.projectId) throw notFound();
	return row;
}

/** The resource of the v1 lines, whose totals a v2 write moves as well. */
function v1Lines(context: Context): Resource | undefined {
	const key =
		contractType(context, contractOf(context)) === 'WorkOrderContract'
			? 'work_order_contracts'
			: 'purchase_order_contracts';
	return contracts.find((one) => one.name === `${key} lines`);
}

function lineShape(row: Row): unknown {
	return idsAsTexts({
		id: row.id,
		description: row.description ?? null,
		uom: row.uom ?? null,
		...(row.quantity === undefined || row.quantity === null ? {} : { quantity: row.quantity }),
		unit_cost: row.unit_cost ?? null,
		amount: row.amount ?? null,
		extended_type: row.extended_type ?? 'manual',
		wbs_code_id: whole(bag(row.wbs_code).id) ?? whole(row.wbs_code_id) ?? null,
		tax_code_id: row.tax_code_id ?? null,
		position: row.position ?? null,
		wbs_code: row.wbs_code ?? null,
	});
}

const linePath = `${base}/:contract_id/line_items`;
const v2Lines: Resource = {
	name: 'commitment_contracts lines',
	paths: {
		list: [linePath],
		show: [`${linePath}/:id`],
		create: [linePath],
		update: [`${linePath}/:id`],
		remove: [`${linePath}/:id`],
	},
	scope: 'project',
	rows: (context) => linesOf(contractOf(context)),
	insert: (context, row) => {
		const contract = contractOf(context);
		contract.line_items = [
			...linesOf(contract),
			{ position: linesOf(contract).length + 1, ...row },
		];
	},
	remove: (context, row) => {
		const contract = contractOf(context);
		contract.line_items = linesOf(contract).filter((one) => one !== row);
	},
	paging,
	envelope: 'data',
	statuses: { create: 200, remove: 204 },
	list: lineShape,
	show: lineShape,
	attributes: lineAttributes,
	requiredAttributes: ['wbs_code_id'],
	prepare: (context, changes, existing) => {
		refuseLocked(context, contractOf(context), 'The schedule of values');
		return lineChanges(context, changes, existing, false);
	},
	mayRemove: (context) => refuseLocked(context, contractOf(context), 'The schedule of values'),
	settle: (context, before, after) => v1Lines(context)?.settle?.(context, before, after),
};

/** Totals of one contract as v2 sums them up. */
export function contractSummary(context: Context): unknown {
	const row = contractOf(context);
	const figure = (member: string): string => decimal(row[member]).toFixed(2);
	return {
		data: {
			approved_change_total: figure('approved_change_orders'),
			pending_revised_change_total: figure('pending_change_orders'),
			draft_change_total: figure('draft_change_orders_amount'),
			total_invoices_amount: figure('total_requisitions_amount'),
			total_payments_amount: figure('total_payments'),
			currency_configuration: row.currency_configuration ?? { currency_iso_code: 'USD' },
		},
	};
}

const orderPath = '/rest/v1.0/projects/:project_id/commitment_change_orders';
const orderMembers = [
	'number',
	'title',
	'status',
	'description',
	'batch_id',
	'legacy_request_id',
	'due_date',
	'invoiced_date',
	'reviewed_at',
	'created_at',
	'updated_at',
];
const orderLeft = [
	'line_items',
	'origin_id',
	'origin_code',
	'origin_data',
	'creator',
	'project_id',
	'deleted_at',
	'position',
];

/** Ids of derived commitment change orders lie apart from those of their packages. */
const derivedOffset = 8_589_934_592;

/** Those that the folder states, and one for each package of a commitment that none of them refers to. */
function commitmentChangeOrders(context: Context): Row[] {
	const { store } = context;
	const stated = store.rows('commitment_change_orders');
	const referred = new Set(stated.map((row) => whole(row.legacy_package_id)));
	const derived = store
		.rows('change_order_packages')
		.filter(
			(row) =>
				!referred.has(row.id) &&
				store.contract(whole(row.contract_id))?.key !== 'prime_contracts' &&
				(row.deleted_at ?? null) === null,
		)
		.map((row) => ({
			...row,
			id: row.id + derivedOffset,
			legacy_package_id: row.id,
			type: 'CommitmentContractChangeOrder',
		}));
	return [...stated, ...derived];
}

function refuseThreeTiers(context: Context): void {
	const project = context.store.find('projects', context.projectId);
	const tiers = whole(project?.change_order_tiers) ?? context.switches.changeOrderTiers;
	if (tiers === 3) {
		throw v2Error(
			403,
			'FORBIDDEN',
			'Commitment change orders are not available in three tier projects',
		);
	}
}

const commitmentOrders: Resource = {
	name: 'commitment_change_orders',
	paths: { list: [orderPath], show: [`${orderPath}/:id`] },
	scope: 'project',
	rows: (context) => {
		refuseThreeTiers(context);
		return commitmentChangeOrders(context);
	},
	filters: {
		id: 'ids',
		batch_id: 'ids',
		legacy_package_id: 'ids',
		contract_id: 'ids',
		vendor_id: 'special',
		executed: 'flag',
		signature_required: 'flag',
		status: 'texts',
		updated_at: 'range',
	},
	specialFilters: {
		vendor_id: (row, values, { store }) => {
			const contract = store.contract(whole(row.contract_id))?.row;
			return values
				.map(Number)
				.includes(whole(bag(contract?.vendor).id) ?? whole(contract?.vendor_id) ?? 0);
		},
	},
	sorts: ['id', 'created_at'],
	paging: 'none',
	list: orderShape,
	show: orderShape,
};

function orderShape(row: Row, _context: Context, view: string | null): Bag {
	return {
		...stating(orderMembers, without(row, orderLeft)),
		legacy_package_id: row.legacy_package_id ?? null,
		executed: row.executed ?? false,
		paid: row.paid ?? false,
		private: row.private ?? false,
		signature_required: row.signature_required ?? false,
		...(view === 'extended' ? { change_events: row.change_events ?? [] } : {}),
	};
}

/** The newer, project level view of commitments and their change orders. */
export const commitmentContracts: Resource[] = [v2Contracts, v2Lines, commitmentOrders];
