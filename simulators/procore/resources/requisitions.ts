import { changesFrom } from '../attributes';
import { baseError, notFound, required } from '../refusal';
import type { Context, Resource } from '../resource';
import { type Bag, type Row, bag, decimal, rowsOf, whole, without } from '../values';
import { personRef, stating, vendorName } from '../wire';
import {
	applyItem,
	freshItems,
	itemAttributes,
	percentComplete,
	previousRequisition,
	summaryOf,
} from './pay-application';
import { flatPaths, moveContract, table } from './table';

const statuses = [
	'draft',
	'under_review',
	'revise_and_resubmit',
	'approved',
	'approved_as_noted',
	'pending_owner_approval',
] as const;
const openStatuses = ['draft', 'revise_and_resubmit', 'under_review'];

const members = [
	'previous_requisition_id',
	'billing_date',
	'payment_date',
	'submitted_at',
	'period_id',
	'requisition_start',
	'requisition_end',
	'invoice_number',
	'erp_status',
	'total_claimed_amount',
	'percent_complete',
	'electronic_signature_id',
	'origin_id',
	'origin_data',
	'created_at',
	'updated_at',
];

function commitmentOf(context: Context, row: Bag): { key: string; row: Row } | undefined {
	return context.store.contract(whole(row.commitment_id));
}

/** v1.1 states the summary as `summary`, v1.0 as `g702`; items come with the views that have them. */
function shape(version: 'v1.0' | 'v1.1') {
	return (row: Row, context: Context, view: string | null): Bag => {
		const commitment = commitmentOf(context, row);
		const withItems = view === 'extended' || view === 'items';
		const { summary, ...header } = row;
		const full = {
			...stating(members, without(header, withItems ? [] : ['items', 'item_packages'])),
			project_id: whole(row.project_id) ?? context.projectId ?? null,
			commitment_type:
				row.commitment_type ??
				(commitment?.key === 'purchase_order_contracts'
					? 'PurchaseOrderContract'
					: 'WorkOrderContract'),
			contract_name: row.contract_name ?? commitment?.row.title ?? null,
			vendor_id:
				row.vendor_id ?? bag(commitment?.row.vendor).id ?? commitment?.row.vendor_id ?? null,
			vendor_name: row.vendor_name ?? (commitment && vendorName(context, commitment.row)) ?? null,
			final: row.final ?? false,
			deletable:
				row.deletable ?? (isLatest(context, row) && openStatuses.includes(String(row.status))),
			created_by: row.created_by ?? null,
			...(withItems ? { items: row.items ?? [] } : {}),
			[version === 'v1.0' ? 'g702' : 'summary']: summary ?? row.g702 ?? null,
		};
		return view === 'header_only' ? without(full, ['summary', 'g702', 'summary_text']) : full;
	};
}

function isLatest(context: Context, row: Row): boolean {
	return !context.store
		.rows('requisitions')
		.some(
			(other) =>
				whole(other.commitment_id) === whole(row.commitment_id) &&
				Number(other.number) > Number(row.number),
		);
}

const originOnly = ['origin_id', 'origin_data'];

/** Refuses an edit by the rules of status, order and origin. */
function refuseLocked(context: Context, row: Row, changes: Bag): void {
	const origins = Object.keys(changes).every((name) => originOnly.includes(name));
	if (context.switches.originLocks && typeof row.origin_id === 'string' && row.origin_id !== '') {
		throw baseError(422, 'The invoice is not editable because it has been synced with ERP');
	}
	if (origins || context.switches.caller === 'admin') return;
	const editable = row.status === 'draft' || row.status === 'revise_and_resubmit';
	if (!editable || !isLatest(context, row)) {
		throw baseError(
			422,
			'Only the latest invoice may be edited, while it is draft or to be revised',
		);
	}
}

function refuseStatus(context: Context, changes: Bag): void {
	if (context.switches.caller === 'admin' || changes.status === undefined) return;
	if (changes.status === 'draft' || changes.status === 'under_review') return;
	throw baseError(422, 'Invoice contacts may only save or submit an invoice');
}

