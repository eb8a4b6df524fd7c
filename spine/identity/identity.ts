import type { Link, Merge } from '../documents/link';
import type {
	CommitmentRecord,
	JobRecord,
	ProjectRecord,
	VendorRecord,
} from '../documents/records';

/** Light lists of what a document can be about; kept in memory and renewed when the ledger changes. */
export interface Directory {
	vendors: VendorRecord[];
	projects: ProjectRecord[];
	commitments: CommitmentRecord[];
	jobs: JobRecord[];
	/** What people linked or told apart, and what was merged in the books. */
	links?: Link[];
	merges?: Merge[];
}

/** A record that a printed reference may mean, with its likeness from 0 to 1. */
export interface Candidate<T> {
	record: T;
	score: number;
	/** Why it is a candidate, in words (`name and e-mail domain`). */
	because: string;
}

/** How one printed reference was resolved. */
export interface Match<T> {
	record?: T;
	candidates: Array<Candidate<T>>;
	/** Set when the document's own references point at different records. */
	conflict?: string;
}

/** Whom and what a document is about, as far as the directory tells (rules ID-02 to ID-07). */
export interface Identity {
	/** Vendor on the projects side. */
	vendor: Match<VendorRecord>;
	/** The same vendor in the books. */
	booksVendor: Match<VendorRecord>;
	project: Match<ProjectRecord>;
	commitment: Match<CommitmentRecord>;
	/** Books that the project belongs to by the company's settings. */
	books?: string;
	/** Why the books of a known project cannot be told (days that overlap or are missing), in a sentence. */
	homeProblem?: string;
	/** Customer:job in the books by the company's settings, or by its link. */
	job?: JobRecord;
	taxExempt: boolean;
}
