import type { BackfillProgress } from './ledger';
import { noteRead } from './mirror';
import { backfillRow } from './schema';
import { all, write } from './transaction';
import type { Context, Tx } from './transaction';

export function* readBackfill({ db }: Context): Tx<BackfillProgress[]> {
	const rows = yield* all(
		db.selectFrom('backfill').selectAll().orderBy('side').orderBy('scope').orderBy('resource'),
		backfillRow,
	);
	return rows.map(({ side, resource, scope, next, rows: read, complete, as_of, cursor }) => ({
		side,
		resource,
		scope,
		rows: read,
		complete: complete === 1,
		...(next === null ? {} : { next }),
		...(as_of === null ? {} : { asOf: as_of }),
		...(cursor === null ? {} : { cursor }),
	}));
}

/** Notes how far a pass has come. A complete pass dates the facts of its scope to its beginning. */
export function* putBackfill(context: Context, progress: BackfillProgress): Tx<void> {
	const row = {
		next: progress.next ?? null,
		rows: progress.rows,
		complete: progress.complete ? 1 : 0,
		as_of: progress.asOf ?? null,
		cursor: progress.cursor ?? null,
	};
	const { side, resource, scope } = progress;
	yield* write(
		context.db
			.insertInto('backfill')
			.values({ side, resource, scope, ...row })
			.onConflict((conflict) => conflict.columns(['side', 'resource', 'scope']).doUpdateSet(row)),
	);
	if (progress.complete && progress.asOf !== undefined) {
		yield* noteRead(context, side, scope, progress.asOf);
	}
}

/** A resource's name without case, punctuation and plural: `Vendor Credits`, `vendor_credit`. */
const plain = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/s$/, '');

/** The kinds of commitment, where a project system lists them apart. */
const COMMITMENTS: readonly string[][] = [
	['commitment'],
	['workordercontract', 'purchaseordercontract'],
	['subcontract', 'purchaseorder'],
];

/**
 * Whether history is complete enough to add up: the project's commitments and requisitions, and
 * the bills and vendor credits of its books. A scope of `*` stands for all.
 */
export function* backfillComplete(context: Context, project: string, books: string): Tx<boolean> {
	const rows = yield* all(
		context.db.selectFrom('backfill').selectAll().where('scope', 'in', [project, books, '*']),
		backfillRow,
	);
	const done = (side: BackfillProgress['side'], scope: string, resource: string): boolean =>
		rows.some(
			(row) =>
				row.side === side &&
				row.complete === 1 &&
				(row.scope === scope || row.scope === '*') &&
				plain(row.resource) === resource,
		);
	const inProject = (resource: string): boolean => done('projects', project, resource);
	return (
		inProject('requisition') &&
		COMMITMENTS.some((kinds) => kinds.every(inProject)) &&
		done('books', books, 'bill') &&
		done('books', books, 'vendorcredit')
	);
}

/** When the last complete pass over each kind began; absent where there is none or its time is unknown. */
export interface LastPasses {
	commitments?: string;
	changeOrders?: string;
	requisitions?: string;
	/** Bills and vendor credits. */
	books?: string;
}

/** Of a kind that is read under several names the pass that began first counts. */
export function* lastPasses(
	{ db }: Context,
	project: string | undefined,
	books: string | undefined,
): Tx<LastPasses> {
	const rows = yield* all(
		db
			.selectFrom('backfill')
			.selectAll()
			.where('scope', 'in', [project ?? '*', books ?? '*', '*'])
			.where('complete', '=', 1),
		backfillRow,
	);
	const begun = (
		side: BackfillProgress['side'],
		scope: string | undefined,
		is: (resource: string) => boolean,
	): string | undefined => {
		const times = rows
			.filter((row) => row.side === side && (row.scope === scope || row.scope === '*'))
			.filter((row) => is(plain(row.resource)))
			.map((row) => row.as_of);
		const known = times.flatMap((time) => time ?? []);
		if (known.length < times.length) return undefined;
		return known.sort((left, right) => Date.parse(left) - Date.parse(right))[0];
	};
	const kinds = new Set(COMMITMENTS.flat());
	return {
		commitments: begun('projects', project, (resource) => kinds.has(resource)),
		changeOrders: begun('projects', project, (resource) => resource.includes('changeorder')),
		requisitions: begun('projects', project, (resource) => resource === 'requisition'),
		books: begun('books', books, (resource) => ['bill', 'vendorcredit'].includes(resource)),
	};
}
