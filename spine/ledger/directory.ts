import {
	commitmentRecordSchema,
	jobRecordSchema,
	projectRecordSchema,
	vendorRecordSchema,
} from '../documents/records';
import type { CommitmentRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import type { Directory } from '../identity/identity';
import { z } from 'zod';
import { all, first, write } from './transaction';
import type { Context, Tx } from './transaction';
import { booksVendorKey, linkVendors, projectsVendorKey } from './vendor-links';
import type { VendorKey } from './vendor-links';

/** Types of records whose change makes the directory stale. */
export const DIRECTORY_TYPES: readonly string[] = ['vendor', 'project', 'commitment', 'job'];

/** The directory with what the ledger looks up in it for every document. */
export interface DirectoryIndex {
	revision: number;
	directory: Directory;
	commitments: Map<string, CommitmentRecord>;
	commitmentsByVendor: Map<VendorKey, CommitmentRecord[]>;
	/** Key to count under, by the key of a vendor of the books. */
	links: Map<VendorKey, VendorKey>;
	/** Vendors of the books that are counted under a key. */
	booksVendors: Map<VendorKey, Array<{ books: string; id: string }>>;
}

/** The directory as the ledger stands now: from memory unless a record of it has changed. */
export function* readDirectory(context: Context): Tx<DirectoryIndex> {
	const counter = yield* first(
		context.db.selectFrom('counters').select('value').where('name', '=', 'directory'),
		z.object({ value: z.number() }),
	);
	const revision = counter?.value ?? 0;
	const cached = context.cache.directory;
	if (cached?.revision === revision) return cached;
	const directory: Directory = {
		vendors: yield* living(context, 'vendor', vendorRecordSchema),
		projects: yield* living(context, 'project', projectRecordSchema),
		commitments: yield* living(context, 'commitment', commitmentRecordSchema),
		jobs: yield* living(context, 'job', jobRecordSchema),
	};
	context.cache.directory = indexDirectory(revision, directory);
	return context.cache.directory;
}

/** Tells every reader, in this process and others, that the directory has changed. */
export function* renewDirectory({ db }: Context): Tx<void> {
	yield* write(
		db
			.updateTable('counters')
			.set((at) => ({ value: at('value', '+', 1) }))
			.where('name', '=', 'directory'),
	);
}

function* living<S extends z.ZodTypeAny>(
	{ db }: Context,
	type: string,
	schema: S,
): Tx<Array<z.output<S>>> {
	const rows = yield* all(
		db.selectFrom('records').select('json').where('type', '=', type).orderBy('id'),
		z.object({ json: z.string() }),
	);
	const deleted = z.object({ deleted: z.boolean().optional() });
	return rows
		.map((row): unknown => JSON.parse(row.json))
		.filter((value) => deleted.parse(value).deleted !== true)
		.map((value): z.output<S> => schema.parse(value));
}

function indexDirectory(revision: number, directory: Directory): DirectoryIndex {
	const links = linkVendors(directory.vendors);
	const commitments = new Map<string, CommitmentRecord>();
	const commitmentsByVendor = new Map<VendorKey, CommitmentRecord[]>();
	for (const commitment of directory.commitments) {
		commitments.set(commitment.id, commitment);
		if (commitment.vendor === undefined) continue;
		push(commitmentsByVendor, projectsVendorKey(commitment.vendor), commitment);
	}
	const booksVendors: DirectoryIndex['booksVendors'] = new Map();
	for (const vendor of directory.vendors) {
		if (vendor.side !== 'books') continue;
		const books = vendor.books ?? '';
		const own = booksVendorKey(books, vendor.id);
		push(booksVendors, links.get(own) ?? own, { books, id: vendor.id });
	}
	return { revision, directory, commitments, commitmentsByVendor, links, booksVendors };
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else list.push(value);
}

/** Project that a customer:job of the books belongs to by the company's settings, as its id. */
export function projectOfJob(
	index: DirectoryIndex,
	settings: CompanySettings | undefined,
	books: string,
	job: string,
): string | undefined {
	const fullName = index.directory.jobs.find(
		(record) => record.books === books && record.id === job,
	)?.fullName;
	const entry = settings?.projects.find(
		(project) =>
			project.books === books && (project.customerJob === job || project.customerJob === fullName),
	);
	if (entry === undefined) return undefined;
	return projectId(index, entry.project);
}

/** Books that a project is kept in by the company's settings. */
export function booksOfProject(
	index: DirectoryIndex,
	settings: CompanySettings | undefined,
	project: string,
): string | undefined {
	return settings?.projects.find((entry) => projectId(index, entry.project) === project)?.books;
}

/** Id of the project that a settings entry names by number or by id. */
function projectId(index: DirectoryIndex, reference: string): string {
	const { projects } = index.directory;
	const byNumber = projects.filter((project) => project.number === reference);
	const found = byNumber.length === 1 ? byNumber[0] : projects.find(({ id }) => id === reference);
	return found?.id ?? reference;
}
