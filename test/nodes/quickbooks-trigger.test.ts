import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { simulatedApps } from '../../simulators/start';
import { axiosSend } from '../support/axios-send';
import { REALM, type SmallCompany, smallCompany } from './company';
import { type Active, type Credentials, activate, trigger, webhook } from './harness';

jest.setTimeout(60_000);

const TOKEN = simulatedApps.quickBooks.verifierToken;

let company: SmallCompany;
let credentials: Credentials;
let active: Active | undefined;

beforeEach(async () => {
	company = await smallCompany();
	credentials = company.credentials;
});
afterEach(async () => {
	await active?.close();
	active = undefined;
	await company.close();
});

const node = (over: INodeParameters = {}) => ({ type: 'quickBooksTrigger', parameters: over });

async function until(what: string, condition: () => boolean): Promise<void> {
	const end = Date.now() + 20_000;
	while (!condition()) {
		if (Date.now() > end) throw new Error(`It did not happen: ${what}`);
		await wait(50);
	}
}

/** Somebody adds a vendor in QuickBooks. */
async function add(DisplayName: string): Promise<void> {
	const { quickBooks, quickBooksAddress } = company.running;
	const send = axiosSend(() => quickBooks.token(REALM).access_token);
	const url = `${quickBooksAddress}/v3/company/${REALM}/vendor`;
	const answer = await send({ method: 'POST', url, body: { DisplayName } });
	expect(answer.status).toBe(200);
}

const signed = (body: string, token = TOKEN) => ({
	body,
	headers: { 'intuit-signature': createHmac('sha256', token).update(body).digest('base64') },
});
const event = (over: object = {}, realmId = REALM) =>
	JSON.stringify({
		eventNotifications: [
			{
				realmId,
				dataChangeEvent: {
					entities: [
						{
							name: 'Vendor',
							id: '1',
							operation: 'Create',
							lastUpdated: '2026-03-02T16:15:22.000Z',
							...over,
						},
					],
				},
			},
		],
	});

const reads = () =>
	company.running.quickBooks.requests().requests.filter(({ class: kind }) => kind === 'coreplus')
		.length;
const names = () => active?.emitted.flat().map(({ record }) => Object(record).name);

test('a notification is answered, and what changed starts the workflow once', async () => {
	active = await activate(node(), credentials);
	await until('the first look', () => reads() >= 2);
	await add('Ames Drywall');
	const before = reads();
	expect(await webhook(node(), signed(event()), credentials)).toMatchObject({
		status: 200,
		starts: false,
	});
	await until('the change', () => active?.emitted.length === 1);
	expect(names()).toEqual(['Ames Drywall']);
	expect(reads() - before).toBe(1);
	await webhook(node(), signed(event()), credentials);
	await wait(2500);
	expect(reads() - before).toBe(1);
	expect(active.failed).toEqual([]);
});

test.each([
	['a wrong signature', () => signed(event(), 'other')],
	['no signature', () => ({ body: event() })],
	['a body that was changed', () => ({ ...signed(event()), body: event({ id: '2' }) })],
])('%s is refused without a word, and nothing is read', async (_what, request) => {
	const before = reads();
	expect(await webhook(node(), request(), credentials)).toEqual({
		status: 401,
		body: '',
		starts: false,
	});
	expect(reads()).toBe(before);
});

test('without a verifier token no notification is taken', async () => {
	const quickBooksSpineOAuth2Api = { ...credentials.quickBooksSpineOAuth2Api, verifierToken: '' };
	const answer = await webhook(node(), signed(event(), ''), { quickBooksSpineOAuth2Api });
	expect(answer.status).toBe(401);
});

test.each([
	['for another company', event({}, '999')],
	['about an entity that was not chosen', event({ name: 'Estimate' })],
	['that cannot be read', '{"eventNotifications":[7'],
])('a notification %s is answered and ignored', async (_what, body) => {
	active = await activate(node(), credentials);
	await until('the first look', () => reads() >= 2);
	const before = reads();
	expect((await webhook(node(), signed(body), credentials)).status).toBe(200);
	await wait(2500);
	expect(reads()).toBe(before);
});

test('a notification beyond all measure is refused', async () => {
	const huge = signed(event({ padding: 'x'.repeat(5_000_000) }));
	expect((await webhook(node(), huge, credentials)).status).toBe(413);
});

test('what changed while it was off starts the workflow when it is on again, nothing twice', async () => {
	active = await activate(node(), credentials);
	await until('the first look', () => reads() >= 2);
	await add('First');
	await webhook(node(), signed(event()), credentials);
	await until('the change', () => active?.emitted.length === 1);
	await active.close();
	await add('Second');
	await add('Third');
	active = await activate(node(), credentials);
	await until('the missed changes', () => active?.emitted.length === 1);
	expect(names()).toEqual(['Second', 'Third']);
});

test('a look that fails is told as a failed execution, and what changed comes with the next', async () => {
	active = await activate(node(), credentials);
	await until('the first look', () => reads() >= 2);
	await active.close();
	await add('Ames Drywall');
	const control = axiosSend();
	const url = `${company.running.quickBooksAddress}/control/switches`;
	await control({ method: 'PUT', url, body: { subscription: 'ended' } });
	active = await activate(node(), credentials);
	await until('the failure', () => active?.failed.length === 1);
	expect(active.failed[0]).toMatch(/QuickBooks/);
	expect(active.emitted).toEqual([]);
	await active.close();
	await control({ method: 'PUT', url, body: { subscription: 'active' } });
	active = await activate(node(), credentials);
	await until('the change', () => active?.emitted.length === 1);
	expect(names()).toEqual(['Ames Drywall']);
});

test('a test run in the editor puts out a sample and moves nothing', async () => {
	const [sample] = await trigger(node({ entities: ['Bill', 'Vendor'] }), credentials);
	expect(sample).toMatchObject({ record: { type: 'vendor' } });
	const before = reads();
	const opened = { body: '', name: 'setup' as const };
	const listening = { ...node(), mode: 'manual' as const };
	expect(await webhook(listening, opened, credentials)).toMatchObject({
		status: 200,
		starts: true,
	});
	expect(await webhook(node(), opened, credentials)).toMatchObject({ status: 404, starts: false });
	expect(reads()).toBe(before);
	active = await activate(node(), credentials);
	await until('the first look', () => reads() >= before + 2);
	expect(active.emitted).toEqual([]);
});
