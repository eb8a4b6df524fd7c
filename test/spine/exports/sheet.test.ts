import { readExport } from '../../../spine/exports/read-export';
import { BOOKS, COMMITMENT_ROWS, PROJECT, csv, vendorList } from './samples';

const read = (text: string) =>
	readExport(
		{
			bytes: Buffer.from(text),
			name: 'export.csv',
			kind: 'detect',
			project: PROJECT,
			books: BOOKS,
			complete: true,
		},
		{
			currency: 'USD',
			zone: 'America/New_York',
			directory: { vendors: [], projects: [], commitments: [], jobs: [] },
			transactionsOf: () => Promise.resolve(new Map()),
		},
	);

describe('an entry whose name begins like a sum', () => {
	it('stays one, and sums are passed over', async () => {
		const [head = [], first = [], ...others] = COMMITMENT_ROWS;
		const swapped = (row: readonly string[]) => [row[1] ?? '', row[0] ?? '', ...row.slice(2)];
		const rows = [
			head,
			first.map((cell) => (cell === 'Kessler Concrete' ? 'Total Fire Protection Inc' : cell)),
			...others,
		].map(swapped);
		const sums = ['Total', 'Grand Total', 'Subtotals', 'Total for Clinic'].map((word) => [
			word,
			'',
			'',
			'',
			'',
			'$98,000.00',
			'($345.67)',
			'USD 5',
			'-',
			'0',
			'',
			'',
			'18.1%',
			'',
			'',
		]);
		const { records, mentioned, refusals } = await read(csv([...rows, ...sums]));
		expect(refusals.rows).toEqual([]);
		expect(records).toHaveLength(3);
		expect(mentioned.map((one) => ('name' in one ? one.name : ''))).toContain(
			'Total Fire Protection Inc',
		);
		const vendors = await read(
			vendorList().replace("O'Neil Steel,,,,,", 'Total Fire Protection Inc,Phone:5550142,,,,'),
		);
		expect(vendors.records).toMatchObject([
			{ name: 'Kessler Concrete' },
			{ name: 'Total Fire Protection Inc' },
		]);
	});

	it('is told where it lacks its number, instead of being passed over', async () => {
		const rows = [
			...COMMITMENT_ROWS,
			['', 'Total Fire Protection Inc', 'Sprinklers', 'Approved', 'Yes', '$1.00'],
			['', 'Total', 'Sprinklers', 'Approved', 'Yes', '$1.00'],
		];
		expect((await read(csv(rows))).refusals.count).toBe(2);
	});
});
