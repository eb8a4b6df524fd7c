import type { TaskFinding } from '../../../../spine/documents/task';
import { DAY, handClock } from '../fixtures';
import type { OpenLedger } from './world';

const finding = (over: Partial<TaskFinding> = {}): TaskFinding => ({
	rule: 'SY-03',
	key: 'SY-03:bill:B1:77',
	subject: { type: 'bill', id: '77', label: 'bill INV-1 of Kessler Concrete' },
	sentence: 'Bill INV-1 was deleted in the books after it was posted.',
	remedy: 'Ask who deleted it, then end the claim or enter the bill again.',
	severity: 'HOLD',
	amount: 1_200.5,
	currency: 'USD',
	vendor: '7',
	books: 'B1',
	details: { id: '77' },
	...over,
});
const other = finding({ key: 'SY-03:bill:B1:78', subject: { type: 'bill', id: '78', label: 'x' } });

/** What a person has to look at: opened once, closed by somebody or by itself. */
export function taskSuite(openLedger: OpenLedger): void {
	describe('keeping tasks', () => {
		it('opens a trouble once and keeps what is said of it now', async () => {
			const clock = handClock();
			const ledger = await openLedger(clock);
			const first = await ledger.putTasks('Bills', [finding(), finding()]);
			expect(first).toMatchObject({ opened: [finding()], still: 0, resolved: [] });
			clock.advance(DAY);
			const said = finding({ sentence: 'Bill INV-1 was voided.', severity: 'BLOCK' });
			expect(await ledger.putTasks('Bills', [said])).toEqual({
				opened: [],
				still: 1,
				resolved: [],
			});
			expect(await ledger.tasks()).toEqual([
				{
					...said,
					state: 'open',
					source: 'Bills',
					firstSeen: '2026-03-01T12:00:00.000Z',
					lastSeen: '2026-03-02T12:00:00.000Z',
				},
			]);
			expect(await ledger.verifyEvents()).toBeUndefined();
			await ledger.close();
		});

		it('ends what a complete look no longer finds, of its own source alone, and opens it anew', async () => {
			const ledger = await openLedger(handClock());
			await ledger.putTasks('Bills', [finding(), other]);
			await ledger.putTasks('Vendors', [finding({ key: 'SY-06:1', rule: 'SY-06' })]);
			expect((await ledger.putTasks('Bills', [other])).resolved).toEqual([]);
			const looked = await ledger.putTasks('Bills', [other], { complete: true });
			expect(looked.resolved).toMatchObject([{ key: finding().key, state: 'done' }]);
			expect(looked.resolved[0]).not.toHaveProperty('closedBy');
			expect((await ledger.tasks({ state: 'open' })).map(({ key }) => key)).toEqual([
				other.key,
				'SY-06:1',
			]);
			const again = await ledger.putTasks('Bills', [finding(), other], { complete: true });
			expect(again).toMatchObject({ opened: [{ key: finding().key }], still: 1, resolved: [] });
			await ledger.close();
		});

		it('leaves closed what a person closed until it says something else', async () => {
			const ledger = await openLedger(handClock());
			await ledger.putTasks('Bills', [finding()]);
			const closed = await ledger.closeTask(finding().key, 'cfo@northgate.example', 'We did that.');
			expect(closed).toMatchObject({
				state: 'done',
				closedBy: 'cfo@northgate.example',
				note: 'We did that.',
			});
			const twice = await ledger.closeTask(finding().key, 'pm@northgate.example', 'So did we.');
			expect(twice).toEqual(closed);
			const severer = finding({ severity: 'BLOCK', remedy: 'Hurry.' });
			expect(await ledger.putTasks('Bills', [severer], { complete: true })).toEqual({
				opened: [],
				still: 0,
				resolved: [],
			});
			const changed = finding({ details: { id: '77', balance: 0 } });
			const put = await ledger.putTasks('Bills', [changed]);
			expect(put.opened).toMatchObject([{ state: 'open', details: { balance: 0 } }]);
			expect(put.opened[0]).not.toHaveProperty('closedBy');
			await ledger.close();
		});

		it('closes nothing that it does not know, and says so', async () => {
			const ledger = await openLedger(handClock());
			await expect(ledger.closeTask('none', 'cfo@northgate.example', '-')).rejects.toThrow(
				/no task "none"/,
			);
			await ledger.close();
		});

		it('lists by what a reader asks for', async () => {
			const ledger = await openLedger(handClock());
			await ledger.putTasks('Bills', [finding(), { ...other, project: '100', severity: 'WARN' }]);
			const keys = async (filter: Parameters<typeof ledger.tasks>[0]) =>
				(await ledger.tasks(filter)).map(({ key }) => key);
			expect(await keys({ project: '100' })).toEqual([other.key]);
			expect(await keys({ severity: 'HOLD', vendor: '7', books: 'B1' })).toEqual([finding().key]);
			expect(await keys({ rule: 'SY-03', source: 'Bills' })).toHaveLength(2);
			expect(await keys({ key: 'no' })).toEqual([]);
			await ledger.close();
		});

		it('hands every reader what was opened since it asked last', async () => {
			const ledger = await openLedger(handClock());
			await ledger.putTasks('Bills', [finding()]);
			const keys = async (reader: string, dryRun = false) =>
				(await ledger.newTasks(reader, { dryRun })).map(({ key }) => key);
			expect(await keys('desk', true)).toEqual([finding().key]);
			expect(await keys('desk')).toEqual([finding().key]);
			expect(await keys('desk')).toEqual([]);
			await ledger.putTasks('Bills', [finding({ sentence: 'Said otherwise.' }), other]);
			expect(await keys('desk')).toEqual([other.key]);
			expect(await keys('mail')).toEqual([finding().key, other.key]);
			await ledger.putTasks('Bills', [other], { complete: true });
			await ledger.putTasks('Bills', [finding()]);
			expect(await keys('mail')).toEqual([finding().key]);
			await ledger.close();
		});

		it('opens a task once although many put it at once', async () => {
			const ledger = await openLedger(handClock());
			const many = Array.from({ length: 900 }, (_, index) => finding({ key: `SY-09:${index}` }));
			const put = await Promise.all(
				['one', 'two', 'three'].map((source) => ledger.putTasks(source, many)),
			);
			expect(put.reduce((sum, { opened }) => sum + opened.length, 0)).toBe(900);
			expect(await ledger.tasks({ state: 'open' })).toHaveLength(900);
			await ledger.close();
		});
	});
}
