import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { gatherMonitorFacts } from '../../../spine/monitors/gather';
import { monitorLimitsSchema } from '../../../spine/monitors/limits';
import { monitors } from '../../../spine/monitors/monitors';
import { revisit } from '../../../spine/monitors/revisit';
import { runMonitors } from '../../../spine/monitors/run';
import {
	bill,
	booksVendor,
	commitment,
	furnish,
	handClock,
	judged,
	policy,
	request,
	requisition,
	ruling,
	settings,
	temporaryFolder,
} from '../ledger/fixtures';

const clock = handClock();
let ledger: SqlLedger;

beforeEach(async () => {
	const folder = temporaryFolder();
	mkdirSync(join(folder, 'blobs'));
	const path = join(folder, 'ledger.sqlite');
	ledger = await openSqliteLedger({ path, clock, blobDir: join(folder, 'blobs') });
	await furnish(ledger);
});
afterEach(() => ledger.close());

const gathered = () =>
	gatherMonitorFacts(ledger, {
		settings,
		policy,
		now: '2026-03-01T12:00:00Z',
		clock,
		limits: monitorLimitsSchema.parse({}),
	});
const only = (...ids: string[]) => monitors.filter(({ id }) => ids.includes(id));

/** A bill of 1,000.00 that was verified and posted. */
async function posted(number: string) {
	const asked = request({ number });
	await judged(ledger, asked);
	const release = await ledger.findRelease(asked.document, asked.coding);
	if (release === undefined) throw new Error('Nothing was released.');
	const { requestId } = await ledger.enqueue(release);
	await ledger.settle(undefined, [
		{
			requestId,
			outcome: { entity: 'Bill', id: number, total: 1_000, state: 'created', warnings: [] },
		},
	]);
	const standing = bill(number, number, 1_000, { date: '2026-02-27', lines: [{ amount: 1_000 }] });
	await ledger.record([standing]);
	return standing;
}

it('opens a task, keeps it while the trouble stands, and ends it when it is gone', async () => {
	const standing = await posted('1001');
	const look = async () => (await runMonitors(ledger, only('SY-02'), await gathered()))[0];
	expect(await look()).toMatchObject({ monitor: 'SY-02', opened: [], still: 0, resolved: [] });
	await ledger.record([{ ...standing, total: 1_100, lines: [{ amount: 1_100 }] }]);
	expect(await look()).toMatchObject({ opened: [{ key: 'SY-02:B1:bill:1001' }] });
	expect(await look()).toMatchObject({ opened: [], still: 1, resolved: [] });
	await ledger.record([standing]);
	expect(await look()).toMatchObject({ opened: [], still: 0, resolved: [{ state: 'done' }] });
});

it('leaves what a person closed closed, until the bill is changed once more', async () => {
	const standing = await posted('1001');
	const change = (total: number) =>
		ledger.record([{ ...standing, total, lines: [{ amount: total }] }]);
	const look = async () => (await runMonitors(ledger, only('SY-02'), await gathered()))[0];
	await change(1_100);
	await look();
	await ledger.closeTask('SY-02:B1:bill:1001', 'cfo@northgate.example', 'Agreed with the vendor.');
	expect(await look()).toMatchObject({ opened: [], still: 0 });
	await change(1_200);
	expect(await look()).toMatchObject({ opened: [{ key: 'SY-02:B1:bill:1001' }] });
});

it('only says what it would open in a dry run', async () => {
	const standing = await posted('1001');
	await ledger.record([{ ...standing, deleted: true }]);
	const facts = await gathered();
	const [run] = await runMonitors(ledger, only('SY-03'), facts, { dryRun: true });
	expect(run).toMatchObject({ opened: [{ rule: 'SY-03', state: 'open' }], still: 0 });
	expect(await ledger.tasks()).toEqual([]);
	await runMonitors(ledger, only('SY-03'), facts);
	const [again] = await runMonitors(ledger, only('SY-03'), facts, { dryRun: true });
	expect(again).toMatchObject({ opened: [], still: 1, resolved: [] });
});

it('skips a monitor whose side was never read, and leaves its tasks as they are', async () => {
	const standing = await posted('1001');
	await ledger.record([{ ...standing, deleted: true }]);
	const facts = await gathered();
	await runMonitors(ledger, only('SY-03'), facts);
	const unread = { ...facts, source: { ...facts.source, ages: {} } };
	const [run] = await runMonitors(ledger, only('SY-03'), unread);
	expect(run).toMatchObject({ skipped: expect.stringContaining('never read in'), resolved: [] });
	expect(await ledger.tasks({ state: 'open' })).toHaveLength(1);
	const [second] = await runMonitors(ledger, only('SY-07'), facts);
	expect(second?.skipped).toBe('No document was judged again.');
});

it('has what passed judged again when its commitment shrinks, and tells of it', async () => {
	await posted('1001');
	clock.advance(10_000);
	await ledger.record([{ ...commitment, revised: 500 }]);
	const revisited = await revisit(ledger, 45, ({ document, coding }) => {
		const asked = { ...request({ dryRun: true }), document, coding };
		return ledger.judge(asked, (facts) => {
			const judgement = ruling(asked, 'blocked');
			const finding = {
				rule: 'OB-01',
				version: 1,
				result: 'fail' as const,
				severity: 'BLOCK' as const,
				message: `The commitment is ${String(facts.commitment?.revised)}.`,
				evidence: [],
				action: 'Ask for a change order.',
			};
			return { ...judgement, verdict: { ...judgement.verdict, findings: [finding] } };
		});
	});
	const facts = { ...(await gathered()), revisited };
	const [run] = await runMonitors(ledger, only('SY-07'), facts);
	expect(run?.opened).toMatchObject([
		{
			sentence: expect.stringContaining('The commitment is 500.'),
			commitment: '42',
			amount: 1_000,
		},
	]);
});

it('runs all monitors on a busy company and writes nothing but tasks', async () => {
	const records = Array.from({ length: 300 }, (_, index) => [
		bill(`b${index}`, `N-${index}`, 100),
		requisition(`r${index}`, index + 1, (index + 1) * 100),
	]).flat();
	await ledger.record([booksVendor, ...records]);
	const before = await ledger.list('bill');
	const facts = { ...(await gathered()), revisited: [] };
	await runMonitors(ledger, monitors, facts);
	expect(await ledger.list('bill')).toEqual(before);
	expect(await ledger.verifyEvents()).toBeUndefined();
});
