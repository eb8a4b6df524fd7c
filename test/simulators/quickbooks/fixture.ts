import {
	quickBooksSimulator,
	type QuickBooksSimulator,
	type QuickBooksSimulatorOptions,
} from '../../../simulators/quickbooks';
import { child, children, isRow, text, type Row } from '../../../simulators/quickbooks/rows';

export const realmId = '4620';
export const noon = Date.parse('2026-03-02T20:00:00Z');

const stored = { domain: 'QBO', sparse: false, SyncToken: '0' };
const base = { ...stored, Active: true };
const account = (Id: string, Name: string, AccountType: string, CurrentBalance = 0): Row => ({
	...base,
	Id,
	Name,
	FullyQualifiedName: Name,
	AccountType,
	CurrentBalance,
});

/** A small company: one payables account, cost and retainage accounts, two vendors, a job, an order. */
export function entities(): Record<string, Row[]> {
	return {
		CompanyInfo: [
			{
				...stored,
				Id: '1',
				CompanyName: 'Harbor Builders',
				NameValue: [{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' }],
			},
		],
		Preferences: [
			{
				...stored,
				Id: '1',
				AccountingInfoPrefs: {
					ClassTrackingPerTxnLine: true,
					TrackDepartments: true,
					BookCloseDate: '2025-12-31',
				},
				VendorAndPurchasesPrefs: { EnableBills: true },
				CurrencyPrefs: { MultiCurrencyEnabled: false, HomeCurrency: { value: 'USD' } },
			},
		],
		Account: [
			account('33', 'Accounts Payable (A/P)', 'Accounts Payable', 5000),
			account('35', 'Checking', 'Bank', 100000),
			account('41', 'Company Card', 'Credit Card'),
			account('80', 'Job Materials', 'Cost of Goods Sold'),
			account('91', 'Retainage Payable', 'Other Current Liability'),
			account('79', 'Construction Income', 'Income'),
			account('84', 'Accounts Receivable (A/R)', 'Accounts Receivable'),
		],
		Item: [
			{
				...base,
				Id: '21',
				Name: '03-300 Cast-in-place concrete',
				Type: 'Service',
				ExpenseAccountRef: { value: '80' },
				IncomeAccountRef: { value: '79' },
			},
		],
		Class: [{ ...base, Id: '200', Name: 'Labor', FullyQualifiedName: 'Labor' }],
		Department: [{ ...base, Id: '1', Name: 'Toledo', FullyQualifiedName: 'Toledo' }],
		Term: [{ ...base, Id: '3', Name: 'Net 30', Type: 'STANDARD', DueDays: 30 }],
		Vendor: [
			{ ...base, Id: '77', DisplayName: 'Kessler Concrete LLC', Balance: 5000, houseNote: 'kept' },
			{ ...base, Id: '78', DisplayName: "O'Neil <b>", Balance: 0 },
			{ ...base, Id: '79', DisplayName: 'Gone Supply', Active: false },
		],
		Customer: [
			{ ...base, Id: '58', DisplayName: 'Harbor View Health' },
			{
				...base,
				Id: '64',
				DisplayName: 'Harbor View Clinic',
				Job: true,
				ParentRef: { value: '58' },
				FullyQualifiedName: 'Harbor View Health:Harbor View Clinic',
			},
		],
		PurchaseOrder: [
			{
				...stored,
				Id: '145',
				DocNumber: 'SC-0042',
				TxnDate: '2026-02-10',
				VendorRef: { value: '77', name: 'Kessler Concrete LLC' },
				APAccountRef: { value: '33' },
				POStatus: 'Open',
				TotalAmt: 67500,
				Line: [orderLine('1', 60000), orderLine('2', 7500)],
			},
		],
		Bill: [
			{
				...stored,
				Id: '151',
				DocNumber: 'OLD-1',
				TxnDate: '2026-01-15',
				DueDate: '2026-02-14',
				VendorRef: { value: '77', name: 'Kessler Concrete LLC' },
				APAccountRef: { value: '33' },
				TotalAmt: 5000,
				Balance: 5000,
				MetaData: {
					CreateTime: '2026-01-15T08:00:00-08:00',
					LastUpdatedTime: '2026-01-15T08:00:00-08:00',
				},
				Line: [accountLine(5000)],
			},
		],
		BillPayment: [],
	};
}

function orderLine(Id: string, Amount: number): Row {
	return {
		Id,
		LineNum: Number(Id) + 10,
		Amount,
		DetailType: 'ItemBasedExpenseLineDetail',
		ItemBasedExpenseLineDetail: { ItemRef: { value: '21' }, Qty: 1, UnitPrice: Amount },
	};
}

/** A bill line on an account, job materials unless another is named. */
export function accountLine(Amount: number, account = '80'): Row {
	return {
		Amount,
		DetailType: 'AccountBasedExpenseLineDetail',
		AccountBasedExpenseLineDetail: {
			AccountRef: { value: account },
			CustomerRef: { value: '64' },
			ClassRef: { value: '200' },
		},
	};
}

/** A bill line that draws on a line of purchase order 145. */
export function linkedLine(Amount: number, TxnLineId = '1'): Row {
	return {
		Amount,
		DetailType: 'ItemBasedExpenseLineDetail',
		LinkedTxn: [{ TxnId: '145', TxnType: 'PurchaseOrder', TxnLineId }],
		ItemBasedExpenseLineDetail: { ItemRef: { value: '21' }, Qty: 1, UnitPrice: Amount },
	};
}

export function bill(Line: Row[], more: Row = {}): Row {
	return { VendorRef: { value: '77' }, TxnDate: '2026-03-01', Line, ...more };
}

/** A payment of bills from the checking account: bill id and amount of each line. */
export function check(lines: Array<[bill: string, amount: number]>, more: Row = {}): Row {
	return {
		VendorRef: { value: '77' },
		PayType: 'Check',
		TotalAmt: lines.reduce((sum, [, amount]) => sum + amount, 0),
		CheckPayment: { BankAccountRef: { value: '35' } },
		Line: lines.map(([TxnId, Amount]) => ({ Amount, LinkedTxn: [{ TxnId, TxnType: 'Bill' }] })),
		...more,
	};
}

export interface Answered {
	status: number;
	body: Row;
	headers: Record<string, unknown>;
	/** Code of the first error of the fault, when there is one. */
	code: string | undefined;
}

const benches: Bench[] = [];

afterAll(async () => {
	for (const bench of benches) await bench.simulator.app.close();
});

/** A listening simulator with a connection to company 4620. */
export class Bench {
	readonly simulator: QuickBooksSimulator;
	readonly token: string;
	now = noon;
	private listening: Promise<string> | undefined;

	constructor(options: Partial<QuickBooksSimulatorOptions> = {}) {
		this.simulator = quickBooksSimulator({
			companies: [
				{ realmId, entities: entities() },
				{ realmId: '9999', entities: {} },
			],
			clientId: 'app',
			clientSecret: 'secret',
			clock: () => this.now,
			runningClock: () => this.now,
			...options,
		});
		this.token = this.simulator.token(realmId).access_token;
		benches.push(this);
	}

	/** Address of the listening server; it starts with the first call and ends with the test file. */
	async origin(): Promise<string> {
		this.listening ??= this.simulator.app.listen({ host: '127.0.0.1', port: 0 });
		return await this.listening;
	}

	private path(path: string): string {
		return path.startsWith('/') ? path : `/v3/company/${realmId}/${path}`;
	}

	async call(
		method: 'GET' | 'POST' | 'PUT' | 'DELETE',
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answered> {
		const answer = await fetch((await this.origin()) + this.path(path), {
			method,
			redirect: 'manual',
			headers: {
				authorization: `Bearer ${this.token}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(body === undefined
				? {}
				: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const content = await answer.text();
		let parsed: unknown;
		try {
			parsed = JSON.parse(content);
		} catch {
			parsed = { text: content };
		}
		const row = isRow(parsed) ? parsed : { list: parsed };
		return {
			status: answer.status,
			body: row,
			headers: Object.fromEntries(answer.headers),
			code: text(children(child(row, 'Fault'), 'Error')[0] ?? {}, 'code'),
		};
	}

	/** Writes an object and gives it as it was answered; fails the test when it was refused. */
	async write(entity: string, row: Row, query = ''): Promise<Row> {
		const answer = await this.call('POST', `${entity.toLowerCase()}${query}`, row);
		if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		return child(answer.body, entity);
	}

	async read(entity: string, id: string): Promise<Row> {
		return child((await this.call('GET', `${entity.toLowerCase()}/${id}`)).body, entity);
	}

	async query(statement: string): Promise<Answered & { response: Row }> {
		const answer = await this.call('GET', `query?query=${encodeURIComponent(statement)}`);
		return { ...answer, response: child(answer.body, 'QueryResponse') };
	}

	async control(path: string, body: unknown): Promise<Answered> {
		return await this.call('PUT', `/control/${path}`, body);
	}
}
