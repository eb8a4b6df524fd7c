import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type MessageTruth, rawMessage } from '../../../simulators/demo-company/message';
import { renderPaper } from '../../../simulators/demo-company/paper/render-paper';
import type { InvoicePaper } from '../../../simulators/demo-company/paper/truth';

export const REALM = '9130355377388383';
export const JOB = { id: '64', name: 'Harbor View Health:2301 Harbor View Clinic' };
export const COST_ACCOUNT = '80';
export const RETAINAGE_ACCOUNT = '91';
export const CLASS = '200000001';
const SUBCONTRACT = 'SC-2301-001';
const PROJECT = { number: '2301', name: 'Harbor View Clinic' };
const SENDER = { name: 'Kessler AP', address: 'ap@kessler.example' };

const costCode = { id: 31, full_code: '03-300' };
const costType = { id: 41, code: 'S', name: 'Subcontract' };

const sovLine = (id: number, position: number, description: string, amount: string) => ({
	id,
	position,
	description,
	amount,
	total_amount: amount,
	extended_amount: amount,
	cost_code: costCode,
	line_item_type: costType,
});

/** One project, one subcontract of 98,000.00 (footings 60,000.00, slab 38,000.00), 10 % retainage. */
export const procore = {
	companies: [{ id: 5358233, name: 'Summit Ridge Builders LLC', is_active: true }],
	projects: [{ id: 2301001, name: PROJECT.name, project_number: PROJECT.number, active: true }],
	vendors: [
		{ id: 901, name: 'Kessler Concrete LLC', is_active: true, email_address: SENDER.address },
	],
	cost_codes: [
		{
			id: 31,
			code: '300',
			full_code: '03-300',
			name: 'Cast-in-place concrete',
			project_id: 2301001,
		},
	],
	line_item_types: [{ ...costType, base_type: 'commitment' }],
	work_order_contracts: [
		{
			id: 7001,
			project_id: 2301001,
			project: { id: 2301001, name: PROJECT.name },
			number: SUBCONTRACT,
			title: 'Concrete',
			status: 'Approved',
			executed: true,
			execution_date: '2026-01-05',
			contract_date: '2026-01-05',
			vendor: { id: 901, company: 'Kessler Concrete LLC' },
			accounting_method: 'amount',
			retainage_percent: '10.0',
			grand_total: '98000.00',
			approved_change_orders: '0.00',
			revised_contract: '98000.00',
			pending_change_orders: '0.00',
			line_items: [
				sovLine(8001, 1, 'Footings', '60000.00'),
				sovLine(8002, 2, 'Slab on grade', '38000.00'),
			],
		},
	],
};

const account = (id: string, name: string, type: string, subType: string, number?: string) => ({
	Id: id,
	SyncToken: '0',
	Name: name,
	FullyQualifiedName: name,
	AccountType: type,
	AccountSubType: subType,
	Active: true,
	...(number === undefined ? {} : { AcctNum: number }),
});

/** The books of the same company: its accounts, its vendor and its job. */
export const quickBooks = {
	CompanyInfo: [{ Id: '1', CompanyName: 'Summit Ridge Builders LLC', Country: 'US' }],
	Preferences: [
		{
			Id: '1',
			AccountingInfoPrefs: { ClassTrackingPerTxnLine: true },
			VendorAndPurchasesPrefs: { EnableBills: true, TrackingByCustomer: true },
			CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
		},
	],
	Account: [
		account('33', 'Accounts Payable', 'Accounts Payable', 'AccountsPayable'),
		account(
			RETAINAGE_ACCOUNT,
			'Retainage Payable',
			'Other Current Liability',
			'OtherCurrentLiabilities',
			'2150',
		),
		account(COST_ACCOUNT, 'Subcontractors', 'Cost of Goods Sold', 'OtherCostsOfServiceCos', '5100'),
	],
	Class: [
		{
			Id: CLASS,
			SyncToken: '0',
			Name: 'Subcontract',
			FullyQualifiedName: 'Subcontract',
			Active: true,
		},
	],
	Vendor: [
		{
			Id: '77',
			SyncToken: '0',
			DisplayName: 'Kessler Concrete LLC',
			CompanyName: 'Kessler Concrete LLC',
			Active: true,
			PrimaryEmailAddr: { Address: SENDER.address },
		},
	],
	Customer: [
		{
			Id: '58',
			SyncToken: '0',
			DisplayName: 'Harbor View Health',
			FullyQualifiedName: 'Harbor View Health',
			Active: true,
		},
		{
			Id: JOB.id,
			SyncToken: '0',
			DisplayName: '2301 Harbor View Clinic',
			FullyQualifiedName: JOB.name,
			Job: true,
			ParentRef: { value: '58' },
			Active: true,
		},
	],
};

