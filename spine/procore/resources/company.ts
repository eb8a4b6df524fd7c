import type { Resource } from './shape';
import { byCompany, byProject, times } from './scopes';

/** What belongs to the company, and the codes of a project. */
export const companyResources = {
	companies: {
		label: 'company',
		scope: 'none',
		list: { path: '/rest/v1.0/companies', paged: true, filters: [] },
	},
	projects: {
		label: 'project',
		scope: 'company',
		list: {
			path: '/rest/v1.1/projects',
			query: byCompany,
			paged: true,
			filters: ['by_status', 'name', 'project_number', ...times, 'origin_id', 'id', 'vendor_id'],
			defaults: { 'filters[by_status]': 'All' },
		},
		show: { path: '/rest/v1.0/projects/{id}', query: byCompany },
		create: { path: '/rest/v1.0/projects', root: 'project', body: byCompany },
		update: { path: '/rest/v1.0/projects/{id}', root: 'project', body: byCompany },
		sync: { path: '/rest/v1.0/projects/sync', body: byCompany },
	},
	vendors: {
		label: 'vendor',
		scope: 'company',
		list: {
			path: '/rest/v1.0/vendors',
			query: byCompany,
			paged: true,
			filters: ['id', 'origin_id', 'search', ...times, 'parent_id', 'trade_id'],
			defaults: { view: 'normal' },
		},
		show: { path: '/rest/v1.0/vendors/{id}', query: byCompany },
		create: { path: '/rest/v1.0/vendors', root: 'vendor', body: byCompany },
		update: { path: '/rest/v1.0/vendors/{id}', root: 'vendor', body: byCompany },
		sync: { path: '/rest/v1.0/vendors/sync', body: byCompany },
	},
	inactive_vendors: {
		label: 'inactive vendor',
		scope: 'company',
		list: {
			path: '/rest/v1.0/companies/{company_id}/vendors/inactive',
			paged: true,
			filters: [],
			defaults: { view: 'normal' },
		},
	},
	cost_codes: {
		label: 'cost code',
		scope: 'project',
		list: {
			path: '/rest/v1.0/cost_codes',
			query: byProject,
			paged: true,
			filters: ['id', 'origin_id'],
		},
		show: { path: '/rest/v1.0/cost_codes/{id}', query: byProject },
		create: { path: '/rest/v1.0/cost_codes', root: 'cost_code', body: byProject },
		update: { path: '/rest/v1.0/cost_codes/{id}', root: 'cost_code', body: byProject },
		sync: { path: '/rest/v1.0/cost_codes/sync', query: byProject },
	},
	wbs_codes: {
		label: 'budget code',
		scope: 'project',
		list: {
			path: '/rest/v1.0/projects/{project_id}/work_breakdown_structure/wbs_codes',
			paged: true,
			filters: ['status', 'updated_at'],
		},
	},
	line_item_types: {
		label: 'cost type',
		scope: 'company',
		list: {
			path: '/rest/v1.0/line_item_types',
			query: byCompany,
			paged: true,
			filters: ['origin_id'],
		},
		show: { path: '/rest/v1.0/line_item_types/{id}', query: byCompany },
		create: { path: '/rest/v1.0/line_item_types', root: 'line_item_type', body: byCompany },
		update: { path: '/rest/v1.0/line_item_types/{id}', root: 'line_item_type', body: byCompany },
		sync: { path: '/rest/v1.0/line_item_types/sync', body: byCompany },
	},
} as const satisfies Record<string, Resource>;
