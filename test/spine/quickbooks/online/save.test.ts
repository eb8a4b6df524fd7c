import { saveListEntry } from '../../../../spine/quickbooks/online/save';
import {
	type PurchaseOrderWish,
	savePurchaseOrder,
} from '../../../../spine/quickbooks/online/save-purchase-order';
import { WIRE } from '../../../../spine/quickbooks/online/wire';
import { REALM, runQuickBooks, type RunningQuickBooks } from '../../../support/quickbooks';

let company: RunningQuickBooks;
beforeEach(async () => {
	company = await runQuickBooks();
});
afterEach(() => company.close());

describe('list entries', () => {
	const vendor = (
		name: string,
		body: Record<string, unknown> = {},
	): Parameters<typeof saveListEntry>[1] => ({
		entity: 'Vendor',
		name,
		body: { DisplayName: name, ...body },
	});

	it('are created once, then found, then changed where they differ', async () => {
		const email = { PrimaryEmailAddr: { Address: 'ap@new.example' } };
		const created = await saveListEntry(company.client, vendor("D'Arcy & Sons", email));
		expect(created).toMatchObject({ state: 'created', warnings: [] });
		expect(await saveListEntry(company.client, vendor("D'Arcy & Sons", email))).toMatchObject({
			state: 'same',
			id: created.id,
		});
		const changed = await saveListEntry(
			company.client,
			vendor("D'Arcy & Sons", { AcctNum: 'PCV-1' }),
		);
		expect(changed).toMatchObject({ state: 'updated', id: created.id });
		expect(WIRE.Vendor.parse(changed.row)).toMatchObject({
			AcctNum: 'PCV-1',
			PrimaryEmailAddr: { Address: 'ap@new.example' },
		});
	});

	it('keep apart names that a customer has', async () => {
		await expect(saveListEntry(company.client, vendor('Harbor View'))).rejects.toMatchObject({
			code: '6240',
			message: expect.stringContaining('name of its own'),
		});
	});

	it('are refused before anything is sent when a name is too long or holds a colon', async () => {
		const reads = company.client.count.reads;
		await expect(saveListEntry(company.client, vendor('x'.repeat(501)))).rejects.toThrow(
			/501 characters/,
		);
		await expect(saveListEntry(company.client, vendor('A: B'))).rejects.toThrow(/colon/);
		expect(company.client.count.reads).toBe(reads);
	});

	it('are found below their parent', async () => {
		const job = {
			entity: 'Customer' as const,
			name: 'Pier 4',
			parent: '58',
			body: { DisplayName: 'Pier 4', Job: true, ParentRef: { value: '58' } },
		};
		const created = await saveListEntry(company.client, job);
		expect(WIRE.Customer.parse(created.row)).toMatchObject({
			FullyQualifiedName: 'Harbor View:Pier 4',
			Job: true,
		});
		expect(await saveListEntry(company.client, job)).toMatchObject({
			state: 'same',
			id: created.id,
		});
	});

	it.each([
		[
			'Account',
			{ Name: 'Permits', AccountType: 'Expense', AccountSubType: 'OtherMiscellaneousServiceCost' },
		],
		[
			'Item',
			{
				Name: '09-900 Painting',
				Type: 'Service',
				ExpenseAccountRef: { value: '80' },
				IncomeAccountRef: { value: '79' },
			},
		],
		['Class', { Name: 'Labor' }],
	] as const)('work for an %s', async (entity, body) => {
		const wish = { entity, name: body.Name, body };
		const created = await saveListEntry(company.client, wish);
		expect(created.state).toBe('created');
		expect(await saveListEntry(company.client, wish)).toMatchObject({
			state: 'same',
			id: created.id,
		});
		expect(
			await saveListEntry(company.client, { ...wish, body: { ...body, Active: false } }),
		).toMatchObject({ state: 'updated', id: created.id });
	});

	it('are read again when somebody changes them in between', async () => {
		const { client } = company;
		const query = client.query.bind(client);
		const meanwhile = jest.spyOn(client, 'query').mockImplementationOnce(async (wanted, signal) => {
			const rows = await query(wanted, signal);
			await client.update('Vendor', {
				Id: '77',
				SyncToken: '0',
				sparse: true,
				WebAddr: { URI: 'https://kessler.example' },
			});
			return rows;
		});
		const saved = await saveListEntry(client, vendor('Kessler Concrete', { AcctNum: 'PCV-9' }));
		expect(meanwhile).toHaveBeenCalledTimes(1);
		expect(saved.state).toBe('updated');
		expect(WIRE.Vendor.parse(saved.row)).toMatchObject({
			AcctNum: 'PCV-9',
			WebAddr: { URI: 'https://kessler.example' },
		});
	});
});

