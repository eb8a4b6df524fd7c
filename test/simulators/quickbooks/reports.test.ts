import { child, children, text, type Row } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill } from './fixture';

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
