import { baseError, notFound } from '../refusal';
import type { Attributes, Context, Resource } from '../resource';
import { type ContractKey, linesOf } from '../store';
import { type Bag, type Row, bag, decimal, money, rowsOf, shift, whole, without } from '../values';
import {
	line,
	lineAmount,
	linesTotal,
	personRef,
	projectRef,
	stating,
	vendorName,
	vendorRef,
} from '../wire';
import { flatPaths, softTable } from './table';
import { lineAttributes, lineChanges } from './lines';

const dates = [
	'approval_letter_date',
	'contract_date',
	'execution_date',
	'issued_on_date',
	'letter_of_intent_date',
	'returned_date',
	'signed_contract_received_date',
] as const;
const workOrderDates = [
	'actual_completion_date',
	'contract_start_date',
	'contract_estimated_completion_date',
] as const;

const datesAttributes = (names: readonly string[]): Attributes =>
	Object.fromEntries(names.map((name) => [name, 'date' as const]));

const common: Attributes = {
	number: 'text',
	title: 'text',
	vendor_id: 'whole',
	accounting_method: ['amount', 'unit'],
	description: 'text',
	executed: 'flag',
	private: 'flag',
	retainage_percent: 'money',
	invoice_contact_user_ids: 'any',
	currency_iso_code: 'text',
	currency_exchange_rate: 'any',
	upload_ids: 'any',
	file_version_ids: 'any',
	image_ids: 'any',
	form_ids: 'any',
	drawing_revision_ids: 'any',
	origin_id: 'text',
	origin_code: 'text',
	origin_data: 'text',
	...datesAttributes(dates),
};

interface ContractKind {
	key: ContractKey;
	root: string;
	statuses: readonly string[];
	attributes: Attributes;
	members: readonly string[];
	webhook: string;
}

const workOrders: ContractKind = {
	key: 'work_order_contracts',
	root: 'work_order_contract',
	statuses: [
		'Draft',
		'Out For Bid',
		'Out For Signature',
		'Approved',
		'Complete',
		'Terminated',
		'Void',
	],
	attributes: { ...datesAttributes(workOrderDates), inclusions: 'text', exclusions: 'text' },
	members: [...workOrderDates, 'inclusions', 'exclusions'],
	webhook: 'Work Order Contracts',
};

const purchaseOrders: ContractKind = {
	key: 'purchase_order_contracts',
	root: 'purchase_order_contract',
	statuses: [
		'Draft',
		'Processing',
		'Submitted',
		'Partially Received',
		'Received',
		'Approved',
		'Closed',
	],
	attributes: {
		assignee_id: 'whole',
		bill_to_address: 'text',
		ship_to_address: 'text',
		ship_via: 'text',
		payment_terms: 'text',
		delivery_date: 'date',
		billing_schedule_of_values_status: ['draft', 'under_review', 'revise_and_submit', 'approved'],
	},
	members: [
		'assignee',
		'bill_to_address',
		'ship_to_address',
		'ship_via',
		'payment_terms',
		'delivery_date',
	],
	webhook: 'Purchase Order Contracts',
};

const members = [
	...dates,
	'number',
	'title',
	'status',
	'description',
	'accounting_method',
	'retainage_percent',
	'origin_id',
	'origin_code',
	'origin_data',
	'created_at',
	'updated_at',
	'deleted_at',
];

/** Members of a contract that only its single view has. */
const showOnly = [
	'line_items',
	'change_order_packages',
	'change_order_requests',
	'potential_change_orders',
	'payments_issued',
	'payments_received',
	'invoice_contacts',
	'attachments',
	'created_by_id',
];
/** What is kept of a request but is no member of the wire shape. */
const inner = [
	'vendor_id',
	'project_id',
	'assignee_id',
	'invoice_contact_user_ids',
	'upload_ids',
	'file_version_ids',
	'image_ids',
	'form_ids',
	'drawing_revision_ids',
	'currency_iso_code',
	'currency_exchange_rate',
];

const currency = (row: Row): unknown =>
	row.currency_configuration ?? { currency_iso_code: row.currency_iso_code ?? 'USD' };

function listShape(kind: ContractKind, row: Row, context: Context): Bag {
	return {
		...stating([...members, ...kind.members], without(row, [...showOnly, ...inner])),
		executed: row.executed ?? false,
		private: row.private ?? false,
		vendor: vendorRef(context, row, false),
		project: projectRef(context, row),
		currency_configuration: currency(row),
	};
}

const holderTypes: Record<ContractKey, string> = {
	work_order_contracts: 'WorkOrderContract',
	purchase_order_contracts: 'PurchaseOrderContract',
	prime_contracts: 'PrimeContract',
};

