import { z } from 'zod';
import type { ProcoreSimulator } from '../../../simulators/procore';
import { addressOf, call, companyId, ids, row, startSmall } from './fixture';

const tokenSchema = z.object({
	access_token: z.string(),
	refresh_token: z.string().optional(),
	expires_in: z.number(),
	token_type: z.literal('bearer'),
	created_at: z.number(),
});

let now = Date.parse('2026-03-01T00:00:00Z');
let simulator: ProcoreSimulator;
beforeEach(() => {
	now = Date.parse('2026-03-01T00:00:00Z');
	simulator = startSmall({ clientId: 'id', clientSecret: 'secret', runningClock: () => now });
});
afterEach(() => simulator.close());

const client = { client_id: 'id', client_secret: 'secret' };

async function ask(
	body: string | URLSearchParams | FormData,
	headers: Record<string, string> = {},
): Promise<Response> {
	return fetch(`${await addressOf(simulator)}/oauth/token`, { method: 'POST', body, headers });
}
const askForm = (fields: Record<string, string>) => ask(new URLSearchParams(fields));

async function code(redirectUri = 'https://n8n.example/callback'): Promise<string> {
	const query = new URLSearchParams({
		response_type: 'code',
		client_id: 'id',
		redirect_uri: redirectUri,
		state: 's1',
	});
	const response = await fetch(
		`${await addressOf(simulator)}/oauth/authorize?${query.toString()}`,
		{ redirect: 'manual' },
	);
	expect(response.status).toBe(302);
	const target = new URL(response.headers.get('location') ?? '');
	expect(target.searchParams.get('state')).toBe('s1');
	return target.searchParams.get('code') ?? '';
}

const exchange = async (value: string, redirectUri = 'https://n8n.example/callback') =>
	askForm({ ...client, grant_type: 'authorization_code', code: value, redirect_uri: redirectUri });

async function tokens(): Promise<z.infer<typeof tokenSchema>> {
	return tokenSchema.parse(await (await exchange(await code())).json());
}

async function me(token: string, headers: Record<string, string> = {}): Promise<number> {
	const response = await fetch(`${await addressOf(simulator)}/rest/v1.0/me`, {
		headers: { authorization: `Bearer ${token}`, ...headers },
	});
	return response.status;
}

describe('an authorization code', () => {
	it('is exchanged for a pair of tokens once, with the same redirect address', async () => {
		const value = await code();
		const answer = await exchange(value);
		const pair = tokenSchema.parse(await answer.json());
		expect(pair.expires_in).toBe(5400);
		expect(pair.access_token.split('.')).toHaveLength(3);
		expect(await me(pair.access_token)).toBe(200);
		expect((await exchange(value)).status).toBe(400);
		expect((await exchange(await code(), 'https://elsewhere.example')).status).toBe(400);
	});

	it('is good for ten minutes', async () => {
		const value = await code();
		now += 10 * 60_000 + 1;
		expect(await (await exchange(value)).json()).toMatchObject({ error: 'invalid_grant' });
	});

	it('is shown on a page to apps without a server', async () => {
		const query = 'response_type=code&client_id=id&redirect_uri=urn:ietf:wg:oauth:2.0:oob';
		const page = await (
			await fetch(`${await addressOf(simulator)}/oauth/authorize?${query}`)
		).text();
		const shown = />(\w+)<\/code>/.exec(page)?.[1] ?? '';
		expect((await exchange(shown, 'urn:ietf:wg:oauth:2.0:oob')).status).toBe(200);
	});
});

describe('a refresh token', () => {
	it('gives a new pair and dies, whether or not the answer arrives', async () => {
		const first = await tokens();
		const refresh = {
			...client,
			grant_type: 'refresh_token',
			refresh_token: first.refresh_token ?? '',
		};
		const second = tokenSchema.parse(await (await askForm(refresh)).json());
		expect(second.refresh_token).not.toBe(first.refresh_token);
		const again = await askForm(refresh);
		expect(again.status).toBe(400);
		expect(await again.json()).toMatchObject({
			error: 'invalid_grant',
			error_description: 'The refresh token is invalid',
		});
	});

	it('outlives an access token, which ends after 90 minutes', async () => {
		const pair = await tokens();
		now += 5400 * 1000 + 1;
		expect(await me(pair.access_token)).toBe(401);
		const refresh = {
			...client,
			grant_type: 'refresh_token',
			refresh_token: pair.refresh_token ?? '',
		};
		const next = tokenSchema.parse(await (await askForm(refresh)).json());
		expect(await me(next.access_token)).toBe(200);
	});
});

