import type { Context } from './resource';
import { type Bag, type Row, bag, decimal, money, sum, whole, without } from './values';

/** The members named, null where the row says nothing: Procore states every member of a shape. */
export function stating(members: readonly string[], row: Bag): Bag {
	const nulls = Object.fromEntries(members.map((member) => [member, null]));
	return { ...nulls, ...row };
}

export function projectRef(context: Context, row: Row): Bag | null {
	const id = context.store.projectOf(row);
	const project = context.store.find('projects', id);
	return id === undefined ? null : { id, name: project?.name ?? null };
}

export function companyRef(context: Context): Bag {
	const company = context.store.companies.find((one) => one.id === context.companyId);
	return { id: context.companyId, name: company?.name ?? null };
}

/** A contract's vendor, whose name stands in `company`. */
export function vendorRef(context: Context, row: Row, withOrigin: boolean): unknown {
	const stated = bag(row.vendor);
	const id = whole(stated.id) ?? whole(row.vendor_id);
	if (id === undefined) return row.vendor ?? null;
	const vendor = context.store.find('vendors', id);
	const reference = { id, company: vendor?.name ?? stated.company ?? stated.name ?? null };
	if (!withOrigin) return reference;
	return {
		...reference,
		origin_id: vendor?.origin_id ?? stated.origin_id ?? null,
		origin_data: vendor?.origin_data ?? stated.origin_data ?? null,
	};
}

export function vendorName(context: Context, row: Row): unknown {
	const stated = bag(row.vendor);
	const id = whole(row.vendor_id) ?? whole(stated.id);
	const vendor = context.store.find('vendors', id);
	return vendor?.name ?? row.vendor_name ?? stated.name ?? stated.company ?? null;
}

const lineMembers = [
	'position',
	'description',
	'quantity',
	'unit_cost',
	'uom',
	'extended_type',
	'tax_code_id',
	'cost_code',
	'line_item_type',
	'wbs_code',
	'origin_id',
	'origin_data',
	'created_at',
	'updated_at',
];

/** A line of a schedule of values, a change order or a direct cost. */
export function line(context: Context, row: Row, holder: { row: Row; type: string }): Bag {
	const { store } = context;
	const costCodeId = whole(bag(row.cost_code).id) ?? whole(row.cost_code_id);
	const typeId = whole(bag(row.line_item_type).id) ?? whole(row.line_item_type_id);
	const costCode = store.find('cost_codes', costCodeId);
	const costType = store.find('line_item_types', typeId);
	return {
		...stating(lineMembers, without(row, ['cost_code_id', 'line_item_type_id', 'wbs_code_id'])),
		...(costCode === undefined ? {} : { cost_code: { ...costCode, ...bag(row.cost_code) } }),
		...(costType === undefined
			? {}
			: { line_item_type: { ...costType, ...bag(row.line_item_type) } }),
		...('amount' in row && !('total_amount' in row) ? { total_amount: row.amount } : {}),
		...('amount' in row && !('extended_amount' in row) ? { extended_amount: row.amount } : {}),
		holder: row.holder ?? { id: holder.row.id, holder_type: holder.type },
		company: row.company ?? companyRef(context),
		project: row.project ?? projectRef(context, holder.row),
	};
}

/** Signed amount of a line. */
export function lineAmount(row: Bag): ReturnType<typeof decimal> {
	return decimal(row.amount ?? row.total_amount ?? row.extended_amount);
}

export function linesTotal(rows: Row[]): string {
	return money(sum(rows.map(lineAmount)));
}

export function personRef(context: Context): Bag {
	const { id, login, name } = context.caller;
	return { id, login, name };
}

/** The row with ids as texts and numbers of money as texts, as v2 writes them. */
export function idsAsTexts(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(idsAsTexts);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([member, inner]) => {
			const isId = member === 'id' || member.endsWith('_id');
			return [member, isId && typeof inner === 'number' ? String(inner) : idsAsTexts(inner)];
		}),
	);
}
