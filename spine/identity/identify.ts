import type { Document } from '../documents/document';
import type { JobRecord, ProjectRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { matchCommitment } from './commitment';
import { indexOf, projectKey } from './directory-index';
import type { Directory, Identity } from './identity';
import { allowedProjects, matchProject, pointedProjects } from './project';
import { matchBooksVendor, matchVendor } from './vendor';

/**
 * Whom and what a document is about, as far as the directory tells (rules ID-02, ID-05, ID-07):
 * vendor on both sides, project, commitment, and the books and customer:job that the company's
 * settings keep for the project. Nothing is guessed: what is not sure stays without a record and
 * with its candidates. The directory is indexed once per object.
 */
export function identify(
	document: Document,
	directory: Directory,
	settings: CompanySettings,
): Identity {
	const index = indexOf(directory);
	const pointers = pointedProjects(document, index);
	const named = matchVendor(document, index.vendors, settings);
	const commitment = matchCommitment(document, named.record, allowedProjects(pointers), index);
	const project = matchProject(pointers, commitment.record, index);
	const home = homeOf(project.record, directory, settings);
	return {
		vendor: named,
		booksVendor: matchBooksVendor(document, named.record, home?.books, index, settings),
		project,
		commitment,
		books: home?.books,
		job: home?.job,
		taxExempt: home?.taxExempt ?? false,
	};
}

/** Books, customer:job and tax standing of a project by the settings, which name it by number or id. */
export function homeOf(
	project: ProjectRecord | undefined,
	directory: Directory,
	settings: CompanySettings,
): { books: string; job?: JobRecord; taxExempt: boolean } | undefined {
	if (project === undefined) return undefined;
	const { number } = project;
	const entry =
		settings.projects.find((one) => one.project === number) ??
		settings.projects.find((one) => one.project === project.id) ??
		settings.projects.find(
			(one) => number !== undefined && projectKey(one.project) === projectKey(number),
		);
	if (entry === undefined) return undefined;
	const jobs = directory.jobs.filter((job) => job.books === entry.books && job.deleted !== true);
	const wanted = entry.customerJob.trim().toLowerCase();
	const job =
		jobs.find(({ id }) => id === entry.customerJob) ??
		jobs.find(({ fullName }) => fullName.trim().toLowerCase() === wanted);
	return { books: entry.books, job, taxExempt: entry.taxExempt };
}
