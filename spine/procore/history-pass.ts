import { DateTime } from 'luxon';
import type { LedgerRecord, ProjectRecord, RecordOf, RecordType } from '../documents/records';
import type { ListOptions, ProcoreClient, Scope, WireRow } from './client';
import { ProcoreError } from './errors';
import { resourceOf, type ResourceName } from './resources';
import { translate, type Refused, type RowContext } from './to-records';

/** Progress of one resource in one project (or `company`), as the ledger keeps it. */
export interface HistoryProgress {
	side: 'projects';
	resource: string;
	scope: string;
	/** Page to go on with; for lists by commitment the position among the commitments. */
	next?: number;
	rows: number;
	complete: boolean;
	/** When the last complete pass began; while the first pass runs, when that began. */
	asOf?: string;
	/** The same moment by Procore's clock; absent in older progress. */
	cursor?: string;
}

/** What reading history in needs of the ledger. */
export interface HistoryLedger {
	record(records: readonly LedgerRecord[], seenAt?: string): Promise<unknown>;
	get<T extends RecordType>(type: T, id: string): Promise<RecordOf<T> | undefined>;
	list<T extends RecordType>(type: T, filter?: Record<string, string>): Promise<Array<RecordOf<T>>>;
	backfillProgress(): Promise<ReadonlyArray<Omit<HistoryProgress, 'side'> & { side: string }>>;
	putBackfillProgress(progress: HistoryProgress): Promise<void>;
}

export interface BackfillOptions {
	client: ProcoreClient;
	ledger: HistoryLedger;
	/** Running time in milliseconds, default the client's; its instants bound what changed since the last pass. */
	clock?: () => number;
	/** Which projects to read; default all. */
	projects?: (project: ProjectRecord) => boolean;
	signal?: AbortSignal;
	onProgress?: (progress: HistoryProgress) => void;
	/** Rows a page, default 1,000. */
	perPage?: number;
	/** Minutes before the last pass from which changes are read again. Default 15. */
	overlapMinutes?: number;
}

/** State of one pass over the history. */
export interface Pass extends BackfillOptions {
	clock: () => number;
	startedAt: string;
	/** The same moment by Procore's clock, once its first answer told the time. */
	cursor?: string;
	progress: Map<string, HistoryProgress>;
	/** Keys of what this pass is to leave complete. */
	touched: Set<string>;
	/** Cost codes of the project that is being read, and cost types, by id. */
	codes?: RowContext['codes'];
	rows: number;
	refused: Array<Refused & { resource: ResourceName; scope: string }>;
	skipped: Array<{ resource: ResourceName; scope: string; sentence: string }>;
}

/**
 * Resources whose absence (tool switched off, no permission) leaves a project's billing history
 * whole: they say nothing of what was committed or billed on a commitment.
 */
const dispensable: ReadonlySet<ResourceName> = new Set([
	'inactive_vendors',
	'line_item_types',
	'cost_codes',
	'change_order_requests',
	'potential_change_orders',
	'direct_costs',
	'prime_contracts',
	'payment_applications',
]);

export const keyOf = ({ resource, scope }: { resource: string; scope: string }) =>
	`${resource}|${scope}`;

