import type { BooksTransactionRecord, LedgerRecord } from '../../../spine/documents/records';
import { companySettingsSchema, policySchema } from '../../../spine/documents/settings';
import { planDirectCosts } from '../../../spine/transfers/direct-costs';
import { bill, closeLedgers, ledgerWith, planned, supplierBill } from './company';

afterEach(closeLedgers);

interface ProjectBooksInput {
	project: string;
	books: string;
	customerJob?: string;
	from?: string;
	until?: string;
}
type Line = BooksTransactionRecord['lines'][number];
const onDepot = (amount: number, account = 'A4', more: Partial<Line> = {}): Line => ({
	amount,
	account,
	job: 'J1',
	...more,
});
const onMill = (amount: number, account = 'A4'): Line => onDepot(amount, account, { job: 'J2' });
const expense = (id: string, lines: Line[], more: Partial<BooksTransactionRecord> = {}) =>
	supplierBill(id, lines, { type: 'expense', ...more });

async function plan(records: LedgerRecord[]) {
	return await planned(await ledgerWith(records), planDirectCosts);
}
const sentences = async (records: LedgerRecord[]) =>
	(await plan(records)).problems.map(({ sentence }) => sentence);

describe('direct costs for the project system', () => {
	it('say what was bought of whom, coded as the mapping table tells backwards', async () => {
		const { transfers, problems } = await plan([
			supplierBill('1', [
				onDepot(120.5, 'A4', { description: '  Conduit \n 3/4" ' }),
				onDepot(80, 'A5'),
				{ amount: 30, item: 'I1', job: 'J1' },
			]),
		]);
		expect(problems).toEqual([]);
		expect(transfers).toMatchObject([
			{
				key: 'direct_cost:B1:bill:1:5:1',
				label: 'Bill S-1 of 2026-03-02 of Corner Supply on project 2301: $230.50',
				source: { side: 'books', system: 'B1', type: 'bill', id: '1' },
				target: { side: 'projects', type: 'direct_cost', project: '5' },
				amount: 230.5,
				content: {
					kind: 'direct_cost',
					type: 'invoice',
					vendor: { id: '10', name: 'Corner Supply' },
					number: 'S-1',
					date: '2026-03-02',
					status: 'approved',
					lines: [
						{
							description: 'Conduit 3/4"',
							amount: 120.5,
							costCode: { id: '51', name: '26-100' },
							costType: { id: '1', name: 'M' },
						},
						{ amount: 80, costCode: { name: '01-540' }, costType: { name: 'E' } },
						{ amount: 30, costCode: { name: '26-100' }, costType: { name: 'E' } },
					],
				},
			},
		]);
	});

	it('are one for each project, and leave out lines of no job, of another job and of retainage', async () => {
		const { transfers } = await plan([
			supplierBill('1', [
				onDepot(100),
				onMill(50),
				{ amount: 7, account: 'A4' },
				onDepot(9, 'A4', { job: 'J3' }),
				onDepot(-10, 'A3'),
			]),
		]);
		expect(
			transfers.map(({ target, amount, content }) => [
				target.project,
				amount,
				content.kind === 'direct_cost' ? content.number : undefined,
			]),
		).toEqual([
			['5', 100, 'S-1 [2301]'],
			['6', 50, 'S-1 [2302]'],
		]);
	});

	it('are split where the project system takes no more lines', async () => {
		const { transfers } = await plan([
			supplierBill(
				'1',
				Array.from({ length: 205 }, () => onDepot(1)),
			),
		]);
		expect(transfers.map(({ key, amount }) => [key, amount])).toEqual([
			['direct_cost:B1:bill:1:5:1', 100],
			['direct_cost:B1:bill:1:5:2', 100],
			['direct_cost:B1:bill:1:5:3', 5],
		]);
	});

	it('are negative for vendor credits and card refunds', async () => {
		const { transfers } = await plan([
			supplierBill('1', [onDepot(40)], { type: 'vendor_credit' }),
			expense('2', [onDepot(-15)]),
		]);
		expect(transfers.map(({ amount }) => amount)).toEqual([-40, -15]);
	});

	it('of an expense need no vendor that is known on both sides', async () => {
		const { transfers, problems } = await plan([
			expense('1', [onDepot(20)], { vendor: '58', number: undefined }),
			expense('2', [onDepot(30)], { vendor: undefined, number: undefined }),
		]);
		expect(problems).toEqual([]);
		expect(transfers.map(({ content }) => content)).toMatchObject([
			{ type: 'expense', number: 'Expense 1' },
			{ type: 'expense', number: 'Expense 2' },
		]);
		expect(transfers[0]?.content).not.toHaveProperty('vendor');
		expect(transfers[0]?.content).toHaveProperty(
			'description',
			expect.stringContaining('Paid to Fuel Stop.'),
		);
	});

	it('name the vendor of the books for the modes, where the project system has none', async () => {
		const { transfers } = await plan([
			expense('1', [onDepot(20)], { vendor: '58' }),
			expense('2', [onDepot(30)], { vendor: '57' }),
		]);
		expect(transfers.map(({ target }) => target.vendor)).toEqual([
			{ side: 'books', system: 'B1', id: '58' },
			undefined,
		]);
	});

	it('of a bill do', async () => {
		const { transfers, problems } = await plan([
			supplierBill('1', [onDepot(20)], { vendor: '58' }),
			supplierBill('2', [onDepot(30)], { vendor: '58' }),
		]);
		expect(transfers).toEqual([]);
		expect(problems).toMatchObject([
			{
				key: 'direct_cost:vendor:B1:58',
				subject: { type: 'vendor', id: '58', label: 'Fuel Stop' },
				amount: 50,
			},
		]);
	});

	it('are never what is on a commitment already', async () => {
		const records: LedgerRecord[] = [
			bill('1', 900),
			bill('2', 40, { type: 'vendor_credit', number: 'BC-2' }),
		];
		expect(await plan(records)).toEqual({ transfers: [], problems: [] });
	});

	it('are never what was posted from here, known by its company file', async () => {
		const ledger = await ledgerWith([supplierBill('145', [onDepot(40)])]);
		const own = { entity: 'Bill' as const, id: '145', requestId: 'p-lost', claim: 'lost' };
		await ledger.putAttestation('B2', '2026-04-01T12:00:00Z', [own]);
		expect((await planned(ledger, planDirectCosts)).transfers).toMatchObject([
			{ key: 'direct_cost:B1:bill:145:5:1', amount: 40 },
		]);
		await ledger.putAttestation('B1', '2026-04-01T12:00:00Z', [own]);
		expect((await planned(ledger, planDirectCosts)).transfers).toEqual([]);
	});

	it('are not guessed for a bill that may be on one of several commitments', async () => {
		expect(await sentences([bill('1', 30, { lines: [onDepot(10), onMill(20)] })])).toEqual([
			'Bill HE-1 of 2026-03-02 of Hallam Electric may belong to SC-2301-04 or SC-2302-01, or to none of them, so that it is not counted as a direct cost.',
		]);
	});

	it('are no expense that is linked to the purchase order of a commitment', async () => {
		const order: LedgerRecord = bill('O1', 100, { type: 'purchase_order', number: 'SC-2301-04' });
		const linked = expense('1', [onDepot(20, 'A4', { purchaseOrder: 'O1' })], { vendor: '56' });
		expect(await sentences([order, linked])).toEqual([
			expect.stringContaining('is linked to the purchase order of SC-2301-04'),
		]);
	});

	it('are held together by target where the mapping cannot be read backwards', async () => {
		const { transfers, problems } = await plan([
			supplierBill('1', [onDepot(20, 'A7'), onDepot(5)]),
			supplierBill('2', [onDepot(30, 'A7')]),
			supplierBill('3', [onMill(30, 'A6')]),
			supplierBill('4', [onMill(8)]),
		]);
		expect(transfers.map(({ source }) => source.id)).toEqual(['4']);
		expect(problems).toMatchObject([
			{ amount: 50, project: '5', sentence: expect.stringContaining('gl-mapping.csv:5') },
			{ amount: 30, project: '6', sentence: expect.stringContaining('No mapping rule leads') },
		]);
	});

	it('are coded by the cost code that a line names, where the mapping allows several', async () => {
		const texts = ['03-300 Curb', 'Curb, 03-300.M', 'of 2026-03-300', 'Lot 103-300'];
		const { transfers, problems } = await plan(
			texts.map((description, at) => supplierBill(`${at}`, [onDepot(5, 'A7', { description })])),
		);
		expect(transfers.map(({ source }) => source.id)).toEqual(['0', '1']);
		expect(transfers[0]?.content).toMatchObject({
			lines: [{ costCode: { name: '03-300' }, costType: { name: 'M' } }],
		});
		expect(problems).toMatchObject([{ amount: 10 }]);
	});

	it('have numbers of their own where several transactions share one', async () => {
		const { transfers, problems } = await plan([
			supplierBill('1', [onDepot(20)], { number: 'INV-1' }),
			supplierBill('2', [onDepot(20)], { number: 'INV-1' }),
			supplierBill('3', [onDepot(5)], { number: 'INV-1', type: 'vendor_credit' }),
			expense('4', [onDepot(6)], { number: '4412' }),
			expense('5', [onDepot(6)], { number: '4412' }),
		]);
		expect(
			transfers.map(({ content }) => (content.kind === 'direct_cost' ? content.number : '')),
		).toEqual(['INV-1', 'INV-1 (3)', '4412', '4412 (5)']);
		expect(problems).toMatchObject([
			{ sentence: expect.stringContaining('has the number of an earlier bill of this vendor') },
		]);
	});

	it('are not planned in another currency', async () => {
		expect(await sentences([supplierBill('1', [onDepot(20)], { currency: 'CAD' })])).toEqual([
			'Bill S-1 of 2026-03-02 of Corner Supply is in CAD, but the company keeps USD.',
		]);
	});
});

