import { z } from 'zod';
import { changedRows } from './changed-rows';
import type { QuickBooksOnline } from './client';
import type { OnlineEntity } from './filterable';

/** Lists that change seldom and that many documents name. */
const LISTS = ['Account', 'Class', 'Customer', 'Item', 'Vendor'] as const;
type List = (typeof LISTS)[number];

/** How long rows are taken for current before QuickBooks is asked what changed. */
const FRESH_MS = 30_000;
/** Rows kept at most; beyond that all are read anew as they are wanted. */
const MOST_ROWS = 5_000;

type Reading = Pick<QuickBooksOnline, 'get' | 'changes' | 'queryPages' | 'answeredAt'>;

const rowSchema = z.object({
	Id: z.string(),
	status: z.string().optional(),
	/** A whole number as text, one more with every change. */
	SyncToken: z.coerce.number().default(0),
});

/**
 * Rows of the lists by their id, as the process saw them last. Reads are metered, so rows are not
 * read again one by one: after half a minute one request for all changes brings them up to date,
 * however many they are. What is written through a client of this process is kept as QuickBooks
 * answered it.
 *
 * A row may be half a minute old. Nothing that decides on money, or that must not write over
 * somebody else's change, may go by it.
 */
export class RowCache {
	private readonly rows = new Map<List, Map<string, unknown>>();
	private checkedAt = 0;
	/** By QuickBooks' clock: every change until then is in the rows. */
	private asOf: number | undefined;
	private refreshing: Promise<void> | undefined;

	constructor(private readonly clock: () => number) {}

	/** A row as {@link QuickBooksOnline.get} gives it; for lists from the cache. */
	async recall(
		client: Reading,
		entity: OnlineEntity,
		id: string,
		signal?: AbortSignal,
	): Promise<unknown> {
		const list = LISTS.find((name) => name === entity);
		if (list === undefined) return await client.get(entity, id, signal);
		this.refreshing ??= this.refresh(client, signal).finally(() => {
			this.refreshing = undefined;
		});
		await this.refreshing;
		const known = this.rows.get(list)?.get(id);
		if (known !== undefined) return known;
		const row = await client.get(list, id, signal);
		if (row !== undefined) this.keep(list, row, client.answeredAt());
		return row;
	}

	/** Keeps a row as a write was answered. */
	wrote(entity: OnlineEntity, row: unknown, answeredAt: number | undefined): void {
		const list = LISTS.find((name) => name === entity);
		if (list !== undefined) this.keep(list, row, answeredAt);
	}

	/** Forgets a row that is being written: whether it is what it was taken for shows the answer. */
	drop(entity: OnlineEntity, id: unknown): void {
		const list = LISTS.find((name) => name === entity);
		if (list !== undefined && typeof id === 'string') this.rows.get(list)?.delete(id);
	}

	private keep(list: List, row: unknown, answeredAt: number | undefined): void {
		const parsed = rowSchema.safeParse(row);
		if (!parsed.success || answeredAt === undefined) return;
		const size = [...this.rows.values()].reduce((sum, rows) => sum + rows.size, 0);
		if (size >= MOST_ROWS) this.rows.clear();
		if (this.rows.size === 0) {
			this.asOf = answeredAt;
			this.checkedAt = this.clock();
		}
		const rows = this.rows.get(list) ?? new Map<string, unknown>();
		this.rows.set(list, rows);
		put(rows, row);
	}

	/** Brings the rows up to date where they are no longer fresh; forgets them where that cannot be done. */
	private async refresh(client: Reading, signal: AbortSignal | undefined): Promise<void> {
		const { asOf } = this;
		if (this.rows.size === 0 || asOf === undefined) return;
		if (this.clock() < this.checkedAt + FRESH_MS) return;
		const checkedAt = this.clock();
		try {
			const changes = changedRows(client, [...this.rows.keys()], asOf, signal);
			for await (const { entity, rows, withDeletions } of changes) {
				// A query by time does not tell what was merged away.
				if (withDeletions) this.update(entity, rows);
				else this.rows.delete(entity);
			}
			this.asOf = client.answeredAt() ?? asOf;
			this.checkedAt = checkedAt;
		} catch {
			// Whoever wants a row reads it, and hears of what is wrong.
			this.rows.clear();
		}
	}

	/** Takes over what changed of the rows that are kept. */
	private update(list: List, changed: readonly unknown[]): void {
		const rows = this.rows.get(list);
		for (const row of changed) {
			const parsed = rowSchema.safeParse(row);
			if (!parsed.success || rows?.has(parsed.data.Id) !== true) continue;
			if (parsed.data.status === 'Deleted') rows.delete(parsed.data.Id);
			else put(rows, row);
		}
	}
}

/** Keeps a row, unless a newer one of its id is there: answers may overtake each other. */
function put(rows: Map<string, unknown>, row: unknown): void {
	const { Id, SyncToken } = rowSchema.parse(row);
	const known = rowSchema.safeParse(rows.get(Id));
	if (known.success && known.data.SyncToken > SyncToken) return;
	rows.set(Id, row);
}

const shared = new Map<string, RowCache>();

/** The cache of all clients of one company in this process. */
export function sharedRows(company: string, clock: () => number): RowCache {
	const known = shared.get(company) ?? new RowCache(clock);
	shared.set(company, known);
	return known;
}
