import type { ProcoreSimulator } from '../../../../simulators/procore';
import { createProcore, type ProcoreClient } from '../../../../spine/procore/client';
import type { WatchedName } from '../../../../spine/procore/watched';
import {
	isRegistered,
	NAMESPACE,
	registerHook,
	removeHook,
	type WantedHook,
} from '../../../../spine/procore/webhooks/hooks';
import { unheard } from '../../../../spine/procore/webhooks/triggers';
import { axiosSend } from '../../../support/axios-send';
import { addressOf, call, companyId, rows, startSmall } from '../../../simulators/procore/fixture';

jest.setTimeout(60_000);

const HOOKS = `/rest/v1.0/webhooks/hooks?company_id=${companyId}`;
const watched: WatchedName[] = ['vendors', 'changeOrders', 'subcontracts', 'requisitions'];

describe('the registration of a webhook', () => {
	let procore: ProcoreSimulator;
	let client: ProcoreClient;

	beforeEach(async () => {
		procore = startSmall();
		client = createProcore({
			send: axiosSend(() => procore.token('service')),
			baseUrl: await addressOf(procore),
			companyId: String(companyId),
			clock: () => 0,
			sleep: async () => undefined,
		});
	});
	afterEach(() => procore.close());

	const wanted = (over: Partial<WantedHook> = {}): WantedHook => ({
		destination: 'https://n8n.example/webhook/4f5c/webhook',
		authorization: 'Bearer one-secret',
		watched,
		...over,
	});
	const hooks = async () => rows(await call(procore, 'GET', HOOKS));
	const triggers = async (id: string) =>
		rows(
			await call(
				procore,
				'GET',
				`/rest/v1.0/webhooks/hooks/${id}/triggers?company_id=${companyId}`,
			),
		).map((row) => `${String(row.resource_name)} ${String(row.event_type)}`);
	const writes = () => procore.requests().filter(({ method }) => method !== 'GET').length;

	it('makes one hook with a trigger for every kind of change of what is watched', async () => {
		const { id, refused } = await registerHook(client, wanted());
		expect(refused).toEqual([]);
		expect(await hooks()).toMatchObject([
			{
				id: Number(id),
				api_version: 'v2',
				namespace: NAMESPACE,
				destination_url: 'https://n8n.example/webhook/4f5c/webhook',
			},
		]);
		expect((await triggers(id)).sort()).toEqual(
			[
				'Change Order Packages',
				'Company Vendors',
				'Work Order Contract Line Items',
				'Work Order Contracts',
			]
				.flatMap((name) => ['CREATE', 'DELETE', 'UPDATE'].map((event) => `${name} ${event}`))
				.sort(),
		);
		expect(await isRegistered(client, wanted())).toBe(true);
	});

	it('finds its hook again after a crash, writes nothing, and never makes a second', async () => {
		const { id } = await registerHook(client, wanted());
		const before = writes();
		expect((await registerHook(client, wanted())).id).toBe(id);
		expect(writes()).toBe(before);
		// The secret was lost with the process: the same hook is given the new one.
		expect(await isRegistered(client, wanted({ authorization: 'Bearer other' }))).toBe(false);
		expect((await registerHook(client, wanted({ authorization: 'Bearer other' }))).id).toBe(id);
		expect(await hooks()).toHaveLength(1);
	});

	it('brings address and triggers up to date', async () => {
		const { id } = await registerHook(client, wanted());
		const moved = wanted({
			destination: 'https://moved.example/webhook/4f5c/webhook',
			watched: ['vendors', 'payments'],
			knownId: id,
		});
		expect(await isRegistered(client, moved)).toBe(false);
		expect((await registerHook(client, moved)).id).toBe(id);
		expect(await hooks()).toMatchObject([{ destination_url: moved.destination }]);
		expect((await triggers(id)).sort()).toEqual(
			['Company Vendors', 'Contract Payments']
				.flatMap((name) => ['CREATE', 'DELETE', 'UPDATE'].map((event) => `${name} ${event}`))
				.sort(),
		);
		expect(await isRegistered(client, moved)).toBe(true);
	});

	it('removes a second hook for its destination, and touches no other', async () => {
		await registerHook(client, wanted());
		await registerHook(client, wanted({ destination: 'https://n8n.example/webhook/77/webhook' }));
		const twin = {
			company_id: companyId,
			hook: { api_version: 'v2', namespace: NAMESPACE, destination_url: wanted().destination },
		};
		await call(procore, 'POST', '/rest/v1.0/webhooks/hooks', twin);
		const foreign = { ...twin, hook: { ...twin.hook, namespace: 'somebody-else' } };
		await call(procore, 'POST', '/rest/v1.0/webhooks/hooks', foreign);
		expect(await isRegistered(client, wanted())).toBe(false);
		await registerHook(client, wanted());
		expect(await hooks()).toHaveLength(3);
		await removeHook(client, wanted());
		expect(await hooks()).toHaveLength(2);
	});

	it('is removed twice without complaint', async () => {
		const { id } = await registerHook(client, wanted());
		await removeHook(client, { ...wanted(), knownId: id });
		await removeHook(client, { ...wanted(), knownId: id });
		expect(await hooks()).toEqual([]);
	});

	it('says which triggers Procore does not take, and keeps the others', async () => {
		procore.setSwitches({ companyHooksHearProjects: false });
		const { id, refused } = await registerHook(client, wanted());
		expect((await triggers(id)).sort()).toEqual([
			'Company Vendors CREATE',
			'Company Vendors DELETE',
			'Company Vendors UPDATE',
		]);
		expect(refused).toContain('Change Order Packages update');
		expect(unheard(watched, refused)).toEqual(['changeOrders', 'subcontracts', 'requisitions']);
		expect(unheard(watched, [])).toEqual(['requisitions']);
		expect(await isRegistered(client, wanted({ refused }))).toBe(true);
		expect(await isRegistered(client, wanted())).toBe(false);
	});

	it('passes a refusal of the hook itself on, in words', async () => {
		procore.setFaults([{ match: { method: 'POST', path: 'hooks$' }, kind: 'status', status: 403 }]);
		await expect(registerHook(client, wanted())).rejects.toThrow(/permission/);
	});
});
