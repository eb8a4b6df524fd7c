import fc from 'fast-check';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { refoldClaim } from '../../../spine/ledger/claims';
import { openSqliteLedger, sqliteBuilder } from '../../../spine/ledger/sqlite';
import type { Context } from '../../../spine/ledger/transaction';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import {
	bill,
	commitment,
	DAY,
	furnish,
	handClock,
	judged,
	request,
	requisition,
	temporaryFolder,
	vendor,
} from './fixtures';

const number = fc.integer({ min: 1, max: 6 });
const total = fc.integer({ min: 1, max: 500 });
const status = fc.constantFrom('draft', 'under_review', 'approved', 'revise_and_resubmit');

const step = fc.oneof(
	fc.record({
		do: fc.constant('judge' as const),
		number,
		total,
		key: fc.integer({ min: 1, max: 8 }),
		outcome: fc.constantFrom('verified', 'held', 'blocked', 'recorded'),
		commitment: fc.constantFrom('42', '43'),
	}),
	fc.record({
		do: fc.constant('requisition' as const),
		number,
		total,
		status,
		deleted: fc.boolean(),
	}),
	fc.record({
		do: fc.constant('bill' as const),
		number,
		total,
		id: fc.integer({ min: 1, max: 6 }),
		deleted: fc.boolean(),
		credit: fc.boolean(),
	}),
	fc.record({ do: fc.constant('commitment' as const), vendor: fc.constantFrom('7', '8') }),
	fc.record({ do: fc.constant('post' as const), key: number, refused: fc.boolean() }),
	fc.record({ do: fc.constant('queue' as const), key: number }),
	fc.record({ do: fc.constant('end' as const), key: number }),
	fc.record({ do: fc.constant('release' as const), key: number }),
	fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 60 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const second = { ...commitment, id: '43', number: 'SC-0043' };

async function play(
	ledger: SqlLedger,
	clock: ReturnType<typeof handClock>,
	one: Step,
): Promise<void> {
	const claimOf = async (key: number): Promise<string | undefined> =>
		(await ledger.entries({ messageId: `k${key}` }))[0]?.claim;
	switch (one.do) {
		case 'judge': {
			const about = one.commitment === '43' ? second : commitment;
			const asked = { key: `k${one.key}`, number: String(one.number), total: one.total };
			await judged(ledger, request({ ...asked, commitment: about }), one.outcome);
			return;
		}
		case 'requisition':
			await ledger.record([
				requisition(`R${one.number}`, one.number, one.total, {
					status: one.status,
					deleted: one.deleted,
					invoiceNumber: String(one.number),
				}),
			]);
			return;
		case 'bill':
			await ledger.record([
				bill(`B${one.id}`, String(one.number), one.total, {
					deleted: one.deleted,
					type: one.credit ? 'vendor_credit' : 'bill',
				}),
			]);
			return;
		case 'commitment':
			await ledger.record([
				{ ...second, vendor: one.vendor },
				{ ...vendor, id: '8', name: 'Other' },
			]);
			return;
		case 'post': {
			const [entry] = await ledger.entries({ messageId: `k${one.key}` });
			if (entry?.coding === undefined) return;
			const release = await ledger.findRelease(entry.document, entry.coding);
			if (release === undefined) return;
			const { requestId } = await ledger.enqueue(release);
			const id = `P${one.key}`;
			const { total: net } = release.coding;
			const outcome = one.refused
				? { why: 'refused' }
				: { entity: 'Bill' as const, id, total: net, state: 'created' as const, warnings: [] };
			await ledger.settle(undefined, [{ requestId, outcome }]);
			return;
		}
		case 'queue': {
			const [entry] = await ledger.entries({ messageId: `k${one.key}` });
			if (entry?.coding === undefined) return;
			await ledger.enqueueReleased([{ document: entry.document, coding: entry.coding }]);
			return;
		}
		case 'end': {
			const claim = await claimOf(one.key);
			if (claim !== undefined) await ledger.endClaim(claim, 'test');
			return;
		}
		case 'release': {
			const [entry] = await ledger.entries({ messageId: `k${one.key}` });
			if (entry?.verdict?.outcome !== 'held') return;
			await ledger.releaseByPerson(`k${one.key}`, 'pm', 'test');
			return;
		}
		case 'wait':
			clock.advance(one.days * DAY);
	}
}

/** The running totals as the file holds them, without the lines that have come to nothing. */
function totalsIn(path: string): unknown {
	const database = new DatabaseSync(path, { readOnly: true });
	try {
		return {
			commitments: database
				.prepare(
					`select * from commitment_state where counted != 0 or held != 0 or retainage != 0
					or released != 0 order by commitment`,
				)
				.all(),
			lines: database
				.prepare(
					'select * from line_totals where gross != 0 or quantity != 0 order by commitment, kind, id',
				)
				.all(),
			vendors: database
				.prepare(
					'select * from vendor_state where counted != 0 or uncommitted != 0 order by vendor',
				)
				.all(),
		};
	} finally {
		database.close();
	}
}

const idsSchema = z.array(z.object({ id: z.string() }));

/** Every claim with its lines and keys, as the file holds them. */
function claimsIn(database: DatabaseSync): unknown {
	return [
		'claims order by id',
		'claim_lines order by claim, position',
		'claim_keys order by claim, key',
	].map((table) => database.prepare(`select * from ${table}`).all());
}

/** Makes every claim in the file anew of its sightings. */
function refoldAll(database: DatabaseSync, clock: () => number): void {
	const context: Context = { db: sqliteBuilder(), dialect: 'sqlite', clock, cache: {}, events: [] };
	for (const { id } of idsSchema.parse(database.prepare('select id from claims').all())) {
		const steps = refoldClaim(context, id);
		let step = steps.next([]);
		while (step.done !== true) {
			const values = step.value.parameters.map((value) => parameterSchema.parse(value));
			step = steps.next(database.prepare(step.value.sql).all(...values));
		}
	}
}

const parameterSchema = z.union([z.string(), z.number(), z.null()]);

it('keeps running totals that equal a recount of the claims, and claims that are what their sightings make, whatever happened', async () => {
	const folder = temporaryFolder();
	let runs = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
			runs += 1;
			const own = join(folder, String(runs));
			mkdirSync(own);
			const path = join(own, 'ledger.sqlite');
			const clock = handClock();
			const ledger = await openSqliteLedger({ path, clock, blobDir: own });
			await furnish(ledger);
			for (const one of steps) await play(ledger, clock, one);
			const running = totalsIn(path);
			await ledger.recountTotals();
			expect(running).toEqual(totalsIn(path));
			expect(await ledger.verifyEvents()).toBeUndefined();
			await ledger.close();
			const database = new DatabaseSync(path);
			const claims = claimsIn(database);
			refoldAll(database, clock);
			expect(claimsIn(database)).toEqual(claims);
			database.close();
		}),
		{ numRuns: 60 },
	);
}, 120_000);
