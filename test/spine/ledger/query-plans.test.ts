import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import {
	bill,
	booksVendor,
	fits,
	furnish,
	handClock,
	policy,
	request,
	requisition,
	temporaryFolder,
} from './fixtures';

/** Tables that grow with the number of documents. */
const GROWING =
	/\b(claims|claim_keys|claim_lines|sightings|decisions|records|events|intents|releases)\b/;

const planRow = z.object({ detail: z.string() });

describe('deciding a document on a long history', () => {
	it('reads and writes every growing table by an index and never sorts what it finds', async () => {
		const folder = temporaryFolder();
		mkdirSync(join(folder, 'blobs'));
		const path = join(folder, 'ledger.sqlite');
		const ledger = await openSqliteLedger({
			path,
			clock: handClock(),
			blobDir: join(folder, 'blobs'),
		});
		await furnish(ledger);
		await ledger.record([bill('B1', 'X-1', 10), requisition('R1', 1, 10), booksVendor]);

		const statements = new Set<string>();
		const prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
		const own = join(folder, 'second.sqlite');
		const watched = await openSqliteLedger({
			path: own,
			clock: handClock(),
			blobDir: join(folder, 'blobs'),
		});
		await furnish(watched);
		prepare.mockClear();
		const full = request({
			kind: 'pay_application',
			application: '2',
			policy: { ...policy, limit: 5_000 },
			document: {
				changeOrders: ['CO 1'],
				lineFingerprint: 'fp',
				servicePeriod: { from: '2026-02-01', to: '2026-02-28' },
			},
		});
		await watched.judge(full, fits(full));
		for (const [text] of prepare.mock.calls) statements.add(text);
		prepare.mockRestore();
		await watched.close();

		expect(statements.size).toBeGreaterThan(30);
		const database = new DatabaseSync(path);
		const plans = [...statements].map((text) => ({
			text,
			plan: planRow
				.array()
				.parse(database.prepare(`EXPLAIN QUERY PLAN ${text}`).all())
				.map(({ detail }) => detail),
		}));
		database.close();
		await ledger.close();
		const scans = plans.filter(({ text, plan }) =>
			plan.some((step) => /^SCAN/.test(step) && GROWING.test(step) && !isEndOfChain(text)),
		);
		expect(scans).toEqual([]);
		const sorts = plans.filter(
			({ text, plan }) =>
				/"(claims|decisions|events)"/.test(text) && plan.some((step) => /TEMP B-TREE/.test(step)),
		);
		expect(sorts).toEqual([]);
	});
});

/** The last event is read from the end of its primary key. */
const isEndOfChain = (text: string): boolean =>
	/from "events" order by "seq" desc limit/.test(text);
