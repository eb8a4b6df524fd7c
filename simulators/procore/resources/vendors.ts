import { fieldErrors } from '../refusal';
import type { Attributes, Context, Resource } from '../resource';
import { type Bag, type Row, bag, without, whole } from '../values';
import { companyRef, stating } from '../wire';
import { table } from './table';

const vendorAttributes: Attributes = {
	name: 'text',
	abbreviated_name: 'text',
	trade_name: 'text',
	address: 'text',
	city: 'text',
	state_code: 'text',
	country_code: 'text',
	zip: 'text',
	business_phone: 'text',
	mobile_phone: 'text',
	fax_number: 'text',
	email_address: 'text',
	website: 'text',
	is_active: 'flag',
	license_number: 'text',
	labor_union: 'text',
	union_member: 'flag',
	non_union_prevailing_wage: 'flag',
	authorized_bidder: 'flag',
	prequalified: 'flag',
	notes: 'text',
	parent_id: 'whole',
	primary_contact_id: 'whole',
	vendor_group_id: 'whole',
	trade_ids: 'any',
	standard_cost_code_ids: 'any',
	bidding: 'any',
	origin_id: 'text',
	origin_data: 'text',
	origin_code: 'text',
	business_register_attributes: 'any',
	origin_custom_fields: 'any',
};

const vendorMembers = [
	'abbreviated_name',
	'trade_name',
	'address',
	'city',
	'state_code',
	'country_code',
	'zip',
	'business_phone',
	'email_address',
	'website',
	'license_number',
	'notes',
	'origin_id',
	'origin_data',
	'origin_code',
	'legal_name',
	'business_id',
	'primary_contact',
	'parent',
	'created_at',
	'updated_at',
];

function vendorShape(row: Row, context: Context, view: string | null): Bag {
	if (view === 'compact' || view === 'ids_only') {
		return view === 'compact' ? { id: row.id, name: row.name } : { id: row.id };
	}
	const register = bag(row.business_register_attributes);
	const shape = {
		...stating(vendorMembers, without(row, ['company_id', 'business_register_attributes'])),
		is_active: row.is_active ?? true,
		company: row.company ?? companyRef(context).name,
		synced_to_erp: row.synced_to_erp ?? false,
		...(register.identifier === undefined ? {} : { business_register: register }),
	};
	return view === 'extended' ? without(shape, ['origin_id', 'origin_data', 'origin_code']) : shape;
}

function prepareVendor(_context: Context, changes: Bag, existing: Row | undefined): Bag {
	if (changes.name === '' || changes.name === null) {
		throw fieldErrors(422, { name: ["can't be blank"] });
	}
	return existing === undefined ? { is_active: true, ...changes } : changes;
}

const vendors: Resource = {
	...table('vendors'),
	paths: {
		list: ['/rest/v1.0/vendors'],
		show: ['/rest/v1.0/vendors/:id'],
		create: ['/rest/v1.0/vendors'],
		update: ['/rest/v1.0/vendors/:id'],
		sync: ['/rest/v1.0/vendors/sync'],
	},
	scope: 'company',
	parameters: {
		list: ['company_id'],
		show: ['company_id'],
		create: ['company_id'],
		update: ['company_id'],
		sync: ['company_id'],
	},
	filters: {
		origin_id: 'texts',
		search: 'search',
		created_at: 'range',
		updated_at: 'range',
		id: 'ids',
		parent_id: 'ids',
	},
	filterReads: {
		search: (row) => `${String(row.name)} ${String(row.origin_code ?? '')}`,
		parent_id: (row) => row.parent_id ?? bag(row.parent).id,
	},
	rows: ({ store, companyId }) =>
		store.rows('vendors').filter((row) => (whole(row.company_id) ?? companyId) === companyId),
	sorts: ['name', 'created_at', 'updated_at', 'id'],
	list: vendorShape,
	show: vendorShape,
	root: 'vendor',
	attributes: vendorAttributes,
	requiredAttributes: ['name'],
	uniqueOrigin: true,
	prepare: prepareVendor,
	webhook: 'Company Vendors',
};

const inactiveVendors: Resource = {
	...vendors,
	name: 'inactive_vendors',
	paths: { list: ['/rest/v1.0/companies/:company_id/vendors/inactive'] },
	parameters: {},
	rows: (context) => vendors.rows(context).filter((row) => row.is_active === false),
};

const projectVendors: Resource = {
	...vendors,
	name: 'project_vendors',
	paths: {
		list: ['/rest/v1.1/projects/:project_id/vendors'],
		show: ['/rest/v1.1/projects/:project_id/vendors/:id'],
		create: ['/rest/v1.1/projects/:project_id/vendors'],
		update: ['/rest/v1.1/projects/:project_id/vendors/:id'],
	},
	parameters: {},
	filters: { search: 'search', id: 'ids', parent_id: 'ids' },
	rows: (context) =>
		vendors.rows(context).filter((row) => {
			if (!Array.isArray(row.project_ids)) return true;
			return row.project_ids.map(Number).includes(context.projectId ?? 0);
		}),
	prepare: (context, changes, existing) => {
		const prepared = prepareVendor(context, changes, existing);
		return existing === undefined ? { ...prepared, project_ids: [context.projectId] } : prepared;
	},
	webhook: 'Project Vendors',
};

/** Vendors of the company, its inactive ones, and those of a project's directory. */
export const vendorResources: Resource[] = [vendors, inactiveVendors, projectVendors];

/** Puts a vendor into a project's directory. */
export function addToProject(context: Context, vendorId: number | undefined): unknown {
	const vendor = context.store.find('vendors', vendorId);
	if (vendor === undefined) return undefined;
	const ids = Array.isArray(vendor.project_ids) ? vendor.project_ids.map(Number) : [];
	if (context.projectId !== undefined && !ids.includes(context.projectId)) {
		vendor.project_ids = [...ids, context.projectId];
		context.store.changed();
	}
	return vendorShape(vendor, context, null);
}
