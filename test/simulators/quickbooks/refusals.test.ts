import type { Row } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill, check, linkedLine } from './fixture';

async function code(
	entity: string,
	body: Row,
	options: ConstructorParameters<typeof Bench>[0] = {},
): Promise<string | undefined> {
	const bench = new Bench(options);
	const before = bench.simulator.exportState('4620');
	const answer = await bench.call('POST', entity, body);
	if (answer.code !== undefined) expect(bench.simulator.exportState('4620')).toEqual(before);
	return answer.code;
}

const itemLine = (more: Row): Row => ({
	Amount: 100,
	DetailType: 'ItemBasedExpenseLineDetail',
	ItemBasedExpenseLineDetail: { ItemRef: { value: '21' }, ...more },
});

describe('what a write is refused with, and that it then changed nothing', () => {
	test.each<[why: string, code: string, entity: string, body: Row]>([
		['an unknown property', '2010', 'bill', bill([accountLine(1)], { Colour: 'red' })],
		['a property of the wrong type', '2010', 'bill', bill([{ ...accountLine(1), Amount: '1' }])],
		['no lines', '2020', 'bill', { VendorRef: { value: '77' }, Line: [] }],
		['no vendor', '2020', 'bill', { Line: [accountLine(1)] }],
		[
			'a document number of 22 characters',
			'2050',
			'bill',
			bill([accountLine(1)], { DocNumber: 'x'.repeat(22) }),
		],
		[
			'a status outside its enumeration',
			'2170',
			'purchaseorder',
			bill([accountLine(1)], { POStatus: 'Half' }),
		],
		['an unknown vendor', '2500', 'bill', bill([accountLine(1)], { VendorRef: { value: '4711' } })],
		['an inactive vendor', '2500', 'bill', bill([accountLine(1)], { VendorRef: { value: '79' } })],
		[
			'an amount that is not quantity times price',
			'6070',
			'bill',
			bill([itemLine({ Qty: 3, UnitPrice: 33 })]),
		],
		['a payables account on a line', '6430', 'bill', bill([accountLine(1, '33')])],
		['a negative total', '6000', 'bill', bill([accountLine(1), accountLine(-2)])],
		['a closed period', '6210', 'bill', bill([accountLine(1)], { TxnDate: '2025-12-31' })],
		[
			'another currency while multicurrency is off',
			'5030',
			'bill',
			bill([accountLine(1)], { CurrencyRef: { value: 'CAD' } }),
		],
		[
			'a number this vendor already used',
			'6140',
			'bill',
			bill([accountLine(1)], { DocNumber: 'OLD-1' }),
		],
		[
			'a tax code that is neither TAX nor NON',
			'6100',
			'bill',
			bill([itemLine({ TaxCodeRef: { value: 'VAT' } })]),
		],
		[
			'a billable line without a customer',
			'6000',
			'bill',
			bill([itemLine({ BillableStatus: 'Billable' })]),
		],
		['a name a customer bears', '6240', 'vendor', { DisplayName: 'HARBOR view clinic' }],
		['no name at all', '6080', 'vendor', { AcctNum: '1' }],
		['a colon in a name', '6000', 'vendor', { DisplayName: 'A:B' }],
		['an account without a type', '6010', 'account', { Name: 'Nameless' }],
		['a payment of more than is open', '6000', 'billpayment', check([['151', 5001]])],
		[
			'a payment of another vendor’s bill',
			'620',
			'billpayment',
			check([['151', 1]], { VendorRef: { value: '78' } }),
		],
		[
			'a payment smaller than its lines',
			'6000',
			'billpayment',
			check([['151', 10]], { TotalAmt: 9 }),
		],
		[
			'an order of another vendor',
			'620',
			'bill',
			bill([linkedLine(1)], { VendorRef: { value: '78' } }),
		],
		['a LineNum in place of a line id', '620', 'bill', bill([linkedLine(1, '11')])],
		[
			'debits that are not credits',
			'2300',
			'journalentry',
			{
				Line: [
					{
						Amount: 1,
						DetailType: 'JournalEntryLineDetail',
						JournalEntryLineDetail: { PostingType: 'Debit', AccountRef: { value: '80' } },
					},
				],
			},
		],
	])('%s: %s', async (_why, expected, entity, body) => {
		expect(await code(entity, body)).toBe(expected);
	});

	test('a body that is no JSON, an unknown entity and an unknown operation are refused', async () => {
		const bench = new Bench();
		expect((await bench.call('POST', 'bill', '{')).code).toBe('2010');
		expect((await bench.call('POST', 'Bill', {})).code).toBe('500');
		expect((await bench.call('POST', 'bill?operation=revert', { Id: '151' })).code).toBe('500');
	});

	test('a company below Plus has no purchase orders, one with bills off no bills', async () => {
		const bench = new Bench();
		const info = bench.simulator.exportState('4620').CompanyInfo?.[0] ?? {};
		const preferences = bench.simulator.exportState('4620').Preferences?.[0] ?? {};
		await bench.write('CompanyInfo', {
			...info,
			NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Essentials' }],
		});
		expect((await bench.call('POST', 'purchaseorder', bill([accountLine(1)]))).code).toBe('5020');
		await bench.write('Preferences', {
			...preferences,
			VendorAndPurchasesPrefs: { EnableBills: false },
		});
		expect((await bench.call('POST', 'bill', bill([accountLine(1)]))).code).toBe('5030');
	});

	test('a full update that clears the closing date opens the books again', async () => {
		const bench = new Bench();
		const preferences = bench.simulator.exportState('4620').Preferences?.[0] ?? {};
		await bench.write('Preferences', { ...preferences, AccountingInfoPrefs: {} });
		const old = bill([accountLine(1)], { TxnDate: '2025-12-31' });
		expect((await bench.call('POST', 'bill', old)).status).toBe(200);
	});
});

