import { fromMinor, toMinor } from '../../documents/money';
import type {
	BillPaymentRecord,
	BooksTransactionRecord,
	LedgerRecord,
} from '../../documents/records';
import { money, origin } from './row';
import { type Wire, WIRE, type WireLine } from './wire';

type TransactionEntity = 'PurchaseOrder' | 'Bill' | 'VendorCredit' | 'Purchase' | 'JournalEntry';
const TYPES = {
	PurchaseOrder: 'purchase_order',
	Bill: 'bill',
	VendorCredit: 'vendor_credit',
	Purchase: 'expense',
	JournalEntry: 'journal_entry',
} as const;

/** Date of a row that names none, which change data capture leaves out of deleted ones. */
const NO_DATE = '1970-01-01';

/** A bill, vendor credit, expense, purchase order or journal entry as the ledger keeps it. */
export function transactionRecord(
	entity: TransactionEntity,
	row: unknown,
	books: string,
): LedgerRecord {
	if (entity === 'Purchase') return expenseRecord(WIRE.Purchase.parse(row), books);
	if (entity === 'JournalEntry') return journalRecord(WIRE.JournalEntry.parse(row), books);
	const wire = WIRE[entity].parse(row);
	const dueDate = 'DueDate' in wire && typeof wire.DueDate === 'string' ? wire.DueDate : undefined;
	return {
		...shared(
			entity,
			wire,
			books,
			wire.Line.flatMap((line) => costLine(line)),
		),
		...(wire.VendorRef === undefined ? {} : { vendor: wire.VendorRef.value }),
		...(wire.Balance === undefined ? {} : { balance: money(wire.Balance) }),
		...(dueDate === undefined ? {} : { dueDate: dueDate.slice(0, 10) }),
	};
}

type Line = BooksTransactionRecord['lines'][number];

function shared(
	entity: TransactionEntity,
	wire:
		| Wire<'Bill'>
		| Wire<'VendorCredit'>
		| Wire<'PurchaseOrder'>
		| Wire<'Purchase'>
		| Wire<'JournalEntry'>,
	books: string,
	lines: Line[],
	sign = 1,
): BooksTransactionRecord {
	return {
		...origin(wire, books),
		type: TYPES[entity],
		date: wire.TxnDate?.slice(0, 10) ?? dateOf(wire) ?? NO_DATE,
		total: money(sign * (wire.TotalAmt ?? 0)),
		lines,
		...(wire.DocNumber === undefined ? {} : { number: wire.DocNumber }),
		...(wire.CurrencyRef === undefined ? {} : { currency: wire.CurrencyRef.value }),
		...(wire.PrivateNote === undefined ? {} : { memo: wire.PrivateNote }),
		...(wire.SyncToken === undefined ? {} : { revision: wire.SyncToken }),
	};
}

function dateOf(wire: {
	MetaData?: { CreateTime?: string; LastUpdatedTime?: string } | undefined;
}): string | undefined {
	return (wire.MetaData?.CreateTime ?? wire.MetaData?.LastUpdatedTime)?.slice(0, 10);
}

function costLine(line: WireLine, sign = 1): Line[] {
	const byAccount = line.AccountBasedExpenseLineDetail;
	const byItem = line.ItemBasedExpenseLineDetail;
	const detail = byAccount ?? byItem;
	// Subtotal and description lines carry no money of their own.
	if (detail === undefined || line.Amount === undefined) return [];
	const order = line.LinkedTxn?.find((link) => link.TxnType === 'PurchaseOrder');
	const job = detail.CustomerRef?.value ?? line.ProjectRef?.value;
	return [
		{
			amount: money(sign * line.Amount),
			...(line.Id === undefined ? {} : { id: line.Id }),
			...(line.Description === undefined ? {} : { description: line.Description }),
			...(byAccount?.AccountRef === undefined ? {} : { account: byAccount.AccountRef.value }),
			...(byItem?.ItemRef === undefined ? {} : { item: byItem.ItemRef.value }),
			...(detail.ClassRef === undefined ? {} : { class: detail.ClassRef.value }),
			...(job === undefined ? {} : { job }),
			...(byItem?.Qty === undefined ? {} : { quantity: byItem.Qty }),
			...(byItem?.UnitPrice === undefined ? {} : { unitPrice: byItem.UnitPrice }),
			...(order === undefined ? {} : { purchaseOrder: order.TxnId }),
			...(order?.TxnLineId === undefined ? {} : { purchaseOrderLine: order.TxnLineId }),
		},
	];
}

