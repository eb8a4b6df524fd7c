import type { Document } from '../../../spine/documents/document';
import type {
	CommitmentRecord,
	JobRecord,
	ProjectRecord,
	VendorRecord,
} from '../../../spine/documents/records';
import { companySettingsSchema, type CompanySettings } from '../../../spine/documents/settings';
import type { Directory } from '../../../spine/identity/identity';

export const vendor = (
	over: Partial<VendorRecord> & { id: string; name: string },
): VendorRecord => ({
	type: 'vendor',
	side: 'projects',
	aliases: [],
	emails: [],
	active: true,
	...over,
});

export const booksVendor = (
	over: Partial<VendorRecord> & { id: string; name: string },
): VendorRecord => vendor({ side: 'books', books: '900', ...over });

export const project = (
	id: string,
	number: string,
	name: string,
	address?: string,
): ProjectRecord => ({
	type: 'project',
	side: 'projects',
	id,
	number,
	name,
	address,
	active: true,
});

export const commitment = (
	over: Partial<CommitmentRecord> & { id: string; number: string },
): CommitmentRecord => ({
	type: 'commitment',
	side: 'projects',
	kind: 'subcontract',
	status: 'approved',
	vendor: 'v1',
	project: 'p1',
	original: 98000,
	lines: [],
	...over,
});

export const job = (id: string, fullName: string): JobRecord => ({
	type: 'job',
	side: 'books',
	books: '900',
	id,
	name: fullName.split(':').at(-1) ?? fullName,
	fullName,
	active: true,
});

export const directory = (over: Partial<Directory> = {}): Directory => ({
	vendors: [],
	projects: [
		project('p1', '2301', 'River Depot', '12 Quay Street, Reno, NV 89501'),
		project('p2', '2302', 'Hill School'),
	],
	commitments: [],
	jobs: [job('j1', 'County:River Depot'), job('j2', 'County:Hill School')],
	...over,
});

export const settings = (over: Record<string, unknown> = {}): CompanySettings =>
	companySettingsSchema.parse({
		domains: ['builder.test'],
		billingServices: ['billing-service.com'],
		projects: [
			{ project: '2301', books: '900', customerJob: 'county:river depot', taxExempt: true },
			{ project: 'p2', books: '900', customerJob: 'j2' },
		],
		...over,
	});

export const document = (
	over: Partial<Document> = {},
	sender?: Document['source']['sender'],
): Document => ({
	kind: 'invoice',
	kindConfidence: 1,
	source: { channel: 'email', key: 'k', sender },
	changeOrders: [],
	remarks: [],
	lines: [],
	flags: [],
	evidence: {},
	...over,
});
