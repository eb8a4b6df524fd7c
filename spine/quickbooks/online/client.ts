import { z } from 'zod';
import { contentHash } from '../../documents/canonical';
import type { Send } from '../../send';
import { faultSentence, type FaultEntry, QuickBooksError, readFault } from './errors';
import type { OnlineEntity } from './filterable';
import { type Limiter, sharedLimiter, type Sleep } from './limiter';
import type { Place } from '../books';
import { buildQuery, PAGE_SIZE, type Query } from './query';
import { type Meter, sharedMeter } from './meter';
import { type CallCount, createTransport } from './transport';
import { type RowCache, sharedRows } from './row-cache';
import { multipart, type Upload } from './multipart';

export interface QuickBooksOnlineOptions {
	/** Authenticated: it adds the token, and renews it on 401. */
	send: Send;
	/** `https://quickbooks.api.intuit.com`, the sandbox's, or a custom address. */
	baseUrl: string;
	/** Company id, a decimal string. */
	realmId: string;
	/** Running time in milliseconds. */
	clock: () => number;
	sleep: Sleep;
	/** From 0 to 1, for the jitter of waits. Absent: no jitter. */
	random?: () => number;
	/** Absent: the one that all clients of this company in the process share. */
	limiter?: Limiter;
	/** Absent: the one that all clients of this company in the process share. */
	meter?: Meter;
	/** Absent: the one that all clients of this company in the process share. */
	rows?: RowCache;
}

/** One page of rows, unread: parse them with the schemas of `wire.ts`. */
export interface Page {
	rows: unknown[];
	/** 1-based position of the first row. */
	startPosition: number;
}

/** Answer to one item of a batch: the entity or rows it asked for, or its faults. */
export interface BatchAnswer {
	bId: string;
	body: Record<string, unknown>;
	faults?: FaultEntry[];
}

export interface ChangedRows {
	entity: string;
	rows: unknown[];
}

/**
 * QuickBooks Online's accounting API of one company. Reads give wire rows as they came; writes give
 * the row as QuickBooks stored it. Every method throws QuickBooksError.
 */
export interface QuickBooksOnline {
	realmId: string;
	/** Calls made so far. */
	count: CallCount;
	/** Calls by the classes that Intuit meters, of all clients that share it. */
	meter: Meter;
	/** When QuickBooks gave its latest answer, by its own clock, in milliseconds; undefined before the first. */
	answeredAt(): number | undefined;
	/** A row by its id as it is now; undefined when there is none or it was deleted. */
	get(entity: OnlineEntity, id: string, signal?: AbortSignal): Promise<unknown>;
	/** The same, where a row of a list may be as old as {@link RowCache} says: hardly ever a metered read. */
	recall(entity: OnlineEntity, id: string, signal?: AbortSignal): Promise<unknown>;
	/** One query's rows, at most 1000. */
	query<E extends OnlineEntity>(query: Query<E>, signal?: AbortSignal): Promise<unknown[]>;
	/** All rows of a query, page by page; nothing is held beyond the page. */
	queryPages<E extends OnlineEntity>(query: Query<E>, signal?: AbortSignal): AsyncGenerator<Page>;
	/** Rows of a query in Intuit's own language, as a user typed it. */
	rawQuery(statement: string, signal?: AbortSignal): Promise<unknown[]>;
	/** Creates a row. Repeating it with the same id and body does nothing twice. */
	create(
		entity: OnlineEntity,
		body: Record<string, unknown>,
		options?: WriteOptions,
	): Promise<unknown>;
	/** Updates a row by `Id` and `SyncToken` in the body; sparse where the body says so. */
	update(
		entity: OnlineEntity,
		body: Record<string, unknown>,
		options?: WriteOptions,
	): Promise<unknown>;
	/** Deletes a transaction as it stands in that revision. One that is gone already is answered with fault 610. */
	remove(
		entity: OnlineEntity,
		row: { Id: string; SyncToken: string },
		options?: WriteOptions,
	): Promise<void>;
	/**
	 * Sends a batch body exactly as given. Items succeed and fail one by one. With `once` it is not
	 * repeated when no answer came, so that the caller can look what was carried out; `readOnly`
	 * says that it holds queries alone; `place` is leave that was reserved for it.
	 */
	batch(
		body: string,
		options: {
			requestId?: string;
			once?: boolean;
			readOnly?: boolean;
			place?: Place;
			signal?: AbortSignal;
		},
	): Promise<BatchAnswer[]>;
	/** Leave for one batch, once the limits allow it; it is to be released where no batch is sent. */
	reserveBatch(signal?: AbortSignal, alive?: () => Promise<void>): Promise<Place>;
	/** Uploads files in one request; answers in the order of the files. Never repeated by itself. */
	upload(files: readonly Upload[], signal?: AbortSignal): Promise<BatchAnswer[]>;
	/** Rows changed since an instant, at most 30 days ago; deleted ones carry `status: Deleted`. At most 1000 rows in all. */
	changes(
		entities: readonly OnlineEntity[],
		since: string,
		signal?: AbortSignal,
	): Promise<ChangedRows[]>;
	preferences(signal?: AbortSignal): Promise<unknown>;
	companyInfo(signal?: AbortSignal): Promise<unknown>;
}

