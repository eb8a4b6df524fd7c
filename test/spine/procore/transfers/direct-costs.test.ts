import type { BooksTransactionRecord, LedgerRecord } from '../../../../spine/documents/records';
import { planDirectCosts } from '../../../../spine/transfers/direct-costs';
import { bill, closeLedgers, ledgerWith, supplierBill } from '../../transfers/company';
import { procoreFixture, sync, type ProcoreFixture } from '../../transfers/procore';

let procore: ProcoreFixture;
afterEach(async () => {
	await procore.simulator.close();
	await closeLedgers();
});

type Line = BooksTransactionRecord['lines'][number];
const line = (amount: number, account = 'A4', more: Partial<Line> = {}): Line => ({
	amount,
	account,
	job: 'J1',
	...more,
});
const costs = () => procore.rows('direct_costs');
const scope = { project: '5' };
const three: LedgerRecord[] = [
	supplierBill('1', [line(120.5, 'A4', { description: 'Pipe & fittings' }), line(80, 'A5')]),
	supplierBill('2', [line(30)], { type: 'vendor_credit' }),
	supplierBill('3', [line(15)], { type: 'expense', vendor: undefined, number: undefined }),
];

describe('direct costs in Procore', () => {
	it('are written once, however often they are planned and carried out', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		const first = await sync(ledger, procore, planDirectCosts);
		expect(first.states).toEqual(['created', 'created', 'created']);
		const again = await sync(ledger, procore, planDirectCosts);
		expect(again.states).toEqual(['same', 'same', 'same']);
		expect(costs()).toMatchObject([
			{
				direct_cost_type: 'invoice',
				invoice_number: 'S-1',
				vendor_id: 10,
				grand_total: '200.50',
				status: 'approved',
				line_items: [
					{
						amount: '120.50',
						description: 'Pipe & fittings',
						wbs_code: { flat_code: '26-100.M' },
						cost_code: { full_code: '26-100' },
						line_item_type: { code: 'M' },
					},
					{ amount: '80.00', wbs_code: { flat_code: '01-540.E' } },
				],
			},
			{ invoice_number: 'S-2', grand_total: '-30.00' },
			{ direct_cost_type: 'expense', invoice_number: 'Expense 3', grand_total: '15.00' },
		]);
		expect(costs().every(({ origin_id }) => origin_id === undefined)).toBe(true);
	});

	it('are not written again by a ledger that has forgotten them', async () => {
		procore = await procoreFixture();
		await sync(await ledgerWith(three), procore, planDirectCosts);
		const { states } = await sync(await ledgerWith(three), procore, planDirectCosts);
		expect(states).toEqual(['adopted', 'adopted', 'adopted']);
		expect(costs()).toHaveLength(3);
	});

	it('are found again after a write whose answer was lost', async () => {
		procore = await procoreFixture();
		procore.simulator.setFaults([
			{ match: { method: 'POST', path: 'direct_costs' }, kind: 'drop', when: 'after', times: 2 },
		]);
		const ledger = await ledgerWith(three);
		expect((await sync(ledger, procore, planDirectCosts)).states).toEqual([
			'held',
			'held',
			'created',
		]);
		expect((await sync(ledger, procore, planDirectCosts)).states).toEqual([
			'created',
			'created',
			'same',
		]);
		expect(costs()).toHaveLength(3);
	});

	it('follow an edit in the books: header, changed, added and dropped lines', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		await sync(ledger, procore, planDirectCosts);
		const [kept] = costs();
		await ledger.record([
			supplierBill('1', [line(120.5, 'A4', { description: 'Pipe & fittings' })], {
				date: '2026-03-09',
			}),
			supplierBill('2', [line(10), line(20, 'A5'), line(5)], { type: 'vendor_credit' }),
		]);
		const { states } = await sync(ledger, procore, planDirectCosts);
		expect(states).toEqual(['updated', 'updated', 'same']);
		expect(costs()).toMatchObject([
			{ id: kept?.id, direct_cost_date: '2026-03-09', grand_total: '120.50' },
			{ grand_total: '-35.00' },
			{ grand_total: '15.00' },
		]);
		expect((await sync(ledger, procore, planDirectCosts)).states).toEqual(['same', 'same', 'same']);
	});

	it('are finished where an update was interrupted between its steps', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		await sync(ledger, procore, planDirectCosts);
		await ledger.record([supplierBill('1', [line(1), line(2), line(3)])]);
		procore.simulator.setFaults([
			{ match: { method: 'POST', path: 'line_items' }, kind: 'drop', when: 'before', times: 1 },
		]);
		expect((await sync(ledger, procore, planDirectCosts)).states).toEqual(['held', 'same', 'same']);
		expect(costs()[0]).toMatchObject({ grand_total: '3.00' });
		const { states } = await sync(ledger, procore, planDirectCosts);
		expect(states).toEqual(['updated', 'same', 'same']);
		expect(costs()[0]).toMatchObject({ grand_total: '6.00' });
	});

	it('go with a bill that is deleted, or turns out to be on a commitment', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		await sync(ledger, procore, planDirectCosts);
		await ledger.record([
			supplierBill('1', [], { deleted: true }),
			bill('2', 30, { type: 'vendor_credit', number: 'BC-2' }),
		]);
		const { plan, states } = await sync(ledger, procore, planDirectCosts);
		expect(states).toEqual(['same', 'removed', 'removed']);
		expect(plan.transfers.map(({ reason }) => reason).slice(1)).toEqual([
			expect.stringContaining('it was deleted in the books'),
			expect.stringContaining('it is counted on a commitment'),
		]);
		expect(costs()).toMatchObject([{ grand_total: '15.00' }]);
	});

	it('stay where only the mapping was lost', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		await sync(ledger, procore, planDirectCosts);
		await ledger.putNote('mapping rules', '[]');
		const { plan, states } = await sync(ledger, procore, planDirectCosts);
		expect(states).toEqual([]);
		expect(plan.problems.length).toBeGreaterThan(0);
		expect(costs()).toHaveLength(3);
	});

	it('entered by a person before are taken for ours only where they are coded alike', async () => {
		const wbs = { id: 9001, flat_code: '26-100.M', status: 'active', project_id: 5 };
		const byHand = (id: number, number: string, code: number) => ({
			id,
			project_id: 5,
			vendor_id: 10,
			direct_cost_type: 'invoice',
			invoice_number: number,
			direct_cost_date: '2026-03-03',
			status: 'approved',
			amount: '30.0',
			grand_total: '30.0',
			line_items: [{ id: id + 1, amount: '30.0', wbs_code: { id: code } }],
		});
		procore = await procoreFixture({
			wbs_codes: [wbs],
			direct_costs: [byHand(700, 'S-7', 9001), byHand(710, 'S-8', 9002)],
		});
		const ledger = await ledgerWith([supplierBill('7', [line(30)]), supplierBill('8', [line(30)])]);
		const { outcomes } = await sync(ledger, procore, planDirectCosts);
		expect(outcomes.map(({ outcome }) => [outcome.state, outcome.id])).toEqual([
			['adopted', '700'],
			['held', undefined],
		]);
		expect(outcomes[1]?.outcome.why).toContain('710');
		await ledger.record([supplierBill('7', [], { deleted: true })]);
		const after = await sync(ledger, procore, planDirectCosts);
		expect(after.outcomes.at(-1)?.outcome.why).toContain('was entered in Procore by somebody else');
		expect(procore.writes()).toEqual([]);
	});

	it('are held, not put anywhere else, where the project has no such budget code', async () => {
		procore = await procoreFixture({
			wbs_codes: [{ id: 9001, flat_code: '26-100.M', status: 'inactive', project_id: 5 }],
		});
		const { outcomes } = await sync(await ledgerWith(three), procore, planDirectCosts);
		expect(outcomes.map(({ outcome }) => outcome.state)).toEqual(['held', 'held', 'held']);
		expect(outcomes[0]?.outcome.why).toContain(
			'The project has no budget code 26-100.M in Procore.',
		);
		expect(procore.writes()).toEqual([]);
	});

	it('locked by an accounting integration are held', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		await sync(ledger, procore, planDirectCosts);
		const [first] = costs();
		await procore.client.update('direct_costs', String(first?.id), scope, { origin_id: 'ERP-1' });
		await ledger.record([supplierBill('1', [], { deleted: true })]);
		const { outcomes } = await sync(ledger, procore, planDirectCosts);
		expect(outcomes.at(-1)?.outcome).toMatchObject({ state: 'held' });
		expect(outcomes.at(-1)?.outcome.why).toContain('accounting integration');
		expect(costs()).toHaveLength(3);
	});

	it('are written again after another write to the same record was at work', async () => {
		procore = await procoreFixture();
		const ledger = await ledgerWith(three);
		await sync(ledger, procore, planDirectCosts);
		await ledger.record([supplierBill('1', [line(99)])]);
		procore.simulator.setFaults([
			{ match: { method: 'PATCH', path: 'direct_costs' }, kind: 'status', status: 409, times: 2 },
		]);
		expect((await sync(ledger, procore, planDirectCosts)).states).toEqual([
			'updated',
			'same',
			'same',
		]);
		expect(costs()[0]).toMatchObject({ grand_total: '99.00' });
	});

	it('without a vendor are held where Procore wants one for every direct cost', async () => {
		procore = await procoreFixture();
		procore.simulator.setSwitches({ directCostNeedsVendor: 'always' });
		const { outcomes } = await sync(await ledgerWith(three), procore, planDirectCosts);
		expect(outcomes.map(({ outcome }) => outcome.state)).toEqual(['created', 'created', 'held']);
		expect(outcomes[2]?.outcome.why).toContain('vendor_id');
	});
});
