import type { Resource } from './shape';
import { byContract, byProject, times } from './scopes';

/** Requisitions, payments, direct costs, the prime contract side and labour. */
export const billingResources = {
	requisitions: {
		label: 'requisition',
		scope: 'project',
		list: {
			path: '/rest/v1.1/requisitions',
			query: byProject,
			paged: true,
			filters: ['id', 'commitment_id', 'period_id', 'status', ...times, 'origin_id', 'is_last'],
			defaults: { view: 'extended' },
		},
		// Only with this view does a single one have its lines.
		show: {
			path: '/rest/v1.1/requisitions/{id}',
			query: byProject,
			defaults: { view: 'extended' },
		},
		create: {
			path: '/rest/v1.1/requisitions',
			root: 'requisition',
			body: ['project_id', 'commitment_id'],
		},
		update: {
			path: '/rest/v1.1/requisitions/{id}',
			root: 'requisition',
			body: ['project_id', 'commitment_id'],
		},
	},
	billing_periods: {
		label: 'billing period',
		scope: 'project',
		list: {
			path: '/rest/v1.0/projects/{project_id}/billing_periods',
			paged: true,
			filters: ['id', ...times, 'status'],
		},
		show: { path: '/rest/v1.0/projects/{project_id}/billing_periods/{id}' },
		create: { path: '/rest/v1.0/projects/{project_id}/billing_periods', root: 'billing_period' },
		update: {
			path: '/rest/v1.0/projects/{project_id}/billing_periods/{id}',
			root: 'billing_period',
		},
	},
	contract_payments: {
		label: 'contract payment',
		scope: 'contract',
		list: { path: '/rest/v1.0/contract_payments', query: byContract, paged: true, filters: [] },
		show: { path: '/rest/v1.0/contract_payments/{id}', query: byContract },
		create: { path: '/rest/v1.0/contract_payments', root: 'contract_payment', body: byContract },
		update: {
			path: '/rest/v1.0/contract_payments/{id}',
			root: 'contract_payment',
			body: byContract,
		},
	},
	direct_costs: {
		label: 'direct cost',
		scope: 'project',
		list: {
			path: '/rest/v1.1/projects/{project_id}/direct_costs',
			paged: true,
			filters: ['id', 'origin_id', 'invoice_number', ...times, 'payment_date', 'received_date'],
		},
		show: { path: '/rest/v1.1/projects/{project_id}/direct_costs/{id}' },
		create: { path: '/rest/v1.1/projects/{project_id}/direct_costs', root: 'direct_cost' },
		update: { path: '/rest/v1.1/projects/{project_id}/direct_costs/{id}', root: 'direct_cost' },
		sync: { path: '/rest/v1.0/projects/{project_id}/direct_costs/sync' },
	},
	prime_contracts: {
		label: 'prime contract',
		scope: 'project',
		list: {
			path: '/rest/v1.0/prime_contracts',
			query: byProject,
			paged: true,
			filters: ['id', 'updated_at'],
		},
		show: { path: '/rest/v1.0/prime_contract/{id}', query: byProject },
		create: { path: '/rest/v1.0/prime_contract', root: 'prime_contract', body: byProject },
		update: { path: '/rest/v1.0/prime_contract/{id}', root: 'prime_contract', body: byProject },
	},
	payment_applications: {
		label: 'owner invoice',
		scope: 'project',
		list: { path: '/rest/v1.0/payment_applications', query: byProject, paged: true, filters: [] },
		show: { path: '/rest/v1.0/payment_applications/{id}', query: byProject },
		create: {
			path: '/rest/v1.0/prime_contracts/{contract_id}/payment_applications',
			root: 'payment_application',
			body: byProject,
		},
		update: {
			path: '/rest/v1.0/prime_contracts/{contract_id}/payment_applications/{id}',
			root: 'payment_application',
			body: byProject,
		},
	},
	timecard_entries: {
		label: 'timecard entry',
		scope: 'project',
		// Without `start_date` and `end_date` it lists the current day alone.
		list: {
			path: '/rest/v1.0/projects/{project_id}/timecard_entries',
			paged: true,
			filters: [],
		},
		show: { path: '/rest/v1.0/projects/{project_id}/timecard_entries/{id}' },
	},
} as const satisfies Record<string, Resource>;
