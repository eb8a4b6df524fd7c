import type { HttpRequest, HttpResponse } from '../../../../spine/send';
import {
	createQuickBooksOnline,
	type QuickBooksOnline,
} from '../../../../spine/quickbooks/online/client';
import { createLimiter } from '../../../../spine/quickbooks/online/limiter';
import { Meter } from '../../../../spine/quickbooks/online/meter';

const VENDOR = { Id: '77', SyncToken: '0', DisplayName: 'Kessler Concrete' };
const ok = (body: unknown): HttpResponse => ({ status: 200, headers: { intuit_tid: 't-1' }, body });
const fault = (
	status: number,
	code: string,
	detail = '',
	headers: Record<string, string> = {},
): HttpResponse => ({
	status,
	headers: { intuit_tid: 't-9', ...headers },
	body: {
		Fault: {
			Error: [{ Message: 'm', Detail: detail, code, element: 'Line.Amount' }],
			type: 'ValidationFault',
		},
	},
});

interface Rig {
	client: QuickBooksOnline;
	requests: HttpRequest[];
	waits: number[];
	now: () => number;
}

function rig(answers: Array<HttpResponse | Error>): Rig {
	const requests: HttpRequest[] = [];
	const waits: number[] = [];
	let now = 1_000_000;
	const clock = (): number => now;
	const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		waits.push(ms);
		now += ms;
	};
	const client = createQuickBooksOnline({
		meter: new Meter(),
		send: async (request) => {
			requests.push(request);
			const answer = answers.shift() ?? ok({});
			if (answer instanceof Error) throw answer;
			return answer;
		},
		baseUrl: 'https://quickbooks.example/',
		realmId: '4620',
		clock,
		sleep,
		random: () => 0.5,
		limiter: createLimiter(clock, sleep),
	});
	return { client, requests, waits, now: clock };
}

const reset = new Error('socket hang up');

