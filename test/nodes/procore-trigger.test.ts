import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { axiosSend } from '../support/axios-send';
import { type SmallCompany, smallCompany } from './company';
import {
	type Active,
	type Credentials,
	WEBHOOK_ADDRESS,
	activate,
	listOptions,
	trigger,
	webhook,
	webhookLifecycle,
} from './harness';

jest.setTimeout(60_000);

const COMPANY = 5358233;
const PROJECT = 2301001;
const CONTRACT = 7001;

let company: SmallCompany;
let credentials: Credentials;
let active: Active | undefined;
let staticData: IDataObject;

beforeEach(async () => {
	company = await smallCompany();
	credentials = company.credentials;
	staticData = {};
});
afterEach(async () => {
	await active?.close();
	active = undefined;
	await company.close();
});

const ALL = ['vendors', 'changeOrders', 'requisitions'];
const node = (over: INodeParameters = {}) => ({
	type: 'procoreTrigger',
	parameters: { watch: ALL, ...over },
	staticData,
});

async function until(what: string, condition: () => boolean): Promise<void> {
	const end = Date.now() + 10_000;
	while (!condition()) {
		if (Date.now() > end) throw new Error(`It did not happen: ${what}`);
		await wait(50);
	}
}

/** Calls Procore as a person, or as the service account that the node is. */
async function procore(
	method: 'GET' | 'POST' | 'PATCH',
	path: string,
	body?: object,
	kind: 'user' | 'service' = 'user',
): Promise<unknown> {
	const { procore: system, procoreAddress } = company.running;
	const send = axiosSend(() => system.token(kind));
	const answer = await send({
		method,
		url: `${procoreAddress}${path}`,
		headers: { 'procore-company-id': String(COMPANY) },
		...(body === undefined ? {} : { body }),
	});
	expect(answer.status).toBeLessThan(300);
	return answer.body;
}
const rename = (vendor: number, name: string) =>
	procore('PATCH', `/rest/v1.0/vendors/${vendor}`, { company_id: COMPANY, vendor: { name } });
const bill = (number: string) =>
	procore('POST', '/rest/v1.1/requisitions', {
		project_id: PROJECT,
		commitment_id: CONTRACT,
		requisition: { invoice_number: number, status: 'approved' },
	});

const hookSchema = z.object({ id: z.number(), destination_url: z.string() }).passthrough();
const hooks = async () =>
	z
		.array(hookSchema)
		.parse(await procore('GET', `/rest/v1.0/webhooks/hooks?company_id=${COMPANY}`));

const secret = () =>
	z.object({ authorization: z.string() }).parse(staticData['node:Node under test']).authorization;
let deliveries = 0;
const delivery = (over: object = {}) => {
	deliveries += 1;
	return JSON.stringify({
		id: deliveries,
		ulid: `01J9ZK3V5T8QZ4M2N6P7R8S${deliveries}`,
		timestamp: '2026-03-02T16:15:22Z',
		user_id: 4001,
		company_id: COMPANY,
		project_id: null,
		api_version: 'v2.0',
		event_type: 'update',
		resource_name: 'Company Vendors',
		resource_id: 901,
		...over,
	});
};
const authorised = (body: string, authorization = secret()) => ({
	body,
	headers: { authorization },
});

/** How often the list of requisitions, the last of a look, was read. */
const lists = () =>
	company.running.procore
		.requests()
		.filter(({ path, method }) => method === 'GET' && /\/requisitions$/.test(path)).length;
const firstLook = async () => {
	await until('the first look', () => lists() >= 1);
	await wait(200);
};
const names = () => active?.emitted.flat().map(({ record }) => Object(record).name);

test('it registers one webhook when it is switched on, and removes it when it is switched off', async () => {
	expect(await webhookLifecycle(node(), 'activate', credentials)).toEqual({ created: true });
	expect(await hooks()).toMatchObject([
		{ destination_url: WEBHOOK_ADDRESS, namespace: 'n8n-procore-spine' },
	]);
	expect(secret()).toMatch(/^Bearer [\w-]{43}$/);
	// n8n was killed and started again.
	expect(await webhookLifecycle(node(), 'activate', credentials)).toEqual({ created: false });
	// It was killed before it noted the hook: the same one is taken over with a new header.
	const lost = secret();
	staticData = {};
	expect(await webhookLifecycle(node(), 'activate', credentials)).toEqual({ created: true });
	expect(secret()).not.toBe(lost);
	expect(await hooks()).toHaveLength(1);
	await webhookLifecycle(node(), 'deactivate', credentials);
	expect(await hooks()).toEqual([]);
	await webhookLifecycle(node(), 'deactivate', credentials);
});

