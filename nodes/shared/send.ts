import { Readable, addAbortSignal } from 'node:stream';
import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import type { HttpRequest, HttpResponse, Send } from '../../spine';
import { sentenceOf } from './router';

type SendContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

const answerSchema = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()).default({}),
	body: z.unknown(),
});

const failureSchema = z
	.object({
		httpCode: z.union([z.string(), z.number()]).nullish(),
		response: z
			.object({ status: z.number(), headers: z.record(z.unknown()).optional(), data: z.unknown() })
			.partial({ data: true })
			.nullish(),
		context: z.object({ data: z.unknown() }).partial().nullish(),
	})
	.partial();

/** How long an answer is waited for where the request does not say. */
const TIMEOUT_MS = 120_000;

const textHeaders = (headers: Record<string, unknown>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(', ') : String(value),
		]),
	);

/** Bodies that are already bytes or text go out as they are, byte for byte. */
function requestBody(body: unknown): Pick<IHttpRequestOptions, 'body'> {
	if (body === undefined) return {};
	if (typeof body === 'string' || body instanceof Uint8Array) return { body: Buffer.from(body) };
	return { body: Buffer.from(JSON.stringify(body)) };
}

const refusedCredentialSchema = z.union([
	z.object({ failure: z.object({ cause: z.literal('credential-invalid') }) }),
	z.object({
		message: z
			.string()
			.regex(
				/client authentication failed|credentials not connected|invalid_(client|grant)|unauthorized_client|access_denied/i,
			),
	}),
]);

/**
 * Whether the login server refused the credential, so that no token could be had and nothing was
 * sent: n8n says so before the request, or instead of repeating it (RFC 6749, section 5.2).
 */
const isRefusedCredential = (error: unknown): boolean =>
	refusedCredentialSchema.safeParse(error).success;

/** No answer arrived: whether the request took effect is not known. */
function noAnswer(context: SendContext, error: unknown): NodeOperationError {
	const sentence = `No answer arrived: ${sentenceOf(error)}`;
	const problem = new NodeOperationError(context.getNode(), sentence);
	problem.message = sentence;
	return problem;
}

/**
 * Sends through n8n's authenticated request helper. Every status but 401 comes back as an answer;
 * 401 makes n8n refresh the token and try once more, and comes back as an answer only if that did
 * not help.
 */
export function sendWith(context: SendContext, credential: string): Send {
	return senderOver(
		context,
		async (options) =>
			await context.helpers.httpRequestWithAuthentication.call(context, credential, options),
	);
}

/**
 * Sends as {@link sendWith} does, without any credential. A body that is wanted up to a size is read no
 * further than that, whatever its length is said to be.
 */
export function sendWithoutCredential(context: SendContext): Send {
	return async (request) => {
		const { mostBytes, signal, timeoutMs = TIMEOUT_MS } = request;
		const isCut = request.binary !== undefined && mostBytes !== undefined;
		const send = senderOver(
			context,
			async (options) =>
				await context.helpers.httpRequest(isCut ? { ...options, encoding: 'stream' } : options),
		);
		const answer = await send(request);
		if (!isCut || !(answer.body instanceof Readable)) return answer;
		const ends = [AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
		const body = addAbortSignal(AbortSignal.any(ends), answer.body);
		try {
			return { ...answer, body: await firstBytes(body, mostBytes) };
		} catch (error) {
			throw noAnswer(context, error);
		}
	};
}

/** The first bytes of a stream; what comes after them is not waited for. */
async function firstBytes(stream: Readable, most: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = bytesSchema.parse(chunk);
		chunks.push(bytes);
		size += bytes.length;
		if (size >= most) break;
	}
	return Buffer.concat(chunks, Math.min(size, most));
}

const bytesSchema = z.instanceof(Uint8Array);

function senderOver(
	context: SendContext,
	ask: (options: IHttpRequestOptions) => Promise<unknown>,
): Send {
	return async (request: HttpRequest): Promise<HttpResponse> => {
		const isValue =
			request.body !== undefined &&
			typeof request.body !== 'string' &&
			!(request.body instanceof Uint8Array);
		const options: IHttpRequestOptions = {
			method: request.method,
			url: request.url,
			headers: {
				Accept: 'application/json',
				...(isValue ? { 'Content-Type': 'application/json' } : {}),
				...request.headers,
			},
			...requestBody(request.body),
			returnFullResponse: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			timeout: request.timeoutMs ?? TIMEOUT_MS,
			...(request.signal === undefined ? {} : { abortSignal: request.signal }),
			...(request.binary === undefined
				? {}
				: { encoding: 'arraybuffer' as const, disableFollowRedirect: true }),
		};
		try {
			const answer = answerSchema.parse(await ask(options));
			return {
				status: answer.statusCode,
				headers: textHeaders(answer.headers),
				body: answer.body,
			};
		} catch (error) {
			const failure = failureSchema.safeParse(error);
			if (
				failure.success &&
				String(failure.data.httpCode ?? failure.data.response?.status) === '401'
			) {
				return {
					status: 401,
					headers: textHeaders(failure.data.response?.headers ?? {}),
					body: failure.data.response?.data ?? failure.data.context?.data,
				};
			}
			if (isRefusedCredential(error)) {
				return { status: 401, headers: {}, body: { message: sentenceOf(error) } };
			}
			throw noAnswer(context, error);
		}
	};
}