describe('direct costs of a project that moved to another company file', () => {
	const moved = async (records: LedgerRecord[], projects?: ProjectBooksInput[]) => {
		const ledger = await ledgerWith(records);
		const company = await ledger.getSettings();
		await ledger.putSettings(
			companySettingsSchema.parse({
				...company?.settings,
				projects: projects ?? [
					{ project: '2301', books: 'B1', customerJob: 'J1', until: '2026-02-28' },
					{ project: '2301', books: 'B2', customerJob: '900', from: '2026-03-01' },
				],
			}),
			policySchema.parse({ mode: 'autoClean' }),
		);
		return ledger;
	};
	const dated = (id: string, date: string) => supplierBill(id, [onDepot(20)], { date });

	it('are carried from the file that kept it on their day, and named where they stand in the other', async () => {
		const ledger = await moved([dated('1', '2026-02-28'), dated('2', '2026-03-01')]);
		const { transfers, problems } = await planned(ledger, planDirectCosts);
		expect(transfers.map(({ source }) => source.id)).toEqual(['1']);
		expect(problems).toMatchObject([
			{
				key: 'direct_cost:B1:bill:2:days:5',
				amount: 20,
				project: '5',
				sentence:
					'Bill S-2 of 2026-03-01 of Corner Supply is not carried over to project 2301. The company settings keep its customer:job for project 2301 from ever to 2026-02-28, and it is dated 2026-03-01.',
			},
		]);
	});

	it('go to the project whose days hold them, where one job served two', async () => {
		const ledger = await moved(
			[dated('1', '2026-02-28'), dated('2', '2026-03-01'), dated('3', '2026-03-20')],
			[
				{ project: '2301', books: 'B1', customerJob: 'Owner:J1', until: '2026-02-28' },
				{ project: '2302', books: 'B1', customerJob: 'J1', from: '2026-03-01' },
				{ project: '2301', books: 'B1', customerJob: 'J1', from: '2026-03-15' },
			],
		);
		const { transfers, problems } = await planned(ledger, planDirectCosts);
		expect(transfers.map(({ source, target }) => [source.id, target.project])).toEqual([
			['1', '5'],
			['2', '6'],
		]);
		expect(problems).toMatchObject([
			{
				sentence: expect.stringContaining('give its customer:job to project 2301 and project 2302'),
			},
		]);
	});

	it('are told by the linked job where the settings name none', async () => {
		const ledger = await moved(
			[dated('1', '2026-03-02'), supplierBill('2', [onMill(7)])],
			[{ project: '2301', books: 'B1' }],
		);
		const link = { type: 'project' as const, books: 'B1', by: 'controller' };
		await ledger.link({ ...link, how: 'person', projects: '5', booksId: 'J1' });
		await ledger.link({ ...link, how: 'person', projects: '6', booksId: 'J2' });
		const { transfers } = await planned(ledger, planDirectCosts);
		expect(transfers.map(({ source, target }) => [source.id, target.project])).toEqual([
			['1', '5'],
			['2', '6'],
		]);
	});
});
