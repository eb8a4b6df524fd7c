import type { BackfillProgress, Ledger } from '../../ledger/ledger';
import { changedRows, cursorOf, instant } from './changed-rows';
import type { QuickBooksOnline } from './client';
import { PAGE_SIZE } from './query';
import {
	booksRecord,
	RECORDED_ENTITIES,
	type RecordedEntity,
	type Refused,
	translate,
} from './to-records';

export interface HistoryContext {
	client: QuickBooksOnline;
	ledger: Pick<Ledger, 'record' | 'backfillProgress' | 'putBackfillProgress'>;
	/** Id of the company (realm). */
	books: string;
	/** Running time. */
	clock: () => number;
	signal?: AbortSignal;
	/** Called after each page. */
	onProgress?: (progress: BackfillProgress) => void;
}

export interface HistoryReport {
	/** Rows taken into the ledger, by entity. */
	rows: Record<string, number>;
	/** Rows that could not be read. */
	refused: Refused[];
}

/**
 * Reads a company's history into the ledger: lists, purchase orders, bills, credits, expenses,
 * journal entries, payments and what the company file allows. It goes on where an earlier pass
 * broke off; entities that are complete are brought up to date by one request for all changes of
 * the last days (with deletions), or by the time of change where that is too long ago. What counts
 * as changed goes by QuickBooks' clock, never by this machine's.
 *
 * @throws QuickBooksError when QuickBooks does not answer; what was read stays.
 */
export async function backfillQuickBooks(context: HistoryContext): Promise<HistoryReport> {
	const report: HistoryReport = { rows: {}, refused: [] };
	await readCompany(context, report);
	const cursor = context.client.answeredAt() ?? context.clock();
	const known = (await context.ledger.backfillProgress()).filter(
		(progress) => progress.side === 'books' && progress.scope === context.books,
	);
	const complete: BackfillProgress[] = [];
	for (const entity of RECORDED_ENTITIES) {
		const progress = known.find((other) => other.resource === entity);
		if (progress?.complete === true && progress.asOf !== undefined) complete.push(progress);
		else await readAll(context, entity, progress, cursor, report);
	}
	await readChanges(context, complete, cursor, report);
	return report;
}

async function readCompany(
	{ client, ledger, books, clock, signal, onProgress }: HistoryContext,
	report: HistoryReport,
): Promise<void> {
	const asOf = instant(clock());
	const record = booksRecord(
		await client.companyInfo(signal),
		await client.preferences(signal),
		books,
	);
	await ledger.record([record], asOf);
	report.rows['Preferences'] = 1;
	const progress = {
		side: 'books',
		resource: 'Preferences',
		scope: books,
		rows: 1,
		complete: true,
		asOf,
	} as const;
	await ledger.putBackfillProgress(progress);
	onProgress?.(progress);
}

/** The first pass over an entity, page by page, from where an earlier one stopped. */
async function readAll(
	context: HistoryContext,
	entity: RecordedEntity,
	earlier: BackfillProgress | undefined,
	now: number,
	report: HistoryReport,
): Promise<void> {
	const { client, ledger, books, clock, signal, onProgress } = context;
	// What changes while the pass runs is read by the next one, so the pass counts from its beginning.
	const asOf = earlier?.asOf ?? instant(clock());
	const begun = cursorOf(earlier ?? {}, { server: now, running: clock() });
	const cursor = instant(begun ?? now);
	let rows = earlier?.rows ?? 0;
	const save = async (next: number | undefined): Promise<void> => {
		const progress: BackfillProgress = {
			side: 'books',
			resource: entity,
			scope: books,
			rows,
			complete: next === undefined,
			asOf,
			cursor,
			...(next === undefined ? {} : { next }),
		};
		await ledger.putBackfillProgress(progress);
		onProgress?.(progress);
	};
	const startPosition = earlier?.next ?? 1;
	for await (const page of client.queryPages(
		{ entity, includeInactive: true, startPosition },
		signal,
	)) {
		rows += await take(context, entity, page.rows, asOf, report);
		await save(page.startPosition + PAGE_SIZE);
	}
	await save(undefined);
}

async function take(
	{ ledger, books }: HistoryContext,
	entity: RecordedEntity,
	rows: readonly unknown[],
	seenAt: string,
	report: HistoryReport,
): Promise<number> {
	const { records, refused } = translate(entity, rows, books);
	await ledger.record(records, seenAt);
	report.rows[entity] = (report.rows[entity] ?? 0) + records.length;
	report.refused.push(...refused);
	return records.length;
}

/** Brings complete entities up to date. */
async function readChanges(
	context: HistoryContext,
	complete: readonly BackfillProgress[],
	now: number,
	report: HistoryReport,
): Promise<void> {
	const { client, clock, signal } = context;
	const times = complete.flatMap(
		(progress) => cursorOf(progress, { server: now, running: clock() }) ?? [],
	);
	if (times.length === 0) return;
	const entities = RECORDED_ENTITIES.filter((entity) =>
		complete.some((progress) => progress.resource === entity),
	);
	const asOf = instant(clock());
	const counts = new Map<RecordedEntity, number>();
	for await (const { entity, rows } of changedRows(client, entities, Math.min(...times), signal)) {
		const count = await take(context, entity, rows, asOf, report);
		counts.set(entity, (counts.get(entity) ?? 0) + count);
	}
	for (const entity of entities) {
		const before = complete.find((progress) => progress.resource === entity);
		const progress: BackfillProgress = {
			side: 'books',
			resource: entity,
			scope: context.books,
			rows: (before?.rows ?? 0) + (counts.get(entity) ?? 0),
			complete: true,
			asOf,
			cursor: instant(now),
		};
		await context.ledger.putBackfillProgress(progress);
		context.onProgress?.(progress);
	}
}
