import type { Document } from '../documents/document';
import type { CommitmentRecord, VendorRecord } from '../documents/records';
import type { DirectoryIndex } from './directory-index';
import type { Match } from './identity';
import type { Pointer } from './project';

/** What a record of the project system says by its own ids; nothing for a document that is none. */
export interface NamedByRecord {
	vendor?: Match<VendorRecord>;
	commitment?: Match<CommitmentRecord>;
	pointers: Pointer[];
}

/**
 * Vendor, commitment and project that a record names by their ids in the project system. An id that
 * the ledger does not know names nothing: what the record says in words counts then, as for any
 * document.
 */
export function namedByRecord({ source }: Document, index: DirectoryIndex): NamedByRecord {
	if (source.channel !== 'projects' || source.names === undefined) return { pointers: [] };
	const { project: projectId, commitment: commitmentId, vendor: vendorId } = source.names;
	const commitment = index.commitments.get(commitmentId ?? '');
	const vendor = index.vendors.get(vendorId ?? commitment?.vendor ?? '');
	const project = index.projects.get(projectId ?? '');
	const because = 'named by the record';
	return {
		...(commitment === undefined ? {} : { commitment: only(commitment, because) }),
		...(vendor === undefined ? {} : { vendor: only(vendor, because) }),
		pointers:
			project === undefined
				? []
				: [
						{
							words: 'the project of the record',
							because,
							projects: [{ record: project, score: 1, because }],
						},
					],
	};
}

function only<T>(record: T, because: string): Match<T> {
	return { record, candidates: [{ record, score: 1, because }] };
}
