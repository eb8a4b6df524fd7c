import { DateTime } from 'luxon';
import type { BackfillProgress } from '../../ledger/ledger';
import type { QuickBooksOnline } from './client';
import { QuickBooksError } from './errors';
import type { OnlineEntity } from './filterable';

/** Change data capture looks back 30 days; a day is kept in hand. */
export const CAPTURE_DAYS = 29;
/** Largest answer of change data capture; a full one may have left rows out. */
const CAPTURE_ROWS = 1000;
/** A change may carry a time shortly before the pass that missed it. */
export const OVERLAP_MINUTES = 5;

/** Rows of an entity that changed. */
export interface ChangedPage<E extends OnlineEntity> {
	entity: E;
	/** Wire rows; deleted ones carry `status: Deleted` and no more than their id. */
	rows: unknown[];
	/** By QuickBooks' clock in milliseconds: every change until then is in this pass. */
	asOf: number;
	/** Whether deletions are among the rows. A query by time knows of none. */
	withDeletions: boolean;
}

/** What changes are read by. */
type Reading = Pick<QuickBooksOnline, 'changes' | 'queryPages' | 'answeredAt'>;

/** An instant in UTC to the millisecond, as change data capture and queries take it. */
export const instant = (milliseconds: number): string =>
	DateTime.fromMillis(milliseconds, { zone: 'utc' }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

/**
 * What changed since a moment, less an overlap, so a row may come although it came before. Reads are
 * metered: one request of change data capture answers for all entities; one more for each only
 * where its thousand rows were not enough. What lies further back than it looks, or is more, is
 * queried by the time of change, page by page.
 *
 * The client must have been answered before: its answers tell QuickBooks' time.
 *
 * @param since by QuickBooks' clock, in milliseconds.
 * @throws QuickBooksError when QuickBooks does not answer.
 */
export async function* changedRows<E extends OnlineEntity>(
	client: Reading,
	entities: readonly E[],
	since: number,
	signal?: AbortSignal,
): AsyncGenerator<ChangedPage<E>> {
	if (entities.length === 0) return;
	const from = DateTime.fromMillis(since, { zone: 'utc' }).minus({ minutes: OVERLAP_MINUTES });
	const start = instant(from.toMillis());
	const isBeyond = (): boolean =>
		DateTime.fromMillis(client.answeredAt() ?? since).diff(from, 'days').days >= CAPTURE_DAYS;
	const captured = isBeyond()
		? undefined
		: await captureWithin(client, entities, start, isBeyond, signal);
	const asOf = client.answeredAt() ?? since;
	if (captured === undefined) {
		for (const entity of entities) yield* byTime(client, entity, start, asOf, signal);
		return;
	}
	const pages = (found: Map<E, unknown[]>): Array<ChangedPage<E>> =>
		[...found].map(([entity, rows]) => ({ entity, rows, asOf, withDeletions: true }));
	if (!isFull(captured)) {
		yield* pages(captured);
		return;
	}
	for (const entity of entities) {
		const own = entities.length === 1 ? captured : await capture(client, [entity], start, signal);
		yield* pages(own);
		if (isFull(own)) yield* byTime(client, entity, start, asOf, signal);
	}
}

const isFull = (captured: ReadonlyMap<unknown, unknown[]>): boolean =>
	[...captured.values()].reduce((sum, rows) => sum + rows.length, 0) >= CAPTURE_ROWS;

/** What was captured; undefined where QuickBooks refused because it is further back than it tells. */
async function captureWithin<E extends OnlineEntity>(
	client: Reading,
	entities: readonly E[],
	since: string,
	isBeyond: () => boolean,
	signal: AbortSignal | undefined,
): Promise<Map<E, unknown[]> | undefined> {
	try {
		return await capture(client, entities, since, signal);
	} catch (error) {
		// Its code for that is not documented, but a refusal tells the time as every answer does.
		if (error instanceof QuickBooksError && isBeyond()) return undefined;
		throw error;
	}
}

async function capture<E extends OnlineEntity>(
	client: Reading,
	entities: readonly E[],
	since: string,
	signal: AbortSignal | undefined,
): Promise<Map<E, unknown[]>> {
	const changes = await client.changes(entities, since, signal);
	const found = new Map<E, unknown[]>();
	for (const entity of entities) {
		const rows = changes.flatMap((change) => (change.entity === entity ? change.rows : []));
		if (rows.length > 0) found.set(entity, rows);
	}
	return found;
}

async function* byTime<E extends OnlineEntity>(
	client: Reading,
	entity: E,
	value: string,
	asOf: number,
	signal: AbortSignal | undefined,
): AsyncGenerator<ChangedPage<E>> {
	const field = 'MetaData.LastUpdatedTime' as const;
	const query = {
		entity,
		includeInactive: true,
		where: [{ field, operator: '>=' as const, value }],
	};
	for await (const { rows } of client.queryPages<OnlineEntity>(query, signal)) {
		yield { entity, rows, asOf, withDeletions: false };
	}
}

/**
 * Until when changes are in, by QuickBooks' clock. Progress that was kept without it tells running
 * time alone, which is carried over by how far the two clocks are apart now.
 */
export function cursorOf(
	{ cursor, asOf }: Pick<BackfillProgress, 'cursor' | 'asOf'>,
	now: { server: number; running: number },
): number | undefined {
	if (cursor !== undefined) return DateTime.fromISO(cursor).toMillis();
	if (asOf === undefined) return undefined;
	return DateTime.fromISO(asOf).toMillis() + now.server - now.running;
}
