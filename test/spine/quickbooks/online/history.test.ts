import type { LedgerRecord } from '../../../../spine/documents/records';
import type { BackfillProgress } from '../../../../spine/ledger/ledger';
import {
	backfillQuickBooks,
	type HistoryContext,
	type HistoryReport,
} from '../../../../spine/quickbooks/online/history';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../../support/quickbooks';

class Mirror {
	readonly records = new Map<string, LedgerRecord>();
	readonly progress = new Map<string, BackfillProgress>();

	async record(
		records: readonly LedgerRecord[],
	): Promise<{ added: number; changed: number; same: number }> {
		for (const record of records) this.records.set(`${record.type} ${record.id}`, record);
		return { added: records.length, changed: 0, same: 0 };
	}

	async backfillProgress(): Promise<BackfillProgress[]> {
		return [...this.progress.values()];
	}

	async putBackfillProgress(progress: BackfillProgress): Promise<void> {
		this.progress.set(progress.resource, progress);
	}
}

const bills = (count: number): unknown[] =>
	Array.from({ length: count }, (_, index) => ({
		Id: String(1000 + index),
		SyncToken: '0',
		DocNumber: `B-${String(index)}`,
		TxnDate: '2026-01-15',
		TotalAmt: 10,
		Balance: 10,
		VendorRef: { value: '77' },
		APAccountRef: { value: '33' },
		MetaData: { CreateTime: '2026-01-15T10:00:00Z', LastUpdatedTime: '2026-01-15T10:00:00Z' },
		Line: [
			{
				Id: '1',
				Amount: 10,
				DetailType: 'AccountBasedExpenseLineDetail',
				AccountBasedExpenseLineDetail: {
					AccountRef: { value: '80' },
					CustomerRef: { value: '64' },
				},
			},
		],
	}));

describe("reading a company's history", () => {
	let company: RunningQuickBooks;
	let mirror: Mirror;

	beforeEach(async () => {
		company = await runQuickBooks({ ...smallCompany(), Bill: bills(1500) });
		mirror = new Mirror();
	});
	afterEach(() => company.close());

	const read = (overrides: Partial<HistoryContext> = {}): Promise<HistoryReport> =>
		backfillQuickBooks({
			client: company.client,
			ledger: mirror,
			books: REALM,
			clock: company.clock,
			...overrides,
		});

	it('takes everything over, inactive entries too, and says how far it came', async () => {
		const seen: string[] = [];
		const report = await read({
			onProgress: (progress) =>
				seen.push(`${progress.resource} ${String(progress.rows)} ${String(progress.complete)}`),
		});
		expect(report).toMatchObject({
			refused: [],
			rows: { Bill: 1500, Vendor: 2, Account: 5, Customer: 2 },
		});
		expect(mirror.records.get('account 92')).toMatchObject({ active: false });
		expect(mirror.records.get(`books ${REALM}`)).toMatchObject({
			closingDate: '2025-12-31',
			tracksClasses: true,
		});
		expect(seen).toEqual(expect.arrayContaining(['Bill 1000 false', 'Bill 1500 true']));
		expect([...mirror.progress.values()].every((progress) => progress.complete)).toBe(true);
	});

	it('goes on at the page where it was stopped', async () => {
		const stop = new AbortController();
		const stopped = read({
			signal: stop.signal,
			onProgress: ({ resource, rows }) => {
				if (resource === 'Bill' && rows === 1000) stop.abort(new Error('stopped'));
			},
		});
		await expect(stopped).rejects.toThrow('stopped');
		expect(mirror.progress.get('Bill')).toMatchObject({ next: 1001, rows: 1000, complete: false });
		const report = await read();
		expect(report.rows['Bill']).toBe(500);
		expect([...mirror.records.keys()].filter((key) => key.startsWith('bill '))).toHaveLength(1500);
		expect(mirror.progress.get('Bill')).toMatchObject({ rows: 1500, complete: true });
	});

	it('reads only what changed afterwards, with deletions, in one request', async () => {
		await read();
		company.advance(3_600_000);
		await company.client.create('Vendor', { DisplayName: 'New Vendor' });
		const deletion = {
			BatchItemRequest: [{ bId: 'd', operation: 'delete', Bill: { Id: '1000', SyncToken: '0' } }],
		};
		await company.client.batch(JSON.stringify(deletion), { requestId: 'deletion' });
		const before = company.client.count.reads;
		const report = await read();
		expect(report.rows).toEqual({ Preferences: 1, Vendor: 1, Bill: 1 });
		expect(mirror.records.get('bill 1000')).toMatchObject({ deleted: true });
		expect(company.client.count.reads - before).toBe(3);
	});

	it.each([
		['months ahead of', 90, true],
		['months behind', -90, true],
		['months ahead of', 90, false],
		['months behind', -90, false],
	])(
		'misses no change while this machine is %s the books (%i days; their time was kept: %s)',
		async (_words, days, kept) => {
			const clock = () => company.clock() + days * 86_400_000;
			await read({ clock });
			if (!kept) {
				for (const [key, { cursor: _, ...progress }] of mirror.progress) {
					mirror.progress.set(key, progress);
				}
			}
			company.advance(3_600_000);
			await company.client.create('Vendor', { DisplayName: 'New Vendor' });
			await company.client.update('Vendor', { Id: '78', SyncToken: '0', DisplayName: 'Steel' });
			const before = company.client.count.reads;
			const report = await read({ clock });
			expect(report.rows).toEqual({ Preferences: 1, Vendor: 2 });
			expect(company.client.count.reads - before).toBe(3);
			expect(mirror.progress.get('Vendor')).toMatchObject({
				asOf: new Date(clock()).toISOString(),
				cursor: new Date(company.clock()).toISOString(),
			});
		},
	);

	it('asks again for each kind where one answer of changes is full, so that deletions show', async () => {
		await read();
		company.advance(3_600_000);
		for (let start = 0; start < 990; start += 30) {
			const items = Array.from({ length: 30 }, (_, index) => ({
				bId: String(index),
				operation: 'create',
				Vendor: { DisplayName: `Vendor ${String(start + index)}` },
			}));
			const body = JSON.stringify({ BatchItemRequest: items });
			await company.client.batch(body, { requestId: `batch-${String(start)}` });
		}
		for (let start = 0; start < 30; start += 10) {
			const items = Array.from({ length: 10 }, (_, index) => ({
				bId: String(index),
				operation: 'delete',
				Bill: { Id: String(1000 + start + index), SyncToken: '0' },
			}));
			const body = JSON.stringify({ BatchItemRequest: items });
			await company.client.batch(body, { requestId: `deletion-${String(start)}` });
		}
		const report = await read();
		expect(report.rows).toMatchObject({ Vendor: 990, Bill: 30 });
		const deleted = [...mirror.records.values()].filter((record) => record.deleted === true);
		expect(deleted).toHaveLength(30);
	});

	it('reads changes by their time when the last pass was too long ago for change data capture', async () => {
		await read();
		company.advance(40 * 86_400_000);
		await company.client.create('Vendor', { DisplayName: 'New Vendor' });
		const report = await read();
		expect(report.rows).toEqual({ Preferences: 1, Vendor: 1 });
	});
});