/** How surely the drawn invoices are read is no matter of these tests. */
const READING = { criticalConfidence: 0.5, otherConfidence: 0.5 };

const company = {
	name: 'Summit Ridge Builders LLC',
	now: '2026-03-31T17:00:00Z',
	currency: 'USD',
	entities: ['Summit Ridge Builders LLC'],
	domains: ['summitridge.example'],
	authservId: 'mx.summitridge.example',
	people: [],
	projects: [{ project: PROJECT.number, books: REALM, customerJob: JOB.name }],
	accounts: { payable: 'Accounts Payable', retainagePayable: 'Retainage Payable' },
	codeBillsBy: 'account',
};

export interface CompanyChoices {
	mode?: 'observe' | 'autoClean';
	procore?: object;
	quickBooks?: object;
	/** Members of `company.json` beside or instead of the usual ones. */
	settings?: object;
}

/** Writes a small company folder without mail. */
export async function writeCompany(dir: string, choices: CompanyChoices = {}): Promise<void> {
	await mkdir(path.join(dir, 'mailbox'), { recursive: true });
	const files: Record<string, object> = {
		'company.json': { ...company, ...choices.settings },
		'policy.json': { mode: choices.mode ?? 'autoClean', tolerances: READING },
		'procore.json': choices.procore ?? procore,
		'quickbooks.json': choices.quickBooks ?? quickBooks,
	};
	for (const [file, content] of Object.entries(files)) {
		await writeFile(path.join(dir, file), JSON.stringify(content));
	}
	await writeFile(
		path.join(dir, 'gl-mapping.csv'),
		'cost_code,cost_type,project,account,item,class\n03-*,S,*,5100,,Subcontract\n',
	);
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** What a drawn invoice bills; by default footings of the subcontract. */
export interface Billing {
	commitment?: string;
	description?: string;
}

/** An invoice with 10 % retainage held back. `amount` in dollars, before retainage. */
export async function invoicePdf(
	number: string,
	amount: number,
	{ commitment = SUBCONTRACT, description = 'Footings' }: Billing = {},
	printed: Partial<InvoicePaper> = {},
): Promise<Buffer> {
	const paper: InvoicePaper = {
		kind: 'invoice',
		number,
		from: {
			name: 'Kessler Concrete LLC',
			address: ['18 Quarry Rd', 'Dayton, OH 45402'],
			email: SENDER.address,
		},
		to: { name: 'Summit Ridge Builders LLC', address: ['400 Pier Ave', 'Toledo, OH 43604'] },
		project: PROJECT,
		date: '2026-03-25',
		dueDate: '2026-04-24',
		commitment,
		lines: [{ description, amount }],
		subtotal: amount,
		retainage: cents(amount * 0.1),
		retainagePercent: 10,
		total: cents(amount * 0.9),
		...printed,
	};
	return await renderPaper(paper, 'classic');
}

/** A raw message with one PDF for each invoice. */
export async function invoiceMail(
	id: string,
	invoices: ReadonlyArray<{ number: string; amount: number } & Billing>,
	more: Partial<MessageTruth> = {},
): Promise<Buffer> {
	return rawMessage({
		id,
		from: SENDER,
		subject: `Invoice ${invoices.map(({ number }) => number).join(', ')}`,
		receivedAt: '2026-03-26T14:00:00Z',
		text: 'Please find our invoice attached.\n\nThanks',
		parts: await Promise.all(
			invoices.map(async ({ number, amount, ...billing }) => ({
				name: `${number}.pdf`,
				contentType: 'application/pdf',
				bytes: await invoicePdf(number, amount, billing),
			})),
		),
		...more,
	});
}
