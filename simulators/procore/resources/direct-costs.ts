import { baseError, fieldErrors, notFound } from '../refusal';
import { changesFrom } from '../attributes';
import type { Context, Resource } from '../resource';
import { linesOf } from '../store';
import { type Bag, type Row, bag, money, rowsOf, shift, sum, whole, without } from '../values';
import { companyRef, line, lineAmount, projectRef, stating, vendorName } from '../wire';
import { lineAttributes, lineChanges } from './lines';
import { flatPaths, table } from './table';

const directCostMembers = [
	'description',
	'direct_cost_date',
	'received_date',
	'payment_date',
	'invoice_number',
	'status',
	'terms',
	'origin_id',
	'origin_data',
	'created_at',
	'updated_at',
	'deleted_at',
	'employee',
];
const directCostInner = [
	'project_id',
	'employee_id',
	'project',
	'company',
	'line_items',
	'line_items_count',
	'attachments',
	'attachments_count',
];

function directCostEntry(row: Row, context: Context): Bag {
	const name = vendorName(context, row);
	return {
		...stating(directCostMembers, without(row, directCostInner)),
		amount: row.amount ?? row.grand_total ?? null,
		grand_total: row.grand_total ?? row.amount ?? null,
		vendor: name,
		vendor_id: whole(row.vendor_id) ?? whole(bag(row.vendor).id) ?? null,
		vendor_name: name,
	};
}

function directCostShape(row: Row, context: Context): Bag {
	const entry = directCostEntry(row, context);
	const lines = rowsOf(row.line_items);
	return {
		...without(entry, ['amount']),
		vendor: entry.vendor_id === null ? null : { id: entry.vendor_id, name: entry.vendor_name },
		project: row.project ?? projectRef(context, row),
		company: row.company ?? companyRef(context),
		attachments: row.attachments ?? [],
		attachments_count: rowsOf(row.attachments).length,
		line_items: lines.map((one) =>
			without(line(context, one, { row, type: 'DirectCost::Item' }), ['holder', 'project']),
		),
		line_items_count: lines.length,
	};
}

function refuseSynced(context: Context, row: Row): void {
	if (context.switches.originLocks && typeof row.origin_id === 'string' && row.origin_id !== '') {
		throw baseError(422, 'The direct cost cannot be edited because it has been synced with ERP');
	}
}

/** A vendor's invoice number stands on one direct cost only. */
function refuseTakenNumber(context: Context, header: Bag, self: Row | undefined): void {
	const vendor = whole(header.vendor_id) ?? whole(bag(header.vendor).id);
	if (typeof header.invoice_number !== 'string' || vendor === undefined) return;
	const taken = context.store
		.rows('direct_costs')
		.some(
			(row) =>
				row !== self &&
				row.invoice_number === header.invoice_number &&
				(whole(row.vendor_id) ?? whole(bag(row.vendor).id)) === vendor,
		);
	if (taken) throw fieldErrors(422, { invoice_number: ['has already been taken'] });
}

function prepareDirectCost(context: Context, changes: Bag, existing: Row | undefined): Bag {
	const { line_items: given, ...header } = changes;
	if (existing !== undefined) {
		refuseSynced(context, existing);
		if (
			header.direct_cost_type !== undefined &&
			header.direct_cost_type !== existing.direct_cost_type
		) {
			throw fieldErrors(422, { direct_cost_type: ['cannot be changed'] });
		}
		refuseTakenNumber(context, { ...existing, ...header }, existing);
		return header;
	}
	const needed =
		header.direct_cost_type === 'invoice' || context.switches.directCostNeedsVendor === 'always';
	for (const name of needed ? ['invoice_number', 'vendor_id'] : []) {
		if (header[name] === undefined || header[name] === null) {
			throw fieldErrors(422, { [name]: ["can't be blank"] });
		}
	}
	refuseTakenNumber(context, header, undefined);
	const sent = Array.isArray(given) ? given.map(bag) : [];
	if (sent.length > 100) throw baseError(422, 'No more than 100 line items are allowed');
	const lines = sent.map((attributes) => ({
		id: context.store.nextId(),
		...lineChanges(
			context,
			changesFrom(lineAttributes, attributes, context.switches),
			undefined,
			false,
		),
		created_at: context.now,
		updated_at: context.now,
	}));
	const total = money(sum(lines.map(lineAmount)));
	return {
		status: 'draft',
		...header,
		project_id: context.projectId,
		amount: total,
		grand_total: total,
		line_items: lines,
	};
}

