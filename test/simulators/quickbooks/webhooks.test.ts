import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bench } from './fixture';

interface Received {
	body: string;
	signature: string | undefined;
	type: string | undefined;
}

/** An endpoint that answers with the given statuses in turn, then 200. */
async function endpoint(statuses: number[] = []) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const signature = request.headers['intuit-signature'];
			received.push({
				body: Buffer.concat(parts).toString('utf8'),
				signature: Array.isArray(signature) ? signature[0] : signature,
				type: request.headers['content-type'],
			});
			response.writeHead(statuses[received.length - 1] ?? 200).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	servers.push(server);
	return { received, url: `http://127.0.0.1:${port}/hook` };
}

const servers: Array<ReturnType<typeof createServer>> = [];

afterAll(() => {
	for (const server of servers) server.close();
});

async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; tries < 200 && !condition(); tries += 1)
		await new Promise((resolve) => setTimeout(resolve, 10));
	expect(condition()).toBe(true);
}

describe('webhooks', () => {
	test('the legacy form names what changed and is signed over the raw body', async () => {
		const bench = new Bench();
		const { received, url } = await endpoint();
		await bench.control('webhook', { url, verifierToken: 'verifier', aggregateMs: 30 });
		await bench.write('Vendor', { DisplayName: 'O’Neil' });
		await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '0' });
		await until(() => received.length === 1);
		const [one] = received;
		expect(JSON.parse(one?.body ?? '')).toMatchObject({
			eventNotifications: [
				{
					realmId: '4620',
					dataChangeEvent: {
						entities: [
							{ name: 'Vendor', operation: 'Create', lastUpdated: '2026-03-02T20:00:00.000Z' },
							{ name: 'Bill', id: '151', operation: 'Delete' },
						],
					},
				},
			],
		});
		expect(one?.signature).toBe(
			createHmac('sha256', 'verifier')
				.update(one?.body ?? '')
				.digest('base64'),
		);
	});

	test('the CloudEvents form is a list, which can come reversed and more than once', async () => {
		const bench = new Bench();
		const { received, url } = await endpoint();
		await bench.control('webhook', {
			url,
			verifierToken: 'v',
			form: 'cloudevents',
			aggregateMs: 10_000,
			duplicates: 1,
			reorder: true,
		});
		await bench.write('Vendor', { DisplayName: 'First' });
		await bench.write('Class', { Name: 'Second' });
		await bench.call('POST', '/control/webhook/flush', {});
		expect(received).toHaveLength(2);
		expect(received[1]).toEqual(received[0]);
		expect(received[0]?.type).toBe('application/cloudevents+json');
		expect(JSON.parse(received[0]?.body ?? '')).toMatchObject([
			{ specversion: '1.0', type: 'qbo.class.created.v1', intuitaccountid: '4620', data: {} },
			{ type: 'qbo.vendor.created.v1' },
		]);
	});

	test('a refused notification comes again by the timetable until it is taken', async () => {
		const bench = new Bench();
		const { received, url } = await endpoint([500, 503]);
		await bench.control('webhook', { url, verifierToken: 'v', retryScale: 0.001 });
		await bench.write('Vendor', { DisplayName: 'Again' });
		await until(() => received.length === 3);
		expect(new Set(received.map((one) => one.body)).size).toBe(1);
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(received).toHaveLength(3);
		const attempts = await bench.call('GET', '/control/webhook/attempts');
		expect(attempts.body.list).toMatchObject([{ status: 500 }, { status: 503 }, { status: 200 }]);
	});
});
