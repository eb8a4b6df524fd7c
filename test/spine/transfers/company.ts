import { join } from 'node:path';
import type {
	BillPaymentRecord,
	BooksTransactionRecord,
	LedgerRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema, policySchema } from '../../../spine/documents/settings';
import type { Ledger } from '../../../spine/ledger/ledger';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { rememberRules } from '../../../spine/mapping/remembered-rules';
import { parseMappingCsv } from '../../../spine/mapping/rules';
import type { Plan, Planner } from '../../../spine/transfers/plan';
import { temporaryFolder } from '../ledger/fixtures';

export const COMPANY = '77';
const inProjects = { side: 'projects' as const };
const inBooks = { side: 'books' as const, books: 'B1' };

const vendors = (side: typeof inProjects | typeof inBooks, names: Record<string, string>) =>
	Object.entries(names).map(([id, name]) => ({
		...side,
		type: 'vendor' as const,
		id,
		name,
		aliases: [],
		emails: [],
		active: true,
	}));

/** Hallam Electric with a subcontract on each of two projects, and suppliers without one. */
const RECORDS: LedgerRecord[] = [
	{ ...inProjects, type: 'project', id: '5', number: '2301', name: 'River Depot', active: true },
	{ ...inProjects, type: 'project', id: '6', number: '2302', name: 'Mill Lofts', active: true },
	...vendors(inProjects, { 9: 'Hallam Electric', 10: 'Corner Supply' }),
	...vendors(inBooks, { 56: 'Hallam Electric', 57: 'Corner Supply', 58: 'Fuel Stop' }),
	...['J1', 'J2', 'J3'].map((id) => ({
		...inBooks,
		type: 'job' as const,
		id,
		name: id,
		fullName: `Owner:${id}`,
		active: true,
	})),
	...[['40', 'SC-2301-04', '5'] as const, ['41', 'SC-2302-01', '6'] as const].map(
		([id, number, project]) => ({
			...inProjects,
			type: 'commitment' as const,
			id,
			kind: 'subcontract' as const,
			number,
			status: 'approved' as const,
			vendor: '9',
			project,
			original: 100_000,
			lines: [],
		}),
	),
	...[
		['A1', 'Bank', 'Checking', '1000'] as const,
		['A2', 'Accounts Payable', 'Accounts Payable', '2000'] as const,
		['A3', 'Other Current Liability', 'Retainage Payable', '2400'] as const,
		['A4', 'Cost of Goods Sold', 'Materials', '5020'] as const,
		['A5', 'Cost of Goods Sold', 'Equipment', '5030'] as const,
		['A6', 'Expense', 'Write-offs', '6900'] as const,
		['A7', 'Cost of Goods Sold', 'Concrete', '5040'] as const,
	].map(([id, accountType, name, number]) => ({
		...inBooks,
		type: 'account' as const,
		id,
		name,
		fullName: name,
		number,
		accountType,
		active: true,
	})),
	{
		...inBooks,
		type: 'item',
		id: 'I1',
		name: 'Rough-in',
		fullName: 'Rough-in',
		itemType: 'Service',
		expenseAccount: 'A6',
		active: true,
	},
	...['5', '6'].flatMap((project) => [
		{ ...inProjects, type: 'cost_code' as const, id: `${project}1`, project, code: '26-100' },
		{ ...inProjects, type: 'cost_code' as const, id: `${project}2`, project, code: '01-540' },
		{ ...inProjects, type: 'cost_code' as const, id: `${project}3`, project, code: '03-300' },
	]),
	{ ...inProjects, type: 'cost_type', id: '1', code: 'M', name: 'Materials' },
	{ ...inProjects, type: 'cost_type', id: '2', code: 'E', name: 'Equipment' },
];

const RULES = `cost_code,cost_type,account,item
26-100,M,5020,
01-540,E,5030,
26-100,E,,Rough-in
03-*,M,5040,`;

const settings = companySettingsSchema.parse({
	name: 'Northgate Builders',
	projects: [
		{ project: '2301', books: 'B1', customerJob: 'J1' },
		{ project: '2302', books: 'B1', customerJob: 'J2' },
	],
	accounts: { retainagePayable: '2400' },
});

/** A bill of Hallam Electric on River Depot, unless said otherwise. */
export function bill(
	id: string,
	total: number,
	more: Partial<BooksTransactionRecord> = {},
): BooksTransactionRecord {
	return {
		...inBooks,
		type: 'bill',
		id,
		number: `HE-${id}`,
		vendor: '56',
		date: '2026-03-02',
		total,
		balance: total,
		revision: '0',
		lines: [{ id: '1', amount: total, account: 'A4', job: 'J1' }],
		...more,
	};
}

/** A bill of the supplier that has no commitment. */
export const supplierBill = (
	id: string,
	lines: BooksTransactionRecord['lines'],
	more: Partial<BooksTransactionRecord> = {},
): BooksTransactionRecord =>
	bill(
		id,
		lines.reduce((sum, { amount }) => sum + amount, 0),
		{ vendor: '57', number: `S-${id}`, lines, ...more },
	);

export type Applied = BillPaymentRecord['applied'][number];

export function payment(
	id: string,
	total: number,
	applied: Applied[],
	more: Partial<BillPaymentRecord> = {},
): BillPaymentRecord {
	return {
		...inBooks,
		type: 'bill_payment',
		id,
		vendor: '56',
		date: '2026-03-30',
		total,
		number: `10${id}`,
		method: 'check',
		applied,
		...more,
	};
}

export const onBill = (transaction: string, amount: number): Applied => ({
	transaction,
	type: 'bill',
	amount,
});
export const onCredit = (transaction: string, amount: number): Applied => ({
	transaction,
	type: 'vendor_credit',
	amount,
});
export const onEntry = (transaction: string, amount: number): Applied => ({
	transaction,
	type: 'journal_entry',
	amount,
});

const folder = temporaryFolder();
const opened: Ledger[] = [];
let count = 0;

/** A ledger that holds the company and these records; closed by {@link closeLedgers}. */
export async function ledgerWith(records: readonly LedgerRecord[] = []): Promise<Ledger> {
	count += 1;
	const ledger = await openSqliteLedger({
		path: join(folder, `${count}.sqlite`),
		blobDir: join(folder, 'blobs'),
		clock: () => Date.parse('2026-04-01T12:00:00Z'),
	});
	opened.push(ledger);
	await ledger.putSettings(settings, policySchema.parse({ mode: 'autoClean' }));
	await ledger.record(RECORDS);
	await rememberRules(ledger, parseMappingCsv(RULES, 'gl-mapping.csv').rules);
	await ledger.record(records);
	return ledger;
}

export async function closeLedgers(): Promise<void> {
	for (const ledger of opened.splice(0)) await ledger.close();
}

export async function planned(
	ledger: Ledger,
	planner: Planner,
	projects?: string[],
): Promise<Plan> {
	return await planner({
		ledger,
		now: '2026-04-01T12:00:00Z',
		company: COMPANY,
		...(projects === undefined ? {} : { projects }),
	});
}
