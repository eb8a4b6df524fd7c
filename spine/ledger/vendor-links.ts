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
 * Which vendors of the books are which vendors of the project system: by a stored link in either
 * direction, else by a normalised name that is unique on both sides. A vendor of the books
 * without a counterpart stands for itself.
 *
 * @returns the key to count under, by the key of the vendor of the books.
 */
export function linkVendors(vendors: readonly VendorRecord[]): Map<VendorKey, VendorKey> {
	const living = vendors.filter((vendor) => vendor.deleted !== true);
	const projects = living.filter((vendor) => vendor.side === 'projects');
	const books = living.filter((vendor) => vendor.side === 'books');
	const projectIds = new Set(projects.map((vendor) => vendor.id));
	const linkedFrom = new Map<string, string>();
	for (const vendor of projects) {
		if (vendor.linkedId !== undefined) linkedFrom.set(vendor.linkedId, vendor.id);
	}
	const projectsByName = byName(projects);
	const links = new Map<VendorKey, VendorKey>();
	for (const company of new Set(books.map((vendor) => vendor.books ?? ''))) {
		const own = books.filter((vendor) => (vendor.books ?? '') === company);
		const booksByName = byName(own);
		for (const vendor of own) {
			const named = normalizeName(vendor.name);
			const stored =
				vendor.linkedId !== undefined && projectIds.has(vendor.linkedId)
					? vendor.linkedId
					: linkedFrom.get(vendor.id);
			const namesakes = projectsByName.get(named) ?? [];
			const unique = namesakes.length === 1 && booksByName.get(named)?.length === 1;
			const id = stored ?? (unique ? namesakes[0]?.id : undefined);
			const key = ownVendorKey(vendor);
			links.set(key, id === undefined ? key : projectsVendorKey(id));
		}
	}
	return links;
}

function byName(vendors: readonly VendorRecord[]): Map<string, VendorRecord[]> {
	const names = new Map<string, VendorRecord[]>();
	for (const vendor of vendors) {
		const name = normalizeName(vendor.name);
		names.set(name, [...(names.get(name) ?? []), vendor]);
	}
	return names;
}
