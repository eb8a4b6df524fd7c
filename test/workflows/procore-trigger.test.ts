import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import { EditorSession } from '../../simulators/demo/editor-session';
import { setUpCompany, verifyTemplate } from '../../simulators/demo/main-job';
import {
	type Workflow,
	nodeNamed,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { COST_ACCOUNT, RETAINAGE_ACCOUNT, procore as data } from './support/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(600_000);

const WEBHOOK = 'procore-changed';
const PROJECT = 2_301_001;
const COMMITMENT = 7001;
const WATCHING = 'Watch the project';
const BILLING = 'Post approved Procore subcontractor invoices to QuickBooks as bills';

const itemSchema = z.object({
	record: z
		.object({ status: z.string().optional(), deleted: z.boolean().optional() })
		.passthrough(),
	event: z.object({ what: z.string(), operation: z.string(), id: z.string(), foundBy: z.string() }),
});

/** Where the workflow under test reports every item that it was started with. */
async function listener() {
	const items: Array<z.infer<typeof itemSchema>> = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			items.push(itemSchema.parse(JSON.parse(Buffer.concat(parts).toString('utf8'))));
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return { items, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

const watching = (url: string): Workflow => ({
	name: WATCHING,
	active: true,
	nodes: [
		{
			id: 'watch',
			name: 'Watch',
			type: 'n8n-nodes-procore-quickbooks.procoreTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK,
			parameters: {
				authentication: 'serviceAccount',
				ledgerStorage: 'sqlite',
				company: 'main',
				watch: ['changeOrders', 'subcontracts', 'vendors'],
				minutes: 600,
			},
		},
		{
			id: 'report',
			name: 'Report',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200, 0],
			parameters: {
				method: 'POST',
				url,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($json) }}',
				options: {},
			},
		},
	],
	connections: { Watch: { main: [[{ node: 'Report', type: 'main', index: 0 }]] } },
});

const [subcontract] = data.work_order_contracts;
const changeOrder = (id: number, number: string) => ({
	id,
	project_id: PROJECT,
	contract_id: COMMITMENT,
	number,
	title: `Pier ${number}`,
	status: 'pending',
	grand_total: '1000.00',
	executed: false,
	line_items: [{ ...subcontract?.line_items[0], id: id * 10, amount: '1000.00' }],
});

