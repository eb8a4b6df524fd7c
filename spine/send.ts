/** One HTTP request as the spine's API clients make it; authentication is the sender's business. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	url: string;
	headers?: Record<string, string>;
	/** JSON value, or bytes sent as they are. */
	body?: unknown;
	/** Cancels the call. */
	signal?: AbortSignal;
	/** The answer's body is wanted as bytes, and redirects are not followed. */
	binary?: true;
	/** Of a body wanted as bytes no more than so many are of use; a sender may leave out the rest. */
	mostBytes?: number;
	timeoutMs?: number;
}

export interface HttpResponse {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	/** Parsed JSON where the answer is JSON, else text; bytes where they were asked for. */
	body: unknown;
}

/**
 * Sends one request and returns the answer whatever its status; never throws for an HTTP status.
 *
 * @throws when no answer arrived (connection refused, reset, timed out): it is then unknown whether
 * the request took effect.
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;
