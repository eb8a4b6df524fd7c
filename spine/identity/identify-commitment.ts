import type { Document } from '../documents/document';
import type {
	CommitmentRecord,
	JobRecord,
	ProjectRecord,
	VendorRecord,
} from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { indexOf } from './directory-index';
import { homeOf } from './home';
import type { Directory } from './identity';
import { matchBooksVendor } from './vendor';

/** Whom and what a commitment is about; what is not sure stays absent. */
export interface CommitmentIdentity {
	vendor?: VendorRecord;
	/** The same vendor in the books. */
	booksVendor?: VendorRecord;
	project?: ProjectRecord;
	books?: string;
	job?: JobRecord;
}

/**
 * Vendor on both sides, project, books and customer:job of a commitment (rules ID-02, ID-05). Its
 * own references are ids of the project system; only the vendor in the books may have to be found
 * by name, and is then taken only when it is the only one.
 *
 * @param date day that the books are asked for, where a project moved from one company file to another.
 */
export function identifyCommitment(
	record: CommitmentRecord,
	directory: Directory,
	settings: CompanySettings,
	date: string | undefined = record.executionDate,
): CommitmentIdentity {
	const vendor = directory.vendors.find(
		({ side, id }) => side === 'projects' && id === record.vendor,
	);
	const project = directory.projects.find(({ id }) => id === record.project);
	const home = homeOf(project, directory, settings, date);
	const booksVendor =
		vendor === undefined
			? undefined
			: matchBooksVendor(nobody, vendor, home?.books, indexOf(directory), settings).record;
	return { vendor, booksVendor, project, books: home?.books, job: home?.job };
}

/** A commitment prints nothing that a vendor could be told by beside its record. */
const nobody: Document = {
	kind: 'purchase_order',
	kindConfidence: 1,
	source: { channel: 'projects', key: '' },
	changeOrders: [],
	remarks: [],
	lines: [],
	flags: [],
	evidence: {},
};