test('it brings its webhook up to date when other things are watched', async () => {
	await webhookLifecycle(node(), 'activate', credentials);
	const [before] = await hooks();
	const other = node({ watch: ['payments'] });
	expect(await webhookLifecycle(other, 'activate', credentials)).toEqual({ created: true });
	const [after] = await hooks();
	expect(after?.id).toBe(before?.id);
	const triggers = z
		.array(z.object({ resource_name: z.string() }).passthrough())
		.parse(
			await procore(
				'GET',
				`/rest/v1.0/webhooks/hooks/${after?.id ?? 0}/triggers?company_id=${COMPANY}`,
			),
		);
	expect(new Set(triggers.map((one) => one.resource_name))).toEqual(new Set(['Contract Payments']));
});

test.each([
	['requisitions alone, which have none', { watch: ['requisitions'] }, 'trigger' as const],
	['use webhooks off', { options: { useWebhooks: false } }, 'trigger' as const],
	['a test run in the editor', {}, 'manual' as const],
])('it registers no webhook for %s', async (_what, parameters, mode) => {
	await webhookLifecycle({ ...node(parameters), mode }, 'activate', credentials);
	expect(await hooks()).toEqual([]);
});

test('it is not switched on where nothing that is watched would be noticed', async () => {
	const unlisted = { watch: ['payments', 'ownerInvoices'] };
	const deaf =
		/Nothing that is watched would be noticed: payments, owner invoices cannot be listed/;
	const off = node({ ...unlisted, options: { useWebhooks: false } });
	await expect(webhookLifecycle(off, 'activate', credentials)).rejects.toThrow(deaf);
	company.running.procore.setSwitches({ companyHooksHearProjects: false });
	await expect(webhookLifecycle(node(unlisted), 'activate', credentials)).rejects.toThrow(deaf);
	expect(await hooks()).toEqual([]);
	const some = node({ watch: ['payments', 'requisitions'] });
	expect(await webhookLifecycle(some, 'activate', credentials)).toEqual({ created: true });
});

test('it asks for an https address where Procore is not a simulated one', async () => {
	const production = {
		...credentials,
		procoreServiceAccountOAuth2Api: {
			...credentials.procoreServiceAccountOAuth2Api,
			environment: 'sandbox',
		},
	};
	await expect(webhookLifecycle(node(), 'activate', production)).rejects.toThrow(/https/);
});

test('a delivery is answered, and the record as it is now starts the workflow once', async () => {
	await webhookLifecycle(node(), 'activate', credentials);
	active = await activate(node(), credentials);
	await firstLook();
	await rename(901, 'Kessler & Sons');
	const body = delivery();
	for (let time = 0; time < 3; time += 1) {
		expect(await webhook(node(), authorised(body), credentials)).toEqual({
			status: 200,
			body: '',
			starts: false,
		});
	}
	await until('the change', () => active?.emitted.length === 1);
	expect(active.emitted[0]).toMatchObject([
		{
			record: { type: 'vendor', id: '901', name: 'Kessler & Sons' },
			event: { what: 'vendors', operation: 'update', id: '901', foundBy: 'webhook' },
		},
	]);
	await wait(2500);
	expect(names()).toEqual(['Kessler & Sons']);
	expect(active.failed).toEqual([]);
});

test.each([
	['a wrong header', () => authorised(delivery(), 'Bearer guess')],
	['no header', () => ({ body: delivery() })],
	['an empty header', () => authorised(delivery(), '')],
])('%s is refused without a word, and nothing starts', async (_what, request) => {
	await webhookLifecycle(node(), 'activate', credentials);
	active = await activate(node(), credentials);
	await firstLook();
	await rename(901, 'Forged');
	expect(await webhook(node(), request(), credentials)).toEqual({
		status: 401,
		body: '',
		starts: false,
	});
	await wait(2500);
	expect(active.emitted).toEqual([]);
});

test('before it is registered no delivery is taken', async () => {
	expect((await webhook(node(), authorised(delivery(), ''), credentials)).status).toBe(401);
	expect((await webhook(node(), authorised(delivery(), 'Bearer '), credentials)).status).toBe(401);
});

