import { createProcore } from '../../../spine/procore/client';
import { ProcoreError } from '../../../spine/procore/errors';
import { nextLink } from '../../../spine/procore/links';
import { fakeSend, json, lists, type Handler } from './fake-api';

function setUp(...handlers: Handler[]) {
	const api = fakeSend(...handlers);
	const waits: number[] = [];
	const client = createProcore({
		send: api.send,
		baseUrl: 'https://procore.test/',
		companyId: '77',
		clock: () => 1_000_000,
		sleep: async (milliseconds) => {
			waits.push(milliseconds);
		},
	});
	return { ...api, client, waits };
}

const queue =
	(...answers: Array<ReturnType<typeof json> | Error>): Handler =>
	() => {
		const answer = answers.shift();
		if (answer instanceof Error) throw answer;
		return answer;
	};

const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

describe('lists', () => {
	const rows = Array.from({ length: 7 }, (_, index) => ({ id: index + 1 }));

	it('yields every row of every page along the Link header', async () => {
		const { client, requests } = setUp(lists({ '/rest/v1.1/requisitions': rows }));
		const ids: unknown[] = [];
		for await (const row of client.list('requisitions', { project: '5' }, { perPage: 3 }))
			ids.push(row.id);
		expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(requests).toHaveLength(3);
		const first = new URL(requests[0]?.url ?? '');
		expect(first.searchParams.get('project_id')).toBe('5');
		expect(first.searchParams.get('view')).toBe('extended');
		expect(requests[0]?.headers?.['procore-company-id']).toBe('77');
	});

	it('asks for the next page only when the rows before it were taken', async () => {
		const { client, requests } = setUp(lists({ '/rest/v1.1/requisitions': rows }));
		for await (const row of client.list('requisitions', { project: '5' }, { perPage: 3 })) {
			if (row.id === 2) break;
		}
		expect(requests).toHaveLength(1);
	});

	it('goes on after a full page without a Link header and stops at a short one', async () => {
		const { client, requests } = setUp((_, url) => {
			const page = Number(url.searchParams.get('page'));
			return json(200, rows.slice((page - 1) * 3, page * 3));
		});
		const ids: unknown[] = [];
		for await (const row of client.list('vendors', {}, { perPage: 3 })) ids.push(row.id);
		expect(ids).toHaveLength(7);
		expect(requests).toHaveLength(3);
	});

	it('never follows a link to another host', async () => {
		const { client, requests } = setUp(
			queue(
				json(200, [{ id: 1 }], {
					link: '<https://elsewhere.test/rest/v1.0/vendors?page=2>; rel="next"',
				}),
				json(200, [{ id: 2 }]),
			),
		);
		for await (const row of client.list('vendors')) expect(row.id).toBeDefined();
		expect(requests.map(({ url }) => new URL(url).host)).toEqual(['procore.test', 'procore.test']);
	});

	it('ends although a server links a page to itself', async () => {
		const self = '<https://procore.test/rest/v1.0/vendors?page=1>; rel="next"';
		const { client, requests } = setUp(() => json(200, [{ id: 1 }], { link: self }));
		for await (const row of client.list('vendors')) expect(row.id).toBe(1);
		expect(requests).toHaveLength(1);
	});

	it('writes ranges, lists and flags as filters', async () => {
		const { client, requests } = setUp(() => json(200, []));
		const filters = { id: [1, 2], updated_at: '2026-01-01...2026-02-01', is_last: true };
		for await (const row of client.list('requisitions', { project: '5' }, { filters }))
			expect(row).toBeUndefined();
		const query = new URL(requests[0]?.url ?? '').searchParams;
		expect(query.getAll('filters[id][]')).toEqual(['1', '2']);
		expect(query.get('filters[updated_at]')).toBe('2026-01-01...2026-02-01');
		expect(query.get('filters[is_last]')).toBe('true');
	});

	it('says which scope is missing before anything is sent', async () => {
		const { client, requests } = setUp();
		const reading = async () => {
			for await (const row of client.list('contract_payments', { project: '5' }))
				expect(row).toBeUndefined();
		};
		await expect(reading()).rejects.toThrow(
			'Contract payment records need a commitment or contract.',
		);
		expect(requests).toHaveLength(0);
	});

	it('reads the data envelope of the second API generation', async () => {
		const { client } = setUp(() => json(200, { data: [{ id: '9' }] }));
		for await (const row of client.list('vendors')) expect(row.id).toBe('9');
	});
});