const directCosts: Resource = {
	...table('direct_costs'),
	paths: {
		list: [
			'/rest/v1.1/projects/:project_id/direct_costs',
			'/rest/v1.0/projects/:project_id/direct_costs',
		],
		show: [
			'/rest/v1.1/projects/:project_id/direct_costs/:id',
			'/rest/v1.0/projects/:project_id/direct_costs/:id',
		],
		create: ['/rest/v1.1/projects/:project_id/direct_costs'],
		update: ['/rest/v1.1/projects/:project_id/direct_costs/:id'],
		remove: ['/rest/v1.1/projects/:project_id/direct_costs/:id'],
		sync: ['/rest/v1.0/projects/:project_id/direct_costs/sync'],
	},
	scope: 'project',
	filters: {
		id: 'ids',
		origin_id: 'texts',
		invoice_number: 'texts',
		created_at: 'range',
		updated_at: 'range',
		payment_date: 'range',
		received_date: 'range',
	},
	list: directCostEntry,
	show: directCostShape,
	root: 'direct_cost',
	attributes: {
		direct_cost_type: ['invoice', 'expense', 'payroll', 'subcontractor_invoice'],
		invoice_number: 'text',
		vendor_id: 'whole',
		employee_id: 'whole',
		direct_cost_date: 'date',
		received_date: 'date',
		payment_date: 'date',
		status: ['draft', 'pending', 'revise_and_resubmit', 'approved'],
		terms: 'text',
		description: 'text',
		line_items: 'any',
		origin_id: 'text',
		origin_data: 'text',
	},
	requiredAttributes: ['direct_cost_type'],
	uniqueOrigin: true,
	prepare: prepareDirectCost,
	mayRemove: refuseSynced,
	exclusive: true,
	webhook: 'Direct Costs',
};

function directCostOf(context: Context): Row {
	const row = context.store.find('direct_costs', whole(context.path.direct_cost_id));
	if (row === undefined || context.store.projectOf(row) !== context.projectId) throw notFound();
	return row;
}

const directCostLine = (row: Row, context: Context): Bag =>
	line(context, row, { row: directCostOf(context), type: 'DirectCost::Item' });

const directCostLines: Resource = {
	name: 'direct_costs lines',
	paths: flatPaths('/rest/v1.0/projects/:project_id/direct_costs/:direct_cost_id/line_items'),
	scope: 'project',
	rows: (context) => linesOf(directCostOf(context)),
	insert: (context, row) => {
		directCostOf(context).line_items = [...linesOf(directCostOf(context)), row];
	},
	remove: (context, row) => {
		directCostOf(context).line_items = linesOf(directCostOf(context)).filter((one) => one !== row);
	},
	filters: { id: 'ids', created_at: 'range', updated_at: 'range' },
	list: directCostLine,
	show: directCostLine,
	root: 'line_item',
	attributes: lineAttributes,
	prepare: (context, changes, existing) => {
		refuseSynced(context, directCostOf(context));
		return lineChanges(context, changes, existing, false);
	},
	mayRemove: (context) => refuseSynced(context, directCostOf(context)),
	settle: (context, before, after) => {
		const difference = lineAmount(after ?? {}).minus(lineAmount(before ?? {}));
		for (const member of ['amount', 'grand_total'])
			shift(directCostOf(context), member, difference);
	},
	webhook: 'Direct Cost Line Items',
};

/** Direct costs and their lines. */
export const directCostResources: Resource[] = [directCosts, directCostLines];
