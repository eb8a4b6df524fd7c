import axios from 'axios';
import { z } from 'zod';
import type { Send } from '../../spine/send';

const headerText = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/**
 * Sends by axios with a bearer token: what tools and tests use where a node uses n8n's request
 * helper. Answers of any status are returned; no answer throws.
 *
 * @param token asked before every request, so that it may be renewed.
 */
export function axiosSend(token?: () => string | Promise<string>): Send {
	return async ({ method, url, headers = {}, body, signal, binary, timeoutMs = 130_000 }) => {
		const bytes = body instanceof Uint8Array ? Buffer.from(body) : undefined;
		const response = await axios.request<unknown>({
			method,
			url,
			headers: {
				...headers,
				...(token === undefined ? {} : { authorization: `Bearer ${await token()}` }),
			},
			...(body === undefined ? {} : { data: bytes ?? body }),
			...(signal === undefined ? {} : { signal }),
			timeout: timeoutMs,
			maxBodyLength: Infinity,
			maxContentLength: Infinity,
			validateStatus: () => true,
			...(binary === undefined ? {} : { responseType: 'arraybuffer' as const, maxRedirects: 0 }),
		});
		const answered: Record<string, string> = {};
		for (const [name, value] of Object.entries(response.headers)) {
			const text = headerText.safeParse(value);
			if (text.success) answered[name.toLowerCase()] = text.data;
		}
		return { status: response.status, headers: answered, body: response.data };
	};
}