describe('behaviour that is a switch', () => {
	const closed = async (switches: Row): Promise<[string | undefined, Row]> => {
		const bench = new Bench({ switches });
		await bench.write('Bill', bill([linkedLine(60000), linkedLine(7500, '2')]));
		const answer = await bench.call('POST', 'bill', bill([linkedLine(5)]));
		return [answer.code, answer.body];
	};

	test('a link to a closed order is refused, dropped or taken', async () => {
		expect((await closed({}))[0]).toBe('620');
		const dropped = (await closed({ linkToClosedPurchaseOrder: 'drop' }))[1];
		expect(dropped.Bill).not.toHaveProperty('LinkedTxn');
		const taken = (await closed({ linkToClosedPurchaseOrder: 'allow' }))[1];
		expect(taken.Bill).toHaveProperty('LinkedTxn.0.TxnId', '145');
	});

	test('a bill may take more than an order line holds, or not', async () => {
		const over = bill([linkedLine(60001)]);
		expect(await code('bill', over)).toBeUndefined();
		const switches = { overBilledPurchaseOrderLine: 'refuse' } as const;
		expect(await code('bill', over, { switches })).toBe('6000');
	});

	test('links can be dropped in silence, and incomplete ones always are', async () => {
		const silent = new Bench({ switches: { silentlyDropLinks: true } });
		const lost = await silent.write('Bill', bill([linkedLine(10)]));
		expect(JSON.stringify(lost)).not.toContain('PurchaseOrder');
		const line = linkedLine(10);
		const incomplete = { ...line, LinkedTxn: [{ TxnId: '145', TxnType: 'PurchaseOrder' }] };
		const dropped = await new Bench().write('Bill', bill([incomplete]));
		expect(JSON.stringify(dropped)).not.toContain('PurchaseOrder');
	});

	test.each([
		['6000', '6000'],
		['620', '620'],
	] as const)('a paid bill cannot be deleted: %s', async (deletePaidBill, expected) => {
		const bench = new Bench({ switches: { deletePaidBill } });
		await bench.write('BillPayment', check([['151', 5]]));
		const answer = await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '1' });
		expect(answer.code).toBe(expected);
	});

	test('a paid bill that may be deleted leaves its payment without that line', async () => {
		const bench = new Bench({ switches: { deletePaidBill: 'unlink' } });
		const paid = await bench.write('BillPayment', check([['151', 5]]));
		await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '1' });
		expect((await bench.read('BillPayment', String(paid.Id))).Line).toEqual([]);
	});

	test('duplicate bill numbers are judged per vendor, over all vendors, or not at all', async () => {
		const own = bill([accountLine(1)], { DocNumber: 'OLD-1' });
		const other = { ...own, VendorRef: { value: '78' } };
		expect(await code('bill', other)).toBeUndefined();
		const global = { switches: { duplicateBillNumber: 'global' } } as const;
		expect(await code('bill', other, global)).toBe('6140');
		const off = { switches: { duplicateBillNumber: 'off' } } as const;
		expect(await code('bill', own, off)).toBeUndefined();
		expect(await code('bill?include=allowduplicatedocnum', own)).toBeUndefined();
	});

	test('the terms of a new vendor are ignored, or kept', async () => {
		const vendor = { DisplayName: 'Termed', TermRef: { value: '3' } };
		expect((await new Bench().write('Vendor', vendor)).TermRef).toBeUndefined();
		const kept = new Bench({ switches: { vendorTermIgnoredOnCreate: false } });
		expect((await kept.write('Vendor', vendor)).TermRef).toEqual({ value: '3', name: 'Net 30' });
	});

	test('a payment raises the SyncToken of its bill, or only its time', async () => {
		const still = new Bench({ switches: { linkedChangesRaiseSyncToken: false } });
		await still.write('BillPayment', check([['151', 5]]));
		expect(await still.read('Bill', '151')).toMatchObject({
			SyncToken: '0',
			MetaData: { LastUpdatedTime: '2026-03-02T12:00:00-08:00' },
		});
	});

	test('a class while class tracking is off is dropped, or refused with 5030', async () => {
		for (const [classWhenOff, expected] of [
			['drop', undefined],
			['refuse', '5030'],
		] as const) {
			const bench = new Bench({ switches: { classWhenOff } });
			const preferences = bench.simulator.exportState('4620').Preferences?.[0] ?? {};
			const AccountingInfoPrefs = { ClassTrackingPerTxnLine: false };
			await bench.write('Preferences', { ...preferences, AccountingInfoPrefs });
			const answer = await bench.call('POST', 'bill', bill([accountLine(1)]));
			expect(answer.code).toBe(expected);
			expect(JSON.stringify(answer.body)).not.toContain('ClassRef');
		}
	});

	test('an ended subscription refuses everything with 6190', async () => {
		const bench = new Bench({ switches: { subscription: 'ended' } });
		const answer = await bench.call('GET', 'vendor/77');
		expect([answer.status, answer.code]).toEqual([403, '6190']);
	});

	test('a switch that does not exist, or a value it lacks, is refused', async () => {
		const bench = new Bench();
		expect((await bench.control('switches', { nonsense: true })).status).toBe(400);
		expect((await bench.control('switches', { deletePaidBill: '1' })).status).toBe(400);
		expect((await bench.control('switches', { batchLimit: 50 })).body).toMatchObject({
			batchLimit: 50,
			duplicateBillNumber: 'perVendor',
		});
	});
});
