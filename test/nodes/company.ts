import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { loadCompanyFolder } from '../../simulators/company';
import { type RunningSimulators, simulatedApps, startSimulators } from '../../simulators/start';
import { type Credentials, execute } from './harness';

export const REALM = '9130000000000001';

/** Settings of the small company, as `company.json` states them. */
export const settings = {
	name: 'Harbor Builders LLC',
	now: '2026-03-31T17:00:00Z',
	entities: ['Harbor Builders LLC'],
	domains: ['harbor.example'],
	authservId: 'mx.summitridge.example',
	people: [{ email: 'pm@harbor.example', approves: ['invoice'] }],
	projects: [{ project: '2301', books: REALM, customerJob: 'Harbor View:Clinic' }],
	accounts: { payable: 'Accounts Payable', retainagePayable: 'Retainage Payable' },
	codeBillsBy: 'account',
};

const wo = (id: number, number: string, over: object = {}) => ({
	id,
	project_id: 2301001,
	project: { id: 2301001, name: 'Clinic' },
	number,
	title: 'Concrete',
	status: 'Approved',
	executed: true,
	vendor: { id: 901, company: 'Kessler Concrete' },
	accounting_method: 'amount',
	retainage_percent: '10.0',
	grand_total: '98000.00',
	approved_change_orders: '0.00',
	revised_contract: '98000.00',
	pending_change_orders: '0.00',
	line_items: [
		sov(id * 10 + 1, 1, 'Footings', '60000.00'),
		sov(id * 10 + 2, 2, 'Slab', '38000.00'),
	],
	...over,
});

const code = { id: 31, full_code: '03-300' };
const kind = { id: 41, code: 'S', name: 'Subcontract' };
const sov = (id: number, position: number, description: string, amount: string) => ({
	id,
	position,
	description,
	amount,
	total_amount: amount,
	extended_amount: amount,
	cost_code: code,
	line_item_type: kind,
});

const procore = {
	companies: [{ id: 5358233, name: 'Harbor Builders LLC', is_active: true }],
	projects: [{ id: 2301001, name: 'Clinic', project_number: '2301', active: true }],
	vendors: [
		{ id: 901, name: 'Kessler Concrete', is_active: true, email_address: 'ap@kessler.example' },
		{ id: 902, name: "O'Neil <b> Steel", is_active: true, email_address: 'ap@oneil.example' },
	],
	cost_codes: [{ id: 31, code: '300', full_code: '03-300', name: 'Concrete', project_id: 2301001 }],
	line_item_types: [{ id: 41, name: 'Subcontract', code: 'S', base_type: 'commitment' }],
	work_order_contracts: [
		wo(7001, 'SC-2301-001', {
			approved_change_orders: '1500.00',
			revised_contract: '99500.00',
			pending_change_orders: '900.00',
		}),
		wo(7002, 'SC-2301-002', { title: 'Sitework', status: 'Draft', executed: false }),
	],
	purchase_order_contracts: [
		{
			...wo(7101, 'PO-2301-001'),
			title: 'Rebar',
			vendor: { id: 902, company: "O'Neil <b> Steel" },
			grand_total: '5000.00',
			revised_contract: '5000.00',
			line_items: [sov(71011, 1, 'Rebar', '5000.00')],
		},
	],
	change_order_packages: [
		{
			id: 7501,
			project_id: 2301001,
			contract_id: 7001,
			contract: { id: 7001 },
			number: '001',
			title: 'Thicker slab',
			status: 'approved',
			executed: true,
			grand_total: '1500.00',
			line_items: [sov(75011, 1, 'Thicker slab', '1500.00')],
		},
		{
			id: 7502,
			project_id: 2301001,
			contract_id: 7001,
			contract: { id: 7001 },
			number: '002',
			title: 'Sealer',
			status: 'pending',
			executed: false,
			grand_total: '900.00',
			line_items: [sov(75021, 1, 'Sealer', '900.00')],
		},
	],
};

const entry = (Id: string, Name: string, over: object) => ({
	Id,
	SyncToken: '0',
	Name,
	FullyQualifiedName: Name,
	Active: true,
	...over,
});
const person = (Id: string, DisplayName: string, over: object = {}) => ({
	Id,
	SyncToken: '0',
	DisplayName,
	Active: true,
	...over,
});