describe('purchase orders', () => {
	const order = (lines: PurchaseOrderWish['lines']): PurchaseOrderWish => ({
		number: 'SC-0042',
		vendor: '77',
		payableAccount: '33',
		date: '2026-02-10',
		memo: 'Subcontract SC-0042',
		lines,
	});
	const footings = {
		description: '03-300 Footings',
		amount: 60000,
		item: '21',
		job: '64',
		class: '200',
	};

	it('are created once and take a change order as a further line, every other line kept with its id', async () => {
		const created = await savePurchaseOrder(company.client, order([footings]));
		expect(created).toMatchObject({ state: 'created', warnings: [] });
		expect(await savePurchaseOrder(company.client, order([footings]))).toMatchObject({
			state: 'same',
			id: created.id,
		});
		const change = { description: 'CO-01 Extra pier', amount: 7500, item: '21', job: '64' };
		const changed = await savePurchaseOrder(company.client, order([change]));
		expect(changed).toMatchObject({ state: 'updated', id: created.id, warnings: [] });
		const [first, second, ...others] = WIRE.PurchaseOrder.parse(changed.row).Line;
		expect(first).toEqual(WIRE.PurchaseOrder.parse(created.row).Line[0]);
		expect(second).toMatchObject({ Description: 'CO-01 Extra pier', Amount: 7500 });
		expect(others).toEqual([]);
		const lowered = await savePurchaseOrder(
			company.client,
			order([{ ...footings, amount: 55000 }, change]),
		);
		expect(WIRE.PurchaseOrder.parse(lowered.row)).toMatchObject({
			TotalAmt: 62500,
			Line: [{ Id: first?.Id, Amount: 55000 }, { Id: second?.Id }],
		});
		expect(company.simulator.exportState(REALM)['PurchaseOrder']).toHaveLength(1);
	});

	it('refuse a number that another vendor has, and a line without item and account', async () => {
		await savePurchaseOrder(company.client, order([footings]));
		await expect(
			savePurchaseOrder(company.client, { ...order([footings]), vendor: '78' }),
		).rejects.toThrow(/belongs to/);
		await expect(
			savePurchaseOrder(company.client, order([{ description: 'X', amount: 1 }])),
		).rejects.toThrow(/neither item nor account/);
	});

	const revisedTo = (lines: PurchaseOrderWish['lines']): PurchaseOrderWish => ({
		...order(lines),
		status: 'Open',
		total: lines.reduce((sum, { amount }) => sum + amount, 0),
	});
	const bill = (amount: number, line: string, orderId: string) => ({
		VendorRef: { value: '77' },
		APAccountRef: { value: '33' },
		Line: [
			{
				Amount: amount,
				DetailType: 'ItemBasedExpenseLineDetail',
				ItemBasedExpenseLineDetail: { ItemRef: { value: '21' }, Qty: 1, UnitPrice: amount },
				LinkedTxn: [{ TxnId: orderId, TxnType: 'PurchaseOrder', TxnLineId: line }],
			},
		],
	});
	const pier = { description: 'CO 001 Extra pier', amount: 7500, item: '21', job: '64' };

	it('take a change order while a bill is linked at the same moment: read again, nothing lost', async () => {
		const { client } = company;
		const { id } = await savePurchaseOrder(client, revisedTo([footings]));
		const update = client.update.bind(client);
		const racing = jest.spyOn(client, 'update').mockImplementationOnce(async (...given) => {
			await client.create('Bill', bill(10000, '1', id));
			return update(...given);
		});
		const saved = await savePurchaseOrder(client, revisedTo([footings, pier]));

		expect(racing).toHaveBeenCalledTimes(2);
		expect(saved).toMatchObject({ state: 'updated', warnings: [] });
		expect(WIRE.PurchaseOrder.parse(saved.row)).toMatchObject({
			TotalAmt: 67500,
			Line: [
				{ Id: '1', Amount: 60000, Received: 10000 },
				{ Id: '2', Amount: 7500 },
			],
		});
		expect(await savePurchaseOrder(client, revisedTo([footings, pier]))).toMatchObject({
			state: 'same',
		});
	});

	it('are not written when a bill that comes in between makes the change impossible', async () => {
		const { client } = company;
		const { id } = await savePurchaseOrder(client, revisedTo([footings]));
		const update = client.update.bind(client);
		jest.spyOn(client, 'update').mockImplementationOnce(async (...given) => {
			await client.create('Bill', bill(10000, '1', id));
			return update(...given);
		});
		await expect(
			savePurchaseOrder(client, revisedTo([{ ...footings, amount: 50000 }])),
		).rejects.toThrow(/bills are linked to it; the commitment now says \$50,000\.00/);
		expect(company.simulator.exportState(REALM)['PurchaseOrder']).toMatchObject([
			{ TotalAmt: 60000 },
		]);
	});

	it('that were closed by their last bill open again for a change order, also where only the bills say what was billed', async () => {
		const { client } = company;
		const { id } = await savePurchaseOrder(client, revisedTo([footings]));
		await client.create('Bill', bill(60000, '1', id));
		expect(await savePurchaseOrder(client, revisedTo([footings]))).toMatchObject({
			state: 'same',
			row: { POStatus: 'Closed' },
		});
		const query = client.query.bind(client);
		jest.spyOn(client, 'query').mockImplementation(async (wanted, signal) => {
			const rows = await query(wanted, signal);
			if (wanted.entity !== 'PurchaseOrder') return rows;
			return rows.map((row) => {
				const { Line, ...rest } = WIRE.PurchaseOrder.parse(row);
				return { ...rest, Line: Line.map(({ Received: _, ...line }) => line) };
			});
		});
		const saved = await savePurchaseOrder(client, revisedTo([footings, pier]));
		expect(WIRE.PurchaseOrder.parse(saved.row)).toMatchObject({
			POStatus: 'Open',
			TotalAmt: 67500,
			Line: [{ Amount: 60000, Received: 60000 }, { Amount: 7500 }],
		});
	});
});
