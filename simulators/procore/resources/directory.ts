import type { Attributes, Context, Resource } from '../resource';
import { type Bag, type Row, without } from '../values';
import { companyRef, stating } from '../wire';
import { table } from './table';
import { vendorResources } from './vendors';

const companies: Resource = {
	...table('companies'),
	paths: { list: ['/rest/v1.0/companies'] },
	scope: 'anyone',
	rows: ({ store, switches, caller }) =>
		caller.kind === 'service'
			? store.companies.filter((row) => !switches.disconnectedCompanies.includes(row.id))
			: store.companies,
	list: (row) => ({
		is_active: true,
		logo_url: null,
		pcn_business_experience: null,
		my_company: true,
		...row,
	}),
	show: (row) => row,
};

const projectAttributes: Attributes = {
	name: 'text',
	project_number: 'text',
	code: 'text',
	active: 'flag',
	address: 'text',
	city: 'text',
	state_code: 'text',
	country_code: 'text',
	zip: 'text',
	phone: 'text',
	time_zone: 'text',
	description: 'text',
	start_date: 'date',
	completion_date: 'date',
	total_value: 'money',
	accounting_project_number: 'text',
	origin_id: 'text',
	origin_data: 'text',
	origin_code: 'text',
	standard_cost_code_list_id: 'whole',
	parent_job_id: 'whole',
	department_ids: 'any',
	project_template_id: 'whole',
	store_number: 'text',
};

const projectMembers = [
	'project_number',
	'address',
	'city',
	'state_code',
	'country_code',
	'zip',
	'time_zone',
	'start_date',
	'completion_date',
	'total_value',
	'origin_id',
	'origin_data',
	'origin_code',
	'accounting_project_number',
	'created_at',
	'updated_at',
];

function projectShape(row: Row, context: Context): Bag {
	return {
		...stating(
			projectMembers,
			without(row, ['company_id', 'change_order_tiers', 'department_ids']),
		),
		active: row.active ?? true,
		display_name: row.display_name ?? [row.project_number, row.name].filter(Boolean).join(' - '),
		company: row.company ?? companyRef(context),
	};
}

const projects: Resource = {
	...table('projects'),
	paths: {
		list: ['/rest/v1.1/projects', '/rest/v1.0/projects'],
		show: ['/rest/v1.0/projects/:id'],
		create: ['/rest/v1.0/projects'],
		update: ['/rest/v1.0/projects/:id'],
		sync: ['/rest/v1.0/projects/sync'],
	},
	scope: 'company',
	parameters: {
		list: ['company_id'],
		show: ['company_id'],
		create: ['company_id'],
		update: ['company_id'],
		sync: ['company_id'],
	},
	rows: ({ store, companyId }) =>
		store.rows('projects').filter((row) => store.companyOf(row) === companyId),
	filters: {
		by_status: 'special',
		name: 'substring',
		project_number: 'texts',
		created_at: 'range',
		updated_at: 'range',
		origin_id: 'texts',
		id: 'ids',
	},
	filterDefaults: { by_status: 'Active' },
	specialFilters: {
		by_status: (row, [status]) =>
			status === 'All' || (row.active ?? true) === (status === 'Active'),
	},
	sorts: ['name', 'display_name'],
	list: (row, context, view) => {
		if (view === 'ids') return row.id;
		const shape = projectShape(row, context);
		if (view !== 'compact') return shape;
		return { id: row.id, name: row.name, display_name: shape.display_name };
	},
	show: (row, context, view) =>
		view === 'minimal' ? { id: row.id, name: row.name } : projectShape(row, context),
	root: 'project',
	attributes: projectAttributes,
	requiredAttributes: ['name'],
	uniqueOrigin: true,
	prepare: (context, changes, existing) =>
		existing === undefined ? { active: true, ...changes, company: companyRef(context) } : changes,
	webhook: 'Projects',
};

/** Companies, projects and vendors. */
export const directory: Resource[] = [companies, projects, ...vendorResources];
