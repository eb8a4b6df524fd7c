import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { migrations } from '../../../spine/ledger/migrations';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { NOW } from '../../../tools/ledger-fixture/company';
import { paper } from '../../../tools/ledger-fixture/documents';
import { type HandClock, decide } from '../../../tools/ledger-fixture/fill';
import {
	fixtureClock,
	openPostgresFixture,
	openSqliteFixture,
	readFixture,
	textOf,
} from '../../../tools/ledger-fixture/fixture';
import { readLedger } from '../../../tools/ledger-fixture/read';
import { temporaryFolder } from './fixtures';

jest.setTimeout(300_000);

const root = join(__dirname, '..', '..', '..');
const ledgers = join(root, 'test', 'fixtures', 'ledgers');
const versions = readdirSync(ledgers).sort();
const work = temporaryFolder();
const url = process.env['POSTGRES_URL'];

type Open = (folder: string, clock: HandClock) => Promise<SqlLedger>;

const openFile: Open = async (folder, clock) => {
	const own = join(work, randomUUID());
	mkdirSync(own);
	return await openSqliteFixture(folder, own, clock);
};
const engines: Array<[string, Open]> = [['SQLite', openFile]];
if (url !== undefined) {
	engines.push([
		'PostgreSQL',
		async (folder, clock) => {
			const schema = `ledger_${randomUUID().replace(/-/g, '')}`;
			return await openPostgresFixture(folder, url, schema, clock);
		},
	]);
}

it('keeps a ledger of the version that this is', () => {
	const text = readFileSync(join(root, 'package.json'), 'utf8');
	expect(versions).toContain(z.object({ version: z.string() }).parse(JSON.parse(text)).version);
});

describe.each(versions)('a ledger that version %s left', (version) => {
	const folder = join(ledgers, version);

	it('was made by migrations that have not changed in a letter since', async () => {
		const { migrations: released } = await readFixture(folder);
		expect(Object.keys(released).length).toBeGreaterThan(0);
		const now = migrations.map((one) => [String(one.number), textOf(one)] as const);
		expect(Object.fromEntries(now)).toMatchObject(released);
	});

	describe.each(engines)('on %s', (_engine, open) => {
		let ledger: SqlLedger;
		let clock: HandClock;
		beforeEach(async () => {
			clock = fixtureClock(NOW);
			ledger = await open(folder, clock);
		});
		afterEach(() => ledger.close());

		it('tells everything that it told then', async () => {
			const { told } = await readFixture(folder);
			expect(await readLedger(ledger)).toMatchObject(told);
		});

		it('takes a new document, and knows what it decided and posted before', async () => {
			clock.advance(60_000);
			const fresh = await decide(ledger, paper('KC-2001', { amount: 100 }));
			expect(fresh.verdict).toMatchObject({ outcome: 'verified', released: true });
			const [row] = await ledger.enqueueReleased([fresh], 'run-new');
			const outcome = { entity: 'Bill' as const, id: '199', total: 90, state: 'created' as const };
			await ledger.settle(undefined, [
				{ requestId: row?.requestId ?? '', outcome: { ...outcome, warnings: [] } },
			]);
			expect(await ledger.getClaim(row?.claim ?? '')).toMatchObject({ state: 'posted' });
			const again = await decide(ledger, paper('KC-1001', { amount: 1_000 }));
			expect(await ledger.enqueueReleased([again])).toMatchObject([
				{ state: 'done', outcome: { id: '171' } },
			]);
			const copy = paper('KC-2001-copy', { number: 'KC-1001', amount: 1_000 });
			expect((await decide(ledger, copy)).verdict.outcome).toBe('blocked');
			expect(await ledger.verifyEvents()).toBeUndefined();
		});

		it('takes new transfers, tasks, links and records', async () => {
			const [kept] = await ledger.transfers({ states: ['done'] });
			if (kept === undefined) throw new Error('The fixture holds no transfer that was written.');
			const next = { ...kept.transfer, label: 'changed since' };
			expect(await ledger.planTransfers([next])).toMatchObject([
				{ state: 'planned', targetId: kept.targetId },
			]);
			await ledger.beginTransfer(next, 'run-new');
			const tasks = await ledger.tasks({ state: 'open', source: 'monitors' });
			expect(await ledger.putTasks('monitors', [], { complete: true })).toMatchObject({
				resolved: tasks.map(({ key }) => ({ key })),
			});
			const vendors = await ledger.list('vendor');
			expect(await ledger.record(vendors)).toMatchObject({ added: 0, changed: 0 });
			expect(await ledger.verifyEvents()).toBeUndefined();
		});
	});
});
