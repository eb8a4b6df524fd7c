import type { LedgerRecord } from '../documents/records';
import { booksOf } from './books-scope';
import type { Header, Layout } from './columns';
import type { ExportContext, ExportRecords } from './context';
import { exportIds } from './identities';
import { isBesideTheList, openSheet, readRows, type SheetRow } from './sheet';

const NAMED = {
	active: ['active', 'activestatus'],
	description: ['description'],
} as const;

const ACCOUNT = {
	name: ['fullname', 'accountfullname', 'account', 'accountname', 'name'],
	number: ['accountnumber', 'account#', 'accnt#', 'accountno', 'number', 'acctnum'],
	type: ['type', 'accounttype'],
	detail: ['detailtype', 'accountdetailtype'],
	balance: ['balance', 'balancetotal', 'quickbooksbalance'],
	...NAMED,
} as const;
/** The chart of accounts: a list of the accounts with their types. */
export const ACCOUNTS: Layout<keyof typeof ACCOUNT> = {
	columns: ACCOUNT,
	required: ['name', 'type', ['detail', 'balance', 'number']],
	never: ['transactiontype', 'date', 'num', 'productservice', 'item', 'salesprice'],
	title: /account list|account listing|chart of accounts/i,
};

const ITEM = {
	name: [
		'productservicefullname',
		'productservice',
		'productservicename',
		'item',
		'itemname',
		'fullname',
	],
	type: ['type', 'itemtype'],
	account: ['expenseaccount', 'account', 'cogsaccount', 'purchaseaccount'],
	price: ['salesprice', 'salespricerate', 'price', 'cost', 'purchasecost', 'rate'],
	...NAMED,
} as const;
/** Products and services. */
export const ITEMS: Layout<keyof typeof ITEM> = {
	columns: ITEM,
	required: ['name', 'type', ['price', 'account']],
	never: ['transactiontype', 'detailtype', 'date'],
	title: /product.?service list|products? and services?|item list/i,
};

const CLASS = { name: ['class', 'classfullname', 'classname'], ...NAMED } as const;
export const CLASSES: Layout<keyof typeof CLASS> = {
	columns: CLASS,
	required: ['name'],
	never: ['date', 'type', 'transactiontype', 'amount', 'number', 'vendor', 'customer', 'account'],
	title: /class list/i,
};

type Entry<F extends string> = (row: SheetRow<F>, books: string) => LedgerRecord;

/** Reads a list of the books, one record a row; the same name twice stops the second row. */
export function listReader<F extends string>(
	name: F,
	resource: string,
	amounts: readonly F[],
	entry: Entry<F>,
): (context: ExportContext, header: Header<F>) => ExportRecords {
	return (context, header) => {
		const books = booksOf(context);
		const { table, dateOrder, currency } = context;
		const sheet = openSheet<F>(table, header, { dates: [], amounts, dateOrder, currency });
		const records = new Map<string, LedgerRecord>();
		const refusals = readRows(sheet, (row) => {
			if (isBesideTheList(row, name)) return;
			const record = entry(row, books);
			if (records.has(record.id)) row.refuse(name, `names ${row.needed(name)} a second time`);
			records.set(record.id, record);
		});
		return {
			records: [...records.values()],
			mentioned: [],
			refusals,
			scopes: [{ side: 'books', scope: books }],
			resources: [resource],
			passedOver: {},
			notes: [],
		};
	};
}

/** What every list of the books tells of an entry. */
export const entryOf = (
	row: SheetRow<'active'>,
	books: string,
	list: 'account' | 'item' | 'class' | 'job',
	fullName: string,
) => ({
	side: 'books' as const,
	books,
	id: exportIds.listEntry(books, list, fullName),
	name: lastPart(fullName),
	fullName,
	active: row.yesOrNo('active') ?? true,
});

/** Last part of a name of levels (`Job Costs:Subcontracts`). */
const lastPart = (fullName: string): string => fullName.split(':').at(-1)?.trim() ?? fullName;

/** `5010 · Subcontracts`, as QuickBooks Desktop prints an account with its number, level by level. */
function splitNumber(text: string): { number?: string; fullName: string } {
	const levels = text
		.split(':')
		.map((level) => /^([\d][\d.-]*)\s+[\u00b7\u2022\u2219-]\s+(.+)$/.exec(level.trim()));
	if (levels.some((level) => level === null)) return { fullName: text };
	const number = levels.at(-1)?.[1];
	return {
		fullName: levels.map((level) => level?.[2] ?? '').join(':'),
		...(number === undefined ? {} : { number }),
	};
}

export const readAccounts = listReader<keyof typeof ACCOUNT>(
	'name',
	'Account',
	['balance'],
	(row, books) => {
		const printed = splitNumber(row.needed('name'));
		const number = row.text('number') ?? printed.number;
		const fullName = withoutNumber(printed.fullName, number);
		const balance = row.amount('balance');
		return {
			type: 'account',
			...entryOf(row, books, 'account', fullName),
			...(number === undefined ? {} : { number }),
			accountType: row.needed('type'),
			...(balance === undefined ? {} : { balance }),
		};
	},
);

/** A full name that is led by the account's own number (`5010 Subcontracts`) without it. */
function withoutNumber(fullName: string, number: string | undefined): string {
	return number !== undefined && fullName.startsWith(`${number} `)
		? fullName.slice(number.length + 1).trim()
		: fullName;
}

export const readItems = listReader<keyof typeof ITEM>('name', 'Item', [], (row, books) => {
	const fullName = row.needed('name');
	const account = row.text('account');
	return {
		type: 'item',
		...entryOf(row, books, 'item', fullName),
		itemType: row.needed('type'),
		...(account === undefined
			? {}
			: { expenseAccount: exportIds.listEntry(books, 'account', splitNumber(account).fullName) }),
	};
});

export const readClasses = listReader<keyof typeof CLASS>('name', 'Class', [], (row, books) => ({
	type: 'class',
	...entryOf(row, books, 'class', row.needed('name')),
}));
