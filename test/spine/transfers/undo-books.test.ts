import type { Written } from '../../../spine/documents/transfer';
import { holderName } from '../../../spine/posting/holder';
import { postDocuments } from '../../../spine/posting/post';
import { saveListEntry } from '../../../spine/quickbooks/online/save';
import { savePurchaseOrder } from '../../../spine/quickbooks/online/save-purchase-order';
import type { Saved } from '../../../spine/quickbooks/books';
import { quickBooksTarget } from '../../../spine/quickbooks/online/transfers';
import { booksRowContent } from '../../../spine/quickbooks/online/transfers/books-row';
import { planUndo } from '../../../spine/transfers/undo';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../support/quickbooks';
import { judged, request } from '../ledger/fixtures';
import { transferWorld, type TransferWorld } from './world';

jest.setTimeout(60_000);

let company: RunningQuickBooks;
let world: TransferWorld;
beforeEach(async () => {
	const small = smallCompany();
	const bank = {
		Id: '35',
		SyncToken: '0',
		Name: 'Checking',
		FullyQualifiedName: 'Checking',
		AccountType: 'Bank',
		AccountSubType: 'Checking',
		Active: true,
	};
	company = await runQuickBooks({ ...small, Account: [...(small.Account ?? []), bank] });
	world = await transferWorld(quickBooksTarget(company.client));
});
afterEach(async () => {
	await world.ledger.close();
	await company.close();
});

const rows = (entity: string) => company.simulator.exportState(REALM)[entity] ?? [];
const undo = async (run: string, preview = false): Promise<Written[]> => {
	const { transfers } = await planUndo(world.ledger, { run });
	return await world.carry(transfers, { run: 'undo', preview });
};

/** A bill of 1,000.00 that was posted by run `posting`. */
async function posted(number: string, date = '2026-02-27') {
	const asked = request({ number, date });
	const coding = {
		...asked.coding,
		books: REALM,
		vendor: { id: '77' },
		payableAccount: { id: '33' },
		lines: asked.coding.lines.map((line) => ({
			...line,
			account: { id: '80' },
			customerJob: { id: '64' },
		})),
	};
	const item = { ...asked, coding };
	await judged(world.ledger, item);
	const [posting] = await postDocuments([item], {
		ledger: world.ledger,
		guard: async () => undefined,
		books: new Map([[REALM, company.books]]),
		clock: company.clock,
		sleep: () => Promise.resolve(),
		holder: holderName({ host: 'h', pid: 1, started: '1' }, number),
		run: 'posting',
		originals: () => Promise.resolve(undefined),
	});
	if (posting === undefined || !('id' in posting)) throw new Error(JSON.stringify(posting));
	return { id: posting.id, item };
}

