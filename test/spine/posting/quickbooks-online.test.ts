import { postDocuments, type PostItem } from '../../../spine/posting/post';
import { QuickBooksError } from '../../../spine/quickbooks/online/errors';
import { z } from 'zod';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../support/quickbooks';
import { contextFor, invoice } from './cases';
import { MemoryLedger } from './memory-ledger';

const bill = z
	.object({
		Id: z.string(),
		DocNumber: z.string(),
		TotalAmt: z.number(),
		PrivateNote: z.string(),
		Line: z.array(z.object({ Amount: z.number() }).passthrough()),
	})
	.passthrough();

describe('posting to QuickBooks Online', () => {
	let company: RunningQuickBooks;
	let ledger: MemoryLedger;

	beforeEach(async () => {
		company = await runQuickBooks();
		ledger = new MemoryLedger(company.clock);
	});
	afterEach(() => company.close());

	const released = (item: PostItem, claim: string): PostItem => {
		ledger.release(item.document, item.coding, claim);
		return item;
	};
	const post = (
		items: PostItem[],
		over: Parameters<typeof contextFor>[3] = {},
	): ReturnType<typeof postDocuments> =>
		postDocuments(items, contextFor(ledger, company.books, { ...company }, over));
	const bills = (entity = 'Bill'): Array<z.infer<typeof bill>> =>
		z.array(bill).parse(company.simulator.exportState(REALM)[entity] ?? []);

	it('writes work by item, retainage on its account, the job on every line, and attaches the original', async () => {
		const item = invoice('SC-0042-01', {
			total: 9000,
			lines: [
				{
					role: 'cost',
					description: 'Footings',
					amount: 10000,
					item: { id: '21' },
					class: { id: '200' },
					customerJob: { id: '64' },
				},
				{
					role: 'retainage',
					description: 'Less retainage 10%',
					amount: -1000,
					account: { id: '91' },
					customerJob: { id: '64' },
				},
			],
		});
		const [posting] = await post([released(item, 'c1')]);
		expect(posting).toMatchObject({
			state: 'created',
			total: 9000,
			number: 'SC-0042-01',
			attachment: expect.any(String),
			warnings: [],
		});
		expect(bills()).toEqual([
			expect.objectContaining({
				TotalAmt: 9000,
				DueDate: '2026-04-29',
				VendorRef: expect.objectContaining({ value: '77' }),
				APAccountRef: expect.objectContaining({ value: '33' }),
				PrivateNote: 'Document SC-0042-01, commitment SC-0042 [post:c1-bill-0 claim:c1]',
				Line: [
					expect.objectContaining({
						Amount: 10000,
						ItemBasedExpenseLineDetail: expect.objectContaining({
							ItemRef: expect.objectContaining({ value: '21' }),
							Qty: 1,
							UnitPrice: 10000,
							CustomerRef: expect.objectContaining({ value: '64' }),
							ClassRef: expect.objectContaining({ value: '200' }),
							BillableStatus: 'NotBillable',
						}),
					}),
					expect.objectContaining({
						Amount: -1000,
						AccountBasedExpenseLineDetail: expect.objectContaining({
							AccountRef: expect.objectContaining({ value: '91' }),
							CustomerRef: expect.objectContaining({ value: '64' }),
						}),
					}),
				],
			}),
		]);
		const files = company.simulator.exportState(REALM)['Attachable'];
		expect(files).toEqual([
			expect.objectContaining({
				FileName: 'SC-0042-01.pdf',
				Size: 1000,
				AttachableRef: [
					expect.objectContaining({
						EntityRef: {
							type: 'Bill',
							value: posting !== undefined && 'id' in posting ? posting.id : '',
						},
					}),
				],
			}),
		]);
	});

	it('writes a credit memo as a vendor credit', async () => {
		const item = invoice('CM-7', {
			entity: 'VendorCredit',
			total: -450,
			lines: [
				{
					role: 'cost',
					description: 'Back-charge',
					amount: -450,
					account: { id: '80' },
					customerJob: { id: '64' },
				},
			],
		});
		const [posting] = await post([released(item, 'c1')]);
		expect(posting).toMatchObject({ entity: 'VendorCredit', state: 'created', total: 450 });
		expect(bills('VendorCredit')).toMatchObject([{ TotalAmt: 450, DocNumber: 'CM-7' }]);
		expect(await post([item])).toMatchObject([{ state: 'existing' }]);
	});

	it.each([
		['the connection drops after the commit', { kind: 'drop', when: 'after', times: 1 }],
		['the connection drops before anything is done', { kind: 'drop', when: 'before', times: 1 }],
		['the server fails after the commit', { kind: 'status', status: 503, when: 'after', times: 1 }],
		['no attempt of the first run is answered', { kind: 'drop', when: 'after', times: 4 }],
		['calls are throttled', { kind: 'status', status: 429, when: 'before', times: 2 }],
	] as const)('writes one bill each when %s', async (_, fault) => {
		const items = ['A-1', 'A-2', 'A-3'].map((number, index) =>
			released(invoice(number), `c${String(index)}`),
		);
		await company.faults([{ ...fault, match: { operation: 'batch', entity: 'Bill' } }]);
		await post(items);
		company.advance(3_600_000);
		const postings = await post(items);
		expect(postings.map((posting) => 'id' in posting)).toEqual([true, true, true]);
		expect(
			bills()
				.map((row) => row.DocNumber)
				.sort(),
		).toEqual(['A-1', 'A-2', 'A-3']);
		expect(company.simulator.exportState(REALM)['Attachable']).toHaveLength(3);
	});

	it('asks QuickBooks before it sends anything again when the connection dropped', async () => {
		const item = released(invoice('A-1'), 'c1');
		await company.faults([
			{ kind: 'drop', when: 'after', times: 1, match: { operation: 'batch', entity: 'Bill' } },
		]);
		expect(await post([item])).toMatchObject([
			{ state: 'existing', attachment: expect.any(String) },
		]);
		expect(bills()).toHaveLength(1);
		const { requests } = company.simulator.requests();
		expect(requests.filter((request) => request.path.endsWith('/batch'))).toHaveLength(1 + 1);
	});

	it('keeps a batch in doubt whose id QuickBooks knows, and finds its bill once it stands', async () => {
		const item = released(invoice('A-1'), 'c1');
		const known = new QuickBooksError('Seen before.', { code: '600', status: 400 });
		const batch = company.client.batch.bind(company.client);
		jest.spyOn(company.client, 'batch').mockImplementationOnce(async (body, options) => {
			await batch(body, options);
			throw known;
		});
		expect(await post([item])).toMatchObject([{ state: 'existing' }]);
		expect(bills()).toHaveLength(1);
		expect(ledger.batches).toHaveLength(1);
	});

	it('writes one bill each even where QuickBooks forgets request ids at once and lets numbers repeat', async () => {
		await company.close();
		company = await runQuickBooks(smallCompany(), {
			requestIdMemoryMs: 1,
			duplicateBillNumber: 'off',
			batchAnswersReversed: true,
		});
		ledger = new MemoryLedger(company.clock);
		const items = Array.from({ length: 5 }, (_, index) =>
			released(invoice(`A-${String(index)}`), `c${String(index)}`),
		);
		await company.faults([
			{ kind: 'drop', when: 'after', times: 1, match: { operation: 'batch' } },
		]);
		const postings = await post(items);
		expect(postings).toEqual(
			items.map((item) => expect.objectContaining({ number: item.coding.number })),
		);
		expect(bills()).toHaveLength(5);
	});

	it('writes one bill where a call goes on after its connection was lost, and QuickBooks carries equal ids out side by side', async () => {
		await company.close();
		company = await runQuickBooks(smallCompany(), {
			requestIdInFlight: 'independent',
			duplicateBillNumber: 'off',
		});
		ledger = new MemoryLedger(company.clock);
		const item = released(invoice('A-1'), 'c1');
		await company.faults([
			{ kind: 'latency', ms: 400, when: 'before', times: 1, match: { operation: 'batch' } },
		]);
		const batch = company.client.batch.bind(company.client);
		let underWay: Promise<unknown> | undefined;
		jest.spyOn(company.client, 'batch').mockImplementationOnce(async (body, options) => {
			underWay = batch(body, options);
			throw new QuickBooksError('No answer.', { code: 'network', uncertain: true });
		});
		const sleep = company.sleep;
		const postings = await post([item], {
			sleep: async (ms) => {
				await sleep(ms);
				// What takes 400 ms here ends within the two minutes that calls last at most.
				if (ms > 60_000) await underWay;
			},
		});
		expect(postings).toMatchObject([{ state: 'existing' }]);
		expect(bills()).toHaveLength(1);
	});

	it('is not held back by a refusal that QuickBooks remembers', async () => {
		await company.close();
		company = await runQuickBooks(smallCompany(), { requestIdRemembersFaults: true });
		ledger = new MemoryLedger(company.clock);
		const line = {
			role: 'cost' as const,
			description: 'Works',
			amount: 9000,
			account: { id: '92' },
			customerJob: { id: '64' },
		};
		const item = released(invoice('A-1', { lines: [line] }), 'c1');
		expect(await post([item])).toMatchObject([{ why: expect.stringMatching(/inactive/) }]);
		await company.client.update('Account', {
			Id: '92',
			SyncToken: '0',
			sparse: true,
			Name: 'Old Costs',
			Active: true,
		});
		expect(await post([item])).toMatchObject([{ state: 'created' }]);
	});

	it('attaches an original once when the answer to its upload was lost', async () => {
		const items = ['A-1', 'A-2'].map((number, index) =>
			released(invoice(number), `c${String(index)}`),
		);
		await company.faults([
			{ kind: 'drop', when: 'after', times: 1, match: { operation: 'upload' } },
		]);
		expect(await post(items)).toMatchObject([
			{ warnings: [expect.stringContaining('next run')] },
			{ state: 'created' },
		]);
		expect(await post(items)).toMatchObject([
			{ attachment: expect.any(String), warnings: [] },
			{ attachment: expect.any(String) },
		]);
		expect(company.simulator.exportState(REALM)['Attachable']).toHaveLength(2);
	});

	it('refuses one row in a sentence that says how to mend it, and posts the others', async () => {
		const inactive = {
			role: 'cost' as const,
			description: 'Works',
			amount: 9000,
			account: { id: '92' },
			customerJob: { id: '64' },
		};
		const items = [
			released(invoice('A-1', { lines: [inactive] }), 'c1'),
			released(invoice('A-2', { date: '2025-12-15', dueDate: undefined }), 'c2'),
			released(
				invoice('A-3', { lines: [{ ...inactive, account: { id: '80' }, customerJob: undefined }] }),
				'c3',
			),
			released(invoice('A-4'), 'c4'),
		];
		const postings = await post(items);
		expect(postings).toMatchObject([
			{ why: expect.stringMatching(/inactive/) },
			{ why: expect.stringMatching(/books are closed/) },
			{ why: expect.stringMatching(/no customer:job/) },
			{ state: 'created' },
		]);
		expect(bills()).toHaveLength(1);
	});

	it('warns when QuickBooks drops the class', async () => {
		await company.close();
		company = await runQuickBooks({
			...smallCompany(),
			Preferences: [
				{
					Id: '1',
					SyncToken: '0',
					AccountingInfoPrefs: { ClassTrackingPerTxnLine: false, ClassTrackingPerTxn: false },
				},
			],
		});
		const line = {
			role: 'cost' as const,
			description: 'Works',
			amount: 9000,
			account: { id: '80' },
			class: { id: '200' },
			customerJob: { id: '64' },
		};
		const [posting] = await post([released(invoice('A-1', { lines: [line] }), 'c1')]);
		expect(posting).toMatchObject({
			state: 'created',
			warnings: [expect.stringContaining('dropped the class of line 1')],
		});
	});

	it('changes the unpaid bill when a revision is released', async () => {
		const [first, revised] = [invoice('A-1'), invoice('A-1', { total: 8000 })];
		await post([released(first, 'c1')]);
		ledger.release(revised.document, revised.coding, 'c1', 1);
		expect(await post([revised])).toMatchObject([{ state: 'updated', total: 8000 }]);
		expect(bills()).toMatchObject([{ TotalAmt: 8000, DocNumber: 'A-1' }]);
	});

	it('posts 200 bills with originals in at most two requests each, by far', async () => {
		const items = Array.from({ length: 200 }, (_, index) =>
			released(invoice(`A-${String(index)}`), `c${String(index)}`),
		);
		const postings = await post(items);
		expect(postings.every((posting) => 'id' in posting && posting.attachment !== undefined)).toBe(
			true,
		);
		expect(bills()).toHaveLength(200);
		expect(company.simulator.exportState(REALM)['Attachable']).toHaveLength(200);
		expect(company.simulator.requests().requests.length).toBeLessThanOrEqual(40);
	}, 20_000);
});
