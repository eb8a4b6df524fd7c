import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { RequestEntry } from '../../../simulators/control/requests';
import type { ProcoreSimulator } from '../../../simulators/procore';
import { addressOf, call, companyId, ids, projectId, row, rows, startSmall } from './fixture';

let simulator: ProcoreSimulator;
let told: RequestEntry[];
beforeEach(() => {
	told = [];
	simulator = startSmall({ onRequest: (entry) => told.push(entry) });
});
afterEach(() => simulator.close());

const vendors = `/rest/v1.0/vendors?company_id=${companyId}`;
const faults = (list: object[]) => call(simulator, 'PUT', '/control/faults', list);
const create = (name: string) =>
	call(simulator, 'POST', '/rest/v1.0/vendors', { company_id: companyId, vendor: { name } });
const names = async () => rows(await call(simulator, 'GET', vendors)).map((one) => one.name);

describe('faults', () => {
	it('of kind status strike as often as they are told, with Retry-After', async () => {
		await faults([
			{
				match: { method: 'POST', path: '/vendors$' },
				kind: 'status',
				status: 503,
				retryAfter: 7,
				times: 1,
			},
		]);
		const struck = await create('A');
		expect(struck.status).toBe(503);
		expect(struck.headers['retry-after']).toBe('7');
		expect((await create('B')).status).toBe(201);
		expect(await names()).not.toContain('A');
	});

	it('that are added strike beside those that are set', async () => {
		const once = (status: number) => ({
			match: { method: 'POST', path: '/vendors$' },
			kind: 'status',
			status,
			times: 1,
		});
		await faults([{ ...once(503), match: { method: 'DELETE' } }]);
		await call(simulator, 'POST', '/control/faults', [once(502)]);
		expect((await create('A')).status).toBe(502);
		expect((await create('B')).status).toBe(201);
		expect((await call(simulator, 'GET', '/control/faults')).body).toMatchObject([
			{ status: 503, match: { method: 'DELETE' } },
		]);
	});

	it('after the work leave it done', async () => {
		await faults([
			{ match: { method: 'POST' }, kind: 'status', status: 502, when: 'after', times: 1 },
		]);
		expect((await create('A')).status).toBe(502);
		expect(await names()).toContain('A');
	});

	it.each([
		['before', false],
		['after', true],
	])('of kind drop end the connection %s the work', async (when, done) => {
		await faults([{ match: { method: 'POST' }, kind: 'drop', when, times: 1 }]);
		await expect(create('A')).rejects.toThrow('fetch failed');
		expect((await names()).includes('A')).toBe(done);
	});

	it('of kind latency make the answer late', async () => {
		await faults([{ match: { path: 'vendors' }, kind: 'latency', ms: 200, times: 1 }]);
		const started = performance.now();
		await names();
		expect(performance.now() - started).toBeGreaterThanOrEqual(190);
	});

	it('that are malformed are refused, naming what is wrong', async () => {
		const refused = await faults([{ kind: 'explode' }]);
		expect(refused.status).toBe(400);
		expect(JSON.stringify(refused.body)).toContain('kind');
		expect((await faults([{ kind: 'drop', match: { path: '(' } }])).status).toBe(400);
	});
});

