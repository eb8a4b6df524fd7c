import { child, children, type Row } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill, check } from './fixture';

const vendors = (count: number): Row => ({
	BatchItemRequest: Array.from({ length: count }, (_, index) => ({
		bId: `b${index}`,
		operation: 'create',
		Vendor: { DisplayName: `Vendor ${index}` },
	})),
});

describe('batch', () => {
	test('items are answered each for itself, faults among them, with HTTP 200', async () => {
		const bench = new Bench();
		const answer = await bench.call('POST', 'batch', {
			BatchItemRequest: [
				{ bId: 'v1', operation: 'create', Vendor: { DisplayName: 'Lakeside Steel' } },
				{ bId: 'b2', operation: 'delete', Bill: { Id: '108', SyncToken: '3' } },
				{ bId: 'q3', Query: "select Id from PurchaseOrder where DocNumber = 'SC-0042'" },
				{
					bId: 'p4',
					operation: 'create',
					BillPayment: check([['151', 1]]),
				},
				{ bId: 'c5', CDCQuery: { Entities: 'Vendor', ChangedSince: '2026-03-01T00:00:00Z' } },
			],
		});
		expect(answer.status).toBe(200);
		const items = children(answer.body, 'BatchItemResponse');
		expect(items.map((item) => item.bId)).toEqual(['v1', 'b2', 'q3', 'p4', 'c5']);
		expect(child(items[0] ?? {}, 'Vendor').DisplayName).toBe('Lakeside Steel');
		expect(child(items[1] ?? {}, 'Fault')).toMatchObject({ Error: [{ code: '610' }] });
		expect(child(items[2] ?? {}, 'QueryResponse').maxResults).toBe(1);
		expect(child(items[3] ?? {}, 'BillPayment').TotalAmt).toBe(1);
		expect(JSON.stringify(items[4])).toContain('Lakeside Steel');
	});

	test('thirty items are taken, thirty-one refused as a whole with 1040', async () => {
		const bench = new Bench();
		const refused = await bench.call('POST', 'batch', vendors(31));
		expect([refused.status, refused.code]).toEqual([400, '1040']);
		expect((await bench.query('select count(*) from Vendor')).response.totalCount).toBe(2);
		expect((await bench.call('POST', 'batch', vendors(30))).status).toBe(200);
		expect((await bench.query('select count(*) from Vendor')).response.totalCount).toBe(32);
	});

	test('with a request id, it and the item ids must be short', async () => {
		const bench = new Bench();
		const long = 'r'.repeat(37);
		expect((await bench.call('POST', `batch?requestid=${long}`, vendors(1))).code).toBe('2050');
		const item = { bId: 'elevenchars', operation: 'create', Vendor: { DisplayName: 'X' } };
		const answer = await bench.call('POST', 'batch?requestid=r1', { BatchItemRequest: [item] });
		expect(answer.code).toBe('2050');
	});
});

describe('requestid', () => {
	const again = bill([accountLine(5)], { DocNumber: 'ONCE' });

	test('a repeated call gets the first answer and does nothing', async () => {
		const bench = new Bench();
		const first = await bench.call('POST', 'bill?requestid=r1', again);
		const second = await bench.call('POST', 'bill?requestid=r1', again);
		expect(second.body).toEqual(first.body);
		expect((await bench.query('select count(*) from Bill')).response.totalCount).toBe(2);
		expect(bench.simulator.requests().requests.map((entry) => entry.replayed)).toEqual([
			false,
			true,
			false,
		]);
	});

	test('another body under the same id is refused with 600, or replayed', async () => {
		const bench = new Bench();
		const first = await bench.call('POST', 'bill?requestid=r1', again);
		const other = bill([accountLine(6)]);
		expect((await bench.call('POST', 'bill?requestid=r1', other)).code).toBe('600');
		await bench.control('switches', { requestIdOtherBody: 'replay' });
		expect((await bench.call('POST', 'bill?requestid=r1', other)).body).toEqual(first.body);
	});

	test('a refused call is not remembered, so that it can be mended', async () => {
		const bench = new Bench();
		const closed = { ...again, TxnDate: '2025-01-01' };
		expect((await bench.call('POST', 'bill?requestid=r1', closed)).code).toBe('6210');
		expect((await bench.call('POST', 'bill?requestid=r1', again)).status).toBe(200);
	});

	test('a batch is replayed as a whole', async () => {
		const bench = new Bench();
		const first = await bench.call('POST', 'batch?requestid=r1', vendors(3));
		const second = await bench.call('POST', 'batch?requestid=r1', vendors(3));
		expect(second.body).toEqual(first.body);
		expect((await bench.query('select count(*) from Vendor')).response.totalCount).toBe(5);
	});
});

describe('change data capture', () => {
	test('what changed since comes with its tombstones, what did not is empty', async () => {
		const bench = new Bench();
		await bench.write('BillPayment', check([['151', 1]]));
		const made = await bench.write('Bill', bill([accountLine(5)]));
		const key = { Id: made.Id, SyncToken: '0' };
		await bench.call('POST', 'bill?operation=delete', key);
		const { body } = await bench.call(
			'GET',
			'cdc?entities=Bill,BillPayment,PurchaseOrder&changedSince=2026-03-02T11:59:00-08:00',
		);
		const parts = children(children(body, 'CDCResponse')[0] ?? {}, 'QueryResponse');
		expect(children(parts[0] ?? {}, 'Bill').map((row) => [row.Id, row.status])).toEqual([
			['151', undefined],
			[made.Id, 'Deleted'],
		]);
		expect(parts[1]).toMatchObject({ startPosition: 1, maxResults: 1, totalCount: 1 });
		expect(parts[2]).toEqual({});
	});

	test('more than 30 days back, and entities it does not know, are refused', async () => {
		const bench = new Bench();
		const old = await bench.call('GET', 'cdc?entities=Bill&changedSince=2026-01-01T00:00:00Z');
		expect(old.code).toBe('2090');
		const tax = await bench.call('GET', 'cdc?entities=TaxCode&changedSince=2026-03-01T00:00:00Z');
		expect(tax.code).toBe('500');
	});
});
