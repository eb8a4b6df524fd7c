import { z } from 'zod';
import type { CodingLine } from '../../../spine/documents/coding';
import { postDocuments, type PostItem } from '../../../spine/posting/post';
import { QuickBooksError } from '../../../spine/quickbooks/online/errors';
import { savePurchaseOrder } from '../../../spine/quickbooks/online/save-purchase-order';
import { wireLineSchema } from '../../../spine/quickbooks/online/wire';
import type { Switches } from '../../../simulators/quickbooks';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../support/quickbooks';
import { contextFor, invoice } from './cases';
import { networkFailure } from './fake-books';
import { MemoryLedger } from './memory-ledger';

jest.setTimeout(60_000);

const stored = z
	.object({
		Id: z.string(),
		DocNumber: z.string(),
		TotalAmt: z.number(),
		POStatus: z.string().optional(),
		LinkedTxn: z.array(z.object({ TxnId: z.string(), TxnType: z.string() })).default([]),
		Line: z.array(wireLineSchema),
	})
	.passthrough();

const NUMBER = 'SC-0042';
const lineOf = (amount: number, over: Partial<CodingLine> = {}): CodingLine => ({
	role: 'cost',
	description: 'Footings',
	amount,
	account: { id: '80' },
	customerJob: { id: '64' },
	...over,
});

