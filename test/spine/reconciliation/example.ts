import type {
	BooksTransactionRecord,
	CommitmentRecord,
	RequisitionRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import type { ReconciliationSource } from '../../../spine/reconciliation/source';

const projects = { side: 'projects' as const };
const inBooks = { side: 'books' as const, books: 'B1' };

export function commitment(
	id: string,
	number: string,
	original: number,
	more: Partial<CommitmentRecord> = {},
): CommitmentRecord {
	return {
		...projects,
		type: 'commitment',
		id,
		number,
		kind: 'subcontract',
		status: 'approved',
		executed: true,
		vendor: 'V1',
		project: 'P1',
		original,
		approvedChanges: 0,
		revised: original,
		retainagePercent: 10,
		lines: [{ id: `${id}-1`, amount: original, costCode: '03-300' }],
		...more,
	};
}

/** Application `number` that bills `thisPeriod` after `previous`, with 10 % retained. */
export function requisition(
	id: string,
	commitmentId: string,
	number: number,
	previous: number,
	thisPeriod: number,
	more: Partial<RequisitionRecord> = {},
): RequisitionRecord {
	const completed = previous + thisPeriod;
	return {
		...projects,
		type: 'requisition',
		id,
		commitment: commitmentId,
		project: 'P1',
		vendor: 'V1',
		application: number,
		status: 'approved',
		billingDate: '2026-03-10',
		completedAndStored: completed,
		totalRetainage: completed / 10,
		previousCertificates: previous * 0.9,
		currentPaymentDue: thisPeriod * 0.9,
		lines: [{ line: `${commitmentId}-1`, previous, thisPeriod, completed }],
		...more,
	};
}

/** A bill over `gross` with 10 % retained on account RET and the cost on job J1. */
export function bill(
	id: string,
	number: string,
	gross: number,
	more: Partial<BooksTransactionRecord> = {},
): BooksTransactionRecord {
	return {
		...inBooks,
		type: 'bill',
		id,
		number,
		vendor: 'Q1',
		date: '2026-03-12',
		total: gross * 0.9,
		balance: gross * 0.9,
		lines: [
			{ amount: gross, account: 'COST', job: 'J1' },
			{ amount: gross * -0.1, account: 'RET', job: 'J1', description: 'Retainage' },
		],
		...more,
	};
}

export function claim(
	commitmentId: string,
	link: { requisition?: string; booksId?: string },
	state: 'billed' | 'posted' | 'reserved' = 'billed',
): ReconciliationSource['claims'][number] {
	return {
		id: `c-${commitmentId}-${link.requisition ?? ''}-${link.booksId ?? ''}`,
		state,
		commitment: commitmentId,
		books: 'B1',
		gross: 0,
		net: 0,
		kind: 'invoice',
		isRetainageRelease: false,
		seenIn: 'test',
		...link,
	};
}

/** One project in one company file, vendor V1 = Q1, as of the end of March 2026. */
export function source(more: Partial<ReconciliationSource> = {}): ReconciliationSource {
	const { directory, ...rest } = more;
	return {
		asOf: '2026-03-31',
		settings: companySettingsSchema.parse({
			projects: [{ project: '2301', books: 'B1', customerJob: 'J1' }],
			accounts: { payable: 'AP', retainagePayable: 'RET' },
		}),
		books: [{ ...inBooks, type: 'books', id: 'B1', name: 'Northline Inc' }],
		accounts: [
			{
				...inBooks,
				type: 'account',
				id: 'AP',
				name: 'Accounts Payable',
				fullName: 'Accounts Payable',
				accountType: 'Accounts Payable',
				active: true,
			},
			{
				...inBooks,
				type: 'account',
				id: 'RET',
				name: 'Retainage Payable',
				fullName: 'Retainage Payable',
				accountType: 'Other Current Liability',
				active: true,
			},
		],
		changeOrders: [],
		requisitions: [],
		payments: [],
		transactions: [],
		billPayments: [],
		claims: [],
		holds: [],
		signedChangeOrders: [],
		primeContracts: [],
		ownerInvoices: [],
		invoices: [],
		customerPayments: [],
		fieldData: [],
		uses: { waivers: false, compliance: false },
		overrides: [],
		verifications: [],
		ages: {},
		...rest,
		directory: {
			vendors: [
				{
					...projects,
					type: 'vendor',
					id: 'V1',
					name: 'Kessler Concrete',
					aliases: [],
					emails: [],
					active: true,
					linkedId: 'Q1',
				},
				{
					...inBooks,
					type: 'vendor',
					id: 'Q1',
					name: 'Kessler Concrete LLC',
					aliases: [],
					emails: [],
					active: true,
				},
			],
			projects: [
				{ ...projects, type: 'project', id: 'P1', number: '2301', name: 'Clinic', active: true },
			],
			commitments: [],
			jobs: [
				{
					...inBooks,
					type: 'job',
					id: 'J1',
					name: 'Clinic',
					fullName: 'Harbor:Clinic',
					active: true,
				},
				{
					...inBooks,
					type: 'job',
					id: 'J9',
					name: 'Other',
					fullName: 'Harbor:Other',
					active: true,
				},
			],
			...directory,
		},
	};
}
