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

	it('without a mailbox', async () => {
		await rm(join(dir, 'mailbox'), { recursive: true });
		expect(await refusal()).toBe('mailbox/: expected this file, found nothing');
	});
});