test.each([
	['that is no JSON', '{"id":', 400],
	['that is no object', '7', 400],
	['that is no event', '{"hello":"world"}', 200],
	['for another company', () => delivery({ company_id: 1 }), 200],
	['about what is not watched', () => delivery({ resource_name: 'RFIs' }), 200],
	['beyond all measure', () => delivery({ padding: 'x'.repeat(1_100_000) }), 413],
])('a delivery %s does no harm', async (_what, body, status) => {
	await webhookLifecycle(node(), 'activate', credentials);
	active = await activate(node(), credentials);
	await firstLook();
	const text = typeof body === 'string' ? body : body();
	const answer = await webhook(node(), authorised(text), credentials);
	expect(answer.status).toBe(status);
	if (status === 400) expect(answer.body).toMatch(/JSON/);
	await wait(2500);
	expect(active.emitted).toEqual([]);
	expect(active.failed).toEqual([]);
});

test('requisitions are found by schedule, what was missed at the next start, nothing twice', async () => {
	active = await activate(node(), credentials);
	await firstLook();
	await active.close();
	await bill('R-1');
	await rename(902, 'Steel Inc');
	active = await activate(node(), credentials);
	await until('the missed changes', () => active?.emitted.flat().length === 2);
	const [first, second] = active.emitted.flat();
	expect(second ?? first).toMatchObject({ record: { name: 'Steel Inc' } });
	expect(first).toMatchObject({
		document: { kind: 'pay_application', number: 'R-1', commitment: 'SC-2301-001' },
		record: { type: 'requisition', status: 'approved' },
		event: { what: 'requisitions', operation: 'create', foundBy: 'schedule' },
	});
	await active.close();
	const before = lists();
	active = await activate(node(), credentials);
	await until('the next look', () => lists() > before);
	await wait(500);
	expect(active.emitted).toEqual([]);
});

test('what the service account itself changed starts nothing, unless that is wished', async () => {
	await webhookLifecycle(node(), 'activate', credentials);
	active = await activate(node(), credentials);
	await firstLook();
	const body = { company_id: COMPANY, vendor: { name: 'By ourselves' } };
	await procore('PATCH', '/rest/v1.0/vendors/901', body, 'service');
	await webhook(node(), authorised(delivery({ user_id: 4002 })), credentials);
	await wait(3000);
	expect(active.emitted).toEqual([]);
	await active.close();
	const listening = node({ options: { ignoreOwn: false } });
	active = await activate(listening, credentials);
	await wait(500);
	await webhook(listening, authorised(delivery({ user_id: 4002, resource_id: 902 })), credentials);
	await until('the own change', () => active?.emitted.length === 1);
});

test('a look that fails is told as a failed execution, and what changed comes with the next', async () => {
	active = await activate(node(), credentials);
	await firstLook();
	await active.close();
	await bill('R-1');
	company.running.procore.setFaults([
		{ match: { path: 'requisitions' }, kind: 'status', status: 422 },
	]);
	active = await activate(node(), credentials);
	await until('the failure', () => active?.failed.length === 1);
	expect(active.failed[0]).toMatch(/Procore answered 422/);
	await active.close();
	company.running.procore.setFaults([]);
	active = await activate(node(), credentials);
	await until('the change', () => active?.emitted.length === 1);
});

test('a test run in the editor puts out a sample and moves nothing', async () => {
	await bill('R-1');
	const [sample] = await trigger(node(), credentials);
	expect(sample).toMatchObject({ document: { number: 'R-1' }, record: { type: 'requisition' } });
	const [change] = await trigger(node({ watch: ['changeOrders'] }), credentials);
	expect(change).toMatchObject({ record: { type: 'change_order', number: '001' } });
	const opened = { body: '', name: 'setup' as const };
	const listening = { ...node(), mode: 'manual' as const };
	expect(await webhook(listening, opened, credentials)).toMatchObject({
		status: 200,
		starts: true,
	});
	expect(await webhook(node(), opened, credentials)).toMatchObject({ status: 404, starts: false });
});

test('it offers the active projects to choose from', async () => {
	expect(await listOptions(node(), 'getProjects', credentials)).toEqual([
		{ name: '2301 · Clinic', value: String(PROJECT) },
	]);
});

test('a start date that is none is refused in words', async () => {
	await expect(activate(node({ options: { startFrom: 'soon' } }), credentials)).rejects.toThrow(
		'Start From',
	);
});
