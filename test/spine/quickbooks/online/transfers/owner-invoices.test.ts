import { z } from 'zod';
import type { Transfer } from '../../../../../spine/documents/transfer';
import type { ContentOf } from '../../../../../spine/documents/transfer-content';
import { transferReference } from '../../../../../spine/documents/transfer-reference';
import { createQuickBooksOnline } from '../../../../../spine/quickbooks/online/client';
import { ownerInvoiceAdapter } from '../../../../../spine/quickbooks/online/transfers/owner-invoices';
import { closingDateOf } from '../../../../../spine/quickbooks/online/transfers/standing-lock';
import { Bench, entities, realmId } from '../../../../simulators/quickbooks/fixture';
import { axiosSend } from '../../../../support/axios-send';
import { transferWorld } from '../../../transfers/world';

const key = 'owner_invoice:projects:70:invoice';
const memo = `Owner invoice 1 of PC-1. ${transferReference(key)}`;
const invoice: ContentOf<'owner_invoice'> = {
	kind: 'owner_invoice',
	customerJob: { id: '64' },
	number: 'OWN-1',
	date: '2026-02-28',
	memo,
	lines: [
		{ role: 'work', description: '1 Concrete', amount: 20_000, item: { id: '21' } },
		{ role: 'retainage', description: 'Retainage withheld', amount: -1_950, item: { id: '22' } },
	],
};
const transfer = (change: Partial<typeof invoice> = {}): Transfer => ({
	key,
	action: 'save',
	label: 'Owner invoice 1 of PC-1: 18050.00 USD',
	source: { side: 'projects', system: '77', type: 'owner_invoice', id: '70' },
	target: { side: 'books', system: realmId, type: 'invoice', project: '100' },
	content: { ...invoice, ...change },
	amount: 18_050,
	currency: 'USD',
	date: '2026-02-28',
});
const storedSchema = z.object({
	Id: z.string(),
	SyncToken: z.string(),
	TotalAmt: z.number(),
	Balance: z.number(),
	Line: z.array(z.object({ Id: z.string(), Amount: z.number() }).passthrough()),
});

async function setUp() {
	const given = entities();
	const [concrete] = given.Item ?? [];
	given.Item = [concrete ?? {}, { ...concrete, Id: '22', Name: 'Retainage receivable' }];
	given.Invoice = [];
	given.Payment = [];
	const bench = new Bench({ companies: [{ realmId, entities: given }] });
	const client = createQuickBooksOnline({
		send: axiosSend(() => bench.token),
		baseUrl: await bench.origin(),
		realmId,
		clock: () => Date.now(),
		sleep: async () => undefined,
	});
	const adapter = ownerInvoiceAdapter(client, closingDateOf(client));
	const stored = async (id: string) => storedSchema.parse(await bench.read('Invoice', id));
	return { bench, adapter, stored };
}
/** An invoice that a person entered. */
const entered = (amount: number, more: object = {}) => ({
	CustomerRef: { value: '64' },
	DocNumber: 'OWN-1',
	TxnDate: '2026-02-28',
	Line: [
		{
			Amount: amount,
			DetailType: 'SalesItemLineDetail',
			SalesItemLineDetail: { ItemRef: { value: '21' } },
		},
	],
	...more,
});

