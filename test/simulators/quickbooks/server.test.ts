import { child, children, isRow, text, type Row } from '../../../simulators/quickbooks/rows';
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
		expect((await bench.call('POST', 'batch', vendors(1))).status).toBe(200);
		expect((await bench.call('POST', 'batch', vendors(2))).status).toBe(429);
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

describe('files', () => {
	const form = (parts: Array<[name: string, type: string, content: string, more?: string]>) => {
		const body = parts
			.map(
				([name, type, content, more = '']) =>
					`--XX\r\nContent-Disposition: form-data; name="${name}"${more}\r\nContent-Type: ${type}\r\n${
						name.includes('content') ? 'Content-Transfer-Encoding: base64\r\n' : ''
					}\r\n${content}\r\n`,
			)
			.join('');
		return `${body}--XX--\r\n`;
	};

	test('a file with its description is stored, linked, found by its bill and given back', async () => {
		const bench = new Bench();
		const meta = {
			AttachableRef: [{ EntityRef: { type: 'Bill', value: '151' }, IncludeOnSend: false }],
			FileName: 'invoice.pdf',
			ContentType: 'application/pdf',
		};
		const content = Buffer.from('%PDF-1.4 é\r\n--XXnot a boundary').toString('base64');
		const answer = await bench.call(
			'POST',
			'upload',
			form([
				['file_metadata_01', 'application/json', JSON.stringify(meta)],
				['file_content_01', 'application/pdf', content, '; filename="other.pdf"'],
				[
					'file_metadata_02',
					'application/json',
					'{"AttachableRef":[{"EntityRef":{"type":"Bill","value":"9"}}]}',
				],
				['file_content_02', 'application/pdf', content, '; filename="lost.pdf"'],
			]),
			{ 'content-type': 'multipart/form-data; boundary=XX' },
		);
		expect(answer.status).toBe(200);
		const [stored, refused] = children(answer.body, 'AttachableResponse');
		const attachable = child(stored ?? {}, 'Attachable');
		expect(attachable).toMatchObject({ FileName: 'invoice.pdf', Size: 31 });
		expect(child(refused ?? {}, 'Fault')).toMatchObject({ Error: [{ code: '2500' }] });
		const found = await bench.query(
			"select * from Attachable where AttachableRef.EntityRef.Type = 'bill' and AttachableRef.EntityRef.value = '151'",
		);
		expect(children(found.response, 'Attachable')).toEqual([attachable]);
		const address = (await bench.call('GET', `download/${text(attachable, 'Id') ?? ''}`)).body.text;
		const file = await fetch(String(address));
		expect(file.headers.get('content-type')).toBe('application/pdf');
		expect(await file.text()).toBe('%PDF-1.4 é\r\n--XXnot a boundary');
	});

	test('a body that is no form, and a form without a file, are refused', async () => {
		const bench = new Bench();
		const type = { 'content-type': 'multipart/form-data; boundary=XX' };
		expect((await bench.call('POST', 'upload', 'nothing', type)).code).toBe('1050');
		const empty = form([['file_metadata_01', 'application/json', '{}']]);
		expect((await bench.call('POST', 'upload', empty, type)).code).toBe('2020');
	});
});

describe('reports', () => {
	const cells = (row: Row | undefined) =>
		children(row ?? {}, 'ColData').map((cell) => text(cell, 'value') ?? '');
	const rowsOf = (body: Row) => children(child(body, 'Rows'), 'Row');

	test('aged payables put each open amount in its bucket and sum to the balances', async () => {
		const bench = new Bench();
		await bench.write('Bill', bill([accountLine(700)], { VendorRef: { value: '78' } }));
		await bench.write('VendorCredit', bill([accountLine(50)]));
		const { body } = await bench.call('GET', 'reports/AgedPayables?&&report_date=2026-03-20');
		const rows = rowsOf(body);
		expect(rows.slice(0, 2).map(cells)).toEqual([
			['Kessler Concrete LLC', '', '-50.00', '5000.00', '', '', '4950.00'],
			["O'Neil <b>", '', '700.00', '', '', '', '700.00'],
		]);
		expect(cells(child(rows[2] ?? {}, 'Summary'))).toEqual([
			'TOTAL',
			'0.00',
			'650.00',
			'5000.00',
			'0.00',
			'0.00',
			'5650.00',
		]);
		const balance = await bench.call('GET', 'reports/VendorBalance?vendor=77');
		expect(cells(rowsOf(balance.body)[0])).toEqual(['Kessler Concrete LLC', '4950.00']);
	});

	test('the transaction list and the ledger show what a bill with retainage did', async () => {
		const bench = new Bench();
		await bench.write(
			'Bill',
			bill([accountLine(1000), accountLine(-100, '91')], { DocNumber: 'R1' }),
		);
		const period = 'start_date=2026-03-01&end_date=2026-03-31';
		const list = await bench.call(
			'GET',
			`reports/TransactionList?${period}&columns=tx_date,txn_type,doc_num,name,split,amount`,
		);
		expect(rowsOf(list.body).map(cells)).toEqual([
			['2026-03-01', 'Bill', 'R1', 'Kessler Concrete LLC', '-Split-', '900.00'],
		]);
		const ledger = await bench.call('GET', `reports/GeneralLedger?${period}&account=91`);
		const [section] = rowsOf(ledger.body);
		expect(cells(child(section ?? {}, 'Header'))).toEqual(['Retainage Payable']);
		expect(cells(child(section ?? {}, 'Summary'))).toEqual([
			'Total for Retainage Payable',
			'-100.00',
		]);
	});

	test('an unknown report is refused', async () => {
		expect((await new Bench().call('GET', 'reports/Nothing')).code).toBe('500');
	});
});

test('the state can be read over the control address', async () => {
	const bench = new Bench();
	const { body } = await bench.call('GET', '/control/state');
	expect(body['4620']).toEqual(JSON.parse(JSON.stringify(bench.simulator.exportState('4620'))));
	expect(isRow(body['9999'])).toBe(true);
});
