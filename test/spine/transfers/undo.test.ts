import type { JournalEntry } from '../../../spine/documents/transfer';
import type { Written } from '../../../spine/documents/transfer';
import { planUndo } from '../../../spine/transfers/undo';
import { FakeSystem, payment } from './fake-system';
import { transferWorld, type TransferWorld } from './world';

jest.setTimeout(60_000);

describe('taking a run back', () => {
	let system: FakeSystem;
	let world: TransferWorld;
	beforeEach(async () => {
		system = new FakeSystem();
		world = await transferWorld(system.target());
	});
	afterEach(() => world.ledger.close());
	const amounts = () =>
		[...system.rows.values()].map(({ content }) =>
			content.kind === 'payment_issued' ? content.amount : undefined,
		);
	const undo = async (run: string, preview = false): Promise<Written[]> => {
		const { transfers } = await planUndo(world.ledger, { run });
		return await world.carry(transfers, { run: `undo of ${run}`, preview });
	};
	const whyLeft = (left: ReadonlyArray<{ entry: JournalEntry; why: string }>) =>
		left.map(({ entry, why }) => `${entry.key.split(':').at(-1) ?? ''}: ${why}`);

	it('removes what it created and sets back what it changed, newest first, after a preview that writes nothing', async () => {
		await world.carry([payment('1', 100)], { run: 'a' });
		await world.carry([payment('1', 90), payment('2', 20), payment('3', 30)], { run: 'b' });
		expect(await undo('b', true)).toMatchObject([
			{ state: 'would_remove', id: '3' },
			{ state: 'would_remove', id: '2' },
			{ state: 'would_update', id: '1' },
		]);
		expect(amounts()).toEqual([90, 20, 30]);
		expect(await undo('b')).toMatchObject([
			{ state: 'removed' },
			{ state: 'removed' },
			{ state: 'updated' },
		]);
		expect(amounts()).toEqual([100]);
		expect(await world.ledger.runs(10)).toMatchObject([
			{ run: 'undo of b', writes: 3, undone: 0 },
			{ run: 'b', writes: 3, undone: 3 },
			{ run: 'a', writes: 1, undone: 0 },
		]);
	});

	it('is not written again by the next plan, until somebody resumes it', async () => {
		await world.carry([payment('2', 20)], { run: 'b' });
		await undo('b');
		expect(await world.carry([payment('2', 20)], { run: 'c' })).toMatchObject([
			{ state: 'held', why: expect.stringContaining('taken back') },
		]);
		await world.ledger.setTransferState(payment('2', 20).key, 'planned', 'pm: wanted after all');
		expect(await world.carry([payment('2', 20)], { run: 'd' })).toMatchObject([
			{ state: 'created' },
		]);
	});

	it('refuses what was paid, locked or changed since, and leaves the rest of the run undone', async () => {
		await world.carry([payment('1', 10), payment('2', 20), payment('3', 30)], { run: 'a' });
		const row = system.rows.get('1');
		if (row !== undefined) row.locked = 'Payment 1 was reconciled.';
		system.change(
			'2',
			{ kind: 'payment_issued', amount: 21, date: '2026-03-01', number: '2' },
			'people',
		);
		expect(await undo('a')).toMatchObject([
			{ state: 'removed', id: '3' },
			{ state: 'held', why: expect.stringContaining('was changed since') },
			{ state: 'held', why: 'Payment 1 was reconciled.' },
		]);
		expect(amounts()).toEqual([10, 21]);
	});

	it('refuses to set back what somebody changed after the run', async () => {
		await world.carry([payment('1', 10)], { run: 'a' });
		await world.carry([payment('1', 11)], { run: 'b' });
		system.change(
			'1',
			{ kind: 'payment_issued', amount: 12, date: '2026-03-01', number: '1' },
			'people',
		);
		expect(await undo('b')).toMatchObject([
			{ state: 'held', why: expect.stringContaining('was changed there') },
		]);
		expect(amounts()).toEqual([12]);
	});

	it('leaves what the run only found, what was undone before, and what a later run wrote', async () => {
		system.add({ content: payment('9', 90).content, key: '9', by: 'people' });
		await world.carry([payment('9', 90), payment('1', 10), payment('2', 20)], { run: 'a' });
		await world.carry([payment('2', 22)], { run: 'b' });
		await world.carry((await planUndo(world.ledger, { run: 'a' })).transfers, { run: 'u' });
		const { transfers, left } = await planUndo(world.ledger, { run: 'a' });
		expect(transfers).toEqual([]);
		expect(whyLeft(left)).toEqual([
			expect.stringMatching(/^2: It was written again by run b at .*Take that run back first\.$/),
			'1: It was taken back already.',
			'9: It was found there and not written by this run.',
		]);
		expect(amounts()).toEqual([90, 22]);
	});

	it('can be interrupted and gone on with', async () => {
		await world.carry([payment('1', 10), payment('2', 20)], { run: 'a' });
		system.faults = ['after', 'before'];
		await undo('a');
		await undo('a');
		expect(amounts()).toEqual([]);
		const entries = await world.ledger.journal({ run: 'a' });
		expect(entries.every(({ undoneBy }) => undoneBy !== undefined)).toBe(true);
	});
});
