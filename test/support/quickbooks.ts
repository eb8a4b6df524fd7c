import type { AddressInfo } from 'node:net';
import { createOnlineBooks } from '../../spine/quickbooks/online/books';
import {
	createQuickBooksOnline,
	type QuickBooksOnline,
} from '../../spine/quickbooks/online/client';
import { createLimiter } from '../../spine/quickbooks/online/limiter';
import type { Books } from '../../spine/quickbooks/books';
import {
	type InjectedFault,
	quickBooksSimulator,
	type QuickBooksSimulator,
	type Switches,
} from '../../simulators/quickbooks';
import { axiosSend } from './axios-send';

export const REALM = '4620';

/** Lists of a small company: enough to code a subcontractor's bill. */
export function smallCompany(): Record<string, unknown[]> {
	return {
		CompanyInfo: [
			{
				Id: '1',
				SyncToken: '0',
				CompanyName: 'Harbor Builders',
				Country: 'US',
				NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }],
			},
		],
		Preferences: [
			{
				Id: '1',
				SyncToken: '0',
				AccountingInfoPrefs: {
					ClassTrackingPerTxnLine: true,
					ClassTrackingPerTxn: false,
					BookCloseDate: '2025-12-31',
				},
				VendorAndPurchasesPrefs: { EnableBills: true, TrackingByCustomer: true },
				CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
			},
		],
		Account: [
			{
				Id: '33',
				SyncToken: '0',
				Name: 'Accounts Payable',
				FullyQualifiedName: 'Accounts Payable',
				AccountType: 'Accounts Payable',
				AccountSubType: 'AccountsPayable',
				Active: true,
			},
			{
				Id: '80',
				SyncToken: '0',
				Name: 'Subcontracts',
				FullyQualifiedName: 'Subcontracts',
				AccountType: 'Cost of Goods Sold',
				AccountSubType: 'CostOfLaborCos',
				Active: true,
			},
			{
				Id: '79',
				SyncToken: '0',
				Name: 'Construction Income',
				FullyQualifiedName: 'Construction Income',
				AccountType: 'Income',
				AccountSubType: 'ServiceFeeIncome',
				Active: true,
			},
			{
				Id: '91',
				SyncToken: '0',
				Name: 'Retainage Payable',
				FullyQualifiedName: 'Retainage Payable',
				AccountType: 'Other Current Liability',
				AccountSubType: 'OtherCurrentLiabilities',
				Active: true,
			},
			{
				Id: '92',
				SyncToken: '0',
				Name: 'Old Costs',
				FullyQualifiedName: 'Old Costs',
				AccountType: 'Expense',
				AccountSubType: 'SuppliesMaterials',
				Active: false,
			},
		],
		Item: [
			{
				Id: '21',
				SyncToken: '0',
				Name: '03-300 Concrete',
				FullyQualifiedName: '03-300 Concrete',
				Type: 'Service',
				ExpenseAccountRef: { value: '80' },
				IncomeAccountRef: { value: '79' },
				Active: true,
			},
		],
		Class: [
			{
				Id: '200',
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
				DisplayName: 'Kessler Concrete',
				CompanyName: 'Kessler Concrete LLC',
				PrimaryEmailAddr: { Address: 'AP@kessler.example' },
				Active: true,
			},
			{ Id: '78', SyncToken: '0', DisplayName: "O'Neil <b> Steel", Active: true },
		],
		Customer: [
			{
				Id: '58',
				SyncToken: '0',
				DisplayName: 'Harbor View',
				FullyQualifiedName: 'Harbor View',
				Job: false,
				Active: true,
			},
			{
				Id: '64',
				SyncToken: '0',
				DisplayName: 'Clinic',
				FullyQualifiedName: 'Harbor View:Clinic',
				Job: true,
				ParentRef: { value: '58' },
				Active: true,
			},
		],
	};
}

export interface RunningQuickBooks {
	simulator: QuickBooksSimulator;
	/** Where it listens. */
	address: string;
	client: QuickBooksOnline;
	books: Books;
	/** Running time, which sleeping moves on. */
	clock: () => number;
	sleep: (ms: number) => Promise<void>;
	advance: (ms: number) => void;
	faults: (faults: Array<Partial<InjectedFault>>) => Promise<void>;
	close: () => Promise<void>;
}

/** A simulated company on a port of the system's choice, with a client; time passes when somebody sleeps. */
export async function runQuickBooks(
	entities: Record<string, unknown[]> = smallCompany(),
	switches: Partial<Switches> = {},
): Promise<RunningQuickBooks> {
	let now = Date.UTC(2026, 2, 31, 12);
	const clock = (): number => now;
	const simulator = quickBooksSimulator({
		companies: [{ realmId: REALM, entities }],
		clientId: 'client',
		clientSecret: 'secret',
		clock,
		runningClock: clock,
		switches,
	});
	await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	const address: AddressInfo | string | null = simulator.app.server.address();
	if (address === null || typeof address === 'string')
		throw new Error('The simulator has no port.');
	const baseUrl = `http://127.0.0.1:${String(address.port)}`;
	const sleep = async (ms: number): Promise<void> => {
		now += ms;
	};
	const send = axiosSend(() => simulator.token(REALM).access_token);
	const limiter = createLimiter(clock, sleep);
	const client = createQuickBooksOnline({ send, baseUrl, realmId: REALM, clock, sleep, limiter });
	const control = axiosSend();
	return {
		simulator,
		address: baseUrl,
		client,
		books: createOnlineBooks(client),
		clock,
		sleep,
		advance: (ms) => {
			now += ms;
		},
		faults: async (faults) => {
			const answer = await control({
				method: 'PUT',
				url: `${baseUrl}/control/faults`,
				body: faults,
			});
			if (answer.status >= 300)
				throw new Error(`The faults were not taken: ${JSON.stringify(answer.body)}`);
		},
		close: () => simulator.app.close(),
	};
}
