import type {
	AccountRecord,
	BillPaymentRecord,
	BooksTransactionRecord,
	CommitmentRecord,
} from '../documents/records';
import { companySettingsSchema, type CompanySettings } from '../documents/settings';
import type { Ledger } from '../ledger/ledger';

type ListedClaim = Awaited<ReturnType<Ledger['claims']>>[number];

/** A bill with the claim it is a sighting of. */
export interface PaidBill {
	bill: BooksTransactionRecord;
	claim: ListedClaim;
}

/** What payments are planned from, looked up once a plan. Keys of the books are `<company file> <id>`. */
export interface PaymentIndex {
	settings: CompanySettings;
	payments: BillPaymentRecord[];
	bills: ReadonlyMap<string, BooksTransactionRecord>;
	credits: ReadonlyMap<string, BooksTransactionRecord>;
	entries: ReadonlyMap<string, BooksTransactionRecord>;
	/** Claims by company file and bill; a vendor credit's id is marked `credit:`. */
	claims: ReadonlyMap<string, ListedClaim>;
	commitments: ReadonlyMap<string, CommitmentRecord>;
	/** Accounts of a company file by id. */
	accounts(books: string): ReadonlyMap<string, AccountRecord>;
	vendorName(books: string, id: string): string;
}

/** Reads what payments are planned from; asks neither system. */
export async function readPaymentIndex(ledger: Ledger): Promise<PaymentIndex> {
	const stored = await ledger.getSettings();
	const directory = await ledger.directory();
	const names = new Map(
		directory.vendors.flatMap(({ side, books, id, name }): Array<[string, string]> =>
			side === 'books' ? [[`${books ?? ''} ${id}`, name]] : [],
		),
	);
	const accounts = new Map<string, Map<string, AccountRecord>>();
	for (const account of await ledger.list('account')) {
		const own = accounts.get(account.books) ?? new Map<string, AccountRecord>();
		accounts.set(account.books, own.set(account.id, account));
	}
	const claims = new Map<string, ListedClaim>();
	for (const claim of await ledger.claims()) {
		if (claim.booksId !== undefined) claims.set(`${claim.books ?? ''} ${claim.booksId}`, claim);
	}
	return {
		settings: stored?.settings ?? companySettingsSchema.parse({}),
		payments: await ledger.list('bill_payment'),
		bills: byPlace(await ledger.list('bill')),
		credits: byPlace(await ledger.list('vendor_credit')),
		entries: byPlace(await ledger.list('journal_entry')),
		claims,
		commitments: new Map(directory.commitments.map((one) => [one.id, one])),
		accounts: (books) => accounts.get(books) ?? new Map<string, AccountRecord>(),
		vendorName: (books, id) => names.get(`${books} ${id}`) ?? `vendor ${id}`,
	};
}

function byPlace(records: readonly BooksTransactionRecord[]): Map<string, BooksTransactionRecord> {
	return new Map(records.map((record) => [`${record.books} ${record.id}`, record]));
}
