import type { Coding } from '../../../spine/documents/coding';
import type { Document, Evidence } from '../../../spine/documents/document';
import { sumAmounts } from '../../../spine/documents/money';
import type {
	ChangeOrderRecord,
	CommitmentRecord,
	QuoteRecord,
	VendorRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema, policySchema } from '../../../spine/documents/settings';
import type {
	ApprovalFact,
	ClaimSummary,
	CommitmentBilling,
	Facts,
} from '../../../spine/gate/facts';

export const vendor: VendorRecord = {
	type: 'vendor',
	side: 'projects',
	id: 'v-1',
	name: 'Harbor Plumbing LLC',
	aliases: [],
	emails: ['billing@harborplumbing.com'],
	address: '12 Dock Street, Portland, ME 04101',
	taxId: '01-2345678',
	active: true,
	linkedId: 'qv-1',
};

export const booksVendor: VendorRecord = {
	...vendor,
	side: 'books',
	books: 'books-1',
	id: 'qv-1',
	linkedId: 'v-1',
};

export function commitment(change: Partial<CommitmentRecord> = {}): CommitmentRecord {
	return {
		type: 'commitment',
		side: 'projects',
		id: 'c-1',
		kind: 'subcontract',
		number: 'SC-2301-04',
		title: 'Plumbing',
		status: 'approved',
		executed: true,
		executionDate: '2026-01-05',
		vendor: 'v-1',
		project: 'p-1',
		original: 11500,
		approvedChanges: 0,
		revised: 11500,
		lines: [
			{ id: 'l-1', number: '1', description: 'Rough-in piping', costCode: '22-100', amount: 6500 },
			{
				id: 'l-2',
				number: '2',
				description: 'Fixtures and trim',
				costCode: '22-400',
				amount: 5000,
			},
		],
		...change,
	};
}

export function changeOrder(change: Partial<ChangeOrderRecord> = {}): ChangeOrderRecord {
	const amount = change.amount ?? 1200;
	return {
		type: 'change_order',
		side: 'projects',
		id: 'co-1',
		tier: 'package',
		number: '001',
		title: 'Relocated cleanouts',
		status: 'approved',
		executed: true,
		commitment: 'c-1',
		project: 'p-1',
		approvedOn: '2026-02-10',
		lines: [{ id: `${change.id ?? 'co-1'}-l`, description: 'Relocated cleanouts', amount }],
		...change,
		amount,
	};
}

export function billing(change: Partial<CommitmentBilling> = {}): CommitmentBilling {
	return {
		counted: 0,
		held: 0,
		byLine: {},
		byChangeOrder: {},
		quantityByLine: {},
		retainageHeld: 0,
		retainageReleased: 0,
		applications: [],
		complete: true,
		...change,
	};
}

export function facts(change: Partial<Facts> = {}): Facts {
	const match = <T>(record: T) => ({ record, candidates: [{ record, score: 1, because: 'link' }] });
	const project = {
		type: 'project' as const,
		side: 'projects' as const,
		id: 'p-1',
		number: '2301',
		name: 'Harbor View Homes',
		active: true,
	};
	const known = change.commitment ?? commitment();
	return {
		now: '2026-03-31T12:00:00Z',
		settings: companySettingsSchema.parse({
			name: 'Northline Builders',
			entities: ['Northline Builders Inc'],
			domains: ['northline.example'],
			authservId: 'mx.northline.example',
			people: [
				{
					email: 'pm@northline.example',
					name: 'Dana Wells',
					approves: ['quote', 'change_order', 'retainage_release'],
				},
			],
			projects: [{ project: '2301', books: 'books-1', customerJob: 'job-1' }],
		}),
		policy: policySchema.parse({ mode: 'autoClean' }),
		identity: {
			vendor: match(vendor),
			booksVendor: match(booksVendor),
			project: match(project),
			commitment: match(known),
			books: 'books-1',
			taxExempt: false,
		},
		vendors: [vendor, booksVendor],
		commitment: known,
		changeOrders: [],
		otherChangeOrders: [],
		billing: billing(),
		vendorBilling: { counted: 0, committed: 100000000, uncommitted: 0, over: [] },
		claims: [],
		requisitions: [],
		booksTransactions: [],
		booksPurchaseOrders: [],
		directCosts: [],
		books: {
			type: 'books',
			side: 'books',
			books: 'books-1',
			id: 'books-1',
			name: 'Northline Books',
			closingDate: '2026-01-31',
			currency: 'USD',
		},
		active: { 'acc-1': true, 'acc-2': true, 'acc-9': true, 'job-1': true, 'qv-1': true },
		prior: {
			quotes: [],
			changeOrders: [],
			approvals: [],
			remitTo: [],
			senderDomains: ['harborplumbing.com'],
		},
		fieldData: [],
		asOf: { projects: '2026-03-31T11:50:00Z', books: '2026-03-31T11:55:00Z' },
		readAt: '2026-03-31T12:00:00Z',
		...change,
	};
}

