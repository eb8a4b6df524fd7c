import { z } from 'zod';
import type { ProcoreData } from './procore';
import type { QuickBooksBooks } from './quickbooks';
import type { CompanyFile } from './settings';

/** A reference in a row: where it stands, which table it points into, and the id it gives. */
interface Reference {
	path: string;
	table: string;
	id: string;
}

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const nestedSchema = z.object({ id: idSchema });
const refSchema = z.object({ value: idSchema });
const lineSchema = z.record(z.unknown());

/** Members of Procore rows that give an id, and the resources it may be found in. */
const PROCORE: ReadonlyArray<[member: string, table: string]> = [
	['project_id', 'projects'],
	['project', 'projects'],
	['vendor_id', 'vendors'],
	['vendor', 'vendors'],
	['commitment_id', 'contracts'],
	['contract_id', 'contracts'],
	['cost_code', 'cost_codes'],
	['line_item_type', 'line_item_types'],
	['period_id', 'billing_periods'],
];

/** Members of QuickBooks rows that give an id, and the entity it is of. */
const QUICKBOOKS: ReadonlyArray<[member: string, table: string]> = [
	['VendorRef', 'Vendor'],
	['CustomerRef', 'Customer'],
	['AccountRef', 'Account'],
	['APAccountRef', 'Account'],
	['ItemRef', 'Item'],
	['ClassRef', 'Class'],
	['ParentRef', 'Customer'],
];

const DETAILS = [
	'AccountBasedExpenseLineDetail',
	'ItemBasedExpenseLineDetail',
	'SalesItemLineDetail',
] as const;

function* referencesOf(
	row: Record<string, unknown>,
	path: string,
	members: ReadonlyArray<[member: string, table: string]>,
): Generator<Reference> {
	for (const [member, table] of members) {
		const value = row[member];
		const nested = nestedSchema.safeParse(value);
		const ref = refSchema.safeParse(value);
		const plain = idSchema.safeParse(value);
		if (nested.success) yield { path: `${path}.${member}.id`, table, id: nested.data.id };
		else if (ref.success) yield { path: `${path}.${member}.value`, table, id: ref.data.value };
		else if (plain.success && member.endsWith('_id'))
			yield { path: `${path}.${member}`, table, id: plain.data };
	}
}

const linesOf = (row: Record<string, unknown>, member: string): Array<Record<string, unknown>> => {
	const lines = z.array(lineSchema).safeParse(row[member]);
	return lines.success ? lines.data : [];
};

const idsOf = (rows: ReadonlyArray<{ id: unknown }> | undefined): string[] =>
	(rows ?? []).map(({ id }) => String(id));

/** Sentences for references into a table that has rows, but not this one. */
function missing(
	file: string,
	references: Iterable<Reference>,
	tables: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
	const sentences: string[] = [];
	for (const { path, table, id } of references) {
		const known = tables.get(table);
		if (known === undefined || known.size === 0 || known.has(id)) continue;
		sentences.push(`${file}: ${path}: expected an id of ${table}, found ${id}`);
	}
	return sentences;
}

function* procoreReferences({ resources }: ProcoreData): Generator<Reference> {
	for (const [resource, rows] of Object.entries(resources)) {
		for (const [index, row] of rows.entries()) {
			const path = `${resource}[${index}]`;
			yield* referencesOf(row, path, PROCORE);
			for (const [line, entry] of linesOf(row, 'line_items').entries()) {
				yield* referencesOf(entry, `${path}.line_items[${line}]`, PROCORE);
			}
		}
	}
}

function* booksReferences({ entities }: QuickBooksBooks, prefix: string): Generator<Reference> {
	for (const [entity, rows] of Object.entries(entities)) {
		const isParty = entity === 'Customer';
		const members = QUICKBOOKS.filter(([member]) => isParty || member !== 'ParentRef');
		for (const [index, row] of rows.entries()) {
			const path = `${prefix}${entity}[${index}]`;
			yield* referencesOf(row, path, members);
			for (const [line, entry] of linesOf(row, 'Line').entries()) {
				for (const detail of DETAILS) {
					const about = lineSchema.safeParse(entry[detail]);
					if (!about.success) continue;
					yield* referencesOf(about.data, `${path}.Line[${line}].${detail}`, members);
				}
			}
		}
	}
}

/**
 * References of a company folder that lead nowhere, as sentences that name file, path and what was
 * expected. An export of a real company has some (a deleted vendor, a project of another portfolio),
 * so they do not make a folder malformed; a table that is absent altogether is not asked.
 */
export function danglingReferences(
	procore: ProcoreData,
	books: readonly QuickBooksBooks[],
	company: CompanyFile,
): string[] {
	const { resources } = procore;
	const tables = new Map(
		Object.entries(resources).map(([name, rows]) => [name, new Set(idsOf(rows))] as const),
	);
	tables.set(
		'contracts',
		new Set([
			...idsOf(resources.work_order_contracts),
			...idsOf(resources.purchase_order_contracts),
			...idsOf(resources.prime_contracts),
		]),
	);
	const projects = new Set(
		(resources.projects ?? []).flatMap(({ id, project_number: number, name }) =>
			[id, number, name].map(String),
		),
	);
	const realms = new Set(books.map(({ realmId }) => realmId));
	const settings = company.projects.flatMap(({ project, books: realm }, index): Reference[] => [
		...(project === undefined
			? []
			: [
					{
						path: `projects[${index}].project`,
						table: 'the projects of procore.json',
						id: project,
					},
				]),
		...(realm === undefined
			? []
			: [{ path: `projects[${index}].books`, table: 'the books of quickbooks.json', id: realm }]),
	]);
	return [
		...missing(
			'company.json',
			settings,
			new Map([
				['the projects of procore.json', projects],
				['the books of quickbooks.json', realms],
			]),
		),
		...missing('procore.json', procoreReferences(procore), tables),
		...books.flatMap((one) => {
			const prefix = books.length > 1 ? `${one.realmId}.` : '';
			const entities = new Map(
				Object.entries(one.entities).map(
					([name, rows]) => [name, new Set(rows.map(({ Id }) => Id))] as const,
				),
			);
			return missing('quickbooks.json', booksReferences(one, prefix), entities);
		}),
	];
}