const quickBooks = {
	CompanyInfo: [{ Id: '1', SyncToken: '0', CompanyName: 'Harbor Builders LLC', Country: 'US' }],
	Preferences: [
		{
			Id: '1',
			SyncToken: '0',
			AccountingInfoPrefs: { ClassTrackingPerTxnLine: true, ClassTrackingPerTxn: false },
			VendorAndPurchasesPrefs: { EnableBills: true, TrackingByCustomer: true },
			CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
		},
	],
	Account: [
		entry('33', 'Accounts Payable', {
			AccountType: 'Accounts Payable',
			AccountSubType: 'AccountsPayable',
		}),
		entry('91', 'Retainage Payable', {
			AcctNum: '2150',
			AccountType: 'Other Current Liability',
			AccountSubType: 'OtherCurrentLiabilities',
		}),
		entry('80', 'Subcontractors', {
			AcctNum: '5100',
			AccountType: 'Cost of Goods Sold',
			AccountSubType: 'OtherCostsOfServiceCos',
		}),
	],
	Class: [entry('200', 'Subcontract', {})],
	Vendor: [
		person('77', 'Kessler Concrete', { PrimaryEmailAddr: { Address: 'ap@kessler.example' } }),
		person('78', "O'Neil <b> Steel"),
	],
	Customer: [
		person('58', 'Harbor View', { FullyQualifiedName: 'Harbor View' }),
		person('64', 'Clinic', {
			FullyQualifiedName: 'Harbor View:Clinic',
			Job: true,
			ParentRef: { value: '58' },
		}),
	],
};

export interface SmallCompany {
	running: RunningSimulators;
	credentials: Credentials;
	/** `N8N_USER_FOLDER` of the test. */
	userFolder: string;
	close(): Promise<void>;
}

/**
 * Both systems of a small company on loopback, credentials for them, and an empty n8n user folder
 * that the ledger's file goes to.
 *
 * @param over rows that stand beside or instead of the company's own, by resource or entity.
 */
export async function smallCompany(
	over: { procore?: object; quickBooks?: object } = {},
): Promise<SmallCompany> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'nodes-'));
	const dir = path.join(userFolder, 'company');
	await mkdir(path.join(dir, 'mailbox'), { recursive: true });
	const put = (name: string, content: unknown) =>
		writeFile(path.join(dir, name), JSON.stringify(content));
	await put('company.json', settings);
	await put('procore.json', { ...procore, ...over.procore });
	await put('quickbooks.json', { ...quickBooks, ...over.quickBooks });
	await writeFile(
		path.join(dir, 'gl-mapping.csv'),
		'cost_code,cost_type,project,account,item,class\n03-*,S,*,5100,,Subcontract\n',
	);
	const running = await startSimulators(await loadCompanyFolder(dir));
	const before = process.env.N8N_USER_FOLDER;
	process.env.N8N_USER_FOLDER = userFolder;
	return {
		running,
		userFolder,
		credentials: credentialsFor(running),
		close: async () => {
			if (before === undefined) delete process.env.N8N_USER_FOLDER;
			else process.env.N8N_USER_FOLDER = before;
			await running.close();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}

function credentialsFor(running: RunningSimulators): Credentials {
	const { procore: app, quickBooks: books } = simulatedApps;
	return {
		procoreServiceAccountOAuth2Api: {
			...app,
			grantType: 'clientCredentials',
			authentication: 'body',
			scope: '',
			environment: 'custom',
			loginAddress: running.procoreAddress,
			apiAddress: running.procoreAddress,
			accessTokenUrl: `${running.procoreAddress}/oauth/token`,
			companyId: '5358233',
		},
		quickBooksSpineOAuth2Api: {
			...books,
			grantType: 'authorizationCode',
			authentication: 'header',
			scope: 'com.intuit.quickbooks.accounting',
			environment: 'custom',
			address: running.quickBooksAddress,
			accessTokenUrl: `${running.quickBooksAddress}/oauth2/v1/tokens/bearer`,
			authUrl: `${running.quickBooksAddress}/connect/oauth2`,
			authQueryParameters: '',
			oauthTokenData: {
				...running.quickBooks.token(REALM),
				callbackQueryString: { realmId: REALM },
			},
		},
	};
}

/** Rows of the mapping table in the node, as the editor stores them. */
export const ruleTable = {
	rule: [
		{
			costCode: '03-*',
			costType: 'S',
			account: { __rl: true, mode: 'id', value: '5100' },
			item: { __rl: true, mode: 'list', value: '' },
			class: { __rl: true, mode: 'id', value: 'Subcontract' },
		},
	],
};

/** Stores the settings, reads both systems in and sets the policy, as the template does. */
export async function setUp(
	{ credentials }: SmallCompany,
	policy: Record<string, unknown> = { mode: 'autoClean' },
): Promise<void> {
	const ledger = (parameters: INodeParameters) =>
		execute({ type: 'spineLedger', parameters }, credentials);
	const set = (mode: object) =>
		ledger({
			resource: 'company',
			operation: 'set',
			settings: JSON.stringify(settings),
			policy: JSON.stringify(mode),
		});
	await set({ mode: 'observe' });
	await ledger({ resource: 'history', operation: 'backfill' });
	await ledger({ resource: 'company', operation: 'preflight' });
	await set(policy);
}
