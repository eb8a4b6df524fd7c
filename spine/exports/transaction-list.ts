import { sumAmounts } from '../documents/money';
import type { BooksTransactionRecord, LedgerRecord } from '../documents/records';
import { booksOf, booksVendors } from './books-scope';
import { type Header, type Layout, textOf } from './columns';
import type { ExportContext, ExportRecords } from './context';
import { exportIds } from './identities';
import { openSheet, readRows, short, type SheetRow } from './sheet';
import { stampIn } from './title';
import {
	type ListedTransaction,
	type TransactionKind,
	identified,
	inOrder,
	nameOf,
} from './transaction-identity';

const COLUMNS = {
	date: ['date', 'transactiondate', 'txndate'],
	type: ['transactiontype', 'type', 'txntype'],
	number: ['num', 'no', 'number', 'refno', 'docnumber', 'refnumber', '#'],
	vendor: ['vendor', 'name', 'payee', 'vendorname', 'sourcename', 'vendorfullname'],
	memo: ['memodescription', 'memo', 'description', 'memo/description'],
	account: ['account', 'accountfullname', 'accountname'],
	job: [
		'customer',
		'customerfullname',
		'customerproject',
		'customerjob',
		'project',
		'customerproject',
	],
	amount: ['amount', 'homeamount'],
	debit: ['debit'],
	credit: ['credit'],
	balance: ['openbalance', 'openbalanceamount'],
	dueDate: ['duedate'],
	currency: ['currency'],
} as const;
type Field = keyof typeof COLUMNS;

/**
 * The list of transactions by vendor, of QuickBooks Online (title rows, a vendor's name on a row of its own,
 * a total below) or QuickBooks Desktop (Debit and Credit), or flat with a column for the vendor.
 */
export const TRANSACTIONS: Layout<Field> = {
	columns: COLUMNS,
	required: ['date', 'type', ['amount', 'credit']],
	never: ['originalcontractamount', 'accounttype', 'detailtype'],
	title: /transaction list by vendor|transactions? by vendor/i,
};

const KINDS: Readonly<Record<string, TransactionKind>> = {
	bill: 'bill',
	vendorcredit: 'vendor_credit',
	billcredit: 'vendor_credit',
	credit: 'vendor_credit',
	creditmemo: 'vendor_credit',
	expense: 'expense',
	check: 'expense',
	cheque: 'expense',
	cashexpense: 'expense',
	creditcardexpense: 'expense',
	creditcard: 'expense',
	creditcardcharge: 'expense',
	billpayment: 'bill_payment',
	billpaymentcheck: 'bill_payment',
	billpaymentcheque: 'bill_payment',
	billpaymentcreditcard: 'bill_payment',
	billpmtcheck: 'bill_payment',
	billpmtccard: 'bill_payment',
	billpmtcheque: 'bill_payment',
	purchaseorder: 'purchase_order',
	journalentry: 'journal_entry',
	generaljournal: 'journal_entry',
};

/** Resources under whose names a complete list counts as read. */
const RESOURCES = [
	'Bill',
	'VendorCredit',
	'Purchase',
	'PurchaseOrder',
	'BillPayment',
	'JournalEntry',
];

/**
 * Bills, credits, expenses, payments and orders by their totals. A bill's id is made of vendor and
 * number, so that a bill that was edited is the same bill; several of one number keep the ids that
 * earlier lists gave them. A voided one counts as deleted. Types that are not kept are counted.
 */
