import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Quickbooks from 'quickbooks-node-promise';
import { z } from 'zod';
import type { Transfer } from '../../../../spine/documents/transfer';
import type { TransferContent } from '../../../../spine/documents/transfer-content';
import { transferReference } from '../../../../spine/documents/transfer-reference';
import { quickBooksTarget } from '../../../../spine/quickbooks/online/transfers';
import { invoice } from '../../posting/cases';
import {
	REALM,
	runQuickBooks,
	type RunningQuickBooks,
	smallCompany,
} from '../../../support/quickbooks';

jest.setTimeout(60_000);

const contracts = process.env['CONTRACTS_DIR'];
const fieldsSchema = z.object({
	entities: z.record(
		z.object({ fields: z.array(z.object({ name: z.string() }).passthrough()) }).passthrough(),
	),
});
const text = (): unknown =>
	JSON.parse(
		readFileSync(join(contracts ?? '', 'quickbooks-online', 'entity-contract.json'), 'utf8'),
	);

/** Members that Intuit adds to every object that it answers with. */
const ADDED = ['domain', 'sparse', 'MetaData', 'Id', 'SyncToken'];

/** Holds every member of an object against those of Intuit's reference, where that is at hand. */
function expectKnownMembers(entity: string, row: object): void {
	if (contracts === undefined) return;
	const fields = fieldsSchema.parse(text()).entities[entity]?.fields ?? [];
	const known = [...ADDED, ...fields.map(({ name }) => name)];
	expect(Object.keys(row).filter((name) => !known.includes(name))).toEqual([]);
}

const base = z.object({ Id: z.string().regex(/^\d+$/), SyncToken: z.string().regex(/^\d+$/) });
const reference = z.object({ value: z.string() }).passthrough();
const postal = z.object({ Line1: z.string(), City: z.string() }).passthrough();
const vendorSchema = base
	.extend({
		DisplayName: z.string().max(500),
		AcctNum: z.string().max(100),
		PrimaryEmailAddr: z.object({ Address: z.string().email() }),
		PrimaryPhone: z.object({ FreeFormNumber: z.string().max(30) }),
		BillAddr: postal,
		Active: z.literal(true),
	})
	.passthrough();
const customerSchema = base
	.extend({
		DisplayName: z.string().max(500),
		FullyQualifiedName: z.string(),
		Job: z.boolean(),
		ParentRef: reference,
	})
	.passthrough();
const creditSchema = base
	.extend({
		DocNumber: z.string().max(21),
		TxnDate: z.string().date(),
		TotalAmt: z.number().positive(),
		VendorRef: reference,
		Line: z.array(z.object({ Amount: z.number(), DetailType: z.string() }).passthrough()).min(1),
	})
	.passthrough();
const invoiceSchema = base
	.extend({
		DocNumber: z.string().max(21),
		TxnDate: z.string().date(),
		TotalAmt: z.number(),
		Balance: z.number(),
		CustomerRef: reference,
		PrivateNote: z.string().max(4000),
		Line: z.array(
			z
				.object({
					Amount: z.number(),
					DetailType: z.enum(['SalesItemLineDetail', 'SubTotalLineDetail']),
					SalesItemLineDetail: z
						.object({ ItemRef: reference, Qty: z.number(), UnitPrice: z.number() })
						.passthrough()
						.optional(),
				})
				.passthrough(),
		),
	})
	.passthrough();
const attachableSchema = base
	.extend({
		FileName: z.string(),
		ContentType: z.string(),
		Size: z.number().int().positive(),
		AttachableRef: z
			.array(
				z.object({ EntityRef: z.object({ type: z.string(), value: z.string() }) }).passthrough(),
			)
			.min(1),
	})
	.passthrough();

let company: RunningQuickBooks;
let reader: Quickbooks;
beforeEach(async () => {
	const entities = smallCompany();
	const [concrete] = entities.Item ?? [];
	entities.Item = [
		...(entities.Item ?? []),
		{ ...Object(concrete), Id: '22', Name: 'Retainage', FullyQualifiedName: 'Retainage' },
	];
	company = await runQuickBooks(entities);
	const { address, simulator } = company;
	Quickbooks.V3_ENDPOINT_BASE_URL = `${address}/v3/company/`;
	const accessToken = simulator.token(REALM).access_token;
	reader = new Quickbooks({ useProduction: false, autoRefresh: false, accessToken }, REALM);
});
afterEach(() => company.close());

/** Writes what a transfer says, as its adapter does. */
async function carried(content: TransferContent): Promise<string> {
	const key = `${content.kind}:projects:70:test`;
	const transfer: Transfer = {
		key,
		action: 'save',
		label: 'under test',
		source: { side: 'projects', system: '5358233', type: content.kind, id: '70' },
		target: { side: 'books', system: REALM, type: content.kind },
		content,
		currency: 'USD',
	};
	const adapter = quickBooksTarget(company.client).adapters[content.kind];
	if (adapter === undefined) throw new Error(`QuickBooks takes no ${content.kind}.`);
	return (await adapter.create(transfer, `r-${content.kind}`)).id;
}