/** A cheque, card or cash expense; a card refund (`Credit`) counts negative. */
function expenseRecord(wire: Wire<'Purchase'>, books: string): LedgerRecord {
	const sign = wire.Credit === true ? -1 : 1;
	const payee = wire.EntityRef;
	const toVendor = payee !== undefined && (payee.type === undefined || payee.type === 'Vendor');
	return {
		...shared(
			'Purchase',
			wire,
			books,
			wire.Line.flatMap((line) => costLine(line, sign)),
			sign,
		),
		...(toVendor ? { vendor: payee.value } : {}),
	};
}

/** A journal entry: debits positive, credits negative; its total is the sum of its debits. */
function journalRecord(wire: Wire<'JournalEntry'>, books: string): LedgerRecord {
	let debits = 0;
	let vendor: string | undefined;
	const lines = wire.Line.flatMap((line): Line[] => {
		const detail = line.JournalEntryLineDetail;
		if (detail === undefined || line.Amount === undefined) return [];
		const credit = detail.PostingType === 'Credit';
		if (!credit) debits += toMinor(line.Amount);
		if (detail.Entity?.Type === 'Vendor') vendor ??= detail.Entity.EntityRef?.value;
		const job = detail.Entity?.Type === 'Customer' ? detail.Entity.EntityRef?.value : undefined;
		return [
			{
				amount: money(credit ? -line.Amount : line.Amount),
				...(line.Id === undefined ? {} : { id: line.Id }),
				...(line.Description === undefined ? {} : { description: line.Description }),
				...(detail.AccountRef === undefined ? {} : { account: detail.AccountRef.value }),
				...(detail.ClassRef === undefined ? {} : { class: detail.ClassRef.value }),
				...(job === undefined ? {} : { job }),
			},
		];
	});
	return {
		...shared('JournalEntry', wire, books, lines),
		total: fromMinor(debits),
		...(vendor === undefined ? {} : { vendor }),
	};
}

const APPLIED_TYPES = {
	Bill: 'bill',
	VendorCredit: 'vendor_credit',
	JournalEntry: 'journal_entry',
} as const;

function appliedType(name: string): (typeof APPLIED_TYPES)[keyof typeof APPLIED_TYPES] | undefined {
	return name === 'Bill' || name === 'VendorCredit' || name === 'JournalEntry'
		? APPLIED_TYPES[name]
		: undefined;
}

/** A bill payment with what it was applied to. A voided one has no lines, a total of 0 and a note that begins "Voided". */
export function billPaymentRecord(wire: Wire<'BillPayment'>, books: string): BillPaymentRecord {
	const voided = wire.TotalAmt === 0 && (wire.PrivateNote ?? '').startsWith('Voided');
	return {
		...origin(wire, books),
		type: 'bill_payment',
		vendor: wire.VendorRef?.value ?? '',
		date: wire.TxnDate?.slice(0, 10) ?? dateOf(wire) ?? NO_DATE,
		total: money(wire.TotalAmt),
		...(wire.DocNumber === undefined ? {} : { number: wire.DocNumber }),
		...(wire.PayType === 'Check' ? { method: 'check' as const } : {}),
		...(wire.PayType === 'CreditCard' ? { method: 'credit_card' as const } : {}),
		...(voided ? { voided: true } : {}),
		applied: wire.Line.flatMap((line) =>
			(line.LinkedTxn ?? []).flatMap((link) => {
				const type = appliedType(link.TxnType);
				if (type === undefined || line.Amount === undefined) return [];
				return [{ transaction: link.TxnId, type, amount: money(line.Amount) }];
			}),
		),
	};
}
