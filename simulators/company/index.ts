import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type CsvTable, listFiles, readCsv, readJson } from './files';
import { type ProcoreData, procoreResourceSchemas, procoreRowSchema } from './procore';
import {
	type QuickBooksBooks,
	otherEntitySchema,
	quickBooksEntitySchemas,
	quickBooksRowSchema,
} from './quickbooks';
import { danglingReferences } from './dangling';
import { CompanyFolderError, inWords, parseAs } from './refusal';
import { type CompanyFile, companySchema, policySchema } from './settings';

export type { CsvTable } from './files';
export type { ProcoreData, ProcoreRow } from './procore';
export type { QuickBooksBooks, QuickBooksRow } from './quickbooks';
export { CompanyFolderError } from './refusal';
export type { CompanyFile } from './settings';

/** An e-mail of the folder; its bytes are read when asked for. */
export interface MailFile {
	name: string;
	path: string;
	read(): Promise<Buffer>;
}

/** A company folder, read and checked. */
export interface CompanyFolder {
	dir: string;
	/** Absent file: no business date, no projects. */
	company: CompanyFile;
	/** Absent file: an empty object. */
	policy: Record<string, unknown>;
	procore: ProcoreData;
	/** One company file, or one a realm. */
	books: QuickBooksBooks[];
	/** Whether `quickbooks.json` is keyed by entity, or by realm id and then by entity. */
	booksForm: 'entities' | 'realms';
	glMapping: CsvTable;
	quotes?: CsvTable;
	/** Tables of `data/`, by file name without its ending. */
	data: Record<string, CsvTable>;
	/** In file name order. */
	mailbox: MailFile[];
	/** References to rows that the folder does not have, a sentence each; they are served as they stand. */
	dangling: string[];
}

/** Realm of a company file that says nowhere what its realm is. */
export const defaultRealmId = '9130000000000001';

const plainObject = z.record(z.unknown());

/**
 * Reads a company folder. Mandatory are `procore.json`, `quickbooks.json`, `gl-mapping.csv` and
 * `mailbox/`; whatever else is absent is empty. `quickbooks.json` is keyed by entity
 * (`{"Vendor": [...], "Bill": [...]}`: one company file), or by realm id
 * (`{"9130000000000001": {"Vendor": [...]}}`: one company file each). The realm of the first form
 * is `CompanyInfo[0].realmId`, else the `books` of the first project in `company.json`, else
 * {@link defaultRealmId}.
 *
 * @throws CompanyFolderError that names the file, the path inside it, what was expected and what was found
 */
export async function loadCompanyFolder(dir: string): Promise<CompanyFolder> {
	const company = parseAs(
		'company.json',
		companySchema,
		(await readJson(dir, 'company.json')) ?? {},
	);
	const policy = parseAs('policy.json', policySchema, (await readJson(dir, 'policy.json')) ?? {});
	const procore = procoreData(await mandatory('procore.json', readJson(dir, 'procore.json')));
	const { books, booksForm } = companyFiles(
		await mandatory('quickbooks.json', readJson(dir, 'quickbooks.json')),
		company,
	);
	const glMapping = await mandatory('gl-mapping.csv', readCsv(dir, 'gl-mapping.csv'));
	requireColumns(glMapping);
	const quotes = await readCsv(dir, 'quotes.csv');
	return {
		dir,
		dangling: danglingReferences(procore, books, company),
		company,
		policy,
		procore,
		books,
		booksForm,
		glMapping,
		...(quotes === undefined ? {} : { quotes }),
		data: await dataTables(dir),
		mailbox: await mailFiles(dir),
	};
}

async function mandatory<Value>(file: string, reading: Promise<Value | undefined>): Promise<Value> {
	const value = await reading;
	if (value === undefined)
		throw new CompanyFolderError(file, '', 'expected this file, found nothing');
	return value;
}