const sure: Evidence = { source: 'invoice.pdf', page: 1, confidence: 0.99 };

/** The default invoice: 5,400.00 of base work, clean in every respect. */
export function invoice(change: Partial<Document> = {}): Document {
	const lines = change.lines ?? [
		{ number: '1', description: 'Rough-in piping', amount: change.total ?? 5400 },
	];
	return {
		kind: 'invoice',
		kindConfidence: 0.99,
		source: {
			channel: 'email',
			key: 'm-1#invoice.pdf',
			messageId: 'm-1',
			email: '001.eml',
			attachment: 'invoice.pdf',
			receivedAt: '2026-03-20T09:00:00Z',
			sender: { address: 'billing@harborplumbing.com' },
			authentication: {
				authservId: 'mx.northline.example',
				spf: 'pass',
				dkim: 'pass',
				dmarc: 'pass',
			},
			fileHash: 'f-1',
		},
		number: '1007',
		date: '2026-03-18',
		vendor: 'Harbor Plumbing LLC',
		project: '2301',
		commitment: 'SC-2301-04',
		total: sumAmounts(lines.map((line) => line.amount)),
		currency: 'USD',
		billTo: { name: 'Northline Builders Inc' },
		changeOrders: [],
		remarks: [],
		flags: [],
		evidence: Object.fromEntries(
			['vendor', 'number', 'date', 'total', 'commitment', 'lines.0.amount', 'lines.1.amount'].map(
				(path) => [path, sure],
			),
		),
		...change,
		lines,
	};
}

/** A coding that fits the document: every line to one account and job, retainage as its own line. */
export function codingOf(document: Document, change: Partial<Coding> = {}): Coding {
	const reference = { id: 'acc-1' };
	const job = { id: 'job-1' };
	const net = document.total ?? document.payApplication?.currentPaymentDue ?? 0;
	return {
		books: 'books-1',
		entity: document.kind === 'credit_memo' ? 'VendorCredit' : 'Bill',
		vendor: { id: 'qv-1' },
		payableAccount: { id: 'acc-9' },
		project: { id: 'p-1' },
		commitment: { id: 'c-1' },
		number: document.number ?? 'App',
		date: document.date ?? '2026-03-18',
		currency: 'USD',
		lines: [
			{
				role: 'cost',
				description: 'Plumbing',
				amount: net,
				account: reference,
				customerJob: job,
				rule: 'gl-mapping.csv:2',
			},
		],
		total: net,
		gross: net,
		problems: [],
		...change,
	};
}

export function claim(change: Partial<ClaimSummary> = {}): ClaimSummary {
	return {
		id: 'claim-1',
		state: 'posted',
		vendor: 'v-1',
		commitment: 'c-1',
		project: 'p-1',
		number: '1001',
		date: '2026-02-18',
		gross: 480000,
		net: 480000,
		kind: 'invoice',
		isRetainageRelease: false,
		seenIn: 'e-mail of 2026-02-18',
		...change,
	};
}

export function quote(change: Partial<QuoteRecord> = {}): QuoteRecord {
	return {
		type: 'quote',
		side: 'projects',
		id: 'q-1',
		number: 'Q-118',
		version: 'v1',
		vendor: 'v-1',
		project: 'p-1',
		total: 98000,
		status: 'received',
		lines: [],
		...change,
	};
}

/** An approval reply of the project manager whose sender the receiving server proved. */
export function approval(
	what: NonNullable<Document['approval']>,
	change: Partial<Document> = {},
): Document {
	return invoice({
		kind: 'approval',
		number: undefined,
		total: undefined,
		lines: [],
		evidence: {},
		source: {
			channel: 'email',
			key: 'm-9',
			messageId: 'm-9',
			receivedAt: '2026-02-01T09:00:00Z',
			sender: { address: 'pm@northline.example' },
			authentication: { authservId: 'mx.northline.example', dmarc: 'pass' },
		},
		...change,
		approval: what,
	});
}

export function approvalFact(
	what: NonNullable<Document['approval']>,
	change: Partial<Document> = {},
): ApprovalFact {
	const document = approval(what, change);
	return { subject: what.subject, document, person: 'pm@northline.example', authenticated: true };
}

/** A signed change order as it was read from an e-mail. */
export function signedChangeOrder(change: Partial<Document> = {}): Document {
	return invoice({
		kind: 'change_order',
		number: 'CO-003',
		total: 4200,
		lines: [],
		evidence: {},
		changeOrder: {
			status: 'approved',
			signatures: [{ name: 'Dana Wells', date: '2026-03-02' }],
		},
		...change,
	});
}
