import type { Resource } from '../resource';
import { type Bag, type Row, bag, whole, without } from '../values';
import { stating } from '../wire';
import { flatPaths, table } from './table';

const origins = { origin_id: 'text', origin_data: 'text' } as const;

function costCodeShape(row: Row): Bag {
	return {
		...stating(
			[
				'budgeted',
				'parent',
				'position',
				'origin_id',
				'origin_data',
				'created_at',
				'updated_at',
				'deleted_at',
			],
			without(row, ['project_id', 'parent_id']),
		),
		full_code: row.full_code ?? row.code ?? null,
		line_item_types: row.line_item_types ?? [],
	};
}

const costCodes: Resource = {
	...table('cost_codes'),
	paths: { ...flatPaths('/rest/v1.0/cost_codes', true), remove: undefined },
	scope: 'project',
	filters: { id: 'ids', origin_id: 'texts' },
	list: (row, _context, view) =>
		view === 'erp_compact'
			? { id: row.id, full_code: row.full_code, name: row.name, origin_id: row.origin_id ?? null }
			: costCodeShape(row),
	show: costCodeShape,
	root: 'cost_code',
	attributes: {
		code: 'text',
		name: 'text',
		parent_id: 'whole',
		position: 'whole',
		standard_cost_code_id: 'whole',
		...origins,
	},
	requiredAttributes: ['code', 'name'],
	uniqueOrigin: true,
	prepare: (context, changes, existing) => {
		const { parent_id: parentId, ...others } = changes;
		const parent = context.store.find(
			'cost_codes',
			whole(parentId) ?? whole(bag(existing?.parent).id),
		);
		const code = others.code ?? existing?.code;
		const project = context.store.find('projects', context.projectId);
		return {
			...(existing === undefined
				? {
						biller: project?.name ?? null,
						biller_id: context.projectId,
						biller_type: 'Project',
						budgeted: false,
						line_item_types: [],
					}
				: {}),
			...others,
			...(parent === undefined ? {} : { parent: { id: parent.id } }),
			full_code: parent === undefined ? code : `${String(parent.full_code)}-${String(code)}`,
		};
	},
	webhook: 'Cost Codes',
};

const costTypeShape = (row: Row): Bag =>
	stating(
		['code', 'base_type', 'origin_id', 'origin_data'],
		without(row, ['created_at', 'updated_at', 'company_id']),
	);

const lineItemTypes: Resource = {
	...table('line_item_types'),
	paths: { ...flatPaths('/rest/v1.0/line_item_types', true), remove: undefined },
	scope: 'company',
	filters: { origin_id: 'texts' },
	list: costTypeShape,
	show: costTypeShape,
	root: 'line_item_type',
	attributes: {
		name: 'text',
		csv_import_code: 'text',
		base_type: [
			'labor',
			'equipment',
			'materials',
			'commitment',
			'owner_cost',
			'professional_services',
			'other',
		],
		...origins,
	},
	uniqueOrigin: true,
	prepare: (_context, changes) => {
		const { csv_import_code: code, ...others } = changes;
		return code === undefined ? others : { ...others, code };
	},
	webhook: 'Line Item Types',
};

const taxCodeShape = (row: Row): Bag => ({
	...stating(
		['description', 'rate1', 'origin_id', 'origin_data'],
		without(row, ['created_at', 'updated_at', 'company_id']),
	),
	archived: row.archived ?? false,
	default_tax_code: row.default_tax_code ?? false,
});

const taxCodes: Resource = {
	...table('tax_codes'),
	paths: { ...flatPaths('/rest/v1.0/tax_codes', true), remove: undefined },
	scope: 'company',
	parameters: { list: ['company_id'] },
	paging: { perPage: 100, maxPerPage: 100 },
	list: taxCodeShape,
	show: taxCodeShape,
	root: 'tax_code',
	attributes: {
		code: 'text',
		description: 'text',
		rate1: 'any',
		archived: 'flag',
		default_tax_code: 'flag',
		...origins,
	},
	requiredAttributes: ['code'],
	uniqueOrigin: true,
};

const subJobShape = (row: Row): Bag =>
	stating(
		['code', 'origin_id', 'origin_data', 'created_at', 'updated_at'],
		without(row, ['project_id']),
	);

const subJobs: Resource = {
	...table('sub_jobs'),
	paths: flatPaths('/rest/v1.0/sub_jobs', true),
	scope: 'project',
	list: subJobShape,
	show: subJobShape,
	root: 'sub_job',
	attributes: { name: 'text', code: 'text', ...origins },
	requiredAttributes: ['name', 'code'],
	uniqueOrigin: true,
	prepare: (context, changes, existing) =>
		existing === undefined ? { ...changes, project_id: context.projectId } : changes,
	webhook: 'Sub Jobs',
};

const uomShape = (row: Row): Bag => ({
	id: row.id,
	is_standard: row.is_standard ?? false,
	name: row.name ?? null,
	description: row.description ?? null,
	uom_category: row.uom_category ?? { id: whole(row.uom_category_id) ?? 1, name: 'Custom' },
});

const uoms: Resource = {
	...table('uoms'),
	paths: {
		list: ['/rest/v1.0/companies/:company_id/uoms'],
		show: ['/rest/v1.0/companies/:company_id/uoms/:id'],
		create: ['/rest/v1.0/companies/:company_id/uoms'],
		update: ['/rest/v1.0/companies/:company_id/uoms/:id'],
		remove: ['/rest/v1.0/companies/:company_id/uoms/:id'],
		sync: ['/rest/v1.0/companies/:company_id/uoms/sync'],
	},
	scope: 'company',
	list: uomShape,
	show: uomShape,
	root: 'uom',
	attributes: { name: 'text', description: 'text', uom_category_id: 'whole' },
	requiredAttributes: ['name'],
	statuses: { remove: 204 },
};

/** What lines are coded with: cost codes, cost types, tax codes, sub jobs and units. */
export const coding: Resource[] = [costCodes, lineItemTypes, taxCodes, subJobs, uoms];