describe('the Procore Trigger in n8n', () => {
	let host: TestHost;
	let heard: Awaited<ReturnType<typeof listener>>;

	beforeAll(async () => {
		heard = await listener();
		host = await startTestHost({
			procore: {
				...data,
				change_order_packages: [1, 2, 4].map((one) => changeOrder(7500 + one, `00${one}`)),
			},
			workflows: async (given, credentials, folder) => {
				const verify = await verifyTemplate(folder);
				const mapped = withParameters(
					await template('subcontractor-invoices-to-bills'),
					'Code to accounts',
					{ rules: nodeNamed(verify, 'Code to accounts').parameters.rules },
				);
				const watched = withParameters(mapped, 'Watch the subcontractor invoices', { minutes: 1 });
				const often = withParameters(watched, 'Verify again what changed', { minutes: 1 });
				return [
					...given,
					withCredentials(watching(heard.url), credentials),
					{ ...withCredentials(often, credentials), active: true },
				];
			},
			setUp: false,
		});
		await setUpCompany(host.demo);
	});
	afterAll(async () => {
		await host.stop();
		heard.close();
	});

	/** What people do in Procore. */
	async function asPerson(method: 'get' | 'post' | 'patch', path: string, body: object = {}) {
		const { running, procore } = host.systems;
		const { data: answer } = await axios.request<unknown>({
			method,
			url: `${procore.address}${path}`,
			...(method === 'get' ? {} : { data: { project_id: PROJECT, ...body } }),
			headers: {
				Authorization: `Bearer ${running.procore.token('user')}`,
				'Procore-Company-Id': procore.companyId,
			},
		});
		return answer;
	}
	const hooks = async () =>
		z
			.array(z.object({ id: z.number(), destination_url: z.string() }).passthrough())
			.parse(
				await asPerson(
					'get',
					`/rest/v1.0/webhooks/hooks?company_id=${host.systems.procore.companyId}`,
				),
			);
	const approve = (id: number) =>
		asPerson('patch', `/rest/v1.0/change_order_packages/${id}`, {
			contract_id: COMMITMENT,
			change_order: { status: 'approved' },
		});
	const enter = async (number: string, month: '02' | '03', amount: string, status = 'approved') =>
		z.object({ id: z.number() }).parse(
			await asPerson('post', '/rest/v1.1/requisitions', {
				commitment_id: COMMITMENT,
				requisition: {
					invoice_number: number,
					status,
					billing_date: `2026-${month}-28`,
					requisition_start: `2026-${month}-01`,
					requisition_end: `2026-${month}-28`,
					items: [
						{ item_type: 'contract_item', line_item_id: 8001, work_completed_this_period: amount },
					],
				},
			}),
		).id;
	const endpoint = () => `${host.demo.n8n.address}/webhook/${WEBHOOK}/webhook`;

	/** What the workflow was started with since the last call. */
	async function arrived(count: number): Promise<string[]> {
		await until(`${count} items`, () => heard.items.length >= count, {
			timeoutMs: 60_000,
			everyMs: 100,
		});
		// Whatever came twice would come within the next looks.
		await wait(5000);
		return heard.items
			.splice(0)
			.map(({ event, record }) => `${event.what} ${event.id} ${record.status ?? ''}`.trim())
			.sort();
	}

	it('registers one webhook, with its own address, when the workflow is activated', async () => {
		await until('the hook', async () => (await hooks()).length > 0, {
			timeoutMs: 30_000,
			everyMs: 500,
		});
		expect(await hooks()).toMatchObject([
			{ destination_url: endpoint(), namespace: 'n8n-procore-spine' },
		]);
	});

	it('starts once for a change order that is approved, however often and in whatever order word comes', async () => {
		host.systems.running.procore.setSwitches({
			webhookCopies: 2,
			webhookReorder: true,
			webhookDelayMs: 300,
		});
		await approve(7501);
		await approve(7502);
		const items = await arrived(2);
		expect(items).toContain('changeOrders 7501 approved');
		expect(items).toContain('changeOrders 7502 approved');
		expect(new Set(items).size).toBe(items.length);
	});

	it('takes nothing that does not bear its header', async () => {
		const forged = {
			id: 1,
			ulid: 'FORGED',
			company_id: Number(host.systems.procore.companyId),
			project_id: PROJECT,
			user_id: 4001,
			event_type: 'update',
			resource_name: 'Change Order Packages',
			resource_id: 7504,
		};
		for (const headers of [{}, { authorization: 'Bearer guess' }]) {
			const answer = await axios.post<unknown>(endpoint(), forged, {
				headers,
				validateStatus: () => true,
			});
			expect([answer.status, answer.data]).toEqual([401, '']);
		}
		await wait(4000);
		expect(heard.items).toEqual([]);
	});

	it('loses nothing and brings nothing twice when n8n was killed while Procore changed', async () => {
		await host.demo.n8n.kill();
		// Nothing that the invoice is judged by: in which order the two workflows look is not said.
		const { id } = z.object({ id: z.number() }).parse(
			await asPerson('post', '/rest/v1.0/vendors', {
				company_id: Number(host.systems.procore.companyId),
				vendor: { name: 'Ames Drywall' },
			}),
		);
		await enter('R-1', '02', '10000.00');
		await host.demo.restart();
		expect(await arrived(1)).toContain(`vendors ${id}`);
		expect(await hooks()).toHaveLength(1);
		await until('the bill', () => host.bills().length > 0, { timeoutMs: 150_000, everyMs: 500 });
		const [bill] = host.bills();
		expect(bill).toMatchObject({ DocNumber: 'R-1', TotalAmt: 9000 });
		expect(
			bill?.Line.map(({ Amount, AccountBasedExpenseLineDetail: detail }) => [
				Amount,
				detail?.AccountRef?.value,
			]),
		).toEqual([
			[10000, COST_ACCOUNT],
			[-1000, RETAINAGE_ACCOUNT],
		]);
	});

	it('posts an invoice once it is approved in Procore, and once only', async () => {
		const id = await enter('R-2', '03', '2000.00', 'under_review');
		const path = `/rest/v1.1/requisitions/${id}`;
		const wasRead = () => host.systems.running.procore.requests().some((one) => one.path === path);
		await until('the look at it', wasRead, { timeoutMs: 120_000, everyMs: 500 });
		await wait(5000);
		expect(host.bills()).toHaveLength(1);
		await asPerson('patch', `/rest/v1.1/requisitions/${id}`, {
			commitment_id: COMMITMENT,
			requisition: { status: 'approved' },
		});
		await until('the second bill', () => host.bills().length > 1, {
			timeoutMs: 150_000,
			everyMs: 500,
		});
		expect(host.bills().map(({ DocNumber }) => DocNumber)).toEqual(['R-1', 'R-2']);
	});

	it('removes its webhook when the workflow is deactivated', async () => {
		const editor = await EditorSession.open(host.demo);
		const list = z
			.array(z.object({ id: z.string(), name: z.string() }))
			.parse(await editor.get('/rest/workflows'));
		const id = list.find(({ name }) => name === WATCHING)?.id ?? '';
		expect(list.map(({ name }) => name)).toContain(BILLING);
		await editor.post(`/rest/workflows/${id}/deactivate`, {});
		await until('the hook to go', async () => (await hooks()).length === 0, {
			timeoutMs: 60_000,
			everyMs: 500,
		});
	});
});
