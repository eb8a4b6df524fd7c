import type { Facts } from '../../gate/facts';
import { z } from 'zod';
import { lastPasses } from '../backfill';
import { freshnessRow } from '../schema';
import type { Subject } from '../subject';
import { all, first } from '../transaction';
import type { Context, Tx } from '../transaction';

const seenRow = z.object({ seen_at: z.string().nullable() });

/** When the records of a type that belong to the commitment were last seen, the one longest not seen. */
function* seenOf(
	{ db }: Context,
	type: 'commitment' | 'change_order' | 'requisition',
	commitment: string,
): Tx<string | undefined> {
	const row = yield* first(
		db
			.selectFrom('records')
			.select((records) => records.fn.min('seen_at').as('seen_at'))
			.where('type', '=', type)
			.where(type === 'commitment' ? 'id' : 'commitment', '=', commitment),
		seenRow,
	);
	return row?.seen_at ?? undefined;
}

/** The later of two instants; one that is not known does not count. */
function later(left: string | undefined, right: string | undefined): string | undefined {
	if (left === undefined || right === undefined) return left ?? right;
	return Date.parse(left) < Date.parse(right) ? right : left;
}

/**
 * When the facts of each kind were last read from the system of record: by a complete pass of the
 * backfill over the project or the books, or record by record, whichever was later. Kinds without
 * any pass go by what was recorded last for the project or the books.
 */
export function* agesOf(context: Context, subject: Subject): Tx<Facts['asOf']> {
	const { project, books, commitment } = subject;
	const freshness = yield* all(
		context.db
			.selectFrom('freshness')
			.selectAll()
			.where('scope', 'in', [project ?? '', books ?? '', '']),
		freshnessRow,
	);
	const recorded = (side: string, scope: string | undefined): string | undefined =>
		freshness.find((row) => row.side === side && row.scope === scope)?.as_of;
	const passes = yield* lastPasses(context, project, books);
	const own =
		commitment === undefined
			? undefined
			: later(yield* seenOf(context, 'commitment', commitment), passes.commitments);
	const changeOrders =
		commitment === undefined
			? undefined
			: later(yield* seenOf(context, 'change_order', commitment), passes.changeOrders);
	const requisitions =
		commitment === undefined
			? undefined
			: later(yield* seenOf(context, 'requisition', commitment), passes.requisitions);
	const projects = own ?? recorded('projects', project) ?? recorded('projects', '');
	const inBooks = passes.books ?? recorded('books', books);
	return {
		...(projects === undefined ? {} : { projects }),
		...(changeOrders === undefined ? {} : { changeOrders }),
		...(requisitions === undefined ? {} : { requisitions }),
		...(inBooks === undefined ? {} : { books: inBooks }),
	};
}
