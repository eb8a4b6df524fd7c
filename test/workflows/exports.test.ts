import axios from 'axios';
import { readSheet } from 'read-excel-file/node';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import {
	type Workflow,
	replaceTrigger,
	template,
	withParameters,
} from '../../simulators/demo/workflow';
import {
	BOOKS,
	COMMITMENT_ROWS,
	PROJECT,
	TRANSACTIONS,
	accountList,
	csv,
	customerList,
	transactionList,
	vendorList,
} from '../spine/exports/samples';
import { mail } from '../nodes/mails';
import { settings } from '../nodes/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const SETUP = 'keying-setup';
const EXPORTS = 'upload-exports';
const MESSAGES = 'upload-messages';

/** Who may upload. */
const UPLOADERS = { id: 'uploaders', name: 'Uploaders' };
const auth = { username: 'office', password: 'a password of the office' };

/** The shipped template with a company's own settings and mapping, as a user fills them in. */
async function filledTemplate(): Promise<Workflow> {
	const shipped = replaceTrigger(
		await template('exports-in-keying-sheet-out'),
		'Run by hand',
		SETUP,
		'Start by webhook',
	);
	const withSettings = withParameters(shipped, 'Company settings', {
		settings: JSON.stringify({
			...settings,
			projects: [{ project: PROJECT.number, books: BOOKS, customerJob: 'Harbor View:Clinic' }],
			accounts: { payable: 'Accounts Payable (A/P)', retainagePayable: 'Retainage Payable' },
		}),
	});
	const filled = withParameters(withSettings, 'Code to accounts', {
		rulesFrom: 'csv',
		csv: 'cost_code,cost_type,vendor,account\n*,*,Kessler Concrete,5100\n',
	});
	// The editor gives every form an address of its own when a template is imported.
	const addresses: Record<string, string> = {
		'Upload exports': EXPORTS,
		'Upload messages': MESSAGES,
	};
	return {
		...filled,
		nodes: filled.nodes.map((node) => {
			const webhookId = addresses[node.name];
			return webhookId === undefined
				? node
				: { ...node, webhookId, credentials: { httpBasicAuth: UPLOADERS } };
		}),
	};
}

const acceptedSchema = z.object({ formWaitingUrl: z.string() });
const filesSchema = z.array(z.object({ data: z.unknown(), fileName: z.string() }));

/** Hands in a form as a browser does, and gives back the file that its last page downloads. */
async function handIn(
	host: TestHost,
	path: string,
	fields: Record<string, string | Array<{ name: string; bytes: Buffer }>>,
): Promise<{ page: string; workbook: Buffer }> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		if (typeof value === 'string') form.append(name, value);
		else
			for (const { name: file, bytes } of value)
				form.append(name, new Blob([new Uint8Array(bytes)]), file);
	}
	const address = host.demo.n8n.address;
	const { data } = await axios.post<unknown>(`${address}/form/${path}`, form, { auth });
	const { pathname, search } = new URL(acceptedSchema.parse(data).formWaitingUrl);
	// The page answers only once the run waits at it, which its own script asks for as well.
	await until(
		'the run comes to the last page of the form',
		async () => {
			const { data: status } = await axios.get<unknown>(
				`${address}${pathname}/n8n-execution-status${search}`,
				{ validateStatus: () => true },
			);
			if (status === 'error' || status === 'crashed') throw new Error('The run failed.');
			return status === 'form-waiting' || status === 'success' || status === 'waiting';
		},
		{ timeoutMs: 90_000, everyMs: 250 },
	);
	const { data: page } = await axios.get<string>(`${address}${pathname}${search}`, {
		responseType: 'text',
		timeout: 30_000,
	});
	const [, encoded = ''] = /decodeURIComponent\("([^"]+)"\)/.exec(page) ?? [];
	const [file] = filesSchema.parse(JSON.parse(decodeURIComponent(encoded)));
	const workbook = z
		.union([
			z.string().transform((text) => Buffer.from(text, 'latin1')),
			z.object({ data: z.array(z.number()) }).transform(({ data: bytes }) => Buffer.from(bytes)),
		])
		.parse(file?.data);
	return { page, workbook };
}

