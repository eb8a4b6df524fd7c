import { indexLinks } from '../documents/link';
import { holdsDay } from '../documents/project-books';
import { numberKey } from '../documents/numbers';
import type { CommitmentRecord, ProjectRecord, VendorRecord } from '../documents/records';
import {
	booksVendorKey,
	linkVendors,
	ownVendorKey,
	projectsVendorKey,
	type VendorKey,
} from '../ledger/vendor-links';
import type { ReconciliationSource } from './source';

/** The row of the report that something belongs to. */
export interface Place {
	books?: string;
	/** Project id. */
	project?: string;
	/** Vendor to count under, linked over both systems. */
	vendor?: VendorKey;
	commitment?: CommitmentRecord;
	/** The cost that journal entries put on the project, of no vendor. */
	entries?: true;
}

/**
 * Key of the row: the commitment, the uncommitted spend of one vendor on one project, or the cost
 * that journal entries put on one project.
 */
export function rowKey({ commitment, books, project, vendor, entries }: Place): string {
	if (commitment !== undefined) return `commitment ${commitment.id}`;
	if (entries === true) return `entries ${books ?? ''} ${project ?? ''}`;
	return `open ${books ?? ''} ${project ?? ''} ${vendor ?? ''}`;
}

/** Look-ups between the two systems, built once for a report. */
export interface Places {
	commitment(id: string | undefined): CommitmentRecord | undefined;
	/** Vendor of the books as it counts over both systems. */
	booksVendor(books: string, id: string | undefined): VendorKey | undefined;
	/** Project of a customer:job of the books; absent when the job is none of our projects. */
	projectOfJob(books: string, job: string): string | undefined;
	/** Books that a project is kept in on the day of the report. */
	booksOfProject(project: string): string | undefined;
	/** Commitments kept in these books whose normalised number a purchase order of theirs carries. */
	commitmentsByNumber(number: string | undefined, books: string): CommitmentRecord[];
	project(id: string | undefined): ProjectRecord | undefined;
	/** Vendor of the project system, or of a company file. */
	vendor(books: string | undefined, id: string | undefined): VendorRecord | undefined;
}

/** Builds the look-ups of a report. */
export function placesOf({ directory, settings, asOf }: ReconciliationSource): Places {
	const commitments = new Map(directory.commitments.map((one) => [one.id, one]));
	const links = linkVendors(directory.vendors, directory);
	const vendors = new Map(directory.vendors.map((vendor) => [ownVendorKey(vendor), vendor]));
	const projectsById = new Map(directory.projects.map((project) => [project.id, project]));
	const projects = new Map<string, string>();
	for (const { id, number } of directory.projects) {
		projects.set(id, id);
		if (number !== undefined && !projects.has(number)) projects.set(number, id);
	}
	const jobNames = new Map(directory.jobs.map((job) => [`${job.books} ${job.id}`, job.fullName]));
	const byJob = new Map<string, string>();
	const booksByProject = new Map<string, string>();
	/** Company files that a project is or was kept in. */
	const everKept = new Map<string, Set<string>>();
	for (const entry of settings.projects) {
		const { project, books, customerJob } = entry;
		const id = projects.get(project);
		if (id === undefined) continue;
		if (customerJob !== undefined) byJob.set(`${books} ${customerJob}`, id);
		if (holdsDay(entry, asOf) || !booksByProject.has(id)) booksByProject.set(id, books);
		everKept.set(id, (everKept.get(id) ?? new Set()).add(books));
	}
	const known = indexLinks(directory);
	for (const { id } of directory.projects) {
		const place = known.booksOf('project', id)[0];
		if (place !== undefined && !booksByProject.has(id)) booksByProject.set(id, place.books);
	}
	const byNumber = new Map<string, CommitmentRecord[]>();
	for (const one of directory.commitments) {
		const key = numberKey(one.number ?? '')?.key;
		if (key !== undefined) byNumber.set(key, [...(byNumber.get(key) ?? []), one]);
	}
	return {
		commitment: (id) => (id === undefined ? undefined : commitments.get(id)),
		booksVendor(books, id) {
			if (id === undefined) return undefined;
			const own = booksVendorKey(books, id);
			return links.get(own) ?? own;
		},
		projectOfJob(books, job) {
			const name = jobNames.get(`${books} ${job}`);
			return (
				byJob.get(`${books} ${job}`) ??
				byJob.get(`${books} ${name ?? ''}`) ??
				known.projectsOf('project', books, job)
			);
		},
		booksOfProject: (project) => booksByProject.get(project),
		commitmentsByNumber: (number, books) =>
			(byNumber.get(numberKey(number ?? '')?.key ?? '') ?? []).filter(
				({ project }) =>
					everKept.get(project)?.has(books) ?? (booksByProject.get(project) ?? books) === books,
			),
		project: (id) => projectsById.get(id ?? ''),
		vendor: (books, id) =>
			vendors.get(
				books === undefined ? projectsVendorKey(id ?? '') : booksVendorKey(books, id ?? ''),
			),
	};
}
