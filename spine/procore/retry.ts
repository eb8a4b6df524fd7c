import type { HttpRequest, HttpResponse, Send } from '../send';
import { ProcoreError, errorOfAnswer } from './errors';

export interface Patience {
	/** Running time in milliseconds since the epoch. */
	clock: () => number;
	sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
	/** 0 up to 1; spreads retries of parallel workers. */
	random: () => number;
	/** Calls in all, the first included. */
	maxAttempts: number;
	/** Longest single wait; a limit that resets later is reported instead of waited for. */
	maxWaitMs: number;
}

const firstBackoffMs = 500;
const longestBackoffMs = 30_000;
const longestJitterMs = 250;

/**
 * Milliseconds that an answer asks to wait before the next call: `Retry-After` (seconds or an
 * HTTP date, RFC 9110 section 10.2.3), else `X-Rate-Limit-Reset` (Unix seconds) of a 429. Absent
 * when it names neither. https://developers.procore.com/documentation/rate-limiting
 */
export function askedWait(
	answer: Pick<HttpResponse, 'status' | 'headers'>,
	now: number,
): number | undefined {
	const after = answer.headers['retry-after']?.trim();
	if (after !== undefined && after !== '') {
		if (/^\d+(\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1000);
		const until = Date.parse(after);
		if (!Number.isNaN(until)) return Math.max(0, until - now);
	}
	const reset = answer.headers['x-rate-limit-reset']?.trim();
	if (answer.status === 429 && reset !== undefined && /^\d+$/.test(reset)) {
		return Math.max(0, Number(reset) * 1000 - now);
	}
	return undefined;
}

/** Exponential backoff with full jitter, for answers that name no time. `attempt` counts from 1. */
export function backoff(attempt: number, random: () => number): number {
	const ceiling = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
	return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}

/**
 * Sends a request until it is answered for good. 429, and 503 that names a `Retry-After`, were not
 * carried out and are repeated for every method; lost connections and other 5xx are repeated only
 * where `repeatable` says that doing it twice is harmless.
 *
 * @param what the call in words, for errors.
 * @throws {ProcoreError} with the answer's sentence, or with `outcomeUnknown` when no answer came
 * to a call that may not be repeated. An abort is thrown as the signal's reason.
 */
export async function sendPatiently(
	send: Send,
	request: HttpRequest,
	patience: Patience,
	{ what, repeatable }: { what: string; repeatable: boolean },
): Promise<HttpResponse> {
	for (let attempt = 1; ; attempt += 1) {
		request.signal?.throwIfAborted();
		const last = attempt >= patience.maxAttempts;
		let answer: HttpResponse;
		try {
			answer = await send(request);
		} catch (error) {
			request.signal?.throwIfAborted();
			if (last || !repeatable) throw unanswered(what, request, error);
			await pause(backoff(attempt, patience.random), patience, request.signal);
			continue;
		}
		if (answer.status >= 200 && answer.status < 300) return answer;
		const asked = askedWait(answer, patience.clock());
		const notDone = answer.status === 429 || (answer.status === 503 && asked !== undefined);
		const again = notDone || (answer.status >= 500 && repeatable);
		if (!again || last) {
			// Procore, or a gateway before it, may fail while the write goes on.
			const outcomeUnknown = request.method !== 'GET' && answer.status >= 500 && !notDone;
			throw errorOfAnswer(what, answer, { outcomeUnknown });
		}
		const wait = asked ?? backoff(attempt, patience.random);
		if (wait > patience.maxWaitMs) {
			throw new ProcoreError(
				`${what}: Procore accepts no more requests for ${Math.ceil(wait / 1000)} seconds. Run it again after that, or run it less often.`,
				{ status: answer.status, requestId: answer.headers['x-request-id'] },
			);
		}
		const jitter = asked === undefined ? 0 : Math.round(patience.random() * longestJitterMs);
		await pause(wait + jitter, patience, request.signal);
	}
}

function unanswered(what: string, request: HttpRequest, error: unknown): ProcoreError {
	const code = errorCode(error);
	const reason = code === undefined ? 'no answer arrived' : `no answer arrived (${code})`;
	const reading = request.method === 'GET';
	return new ProcoreError(
		reading
			? `${what}: ${reason}. Check the network and Procore's address in the credential, then try again.`
			: `${what}: ${reason}, so it is unknown whether Procore carried it out. Look in Procore before sending it again.`,
		{ outcomeUnknown: !reading },
	);
}

/** Code of a network error (`ECONNRESET`); its text may carry addresses and headers and is not repeated. */
function errorCode(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}

/** Sleeps, and ends at once when the signal fires even if the sleeper does not look at it. */
async function pause(
	milliseconds: number,
	patience: Patience,
	signal?: AbortSignal,
): Promise<void> {
	if (signal === undefined) {
		await patience.sleep(milliseconds);
		return;
	}
	let stop = (): void => undefined;
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		await Promise.race([patience.sleep(milliseconds, signal), aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
	signal.throwIfAborted();
}