export function readTransactions(context: ExportContext, header: Header<Field>): ExportRecords {
	const { table, dateOrder, currency, titles, isComplete, transactions } = context;
	const books = booksOf(context);
	const sheet = openSheet<Field>(table, header, {
		dates: ['date', 'dueDate'],
		amounts: ['amount', 'debit', 'credit', 'balance'],
		dateOrder,
		currency,
	});
	const vendors = booksVendors(books);
	const passedOver: Record<string, number> = {};
	const listed = new Map<SheetRow<Field>, ListedTransaction>();
	let group: string | undefined;
	const unread = readRows(sheet, (row) => {
		if (row.text('date') === undefined && row.text('type') === undefined) {
			group = groupAfter(row, group);
			return;
		}
		const typeText = row.needed('type');
		const kind = KINDS[typeText.toLowerCase().replace(/[^a-z]/g, '')];
		if (kind === undefined) {
			passedOver[short(typeText)] = (passedOver[short(typeText)] ?? 0) + 1;
			return;
		}
		listed.set(row, listedOf(row, kind, group, currency));
	});
	const ids = identified([...listed.values()], {
		idOf: (one, count) => exportIds.transaction(books, one.kind, nameOf(one), count),
		known: transactions,
		isComplete,
		period: titles.period,
	});
	const records: LedgerRecord[] = [];
	const rows = [...listed].sort(([, left], [, right]) => inOrder(left, right)).map(([row]) => row);
	const refusals = readRows(
		{ name: sheet.name, rows },
		(row) => {
			const one = listed.get(row);
			const id = one === undefined ? undefined : ids.get(one);
			if (one === undefined || id === undefined) {
				return row.refuse(
					'number',
					`names "${short(row.text('number'))}" of ${short(one?.vendor)}, and which bill of earlier lists that is cannot be told from a part; import All Dates`,
				);
			}
			records.push(recordOf(id, one, books, vendors.named));
		},
		unread,
	);
	return {
		records,
		mentioned: vendors.mentioned(),
		refusals,
		scopes: [{ side: 'books', scope: books }],
		resources: RESOURCES,
		passedOver,
		notes: [],
	};
}

/** The vendor whose rows follow: a row with one cell names one, a total or a footer ends it. */
function groupAfter(row: SheetRow<Field>, group: string | undefined): string | undefined {
	const texts = row.cells.map(textOf).filter((text) => text !== '');
	const [first = ''] = texts;
	if (texts.length > 1) return /^total/i.test(first) ? undefined : group;
	if (/^(grand )?totals?$/i.test(first) || /\b(accrual|cash) basis\b/i.test(first))
		return undefined;
	return stampIn(first, 'utc') === undefined ? first : undefined;
}

function listedOf(
	row: SheetRow<Field>,
	kind: TransactionKind,
	group: string | undefined,
	currency: string,
): ListedTransaction {
	const vendor = row.text('vendor') ?? group;
	if (vendor === undefined)
		return row.refuse('vendor', 'belongs to no vendor: neither its row nor one above names it');
	const date = row.date('date') ?? row.refuse('date', 'is blank');
	const amount =
		row.amount('amount') ??
		sumAmounts([row.amount('credit'), negated(row.amount('debit'))], currency);
	if (
		row.text('amount') === undefined &&
		row.text('credit') === undefined &&
		row.text('debit') === undefined
	) {
		return row.refuse('amount', 'holds no amount');
	}
	const number = row.text('number');
	const memo = row.text('memo');
	const job = row.text('job');
	const balance = row.amount('balance');
	const dueDate = row.date('dueDate');
	const code = row.text('currency');
	return {
		kind,
		vendor,
		date,
		// The type says which way it goes; reports differ in the sign they give it.
		total: kind === 'bill' || kind === 'journal_entry' ? amount : Math.abs(amount),
		...(number === undefined ? {} : { number }),
		...(memo === undefined ? {} : { memo }),
		...(job === undefined ? {} : { job }),
		...(balance === undefined ? {} : { balance: Math.abs(balance) }),
		...(dueDate === undefined ? {} : { dueDate }),
		...(code === undefined || !/^[A-Z]{3}$/.test(code) ? {} : { currency: code }),
	};
}

const negated = (amount: number | undefined): number | undefined =>
	amount === undefined ? undefined : 0 - amount;

function recordOf(
	id: string,
	one: ListedTransaction,
	books: string,
	vendorNamed: (name: string) => string,
): LedgerRecord {
	const { kind, number, date, total, memo, job, balance, dueDate, currency } = one;
	const isVoid = total === 0 && /^void/i.test(memo ?? '');
	const shared = {
		id,
		side: 'books' as const,
		books,
		vendor: vendorNamed(one.vendor),
		date,
		total,
		...(number === undefined ? {} : { number }),
		...(isVoid ? { deleted: true } : {}),
	};
	if (kind === 'bill_payment') return { ...shared, type: kind, applied: [] };
	const lines: BooksTransactionRecord['lines'] =
		job === undefined ? [] : [{ amount: total, job: exportIds.listEntry(books, 'job', job) }];
	return {
		...shared,
		type: kind,
		...(dueDate === undefined ? {} : { dueDate }),
		...(balance === undefined ? {} : { balance }),
		...(currency === undefined ? {} : { currency }),
		...(memo === undefined ? {} : { memo }),
		totalOnly: true,
		lines,
	};
}