describe('taking posted bills back', () => {
	it('deletes them and ends their claims, after a preview that deletes nothing', async () => {
		const { item } = await posted('1001');
		expect(await undo('posting', true)).toMatchObject([{ state: 'would_remove' }]);
		expect(rows('Bill')).toHaveLength(1);
		expect(await undo('posting')).toMatchObject([{ state: 'removed' }]);
		expect(rows('Bill')).toEqual([]);
		expect(await world.ledger.findRelease(item.document, item.coding)).toBeUndefined();
		expect(await undo('posting')).toEqual([]);
	});

	it('refuses a bill that is paid or changed since, and takes back the others', async () => {
		const paid = await posted('1001');
		const kept = await posted('1002');
		const changed = await posted('1003');
		await company.client.create('BillPayment', {
			VendorRef: { value: '77' },
			PayType: 'Check',
			TotalAmt: 400,
			CheckPayment: { BankAccountRef: { value: '35' } },
			Line: [{ Amount: 400, LinkedTxn: [{ TxnId: paid.id, TxnType: 'Bill' }] }],
		});
		const bill = await company.client.get('Bill', changed.id);
		// Another split of the same total.
		const line = {
			DetailType: 'AccountBasedExpenseLineDetail',
			AccountBasedExpenseLineDetail: { AccountRef: { value: '80' }, CustomerRef: { value: '64' } },
		};
		await company.client.update('Bill', {
			...Object(bill),
			Line: [
				{ ...line, Amount: 600 },
				{ ...line, Id: undefined, Amount: 400 },
			],
			sparse: false,
		});
		expect(await undo('posting')).toMatchObject([
			{ state: 'held', why: expect.stringContaining('was changed since') },
			{ state: 'removed', id: kept.id },
			{ state: 'held', why: expect.stringMatching(/was paid/) },
		]);
		expect(rows('Bill')).toHaveLength(2);
	});

	it('reads the closing date once, however many bills are taken back', async () => {
		for (const number of ['1001', '1002', '1003']) await posted(number);
		const preferences = jest.spyOn(company.client, 'preferences');
		expect(await undo('posting')).toMatchObject(
			Array.from({ length: 3 }, () => ({ state: 'removed' })),
		);
		expect(preferences).toHaveBeenCalledTimes(1);
	});

	it('refuses a bill of a period that was closed since', async () => {
		await posted('1001');
		await company.client.update('Preferences', {
			Id: '1',
			SyncToken: '0',
			sparse: true,
			AccountingInfoPrefs: { BookCloseDate: '2026-02-27' },
		});
		expect(await undo('posting')).toMatchObject([
			{ state: 'held', why: expect.stringContaining('closed up to 2026-02-27') },
		]);
		expect(rows('Bill')).toHaveLength(1);
	});
});

describe('taking purchase orders and list entries back', () => {
	const note = async (entity: string, name: string, { state, id, row, before }: Saved) => {
		if (state !== 'created' && state !== 'updated') throw new Error(state);
		await world.ledger.noteWrite({
			run: 'orders',
			key: `books_row:${REALM}:${entity}:${id}`,
			action: state,
			label: `${entity} ${name}`,
			target: { side: 'books', system: REALM, type: entity, id },
			after: booksRowContent(entity, row),
			...(before === undefined ? {} : { before: booksRowContent(entity, before) }),
		});
	};
	const order = (amount: number) => ({
		number: 'SC-0042',
		vendor: '77',
		payableAccount: '33',
		lines: [{ description: 'Footings', amount, account: '80', job: '64' }],
	});

	it('sets an order back to what it said, and deletes one that the run created', async () => {
		await note('PurchaseOrder', 'SC-0042', await savePurchaseOrder(company.client, order(1000)));
		const created = rows('PurchaseOrder');
		await world.ledger.noteWrite({
			run: 'other',
			key: 'books_row:x',
			action: 'adopted',
			label: 'x',
			target: { side: 'books', system: REALM, type: 'Vendor', id: '77' },
		});
		expect(created).toHaveLength(1);
		expect(await undo('orders')).toMatchObject([{ state: 'removed' }]);
		expect(rows('PurchaseOrder')).toEqual([]);
	});

	it('sets back what a run changed, and makes an entry that it created inactive', async () => {
		const vendor = (name: string, body: Record<string, unknown>) =>
			saveListEntry(company.client, {
				entity: 'Vendor',
				name,
				body: { DisplayName: name, ...body },
			});
		await note('Vendor', 'Kessler', await vendor('Kessler Concrete', { AcctNum: 'PCV-1' }));
		await note('Vendor', 'New', await vendor('New Vendor', {}));
		expect(await undo('orders')).toMatchObject([{ state: 'removed' }, { state: 'updated' }]);
		const vendors = rows('Vendor');
		expect(vendors.find((row) => row.DisplayName === 'Kessler Concrete')).not.toHaveProperty(
			'AcctNum',
		);
		expect(vendors.find((row) => String(row.DisplayName).startsWith('New Vendor'))).toMatchObject({
			Active: false,
		});
	});
});