export interface WriteOptions {
	/** Absent: made of company, operation, entity and content, so that a repeated call is the same call. */
	requestId?: string;
	signal?: AbortSignal;
}

const object = z.record(z.unknown());
const queryAnswer = z.object({ QueryResponse: z.record(z.unknown()).default({}) });
const batchAnswer = z.object({ BatchItemResponse: z.array(object).default([]) });
const uploadAnswer = z.object({ AttachableResponse: z.array(object).default([]) });
const cdcAnswer = z.object({
	CDCResponse: z.array(z.object({ QueryResponse: z.array(object).default([]) })).default([]),
});

/** A client for one company. It keeps to Intuit's limits and repeats what is safe to repeat. */
export function createQuickBooksOnline(options: QuickBooksOnlineOptions): QuickBooksOnline {
	const { realmId, clock, sleep, random = () => 0 } = options;
	const limiter = options.limiter ?? sharedLimiter(`${options.baseUrl}/${realmId}`, clock, sleep);
	const company = `${options.baseUrl}/${realmId}`;
	const meter = options.meter ?? sharedMeter(company);
	const cached = options.rows ?? sharedRows(company, clock);
	const call = createTransport({ ...options, random, limiter, meter });

	const rawQuery = async (statement: string, signal?: AbortSignal): Promise<unknown[]> => {
		const answer = await call({
			method: 'GET',
			path: 'query',
			query: { query: statement },
			signal,
		});
		return rowsOf(read(queryAnswer, answer.body, 'a query').QueryResponse);
	};
	const query: QuickBooksOnline['query'] = (wanted, signal) => rawQuery(buildQuery(wanted), signal);
	const single = async (path: string, entity: string, signal?: AbortSignal): Promise<unknown> =>
		read(object, (await call({ method: 'GET', path, signal })).body, entity)[entity];
	const write = async (
		operation: 'create' | 'update',
		entity: OnlineEntity,
		body: Record<string, unknown>,
		{ requestId, signal }: WriteOptions = {},
	): Promise<unknown> => {
		// Until it is answered, what stands is not known.
		cached.drop(entity, body['Id']);
		const answer = await call({
			method: 'POST',
			path: entity.toLowerCase(),
			body,
			requestId: requestId ?? contentHash([realmId, operation, entity, body]).slice(0, 36),
			signal,
		});
		const row = read(object, answer.body, entity)[entity];
		cached.wrote(entity, row, call.answeredAt());
		return row;
	};

	const client: QuickBooksOnline = {
		realmId,
		count: call.count,
		meter,
		answeredAt: call.answeredAt,
		rawQuery,
		query,
		recall: async (entity, id, signal) => await cached.recall(client, entity, id, signal),
		async get(entity, id, signal) {
			try {
				return await single(`${entity.toLowerCase()}/${encodeURIComponent(id)}`, entity, signal);
			} catch (error) {
				if (error instanceof QuickBooksError && error.code === '610') return undefined;
				throw error;
			}
		},
		async *queryPages(wanted, signal) {
			const size = Math.min(wanted.maxResults ?? PAGE_SIZE, PAGE_SIZE);
			for (let startPosition = wanted.startPosition ?? 1; ; startPosition += size) {
				const rows = await query({ ...wanted, startPosition, maxResults: size }, signal);
				if (rows.length > 0) yield { rows, startPosition };
				if (rows.length < size) return;
			}
		},
		create: (entity, body, written) => write('create', entity, body, written),
		update: (entity, body, written) => write('update', entity, body, written),
		async remove(entity, body, { requestId, signal } = {}) {
			await call({
				method: 'POST',
				path: entity.toLowerCase(),
				query: { operation: 'delete' },
				body,
				requestId: requestId ?? contentHash([realmId, 'delete', entity, body]).slice(0, 36),
				signal,
			});
		},
		async batch(body, { requestId, once, readOnly, place, signal }) {
			const answer = await call({
				method: 'POST',
				path: 'batch',
				body: Buffer.from(body),
				requestId,
				once,
				readOnly,
				batch: true,
				place,
				signal,
			});
			const items = read(batchAnswer, answer.body, 'a batch').BatchItemResponse;
			meter.count(readOnly === true ? 'corePlus' : 'core', items.length);
			return items.map(toBatchAnswer);
		},
		reserveBatch: (signal, alive) => limiter.acquire('batch', signal, alive),
		async upload(files, signal) {
			const { body, contentType } = multipart(files);
			const answer = await call({ method: 'POST', path: 'upload', body, contentType, signal });
			return read(uploadAnswer, answer.body, 'an upload').AttachableResponse.map(toBatchAnswer);
		},
		async changes(entities, since, signal) {
			const answer = await call({
				method: 'GET',
				path: 'cdc',
				query: { entities: entities.join(','), changedSince: since },
				signal,
			});
			const responses = read(cdcAnswer, answer.body, 'changes').CDCResponse;
			return responses.flatMap((response) => response.QueryResponse.flatMap(changedRows));
		},
		preferences: (signal) => single('preferences', 'Preferences', signal),
		companyInfo: (signal) =>
			single(`companyinfo/${encodeURIComponent(realmId)}`, 'CompanyInfo', signal),
	};
	return client;
}

function read<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, body: unknown, what: string): T {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw new QuickBooksError(
		`QuickBooks answered to ${what} with something that is not its JSON. Check the address of the credential.`,
		{ code: 'http', uncertain: true },
	);
}

function rowsOf(response: Record<string, unknown>): unknown[] {
	return Object.values(response).flatMap((value): unknown[] => (Array.isArray(value) ? value : []));
}

function changedRows(response: Record<string, unknown>): ChangedRows[] {
	return Object.entries(response).flatMap(([entity, rows]): ChangedRows[] =>
		Array.isArray(rows) ? [{ entity, rows }] : [],
	);
}

function toBatchAnswer(item: Record<string, unknown>, index: number): BatchAnswer {
	const faults = readFault(item);
	const bId = typeof item['bId'] === 'string' ? item['bId'] : String(index);
	return { bId, body: item, ...(faults === undefined ? {} : { faults }) };
}

/** One sentence for the faults of a batch or upload item. */
export function itemSentence(faults: readonly FaultEntry[]): string {
	const first = faults[0];
	return first === undefined ? 'QuickBooks refused it without a reason.' : faultSentence(first);
}