describe('calls to QuickBooks Online', () => {
	it('are counted by the classes that Intuit meters, each item of a batch as one, none that was not taken up', async () => {
		const items = { BatchItemResponse: [{ bId: 'b0' }, { bId: 'b1' }, { bId: 'b2' }] };
		const { client } = rig([
			ok({ Vendor: VENDOR }),
			fault(429, '3001'),
			ok({ Vendor: VENDOR }),
			fault(400, '6240'),
			reset,
			ok({ QueryResponse: {} }),
			ok(items),
			ok(items),
		]);
		await client.get('Vendor', '77');
		await client.create('Vendor', { DisplayName: 'A' });
		await expect(client.create('Vendor', { DisplayName: 'B' })).rejects.toThrow();
		await client.query({ entity: 'Vendor' });
		await client.batch('{}', { requestId: 'r' });
		await client.batch('{}', { readOnly: true });
		expect(client.meter.take()).toEqual({ core: 5, corePlus: 5 });
		expect(client.meter.take()).toEqual({ core: 0, corePlus: 0 });
		client.meter.giveBack({ core: 2, corePlus: 1 });
		expect(client.meter.take()).toEqual({ core: 2, corePlus: 1 });
	});

	it('name the minor version, ask for JSON, and give every write an id made of its content', async () => {
		const { client, requests } = rig([
			ok({ Vendor: VENDOR }),
			ok({ Vendor: VENDOR }),
			ok({ Vendor: VENDOR }),
		]);
		await client.create('Vendor', { DisplayName: 'A' });
		await client.create('Vendor', { DisplayName: 'A' });
		await client.create('Vendor', { DisplayName: 'B' });
		const ids = requests.map((request) => new URL(request.url).searchParams.get('requestid'));
		expect(ids[0]).toBe(ids[1]);
		expect(ids[0]).not.toBe(ids[2]);
		expect(ids[0]?.length).toBe(36);
		expect(requests[0]).toMatchObject({
			method: 'POST',
			headers: { accept: 'application/json', 'content-type': 'application/json' },
		});
		expect(requests[0]?.url).toMatch(
			/^https:\/\/quickbooks\.example\/v3\/company\/4620\/vendor\?.*minorversion=75/,
		);
	});

	it.each([
		['no answer', reset],
		['502', { status: 502, headers: {}, body: 'Bad gateway' }],
		['code 10000', fault(500, '10000')],
	])('repeat a write with the same id and body after %s', async (_, failure) => {
		const { client, requests } = rig([failure, ok({ Vendor: VENDOR })]);
		expect(await client.create('Vendor', { DisplayName: 'A' })).toEqual(VENDOR);
		expect(requests).toHaveLength(2);
		expect(requests[1]).toEqual(requests[0]);
	});

	it('never repeat an upload, and say that it may have taken effect', async () => {
		const { client, requests } = rig([reset]);
		const file = {
			entity: 'Bill' as const,
			id: '1',
			name: 'a.pdf',
			contentType: 'application/pdf',
			bytes: new Uint8Array(3),
		};
		await expect(client.upload([file])).rejects.toMatchObject({
			code: 'network',
			uncertain: true,
			retryable: true,
		});
		expect(requests).toHaveLength(1);
	});

	it('give up after four attempts', async () => {
		const { client, requests } = rig(Array.from({ length: 9 }, () => reset));
		await expect(client.get('Vendor', '77')).rejects.toMatchObject({
			code: 'network',
			uncertain: false,
		});
		expect(requests).toHaveLength(4);
	});

	it('try an internal failure in a validation answer twice only, and a business rule once', async () => {
		const internal = rig(
			Array.from({ length: 9 }, () => fault(400, '6000', 'Unexpected Internal Error. (-30000)')),
		);
		await expect(internal.client.create('Vendor', {})).rejects.toMatchObject({
			code: '6000',
			uncertain: true,
		});
		expect(internal.requests).toHaveLength(2);
		const business = rig([fault(400, '6000', 'You must set a transaction amount.')]);
		await expect(business.client.create('Vendor', {})).rejects.toMatchObject({
			code: '6000',
			uncertain: false,
			retryable: false,
		});
		expect(business.requests).toHaveLength(1);
	});

	it.each([
		['what Retry-After says', { 'retry-after': '7' }, 7_500],
		['a minute and some jitter', {}, 65_000],
	])('wait %s after 429, and go on', async (_, headers, wait) => {
		const { client, requests, waits } = rig([
			fault(429, '003001', '', headers),
			ok({ Vendor: VENDOR }),
		]);
		expect(await client.get('Vendor', '77')).toEqual(VENDOR);
		expect(requests).toHaveLength(2);
		expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(wait);
	});

	it('give up after 429 before a wait that their patience does not cover', async () => {
		const busy = fault(429, '003001', '', { 'retry-after': '300' });
		const { client, requests } = rig([busy, busy, busy, busy]);
		await expect(client.get('Vendor', '77')).rejects.toMatchObject({ code: '3001' });
		expect(requests).toHaveLength(2);
	});

	it('leave 401 to the sender and read the lower-case envelope of the gateway', async () => {
		const body = {
			fault: {
				error: [
					{ message: 'AuthenticationFailed', detail: 'Token expired', code: '3200', element: null },
				],
				type: 'AUTHENTICATION',
			},
		};
		const { client, requests } = rig([{ status: 401, headers: {}, body }]);
		await expect(client.get('Vendor', '77')).rejects.toMatchObject({
			code: '3200',
			status: 401,
			message: expect.stringContaining('Reconnect'),
		});
		expect(requests).toHaveLength(1);
	});

	it('say what is wrong, where, and how to mend it', async () => {
		const { client } = rig([fault(400, '6070', 'Amount is not equal to UnitPrice * Qty')]);
		await expect(client.create('Bill', {})).rejects.toMatchObject({
			code: '6070',
			element: 'Line.Amount',
			intuitTid: 't-9',
			message:
				'Amount differs from quantity times unit price on a line. Correct the line. QuickBooks said (field Line.Amount): Amount is not equal to UnitPrice * Qty [code 6070].',
		});
	});

	it('answer undefined for a row that is not there', async () => {
		const { client } = rig([fault(400, '610', 'Object Not Found')]);
		expect(await client.get('Bill', '5')).toBeUndefined();
	});

	it('stop waiting when they are called off', async () => {
		const { client } = rig([fault(429, '3001')]);
		await expect(client.get('Bill', '5', AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
			'stopped',
		);
	});

	it('read all pages, holding one at a time', async () => {
		const rows = Array.from({ length: 250 }, (_, index) => ({ Id: String(index + 1) }));
		const page = (from: number, to: number): HttpResponse =>
			ok({
				QueryResponse: {
					Bill: rows.slice(from, to),
					startPosition: from + 1,
					maxResults: to - from,
				},
			});
		const { client, requests } = rig([page(0, 100), page(100, 200), page(200, 250)]);
		const sizes: number[] = [];
		for await (const { rows: read } of client.queryPages({ entity: 'Bill', maxResults: 100 }))
			sizes.push(read.length);
		expect(sizes).toEqual([100, 100, 50]);
		expect(
			requests.map((request) => /STARTPOSITION (\d+)/.exec(decodeURIComponent(request.url))?.[1]),
		).toEqual(['1', '101', '201']);
	});

	it('read each fault of a batch for itself', async () => {
		const item = {
			bId: 'b1',
			Fault: {
				Error: [{ Message: 'Duplicate', Detail: 'd', code: '6140', element: '' }],
				type: 'ValidationFault',
			},
		};
		const { client } = rig([ok({ BatchItemResponse: [{ bId: 'b0', Vendor: VENDOR }, item] })]);
		const answers = await client.batch('{"BatchItemRequest":[]}', { requestId: 'r' });
		expect(answers).toMatchObject([{ bId: 'b0' }, { bId: 'b1', faults: [{ code: '6140' }] }]);
		expect(answers[0]).not.toHaveProperty('faults');
	});
});
