import { z } from 'zod';
import { postalOf, type Postal } from '../../documents/postal';
import { type LedgerRecord, recordSchema } from '../../documents/records';
import type { OnlineEntity } from './filterable';
import { money, origin, readRow } from './row';
import { customerPaymentRecord, invoiceRecord } from './to-owner-records';
import { transactionRecord, billPaymentRecord } from './to-transaction-records';
import { type Wire, WIRE } from './wire';

/** A row that could not be taken over, in a sentence that names it. */
export interface Refused {
	entity: string;
	id?: string;
	why: string;
}

export interface Translated {
	records: LedgerRecord[];
	refused: Refused[];
}

/** Entities that have a place in the ledger. `CompanyInfo` and `Preferences` make one record together. */
export const RECORDED_ENTITIES = [
	'Account',
	'Item',
	'Class',
	'Vendor',
	'Customer',
	'PurchaseOrder',
	'Bill',
	'VendorCredit',
	'Purchase',
	'JournalEntry',
	'BillPayment',
	'Invoice',
	'Payment',
] as const satisfies readonly OnlineEntity[];
export type RecordedEntity = (typeof RECORDED_ENTITIES)[number];

/**
 * Rows as QuickBooks answered them, as records of the ledger. A row that cannot be read stops
 * itself alone. Rows of change data capture with `status: Deleted` become deleted records.
 *
 * @param books id of the company (realm) the rows belong to.
 */
export function translate(
	entity: RecordedEntity,
	rows: readonly unknown[],
	books: string,
): Translated {
	const records: LedgerRecord[] = [];
	const refused: Refused[] = [];
	for (const row of rows) {
		try {
			records.push(recordSchema.parse(toRecord(entity, row, books)));
		} catch (error) {
			refused.push({ entity, ...idOf(row), why: refusal(entity, row, error) });
		}
	}
	return { records, refused };
}

function toRecord(entity: RecordedEntity, row: unknown, books: string): LedgerRecord {
	switch (entity) {
		case 'Account':
			return accountRecord(WIRE.Account.parse(row), books);
		case 'Item':
			return itemRecord(WIRE.Item.parse(row), books);
		case 'Class':
			return { ...listRecord(WIRE.Class.parse(row), books), type: 'class' };
		case 'Vendor':
			return vendorRecord(WIRE.Vendor.parse(row), books);
		case 'Customer':
			return jobRecord(WIRE.Customer.parse(row), books);
		case 'BillPayment':
			return billPaymentRecord(WIRE.BillPayment.parse(row), books);
		case 'Invoice':
			return invoiceRecord(WIRE.Invoice.parse(row), books);
		case 'Payment':
			return customerPaymentRecord(WIRE.Payment.parse(row), books);
		default:
			return transactionRecord(entity, row, books);
	}
}

const identified = z.object({ Id: z.union([z.string(), z.number()]) });

function idOf(row: unknown): { id?: string } {
	const known = identified.safeParse(row);
	return known.success ? { id: String(known.data.Id) } : {};
}

function refusal(entity: string, row: unknown, error: unknown): string {
	const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
	const where =
		issue === undefined ? '' : ` at ${issue.path.join('.') || 'its top'}: ${issue.message}`;
	const { id } = idOf(row);
	return `${entity} ${id ?? 'without an id'} could not be read${where}. Correct it in QuickBooks or report it; everything else was taken over.`;
}

function listRecord(
	row: Wire<'Account'> | Wire<'Item'> | Wire<'Class'>,
	books: string,
): ReturnType<typeof origin> & { name: string; fullName: string; active: boolean } {
	const name = row.Name ?? row.Id;
	return {
		...origin(row, books),
		name,
		fullName: row.FullyQualifiedName ?? name,
		active: row.status !== 'Deleted' && row.Active !== false,
	};
}

function accountRecord(row: Wire<'Account'>, books: string): LedgerRecord {
	return {
		...listRecord(row, books),
		type: 'account',
		accountType: row.AccountType ?? 'Unknown',
		...(row.AcctNum === undefined ? {} : { number: row.AcctNum }),
		...(row.CurrentBalance === undefined ? {} : { balance: money(row.CurrentBalance) }),
	};
}

