import type { HttpResponse, Send } from '../send';
import { errorOfAnswer, ProcoreError } from './errors';

/** Bytes of the largest file that is fetched: QuickBooks and most mail take no larger one. */
export const MOST_BYTES = 25 * 1024 * 1024;

/** Addresses that one file may lead through. */
const MOST_STEPS = 5;

/**
 * The bytes of a file. Procore's own address is asked with the credential; where it leads elsewhere, and
 * where the file lies elsewhere at once, the credential is left out.
 *
 * @returns undefined for a file of more than {@link MOST_BYTES}. Storage that knows ranges (RFC 9110,
 *   section 14) never sends more than one byte too many.
 * @throws ProcoreError when the file cannot be had.
 */
export async function download(
	{
		send,
		sendPlain,
		baseUrl,
		companyId,
	}: { send: Send; sendPlain?: Send; baseUrl: string; companyId: string },
	address: string,
	signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
	const own = new URL(baseUrl).origin;
	let url = parsed(address, baseUrl);
	for (let step = 0; step < MOST_STEPS; step += 1) {
		const isOwn = url.origin === own;
		const asked = isOwn ? send : sendPlain;
		if (asked === undefined) break;
		const headers: Record<string, string> = isOwn ? { 'procore-company-id': companyId } : {};
		const answer = await answerOf(asked, url, headers, signal);
		const { location } = answer.headers;
		if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
			url = parsed(location, url.href);
			continue;
		}
		if ((answer.status === 200 || answer.status === 206) && answer.body instanceof Uint8Array) {
			return isTooLarge(answer, answer.body) ? undefined : answer.body;
		}
		// The body is a file or the storage's own words, not one of Procore's errors.
		throw errorOfAnswer('Attached file', { ...answer, body: '' });
	}
	throw new ProcoreError('Attached file: it leads from one address to another and to no file.');
}

/** By what arrived, and by what the storage says of the whole file (`bytes 0-9/10`). */
function isTooLarge({ status, headers }: HttpResponse, body: Uint8Array): boolean {
	const stated =
		status === 206 ? headers['content-range']?.split('/')[1] : headers['content-length'];
	const size = /^\d+$/.test(stated ?? '') ? Number(stated) : 0;
	return Math.max(size, body.length) > MOST_BYTES;
}

function parsed(address: string, base: string): URL {
	const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
	// Plain http is good for the address that the credential itself names, which is a simulator's.
	if (url === undefined || !['https:', new URL(base).protocol].includes(url.protocol)) {
		throw new ProcoreError('Attached file: its address cannot be used.');
	}
	return url;
}

async function answerOf(
	send: Send,
	url: URL,
	headers: Record<string, string>,
	signal?: AbortSignal,
): Promise<HttpResponse> {
	try {
		return await send({
			method: 'GET',
			url: url.href,
			headers: { accept: '*/*', range: `bytes=0-${MOST_BYTES}`, ...headers },
			binary: true,
			mostBytes: MOST_BYTES + 1,
			...(signal === undefined ? {} : { signal }),
		});
	} catch {
		signal?.throwIfAborted();
		throw new ProcoreError('Attached file: no answer arrived.');
	}
}
