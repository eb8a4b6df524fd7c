import type { Document } from '../documents/document';
import type { CompanySettings } from '../documents/settings';
import { matchCommitment } from './commitment';
import { indexOf } from './directory-index';
import { homeOf } from './home';
import type { Directory, Identity } from './identity';
import { namedByRecord } from './named-by-record';
import { allowedProjects, matchProject, pointedProjects } from './project';
import { matchBooksVendor, matchVendor } from './vendor';

/**
 * Whom and what a document is about, as far as the directory tells (rules ID-02, ID-05, ID-07):
 * vendor on both sides, project, commitment, and the books and customer:job that the company's
 * settings keep for the project. A record of the project system names them by its ids. Nothing is guessed: what is not sure stays without a record and
 * with its candidates. The directory is indexed once per object.
 */
export function identify(
	document: Document,
	directory: Directory,
	settings: CompanySettings,
): Identity {
	const index = indexOf(directory);
	const recorded = namedByRecord(document, index);
	const pointers = [...pointedProjects(document, index), ...recorded.pointers];
	const named = recorded.vendor ?? matchVendor(document, index.vendors, settings);
	const commitment =
		recorded.commitment ??
		matchCommitment(document, named.record, allowedProjects(pointers), index);
	const project = matchProject(pointers, commitment.record, index);
	const date = document.date ?? document.payApplication?.periodTo;
	const home = homeOf(project.record, directory, settings, date);
	return {
		vendor: named,
		booksVendor: matchBooksVendor(document, named.record, home?.books, index, settings),
		project,
		commitment,
		books: home?.books,
		job: home?.job,
		taxExempt: home?.taxExempt ?? false,
		...(home?.problem === undefined ? {} : { homeProblem: home.problem }),
	};
}
