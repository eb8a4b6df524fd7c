import { indexLinks } from '../documents/link';
import type { LinkIndex } from '../documents/link';
import { entriesOf, holdsDay } from '../documents/project-books';
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
import { all, first } from './transaction';
import type { Context, Tx } from './transaction';
import { listLinksTx, listMergesTx } from './link-rows';
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
	/** Links and merges, as they are followed. */
	known: LinkIndex;
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
		links: yield* listLinksTx(context),
		merges: yield* listMergesTx(context),
	};
	context.cache.directory = indexDirectory(revision, directory);
	return context.cache.directory;
}

/**
 * Tells every reader, in this process and others, that the directory has changed. Writers of the
 * directory queue up for it.
 *
 * @returns the directory's new revision, which no other change has.
 */
export function* renewDirectory({ db }: Context): Tx<number> {
	const row = yield* first(
		db
			.updateTable('counters')
			.set((at) => ({ value: at('value', '+', 1) }))
			.where('name', '=', 'directory')
			.returning('value'),
		z.object({ value: z.number() }),
	);
	return row?.value ?? 0;
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
	const links = linkVendors(directory.vendors, directory);
	const commitments = new Map<string, CommitmentRecord>();
	const commitmentsByVendor = new Map<VendorKey, CommitmentRecord[]>();
	for (const commitment of directory.commitments) {
		commitments.set(commitment.id, commitment);
		if (commitment.vendor === undefined) continue;
		push(commitmentsByVendor, projectsVendorKey(commitment.vendor), commitment);
	}
	const booksVendors: DirectoryIndex['booksVendors'] = new Map();
	const mirrored = directory.vendors.flatMap(({ side, books = '', id }) =>
		side === 'books' ? [{ books, id }] : [],
	);
	const merged = (directory.merges ?? []).filter(({ type }) => type === 'vendor');
	const seen = new Set<VendorKey>();
	for (const { books, id } of [...mirrored, ...merged]) {
		const own = booksVendorKey(books, id);
		if (seen.has(own)) continue;
		seen.add(own);
		push(booksVendors, links.get(own) ?? own, { books, id });
	}
	const known = indexLinks(directory);
	return { revision, directory, commitments, commitmentsByVendor, links, known, booksVendors };
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else list.push(value);
}

/** Project that a customer:job of the books belongs to by the company's settings or its link, as its id. */
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
		({ books: company, customerJob }) =>
			company === books &&
			customerJob !== undefined &&
			(customerJob === job || customerJob === fullName),
	);
	if (entry !== undefined) return projectId(index, entry.project);
	return index.known.projectsOf('project', books, job);
}

/**
 * Books that a project is kept in, by the company's settings or by the job that is linked to it.
 *
 * @param date day that is asked for, where a project moved; absent: all that it ever was in.
 */
export function booksOfProject(
	index: DirectoryIndex,
	settings: CompanySettings | undefined,
	project: string,
	date?: string,
): string[] {
	if (settings === undefined) return [];
	const record = index.directory.projects.find(({ id }) => id === project) ?? { id: project };
	const entries = entriesOf(record, settings);
	const books =
		entries.length === 0
			? index.known.booksOf('project', project).map((place) => place.books)
			: entries
					.filter((entry) => date === undefined || holdsDay(entry, date))
					.map((entry) => entry.books);
	return [...new Set(books)];
}

/** Id of the project that a settings entry names by number or by id. */
function projectId(index: DirectoryIndex, reference: string): string {
	const { projects } = index.directory;
	const byNumber = projects.filter((project) => project.number === reference);
	const found = byNumber.length === 1 ? byNumber[0] : projects.find(({ id }) => id === reference);
	return found?.id ?? reference;
}
