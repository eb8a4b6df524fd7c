import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Ledger } from '../../../../spine/ledger/ledger';
import { openSqliteLedger } from '../../../../spine/ledger/sqlite';
import { backfillQuickBooks } from '../../../../spine/quickbooks/online/history';
import type { QuickBooksSheet } from '../../../../spine/quickbooks/online/sheets';
import { watchOnce, type WatchOptions } from '../../../../spine/quickbooks/online/watch';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../../support/quickbooks';

const row = z.object({ Id: z.string() });
const DAY_MS = 86_400_000;

const bill = (number: string) => ({
	DocNumber: number,
	VendorRef: { value: '77' },
	Line: [
		{
			Amount: 10,
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
		},
	],
});

describe('watching what changes in QuickBooks', () => {
	let company: RunningQuickBooks;
	let ledger: Ledger;
	let folder: string;
	let portions: QuickBooksSheet[][];
	let said: string[];

	beforeEach(async () => {
		company = await runQuickBooks(smallCompany());
		folder = await mkdtemp(path.join(tmpdir(), 'watch-'));
		ledger = await openSqliteLedger({
			path: path.join(folder, 'ledger.sqlite'),
			clock: company.clock,
			blobDir: folder,
		});
		portions = [];
		said = [];
	});
	afterEach(async () => {
		await ledger.close();
		await company.close();
		await rm(folder, { recursive: true, force: true });
	});

	const watch = (over: Partial<WatchOptions> = {}): Promise<number> =>
		watchOnce({
			client: company.client,
			ledger,
			note: 'watcher',
			entities: ['Bill', 'BillPayment', 'Vendor'],
			record: true,
			atOnce: 200,
			clock: company.clock,
			emit: async (sheets) => {
				portions.push(sheets);
			},
			say: (sentence) => said.push(sentence),
			...over,
		});
	const backfill = () =>
		backfillQuickBooks({ client: company.client, ledger, books: REALM, clock: company.clock });
	const write = async (operation: string, Bill: object): Promise<void> => {
		const body = JSON.stringify({ BatchItemRequest: [{ bId: '1', operation, Bill }] });
		await company.client.batch(body, { requestId: String(company.clock()) });
	};
	const names = () =>
		portions.flat().map(({ record }) => {
			if (record?.type === 'vendor') return record.name;
			return record?.type === 'bill'
				? `${record.number ?? ''}${record.deleted === true ? ' deleted' : ''}`
				: (record?.type ?? '');
		});

	it('begins where it is switched on, and hands over each later change once', async () => {
		await company.client.create('Bill', bill('B-0'));
		expect(await watch()).toBe(0);
		company.advance(60_000);
		await company.client.create('Bill', bill('B-1'));
		await company.client.create('Vendor', { DisplayName: 'New Vendor' });
		expect(await watch()).toBe(2);
		expect(names()).toEqual(['New Vendor', 'B-1']);
		expect(portions[0]?.[1]?.document).toMatchObject({ kind: 'invoice', number: 'B-1', total: 10 });
		expect(await watch()).toBe(0);
		company.advance(60_000);
		expect(await watch()).toBe(0);
		await company.client.update('Vendor', { Id: '78', SyncToken: '0', DisplayName: 'Steel' });
		expect(await watch()).toBe(1);
		expect(await ledger.list('vendor', { name: 'Steel' })).toHaveLength(1);
	});

	it('costs one metered read a look', async () => {
		await watch();
		const before = company.client.count.reads;
		await company.client.create('Bill', bill('B-1'));
		await watch();
		expect(company.client.count.reads - before).toBe(1);
	});

	it('goes on from the backfill, tells deletions, and what was deleted keeps what was known', async () => {
		const { Id } = row.parse(await company.client.create('Bill', bill('B-1')));
		company.advance(600_000);
		await backfill();
		company.advance(10 * DAY_MS);
		await write('delete', { Id, SyncToken: '0' });
		await company.client.create('Bill', bill('B-2'));
		expect(await watch()).toBe(2);
		expect(names().sort()).toEqual(['B-1 deleted', 'B-2']);
		const deleted = portions.flat().find(({ record }) => record?.deleted === true);
		expect(deleted).toEqual({
			record: expect.objectContaining({ vendor: '77', total: 10, deleted: true }),
		});
		expect(await ledger.get('bill', Id)).toMatchObject({ deleted: true, total: 10 });
		expect(said).toEqual([]);
	});

	it('loses nothing when it was off for longer than QuickBooks tells, and says what it cannot know', async () => {
		const { Id } = row.parse(await company.client.create('Bill', bill('B-1')));
		await company.client.create('Bill', bill('B-2'));
		company.advance(600_000);
		await backfill();
		await watch();
		portions = [];
		company.advance(DAY_MS);
		await write('delete', { Id, SyncToken: '0' });
		await company.client.create('Bill', bill('B-3'));
		company.advance(45 * DAY_MS);
		expect(await watch()).toBe(2);
		expect(names().sort()).toEqual(['B-1 deleted', 'B-3']);
		expect(said).toEqual([expect.stringMatching(/no longer tells what was deleted between/)]);
		expect(await watch()).toBe(0);
	});

	it('hands over in portions, and after a break only what was not taken', async () => {
		await watch();
		for (let index = 0; index < 5; index += 1) {
			await company.client.create('Bill', bill(`B-${String(index)}`));
		}
		let taken = 0;
		const breaking = watch({
			atOnce: 2,
			emit: async (sheets) => {
				if (taken === 2) throw new Error('n8n was stopped');
				taken += 1;
				portions.push(sheets);
			},
		});
		await expect(breaking).rejects.toThrow('n8n was stopped');
		expect(portions.map((portion) => portion.length)).toEqual([2, 2]);
		expect(await watch()).toBe(1);
		expect(names().sort()).toEqual(['B-0', 'B-1', 'B-2', 'B-3', 'B-4']);
	});

	it.each([200, -200])(
		'goes by the clock of the books, %i days from this machine',
		async (days) => {
			const clock = () => company.clock() + days * DAY_MS;
			await watch({ clock });
			company.advance(60_000);
			await company.client.create('Bill', bill('B-1'));
			expect(await watch({ clock })).toBe(1);
		},
	);

	it('leaves the ledger alone when it is told not to record', async () => {
		await watch();
		await company.client.create('Bill', bill('B-1'));
		expect(await watch({ record: false })).toBe(1);
		expect(await ledger.list('bill')).toEqual([]);
	});
});
