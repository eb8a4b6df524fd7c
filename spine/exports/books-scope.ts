import type { VendorRecord } from '../documents/records';
import type { ExportContext } from './context';
import { exportIds, isFromExport, plainName } from './identities';
import { ExportRefused } from './refusal';

/**
 * The company file that a file of the books belongs to.
 *
 * @throws ExportRefused where none was given, or the ledger reads these books themselves.
 */
export function booksOf({ books, directory, table }: ExportContext): string {
	if (books === undefined) {
		throw new ExportRefused(
			`${table.name} belongs to the books, but to which company file is not said.`,
			'Fill in "Books" with the name that the company settings give the company file.',
		);
	}
	const own = directory.vendors.find(
		(vendor) => vendor.books === books && !isFromExport(vendor.id),
	);
	const job = directory.jobs.find((one) => one.books === books && !isFromExport(one.id));
	if (own !== undefined || job !== undefined) {
		throw new ExportRefused(
			`${table.name} was not taken over: the books ${books} are read through their own connection, and an export beside it would count everything twice.`,
			'Use either the export or the connection for a company file. A ledger of its own name keeps the two apart.',
		);
	}
	return books;
}

/** Vendors of the books that a file names, each made once. */
export interface BooksVendors {
	named(name: string): string;
	mentioned(): VendorRecord[];
}

/** Vendors of a company file that rows only name: each name is one vendor. */
export function booksVendors(books: string): BooksVendors {
	const vendors = new Map<string, VendorRecord>();
	const ids = new Map<string, string>();
	return {
		named(name) {
			const key = plainName(name);
			const known = ids.get(key);
			if (known !== undefined) return known;
			const id = exportIds.booksVendor(books, name);
			ids.set(key, id);
			vendors.set(id, booksVendorOf(books, id, name));
			return id;
		},
		mentioned: () => [...vendors.values()],
	};
}

/** A vendor of the books of whom only the name is known. */
export const booksVendorOf = (books: string, id: string, name: string): VendorRecord => ({
	type: 'vendor',
	side: 'books',
	books,
	id,
	name,
	aliases: [],
	emails: [],
	active: true,
});
