import type { Resource } from './shape';
import { byContract, byProject, times } from './scopes';

function contracts(path: string, root: string, label: string) {
	return {
		label,
		scope: 'project',
		list: {
			path: `/rest/v1.0/${path}`,
			query: byProject,
			paged: true,
			filters: ['id', 'status', ...times, 'include_deleted', 'origin_id'],
			defaults: { view: 'extended' },
		},
		show: { path: `/rest/v1.0/${path}/{id}`, query: byProject },
		create: { path: `/rest/v1.0/${path}`, root, body: byProject },
		update: { path: `/rest/v1.0/${path}/{id}`, root, body: byProject },
		sync: { path: `/rest/v1.0/${path}/sync`, body: byProject },
	} as const;
}

function contractLines(path: string, label: string) {
	const list = `/rest/v1.0/${path}/{contract_id}/line_items`;
	return {
		label,
		scope: 'contract',
		list: {
			path: list,
			query: byProject,
			paged: true,
			filters: ['id', ...times, 'cost_code_id', 'line_item_type_id'],
		},
		show: { path: `${list}/{id}`, query: byProject },
		create: { path: list, root: 'line_item', body: byProject },
		update: { path: `${list}/{id}`, root: 'line_item', body: byProject },
		sync: { path: `${list}/sync`, query: byProject },
	} as const;
}

/** Commitments with their SOV, and change orders of every tier. */
export const contractResources = {
	work_order_contracts: contracts('work_order_contracts', 'work_order_contract', 'subcontract'),
	work_order_contract_line_items: contractLines('work_order_contracts', 'subcontract line'),
	purchase_order_contracts: contracts(
		'purchase_order_contracts',
		'purchase_order_contract',
		'purchase order',
	),
	purchase_order_contract_line_items: contractLines(
		'purchase_order_contracts',
		'purchase order line',
	),
	change_order_packages: {
		label: 'change order package',
		scope: 'project',
		list: {
			path: '/rest/v1.0/change_order_packages',
			query: byProject,
			optional: ['contract_id'],
			paged: true,
			filters: [
				'id',
				...times,
				'reviewed_at',
				'due_date',
				'invoiced_date',
				'paid_date',
				'signed_change_order_received_date',
				'include_deleted',
			],
		},
		show: {
			path: '/rest/v1.0/change_order_packages/{id}',
			query: byProject,
			optional: ['contract_id'],
		},
		create: { path: '/rest/v1.0/change_order_packages', root: 'change_order', body: byContract },
		update: {
			path: '/rest/v1.0/change_order_packages/{id}',
			root: 'change_order',
			body: byContract,
		},
	},
	change_order_requests: {
		label: 'change order request',
		scope: 'contract',
		list: {
			path: '/rest/v1.0/change_order_requests',
			query: byContract,
			paged: true,
			filters: [
				'id',
				...times,
				'due_date',
				'invoiced_date',
				'paid_date',
				'change_order_package_id',
				'status',
			],
		},
		show: { path: '/rest/v1.0/change_order_requests/{id}', query: byContract },
		create: { path: '/rest/v1.0/change_order_requests', root: 'change_order', body: byContract },
		update: {
			path: '/rest/v1.0/change_order_requests/{id}',
			root: 'change_order',
			body: byContract,
		},
		sync: { path: '/rest/v1.0/change_order_requests/sync', query: byContract },
	},
	potential_change_orders: {
		label: 'potential change order',
		scope: 'project',
		list: {
			path: '/rest/v1.0/potential_change_orders',
			query: byProject,
			paged: true,
			filters: [
				'id',
				'origin_id',
				'contract_id',
				...times,
				'due_date',
				'invoiced_date',
				'paid_date',
				'reviewed_at',
				'include_deleted',
			],
		},
		show: { path: '/rest/v1.0/potential_change_orders/{id}', query: byContract },
		create: { path: '/rest/v1.0/potential_change_orders', root: 'change_order', body: byContract },
		update: {
			path: '/rest/v1.0/potential_change_orders/{id}',
			root: 'change_order',
			body: byContract,
		},
		sync: { path: '/rest/v1.0/potential_change_orders/sync', query: byContract },
	},
	potential_change_order_line_items: contractLines(
		'potential_change_orders',
		'potential change order line',
	),
	commitment_change_orders: {
		label: 'commitment change order',
		scope: 'project',
		list: {
			path: '/rest/v1.0/projects/{project_id}/commitment_change_orders',
			paged: false,
			filters: [
				'id',
				'batch_id',
				'legacy_package_id',
				'contract_id',
				'vendor_id',
				'executed',
				'signature_required',
				'status',
				'updated_at',
			],
		},
		show: { path: '/rest/v1.0/projects/{project_id}/commitment_change_orders/{id}' },
		create: {
			path: '/rest/v1.0/projects/{project_id}/commitment_change_orders',
			root: 'change_order',
		},
		update: {
			path: '/rest/v1.0/projects/{project_id}/commitment_change_orders/{id}',
			root: 'change_order',
		},
	},
} as const satisfies Record<string, Resource>;
