import fc from 'fast-check';
import type { TransferContent } from '../../../spine/documents/transfer-content';
import { carryOut } from '../../../spine/transfers/carry-out';
import { FakeSystem, type Fault, keyOf, payment } from './fake-system';
import { transferWorld, type TransferWorld } from './world';

jest.setTimeout(60_000);

const content = (number: string, amount: number): TransferContent => ({
	kind: 'payment_issued',
	amount,
	date: '2026-03-01',
	number,
});

describe('carrying out a transfer', () => {
	let system: FakeSystem;
	let world: TransferWorld;
	beforeEach(async () => {
		system = new FakeSystem();
		world = await transferWorld(system.target());
	});
	afterEach(() => world.ledger.close());
	const standing = () => [...system.rows.values()].map((row) => row.content);

	it('writes it once, however often it is planned and carried out', async () => {
		expect(await world.carry([payment('1', 100)])).toMatchObject([{ state: 'created', id: '1' }]);
		expect(await world.carry([payment('1', 100)])).toMatchObject([{ state: 'same', id: '1' }]);
		expect(standing()).toEqual([content('1', 100)]);
		expect(await world.ledger.journal()).toMatchObject([
			{ run: 'run-1', action: 'created', target: { id: '1' }, after: content('1', 100) },
		]);
	});

	it('refuses what the ledger did not plan in exactly this content', async () => {
		const [planned] = await world.ledger.planTransfers([payment('1', 100)]);
		const forged = { ...payment('1', 100), content: content('1', 999) };
		const context = {
			ledger: world.ledger,
			target: system.target(),
			run: 'r',
			preview: false,
			mayWrite: () => true,
			holder: 'h',
			clock: world.clock,
			sleep: () => new Promise<void>(() => undefined),
		};
		const signal = new AbortController();
		const outcomes = await carryOut([forged, payment('2', 5)], {
			...context,
			signal: signal.signal,
			sleep: (_, ended) =>
				new Promise<void>((_resolve, reject) => {
					ended?.addEventListener('abort', () => reject(new Error('ended')));
				}),
		});
		expect(outcomes).toMatchObject([
			{ state: 'held', why: expect.stringContaining('not what the ledger planned') },
			{ state: 'held' },
		]);
		expect(planned?.state).toBe('planned');
		expect(system.rows.size).toBe(0);
	});

	it('writes nothing while the policy lets it only look, or a preview is asked for', async () => {
		for (const look of [{ mayWrite: () => false }, { preview: true }]) {
			expect(await world.carry([payment('1', 100)], look)).toMatchObject([
				{ state: 'would_create' },
			]);
		}
		expect(system.rows.size).toBe(0);
		expect(await world.ledger.journal()).toEqual([]);
		await world.carry([payment('1', 100)]);
		expect(await world.carry([payment('1', 90)], { preview: true })).toMatchObject([
			{ state: 'would_update', id: '1' },
		]);
		expect(standing()).toEqual([content('1', 100)]);
	});

	it('changes what only the plan changed', async () => {
		await world.carry([payment('1', 100)]);
		expect(await world.carry([payment('1', 90)])).toMatchObject([{ state: 'updated', id: '1' }]);
		expect(standing()).toEqual([content('1', 90)]);
		expect(await world.ledger.journal()).toMatchObject([
			{ action: 'created' },
			{ action: 'updated', before: content('1', 100), after: content('1', 90) },
		]);
	});

	it('holds what somebody changed, removed or locked there, and writes over nothing', async () => {
		await world.carry([payment('1', 100), payment('2', 200), payment('3', 300)]);
		system.change('1', content('1', 111), 'people');
		system.rows.delete('2');
		const row = system.rows.get('3');
		if (row !== undefined) row.locked = 'Payment 3 is synced with an ERP system.';
		const plans = [payment('1', 90), payment('2', 190), payment('3', 290)];
		expect(await world.carry(plans)).toMatchObject([
			{ state: 'held', why: expect.stringContaining('was changed there') },
			{ state: 'held', why: expect.stringContaining('does not exist any more') },
			{ state: 'held', why: expect.stringContaining('synced with an ERP system') },
		]);
		expect(standing()).toEqual([content('1', 111), content('3', 300)]);
	});

	it('takes what a person entered for it, and holds it where that says something else', async () => {
		system.add({ content: content('1', 100), key: '1', by: 'people' });
		system.add({ content: content('2', 222), key: '2', by: 'people' });
		system.add({ content: content('3', 300), key: '3', by: 'people' });
		system.add({ content: content('3', 300), key: '3', by: 'people' });
		const plans = [payment('1', 100), payment('2', 200), payment('3', 300)];
		expect(await world.carry(plans)).toMatchObject([
			{ state: 'adopted', id: '1' },
			{ state: 'held', why: expect.stringContaining('holds 2 for the same thing') },
			{ state: 'held', why: expect.stringContaining('several that are the same: 3, 4') },
		]);
		expect(system.writes).toBe(0);
	});

	it('holds what is refused, and tries it again with the next run', async () => {
		system.faults = ['refused'];
		expect(await world.carry([payment('1', 100)])).toMatchObject([
			{ state: 'held', why: 'Procore refused it: the date is not open.' },
		]);
		expect(await world.carry([payment('1', 100)])).toMatchObject([{ state: 'created' }]);
	});

	it('looks before it sends again what got no answer, and waits until the call cannot be at work', async () => {
		system.faults = ['after', 'before'];
		const plans = [payment('1', 100), payment('2', 200)];
		expect(await world.carry(plans)).toMatchObject([
			{ state: 'held', why: expect.stringContaining('not known yet') },
			{ state: 'held', why: expect.stringContaining('not known yet') },
		]);
		const before = world.clock();
		expect(await world.carry(plans)).toMatchObject([
			{ state: 'created', id: '1' },
			{ state: 'created', id: '2' },
		]);
		expect(world.clock() - before).toBeGreaterThanOrEqual(120_000);
		expect(standing()).toEqual([content('1', 100), content('2', 200)]);
	});

	it('takes back what got no answer and is not wanted any more, and writes it for nobody', async () => {
		const removal = (number: string) => payment(number, 100, { action: 'remove' });
		system.faults = ['after', 'before'];
		await world.carry([payment('1', 100), payment('2', 100)]);
		expect(standing()).toEqual([content('1', 100)]);
		expect(await world.carry([removal('1'), removal('2')], { preview: true })).toMatchObject([
			{ state: 'would_remove' },
			{ state: 'would_remove' },
		]);
		const outcomes = await world.carry([removal('1'), removal('2')]);
		expect(outcomes).toMatchObject([{ state: 'removed', id: '1' }, { state: 'removed' }]);
		expect(standing()).toEqual([]);
		expect(system.writes).toBe(2);
		expect(await world.ledger.journal()).toMatchObject([
			{ action: 'created', target: { id: '1' } },
			{ action: 'removed', target: { id: '1' } },
		]);
		expect(await world.carry([payment('2', 100)])).toMatchObject([{ state: 'created' }]);
	});

	it('keeps a write in doubt where another record is to be removed under its key', async () => {
		system.faults = ['before'];
		await world.carry([payment('1', 100)]);
		const { target } = payment('1', 100);
		const other = payment('1', 100, { action: 'remove', target: { ...target, id: '9' } });
		const [kept] = await world.ledger.planTransfers([other]);
		expect(kept).toMatchObject({ state: 'sent', transfer: { action: 'save' } });
	});

	it('removes nothing of a person while it is not known what came of a write', async () => {
		system.faults = ['after'];
		await world.carry([payment('1', 100)]);
		system.change('1', content('1', 70), 'people');
		const removal = payment('1', 100, { action: 'remove' });
		const held = [{ state: 'held', why: expect.stringContaining('remove there by hand') }];
		expect(await world.carry([removal])).toMatchObject(held);
		expect(await world.carry([removal])).toMatchObject(held);
		expect(standing()).toEqual([content('1', 70)]);
	});

	it('waits for the latest attempt, not for the first, before it looks', async () => {
		system.faults = ['before', 'after'];
		await world.carry([payment('1', 100)]);
		await world.carry([payment('1', 100)]);
		const second = world.clock();
		expect(await world.carry([payment('1', 100)])).toMatchObject([{ state: 'created' }]);
		expect(world.clock() - second).toBeGreaterThanOrEqual(120_000);
		expect(standing()).toEqual([content('1', 100)]);
	});

	it('takes one record for one thing only', async () => {
		system.add({ content: content('1', 300), key: '1', by: 'people' });
		const twins = ['a', 'b'].map((part) => ({
			...payment('1', 300),
			key: `payment_issued:4620:1:${part}`,
		}));
		expect(await world.carry(twins)).toMatchObject([
			{ state: 'adopted', id: '1' },
			{ state: 'created', id: '2' },
		]);
	});

	it('goes on with an update of which some steps were refused', async () => {
		const { adapters, ...target } = system.target();
		const adapter = adapters.payment_issued;
		if (adapter === undefined) throw new Error('no adapter');
		await world.carry([payment('1', 100)]);
		const halfway = {
			...target,
			adapters: {
				payment_issued: {
					...adapter,
					updatesInSteps: true,
					update: () => {
						system.change('1', content('1', 55), 'us');
						throw Object.assign(new Error('The second line is refused.'), {
							outcomeUnknown: false,
						});
					},
				},
			},
		};
		expect(await world.carry([payment('1', 90)], { target: halfway })).toMatchObject([
			{ state: 'held', why: 'The second line is refused.' },
		]);
		const whole = { ...target, adapters: { payment_issued: { ...adapter, updatesInSteps: true } } };
		expect(await world.carry([payment('1', 90)], { target: whole })).toMatchObject([
			{ state: 'updated' },
		]);
		expect(standing()).toEqual([content('1', 90)]);
	});

	it('writes anew what was removed there, once it was given up and resumed', async () => {
		await world.carry([payment('1', 100)]);
		system.rows.clear();
		expect(await world.carry([payment('1', 110)])).toMatchObject([{ state: 'held' }]);
		const { key } = payment('1', 110);
		await world.ledger.setTransferState(key, 'undone', 'pm: look');
		await world.ledger.setTransferState(key, 'planned', 'pm: write it anew');
		expect(await world.carry([payment('1', 110)])).toMatchObject([{ state: 'created' }]);
	});

	it('keeps its hands off the other side and other companies', async () => {
		const elsewhere = payment('1', 1, {
			target: { side: 'projects', system: '9000', type: 'contract_payment' },
		});
		const other = payment('2', 1, { target: { side: 'books', system: '4620', type: 'invoice' } });
		expect(await world.carry([elsewhere, other])).toMatchObject([
			{ state: 'held', why: expect.stringContaining('9000') },
			{ state: 'held', why: expect.stringContaining('other system') },
		]);
	});

	it('leaves alone what was given up, until it is resumed', async () => {
		const plan = payment('1', 100);
		await world.ledger.planTransfers([plan]);
		await world.ledger.setTransferState(plan.key, 'undone', 'pm@northgate.example: by hand');
		expect(await world.carry([payment('1', 120)])).toMatchObject([
			{ state: 'held', why: expect.stringContaining('given up') },
		]);
		await world.ledger.setTransferState(plan.key, 'planned', 'pm@northgate.example: after all');
		expect(await world.carry([payment('1', 120)])).toMatchObject([{ state: 'created' }]);
	});

	it('lets one call write at a time', async () => {
		const plans = Array.from({ length: 5 }, (_, index) => payment(`c${index}`, 10));
		const runs = await Promise.all([world.carry(plans), world.carry(plans)]);
		expect(system.rows.size).toBe(5);
		const states = runs.flat().map(({ state }) => state);
		expect(states.filter((state) => state === 'created')).toHaveLength(5);
		expect(states.filter((state) => state === 'same')).toHaveLength(5);
	});

	it('never doubles, loses or writes over anything, whatever fails and whoever else writes', async () => {
		const step = fc.oneof(
			fc.record({
				act: fc.constant('carry' as const),
				number: fc.constantFrom('1', '2', '3'),
				amount: fc.constantFrom(100, 200),
				fault: fc.constantFrom<Fault | undefined>(
					undefined,
					undefined,
					'before',
					'after',
					'refused',
				),
			}),
			fc.record({
				act: fc.constantFrom('edit' as const, 'delete' as const),
				number: fc.constantFrom('1', '2', '3'),
			}),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
				const own = new FakeSystem();
				const here = await transferWorld(own.target());
				const touched = new Set<string>();
				for (const one of steps) {
					const ids = [...own.rows].filter(([, row]) => row.key === one.number).map(([id]) => id);
					if (one.act === 'carry') {
						own.faults = one.fault === undefined ? [] : [one.fault];
						await here.carry([payment(one.number, one.amount)]);
					} else if (ids[0] !== undefined) {
						touched.add(one.number);
						if (one.act === 'delete') own.rows.delete(ids[0]);
						else own.change(ids[0], content(one.number, 777), 'people');
					}
					for (const [, row] of own.rows) {
						const twins = [...own.rows.values()].filter(({ key }) => key === keyOf(row.content));
						expect(twins).toHaveLength(1);
						if (row.by === 'people') expect(row.content).toMatchObject({ amount: 777 });
					}
				}
				own.faults = [];
				for (const number of ['1', '2', '3']) {
					if (touched.has(number)) continue;
					// The first run clears up what is in doubt, which keeps its older plan; the second plans anew.
					await here.carry([payment(number, 500)]);
					await here.carry([payment(number, 500)]);
					expect([...own.rows.values()].filter(({ key }) => key === number)).toMatchObject([
						{ content: content(number, 500) },
					]);
				}
				await here.ledger.close();
			}),
			{ numRuns: 60 },
		);
	});
});
