import { child, children, text } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill, check, linkedLine } from './fixture';

describe('creating, reading, updating and deleting', () => {
	test('a vendor is created with an id, a token of 0 and its name on the check', async () => {
		const bench = new Bench();
		const vendor = await bench.write('Vendor', { DisplayName: 'Lakeside Steel' });
		expect(vendor).toMatchObject({
			SyncToken: '0',
			domain: 'QBO',
			Active: true,
			Balance: 0,
			PrintOnCheckName: 'Lakeside Steel',
		});
		expect(await bench.read('Vendor', text(vendor, 'Id') ?? '')).toEqual(vendor);
	});

	test('every answer carries a trace id, a JSON content type and the time', async () => {
		const { headers, body } = await new Bench().call('GET', 'vendor/77');
		expect(headers.intuit_tid).toEqual(expect.any(String));
		expect(headers['content-type']).toBe('application/json;charset=UTF-8');
		expect(body.time).toBe('2026-03-02T12:00:00.000-08:00');
	});

	test('a sparse update keeps what it leaves out, a full update clears it, unknown keys stay', async () => {
		const bench = new Bench();
		const sparse = await bench.write('Vendor', {
			Id: '77',
			SyncToken: '0',
			sparse: true,
			CompanyName: 'Kessler',
		});
		expect(sparse).toMatchObject({
			DisplayName: 'Kessler Concrete LLC',
			CompanyName: 'Kessler',
			SyncToken: '1',
			houseNote: 'kept',
			Balance: 5000,
		});
		const full = await bench.write('Vendor', {
			Id: '77',
			SyncToken: '1',
			DisplayName: 'Kessler Concrete LLC',
		});
		expect(full.CompanyName).toBeUndefined();
		expect(full).toMatchObject({ SyncToken: '2', houseNote: 'kept', Balance: 5000 });
	});

	test('a stale SyncToken is refused with 5010 and changes nothing', async () => {
		const bench = new Bench();
		const answer = await bench.call('POST', 'vendor', {
			Id: '77',
			SyncToken: '7',
			DisplayName: 'Other',
		});
		expect([answer.status, answer.code]).toEqual([400, '5010']);
		expect((await bench.read('Vendor', '77')).DisplayName).toBe('Kessler Concrete LLC');
	});

	test('an emptied reference is cleared by a sparse update', async () => {
		const bench = new Bench();
		const set = await bench.write('Vendor', {
			Id: '77',
			SyncToken: '0',
			sparse: true,
			TermRef: { value: '3' },
		});
		expect(set.TermRef).toEqual({ value: '3', name: 'Net 30' });
		const cleared = await bench.write('Vendor', {
			Id: '77',
			SyncToken: '1',
			sparse: true,
			TermRef: {},
		});
		expect(cleared.TermRef).toBeUndefined();
	});

	test('a deleted bill is gone, a second delete finds nothing', async () => {
		const bench = new Bench();
		const gone = await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '0' });
		expect(gone.body.Bill).toEqual({ status: 'Deleted', domain: 'QBO', Id: '151' });
		expect((await bench.call('GET', 'bill/151')).code).toBe('610');
		const again = await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '0' });
		expect(again.code).toBe('610');
	});

	test('lists cannot be deleted and bills cannot be voided', async () => {
		const bench = new Bench();
		const key = { Id: '77', SyncToken: '0' };
		expect((await bench.call('POST', 'vendor?operation=delete', key)).code).toBe('500');
		const bill151 = { Id: '151', SyncToken: '0' };
		expect((await bench.call('POST', 'bill?operation=void', bill151)).code).toBe('500');
	});

	test('line ids count from 1; a full update changes, adds and removes lines by their ids', async () => {
		const bench = new Bench();
		const made = await bench.write('Bill', bill([accountLine(10), accountLine(20)]));
		expect(children(made, 'Line').map((line) => [line.Id, line.LineNum])).toEqual([
			['1', 1],
			['2', 2],
		]);
		const changed = await bench.write('Bill', {
			...bill([{ ...accountLine(25), Id: '2' }, accountLine(5)]),
			Id: made.Id,
			SyncToken: '0',
		});
		expect(children(changed, 'Line').map((line) => [line.Id, line.Amount])).toEqual([
			['2', 25],
			['3', 5],
		]);
		expect(changed).toMatchObject({ TotalAmt: 30, Balance: 30 });
	});

	test('the due date comes from the term, and names are filled into references', async () => {
		const made = await new Bench().write(
			'Bill',
			bill([accountLine(10)], { SalesTermRef: { value: '3', name: 'ignored' } }),
		);
		expect(made).toMatchObject({
			DueDate: '2026-03-31',
			SalesTermRef: { value: '3', name: 'Net 30' },
			VendorRef: { value: '77', name: 'Kessler Concrete LLC' },
			APAccountRef: { value: '33', name: 'Accounts Payable (A/P)' },
		});
	});
});

