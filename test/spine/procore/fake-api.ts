import type { HttpRequest, HttpResponse, Send } from '../../../spine/send';

export type Row = Record<string, unknown>;

/** Answers one request; undefined leaves it to the next handler. */
export type Handler = (
	request: HttpRequest,
	url: URL,
) => HttpResponse | undefined | Promise<HttpResponse | undefined>;

export const json = (
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): HttpResponse => ({
	status,
	headers,
	body,
});

/** A sender that keeps what was asked and answers from the first handler that knows. */
export function fakeSend(...handlers: Handler[]): { send: Send; requests: HttpRequest[] } {
	const requests: HttpRequest[] = [];
	return {
		requests,
		send: async (request) => {
			requests.push(request);
			const url = new URL(request.url);
			for (const handler of handlers) {
				const answer = await handler(request, url);
				if (answer !== undefined) return answer;
			}
			return json(404, { errors: ['Not found'] });
		},
	};
}

/** Lists by path, paged with Link and Total headers as the REST API pages them. */
export function lists(tables: Record<string, Row[]>): Handler {
	return (request, url) => {
		const rows = tables[url.pathname];
		if (request.method !== 'GET' || rows === undefined) return undefined;
		const wanted = filtered(rows, url);
		const page = Number(url.searchParams.get('page') ?? 1);
		const perPage = Number(url.searchParams.get('per_page') ?? 1000);
		const headers: Record<string, string> = {
			total: String(wanted.length),
			'per-page': String(perPage),
		};
		if (page * perPage < wanted.length) {
			const next = new URL(url);
			next.searchParams.set('page', String(page + 1));
			headers.link = `<${next.toString()}>; rel="next"`;
		}
		return json(200, wanted.slice((page - 1) * perPage, page * perPage), headers);
	};
}

function filtered(rows: Row[], url: URL): Row[] {
	const range = url.searchParams.get('filters[updated_at]')?.split('...');
	const contract = url.searchParams.get('contract_id');
	return rows
		.filter((row) => url.searchParams.get('filters[include_deleted]') === 'with' || !row.deleted_at)
		.filter((row) => {
			const at = row.updated_at;
			if (range === undefined || typeof at !== 'string') return true;
			return (
				Date.parse(at) >= Date.parse(range[0] ?? '') && Date.parse(at) <= Date.parse(range[1] ?? '')
			);
		})
		.filter(
			(row) =>
				contract === null || row.contract_id === undefined || String(row.contract_id) === contract,
		);
}