describe('retries', () => {
	it('waits as long as Retry-After says and then goes on, for writes too', async () => {
		const { client, waits } = setUp(
			queue(json(429, { error: 'limit' }, { 'retry-after': '7' }), json(201, { id: 1 })),
		);
		await client.create('vendors', {}, { name: 'A' });
		expect(waits).toEqual([7000]);
	});

	it('waits until X-Rate-Limit-Reset where there is no Retry-After', async () => {
		const { client, waits } = setUp(
			queue(json(429, '', { 'x-rate-limit-reset': '1004' }), json(200, { id: 1 })),
		);
		await client.get('vendors', '1');
		expect(waits).toEqual([4000]);
	});

	it('backs off longer each time where nothing is said', async () => {
		const { client, waits } = setUp(
			queue(json(502, '<h1>Bad Gateway</h1>'), json(500, ''), json(200, { id: 1 })),
		);
		await client.get('vendors', '1');
		expect(waits).toEqual([250, 500]);
	});

	it('says when the limit ends later than it may wait', async () => {
		const { client, waits } = setUp(queue(json(429, '', { 'retry-after': '3000' })));
		await expect(client.get('vendors', '1')).rejects.toThrow(
			'accepts no more requests for 3000 seconds',
		);
		expect(waits).toEqual([]);
	});

	it('repeats a read after a lost connection', async () => {
		const { client, requests } = setUp(queue(lost(), json(200, { id: 1 })));
		await client.get('vendors', '1');
		expect(requests).toHaveLength(2);
	});

	it.each([
		['a lost connection', lost()],
		['a server error', json(500, {})],
		['503 without a time', json(503, {})],
	])('never repeats a create after %s', async (_, answer) => {
		const { client, requests } = setUp(queue(answer, json(201, { id: 1 })));
		await expect(client.create('vendors', {}, { name: 'A' })).rejects.toThrow(ProcoreError);
		expect(requests).toHaveLength(1);
	});

	it.each([
		['a server error', json(500, {}), true],
		['a gateway that waited too long', json(504, {}), true],
		['an answer that cannot be read', json(201, 'created'), true],
		['a refusal', json(422, { errors: { name: ['is taken'] } }), false],
	])('says whether a write may stand after %s', async (_, answer, outcomeUnknown) => {
		const { client } = setUp(queue(answer));
		await expect(client.create('vendors', {}, { name: 'A' })).rejects.toMatchObject({
			outcomeUnknown,
		});
	});

	it('marks a write without an answer as of unknown outcome', async () => {
		const { client } = setUp(queue(lost()));
		const error: unknown = await client
			.create('vendors', {}, { name: 'A' })
			.catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ outcomeUnknown: true });
		expect(String(error)).toContain('Look in Procore before sending it again');
		expect(String(error)).toContain('ECONNRESET');
	});

	it('repeats a sync whose rows all carry an id or origin id, and no other', async () => {
		const good = json(200, { entities: [{ id: 1 }], errors: [] });
		const keyed = setUp(queue(lost(), good));
		const result = await keyed.client.sync('vendors', {}, [
			{ origin_id: 'V-1', name: 'A' },
			{ id: 4, name: 'B' },
		]);
		expect(result.entities).toEqual([{ id: 1 }]);
		expect(keyed.requests[1]?.body).toEqual({
			company_id: 77,
			updates: [
				{ origin_id: 'V-1', name: 'A' },
				{ id: 4, name: 'B' },
			],
		});
		const loose = setUp(queue(lost(), good));
		await expect(loose.client.sync('vendors', {}, [{ name: 'A' }])).rejects.toThrow(
			'unknown whether',
		);
		expect(loose.requests).toHaveLength(1);
	});

	it('gives up after the last attempt with what Procore said', async () => {
		const { client, requests } = setUp(() =>
			json(500, { message: 'boom' }, { 'x-request-id': 'r-1' }),
		);
		const error: unknown = await client.get('vendors', '1').catch((thrown: unknown) => thrown);
		expect(requests).toHaveLength(6);
		expect(error).toMatchObject({ status: 500, requestId: 'r-1', detail: 'boom' });
	});

	it('stops at once when aborted while waiting', async () => {
		const abort = new AbortController();
		const client = createProcore({
			send: fakeSend(() => json(429, '', { 'retry-after': '60' })).send,
			baseUrl: 'https://procore.test',
			companyId: '77',
			clock: () => 0,
			sleep: async () => {
				abort.abort(new Error('stopped by the user'));
				await new Promise(() => undefined);
			},
		});
		await expect(client.get('vendors', '1', {}, { signal: abort.signal })).rejects.toThrow(
			'stopped by the user',
		);
	});
});

describe('writes', () => {
	it('wraps attributes in the root key with the scope beside it', async () => {
		const { client, requests } = setUp(() => json(200, { id: 3 }));
		await client.update('work_order_contracts', '3', { project: '5' }, { title: 'T' });
		expect(requests[0]).toMatchObject({
			method: 'PATCH',
			url: 'https://procore.test/rest/v1.0/work_order_contracts/3',
			body: { project_id: 5, work_order_contract: { title: 'T' } },
		});
	});

	it('names the line of a contract by contract and project', async () => {
		const { client, requests } = setUp(() => json(201, { id: 3 }));
		await client.create(
			'work_order_contract_line_items',
			{ project: '5', contract: '8' },
			{ amount: '1.00' },
		);
		expect(requests[0]).toMatchObject({
			url: 'https://procore.test/rest/v1.0/work_order_contracts/8/line_items',
			body: { project_id: 5, line_item: { amount: '1.00' } },
		});
	});

	it('says that a resource has no sync action', async () => {
		const { client } = setUp();
		await expect(client.sync('requisitions', { project: '5' }, [])).rejects.toThrow(
			'no sync action',
		);
	});

	it('refuses a path that is not of the API', async () => {
		const { client } = setUp();
		await expect(client.request('GET', 'https://elsewhere.test/')).rejects.toThrow(
			'Begin it with /rest/',
		);
	});
});

describe('the Link header', () => {
	it.each([
		['<https://a/x?page=2>; rel="next", <https://a/x?page=9>; rel="last"', 'https://a/x?page=2'],
		['<https://a/x?page=1>; rel=first, <https://a/x?page=3>; rel=next', 'https://a/x?page=3'],
		['<https://a/x?page=1>; rel="first prev"', undefined],
		[undefined, undefined],
	])('%s leads to %s', (header, target) => {
		expect(nextLink(header)).toBe(target);
	});
});
