import QuickBooks from 'node-quickbooks';
import Quickbooks from 'quickbooks-node-promise';
import { z } from 'zod';
import type { Transfer } from '../../../../../spine/documents/transfer';
import type { ContentOf } from '../../../../../spine/documents/transfer-content';
import { transferReference } from '../../../../../spine/documents/transfer-reference';
import { quickBooksTarget } from '../../../../../spine/quickbooks/online/transfers';
import { planUndo } from '../../../../../spine/transfers/undo';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../../../support/quickbooks';
import { transferWorld, type TransferWorld } from '../../../transfers/world';

jest.setTimeout(60_000);

const key = 'labour:projects:100:4620:2026-03-09..2026-03-15:0';
const content: ContentOf<'labour'> = {
	kind: 'labour',
	number: 'L-2301-260315',
	date: '2026-03-15',
	memo: `Labour of 2301, 2026-03-09 to 2026-03-15, from approved timecards. ${transferReference(key)}`,
	lines: [
		{
			posting: 'debit',
			amount: 887.69,
			account: { id: '80' },
			customerJob: { id: '64' },
			class: { id: '200' },
			description: 'Labour 03-300 L',
		},
		{
			posting: 'credit',
			amount: 887.69,
			account: { id: '95' },
			description: 'Labour',
		},
	],
};
const transfer = (change: Partial<typeof content> = {}): Transfer => ({
	key,
	action: 'save',
	label: 'Labour of 2301, 2026-03-09 to 2026-03-15: $887.69 for 17 h',
	source: { side: 'projects', system: '77', type: 'timecards', id: '100 2026-03-09..2026-03-15 f' },
	target: { side: 'books', system: REALM, type: 'journal_entry', project: '100' },
	content: { ...content, ...change },
	amount: 887.69,
	currency: 'USD',
	date: '2026-03-15',
});

let company: RunningQuickBooks;
let world: TransferWorld;
beforeEach(async () => {
	const small = smallCompany();
	const clearing = {
		Id: '95',
		SyncToken: '0',
		Name: 'Payroll Clearing',
		FullyQualifiedName: 'Payroll Clearing',
		AccountType: 'Other Current Liability',
		AccountSubType: 'OtherCurrentLiabilities',
		Active: true,
	};
	company = await runQuickBooks({ ...small, Account: [...(small.Account ?? []), clearing] });
	world = await transferWorld(quickBooksTarget(company.client));
});
afterEach(async () => {
	await world.ledger.close();
	await company.close();
});

const rowSchema = z
	.object({ Id: z.string(), SyncToken: z.string(), DocNumber: z.string(), TxnDate: z.string() })
	.passthrough();
const entries = () =>
	z.array(rowSchema).parse(company.simulator.exportState(REALM).JournalEntry ?? []);
const undo = async () => {
	const { transfers } = await planUndo(world.ledger, { run: 'run-1' });
	// What a run closed or changed since has to be asked anew.
	const target = quickBooksTarget(company.client);
	return await world.carry(transfers, { run: 'undo', target });
};
const settings = async (BookCloseDate: string) =>
	await company.client.update('Preferences', {
		Id: '1',
		SyncToken: '0',
		sparse: true,
		AccountingInfoPrefs: { BookCloseDate },
	});

/** A journal entry as Intuit's reference describes it. */
const reference = z.object({ value: z.string() }).passthrough();
const journalEntry = z
	.object({
		Id: z.string().regex(/^\d+$/),
		SyncToken: z.string().regex(/^\d+$/),
		DocNumber: z.string().max(21),
		TxnDate: z.string().date(),
		PrivateNote: z.string().max(4000),
		Line: z
			.array(
				z
					.object({
						Id: z.string(),
						Amount: z.number().positive(),
						Description: z.string(),
						DetailType: z.literal('JournalEntryLineDetail'),
						JournalEntryLineDetail: z
							.object({
								PostingType: z.enum(['Debit', 'Credit']),
								AccountRef: reference,
								Entity: z
									.object({ Type: z.literal('Customer'), EntityRef: reference })
									.passthrough()
									.optional(),
								ClassRef: reference.optional(),
							})
							.passthrough(),
					})
					.passthrough(),
			)
			.min(2),
	})
	.passthrough();