describe('what quickbooks-node-promise reads of what was written', () => {
	it('is a vendor with its address, phone, e-mail and the number it has in the project system', async () => {
		const id = await carried({
			kind: 'vendor',
			name: 'Söhne & O’Neil "Steel" LLC',
			street: '9 Mill Lane',
			city: 'Northgate',
			state: 'OR',
			postalCode: '97201',
			phone: '+1 503 555 0100',
			email: 'ap@oneil.example',
			website: 'https://oneil.example',
		});
		const { Vendor } = await reader.getVendor(id);
		expect(vendorSchema.parse(Vendor)).toMatchObject({
			DisplayName: 'Söhne & O’Neil "Steel" LLC',
			AcctNum: '70',
		});
		expectKnownMembers('Vendor', Vendor);
	});

	it('is a job below its customer', async () => {
		const id = await carried({ kind: 'job', name: '2302 Mill Lofts', parent: { id: '58' } });
		const { Customer } = await reader.getCustomer(id);
		expect(customerSchema.parse(Customer)).toMatchObject({
			FullyQualifiedName: 'Harbor View:2302 Mill Lofts',
			Job: true,
			ParentRef: { value: '58' },
		});
		expectKnownMembers('Customer', Customer);
	});

	it('is an invoice to the owner, untaxed, with retainage as a line of its own', async () => {
		const line = { description: 'Concrete', item: { id: '21' }, class: { id: '200' } };
		const id = await carried({
			kind: 'owner_invoice',
			customerJob: { id: '64' },
			number: '2301-1',
			date: '2026-03-31',
			memo: `Owner invoice 1. ${transferReference('owner_invoice:projects:70:test')}`,
			lines: [
				{ ...line, role: 'work', amount: 20_000 },
				{
					role: 'retainage',
					description: 'Retainage withheld',
					amount: -2_000.5,
					item: { id: '22' },
				},
			],
		});
		const { Invoice } = await reader.getInvoice(id);
		const parsed = invoiceSchema.parse(Invoice);
		expect(parsed).toMatchObject({ DocNumber: '2301-1', TotalAmt: 17_999.5, Balance: 17_999.5 });
		const sales = parsed.Line.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail');
		expect(sales).toMatchObject([
			{ Amount: 20_000, SalesItemLineDetail: { ItemRef: { value: '21' }, UnitPrice: 20_000 } },
			{ Amount: -2_000.5, SalesItemLineDetail: { ItemRef: { value: '22' }, Qty: 1 } },
		]);
		expectKnownMembers('Invoice', Invoice);
	});

	it('is a vendor credit with a positive total', async () => {
		const item = invoice('CR-1', {
			entity: 'VendorCredit',
			lines: [
				{
					role: 'cost',
					description: 'Returned',
					amount: -150,
					account: { id: '80' },
					customerJob: { id: '64' },
				},
			],
			total: -150,
			gross: -150,
			books: REALM,
			vendor: { id: '77' },
			payableAccount: { id: '33' },
		});
		const draft = { requestId: 'p-1', claim: 'c1', entity: 'VendorCredit' as const, ...item };
		const { body } = company.books.prepare([draft]);
		const [outcome] = await company.books.write({ id: 'batch-1', body }, [draft]);
		if (outcome?.result !== 'written') throw new Error(JSON.stringify(outcome));
		const { VendorCredit } = await reader.getVendorCredit(outcome.bill.id);
		expect(creditSchema.parse(VendorCredit)).toMatchObject({ DocNumber: 'CR-1', TotalAmt: 150 });
		expectKnownMembers('VendorCredit', VendorCredit);
	});

	it('is an original that is attached to its bill', async () => {
		const item = invoice('A-1', {
			lines: [
				{
					role: 'cost',
					description: 'Works',
					amount: 900,
					account: { id: '80' },
					customerJob: { id: '64' },
				},
			],
			total: 900,
			gross: 900,
			books: REALM,
			vendor: { id: '77' },
			payableAccount: { id: '33' },
		});
		const draft = { requestId: 'p-2', claim: 'c2', entity: 'Bill' as const, ...item };
		const { body } = company.books.prepare([draft]);
		const [outcome] = await company.books.write({ id: 'batch-2', body }, [draft]);
		if (outcome?.result !== 'written') throw new Error(JSON.stringify(outcome));
		const bytes = Buffer.from('%PDF-1.4 invoice A-1');
		const place = { entity: 'Bill' as const, id: outcome.bill.id };
		const file = { ...place, name: 'A-1 é.pdf', contentType: 'application/pdf', bytes };
		await company.books.attach([file]);
		const [row] = company.simulator.exportState(REALM).Attachable ?? [];
		const { Attachable } = await reader.getAttachable(String(row?.Id));
		expect(attachableSchema.parse(Attachable)).toMatchObject({
			FileName: 'A-1 é.pdf',
			ContentType: 'application/pdf',
			Size: bytes.length,
			AttachableRef: [{ EntityRef: { type: 'Bill', value: place.id } }],
		});
		expectKnownMembers('Attachable', Attachable);
		const { Bill } = await reader.getBill(place.id);
		expectKnownMembers('Bill', Bill);
	});
});
