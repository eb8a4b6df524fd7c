import { z } from 'zod';
import type { HttpRequest, HttpResponse, Send } from '../../send';
import { errorOf, isInternalFailure, isThrottle, QuickBooksError, readFault } from './errors';
import type { Place } from '../books';
import type { Limiter, Sleep } from './limiter';
import type { Meter } from './meter';
import {
	backoff,
	type FailureClass,
	MAX_ATTEMPTS,
	THROTTLE_PATIENCE_MS,
	throttleWait,
} from './retry';

export interface TransportOptions {
	send: Send;
	/** `https://quickbooks.api.intuit.com`, the sandbox's, or a custom address. */
	baseUrl: string;
	realmId: string;
	/** Running time in milliseconds. */
	clock: () => number;
	sleep: Sleep;
	/** From 0 to 1, for the jitter of waits. */
	random: () => number;
	limiter: Limiter;
	meter: Meter;
}

export interface Call {
	method: 'GET' | 'POST';
	/** Below `/v3/company/{realm}/`. */
	path: string;
	query?: Record<string, string>;
	body?: unknown;
	contentType?: string;
	/** Makes a write repeatable: QuickBooks answers a known id with its first answer. */
	requestId?: string;
	batch?: boolean;
	/** Changes nothing although it is a POST (a batch of queries): may be repeated. */
	readOnly?: boolean;
	/** Not repeated when it is unknown whether it took effect: the caller looks first. */
	once?: boolean;
	/** Leave that the caller took from the limiter before; the call releases it. */
	place?: Place;
	signal?: AbortSignal;
}

/** Calls made so far, for reports: Intuit meters reads, not writes. */
export interface CallCount {
	reads: number;
	writes: number;
	batches: number;
	uploads: number;
}

export type Transport = ((call: Call) => Promise<HttpResponse>) & {
	count: CallCount;
	/** See {@link serverTime}; of the latest answer, undefined before there was one. */
	answeredAt: () => number | undefined;
};

/** Intuit's own limit for one request is 120 s. */
const TIMEOUT_MS = 130_000;
const MAX_INTERNAL_ATTEMPTS = 2;

/**
 * Calls QuickBooks Online under the limiter and repeats what is safe to repeat, with the same id
 * and body: throttled calls for some minutes; server failures and missing answers for reads and for
 * writes with a request id only.
 *
 * @throws QuickBooksError for every other answer; `uncertain` when a write may have taken effect.
 */
export function createTransport(options: TransportOptions): Transport {
	const { clock, sleep, random, limiter } = options;
	const count: CallCount = { reads: 0, writes: 0, batches: 0, uploads: 0 };
	let answeredAt: number | undefined;

	const call = async (request: Call): Promise<HttpResponse> => {
		const repeatable =
			request.once !== true && (isRead(request) || request.requestId !== undefined);
		let { place } = request;
		const alive = place?.alive;
		const begun = clock();
		for (let attempt = 1; ; attempt += 1) {
			place ??= await limiter.acquire(
				request.batch === true ? 'batch' : 'request',
				request.signal,
				alive,
			);
			let outcome: Attempt;
			try {
				if (attempt > 1) await alive?.();
				countCall(count, request);
				outcome = await attemptOnce(options, request);
			} finally {
				place.release();
				place = undefined;
			}
			answeredAt = outcome.answeredAt ?? answeredAt;
			// The items of a batch are counted by whoever reads them.
			if (outcome.metered && request.batch !== true)
				options.meter.count(isRead(request) ? 'corePlus' : 'core');
			if ('response' in outcome) return outcome.response;
			const { error, failure, internal } = outcome;
			if (failure === 'throttled') {
				const wait = throttleWait(outcome.retryAfter, clock(), random());
				limiter.slowDown(clock() + wait);
				if (clock() + wait - begun > THROTTLE_PATIENCE_MS) throw error;
				continue;
			}
			const attempts = internal ? MAX_INTERNAL_ATTEMPTS : MAX_ATTEMPTS;
			if (failure === 'final' || !repeatable || attempt >= attempts) throw error;
			await sleep(backoff(attempt, random()), request.signal);
		}
	};
	return Object.assign(call, { count, answeredAt: () => answeredAt });
}

const timedSchema = z.object({ time: z.string() });

/**
 * When QuickBooks gave an answer by its own clock, in milliseconds: the `time` beside every answer,
 * else the Date header (RFC 9110, section 6.6.1). It is what the times of changes go by.
 */
export function serverTime({ body, headers }: HttpResponse): number | undefined {
	const timed = timedSchema.safeParse(body);
	const stated = [timed.success ? timed.data.time : undefined, headers.date].map((text) =>
		Date.parse(text ?? ''),
	);
	return stated.find((milliseconds) => !Number.isNaN(milliseconds));
}

function isRead(call: Call): boolean {
	return call.method === 'GET' || call.readOnly === true;
}

function countCall(count: CallCount, request: Call): void {
	if (request.batch === true) count.batches += 1;
	else if (request.path === 'upload') count.uploads += 1;
	else if (request.method === 'GET') count.reads += 1;
	else count.writes += 1;
}

type Attempt = {
	answeredAt?: number;
	/** Whether QuickBooks took the call up, be it to refuse it. */
	metered: boolean;
} & (
	| { response: HttpResponse }
	| { error: QuickBooksError; failure: FailureClass; internal: boolean; retryAfter?: string }
);

async function attemptOnce(options: TransportOptions, call: Call): Promise<Attempt> {
	let response: HttpResponse;
	try {
		response = await options.send(toRequest(options, call));
	} catch (cause) {
		call.signal?.throwIfAborted();
		const error = new QuickBooksError(
			'QuickBooks did not answer. Check the network and status.intuit.com, then run this again.',
			{ code: 'network', retryable: true, uncertain: !isRead(call), cause },
		);
		return { error, failure: 'unsure', internal: false, metered: false };
	}
	const faults = readFault(response.body);
	if (response.status < 300 && faults === undefined) {
		return { response, answeredAt: serverTime(response), metered: true };
	}
	const error = errorOf(response, faults);
	const retryAfter = response.headers['retry-after'];
	const throttled = response.status === 429 || (faults?.some(isThrottle) ?? false);
	const internal = faults?.some(isInternalFailure) ?? false;
	const unsure = internal || [500, 502, 503, 504].includes(response.status);
	return {
		error,
		// A gateway that refuses is not QuickBooks' own clock; a refusal of the books tells their time.
		answeredAt: serverTime({ ...response, headers: {} }),
		failure: throttled ? 'throttled' : unsure ? 'unsure' : 'final',
		internal: internal && error.code === '6000',
		metered: !throttled && faults !== undefined,
		...(retryAfter === undefined ? {} : { retryAfter }),
	};
}

function toRequest(options: TransportOptions, call: Call): HttpRequest {
	const parameters = new URLSearchParams({ ...call.query, minorversion: '75' });
	if (call.requestId !== undefined) parameters.set('requestid', call.requestId);
	const realm = encodeURIComponent(options.realmId);
	const base = options.baseUrl.replace(/\/+$/, '');
	return {
		method: call.method,
		url: `${base}/v3/company/${realm}/${call.path}?${parameters.toString().replace(/\+/g, '%20')}`,
		headers: {
			accept: 'application/json',
			...(call.body === undefined
				? {}
				: { 'content-type': call.contentType ?? 'application/json' }),
		},
		...(call.body === undefined ? {} : { body: call.body }),
		...(call.signal === undefined ? {} : { signal: call.signal }),
		timeoutMs: TIMEOUT_MS,
	};
}
