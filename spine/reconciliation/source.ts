import type {
	AccountRecord,
	BillPaymentRecord,
	BooksRecord,
	BooksTransactionRecord,
	ChangeOrderRecord,
	CustomerPaymentRecord,
	FieldDataRecord,
	InvoiceRecord,
	OwnerInvoiceRecord,
	PrimeContractRecord,
	RecordOf,
	RequisitionRecord,
} from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import type { ClaimSummary } from '../gate/facts';
import type { Directory } from '../identity/identity';

/** A change order that reached us as a document and amends the contract with a signature. Amount in minor units. */
export interface SignedChangeOrder {
	commitment: string;
	/** The number it is counted by (`CO-003` is 3). */
	number?: number;
	amount: number;
}

/** A claim with the company file it belongs to. */
export type ReconciledClaim = ClaimSummary & { books?: string };

/** A document that waits for a person. Gross in minor units. */
export interface OpenHold {
	vendor?: string;
	commitment?: string;
	project?: string;
	gross: number;
	/** Day since which it waits. */
	since: string;
}

/** A held document that a person released in the month of the report. Gross in minor units. */
export interface Override {
	vendor?: string;
	commitment?: string;
	project?: string;
	gross: number;
	/** The document as people call it, who released it, and why. */
	label: string;
	by: string;
	reason: string;
	day: string;
}

/** When something about a commitment, or about a vendor on a project, was verified last. */
export interface Verification {
	vendor?: string;
	commitment?: string;
	project?: string;
	day: string;
}

/** Everything the month-end report looks at, as the ledger mirrors it. */
export interface ReconciliationSource {
	/** Last day that counts: what is dated later is left out. */
	asOf: string;
	settings: CompanySettings;
	directory: Directory;
	books: BooksRecord[];
	accounts: AccountRecord[];
	changeOrders: ChangeOrderRecord[];
	requisitions: RequisitionRecord[];
	payments: Array<RecordOf<'contract_payment'>>;
	/** Bills, vendor credits, expenses, purchase orders and journal entries of the books. */
	transactions: BooksTransactionRecord[];
	billPayments: BillPaymentRecord[];
	/** Every claim that stands: it says which bill and which requisition are one demand. */
	claims: ReconciledClaim[];
	holds: OpenHold[];
	signedChangeOrders: SignedChangeOrder[];
	primeContracts: PrimeContractRecord[];
	ownerInvoices: OwnerInvoiceRecord[];
	/** Invoices of the books to customers, and what customers paid. */
	invoices: InvoiceRecord[];
	customerPayments: CustomerPaymentRecord[];
	/** Rows of the registers of waivers and compliance, among others. */
	fieldData: FieldDataRecord[];
	/** Which of these registers the company keeps; of one that is not kept nothing is missing. */
	uses: { waivers: boolean; compliance: boolean };
	overrides: Override[];
	verifications: Verification[];
	ages: { projects?: string; books?: string };
	/** Business days that an approved invoice may take to reach the other side. Default 5. */
	daysInFlight?: number;
}