describe('figures that follow a write', () => {
	test('a bill moves the balances of vendor and accounts by its amounts only', async () => {
		const bench = new Bench();
		await bench.write('Bill', bill([accountLine(1000), accountLine(-100, '91')]));
		expect((await bench.read('Vendor', '77')).Balance).toBe(5900);
		expect((await bench.read('Account', '33')).CurrentBalance).toBe(5900);
		expect((await bench.read('Account', '80')).CurrentBalance).toBe(1000);
		expect((await bench.read('Account', '91')).CurrentBalance).toBe(100);
	});

	test('a payment lowers the balance of its bill; deleting it restores the balance', async () => {
		const bench = new Bench();
		const paid = await bench.write('BillPayment', check([['151', 2000]]));
		const after = await bench.read('Bill', '151');
		expect(after).toMatchObject({ Balance: 3000, SyncToken: '1' });
		expect(after.LinkedTxn).toEqual([{ TxnId: paid.Id, TxnType: 'BillPaymentCheck' }]);
		expect((await bench.read('Vendor', '77')).Balance).toBe(3000);
		const key = { Id: paid.Id, SyncToken: '0' };
		await bench.call('POST', 'billpayment?operation=delete', key);
		expect(await bench.read('Bill', '151')).toMatchObject({ Balance: 5000, LinkedTxn: [] });
		expect((await bench.read('Vendor', '77')).Balance).toBe(5000);
	});

	test('a voided payment has no lines, pays nothing and says so', async () => {
		const bench = new Bench();
		const paid = await bench.write('BillPayment', check([['151', 5000]]));
		const key = { Id: paid.Id, SyncToken: '0', sparse: true };
		const voided = await bench.write('BillPayment', key, '?operation=update&include=void');
		expect(voided).toMatchObject({ TotalAmt: 0, Line: [], PrivateNote: 'Voided' });
		expect((await bench.read('Bill', '151')).Balance).toBe(5000);
	});

	test('a credit is applied with a bill, and the cash is what is left', async () => {
		const bench = new Bench();
		const credit = await bench.write('VendorCredit', bill([accountLine(450)]));
		expect((await bench.read('Vendor', '77')).Balance).toBe(4550);
		await bench.write('BillPayment', {
			...check([['151', 5000]]),
			TotalAmt: 4550,
			Line: [
				{ Amount: 5000, LinkedTxn: [{ TxnId: '151', TxnType: 'Bill' }] },
				{ Amount: 450, LinkedTxn: [{ TxnId: credit.Id, TxnType: 'VendorCredit' }] },
			],
		});
		expect((await bench.read('Bill', '151')).Balance).toBe(0);
		expect((await bench.read('VendorCredit', text(credit, 'Id') ?? '')).Balance).toBe(0);
		expect((await bench.read('Vendor', '77')).Balance).toBe(0);
	});

	test('bills fill order lines until the order closes, and a deleted bill opens it again', async () => {
		const bench = new Bench();
		const first = await bench.write('Bill', bill([linkedLine(10000)]));
		expect(first.LinkedTxn).toEqual([{ TxnId: '145', TxnType: 'PurchaseOrder' }]);
		const partly = await bench.read('PurchaseOrder', '145');
		expect(partly.POStatus).toBe('Open');
		expect(children(partly, 'Line')[0]?.Received).toBe(10000);
		expect(partly.LinkedTxn).toEqual([{ TxnId: first.Id, TxnType: 'Bill' }]);
		const last = await bench.write('Bill', bill([linkedLine(50000), linkedLine(7500, '2')]));
		expect((await bench.read('PurchaseOrder', '145')).POStatus).toBe('Closed');
		const key = { Id: last.Id, SyncToken: '0' };
		await bench.call('POST', 'bill?operation=delete', key);
		const reopened = await bench.read('PurchaseOrder', '145');
		expect(reopened.POStatus).toBe('Open');
		expect(children(reopened, 'Line').map((line) => line.Received)).toEqual([10000, 0]);
		expect(reopened.LinkedTxn).toEqual([{ TxnId: first.Id, TxnType: 'Bill' }]);
	});

	test('an order keeps what was received when a change order adds a line to it', async () => {
		const bench = new Bench();
		await bench.write('Bill', bill([linkedLine(10000)]));
		const order = await bench.read('PurchaseOrder', '145');
		const added = { ...accountLine(900), Description: 'CO-01 Extra pier' };
		const changed = await bench.write('PurchaseOrder', {
			...order,
			Line: [...children(order, 'Line'), added],
		});
		expect(changed.TotalAmt).toBe(68400);
		expect(children(changed, 'Line').map((line) => [line.Id, line.Received])).toEqual([
			['1', 10000],
			['2', undefined],
			['3', undefined],
		]);
	});

	test('the end state has the form of the beginning, with only what was written changed', async () => {
		const bench = new Bench();
		const before = bench.simulator.exportState('4620');
		await bench.write('BillPayment', check([['151', 1]]));
		const after = bench.simulator.exportState('4620');
		expect(Object.keys(after)).toEqual(Object.keys(before));
		expect(after.PurchaseOrder).toEqual(before.PurchaseOrder);
		expect(child({ a: after.Bill?.[0] }, 'a').Balance).toBe(4999);
		expect(bench.simulator.exportState('9999')).toEqual({});
	});
});
