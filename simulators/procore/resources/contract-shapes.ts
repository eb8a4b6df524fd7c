import { baseError } from '../refusal';
import type { Attributes, Context } from '../resource';
import { type ContractKey } from '../store';
import { type Bag, type Row, bag, rowsOf, whole, without } from '../values';
import { line, projectRef, stating, vendorRef } from '../wire';

const dates = [
	'approval_letter_date',
	'contract_date',
	'execution_date',
	'issued_on_date',
	'letter_of_intent_date',
	'returned_date',
	'signed_contract_received_date',
] as const;
/** Dates that subcontracts and prime contracts have. */
export const workOrderDates = [
	'actual_completion_date',
	'contract_start_date',
	'contract_estimated_completion_date',
] as const;

/** Attributes that are all dates. */
export const datesAttributes = (names: readonly string[]): Attributes =>
	Object.fromEntries(names.map((name) => [name, 'date' as const]));

/** Attributes that every kind of contract takes. */
export const common: Attributes = {
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

/** In what one kind of contract differs from the others. */
export interface ContractKind {
	key: ContractKey;
	root: string;
	statuses: readonly string[];
	attributes: Attributes;
	members: readonly string[];
	webhook: string;
}
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

/** A contract as a list states it. */
export function listShape(kind: ContractKind, row: Row, context: Context): Bag {
	return {
		...stating([...members, ...kind.members], without(row, [...showOnly, ...inner])),
		executed: row.executed ?? false,
		private: row.private ?? false,
		vendor: vendorRef(context, row, false),
		project: projectRef(context, row),
		currency_configuration: currency(row),
	};
}

/** What a line says its holder is. */
export const holderTypes: Record<ContractKey, string> = {
	work_order_contracts: 'WorkOrderContract',
	purchase_order_contracts: 'PurchaseOrderContract',
	prime_contracts: 'PrimeContract',
};

/** The change orders, payments and lines that a single contract is shown with. */
export function children(key: ContractKey, row: Row, context: Context): Bag {
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

/** A contract as it is shown alone. */
export function showShape(kind: ContractKind, row: Row, context: Context): Bag {
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

/** Derived totals of a new commitment. */
export const zeroFigures = {
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

/** The changes of a contract: its vendor as the wire has it, defaults of a new one. */
export function prepareContract(
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