describe('owner invoices in QuickBooks', () => {
	it('are created with exactly the amount due, and read back as they were written', async () => {
		const { adapter, stored } = await setUp();
		expect(await adapter.find(transfer())).toEqual([]);
		const created = await adapter.create(transfer(), 'request-1');
		expect(created).toMatchObject({ content: invoice, warnings: [] });
		expect(created.locked).toBeUndefined();
		expect(await stored(created.id)).toMatchObject({ TotalAmt: 18_050, Balance: 18_050 });
		expect((await adapter.read(transfer(), created.id))?.content).toEqual(invoice);
		expect(await adapter.find(transfer())).toMatchObject([{ id: created.id, content: invoice }]);
		const again = await adapter.create(transfer(), 'request-1');
		expect(again.id).toBe(created.id);
	});

	it('are changed line by line while they are unpaid, and deleted', async () => {
		const { adapter, stored } = await setUp();
		const created = await adapter.create(transfer(), 'request-1');
		const before = await stored(created.id);
		const [work, held] = invoice.lines;
		const more = { ...work, description: '2 Steel', amount: 500 };
		if (work === undefined || held === undefined || adapter.update === undefined) throw new Error();
		const lines = [{ ...work, amount: 21_000 }, held, { ...work, ...more }];
		const updated = await adapter.update(transfer({ lines }), created, 'request-2');
		expect(updated).toMatchObject({ content: { lines }, warnings: [] });
		const after = await stored(created.id);
		expect(after.TotalAmt).toBe(19_550);
		expect(after.Line.slice(0, 2).map(({ Id }) => Id)).toEqual(
			before.Line.slice(0, 2).map(({ Id }) => Id),
		);
		await adapter.remove?.(transfer(), updated, 'request-3');
		expect(await adapter.read(transfer(), created.id)).toBeUndefined();
	});

	it('are locked once something was paid on them, and in a closed period', async () => {
		const { bench, adapter } = await setUp();
		const { id } = await adapter.create(transfer(), 'request-1');
		await bench.write('Payment', {
			CustomerRef: { value: '64' },
			TotalAmt: 50,
			Line: [{ Amount: 50, LinkedTxn: [{ TxnId: id, TxnType: 'Invoice' }] }],
		});
		expect((await adapter.read(transfer(), id))?.locked).toMatch(
			/^Invoice OWN-1 was paid in QuickBooks/,
		);
		await expect(
			adapter.create(transfer({ number: 'OWN-0', date: '2025-12-31' }), 'request-2'),
		).rejects.toThrow(/closed/i);
	});

	it('are not moved into a closed period, and can still be removed', async () => {
		const { adapter } = await setUp();
		const { id } = await adapter.create(transfer(), 'request-1');
		const moved = transfer({ date: '2025-12-31' });
		expect((await adapter.read(moved, id))?.locked).toMatch(
			/^Invoice OWN-1 would be dated 2025-12-31, and the books are closed up to 2025-12-31/,
		);
		expect(await adapter.read(transfer({ date: '2026-01-01' }), id)).not.toHaveProperty('locked');
		expect(await adapter.read({ ...moved, action: 'remove' }, id)).not.toHaveProperty('locked');
	});

	it('are known by their mark where they stand under another number', async () => {
		const { bench, adapter } = await setUp();
		await bench.write('Invoice', entered(18_050, { DocNumber: '1037' }));
		const own = await adapter.create(transfer(), 'request-1');
		const renumbered = transfer({ number: 'OWN-2', date: '2026-03-31' });
		expect(await adapter.find(renumbered)).toEqual([
			expect.objectContaining({ id: own.id, content: invoice }),
		]);
		const next = { ...renumbered, key: 'owner_invoice:projects:71:invoice' };
		expect(await adapter.find(next)).toEqual([]);
		const elsewhere = transfer({ number: 'OWN-2', customerJob: { id: '58' } });
		expect(await adapter.find(elsewhere)).toEqual([]);
	});

	it('below zero are credit memos, changed and deleted until they are applied', async () => {
		const { bench, adapter } = await setUp();
		const lines = [
			{ role: 'work' as const, description: '1 Concrete', amount: 1950, item: { id: '21' } },
			{
				role: 'retainage' as const,
				description: 'Retainage withheld',
				amount: -195,
				item: { id: '22' },
			},
		];
		const credit = { credit: true, lines };
		const read = async (id: string) => storedSchema.parse(await bench.read('CreditMemo', id));
		await bench.write('Invoice', entered(1755));
		expect(await adapter.find(transfer(credit))).toEqual([]);
		const created = await adapter.create(transfer(credit), 'request-1');
		expect(created).toMatchObject({ content: { ...invoice, ...credit }, warnings: [] });
		expect(created.locked).toBeUndefined();
		expect(await read(created.id)).toMatchObject({ TotalAmt: 1755, Balance: 1755 });
		expect(await adapter.find(transfer(credit))).toMatchObject([{ id: created.id }]);
		const renumbered = transfer({ ...credit, number: 'OWN-9' });
		expect(await adapter.find(renumbered)).toMatchObject([{ id: created.id }]);
		const elsewhere = transfer({ ...credit, number: 'OWN-9', customerJob: { id: '58' } });
		expect(await adapter.find(elsewhere)).toEqual([]);

		if (adapter.update === undefined) throw new Error('no update');
		const less = { ...credit, lines: lines.slice(0, 1) };
		const updated = await adapter.update(transfer(less), created, 'request-2');
		expect(updated).toMatchObject({ content: { ...invoice, ...less }, warnings: [] });
		expect(await read(created.id)).toMatchObject({ TotalAmt: 1950, Balance: 1950 });

		const owed = await bench.write('Invoice', entered(2000, { DocNumber: 'OWN-2' }));
		const pays = (TxnId: unknown, TxnType: string) => ({
			Amount: 500,
			LinkedTxn: [{ TxnId, TxnType }],
		});
		const payment = await bench.write('Payment', {
			CustomerRef: { value: '64' },
			TotalAmt: 0,
			Line: [pays(owed.Id, 'Invoice'), pays(created.id, 'CreditMemo')],
		});
		expect(await read(created.id)).toMatchObject({ Balance: 1450 });
		expect((await adapter.read(transfer(less), created.id))?.locked).toMatch(
			/^Credit memo OWN-1 was paid in QuickBooks/,
		);
		await bench.write(
			'Payment',
			{ Id: payment.Id, SyncToken: payment.SyncToken },
			'?operation=delete',
		);
		const standing = await adapter.read(transfer(less), created.id);
		expect(standing).not.toHaveProperty('locked');
		await adapter.remove?.(transfer(less), standing ?? updated, 'request-3');
		expect(await adapter.read(transfer(less), created.id)).toBeUndefined();
	});

	it('are locked once they were voided, and shown as what stands for nothing any more', async () => {
		const { bench, adapter } = await setUp();
		const { id } = await adapter.create(transfer(), 'request-1');
		await bench.write('Invoice', { Id: id, SyncToken: '0' }, '?operation=void');
		expect((await adapter.read(transfer(), id))?.locked).toContain('was voided in QuickBooks');
		expect(await adapter.find(transfer())).toMatchObject([
			{ id, spent: expect.stringContaining('was voided in QuickBooks') },
		]);
		const other = { ...transfer(), key: 'owner_invoice:projects:71:invoice' };
		expect(await adapter.find(other)).toEqual([]);
		const anew = await adapter.create(transfer(), 'request-2');
		expect(await adapter.find(transfer())).toMatchObject([{ id: anew.id }]);
	});

	it('are not billed anew by a ledger that was lost after they were voided, unless a person says so', async () => {
		const { bench, adapter } = await setUp();
		const target = {
			side: 'books' as const,
			system: realmId,
			name: 'QuickBooks',
			adapters: { owner_invoice: adapter },
		};
		const invoices = () => bench.simulator.exportState(realmId).Invoice ?? [];
		const first = await transferWorld(target);
		const [created] = await first.carry([transfer()]);
		const voided = { Id: created?.id ?? '', SyncToken: '0' };
		await bench.write('Invoice', voided, '?operation=void');
		const held = { state: 'held', id: created?.id, why: expect.stringContaining('was voided') };
		const lost = await transferWorld(target);
		expect(await lost.carry([transfer()], { preview: true })).toMatchObject([held]);
		for (const world of [first, lost, lost])
			expect(await world.carry([transfer()])).toMatchObject([held]);
		expect(invoices()).toHaveLength(1);
		await lost.ledger.setTransferState(key, 'planned', 'It was voided by mistake.');
		const [anew] = await lost.carry([transfer()]);
		expect(anew).toMatchObject({ state: 'created' });
		expect(await lost.carry([transfer()])).toMatchObject([{ state: 'same', id: anew?.id }]);
		expect(invoices()).toHaveLength(2);
		for (const { ledger } of [first, lost]) await ledger.close();
	});

	it('tell by their marks what was billed from here, also what was voided since', async () => {
		const { bench, adapter } = await setUp();
		await bench.write('Invoice', entered(100));
		const { id } = await adapter.create(transfer(), 'request-1');
		await bench.write('Invoice', { Id: id, SyncToken: '0' }, '?operation=void');
		expect(await adapter.marks?.of(transfer())).toEqual([
			{
				id,
				label: 'invoice OWN-1',
				reference: transferReference(key),
				createdAt: expect.any(String),
			},
		]);
	});

	it('are taken from a person who entered the same, and shown where it differs', async () => {
		const { bench, adapter } = await setUp();
		const same = await bench.write('Invoice', entered(18_050));
		const other = await bench.write('Invoice', entered(18_050, { CustomerRef: { value: '58' } }));
		expect(await adapter.find(transfer())).toMatchObject([{ id: same.Id, equal: true }]);
		expect(other.Id).not.toBe(same.Id);
		const differing = transfer({ lines: invoice.lines.slice(0, 1) });
		expect(await adapter.find(differing)).toMatchObject([{ id: same.Id, equal: false }]);
	});
});
