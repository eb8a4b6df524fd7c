import { contentHash } from '../documents/canonical';
import { numberKey } from '../documents/numbers';

const PREFIX = 'export:';

const idOf = (...parts: readonly string[]): string => `${PREFIX}${contentHash(parts).slice(0, 24)}`;

/** Whether a record came from an export rather than from a system's own interface. */
export const isFromExport = (id: string): boolean => id.startsWith(PREFIX);

/** A name without case and surplus blanks: the books print a vendor alike in every report. */
export const plainName = (name: string): string =>
	name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

const plainNumber = (number: string): string => numberKey(number)?.key ?? plainName(number);

/**
 * Ids of records that come from exports. They are made of what names the thing, so that the next
 * export changes the record and adds no second one.
 */
export const exportIds = {
	project: (number: string): string => idOf('project', plainNumber(number)),
	projectVendor: (name: string): string => idOf('vendor', plainName(name)),
	commitment: (project: string, number: string): string =>
		idOf('commitment', project, plainNumber(number)),
	changeOrder: (commitment: string, tier: string, number: string): string =>
		idOf('change_order', commitment, tier, plainNumber(number)),
	commitmentLine: (commitment: string, position: string): string =>
		idOf('commitment_line', commitment, position),
	booksVendor: (books: string, name: string): string =>
		idOf('books_vendor', books, plainName(name)),
	listEntry: (books: string, list: string, fullName: string): string =>
		idOf(list, books, plainName(fullName)),
	/** `count` tells bills of one number apart, of which a vendor may have several. */
	transaction: (books: string, type: string, name: readonly string[], count: number): string =>
		idOf('transaction', books, type, ...name, String(count)),
};
