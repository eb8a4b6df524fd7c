import { isRow } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill } from './fixture';

const batch = (name: string) => ({
	BatchItemRequest: [{ bId: '1', operation: 'create', Vendor: { DisplayName: name } }],
});

describe('limits', () => {
	test('nothing is limited until it is switched on; then bursts, minutes and batches are', async () => {
		const bench = new Bench();
		const statuses = async (count: number, path = 'vendor/77') => {
			const list: number[] = [];
			for (let index = 0; index < count; index += 1)
				list.push((await bench.call('GET', path)).status);
			return list;
		};
		expect(new Set(await statuses(30))).toEqual(new Set([200]));
		await bench.control('throttle', {});
		expect((await statuses(11)).indexOf(429)).toBe(10);
		bench.now += 1000;
		expect((await bench.call('GET', 'vendor/77')).status).toBe(200);
		await bench.control('throttle', { perMinute: 3, perSecond: 100 });
		expect(await statuses(4)).toEqual([200, 200, 200, 429]);
		bench.now += 60_000;
		await bench.control('throttle', { batchPerMinute: 1, perSecond: 100 });
		expect((await bench.call('POST', 'batch', batch('One'))).status).toBe(200);
		expect((await bench.call('POST', 'batch', batch('Two'))).status).toBe(429);
		expect((await bench.call('GET', 'vendor/77')).status).toBe(200);
	});

	test('a bucket refills evenly', async () => {
		const bench = new Bench();
		await bench.control('throttle', { kind: 'bucket', perSecond: 2 });
		const status = async () => (await bench.call('GET', 'vendor/77')).status;
		expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
		bench.now += 500;
		expect([await status(), await status()]).toEqual([200, 429]);
	});

	test('a refusal has the body seen in the field, and Retry-After only when switched on', async () => {
		const bench = new Bench();
		await bench.control('throttle', { perSecond: 1 });
		await bench.call('GET', 'vendor/77');
		const plain = await bench.call('GET', 'vendor/77');
		expect(plain.code).toBe('3001');
		expect(plain.headers['retry-after']).toBeUndefined();
		await bench.control('switches', { retryAfterSeconds: 7, throttleCode: '003001' });
		const told = await bench.call('GET', 'vendor/77');
		expect([told.code, told.headers['retry-after']]).toEqual(['003001', '7']);
	});
});

describe('faults that are set', () => {
	const count = async (bench: Bench) =>
		(await bench.query("select count(*) from Bill where DocNumber = 'F'")).response.totalCount;
	const faulty = bill([accountLine(5)], { DocNumber: 'F' });

	test('faults that are added strike beside those that are set', async () => {
		const bench = new Bench();
		const set = { match: { operation: 'delete' }, kind: 'drop', times: 1 };
		const added = { match: { operation: 'create' }, kind: 'status', status: 502, times: 1 };
		await bench.control('faults', [set]);
		await bench.call('POST', '/control/faults', [added]);
		expect((await bench.call('POST', 'bill', faulty)).status).toBe(502);
		expect(await count(bench)).toBe(0);
		expect((await bench.call('GET', '/control/faults')).body.list).toMatchObject([
			{ match: { operation: 'delete' }, kind: 'drop' },
		]);
	});

	test('a status before the commit leaves nothing behind, as often as it was told', async () => {
		const bench = new Bench();
		await bench.control('faults', [
			{ match: { entity: 'Bill', operation: 'create' }, kind: 'status', status: 503, times: 2 },
		]);
		expect((await bench.call('POST', 'bill', faulty)).status).toBe(503);
		expect((await bench.call('POST', 'bill', faulty)).status).toBe(503);
		expect(await count(bench)).toBe(0);
		expect((await bench.call('POST', 'bill', faulty)).status).toBe(200);
	});

	test('a status after the commit hides a success that the same request id brings to light', async () => {
		const bench = new Bench();
		await bench.control('faults', [
			{ match: { method: 'POST' }, kind: 'status', status: 500, when: 'after', times: 1 },
		]);
		expect((await bench.call('POST', 'bill?requestid=r1', faulty)).status).toBe(500);
		expect(await count(bench)).toBe(1);
		expect((await bench.call('POST', 'bill?requestid=r1', faulty)).status).toBe(200);
		expect(await count(bench)).toBe(1);
	});

	test('a dropped connection after the commit leaves the bill and no answer', async () => {
		const bench = new Bench();
		await bench.control('faults', [
			{
				match: { path: '/v3/company/4620/batch', entity: 'Bill' },
				kind: 'drop',
				when: 'after',
				times: 1,
			},
		]);
		const batch = { BatchItemRequest: [{ bId: '1', operation: 'create', Bill: faulty }] };
		await expect(bench.call('POST', 'batch?requestid=r1', batch)).rejects.toThrow();
		expect(await count(bench)).toBe(1);
		expect((await bench.call('POST', 'batch?requestid=r1', batch)).status).toBe(200);
		expect(await count(bench)).toBe(1);
		const [first] = bench.simulator.requests().requests;
		expect(first).toMatchObject({ status: 0, operation: 'batch', items: ['create Bill'] });
	});

	test('latency is waited for, on chosen calls and on all', async () => {
		const bench = new Bench();
		const took = async () => {
			const began = performance.now();
			await bench.call('GET', 'vendor/77');
			return performance.now() - began;
		};
		await bench.control('faults', [
			{ match: { operation: 'read' }, kind: 'latency', ms: 60, times: 1 },
		]);
		expect(await took()).toBeGreaterThan(55);
		await bench.control('latency', { ms: 40 });
		expect(await took()).toBeGreaterThan(35);
	});

	test('a fault that makes no sense is refused by name', async () => {
		const answer = await new Bench().control('faults', [{ kind: 'explosion' }]);
		expect(answer.status).toBe(400);
		expect(JSON.stringify(answer.body)).toContain('kind');
	});
});

describe('what calls cost', () => {
	test('reads are metered, writes are free, each batch item counts, refusals at the door do not', async () => {
		const bench = new Bench();
		await bench.call('GET', 'vendor/77');
		await bench.query('select * from Bill');
		await bench.call('GET', 'reports/AgedPayables');
		await bench.write('Vendor', { DisplayName: 'Free' });
		const item = { bId: '1', operation: 'create', Vendor: { DisplayName: 'Free too' } };
		await bench.call('POST', 'batch', {
			BatchItemRequest: [item, { bId: '2', Query: 'select * from Term' }],
		});
		await bench.call('GET', 'vendor/77', undefined, { authorization: 'Bearer nobody' });
		const { counters, requests } = bench.simulator.requests();
		expect(counters).toEqual({ core: 2, coreplus: 4, other: 0 });
		expect(requests[3]).toMatchObject({
			method: 'POST',
			realm: '4620',
			class: 'core',
			operation: 'create',
			entity: 'Vendor',
			bodyBytes: 22,
			status: 200,
		});
		expect((await bench.call('GET', '/control/requests')).body.counters).toEqual(counters);
	});
});

test('the state can be read over the control address', async () => {
	const bench = new Bench();
	const { body } = await bench.call('GET', '/control/state');
	expect(body['4620']).toEqual(JSON.parse(JSON.stringify(bench.simulator.exportState('4620'))));
	expect(isRow(body['9999'])).toBe(true);
});
