import type { Context, Resource } from '../resource';
import type { Store } from '../store';
import { type Bag, type Row, bag } from '../values';

/** Ids given to the codes that no folder lists, so that one keeps its id while the simulator runs. */
const derivedIds = new WeakMap<Store, Map<string, number>>();

/**
 * The budget codes of a project: those of the folder, or, where it lists none, every cost code of
 * the project with every cost type of the company.
 */
export function wbsCodesOf(context: Context, projectId: number | undefined): Row[] {
	const { store } = context;
	const listed = store.rows('wbs_codes').filter((row) => store.projectOf(row) === projectId);
	if (listed.length > 0) return listed;
	const ids = derivedIds.get(store) ?? new Map<string, number>();
	derivedIds.set(store, ids);
	const costCodes = store.rows('cost_codes').filter((row) => store.projectOf(row) === projectId);
	return costCodes.flatMap((costCode) =>
		store.rows('line_item_types').map((type) => {
			const key = `${costCode.id} ${type.id}`;
			const id = ids.get(key) ?? store.nextId();
			ids.set(key, id);
			return combined(id, costCode, type);
		}),
	);
}

function combined(id: number, costCode: Row, type: Row): Row {
	const code = String(costCode.full_code ?? costCode.code ?? '');
	const typeCode = String(type.code ?? type.name ?? '');
	return {
		id,
		flat_code: `${code}.${typeCode}`,
		flat_name: `${String(costCode.name ?? code)}.${String(type.name ?? typeCode)}`,
		description: costCode.name ?? null,
		status: 'active',
		segment_items: [
			segment('cost_code', costCode, code, '.'),
			segment('line_item_type', type, typeCode, null),
		],
	};
}

const segment = (type: string, item: Row, code: string, delimiter: string | null): Bag => ({
	id: item.id,
	code,
	name: item.name ?? null,
	path_code: code,
	status: 'active',
	segment: { type, name: type === 'cost_code' ? 'Cost Code' : 'Cost Type', delimiter },
});

/** What a line shows of a budget code, and the cost code and cost type it is made of. */
export function codedBy(context: Context, id: number): Bag | undefined {
	const code = wbsCodesOf(context, context.projectId).find((row) => row.id === id);
	if (code === undefined) return undefined;
	const items = Array.isArray(code.segment_items) ? code.segment_items.map(bag) : [];
	const idOf = (type: string): unknown => items.find((item) => bag(item.segment).type === type)?.id;
	const found = (key: string, type: string): Row | undefined => {
		const wanted = idOf(type);
		return typeof wanted === 'number' ? context.store.find(key, wanted) : undefined;
	};
	const costCode = found('cost_codes', 'cost_code');
	const costType = found('line_item_types', 'line_item_type');
	return {
		wbs_code: { id, flat_code: code.flat_code ?? null, description: code.description ?? null },
		...(costCode === undefined ? {} : { cost_code: costCode }),
		...(costType === undefined ? {} : { line_item_type: costType }),
	};
}

/** Budget codes, read only. */
export const wbsCodes: Resource = {
	name: 'wbs_codes',
	paths: { list: ['/rest/v1.0/projects/:project_id/work_breakdown_structure/wbs_codes'] },
	scope: 'project',
	rows: (context) => wbsCodesOf(context, context.projectId),
	filters: { status: 'texts', updated_at: 'range' },
	list: (row) => row,
	show: (row) => row,
};
