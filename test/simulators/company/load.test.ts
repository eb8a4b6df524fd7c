import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CompanyFolderError, defaultRealmId, loadCompanyFolder } from '../../../simulators/company';

const procore = {
	companies: [{ id: 5, name: 'Granite' }],
	vendors: [{ id: 71, name: "O'Neil <b>", custom: { kept: true } }],
	work_order_contracts: [
		{ id: 900, grand_total: '1000.00', line_items: [{ id: 1, amount: 1000 }] },
	],
	requisitions: [
		{ id: 1, number: 1, percent_complete: '96.36%', summary: { total_retainage: '10' } },
	],
	a_later_resource: { any: 'thing' },
};
const quickbooks = {
	CompanyInfo: { CompanyName: 'Granite' },
	Vendor: [{ Id: 56, DisplayName: 'Acme' }],
	Bill: [{ Id: '9', TotalAmt: 12.5, Line: [{ Amount: 12.5, DetailType: 'X' }] }],
};

let dir: string;

async function put(files: Record<string, unknown>): Promise<void> {
	for (const [name, content] of Object.entries(files)) {
		const path = join(dir, name);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
	}
}

beforeEach(async () => {
	dir = await mkdtemp(join(tmpdir(), 'company-'));
	await put({
		'procore.json': procore,
		'quickbooks.json': quickbooks,
		'gl-mapping.csv': 'cost_code,cost_type,project,account,item,class\n03-*,,,5000,,Concrete\n',
		'mailbox/b.eml': 'Subject: b\r\n\r\n',
		'mailbox/a.eml': 'Subject: a\r\n\r\n',
		'mailbox/notes.txt': 'not an e-mail',
	});
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function refusal(): Promise<string> {
	try {
		await loadCompanyFolder(dir);
	} catch (error) {
		if (error instanceof CompanyFolderError) return error.message;
		throw error;
	}
	return 'accepted';
}

describe('a company folder', () => {
	it('is read from its four mandatory parts alone, the rest being empty', async () => {
		const folder = await loadCompanyFolder(dir);
		expect(folder.procore.resources.requisitions).toHaveLength(1);
		expect(folder.procore.resources.direct_costs).toEqual([]);
		expect(folder.company.projects).toEqual([]);
		expect(folder.policy).toEqual({});
		expect(folder.data).toEqual({});
		expect(folder.quotes).toBeUndefined();
	});

	it('keeps unknown keys, and figures as they stand', async () => {
		const { procore: read } = await loadCompanyFolder(dir);
		expect(read.resources.vendors?.[0]).toEqual(procore.vendors[0]);
		expect(read.resources.work_order_contracts).toEqual(procore.work_order_contracts);
		expect(read.other).toEqual({ a_later_resource: { any: 'thing' } });
	});

	it('lists its e-mails by file name and reads their bytes when asked', async () => {
		const { mailbox } = await loadCompanyFolder(dir);
		expect(mailbox.map((mail) => mail.name)).toEqual(['a.eml', 'b.eml']);
		expect((await mailbox[0]?.read())?.toString()).toBe('Subject: a\r\n\r\n');
	});

	it('reads the tables it has', async () => {
		await put({
			'quotes.csv': '\uFEFFquote, amount\nQ-1,100.00\n',
			'data/receipts.csv': 'po,qty\n"PO,1",2\n',
		});
		const folder = await loadCompanyFolder(dir);
		expect(folder.glMapping.rows[0]).toMatchObject({ cost_code: '03-*', account: '5000' });
		expect(folder.quotes?.rows).toEqual([{ quote: 'Q-1', amount: '100.00' }]);
		expect(folder.data.receipts?.rows).toEqual([{ po: 'PO,1', qty: '2' }]);
	});

	it('takes one company file keyed by entity, with the realm from the settings or a default', async () => {
		expect((await loadCompanyFolder(dir)).books).toMatchObject([
			{ realmId: defaultRealmId, entities: { Vendor: [{ Id: '56' }] } },
		]);
		await put({ 'company.json': { now: 'mail', projects: [{ project: '1', books: '4620' }] } });
		expect((await loadCompanyFolder(dir)).books[0]?.realmId).toBe('4620');
		await put({ 'quickbooks.json': { CompanyInfo: [{ Id: '1', realmId: '77' }] } });
		expect((await loadCompanyFolder(dir)).books[0]?.realmId).toBe('77');
	});

	it('keeps unknown settings, and takes numbers for names', async () => {
		await put({
			'company.json': { projects: [{ project: 2301, books: 4620, phase: 'B' }], colour: 'red' },
			'policy.json': { mode: 'propose', later: { any: 'thing' } },
		});
		const { company, policy } = await loadCompanyFolder(dir);
		expect(company).toEqual({
			projects: [{ project: '2301', books: '4620', phase: 'B' }],
			colour: 'red',
		});
		expect(policy).toEqual({ mode: 'propose', later: { any: 'thing' } });
	});

	it('takes references that lead nowhere as they stand, and tells of each', async () => {
		await put({
			'company.json': { projects: [{ project: '2301', books: '99' }] },
			'procore.json': {
				projects: [{ id: 1, project_number: '2302' }],
				vendors: [{ id: 71 }],
				work_order_contracts: [
					{
						id: 900,
						project_id: 1,
						vendor: { id: 72 },
						line_items: [{ id: 1, cost_code: { id: 5 } }],
					},
				],
				requisitions: [{ id: 1, commitment_id: 901 }],
			},
			'quickbooks.json': {
				CompanyInfo: { realmId: '77' },
				Vendor: [{ Id: '56' }],
				Account: [{ Id: '1' }],
				Bill: [
					{
						Id: '9',
						VendorRef: { value: '57' },
						Line: [{ AccountBasedExpenseLineDetail: { AccountRef: { value: '2' } } }],
					},
				],
			},
		});
		const { dangling } = await loadCompanyFolder(dir);
		expect(dangling).toEqual([
			'company.json: projects[0].project: expected an id of the projects of procore.json, found 2301',
			'company.json: projects[0].books: expected an id of the books of quickbooks.json, found 99',
			'procore.json: work_order_contracts[0].vendor.id: expected an id of vendors, found 72',
			'procore.json: requisitions[0].commitment_id: expected an id of contracts, found 901',
			'quickbooks.json: Bill[0].VendorRef.value: expected an id of Vendor, found 57',
			'quickbooks.json: Bill[0].Line[0].AccountBasedExpenseLineDetail.AccountRef.value: expected an id of Account, found 2',
		]);
	});

	it('takes several company files keyed by realm', async () => {
		await put({ 'quickbooks.json': { '11': quickbooks, '12': {} } });
		const { books, booksForm } = await loadCompanyFolder(dir);
		expect(booksForm).toBe('realms');
		expect(books.map((one) => one.realmId)).toEqual(['11', '12']);
	});
});

describe('a malformed company folder is refused, naming file, path and expectation', () => {
	const wrongs: Array<[string, string, unknown, string]> = [
		[
			'an object for an amount',
			'procore.json',
			{
				...procore,
				work_order_contracts: [{ id: 1 }, { id: 2, line_items: [{ id: 1, amount: {} }] }],
			},
			'procore.json: work_order_contracts[1].line_items[0].amount: expected a number or a numeric string, found an object',
		],
		[
			'text for an amount',
			'procore.json',
			{ contract_payments: [{ id: 1, amount: '1,000' }] },
			'procore.json: contract_payments[0].amount: expected a number or a numeric string, found the text "1,000"',
		],
		[
			'a row without an id',
			'procore.json',
			{ vendors: [{ name: 'A' }] },
			'procore.json: vendors[0].id: expected a whole number, found nothing',
		],
		[
			'a resource that is no list',
			'procore.json',
			{ vendors: { id: 1 } },
			'procore.json: vendors: expected a list, found an object',
		],
		[
			'a repeated id',
			'procore.json',
			{ vendors: [{ id: 1 }, { id: 1 }] },
			'procore.json: vendors[1].id: expected an id of its own, found the number 1 of vendors[0]',
		],
		[
			'a date that is none',
			'procore.json',
			{ requisitions: [{ id: 1, billing_date: '31/03/2026' }] },
			'procore.json: requisitions[0].billing_date: expected a date written YYYY-MM-DD, or a date-time, found the text "31/03/2026"',
		],
		['a list at the top', 'procore.json', [], 'procore.json: expected an object, found a list'],
		[
			'broken JSON',
			'procore.json',
			'{\n "vendors": [,]\n}',
			'procore.json: line 2 column 14: expected valid JSON',
		],
		[
			'a reference without a value',
			'quickbooks.json',
			{ Bill: [{ Id: '1', VendorRef: {} }] },
			'quickbooks.json: Bill[0].VendorRef.value: expected an id, a text such as "56", found nothing',
		],
		[
			'a line amount in words',
			'quickbooks.json',
			{ Bill: [{ Id: '1', Line: [{ Amount: 'ten' }] }] },
			'quickbooks.json: Bill[0].Line[0].Amount: expected a number or a numeric string, found the text "ten"',
		],
		[
			'an entity among realms',
			'quickbooks.json',
			{ '11': {}, Bill: [] },
			'quickbooks.json: Bill: expected a realm id, as the other keys of this file',
		],
		[
			'a realm with a wrong row',
			'quickbooks.json',
			{ '11': { Odd: [{}] } },
			'quickbooks.json: 11.Odd[0].Id: expected an id, a text such as "56", found nothing',
		],
		[
			'a date-time without an offset',
			'company.json',
			{ now: '2026-03-01' },
			'company.json: now: expected "mail" or a date-time with an offset, found the text "2026-03-01"',
		],
		[
			'a currency that is none',
			'company.json',
			{ currency: 'dollars' },
			'company.json: currency: expected a currency code of three letters, found the text "dollars"',
		],
		[
			'one domain instead of a list',
			'company.json',
			{ domains: 'granite.example' },
			'company.json: domains: expected a list, found the text "granite.example"',
		],
		[
			'a person without an address',
			'company.json',
			{ people: [{ email: 'a@granite.example' }, { name: 'Dana' }] },
			'company.json: people[1].email: expected an e-mail address, found nothing',
		],
		[
			'an approval of another kind',
			'company.json',
			{ people: [{ email: 'a@granite.example', approves: ['everything'] }] },
			'company.json: people[0].approves[0]: expected one of quote, change_order, retainage_release, invoice, found the text "everything"',
		],
		[
			'an exemption in words',
			'company.json',
			{ projects: [{ project: '2301', taxExempt: 'yes' }] },
			'company.json: projects[0].taxExempt: expected true or false, found the text "yes"',
		],
		[
			'a mode that is none',
			'policy.json',
			{ mode: 'auto' },
			'policy.json: mode: expected one of observe, shadow, propose, autoClean, found the text "auto"',
		],
		[
			'a limit as text',
			'policy.json',
			{ limit: '75,000' },
			'policy.json: limit: expected a number, found the text "75,000"',
		],
		[
			'a severity that is none',
			'policy.json',
			{ severities: { 'OB-01': 'STOP' } },
			'policy.json: severities.OB-01: expected one of BLOCK, HOLD, WARN, INFO, found the text "STOP"',
		],
		[
			'a file cut off in the middle',
			'quickbooks.json',
			'{"Vendor": [{"Id": "56", "DisplayName": "Acme"}, {"Id',
			'quickbooks.json: line 1 column 54: expected valid JSON',
		],
		['an empty file', 'company.json', '', 'company.json: line 1 column 1: expected valid JSON'],
		['null at the top', 'quickbooks.json', null, 'quickbooks.json: expected an object, found null'],
		[
			'a policy that is no object',
			'policy.json',
			'"autoClean"',
			'policy.json: expected an object, found the text "autoClean"',
		],
		[
			'a mapping without cost codes',
			'gl-mapping.csv',
			'code,account\n',
			'gl-mapping.csv: line 1: expected a column cost_code, found code, account',
		],
		[
			'a short row',
			'gl-mapping.csv',
			'cost_code,account\n03-100\n',
			'gl-mapping.csv: line 2: expected as many cells as there are columns in the first line',
		],
		[
			'an open quote',
			'data/receipts.csv',
			'po,qty\n"PO,2\n',
			'data/receipts.csv: line 2: expected comma separated values with closed quotes',
		],
		[
			'a column twice',
			'quotes.csv',
			'a,a\n1,2\n',
			'quotes.csv: line 1: expected each column once, found "a" twice',
		],
	];

	it.each(wrongs)('%s', async (_what, file, content, sentence) => {
		await put({ [file]: content });
		expect(await refusal()).toBe(sentence);
	});

	it.each(['procore.json', 'quickbooks.json', 'gl-mapping.csv'])('without %s', async (file) => {
		await rm(join(dir, file));
		expect(await refusal()).toBe(`${file}: expected this file, found nothing`);
	});

	it('with a file in the place of the mailbox', async () => {
		await rm(join(dir, 'mailbox'), { recursive: true });
		await put({ mailbox: 'From: a' });
		expect(await refusal()).toBe('mailbox: expected a folder, found a file');
	});

	it('in its last row, among 30 MB of good ones', async () => {
		const row = { number: 'SC-1', status: 'Approved', note: 'x'.repeat(900) };
		const rows = Array.from({ length: 34_000 }, (_, index) => ({ id: index + 1, ...row }));
		const text = JSON.stringify({ work_order_contracts: [...rows, { id: 40_000, executed: 1 }] });
		expect(text.length).toBeGreaterThan(30 * 1024 * 1024);
		await put({ 'procore.json': text });
		expect(await refusal()).toBe(
			'procore.json: work_order_contracts[34000].executed: expected true or false, found the number 1',
		);
	}, 60_000);

	it('without a mailbox', async () => {
		await rm(join(dir, 'mailbox'), { recursive: true });
		expect(await refusal()).toBe('mailbox/: expected this file, found nothing');
	});
});
