import { contentHash } from '../../documents/canonical';
import {
	batchAnswer,
	cdcAnswer,
	changedRows,
	object,
	queryAnswer,
	read,
	rowsOf,
	toBatchAnswer,
	uploadAnswer,
} from './answers';
import { QuickBooksError } from './errors';
import type { OnlineEntity } from './filterable';
import { sharedLimiter } from './limiter';
import { sharedMeter } from './meter';
import { multipart } from './multipart';
import type { QuickBooksOnline, QuickBooksOnlineOptions, WriteOptions } from './port';
import { buildQuery, PAGE_SIZE } from './query';
import { sharedRows } from './row-cache';
import { createTransport } from './transport';

export type * from './port';

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
