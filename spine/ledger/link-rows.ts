import { linkSchema, mergeSchema } from '../documents/link';
import type { Link, LinkFilter, Merge } from '../documents/link';
import { type LinkRow, linkRow, mergeRow } from './schema';
import { all } from './transaction';
import type { Context, Tx } from './transaction';

const linkOf = (row: LinkRow): Link =>
	linkSchema.parse({
		type: row.type,
		projects: row.projects,
		books: row.books,
		booksId: row.books_id,
		how: row.how,
		apart: row.apart === 1,
		by: row.linked_by,
		at: row.linked_at,
		...(row.reason === null ? {} : { reason: row.reason }),
	});

/** Links that stand, and pairs that were told apart, in the order in which they were said. */
export function* listLinksTx({ db }: Context, filter: LinkFilter = {}): Tx<Link[]> {
	let query = db.selectFrom('links').selectAll().where('ended_at', 'is', null).orderBy('seq');
	if (filter.type !== undefined) query = query.where('type', '=', filter.type);
	if (filter.projects !== undefined) query = query.where('projects', '=', filter.projects);
	if (filter.books !== undefined) query = query.where('books', '=', filter.books);
	if (filter.booksId !== undefined) query = query.where('books_id', '=', filter.booksId);
	return (yield* all(query, linkRow)).map(linkOf);
}

export function* listMergesTx({ db }: Context): Tx<Merge[]> {
	const rows = yield* all(
		db.selectFrom('merges').selectAll().orderBy('type').orderBy('books').orderBy('id'),
		mergeRow,
	);
	return rows.map((row) => mergeSchema.parse({ ...row, into: row.into_id }));
}