describe('the control address', () => {
	it('lists the requests without credentials, and tells each as it is answered', async () => {
		await fetch(`${await addressOf(simulator)}/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({ grant_type: 'client_credentials', client_secret: 'hush' }),
		});
		await create('A');
		const log = await call(simulator, 'GET', '/control/requests');
		expect(log.body).toMatchObject([
			{ n: 1, system: 'procore', method: 'POST', path: '/oauth/token', status: 401 },
			{
				n: 2,
				method: 'POST',
				path: '/rest/v1.0/vendors',
				status: 201,
				body: { vendor: { name: 'A' } },
			},
		]);
		expect(JSON.stringify(log.body)).not.toContain('hush');
		expect(told).toEqual(simulator.requests());
		expect((await call(simulator, 'GET', '/control/requests?since=1')).body).toHaveLength(1);
	});

	it('changes switches, and refuses an unknown one', async () => {
		expect(
			(await call(simulator, 'PUT', '/control/switches', { spikeLimit: 5 })).body,
		).toMatchObject({ spikeLimit: 5 });
		expect((await call(simulator, 'PUT', '/control/switches', { sizzle: 5 })).status).toBe(400);
	});

	it('ends access tokens and gives new ones', async () => {
		const token = simulator.token();
		const ask = async (bearer: string) =>
			(await call(simulator, 'GET', vendors, undefined, { authorization: `Bearer ${bearer}` }))
				.status;
		expect(await ask(token)).toBe(200);
		await call(simulator, 'POST', '/control/expire-tokens', {});
		expect(await ask(token)).toBe(401);
		const fresh = row(await call(simulator, 'POST', '/control/token', { kind: 'service' }));
		expect(fresh).not.toHaveProperty('refresh_token');
		expect(await ask(String(fresh.access_token))).toBe(200);
	});

	it('shows the state', async () => {
		await create('A');
		expect((await call(simulator, 'GET', '/control/state')).body).toEqual(simulator.exportState());
	});
});

interface Inbox {
	url: string;
	received: Array<{ authorization: string | undefined; body: unknown }>;
	fail: number;
	close(): Promise<void>;
}

async function inbox(): Promise<Inbox> {
	const box: Inbox = { url: '', received: [], fail: 0, close: async () => {} };
	const server = createServer((request, response) => {
		let content = '';
		request.on('data', (chunk) => (content += String(chunk)));
		request.on('end', () => {
			box.fail -= 1;
			if (box.fail < 0) {
				box.received.push({
					authorization: request.headers.authorization,
					body: JSON.parse(content),
				});
			}
			response.writeHead(box.fail < 0 ? 200 : 500).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const port = z
		.object({ port: z.number() })
		.parse(server.address() satisfies AddressInfo | string | null).port;
	box.url = `http://127.0.0.1:${port}/events`;
	box.close = () => new Promise((resolve) => server.close(() => resolve()));
	return box;
}

async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + 4000;
	while (!condition() && Date.now() < deadline)
		await new Promise((resolve) => setTimeout(resolve, 10));
	expect(condition()).toBe(true);
}

describe('webhooks', () => {
	let box: Inbox;
	beforeEach(async () => {
		box = await inbox();
		simulator.setSwitches({ webhookBackoffMs: 20 });
	});
	afterEach(() => box.close());

	async function register(version = 'v2'): Promise<string> {
		const hook = row(
			await call(simulator, 'POST', '/rest/v1.0/webhooks/hooks', {
				company_id: companyId,
				hook: {
					api_version: version,
					namespace: 'spine',
					destination_url: box.url,
					destination_headers: { Authorization: 'Bearer abcdefgh' },
				},
			}),
		);
		expect(hook.destination_headers).toEqual({ Authorization: '**********defgh' });
		const id = String(hook.id);
		const trigger = await call(simulator, 'POST', `/rest/v1.0/webhooks/hooks/${id}/triggers`, {
			company_id: companyId,
			trigger: { resource_name: 'Company Vendors', event_type: 'create' },
		});
		expect(row(trigger)).toMatchObject({ event_type: 'CREATE' });
		return id;
	}

	it('deliver the event with the static header, and say so', async () => {
		const hook = await register();
		const { id } = row(await create('A'));
		await until(() => box.received.length === 1);
		expect(box.received[0]).toMatchObject({
			authorization: 'Bearer abcdefgh',
			body: {
				resource_name: 'Company Vendors',
				event_type: 'create',
				resource_id: id,
				company_id: companyId,
				api_version: 'v2.0',
			},
		});
		const deliveries = await call(
			simulator,
			'GET',
			`/rest/v1.0/webhooks/hooks/${hook}/deliveries?company_id=${companyId}`,
		);
		expect(deliveries.body).toMatchObject([{ outcome: 'successful', response_status: 200 }]);
	});

	it('speak of v4 with ids as texts', async () => {
		await register('v4');
		const { id } = row(await create('A'));
		await until(() => box.received.length === 1);
		expect(box.received[0]?.body).toMatchObject({
			resource_type: 'Company Vendors',
			resource_id: String(id),
			company_id: String(companyId),
		});
	});

	it('try again in order after failures, and may come twice', async () => {
		await register();
		box.fail = 2;
		simulator.setSwitches({ webhookCopies: 2 });
		const first = row(await create('A'));
		const second = row(await create('B'));
		await until(() => box.received.length === 4);
		const order = box.received.map(
			({ body }) => z.object({ resource_id: z.number() }).parse(body).resource_id,
		);
		expect(order).toEqual([first.id, first.id, second.id, second.id]);
	});

	it('may come in another order than things happened', async () => {
		await register();
		// Long enough for all three to be created before the first is sent.
		simulator.setSwitches({ webhookDelayMs: 1500, webhookReorder: true });
		const created: unknown[] = [];
		for (const name of ['A', 'B', 'C']) created.push(row(await create(name)).id);
		await until(() => box.received.length === 3);
		const order = box.received.map(
			({ body }) => z.object({ resource_id: z.number() }).parse(body).resource_id,
		);
		expect(order).toEqual(created.reverse());
	}, 30_000);

	it('of a company may know nothing of its projects', async () => {
		const hook = await register();
		simulator.setSwitches({ companyHooksHearProjects: false });
		const ask = (resource_name: string) =>
			call(simulator, 'POST', `/rest/v1.0/webhooks/hooks/${hook}/triggers`, {
				company_id: companyId,
				trigger: { resource_name, event_type: 'update' },
			});
		expect((await ask('Change Order Packages')).status).toBe(422);
		expect((await ask('Company Vendors')).status).toBe(201);
	});

	it('know nothing of requisitions', async () => {
		const hook = await register();
		const refused = await call(simulator, 'POST', `/rest/v1.0/webhooks/hooks/${hook}/triggers`, {
			company_id: companyId,
			trigger: { resource_name: 'Requisitions', event_type: 'create' },
		});
		expect(refused.status).toBe(422);
	});

	it('of v2.0 are registered for a project, and silent about others', async () => {
		const base = `/rest/v2.0/companies/${companyId}/projects/${projectId}/webhooks/hooks`;
		const created = await call(simulator, 'POST', base, {
			payload_version: 'v2',
			namespace: 'spine',
			destination_url: box.url,
		});
		expect(created.status).toBe(201);
		const hook = z
			.object({ data: z.object({ id: z.string(), status: z.literal('active') }) })
			.parse(created.body).data.id;
		await call(simulator, 'POST', `${base}/${hook}/triggers`, {
			resource_name: 'Cost Codes',
			event_type: 'create',
		});
		const code = (project: number) =>
			call(simulator, 'POST', '/rest/v1.0/cost_codes', {
				project_id: project,
				cost_code: { code: '9', name: 'Nine' },
			});
		await code(3002);
		const { id } = row(await code(projectId));
		await until(() => box.received.length === 1);
		expect(box.received[0]?.body).toMatchObject({ resource_id: id, project_id: projectId });
		expect((await call(simulator, 'DELETE', `${base}/${hook}`)).status).toBe(204);
		expect((await call(simulator, 'GET', base)).body).toEqual({ data: [] });
	});
});

describe('an upload', () => {
	it('is announced, sent to its storage address and then complete', async () => {
		const base = `/rest/v1.1/projects/${projectId}/uploads`;
		const created = await call(simulator, 'POST', base, { response_filename: 'a.pdf' });
		const { uuid, url } = z.object({ uuid: z.string(), url: z.string() }).parse(created.body);
		const form = new FormData();
		form.set('file', new Blob(['%PDF']), 'a.pdf');
		expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
		expect((await call(simulator, 'GET', `${base}/${uuid}`)).body).toMatchObject({
			status: 'complete',
		});
		expect((await call(simulator, 'POST', base, {})).status).toBe(400);
	});

	it('leaves the company alone', async () => {
		expect(ids(await call(simulator, 'GET', vendors))).toEqual([71, 72]);
	});
});