function prepare(context: Context, changes: Bag, existing: Row | undefined): Bag {
	refuseStatus(context, changes);
	const { items: given, ...header } = changes;
	if (existing !== undefined) {
		refuseLocked(context, existing, changes);
		if (given === undefined) return header;
		return { ...header, ...restated(context, existing, given, false) };
	}
	const commitmentId = whole(context.body.commitment_id);
	const commitment = context.store.contract(commitmentId);
	if (commitmentId === undefined) throw required('commitment_id');
	if (commitment === undefined || context.store.projectOf(commitment.row) !== context.projectId) {
		throw notFound();
	}
	const last = previousRequisition(context, commitmentId, Number.POSITIVE_INFINITY);
	const number = Number(last?.number ?? 0) + 1;
	const row: Row = {
		id: 0,
		number,
		commitment_id: commitmentId,
		items: freshItems(context, commitment.row, last),
	};
	return {
		status: 'draft',
		invoice_number: String(number),
		invoice_type: 'progress',
		final: false,
		...header,
		number,
		project_id: context.projectId,
		commitment_id: commitmentId,
		previous_requisition_id: last?.id ?? null,
		created_by: personRef(context),
		...restated(context, row, given ?? [], true),
	};
}

/** Items with the changes given, and the summary that follows from them. */
function restated(context: Context, row: Row, given: unknown, fresh: boolean): Bag {
	const commitment = commitmentOf(context, row);
	if (commitment === undefined) throw notFound();
	const items = structuredClone(rowsOf(row.items));
	const percent = decimal(commitment.row.retainage_percent);
	for (const sent of Array.isArray(given) ? given.map(bag) : []) {
		const item = items.find((one) =>
			fresh ? one.line_item_id === whole(sent.line_item_id) : one.id === whole(sent.id),
		);
		if (item === undefined) throw baseError(422, 'The item does not belong to the invoice');
		const attributes = without(sent, ['id']);
		applyItem(item, changesFrom(itemAttributes, attributes, context.switches), percent);
	}
	const previous = previousRequisition(context, whole(row.commitment_id), Number(row.number));
	const summary = { ...bag(row.summary), ...summaryOf(commitment.row, items, previous) };
	return {
		items,
		summary,
		total_claimed_amount: summary.current_payment_due,
		percent_complete: percentComplete(summary),
	};
}

function settle(context: Context, before: Row | undefined, after: Row | undefined): void {
	const commitment = commitmentOf(context, bag(after ?? before));
	if (commitment === undefined) return;
	const due = (row: Row | undefined): ReturnType<typeof decimal> =>
		decimal(row?.total_claimed_amount ?? bag(row?.summary).current_payment_due);
	moveContract(
		context,
		commitment.row,
		['total_requisitions_amount'],
		due(after).minus(due(before)),
	);
}

function requisitions(version: 'v1.0' | 'v1.1'): Resource {
	const show = shape(version);
	return {
		...table('requisitions'),
		paths: flatPaths(`/rest/${version}/requisitions`),
		scope: 'project',
		parameters: { create: ['commitment_id'], update: ['commitment_id'] },
		paging: { perPage: 30 },
		filters: {
			id: 'ids',
			commitment_id: 'ids',
			period_id: 'ids',
			status: 'texts',
			created_at: 'range',
			updated_at: 'range',
			origin_id: 'texts',
			is_last: 'special',
		},
		specialFilters: {
			is_last: (row, [value], context) => isLatest(context, row) === (value === 'true'),
		},
		list: show,
		show,
		root: 'requisition',
		attributes: {
			period_id: 'whole',
			requisition_start: 'date',
			requisition_end: 'date',
			billing_date: 'date',
			invoice_number: 'text',
			status: statuses,
			final: 'flag',
			payment_date: 'date',
			submitted_at: 'date',
			origin_id: 'text',
			origin_data: 'text',
			prostore_file_ids: 'any',
			upload_ids: 'any',
			items: 'any',
		},
		uniqueOrigin: true,
		prepare,
		mayRemove: (context, row) => {
			refuseLocked(context, row, { id: row.id });
			if (!isLatest(context, row) || !openStatuses.includes(String(row.status))) {
				throw baseError(422, 'Only the latest invoice may be deleted, while it is open');
			}
		},
		settle,
	};
}

/** Subcontractor invoices, of which webhooks know nothing. */
export const requisitionResources: Resource[] = [requisitions('v1.1'), requisitions('v1.0')];

/** Changes items of a requisition and what follows from them. */
export function updateItems(context: Context, row: Row, items: unknown): void {
	refuseLocked(context, row, { items });
	const before = structuredClone(row);
	Object.assign(row, restated(context, row, items, false), { updated_at: context.now });
	settle(context, before, row);
	context.store.changed();
}

/** The requisition that a sub-address names. */
export function requisitionOf(context: Context): Row {
	const row = context.store.find('requisitions', whole(context.path.requisition_id));
	if (row === undefined || context.store.projectOf(row) !== context.projectId) throw notFound();
	return row;
}
