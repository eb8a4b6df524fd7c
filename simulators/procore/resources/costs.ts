import { baseError, fieldErrors, notFound } from '../refusal';
import { changesFrom } from '../attributes';
import type { Context, Resource } from '../resource';
import { linesOf } from '../store';
import {
	type Bag,
	type Row,
	bag,
	decimal,
	money,
	rowsOf,
	shift,
	sum,
	whole,
	without,
} from '../values';
import { companyRef, line, lineAmount, projectRef, stating, vendorName } from '../wire';
import { restatePercentagePaid } from './contracts';
import { lineAttributes, lineChanges } from './lines';
import { flatPaths, moveContract, table } from './table';

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
		return header;
	}
	if (header.direct_cost_type === 'invoice') {
		for (const name of ['invoice_number', 'vendor_id']) {
			if (header[name] === undefined) throw fieldErrors(422, { [name]: ["can't be blank"] });
		}
		const taken = context.store
			.rows('direct_costs')
			.some(
				(row) =>
					row.invoice_number === header.invoice_number && whole(row.vendor_id) === header.vendor_id,
			);
		if (taken) throw fieldErrors(422, { invoice_number: ['has already been taken'] });
	}
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

const paymentMembers = [
	'date',
	'check_number',
	'requisition_id',
	'invoice_number',
	'payment_number',
	'draw_request_number',
	'notes',
	'status',
	'external_payment_id',
	'date_payment_initiated',
	'date_payment_settled',
	'origin_id',
	'origin_code',
	'origin_data',
	'created_at',
	'updated_at',
];

function paymentShape(row: Row, context: Context): Bag {
	return {
		...stating(
			paymentMembers,
			without(row, ['payment_method', 'invoice_date', 'prostore_file_ids', 'vendor', 'project']),
		),
		project_id: whole(row.project_id) ?? context.projectId ?? null,
		attachments: row.attachments ?? [],
	};
}

const freeOfPayments = ['origin_id', 'origin_data', 'prostore_file_ids'];

function refuseSyncedPayment(context: Context, row: Row, changed: string[]): void {
	const synced = typeof row.origin_id === 'string' && row.origin_id !== '';
	if (!synced || !context.switches.originLocks) return;
	if (changed.length > 0 && changed.every((name) => freeOfPayments.includes(name))) return;
	throw baseError(
		422,
		'The Contract Payment cannot be edited or deleted because it is synced with an ERP system',
	);
}

const contractPayments: Resource = {
	...table('contract_payments'),
	paths: flatPaths('/rest/v1.0/contract_payments'),
	scope: 'project',
	parameters: {
		list: ['contract_id'],
		show: ['contract_id'],
		create: ['contract_id'],
		update: ['contract_id'],
		remove: ['contract_id'],
	},
	queryFilters: ['contract_id'],
	list: paymentShape,
	show: paymentShape,
	root: 'contract_payment',
	attributes: {
		amount: 'money',
		date: 'date',
		invoice_number: 'text',
		invoice_date: 'date',
		check_number: 'text',
		payment_number: 'whole',
		payment_method: ['check', 'credit_card', 'electronic'],
		notes: 'text',
		draw_request_number: 'whole',
		requisition_id: 'whole',
		origin_id: 'text',
		origin_data: 'text',
		prostore_file_ids: 'any',
	},
	uniqueOrigin: true,
	prepare: (context, changes, existing) => {
		if (existing !== undefined) {
			refuseSyncedPayment(context, existing, Object.keys(changes));
			return changes;
		}
		const contractId = whole(context.body.contract_id);
		const contract = context.store.contract(contractId);
		if (contract === undefined || context.store.projectOf(contract.row) !== context.projectId)
			throw notFound();
		return {
			amount: '0.00',
			status: 'paid',
			...changes,
			contract_id: contractId,
			project_id: context.projectId,
		};
	},
	mayRemove: (context, row) => refuseSyncedPayment(context, row, []),
	settle: (context, before, after) => {
		const contract = context.store.contract(whole((after ?? before)?.contract_id));
		if (contract === undefined) return;
		const difference = decimal(after?.amount).minus(decimal(before?.amount));
		const left =
			contract.key === 'prime_contracts' ? 'outstanding_balance' : 'remaining_balance_outstanding';
		moveContract(context, contract.row, ['total_payments'], difference);
		moveContract(context, contract.row, [left], difference.neg());
		if (!difference.isZero()) restatePercentagePaid(contract.row);
	},
	webhook: 'Contract Payments',
};