describe('a bill of a commitment that QuickBooks keeps as a purchase order', () => {
	let company: RunningQuickBooks;
	let ledger: MemoryLedger;
	let orderId: string;
	afterEach(() => company.close());

	async function start(
		switches: Partial<Switches> = {},
		entities = smallCompany(),
		vendor = '77',
	): Promise<void> {
		company = await runQuickBooks(entities, switches);
		ledger = new MemoryLedger(company.clock);
		const line = { account: '80', job: '64' };
		const { id } = await savePurchaseOrder(company.client, {
			number: NUMBER,
			vendor,
			payableAccount: '33',
			status: 'Open',
			lines: [
				{ ...line, description: 'Footings', amount: 10000 },
				{ ...line, description: 'Slab', amount: 5000 },
			],
		});
		orderId = id;
	}
	const rows = (entity: string) =>
		z.array(stored).parse(company.simulator.exportState(REALM)[entity] ?? []);
	const order = () => rows('PurchaseOrder')[0];
	const linked = (amount: number, line = '1') =>
		lineOf(amount, { purchaseOrder: { id: orderId, number: NUMBER, line } });
	const demand = (number: string, lines: CodingLine[], claim = number): PostItem => {
		const total = lines.reduce((sum, { amount }) => sum + amount, 0);
		const item = invoice(number, { lines, total });
		ledger.release(item.document, item.coding, claim);
		return item;
	};
	const post = (...items: PostItem[]) =>
		postDocuments(items, contextFor(ledger, company.books, { ...company, clock: company.clock }));

	it('is linked line by line, draws on the order, and closes it when it is used up', async () => {
		await start();
		const retainage = lineOf(-1000, { role: 'retainage', account: { id: '91' } });
		const [first] = await post(demand('A-1', [linked(6000), linked(5000, '2'), retainage]));

		expect(first).toMatchObject({ state: 'created', warnings: [] });
		const [bill] = rows('Bill');
		expect(bill?.LinkedTxn).toEqual([{ TxnId: orderId, TxnType: 'PurchaseOrder' }]);
		expect(bill?.Line.map(({ LinkedTxn }) => LinkedTxn)).toEqual([
			[{ TxnId: orderId, TxnType: 'PurchaseOrder', TxnLineId: '1' }],
			[{ TxnId: orderId, TxnType: 'PurchaseOrder', TxnLineId: '2' }],
			undefined,
		]);
		expect(order()).toMatchObject({
			POStatus: 'Open',
			LinkedTxn: [{ TxnId: bill?.Id, TxnType: 'Bill' }],
			Line: [{ Received: 6000 }, { Received: 5000 }],
		});

		await post(demand('A-2', [linked(4000)]));
		expect(order()).toMatchObject({ POStatus: 'Closed', Line: [{ Received: 10000 }, {}] });
	});

	it('is posted without the link to an order that was closed, and says so', async () => {
		await start();
		await savePurchaseOrder(company.client, {
			number: NUMBER,
			vendor: '77',
			payableAccount: '33',
			status: 'Closed',
			lines: [],
		});
		const [posting] = await post(demand('A-1', [linked(6000)]));

		expect(posting).toMatchObject({
			state: 'created',
			warnings: [
				expect.stringMatching(/^Line 1 is not linked to purchase order SC-0042: .*closed/),
			],
		});
		expect(rows('Bill')[0]?.Line[0]?.LinkedTxn).toBeUndefined();
	});

	it('leaves away the links that two bills of one batch could only have together', async () => {
		await start();
		const [first, second, third] = await post(
			demand('A-1', [linked(7000)]),
			demand('A-2', [linked(7000)]),
			demand('A-3', [linked(3000)]),
		);

		expect([first, third]).toMatchObject([{ warnings: [] }, { warnings: [] }]);
		expect(second).toMatchObject({
			state: 'created',
			warnings: [expect.stringContaining('only $3,000.00 is open on its line')],
		});
		expect(order()?.Line[0]?.Received).toBe(10000);
		const [late] = await post(demand('A-4', [linked(1)]));
		expect(late).toMatchObject({ warnings: [expect.stringContaining('billed in full already')] });
	});

	it.each([
		['the order is of another vendor', '78', {}, /belongs to another vendor/],
		['its line is gone', '77', { line: '99' }, /has lost the line/],
		['the order is gone', '77', { id: '4711' }, /no longer in QuickBooks/],
	])('is posted without a link when %s', async (_, vendor, over, why) => {
		await start({}, smallCompany(), vendor);
		const purchaseOrder = { id: orderId, number: NUMBER, line: '1', ...over };
		const [posting] = await post(demand('A-1', [lineOf(6000, { purchaseOrder })]));

		expect(posting).toMatchObject({
			state: 'created',
			warnings: [expect.stringMatching(why)],
		});
	});

	it('says which links QuickBooks dropped although it answered that all is well', async () => {
		await start({ silentlyDropLinks: true });
		const [posting] = await post(demand('A-1', [linked(6000)]));

		expect(posting).toMatchObject({
			state: 'created',
			warnings: [expect.stringMatching(/^QuickBooks dropped the link of line 1 to purchase order/)],
		});
	});

	it('is sent again without links when QuickBooks refuses them, and stands once', async () => {
		await start();
		const { books } = company;
		const write = books.write.bind(books);
		const closing = jest.spyOn(books, 'write').mockImplementationOnce(async (...given) => {
			await savePurchaseOrder(company.client, {
				number: NUMBER,
				vendor: '77',
				payableAccount: '33',
				status: 'Closed',
				lines: [],
			});
			return write(...given);
		});
		const started = company.clock();
		const [posting] = await post(demand('A-1', [linked(6000)]));

		expect(closing).toHaveBeenCalledTimes(2);
		expect(company.clock() - started).toBeLessThan(30_000);
		expect(posting).toMatchObject({
			state: 'created',
			warnings: [expect.stringMatching(/^Line 1 is not linked .* which the books refused/)],
		});
		expect(rows('Bill')).toHaveLength(1);
	});

	it('says so too when a later run writes it in another batch', async () => {
		await start();
		await post(demand('A-0', [linked(10000)]));
		const item = demand('A-1', [linked(6000), linked(5000, '2')]);
		const broken = jest.spyOn(company.books, 'write').mockRejectedValue(networkFailure());
		expect(await post(item)).toMatchObject([{ why: expect.any(String) }]);
		expect(rows('Bill')).toHaveLength(1);
		broken.mockRestore();
		const [posting] = await post(item);

		expect(posting).toMatchObject({
			total: 11000,
			warnings: [
				'Line 1 is not linked to purchase order SC-0042: its line is billed in full already. Revise the order, then link it.',
			],
		});
		expect(rows('Bill')[1]?.Line.map(({ LinkedTxn }) => LinkedTxn?.[0]?.TxnLineId)).toEqual([
			undefined,
			'2',
		]);
	});

	it('carries the sentence of a line that the mapping could not link', async () => {
		await start();
		const why = 'The line bills no line that stands on purchase order SC-0042.';
		const [posting] = await post(demand('A-1', [lineOf(6000, { unlinked: why })]));

		expect(posting).toMatchObject({ state: 'created', warnings: [why] });
	});

	it('keeps its links when a released revision changes it, also after the order was closed', async () => {
		await start();
		await post(demand('A-1', [linked(10000), linked(5000, '2')], 'c1'));
		expect(order()?.POStatus).toBe('Closed');
		const lowered = invoice('A-1', { lines: [linked(8000), linked(5000, '2')], total: 13000 });
		ledger.release(lowered.document, lowered.coding, 'c1', 1);
		const [posting] = await post(lowered);

		expect(posting).toMatchObject({ state: 'updated', total: 13000, warnings: [] });
		expect(rows('Bill')[0]?.Line.map(({ LinkedTxn }) => LinkedTxn?.[0]?.TxnLineId)).toEqual([
			'1',
			'2',
		]);
		expect(order()).toMatchObject({ POStatus: 'Open', Line: [{ Received: 8000 }, {}] });
	});

	it('is posted without a link where the subscription has no purchase orders any more', async () => {
		await start();
		const query = company.client.query.bind(company.client);
		jest.spyOn(company.client, 'query').mockImplementation(async (wanted, signal) => {
			if (wanted.entity === 'PurchaseOrder') {
				throw new QuickBooksError('Not in this subscription.', { code: '5020' });
			}
			return query(wanted, signal);
		});
		expect(await post(demand('A-1', [linked(6000)]))).toMatchObject([{ state: 'created' }]);
	});

	it('costs one more read for a batch, and none where no line is linked', async () => {
		await start();
		const reads = company.client.count.reads;
		await post(...[1, 2, 3].map((n) => demand(`A-${String(n)}`, [lineOf(100)])));
		const without = company.client.count.reads - reads;
		await post(...[4, 5, 6].map((n) => demand(`A-${String(n)}`, [linked(100)])));
		expect(company.client.count.reads - reads - without).toBe(without + 1);
	});
});