/** Checks the parsed content of a `procore.json`. */
export function procoreData(content: unknown): ProcoreData {
	const file = 'procore.json';
	const keyed = parseAs(file, plainObject, content);
	const resources: ProcoreData['resources'] = {};
	const other: ProcoreData['other'] = {};
	for (const [resource, schema] of Object.entries(procoreResourceSchemas)) {
		const rows = parseAs(file, z.array(schema), keyed[resource] ?? [], [resource]);
		resources[resource] = parseAs(file, z.array(procoreRowSchema), rows, [resource]);
		refuseRepeatedIds(
			file,
			resource,
			'id',
			resources[resource].map((row) => row.id),
		);
	}
	for (const [key, value] of Object.entries(keyed)) {
		if (!(key in resources)) other[key] = value;
	}
	return { resources, other };
}

function companyFiles(
	content: unknown,
	company: CompanyFile,
): Pick<CompanyFolder, 'books' | 'booksForm'> {
	const file = 'quickbooks.json';
	const keyed = parseAs(file, plainObject, content);
	const realms = Object.keys(keyed).filter((key) => /^\d+$/.test(key));
	if (realms.length === 0) {
		const entities = entityRows(keyed, []);
		return { books: [{ realmId: realmOf(entities, company), entities }], booksForm: 'entities' };
	}
	const stray = Object.keys(keyed).find((key) => !realms.includes(key));
	if (stray !== undefined) {
		throw new CompanyFolderError(
			file,
			stray,
			'expected a realm id, as the other keys of this file',
		);
	}
	return {
		booksForm: 'realms',
		books: realms.map((realmId) => ({
			realmId,
			entities: entityRows(parseAs(file, plainObject, keyed[realmId], [realmId]), [realmId]),
		})),
	};
}

function entityRows(keyed: Record<string, unknown>, prefix: string[]): QuickBooksBooks['entities'] {
	const file = 'quickbooks.json';
	const entities: QuickBooksBooks['entities'] = {};
	for (const [entity, value] of Object.entries(keyed)) {
		const alone = entity === 'CompanyInfo' || entity === 'Preferences';
		const list = alone && !Array.isArray(value) ? [value] : value;
		const schema = quickBooksEntitySchemas[entity] ?? otherEntitySchema;
		const rows = parseAs(file, z.array(schema), list, [...prefix, entity]);
		entities[entity] = parseAs(file, z.array(quickBooksRowSchema), rows, [...prefix, entity]);
		const place = [...prefix, entity].join('.');
		refuseRepeatedIds(
			file,
			place,
			'Id',
			entities[entity].map((row) => row.Id),
		);
	}
	return entities;
}

function realmOf(entities: QuickBooksBooks['entities'], company: CompanyFile): string {
	const named = z.object({ realmId: z.string().min(1) }).safeParse(entities.CompanyInfo?.[0]);
	if (named.success) return named.data.realmId;
	const books = company.projects.find((project) => project.books !== undefined)?.books;
	return books === undefined ? defaultRealmId : String(books);
}

function refuseRepeatedIds(
	file: string,
	place: string,
	member: string,
	ids: ReadonlyArray<string | number>,
): void {
	const first = new Map<string | number, number>();
	ids.forEach((id, index) => {
		const earlier = first.get(id);
		if (earlier !== undefined) {
			throw new CompanyFolderError(
				file,
				`${place}[${index}].${member}`,
				`expected an id of its own, found ${inWords(id)} of ${place}[${earlier}]`,
			);
		}
		first.set(id, index);
	});
}

function requireColumns(table: CsvTable): void {
	const missing = ['cost_code', 'account'].find((column) => !table.columns.includes(column));
	if (missing === undefined) return;
	if (missing === 'account' && table.columns.includes('item')) return;
	throw new CompanyFolderError(
		'gl-mapping.csv',
		'line 1',
		`expected a column ${missing}, found ${table.columns.join(', ')}`,
	);
}

async function dataTables(dir: string): Promise<Record<string, CsvTable>> {
	const tables: Record<string, CsvTable> = {};
	for (const name of (await listFiles(dir, 'data', '.csv')) ?? []) {
		tables[name.replace(/\.csv$/i, '')] = await mandatory(
			`data/${name}`,
			readCsv(dir, `data/${name}`),
		);
	}
	return tables;
}

async function mailFiles(dir: string): Promise<MailFile[]> {
	const names = await mandatory('mailbox/', listFiles(dir, 'mailbox', '.eml'));
	return names.map((name) => {
		const path = join(dir, 'mailbox', name);
		return { name, path, read: () => readFile(path) };
	});
}
