import { DateTime } from 'luxon';
import type { BackfillProgress, Ledger } from '../../ledger/ledger';
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

/** Change data capture looks back 30 days; a day is kept in hand for clocks that differ. */
const CAPTURE_DAYS = 29;
/** Largest answer of change data capture; a full one may have left rows out. */
const CAPTURE_ROWS = 1000;
/** A change may carry a time shortly before the pass that missed it. */
const OVERLAP_MINUTES = 5;

/**
 * Reads a company's history into the ledger: lists, purchase orders, bills, credits, expenses,
 * journal entries, payments and what the company file allows. It goes on where an earlier pass
 * broke off; entities that are complete are brought up to date by one request for all changes of
 * the last days (with deletions), or by the time of change where that is too long ago.
 *
 * @throws QuickBooksError when QuickBooks does not answer; what was read stays.
 */
export async function backfillQuickBooks(context: HistoryContext): Promise<HistoryReport> {
	const report: HistoryReport = { rows: {}, refused: [] };
	await readCompany(context, report);
	const known = (await context.ledger.backfillProgress()).filter(
		(progress) => progress.side === 'books' && progress.scope === context.books,
	);
	const complete: BackfillProgress[] = [];
	for (const entity of RECORDED_ENTITIES) {
		const progress = known.find((other) => other.resource === entity);
		if (progress?.complete === true && progress.asOf !== undefined) complete.push(progress);
		else await readAll(context, entity, progress, report);
	}
	await readChanges(context, complete, report);
	return report;
}

const instant = (ms: number): string =>
	DateTime.fromMillis(ms, { zone: 'utc' }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

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
	report: HistoryReport,
): Promise<void> {
	const { client, ledger, books, clock, signal, onProgress } = context;
	// What changes while the pass runs is read by the next one, so the pass counts from its beginning.
	const asOf = earlier?.asOf ?? instant(clock());
	let rows = earlier?.rows ?? 0;
	const save = async (next: number | undefined): Promise<void> => {
		const progress: BackfillProgress = {
			side: 'books',
			resource: entity,
			scope: books,
			rows,
			complete: next === undefined,
			asOf,
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
	report: HistoryReport,
): Promise<void> {
	const times = complete.map((progress) => DateTime.fromISO(progress.asOf ?? '').toMillis());
	if (times.length === 0) return;
	const { client, clock, signal } = context;
	const since = DateTime.fromMillis(Math.min(...times), { zone: 'utc' }).minus({
		minutes: OVERLAP_MINUTES,
	});
	const asOf = instant(clock());
	const entities = RECORDED_ENTITIES.filter((entity) =>
		complete.some((progress) => progress.resource === entity),
	);
	const recent =
		DateTime.fromMillis(clock(), { zone: 'utc' }).diff(since, 'days').days < CAPTURE_DAYS;
	const changes = recent ? await client.changes(entities, instant(since.toMillis()), signal) : [];
	const captured = changes.reduce((sum, change) => sum + change.rows.length, 0);
	for (const entity of entities) {
		const rows = changes
			.filter((change) => change.entity === entity)
			.flatMap((change) => change.rows);
		let count = rows.length === 0 ? 0 : await take(context, entity, rows, asOf, report);
		if (!recent || captured >= CAPTURE_ROWS)
			count += await readByTime(context, entity, since, asOf, report);
		const before = complete.find((progress) => progress.resource === entity);
		const progress: BackfillProgress = {
			side: 'books',
			resource: entity,
			scope: context.books,
			rows: (before?.rows ?? 0) + count,
			complete: true,
			asOf,
		};
		await context.ledger.putBackfillProgress(progress);
		context.onProgress?.(progress);
	}
}

/** Changes by their time, where change data capture does not reach. Deletions do not show here. */
async function readByTime(
	context: HistoryContext,
	entity: RecordedEntity,
	since: DateTime,
	asOf: string,
	report: HistoryReport,
): Promise<number> {
	let rows = 0;
	const value = instant(since.toMillis());
	const query = {
		entity,
		includeInactive: true,
		where: [{ field: 'MetaData.LastUpdatedTime' as const, operator: '>=' as const, value }],
	};
	for await (const page of context.client.queryPages(query, context.signal)) {
		rows += await take(context, entity, page.rows, asOf, report);
	}
	return rows;
}