/** The change orders, payments and lines that a single contract is shown with. */
function children(key: ContractKey, row: Row, context: Context): Bag {
	const { store } = context;
	const ofContract = (resource: string): Row[] =>
		store.rows(resource).filter((one) => whole(one.contract_id) === row.id);
	const headers = (rows: Row[]): Bag[] =>
		rows.map((one) => without(one, ['line_items', 'project_id']));
	return {
		line_items: rowsOf(row.line_items).map((one) =>
			line(context, one, { row, type: holderTypes[key] }),
		),
		change_order_packages: headers(ofContract('change_order_packages')),
		change_order_requests: [headers(ofContract('change_order_requests'))],
		potential_change_orders: headers(ofContract('potential_change_orders')),
		[key === 'prime_contracts' ? 'payments_received' : 'payments_issued']: headers(
			ofContract('contract_payments'),
		),
		attachments: row.attachments ?? [],
	};
}

function showShape(kind: ContractKind, row: Row, context: Context): Bag {
	return {
		...listShape(kind, row, context),
		...children(kind.key, row, context),
		vendor: vendorRef(context, row, true),
		invoice_contacts: row.invoice_contacts ?? [],
		created_by_id: row.created_by_id ?? null,
	};
}

/** Refuses what approved and complete commitments lock, where the company has set it so. */
export function refuseLocked(context: Context, contract: Row, what: string): void {
	const locked = contract.status === 'Approved' || contract.status === 'Complete';
	if (!locked || !context.switches.approvedCommitmentLock) return;
	throw baseError(
		Number(context.switches.approvedCommitmentStatus),
		`${what} cannot be changed while the commitment is ${String(contract.status)}`,
	);
}

const zeroFigures = {
	grand_total: '0.00',
	approved_change_orders: '0.00',
	pending_change_orders: '0.00',
	draft_change_orders_amount: '0.00',
	revised_contract: '0.00',
	pending_revised_contract: '0.00',
	remaining_balance_outstanding: '0.00',
	total_payments: '0.00',
	total_requisitions_amount: '0.00',
	total_draw_requests_amount: '0.00',
	percentage_paid: '0.00',
};

function commitment(kind: ContractKind): Resource {
	return {
		...softTable(kind.key),
		paths: flatPaths(`/rest/v1.0/${kind.key}`, true),
		scope: 'project',
		filters: {
			id: 'ids',
			status: 'texts',
			created_at: 'range',
			updated_at: 'range',
			include_deleted: 'special',
			origin_id: 'texts',
		},
		list: (row, context, view) =>
			view === 'extended' ? showShape(kind, row, context) : listShape(kind, row, context),
		show: (row, context) => showShape(kind, row, context),
		root: kind.root,
		attributes: { ...common, ...kind.attributes, status: kind.statuses },
		uniqueOrigin: true,
		prepare: (context, changes, existing) => prepareContract(kind, context, changes, existing),
		mayRemove: (context, row) => refuseLocked(context, row, 'The commitment'),
		webhook: kind.webhook,
	};
}

function prepareContract(
	kind: ContractKind,
	context: Context,
	changes: Bag,
	existing: Row | undefined,
): Bag {
	const { vendor_id: vendorId, ...others } = changes;
	if (vendorId !== undefined && existing !== undefined) {
		const present = whole(bag(existing.vendor).id) ?? whole(existing.vendor_id);
		if (whole(vendorId) !== present) refuseLocked(context, existing, 'The vendor');
	}
	const vendor = vendorId === undefined ? {} : { vendor: vendorFor(context, vendorId) };
	if (existing !== undefined) return { ...others, ...vendor };
	return {
		number: `${kind.key === 'prime_contracts' ? 'PC' : 'SC'}-${String(context.store.rows(kind.key).length + 1).padStart(3, '0')}`,
		title: null,
		status: kind.statuses[0],
		accounting_method: 'amount',
		executed: false,
		private: true,
		requisitions_are_enabled: true,
		...zeroFigures,
		...others,
		...vendor,
		project_id: context.projectId,
		created_by_id: context.caller.id,
		line_items: [],
	};
}

function vendorFor(context: Context, id: unknown): Bag | null {
	if (id === null) return null;
	const vendor = context.store.find('vendors', whole(id));
	if (vendor === undefined) throw baseError(422, 'Vendor must exist in the company directory');
	return { id: vendor.id, company: vendor.name };
}

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

const primeContracts: Resource = {
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
function scheduleOfValues(key: ContractKey, webhook: string): Resource {
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

/** Percentage of the revised contract that is paid, restated after a payment. */
export function restatePercentagePaid(contract: Row): void {
	const revised = decimal(contract.revised_contract ?? contract.revised_contract_amount);
	if (contract.percentage_paid === undefined || revised.isZero()) return;
	contract.percentage_paid = money(
		decimal(contract.total_payments).div(revised).times(100).toDecimalPlaces(2),
	);
}

/** Subcontracts, purchase orders, prime contracts and their schedules of values. */
export const contracts: Resource[] = [
	commitment(workOrders),
	commitment(purchaseOrders),
	primeContracts,
	scheduleOfValues('work_order_contracts', 'Work Order Contract Line Items'),
	scheduleOfValues('purchase_order_contracts', 'Purchase Order Contract Line Items'),
	scheduleOfValues('prime_contracts', 'Prime Contract Line Items'),
];
