import { taggedClaim } from '../documents/claim-tag';
import { sumAmounts } from '../documents/money';
import { numberKey } from '../documents/numbers';
import type { BooksTransactionRecord, LedgerRecord } from '../documents/records';
import { booksOf, booksVendors } from './books-scope';
import { type Header, type Layout, textOf } from './columns';
import type { ExportContext, ExportRecords } from './context';
import { exportIds } from './identities';
import { openSheet, readRows, short, type SheetRow } from './sheet';
import { stampIn } from './title';

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

type Kind =
	'bill' | 'vendor_credit' | 'expense' | 'bill_payment' | 'purchase_order' | 'journal_entry';

const KINDS: Readonly<Record<string, Kind>> = {
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

interface Listed {
	kind: Kind;
	vendor: string;
	number?: string;
	date: string;
	dueDate?: string;
	total: number;
	balance?: number;
	memo?: string;
	job?: string;
	currency?: string;
}

/**
 * Bills, credits, expenses, payments and orders by their totals. A bill's id is made of vendor and
 * number, so that a bill that was edited is the same bill; several of one number are told apart by
 * their order of date and amount. A voided one counts as deleted. Types that are not kept are
 * counted.
 */
export function readTransactions(context: ExportContext, header: Header<Field>): ExportRecords {
	const { table, dateOrder, currency } = context;
	const books = booksOf(context);
	const sheet = openSheet<Field>(table, header, {
		dates: ['date', 'dueDate'],
		amounts: ['amount', 'debit', 'credit', 'balance'],
		dateOrder,
		currency,
	});
	const vendors = booksVendors(books);
	const passedOver: Record<string, number> = {};
	const listed: Listed[] = [];
	let group: string | undefined;
	const refusals = readRows(sheet, (row) => {
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
		listed.push(listedOf(row, kind, group, currency));
	});
	return {
		records: numbered(listed).map(({ one, count }) => recordOf(one, count, books, vendors.named)),
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
	kind: Kind,
	group: string | undefined,
	currency: string,
): Listed {
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

/** What names a transaction: the claim it was keyed for, else its number, else day and amount. */
function nameOf({ kind, vendor, number, date, total, memo }: Listed): string[] {
	const claim = taggedClaim(memo);
	if (claim !== undefined && (kind === 'bill' || kind === 'vendor_credit')) return ['claim', claim];
	const key = number === undefined ? undefined : numberKey(number)?.key;
	return key === undefined
		? ['day', vendor.toLowerCase(), date, String(total)]
		: ['number', vendor.toLowerCase(), key];
}

/** Transactions with a count that tells those of one name apart, whatever their order in the file. */
function numbered(listed: readonly Listed[]): Array<{ one: Listed; count: number }> {
	const counts = new Map<string, number>();
	return [...listed]
		.sort(
			(left, right) =>
				left.date.localeCompare(right.date) ||
				left.total - right.total ||
				(left.memo ?? '').localeCompare(right.memo ?? ''),
		)
		.map((one) => {
			const name = JSON.stringify([one.kind, ...nameOf(one)]);
			const count = counts.get(name) ?? 0;
			counts.set(name, count + 1);
			return { one, count };
		});
}

function recordOf(
	one: Listed,
	count: number,
	books: string,
	vendorNamed: (name: string) => string,
): LedgerRecord {
	const { kind, number, date, total, memo, job, balance, dueDate, currency } = one;
	const isVoid = total === 0 && /^void/i.test(memo ?? '');
	const shared = {
		id: exportIds.transaction(books, kind, nameOf(one), count),
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
