import { handClock } from '../fixtures';
import type { OpenLedger } from './world';

const DAY_MS = 86_400_000;
const note = (key: string) => ({ key, json: JSON.stringify({ of: key }) });

/** Word of what happened elsewhere: taken once, kept until it was looked into. */
export function noticeSuite(openLedger: OpenLedger): void {
	describe('keeping word of what happened elsewhere', () => {
		const keys = (notices: ReadonlyArray<{ key: string }>) => notices.map(({ key }) => key);

		it('takes each once, whoever brings it, and keeps boxes apart', async () => {
			const ledger = await openLedger(handClock());
			const added = await Promise.all(
				Array.from({ length: 8 }, () => ledger.putNotices('a', [note('1'), note('2')])),
			);
			expect(added.reduce((sum, one) => sum + one, 0)).toBe(2);
			expect(await ledger.putNotices('b', [note('1')])).toBe(1);
			expect(keys(await ledger.waitingNotices('a', 10))).toEqual(['1', '2']);
			expect(await ledger.waitingNotices('b', 10)).toEqual([{ ...note('1'), tries: 0 }]);
			await ledger.close();
		});

		it('remembers what was dealt with for a week', async () => {
			const clock = handClock();
			const ledger = await openLedger(clock);
			await ledger.putNotices('a', [note('1'), note('2')]);
			await ledger.finishNotices('a', ['1']);
			expect(keys(await ledger.waitingNotices('a', 10))).toEqual(['2']);
			clock.advance(6 * DAY_MS);
			expect(await ledger.putNotices('a', [note('1'), note('2')])).toBe(0);
			clock.advance(2 * DAY_MS);
			expect(await ledger.putNotices('a', [note('1'), note('2')])).toBe(1);
			expect(keys(await ledger.waitingNotices('a', 10)).sort()).toEqual(['1', '2']);
			await ledger.close();
		});

		it('hands out the oldest first, after those that were tried less often', async () => {
			const clock = handClock();
			const ledger = await openLedger(clock);
			for (const key of ['z', 'y', 'x']) {
				await ledger.putNotices('a', [note(key)]);
				clock.advance(1000);
			}
			await ledger.putOffNotices('a', ['z']);
			await ledger.putOffNotices('a', []);
			expect(keys(await ledger.waitingNotices('a', 10))).toEqual(['y', 'x', 'z']);
			expect(keys(await ledger.waitingNotices('a', 2))).toEqual(['y', 'x']);
			expect((await ledger.waitingNotices('a', 10))[2]?.tries).toBe(1);
			await ledger.close();
		});
	});
}