const billingPeriods: Resource = {
	...table('billing_periods'),
	paths: flatPaths('/rest/v1.0/projects/:project_id/billing_periods'),
	scope: 'project',
	filters: { id: 'ids', created_at: 'range', updated_at: 'range', status: 'texts' },
	list: (row, context) => periodShape(row, context),
	show: (row, context) => periodShape(row, context),
	root: 'billing_period',
	attributes: {
		start_date: 'date',
		end_date: 'date',
		due_date: 'date',
		status: ['open', 'closed'],
	},
	requiredAttributes: ['start_date', 'end_date', 'due_date', 'status'],
	prepare: (context, changes, existing) =>
		existing === undefined
			? {
					...changes,
					position: context.store.rows('billing_periods').length + 1,
					project_id: context.projectId,
				}
			: changes,
};

function periodShape(row: Row, context: Context): Bag {
	return {
		...stating(
			['position', 'start_date', 'end_date', 'due_date', 'status', 'created_at', 'updated_at'],
			row,
		),
		project_id: whole(row.project_id) ?? context.projectId ?? null,
	};
}

const paymentApplicationInner = [
	'project_id',
	'g703',
	'attachments',
	'contract_id',
	'commitment_billing_period_id',
	'include_attachments',
];

function paymentApplicationEntry(row: Row): Bag {
	return stating(
		[
			'period_id',
			'period_start',
			'period_end',
			'billing_date',
			'invoice_number',
			'origin_id',
			'origin_data',
		],
		without(row, paymentApplicationInner),
	);
}

const paymentApplications: Resource = {
	...table('payment_applications'),
	paths: {
		list: [
			'/rest/v1.0/payment_applications',
			'/rest/v1.0/prime_contracts/:contract_id/payment_applications',
		],
		show: ['/rest/v1.0/payment_applications/:id'],
		create: ['/rest/v1.0/prime_contracts/:contract_id/payment_applications'],
		update: ['/rest/v1.0/prime_contracts/:contract_id/payment_applications/:id'],
		remove: ['/rest/v1.0/payment_applications/:id'],
	},
	scope: 'project',
	rows: ({ store, path }) =>
		store
			.rows('payment_applications')
			.filter(
				(row) =>
					path.contract_id === undefined || whole(bag(row.contract).id) === whole(path.contract_id),
			),
	list: paymentApplicationEntry,
	show: (row) => ({
		...paymentApplicationEntry(row),
		attachments: row.attachments ?? [],
		g703: row.g703 ?? [],
	}),
	root: 'payment_application',
	attributes: {
		commitment_billing_period_id: 'whole',
		period_start: 'date',
		period_end: 'date',
		billing_date: 'date',
		invoice_number: 'text',
		status: ['draft', 'under_review', 'revise_and_resubmit', 'approved'],
		origin_id: 'text',
		origin_data: 'text',
		include_attachments: 'flag',
	},
	prepare: (context, changes, existing) => {
		if (existing !== undefined) {
			if (
				context.switches.originLocks &&
				typeof existing.origin_id === 'string' &&
				existing.origin_id !== ''
			) {
				throw baseError(
					422,
					'This Payment Application cannot be edited because it has been synced with ERP',
				);
			}
			return changes;
		}
		const contract = context.store.find('prime_contracts', whole(context.path.contract_id));
		if (contract === undefined) throw notFound();
		const number =
			context.store
				.rows('payment_applications')
				.filter((row) => whole(bag(row.contract).id) === contract.id).length + 1;
		return {
			number,
			status: 'draft',
			...changes,
			period_id: changes.commitment_billing_period_id ?? null,
			contract: { id: contract.id, type: 'PrimeContract', title: contract.title ?? null },
			project_id: context.projectId,
		};
	},
	webhook: 'Payment Applications',
};

/** Direct costs, payments on contracts, billing periods and owner invoices. */
export const costs: Resource[] = [
	directCosts,
	directCostLines,
	contractPayments,
	billingPeriods,
	paymentApplications,
];