function itemRecord(row: Wire<'Item'>, books: string): LedgerRecord {
	return {
		...listRecord(row, books),
		type: 'item',
		itemType: row.Type ?? 'Unknown',
		...(row.ExpenseAccountRef === undefined ? {} : { expenseAccount: row.ExpenseAccountRef.value }),
	};
}

function vendorRecord(row: Wire<'Vendor'>, books: string): LedgerRecord {
	const name = row.DisplayName ?? row.CompanyName ?? row.Id;
	const others = [row.CompanyName, row.PrintOnCheckName].filter(
		(other): other is string => other !== undefined && other !== name,
	);
	const emails = (row.PrimaryEmailAddr?.Address ?? '')
		.split(/[,;\s]+/)
		.filter((email) => email.includes('@'))
		.map((email) => email.toLowerCase());
	const address = addressText(row.BillAddr);
	const postal = postalParts(row.BillAddr);
	return {
		...origin(row, books),
		type: 'vendor',
		name,
		aliases: [...new Set(others)],
		emails,
		active: row.status !== 'Deleted' && row.Active !== false,
		...(row.TaxIdentifier === undefined ? {} : { taxId: row.TaxIdentifier }),
		...(row.PrimaryPhone?.FreeFormNumber === undefined
			? {}
			: { phone: row.PrimaryPhone.FreeFormNumber }),
		...(row.WebAddr?.URI === undefined ? {} : { website: row.WebAddr.URI }),
		...(address === '' ? {} : { address }),
		...(postal === undefined ? {} : { postal }),
		// The account number with the vendor is where the project system's vendor id is kept.
		...(row.AcctNum === undefined ? {} : { linkedId: row.AcctNum }),
	};
}

function addressText(address: Wire<'Vendor'>['BillAddr']): string {
	if (address === undefined) return '';
	const { Line1, Line2, Line3, City, CountrySubDivisionCode, PostalCode, Country } = address;
	return [Line1, Line2, Line3, City, CountrySubDivisionCode, PostalCode, Country]
		.filter((part) => part !== undefined && part !== '')
		.join(', ');
}

/** The parts of an address; its lines make up the street. */
export function postalParts(address: Wire<'Vendor'>['BillAddr']): Postal | undefined {
	if (address === undefined) return undefined;
	const { Line1, Line2, Line3, City, CountrySubDivisionCode, PostalCode, Country } = address;
	return postalOf({
		street: [Line1, Line2, Line3].filter((line) => (line ?? '') !== '').join(', '),
		city: City,
		state: CountrySubDivisionCode,
		postalCode: PostalCode,
		country: Country,
	});
}

function jobRecord(row: Wire<'Customer'>, books: string): LedgerRecord {
	const name = row.DisplayName ?? row.CompanyName ?? row.Id;
	return {
		...origin(row, books),
		type: 'job',
		name,
		fullName: row.FullyQualifiedName ?? name,
		active: row.status !== 'Deleted' && row.Active !== false,
		...(row.ParentRef === undefined ? {} : { parent: row.ParentRef.value }),
	};
}

/** The company file itself, from `CompanyInfo` and `Preferences`. */
export function booksRecord(
	companyInfo: unknown,
	preferences: unknown,
	books: string,
): LedgerRecord {
	const company = readRow('CompanyInfo', companyInfo);
	const wishes = readRow('Preferences', preferences);
	const closed = wishes.AccountingInfoPrefs?.BookCloseDate;
	const tracks = [
		wishes.AccountingInfoPrefs?.ClassTrackingPerTxn,
		wishes.AccountingInfoPrefs?.ClassTrackingPerTxnLine,
	].filter((value) => value !== undefined);
	const edition = company.NameValue?.find((entry) => entry.Name === 'OfferingSku')?.Value;
	const currency = wishes.CurrencyPrefs?.HomeCurrency?.value;
	return recordSchema.parse({
		...origin(company, books),
		id: books,
		type: 'books',
		name: company.CompanyName ?? company.LegalName ?? books,
		...(closed === undefined || closed === '' ? {} : { closingDate: closed.slice(0, 10) }),
		...(tracks.length === 0 ? {} : { tracksClasses: tracks.includes(true) }),
		...(currency === undefined ? {} : { currency }),
		...(wishes.CurrencyPrefs?.MultiCurrencyEnabled === undefined
			? {}
			: { multiCurrency: wishes.CurrencyPrefs.MultiCurrencyEnabled }),
		...(edition === undefined ? {} : { edition }),
	});
}
