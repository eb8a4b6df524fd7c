/** Exports of an invented company, laid out as the real ones are. */
export const PROJECT = { number: '2301', name: 'Clinic' };
export const BOOKS = 'harbor';
export const MADE_AT = 'Friday, March 27, 2026 08:01 AM GMT-05:00';

export const quoted = (cell: string): string =>
	/[",;\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
export const csv = (rows: ReadonlyArray<readonly string[]>, end = '\r\n'): string =>
	`${rows.map((row) => row.map(quoted).join(',')).join(end)}${end}`;

export const COMMITMENT_ROWS: string[][] = [
	[
		'Number',
		'Contract Company',
		'Title',
		'Status',
		'Executed',
		'Original Contract Amount',
		'Approved Change Orders',
		'Revised Contract Amount',
		'Pending Change Orders',
		'Draft Change Orders',
		'Invoiced',
		'Payments Issued',
		'% Paid',
		'Remaining Balance Outstanding',
		'Default Retainage',
	],
	[
		'SC-2301-001',
		'Kessler Concrete',
		'Concrete',
		'Approved',
		'Yes',
		'$98,000.00',
		'$1,500.00',
		'$99,500.00',
		'$0.00',
		'$0.00',
		'$20,000.00',
		'$18,000.00',
		'18.1%',
		'$81,500.00',
		'10%',
	],
	[
		'PO-2301-001',
		"O'Neil Steel",
		'Rebar, "B" grade\nand mesh',
		'Approved',
		'Yes',
		'$5,000.00',
		'$0.00',
		'$5,000.00',
		'$0.00',
		'$0.00',
		'$0.00',
		'$0.00',
		'0.0%',
		'$5,000.00',
		'',
	],
	[
		'SC-2301-002',
		'Kessler Sitework',
		'Sitework',
		'Out For Signature',
		'No',
		'$12,345.67',
		'($345.67)',
		'$12,000.00',
		'$250.00',
		'$0.00',
		'$0.00',
		'$0.00',
		'0.0%',
		'$12,000.00',
		'10%',
	],
];

export interface Transaction {
	vendor: string;
	date: string;
	type: string;
	number: string;
	memo?: string;
	amount: string;
}

export const TRANSACTIONS: Transaction[] = [
	{
		vendor: 'Kessler Concrete',
		date: '01/28/2026',
		type: 'Bill',
		number: 'INV-0990',
		memo: 'Footings January',
		amount: '18,000.00',
	},
	{
		vendor: 'Kessler Concrete',
		date: '02/20/2026',
		type: 'Bill Payment (Check)',
		number: '1044',
		amount: '-18,000.00',
	},
	{
		vendor: 'Total Quality Hauling',
		date: '02/03/2026',
		type: 'Expense',
		number: '',
		memo: 'Dump fees',
		amount: '640.00',
	},
	{
		vendor: 'Total Quality Hauling',
		date: '02/04/2026',
		type: 'Estimate',
		number: 'E-1',
		amount: '10.00',
	},
];

/** A list as QuickBooks Online exports it: titles, groups by vendor, totals, the time below. */
export function transactionList(
	rows: readonly Transaction[] = TRANSACTIONS,
	madeAt = MADE_AT,
	period = 'All Dates',
): string {
	const blank = ['', '', '', '', '', '', '', ''];
	const vendors = [...new Set(rows.map(({ vendor }) => vendor))];
	return csv([
		['Transaction List by Vendor', ...blank.slice(1)],
		['Harbor Builders LLC', ...blank.slice(1)],
		[period, ...blank.slice(1)],
		blank,
		[
			'',
			'Date',
			'Transaction type',
			'Num',
			'Posting (Y/N)',
			'Memo/Description',
			'Account full name',
			'Amount',
		],
		...vendors.flatMap((vendor) => [
			[vendor, ...blank.slice(1)],
			...rows
				.filter((row) => row.vendor === vendor)
				.map((row) => [
					'',
					row.date,
					row.type,
					row.number,
					'Yes',
					row.memo ?? '',
					'Accounts Payable (A/P)',
					row.amount,
				]),
			[`Total for ${vendor}`, '', '', '', '', '', '', '$1.00'],
		]),
		['TOTAL', '', '', '', '', '', '', '$640.00'],
		blank,
		blank,
		[`${madeAt} - Accrual basis`, ...blank.slice(1)],
	]);
}

export const accountList = (madeAt = MADE_AT): string =>
	csv([
		['Account List'],
		['Harbor Builders LLC'],
		[],
		['Account #', 'Full name', 'Type', 'Detail type', 'Description', 'Total balance'],
		[
			'2000',
			'Accounts Payable (A/P)',
			'Accounts payable (A/P)',
			'Accounts Payable (A/P)',
			'',
			'0.00',
		],
		[
			'2150',
			'Retainage Payable',
			'Other Current Liabilities',
			'Other Current Liabilities',
			'',
			'0.00',
		],
		[
			'5100',
			'Job Costs:Subcontractors',
			'Cost of Goods Sold',
			'Other Costs of Services - COS',
			'',
			'',
		],
		[madeAt],
	]);

export const customerList = (madeAt = MADE_AT): string =>
	csv([
		['Customer Contact List'],
		['Harbor Builders LLC'],
		[],
		['Customer full name', 'Phone numbers', 'Email', 'Full name', 'Bill address'],
		['Harbor View', 'Phone:(419) 555-0100', 'office@view.example', 'Ann Vale', '1 Bay St'],
		['Harbor View:Clinic', '', '', '', ''],
		[madeAt],
	]);

export const vendorList = (madeAt = MADE_AT): string =>
	csv([
		['Vendor Contact List'],
		['Harbor Builders LLC'],
		[],
		['Vendor', 'Phone numbers', 'Email', 'Full name', 'Address', 'Account #'],
		[
			'Kessler Concrete',
			'Phone:(937) 555-0142',
			'ap@kessler.example',
			'',
			'18 Quarry Rd Dayton OH 45402',
			'',
		],
		["O'Neil Steel", '', '', '', '', ''],
		[madeAt],
	]);

export const COMPANY_LIST = csv([
	['Company', 'Email', 'Business Phone', 'Trades', 'Website'],
	['Kessler Concrete', 'ap@kessler.example', '937 555 0142', 'Concrete', 'kessler.example'],
	["O'Neil Steel", '', '', 'Steel', ''],
]);

export const CHANGE_ORDER_LIST = csv([
	[
		'Contract',
		'#',
		'Revision',
		'Title',
		'Date Initiated',
		'Contract Company',
		'Status',
		'Executed',
		'Amount',
		'Review Date',
	],
	[
		'SC-2301-001 - Concrete',
		'001',
		'0',
		'Thicker slab',
		'02/01/26',
		'Kessler Concrete',
		'Approved',
		'Yes',
		'$1,500.00',
		'02/13/26',
	],
	[
		'SC-2301-001 - Concrete',
		'002',
		'0',
		'Sealer',
		'03/01/26',
		'Kessler Concrete',
		'Pending - In Review',
		'No',
		'$900.00',
		'',
	],
]);

export const SCHEDULE_OF_VALUES = csv([
	[
		'Commitment',
		'#',
		'Cost Code',
		'Cost Type',
		'Description',
		'Quantity',
		'UOM',
		'Unit Cost',
		'Amount',
	],
	['SC-2301-001', '1', '03-300', 'S', 'Footings', '', '', '', '$60,000.00'],
	['SC-2301-001', '2', '03-350', 'S', 'Slab', '', '', '', '$38,000.00'],
]);