describe('client credentials', () => {
	const grant = { ...client, grant_type: 'client_credentials' };

	it.each<[string, () => Promise<Response>]>([
		['form', () => askForm(grant)],
		['JSON', () => ask(JSON.stringify(grant), { 'content-type': 'application/json' })],
		[
			'multipart',
			() => {
				const form = new FormData();
				for (const [name, value] of Object.entries(grant)) form.set(name, value);
				return ask(form);
			},
		],
	])('sent as %s give an access token without a refresh token', async (_what, send) => {
		const answer = tokenSchema.parse(await (await send()).json());
		expect(answer).not.toHaveProperty('refresh_token');
		expect(await me(answer.access_token)).toBe(400);
		expect(await me(answer.access_token, { 'procore-company-id': String(companyId) })).toBe(200);
	});

	it('that are wrong are refused', async () => {
		const answer = await askForm({ ...grant, client_secret: 'wrong' });
		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
	});

	it('in a Basic header count only where the switch says so', async () => {
		const basic = { authorization: `Basic ${Buffer.from('id:secret').toString('base64')}` };
		const body = () => new URLSearchParams({ grant_type: 'client_credentials' });
		expect((await ask(body(), basic)).status).toBe(401);
		simulator.setSwitches({ basicClientAuthentication: true });
		expect((await ask(body(), basic)).status).toBe(200);
	});
});

describe('a token', () => {
	it('tells about itself, and is revoked with its refresh token', async () => {
		const pair = await tokens();
		const base = await addressOf(simulator);
		const info = await fetch(`${base}/oauth/token/info`, {
			headers: { authorization: `Bearer ${pair.access_token}` },
		});
		expect(await info.json()).toMatchObject({
			expires_in_seconds: 5400,
			application: { uid: 'id' },
			scopes: [],
		});
		const revoke = (token: string) =>
			fetch(`${base}/oauth/revoke`, {
				method: 'POST',
				body: new URLSearchParams({ ...client, token }),
			});
		expect((await revoke('unknown')).status).toBe(200);
		expect((await revoke(pair.access_token)).status).toBe(200);
		expect(await me(pair.access_token)).toBe(401);
		const refresh = {
			...client,
			grant_type: 'refresh_token',
			refresh_token: pair.refresh_token ?? '',
		};
		expect((await askForm(refresh)).status).toBe(400);
	});
});

describe('the company header', () => {
	const vendors = `/rest/v1.0/vendors?company_id=${companyId}`;

	it('is needed on every call but me and companies, with a status that is a switch', async () => {
		const bare = { 'procore-company-id': '' };
		expect((await call(simulator, 'GET', '/rest/v1.0/companies', undefined, bare)).status).toBe(
			200,
		);
		const refused = await call(simulator, 'GET', vendors, undefined, bare);
		expect(refused.status).toBe(400);
		expect(JSON.stringify(refused.body)).toContain('Missing Procore-Company-Id header!');
		simulator.setSwitches({ missingCompanyStatus: 422 });
		expect((await call(simulator, 'GET', vendors, undefined, bare)).status).toBe(422);
	});

	it('names a company in which the app is installed, or 403 follows', async () => {
		simulator.setSwitches({ disconnectedCompanies: [companyId] });
		const refused = await call(simulator, 'GET', vendors);
		expect(refused.status).toBe(403);
		expect(refused.body).toEqual({ errors: ['App is not connected to this company.'] });
		expect(ids(await call(simulator, 'GET', '/rest/v1.0/companies'))).toEqual([companyId]);
	});
});

describe('rate limits', () => {
	it('are told on every answer, failures included', async () => {
		const good = await call(simulator, 'GET', '/rest/v1.0/me');
		const bad = await call(simulator, 'GET', '/rest/v1.0/nothing');
		expect(good.headers['x-rate-limit-remaining']).toBe('599');
		expect(bad.headers['x-rate-limit-remaining']).toBe('598');
		expect(Number(bad.headers['x-rate-limit-reset']) * 1000).toBe(now + 10_000);
	});

	it.each([
		['spikeLimit', 10_000],
		['hourlyLimit', 3_600_000],
	])('refuse what goes beyond the %s until its window ends', async (limit, windowMs) => {
		simulator.setSwitches({ [limit]: 2 });
		const status = async () => (await call(simulator, 'GET', '/rest/v1.0/me')).status;
		expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
		const refused = await call(simulator, 'GET', '/rest/v1.0/me');
		expect(Number(refused.headers['retry-after']) * 1000).toBe(windowMs);
		expect(row(refused)).toHaveProperty('error');
		simulator.setSwitches({ retryAfterOn429: false, rateLimitWrapper: 'errors' });
		const bare = await call(simulator, 'GET', '/rest/v1.0/me');
		expect(bare.headers).not.toHaveProperty('retry-after');
		expect(row(bare)).toHaveProperty('errors');
		now += windowMs;
		expect(await status()).toBe(200);
	});
});
