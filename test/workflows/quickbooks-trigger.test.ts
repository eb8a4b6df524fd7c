import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { z } from 'zod';
import { EditorSession } from '../../simulators/demo/editor-session';
import { type Workflow, withCredentials } from '../../simulators/demo/workflow';
import { REALM } from './support/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const WEBHOOK = 'books-changed';

const recordSchema = z.object({
	type: z.string(),
	id: z.string(),
	number: z.string().optional(),
	name: z.string().optional(),
	deleted: z.boolean().optional(),
});
const itemSchema = z.object({ record: recordSchema, document: z.object({}).optional() });

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
	name: 'Watch the books',
	active: true,
	nodes: [
		{
			id: 'watch',
			name: 'Watch',
			type: 'n8n-nodes-procore-quickbooks.quickBooksTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK,
			parameters: { ledgerStorage: 'sqlite', company: 'main', minutes: 600 },
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

describe('the QuickBooks Trigger in n8n', () => {
	let host: TestHost;
	let heard: Awaited<ReturnType<typeof listener>>;

	beforeAll(async () => {
		heard = await listener();
		host = await startTestHost({
			workflows: (given, credentials) => [
				...given,
				withCredentials(watching(heard.url), credentials),
			],
		});
	});
	afterAll(async () => {
		await host.stop();
		heard.close();
	});

	const entrySchema = z.object({ Id: z.string(), SyncToken: z.string() });

	/** Somebody writes in QuickBooks. */
	async function write(path: string, body: object): Promise<z.infer<typeof entrySchema>> {
		const { quickBooks, quickBooksAddress } = host.systems.running;
		const token = quickBooks.token(REALM).access_token;
		const { data } = await axios.post<unknown>(
			`${quickBooksAddress}/v3/company/${REALM}/${path}`,
			body,
			{ headers: { authorization: `Bearer ${token}` } },
		);
		const [row] = Object.values(z.record(z.unknown()).parse(data));
		return entrySchema.parse({ SyncToken: '0', ...Object(row) });
	}
	const bill = (number: string) =>
		write('bill', {
			DocNumber: number,
			VendorRef: { value: '77' },
			Line: [
				{
					Amount: 10,
					DetailType: 'AccountBasedExpenseLineDetail',
					AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
				},
			],
		});

	const endpoint = () => `${host.demo.n8n.address}/webhook/${WEBHOOK}/webhook`;
	const notify = (over: object) =>
		axios.put(`${host.systems.quickBooks.address}/control/webhook`, {
			url: endpoint(),
			verifierToken: host.systems.quickBooks.verifierToken,
			aggregateMs: 300,
			duplicates: 2,
			reorder: true,
			retryScale: 0.01,
			...over,
		});
	const attempts = async () =>
		z
			.array(z.object({ status: z.number() }))
			.parse((await axios.get(`${host.systems.quickBooks.address}/control/webhook/attempts`)).data);
	const quiet = () => axios.delete(`${host.systems.quickBooks.address}/control/webhook`);

	/** What the workflow was started with since the last call, in order of arrival. */
	async function arrived(count: number): Promise<string[]> {
		await until(`${count} items`, () => heard.items.length >= count, { timeoutMs: 60_000 });
		// Whatever came twice would come within the next looks.
		await new Promise((resolve) => setTimeout(resolve, 5000));
		return heard.items
			.splice(0)
			.map(({ record }) =>
				[record.number ?? record.name, record.deleted === true ? 'deleted' : ''].join(' ').trim(),
			)
			.sort();
	}

	it.each(['legacy', 'cloudevents'])(
		'starts once for each change that a %s notification tells, however often and in whatever order',
		async (form) => {
			await notify({ form });
			const first = await bill(`${form}-1`);
			await write('vendor', { DisplayName: `${form} vendor` });
			expect(await arrived(2)).toEqual([`${form} vendor`, `${form}-1`]);
			await write('bill?operation=delete', first);
			expect(await arrived(1)).toEqual([`${form}-1 deleted`]);
			expect(new Set((await attempts()).map(({ status }) => status))).toEqual(new Set([200]));
			await quiet();
		},
	);

	it('refuses a wrong signature and looks at nothing for it', async () => {
		const body = { eventNotifications: [] };
		const before = host.systems.running.quickBooks.requests().counters;
		for (const headers of [{}, { 'intuit-signature': 'bm90IHNpZ25lZA==' }]) {
			const answer = await axios.post<unknown>(endpoint(), body, {
				headers,
				validateStatus: () => true,
			});
			expect([answer.status, answer.data]).toEqual([401, '']);
		}
		expect(host.systems.running.quickBooks.requests().counters).toEqual(before);
	});

	it('puts out a sample in the editor when its test address is opened, and goes on as before', async () => {
		const editor = await EditorSession.open(host.demo);
		const list = z
			.array(z.object({ id: z.string(), name: z.string() }))
			.parse(await editor.get('/rest/workflows'));
		const id = list.find(({ name }) => name === 'Watch the books')?.id ?? '';
		await bill('unseen');
		await editor.post(`/rest/workflows/${id}/run`, { triggerToStartFrom: { name: 'Watch' } });
		const test = `${host.demo.n8n.address}/webhook-test/${WEBHOOK}/webhook`;
		expect((await axios.get<unknown>(test)).data).toBe('Look into the editor.');
		expect(await arrived(1)).toHaveLength(1);
		await notify({ form: 'legacy', aggregateMs: 0 });
		await write('class', { Name: 'Equipment' });
		expect(await arrived(2)).toEqual(['Equipment', 'unseen']);
		await quiet();
	});

	it('loses nothing and brings nothing twice when n8n was down while the books changed', async () => {
		const kept = await bill('before');
		const gone = await bill('to be deleted');
		await notify({ form: 'legacy', aggregateMs: 0 });
		await write('class', { Name: 'Material' });
		expect(await arrived(3)).toEqual(['Material', 'before', 'to be deleted']);
		await quiet();
		await host.demo.n8n.kill();
		await write('bill?operation=delete', gone);
		await write('bill?operation=update', {
			...kept,
			sparse: true,
			VendorRef: { value: '77' },
			DocNumber: 'changed',
		});
		await bill('meanwhile');
		await host.demo.restart();
		expect(await arrived(3)).toEqual(['changed', 'meanwhile', 'to be deleted deleted']);
	});
});
