import type {
	BooksTransactionRecord,
	CommitmentRecord,
	LedgerRecord,
	VendorRecord,
} from '../spine/documents/records';
import { companySettingsSchema, policySchema } from '../spine/documents/settings';
import type { CompanySettings, Policy } from '../spine/documents/settings';
import type { Ledger } from '../spine/ledger/ledger';
import type { MappingRule } from '../spine/mapping/rules';

/** QuickBooks company of the benchmarks. */
export const BOOKS = '4620';
export const NOW = '2026-03-31T12:00:00Z';

export const settings: CompanySettings = companySettingsSchema.parse({
	name: 'Northline Builders',
	entities: ['Northline Builders Inc'],
	domains: ['northline.example'],
	authservId: 'mx.northline.example',
	projects: [{ project: '2301', books: BOOKS, customerJob: 'Harbor View:Clinic' }],
	accounts: { payable: 'Accounts Payable', retainagePayable: 'Retainage Payable' },
	codeBillsBy: 'item',
});

/** Verified documents are released without a person, so that a decision writes all it ever writes. */
export const policy: Policy = policySchema.parse({ mode: 'autoClean' });

export const vendor: VendorRecord = {
	type: 'vendor',
	side: 'projects',
	id: '7',
	name: 'Kessler Concrete LLC',
	aliases: ['Kessler Concrete'],
	emails: ['ap@kessler.example'],
	address: '12 Dock Street, Portland, ME 04101',
	active: true,
	linkedId: '77',
};

/** Dollars; more than a hundred thousand bills ask of any one line. */
const LINE_AMOUNT = 2_000_000_000;
const LINE_IDS = Array.from({ length: 12 }, (_, index) => `L${index + 1}`);

/** A unit of work a line, so that lines are told apart. */
export const commitment: CommitmentRecord = {
	type: 'commitment',
	side: 'projects',
	id: '42',
	kind: 'subcontract',
	number: 'SC-0042',
	title: 'Cast-in-place concrete',
	status: 'approved',
	executed: true,
	executionDate: '2025-01-05',
	vendor: vendor.id,
	project: '100',
	original: 12 * LINE_AMOUNT,
	approvedChanges: 0,
	revised: 12 * LINE_AMOUNT,
	lines: LINE_IDS.map((id, index) => ({
		id,
		number: String(index + 1),
		description: `Pour area ${index + 1}`,
		costCode: '03-300',
		amount: LINE_AMOUNT,
	})),
};

const inBooks = { side: 'books', books: BOOKS, active: true } as const;

const world: LedgerRecord[] = [
	vendor,
	{ ...vendor, side: 'books', books: BOOKS, id: '77', name: 'Kessler Concrete', linkedId: '7' },
	{
		type: 'project',
		side: 'projects',
		id: '100',
		number: '2301',
		name: 'Harbor View Clinic',
		active: true,
	},
	commitment,
	{ ...inBooks, type: 'job', id: '64', name: 'Clinic', fullName: 'Harbor View:Clinic' },
	{
		...inBooks,
		type: 'account',
		id: '33',
		name: 'Accounts Payable',
		fullName: 'Accounts Payable',
		accountType: 'Accounts Payable',
	},
	{
		...inBooks,
		type: 'account',
		id: '91',
		name: 'Retainage Payable',
		fullName: 'Retainage Payable',
		accountType: 'Other Current Liability',
	},
	{
		...inBooks,
		type: 'account',
		id: '80',
		name: 'Subcontracts',
		fullName: 'Subcontracts',
		accountType: 'Cost of Goods Sold',
	},
	{
		...inBooks,
		type: 'item',
		id: '21',
		name: '03-300 Concrete',
		fullName: '03-300 Concrete',
		itemType: 'Service',
		expenseAccount: '80',
	},
	{ ...inBooks, type: 'class', id: '200', name: 'Subcontract', fullName: 'Subcontract' },
	{
		type: 'books',
		side: 'books',
		books: BOOKS,
		id: BOOKS,
		name: 'Harbor Builders',
		closingDate: '2024-12-31',
		tracksClasses: true,
		currency: 'USD',
	},
];

export const mapping: MappingRule[] = [
	{ costCode: '03-*', item: '03-300 Concrete', class: 'Subcontract', source: 'gl-mapping.csv:2' },
];

const NEIGHBOURS = 200;

/** Other vendors with a subcontract each, so that identification has something to tell apart. */
function neighbours(count: number): LedgerRecord[] {
	return Array.from({ length: count }, (_, index): LedgerRecord[] => [
		{
			...vendor,
			id: `n${index}`,
			name: `Neighbour ${index} Works LLC`,
			aliases: [],
			emails: [`billing@neighbour${index}.example`],
			linkedId: undefined,
		},
		{
			...commitment,
			id: `nc${index}`,
			number: `SC-${2000 + index}`,
			vendor: `n${index}`,
			original: 50_000,
			revised: 50_000,
			lines: [],
		},
	]).flat();
}

/** A bill of the tested vendor in the books, which its memo puts under the tested commitment. */
export function billOf(index: number, total: number, date: string): BooksTransactionRecord {
	return {
		type: 'bill',
		side: 'books',
		books: BOOKS,
		id: `B${index}`,
		number: `K-${index}`,
		vendor: '77',
		date,
		total,
		memo: 'Subcontract SC-0042',
		lines: [{ amount: total, item: '21', job: '64' }],
	};
}

/** A ledger that knows the company and whose history counts as read at this moment. */
export async function furnish(ledger: Ledger, readAt = NOW): Promise<void> {
	await ledger.putSettings(settings, policy);
	await ledger.record([...world, ...neighbours(NEIGHBOURS)], readAt);
	for (const [side, resource, scope] of [
		['projects', 'requisitions', '100'],
		['projects', 'commitments', '100'],
		['books', 'Bill', BOOKS],
		['books', 'VendorCredit', BOOKS],
	] as const) {
		await ledger.putBackfillProgress({
			side,
			resource,
			scope,
			rows: 0,
			complete: true,
			asOf: readAt,
		});
	}
}
