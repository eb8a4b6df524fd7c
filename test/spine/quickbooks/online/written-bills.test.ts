import { z } from 'zod';
import type { WrittenBill } from '../../../../spine/quickbooks/books';
import { createOnlineBooks } from '../../../../spine/quickbooks/online/books';
import { runQuickBooks, type RunningQuickBooks, smallCompany } from '../../../support/quickbooks';

const DAY_MS = 86_400_000;

const bill = (number: string, note?: string) => ({
	DocNumber: number,
	...(note === undefined ? {} : { PrivateNote: note }),
	VendorRef: { value: '77' },
	Line: [
		{
			Amount: 10,
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '80' } },
		},
	],
});

describe('asking QuickBooks what was posted from here', () => {
	let company: RunningQuickBooks;
	let writes = 0;
	beforeEach(async () => {
		company = await runQuickBooks(smallCompany());
	});
	afterEach(() => company.close());

	const write = async (operation: string, row: object, entity = 'Bill'): Promise<void> => {
		const body = JSON.stringify({ BatchItemRequest: [{ bId: '1', operation, [entity]: row }] });
		await company.client.batch(body, { requestId: `write-${(writes += 1)}` });
	};
	const told = async (since?: string): Promise<{ asOf: string[]; bills: WrittenBill[] }> => {
		const pages = [];
		for await (const page of createOnlineBooks(company.client).written(since)) pages.push(page);
		return { asOf: pages.map(({ asOf }) => asOf), bills: pages.flatMap(({ bills }) => bills) };
	};
	const numbers = async (since?: string) => (await told(since)).bills.map(({ number }) => number);
	const now = (): string => new Date(company.client.answeredAt() ?? 0).toISOString();

	it('tells bills and credits by the tag in their memo, whoever wrote text before it', async () => {
		await write(
			'create',
			bill('OURS', '[post:x claim:y] thanks\nDocument 1 [post:p-1 claim:clm-1]'),
		);
		await write('create', bill('THEIRS', 'paid by hand'));
		await write('create', bill('BARE'));
		await write('create', bill('CREDIT', 'Document 2 [post:p-2 claim:clm-2]'), 'VendorCredit');
		const { bills, asOf } = await told();
		expect(bills).toEqual([
			expect.objectContaining({
				entity: 'Bill',
				number: 'OURS',
				total: 10,
				vendor: '77',
				requestId: 'p-1',
				claim: 'clm-1',
				createdAt: expect.any(String),
				changedAt: expect.any(String),
			}),
			expect.objectContaining({ entity: 'VendorCredit', requestId: 'p-2', claim: 'clm-2' }),
		]);
		expect(Date.parse(asOf[0] ?? '')).toBeLessThanOrEqual(company.client.answeredAt() ?? 0);
	});

	it('tells in one read what was written or changed since, and nothing of what was deleted', async () => {
		await write('create', bill('OLD', '[post:p-1 claim:clm-1]'));
		company.advance(3_600_000);
		await write('create', bill('GONE', '[post:p-2 claim:clm-2]'));
		const [found] = await company.client.rawQuery("select * from Bill where DocNumber = 'GONE'");
		const gone = z.object({ Id: z.string(), SyncToken: z.string() }).parse(found);
		const since = now();
		company.advance(3_600_000);
		await write('create', bill('NEW', '[post:p-3 claim:clm-3]'));
		await write('delete', gone);
		const before = company.client.count.reads;
		expect(await numbers(since)).toEqual(['NEW']);
		expect(company.client.count.reads - before).toBe(1);
	});

	it('says until when although nothing changed, and looks further back than changes are captured', async () => {
		await write('create', bill('OLD', '[post:p-1 claim:clm-1]'));
		const since = now();
		company.advance(40 * DAY_MS);
		await write('create', bill('NEW', '[post:p-2 claim:clm-2]'));
		expect(await numbers(since)).toEqual(['OLD', 'NEW']);
		company.advance(DAY_MS);
		await company.client.companyInfo();
		const { asOf, bills } = await told(now());
		expect(bills).toEqual([]);
		expect(asOf).toHaveLength(1);
	});
});
