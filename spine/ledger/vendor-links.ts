import { indexLinks } from '../documents/link';
import type { KnownLinks } from '../documents/link';
import { normalizeName } from '../documents/names';
import type { VendorRecord } from '../documents/records';

/**
 * Name under which a vendor is counted. It carries its side, so that an id of the books is never
 * taken for an id of the project system: `projects:17`, `books:<company file>:42`.
 */
export type VendorKey = string;

/** The key of a vendor record by itself, before links are followed. */
export function ownVendorKey(vendor: Pick<VendorRecord, 'side' | 'books' | 'id'>): VendorKey {
	return vendor.side === 'projects'
		? projectsVendorKey(vendor.id)
		: booksVendorKey(vendor.books ?? '', vendor.id);
}

export const projectsVendorKey = (id: string): VendorKey => `projects:${id}`;
export const booksVendorKey = (books: string, id: string): VendorKey => `books:${books}:${id}`;

/** The id of the record that a key stands for, as its own side writes it. */
export function vendorIdOf(key: VendorKey): string {
	return key.startsWith('projects:')
		? key.slice('projects:'.length)
		: key.slice(key.indexOf(':', 'books:'.length) + 1);
}

/**
 * Which vendors of the books are which vendors of the project system: as a person linked them, else by
 * the number that one side keeps of the other, else by a normalised name that is unique on both sides
 * (an inactive namesake is no rival of an active one, and counts with it). What a person told apart is
 * never linked, nor is a namesake of a vendor that is linked to another one in the same company file. A
 * vendor that was merged into another counts as that one does; one without a counterpart for itself.
 *
 * @returns the key to count under, by the key of the vendor of the books.
 */
export function linkVendors(
	vendors: readonly VendorRecord[],
	known: KnownLinks = {},
): Map<VendorKey, VendorKey> {
	const stored = indexLinks(known);
	const living = vendors.filter((vendor) => vendor.deleted !== true);
	const projects = living.filter((vendor) => vendor.side === 'projects');
	const books = living.filter(
		({ side, books: company = '', id }) =>
			side === 'books' && stored.survivor('vendor', company, id) === id,
	);
	const projectIds = new Set(projects.map((vendor) => vendor.id));
	const originOf = byOrigin(projects, books);
	const projectsByName = byName(projects);
	const links = new Map<VendorKey, VendorKey>();
	for (const company of new Set(books.map((vendor) => vendor.books ?? ''))) {
		const own = books.filter((vendor) => (vendor.books ?? '') === company);
		const booksByName = byName(own);
		for (const vendor of own) {
			const may = (id: string): boolean =>
				!stored.areApart('vendor', id, company, vendor.id) &&
				stored.booksOf('vendor', id).every((place) => place.books !== company);
			const numbered =
				vendor.linkedId !== undefined && projectIds.has(vendor.linkedId)
					? vendor.linkedId
					: originOf.get(ownVendorKey(vendor));
			const named = nameOf(vendor);
			const [namesake, ...namesakes] = rivals(projectsByName.get(named));
			const unique = namesakes.length === 0 && rivals(booksByName.get(named)).length === 1;
			const id =
				stored.projectsOf('vendor', company, vendor.id) ??
				[numbered, unique ? namesake?.id : undefined].find((one) => one !== undefined && may(one));
			const key = ownVendorKey(vendor);
			links.set(key, id === undefined ? key : projectsVendorKey(id));
		}
	}
	for (const { type, books: company, id } of known.merges ?? []) {
		const last = booksVendorKey(company, stored.survivor(type, company, id));
		if (type === 'vendor') links.set(booksVendorKey(company, id), links.get(last) ?? last);
	}
	return links;
}

/**
 * Vendors of the books whose id a vendor of the project system keeps, by their key. Ids of company
 * files are small numbers that each of them gives anew: where several have one of that id, the name
 * has to say which is meant.
 */
function byOrigin(
	projects: readonly VendorRecord[],
	books: readonly VendorRecord[],
): Map<VendorKey, string> {
	const origins = new Map<VendorKey, string>();
	for (const vendor of projects) {
		if (vendor.linkedId === undefined) continue;
		const meant = books.filter(({ id }) => id === vendor.linkedId);
		const names = [vendor.name, ...vendor.aliases].map(normalizeName);
		const sure =
			meant.length === 1
				? meant
				: meant.filter((one) =>
						[one.name, ...one.aliases].some((name) => names.includes(normalizeName(name))),
					);
		for (const one of sure) origins.set(ownVendorKey(one), vendor.id);
	}
	return origins;
}

/** Vendors of one name that could be meant: the active ones, where there are any. */
function rivals(namesakes: readonly VendorRecord[] = []): readonly VendorRecord[] {
	const active = namesakes.filter((vendor) => vendor.active);
	return active.length > 0 ? active : namesakes;
}

/** What a vendor is called; books mark an inactive one behind its name. */
const nameOf = ({ name, active }: VendorRecord): string =>
	normalizeName(active ? name : name.replace(/\s*\(deleted\)\s*$/i, ''));

function byName(vendors: readonly VendorRecord[]): Map<string, VendorRecord[]> {
	const names = new Map<string, VendorRecord[]>();
	for (const vendor of vendors) {
		const name = nameOf(vendor);
		names.set(name, [...(names.get(name) ?? []), vendor]);
	}
	return names;
}