describe('labour in QuickBooks', () => {
	it('is written once, reads back as it was written, and is previewed before', async () => {
		expect(await world.carry([transfer()], { preview: true })).toMatchObject([
			{ state: 'would_create' },
		]);
		expect(entries()).toEqual([]);
		expect(await world.carry([transfer()])).toMatchObject([{ state: 'created', warnings: [] }]);
		expect(await world.carry([transfer()])).toMatchObject([{ state: 'same' }]);
		expect(entries()).toHaveLength(1);
		const [kept] = await world.ledger.transfers({ keys: [key] });
		expect(kept?.written).toEqual(content);
	});

	it('is found again by its mark when the ledger was lost, also under another number', async () => {
		await world.carry([transfer()]);
		await world.ledger.close();
		world = await transferWorld(quickBooksTarget(company.client));
		expect(await world.carry([transfer()])).toMatchObject([{ state: 'adopted' }]);
		const renumbered = transfer({ number: 'L-2399-260315' });
		await world.ledger.close();
		world = await transferWorld(quickBooksTarget(company.client));
		expect(await world.carry([renumbered])).toMatchObject([{ state: 'held' }]);
		expect(entries()).toHaveLength(1);
	});

	it('takes the entry that a person made for the same, and holds one that differs', async () => {
		const line = (PostingType: string, account: string, amount: number, more: object = {}) => ({
			Amount: amount,
			DetailType: 'JournalEntryLineDetail',
			JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ...more },
		});
		const job = { Entity: { Type: 'Customer', EntityRef: { value: '64' } } };
		const enter = async (amount: number) =>
			await company.client.create('JournalEntry', {
				DocNumber: content.number,
				TxnDate: content.date,
				Line: [line('Credit', '95', amount), line('Debit', '80', amount, job)],
			});
		await enter(887.69);
		expect(await world.carry([transfer()], { preview: true })).toMatchObject([
			{ state: 'adopted' },
		]);
		await enter(500);
		expect(await world.carry([transfer()])).toMatchObject([
			{ state: 'held', why: expect.stringContaining('holds') },
		]);
		expect(entries()).toHaveLength(2);
	});

	it('is never changed: another content under its name is held', async () => {
		await world.carry([transfer()]);
		const lines = content.lines.map((line) => ({ ...line, amount: 900 }));
		expect(await world.carry([transfer({ lines })])).toMatchObject([
			{ state: 'held', why: expect.stringContaining('cannot be changed over its API') },
		]);
	});

	it('tells of what QuickBooks drops in silence', async () => {
		await company.client.update('Preferences', {
			Id: '1',
			SyncToken: '0',
			sparse: true,
			AccountingInfoPrefs: { ClassTrackingPerTxnLine: false },
		});
		expect(await world.carry([transfer()])).toMatchObject([
			{
				state: 'created',
				warnings: ['QuickBooks dropped the class of a line. Turn on class tracking there.'],
			},
		]);
	});

	it('is not written into a closed period', async () => {
		await settings('2026-03-31');
		expect(await world.carry([transfer()])).toMatchObject([
			{
				state: 'held',
				why: expect.stringContaining('dated 2026-03-15, and the books are closed up to 2026-03-31'),
			},
		]);
		expect(entries()).toEqual([]);
	});

	it('is taken back with its run, but not once it was changed or its period closed', async () => {
		await world.carry([transfer()]);
		const [row] = entries();
		await company.client.update('JournalEntry', {
			...row,
			sparse: true,
			PrivateNote: 'looked at by the controller',
		});
		expect(await undo()).toMatchObject([
			{ state: 'held', why: expect.stringContaining('changed') },
		]);
		const [changed] = entries();
		await company.client.update('JournalEntry', {
			...changed,
			sparse: true,
			PrivateNote: content.memo,
		});
		await settings('2026-03-31');
		expect(await undo()).toMatchObject([{ state: 'held', why: expect.stringContaining('closed') }]);
		await company.client.update('Preferences', {
			Id: '1',
			SyncToken: '1',
			sparse: true,
			AccountingInfoPrefs: { BookCloseDate: '2025-12-31' },
		});
		expect(await undo()).toMatchObject([{ state: 'removed' }]);
		expect(entries()).toEqual([]);
	});

	it('is read by public clients and is well formed', async () => {
		const [written] = await world.carry([transfer()]);
		const id = written?.id ?? '';
		const { address, simulator } = company;
		const { access_token: accessToken, refresh_token: refresh } = simulator.token(REALM);
		QuickBooks.V3_ENDPOINT_BASE_URL = `${address}/v3/company/`;
		const classic = new QuickBooks(
			'client',
			'secret',
			accessToken,
			false,
			REALM,
			true,
			false,
			null,
			'2.0',
			refresh,
		);
		const read = await new Promise<unknown>((resolve, reject) => {
			classic.getJournalEntry(id, (error: unknown, row?: unknown) => {
				if (error) reject(new Error(JSON.stringify(error)));
				else resolve(row);
			});
		});
		Quickbooks.V3_ENDPOINT_BASE_URL = `${address}/v3/company/`;
		const typed = new Quickbooks({ useProduction: false, autoRefresh: false, accessToken }, REALM);
		const { JournalEntry } = await typed.getJournalEntry(id);
		for (const row of [read, JournalEntry]) {
			const { Line } = journalEntry.parse(row);
			const side = (type: string) =>
				Line.filter((line) => line.JournalEntryLineDetail.PostingType === type).map(
					({ Amount }) => Amount,
				);
			expect(side('Debit')).toEqual(side('Credit'));
			expect(Line[0]).toMatchObject({
				JournalEntryLineDetail: {
					Entity: { Type: 'Customer', EntityRef: { value: '64' } },
					ClassRef: { value: '200' },
				},
			});
		}
	});
});
