import type { CustomerPaymentRecord, InvoiceRecord } from '../../documents/records';
import { money, origin } from './row';
import type { Wire } from './wire';

/** Date of a row that names none, which change data capture leaves out of deleted ones. */
const NO_DATE = '1970-01-01';

/** A voided transaction keeps its row: its amounts are 0 and its note begins "Voided". */
export function isVoided(wire: {
	TotalAmt?: number | undefined;
	PrivateNote?: string | undefined;
}): boolean {
	return wire.TotalAmt === 0 && (wire.PrivateNote ?? '').startsWith('Voided');
}

const dayOf = (wire: Wire<'Invoice'> | Wire<'Payment'>): string =>
	(wire.TxnDate ?? wire.MetaData?.CreateTime ?? wire.MetaData?.LastUpdatedTime)?.slice(0, 10) ??
	NO_DATE;

/** An invoice to a customer. Sub-totals and description lines carry no money and are left out. */
export function invoiceRecord(wire: Wire<'Invoice'>, books: string): InvoiceRecord {
	return {
		...origin(wire, books),
		type: 'invoice',
		date: dayOf(wire),
		total: money(wire.TotalAmt),
		...(wire.DocNumber === undefined ? {} : { number: wire.DocNumber }),
		...(wire.CustomerRef === undefined ? {} : { customer: wire.CustomerRef.value }),
		...(wire.DueDate === undefined ? {} : { dueDate: wire.DueDate.slice(0, 10) }),
		...(wire.Balance === undefined ? {} : { balance: money(wire.Balance) }),
		...(wire.CurrencyRef === undefined ? {} : { currency: wire.CurrencyRef.value }),
		...(wire.PrivateNote === undefined ? {} : { memo: wire.PrivateNote }),
		...(wire.SyncToken === undefined ? {} : { revision: wire.SyncToken }),
		...(isVoided(wire) ? { voided: true } : {}),
		lines: wire.Line.flatMap((line) => {
			const detail = line.SalesItemLineDetail;
			if (detail === undefined || line.Amount === undefined) return [];
			return [
				{
					amount: money(line.Amount),
					...(line.Id === undefined ? {} : { id: line.Id }),
					...(line.Description === undefined ? {} : { description: line.Description }),
					...(detail.ItemRef === undefined ? {} : { item: detail.ItemRef.value }),
					...(detail.ClassRef === undefined ? {} : { class: detail.ClassRef.value }),
				},
			];
		}),
	};
}

const APPLIED = {
	Invoice: 'invoice',
	CreditMemo: 'credit_memo',
	JournalEntry: 'journal_entry',
} as const;

function appliedType(name: string): (typeof APPLIED)[keyof typeof APPLIED] | undefined {
	return name === 'Invoice' || name === 'CreditMemo' || name === 'JournalEntry'
		? APPLIED[name]
		: undefined;
}

/** A customer's payment with what it was applied to; one line may name several transactions. */
export function customerPaymentRecord(wire: Wire<'Payment'>, books: string): CustomerPaymentRecord {
	return {
		...origin(wire, books),
		type: 'customer_payment',
		date: dayOf(wire),
		total: money(wire.TotalAmt),
		...(wire.CustomerRef === undefined ? {} : { customer: wire.CustomerRef.value }),
		...(wire.PaymentRefNum === undefined ? {} : { number: wire.PaymentRefNum }),
		...(wire.PaymentMethodRef?.name === undefined ? {} : { method: wire.PaymentMethodRef.name }),
		...(wire.CurrencyRef === undefined ? {} : { currency: wire.CurrencyRef.value }),
		...(isVoided(wire) ? { voided: true } : {}),
		applied: wire.Line.flatMap(({ LinkedTxn: links = [], Amount: amount }) =>
			links.flatMap(({ TxnType, TxnId }) => {
				const type = appliedType(TxnType);
				if (type === undefined || amount === undefined) return [];
				const shared = links.length > 1 ? { shared: true } : {};
				return [{ transaction: TxnId, type, amount: money(amount), ...shared }];
			}),
		),
	};
}