/** An instant in UTC to the second. */
export function instant(milliseconds: number): string {
	return DateTime.fromMillis(milliseconds, { zone: 'utc' }).toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

/** Begins a pass with the progress of the passes before. */
export async function beginPass(options: BackfillOptions): Promise<Pass> {
	const progress = new Map<string, HistoryProgress>();
	for (const row of await options.ledger.backfillProgress()) {
		if (row.side === 'projects') progress.set(keyOf(row), { ...row, side: 'projects' });
	}
	const clock = options.clock ?? options.client.clock;
	return {
		...options,
		clock,
		startedAt: instant(clock()),
		progress,
		touched: new Set(),
		rows: 0,
		refused: [],
		skipped: [],
	};
}

/** Notes progress, with the moment by Procore's clock where a pass began or went on. */
export async function put(pass: Pass, progress: Omit<HistoryProgress, 'side'>): Promise<void> {
	const told = pass.client.answeredAt();
	if (told !== undefined) pass.cursor ??= instant(told);
	const before = pass.progress.get(keyOf(progress));
	const cursor =
		progress.asOf === pass.startedAt
			? pass.cursor
			: progress.asOf === before?.asOf
				? before?.cursor
				: undefined;
	const row: HistoryProgress = {
		side: 'projects',
		...progress,
		...(cursor === undefined || progress.asOf === undefined ? {} : { cursor }),
	};
	pass.progress.set(keyOf(row), row);
	await pass.ledger.putBackfillProgress(row);
	pass.onProgress?.(row);
}

export function paging(pass: Pass): ListOptions {
	return { perPage: pass.perPage, signal: pass.signal };
}

/** Notes rows that were left out; false when there were any. */
export function noteRefused(
	pass: Pass,
	resource: ResourceName,
	scope: string,
	refused: readonly Refused[],
): boolean {
	pass.refused.push(...refused.map((one) => ({ ...one, resource, scope })));
	return refused.length === 0;
}

export function deletedToo(resource: ResourceName): Record<string, string> {
	return resourceOf(resource).list.filters.includes('include_deleted')
		? { include_deleted: 'with' }
		: {};
}

/**
 * Range of `updated_at` since the last complete pass, by Procore's clock; both ends, because open
 * ranges are not documented. Progress that was kept without Procore's time tells running time alone,
 * which is carried over by how far the two clocks are apart now.
 */
function changedSince(pass: Pass, resource: ResourceName, before?: HistoryProgress) {
	const filterable = resourceOf(resource).list.filters.includes('updated_at');
	if (before?.complete !== true || before.asOf === undefined || !filterable) return undefined;
	const overlap = pass.overlapMinutes ?? 15;
	const now = pass.client.answeredAt() ?? pass.clock();
	const since =
		before.cursor === undefined
			? DateTime.fromISO(before.asOf, { zone: 'utc' }).plus(now - pass.clock())
			: DateTime.fromISO(before.cursor, { zone: 'utc' });
	const from = since.minus({ minutes: overlap });
	const to = DateTime.fromMillis(now, { zone: 'utc' }).plus({ days: 1 });
	return { updated_at: `${instant(from.toMillis())}...${instant(to.toMillis())}` };
}

/** Runs a reading and turns Procore's refusal of it (403, 404) into a skipped resource. */
export async function tolerating(
	pass: Pass,
	resource: ResourceName,
	scope: string,
	read: () => Promise<void>,
): Promise<void> {
	try {
		await read();
	} catch (error) {
		if (!(error instanceof ProcoreError) || (error.status !== 403 && error.status !== 404)) {
			throw error;
		}
		pass.skipped.push({ resource, scope, sentence: error.message });
		const before = pass.progress.get(keyOf({ resource, scope }));
		const complete = dispensable.has(resource);
		const asOf = complete ? pass.startedAt : before?.asOf;
		await put(pass, { resource, scope, rows: before?.rows ?? 0, complete, asOf });
	}
}

export interface PagedReading {
	resource: ResourceName;
	/** Project id, or `company`. */
	scope: string;
	/** Read the whole list on every pass, for what the rest of the pass needs of it. */
	whole?: boolean;
	/** Turns a page's rows into records where more than the rows is needed. */
	toRecords?: (rows: WireRow[]) => Promise<{ records: LedgerRecord[]; refused: Refused[] }>;
	each?: (records: LedgerRecord[]) => void;
}

/** Reads one paged list into the ledger, from where the last attempt stopped. */
export async function readPaged(pass: Pass, reading: PagedReading): Promise<void> {
	const { resource, scope } = reading;
	const project = scope === 'company' ? undefined : scope;
	const where: Scope = { project };
	const key = keyOf({ resource, scope });
	pass.touched.add(key);
	const before = pass.progress.get(key);
	const first = before?.complete !== true;
	const page = first && reading.whole !== true ? before?.next : undefined;
	const startedAt = page === undefined ? pass.startedAt : (before?.asOf ?? pass.startedAt);
	const changes = reading.whole === true ? undefined : changedSince(pass, resource, before);
	const kept = changes === undefined && page === undefined ? 0 : (before?.rows ?? 0);
	let read = 0;
	let sound = true;
	await tolerating(pass, resource, scope, async () => {
		const filters = { ...deletedToo(resource), ...changes };
		for await (const found of pass.client.pages(resource, where, {
			...paging(pass),
			filters,
			page,
		})) {
			pass.signal?.throwIfAborted();
			const { records, refused } =
				(await reading.toRecords?.(found.rows)) ??
				translate(resource, found.rows, { project, codes: pass.codes });
			sound = noteRefused(pass, resource, scope, refused) && sound;
			await pass.ledger.record(records, instant(pass.clock()));
			reading.each?.(records);
			read += found.rows.length;
			pass.rows += found.rows.length;
			if (first && found.next !== undefined) {
				const next = sound ? found.next : undefined;
				await put(pass, {
					resource,
					scope,
					next,
					rows: kept + read,
					complete: false,
					asOf: startedAt,
				});
			}
		}
		const rows = changes === undefined ? kept + read : kept;
		const asOf = sound ? startedAt : before?.asOf;
		await put(pass, { resource, scope, rows, complete: sound, asOf });
	});
}