const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const stamp = `${new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(Date.now() - 86_400_000))} 08:01 AM GMT+0`;
const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const everything = {
	'field-1': day,
	'field-2': PROJECT.number,
	'field-3': 'Everything, all dates',
};

const messageOf = (number: string, amount: number) => {
	const data = mail(number, amount).binary?.message?.data ?? '';
	return { name: `${number}.eml`, bytes: Buffer.from(data, 'base64') };
};

it('keeps its facts apart from those of a company with a connection', async () => {
	const { nodes } = await template('exports-in-keying-sheet-out');
	const companies = nodes.flatMap(({ parameters: { company } }) => company ?? []);
	expect(companies).toEqual(Array(6).fill('exports'));
});

describe('the template for companies without a connection, in n8n, by its own forms', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startTestHost({
			setUp: false,
			otherCredentials: [
				{
					...UPLOADERS,
					type: 'httpBasicAuth',
					data: { user: auth.username, password: auth.password },
				},
			],
			workflows: async () => [await filledTemplate()],
		});
		const [stored] = await callWebhook(host.demo.n8n, SETUP, {});
		expect(stored).toMatchObject({ policy: { mode: 'autoClean', billsEnteredBy: 'people' } });
	});
	afterAll(() => host.stop());

	it('lets nobody upload without name and password', async () => {
		for (const form of [EXPORTS, MESSAGES]) {
			const address = `${host.demo.n8n.address}/form/${form}`;
			const any = { validateStatus: () => true };
			const wrong = { ...any, auth: { ...auth, password: 'a guess' } };
			const upload = () => {
				const body = new FormData();
				body.append('field-0', new Blob(['Class\nSubcontract\n']), 'classes.csv');
				return body;
			};
			expect((await axios.get(address, any)).status).toBe(401);
			expect((await axios.get(address, wrong)).status).toBe(401);
			expect((await axios.post(address, upload(), any)).status).toBe(401);
			expect((await axios.post(address, upload(), wrong)).status).toBe(401);
			expect((await axios.get(address, { ...any, auth })).status).toBe(200);
		}
	});

	it('takes exports in, verifies what is mailed, and hands out what is to be keyed until it is', async () => {
		await handIn(host, EXPORTS, {
			'field-0': [
				file('transactions.csv', transactionList(TRANSACTIONS, stamp)),
				file('commitments.csv', csv(COMMITMENT_ROWS)),
				file('accounts.csv', accountList(stamp)),
				file('customers.csv', customerList(stamp)),
				file('vendors.csv', vendorList(stamp)),
			],
			...everything,
		});
		const { page, workbook } = await handIn(host, MESSAGES, {
			'field-0': [messageOf('INV-4001', 20_500), messageOf('INV-4002', 90_000)],
		});
		expect(page).toContain('1 bills to key, 0 held');
		const [head = [], ...rows] = await readSheet(workbook, 'To key');
		const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
		expect(column('Bill No.')).toEqual(['INV-4001', 'INV-4001']);
		expect(column('Vendor')).toEqual(['Kessler Concrete', 'Kessler Concrete']);
		expect(column('Account')).toEqual(['Job Costs:Subcontractors', 'Retainage Payable']);
		expect(column('Line Amount')).toEqual([20_500, -2_050]);
		const memo = String(column('Memo')[0]);
		expect(memo).toContain('[claim:clm-');

		const keyed = {
			vendor: 'Kessler Concrete',
			date: '03/25/2026',
			type: 'Bill',
			number: 'INV-4001',
			memo,
			amount: '18,450.00',
		};
		const after = await handIn(host, EXPORTS, {
			'field-0': [file('transactions.csv', transactionList([...TRANSACTIONS, keyed], stamp))],
			...everything,
		});
		expect(after.page).toContain('0 bills to key, 0 held');
		expect(await readSheet(after.workbook, 'To key')).toHaveLength(1);
	});

	it('wrote nothing to the books', () => {
		expect(host.bills()).toEqual([]);
	});
});
