import { join } from 'node:path';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import {
	bill,
	commitment,
	factsFor,
	fits,
	furnish,
	handClock,
	judged,
	request,
	requisition,
	temporaryFolder,
} from './fixtures';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-01T12:00:00Z');
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();

describe('how old the ledger says its facts are', () => {
	let ledger: SqlLedger;
	let clock: ReturnType<typeof handClock>;

	beforeEach(async () => {
		const folder = temporaryFolder();
		clock = handClock(START);
		ledger = await openSqliteLedger({
			path: join(folder, 'ledger.sqlite'),
			clock,
			blobDir: join(folder, 'blobs'),
		});
		await furnish(ledger);
	});
	afterEach(() => ledger.close());

	const pass = async (side: 'projects' | 'books', resource: string, hours: number) =>
		await ledger.putBackfillProgress({
			side,
			resource,
			scope: side === 'books' ? 'B1' : '100',
			rows: 1,
			complete: true,
			asOf: at(hours),
		});

	it('counts a complete pass that found nothing new', async () => {
		clock.advance(30 * HOUR);
		expect(await factsFor(ledger)).toMatchObject({
			asOf: { projects: at(0) },
			readAt: at(30),
		});
		await pass('projects', 'commitments', 29);
		await pass('projects', 'change_order_packages', 28);
		await pass('projects', 'potential_change_orders', 27);
		await pass('projects', 'requisitions', 26);
		await pass('books', 'Bill', 25);
		await pass('books', 'VendorCredit', 24);
		expect((await factsFor(ledger)).asOf).toEqual({
			projects: at(29),
			changeOrders: at(27),
			requisitions: at(26),
			books: at(24),
		});
	});

	it('does not take one recorded bill for a reading of the books', async () => {
		await pass('books', 'Bill', 0);
		await pass('books', 'VendorCredit', 0);
		clock.advance(5 * HOUR);
		await ledger.record([bill('b1', 'X1', 10)]);
		expect((await factsFor(ledger)).asOf.books).toBe(at(0));
	});

	it('counts a commitment and requisitions that were recorded after the last pass', async () => {
		await pass('projects', 'commitments', 0);
		await ledger.record([requisition('r1', 1, 100), requisition('r2', 2, 200)]);
		clock.advance(3 * HOUR);
		await ledger.record([commitment, requisition('r2', 2, 200)]);
		expect((await factsFor(ledger)).asOf).toMatchObject({ projects: at(3), requisitions: at(0) });
		await ledger.record([requisition('r1', 1, 100)]);
		expect((await factsFor(ledger)).asOf).toMatchObject({ requisitions: at(3) });
	});
});

describe('a stopped document that is verified again', () => {
	let ledger: SqlLedger;

	beforeEach(async () => {
		const folder = temporaryFolder();
		ledger = await openSqliteLedger({
			path: join(folder, 'ledger.sqlite'),
			clock: handClock(START),
			blobDir: join(folder, 'blobs'),
		});
		await furnish(ledger);
	});
	afterEach(() => ledger.close());

	it.each(['held', 'blocked'] as const)('is judged anew after it was %s', async (outcome) => {
		const asked = request({ total: 400 });
		await judged(ledger, asked, outcome);
		const { verdict, facts } = await judged(ledger, asked);
		expect(facts).toBeDefined();
		expect(verdict).toMatchObject({ outcome: 'verified', released: true });
		expect(verdict.replayed).toBeUndefined();
		expect((await factsFor(ledger)).billing).toMatchObject({ counted: 40_000, held: 0 });
		expect(await ledger.entries()).toHaveLength(1);
	});

	it('passes once the commitment was raised, without being sent again', async () => {
		const asked = request({ total: 12_000 });
		expect((await ledger.judge(asked, fits(asked))).outcome).toBe('blocked');
		await ledger.record([{ ...commitment, revised: 12_000 }]);
		expect((await ledger.judge(asked, fits(asked))).outcome).toBe('verified');
	});

	it('keeps what a person released, whatever the rules say now', async () => {
		const asked = request({ total: 400 });
		await judged(ledger, asked, 'held');
		const { key } = asked.document.source;
		await ledger.releaseByPerson(key, 'pm@northgate.example', 'Agreed with the superintendent.');
		const { verdict, facts } = await judged(ledger, asked, 'blocked');
		expect(facts).toBeUndefined();
		expect(verdict).toMatchObject({ outcome: 'held', released: true, replayed: true });
	});
});
