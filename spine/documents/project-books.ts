import type { JobRecord } from './books-records';
import { indexLinks, type KnownLinks } from './link';
import { numberKey } from './numbers';
import type { ProjectRecord } from './project-records';
import type { CompanySettings, ProjectBooks } from './settings';

/** A project's number as it is compared: however it is punctuated. */
export function projectKey(number: string): string {
	return numberKey(number)?.key ?? number.trim().toUpperCase();
}

/**
 * Entries of the settings that name a project: by its number, else by its id, else by its number
 * written otherwise.
 */
export function entriesOf(
	{ id, number }: Pick<ProjectRecord, 'id' | 'number'>,
	{ projects }: Pick<CompanySettings, 'projects'>,
): ProjectBooks[] {
	const byNumber = projects.filter((entry) => entry.project === number);
	if (byNumber.length > 0) return byNumber;
	const byId = projects.filter((entry) => entry.project === id);
	if (byId.length > 0 || number === undefined) return byId;
	return projects.filter((entry) => projectKey(entry.project) === projectKey(number));
}

/** Whether a day (`YYYY-MM-DD`) is one of an entry's; one without days has every day, and needs none. */
export function holdsDay({ from, until }: ProjectBooks, date: string | undefined): boolean {
	if (from === undefined && until === undefined) return true;
	if (date === undefined) return false;
	return (from === undefined || from <= date) && (until === undefined || date <= until);
}

/** Where projects are kept, over settings and links. */
export interface BooksOf {
	/** Company files that a project (by id) is or was kept in. */
	(project: string): string[];
	/** Project (by id) of a customer:job of the books; absent when it is none of ours. */
	projectOfJob(books: string, job: string): string | undefined;
}

/** The look-ups of where projects are kept, for whoever has records alone and no ledger's index. */
export function booksOf(
	{
		projects,
		jobs,
		...known
	}: KnownLinks & { projects: readonly ProjectRecord[]; jobs: readonly JobRecord[] },
	settings: Pick<CompanySettings, 'projects'> = { projects: [] },
): BooksOf {
	const links = indexLinks(known);
	const byId = new Map(projects.map((project) => [project.id, project]));
	const fullNames = new Map(jobs.map((job) => [`${job.books} ${job.fullName}`, job.id]));
	const byJob = new Map<string, string>();
	for (const project of projects) {
		for (const { books, customerJob } of entriesOf(project, settings)) {
			if (customerJob === undefined) continue;
			byJob.set(`${books} ${fullNames.get(`${books} ${customerJob}`) ?? customerJob}`, project.id);
		}
	}
	const lookUp = (id: string): string[] => {
		const entries = entriesOf(byId.get(id) ?? { id }, settings);
		const places = entries.length > 0 ? entries : links.booksOf('project', id);
		return [...new Set(places.map(({ books }) => books))];
	};
	return Object.assign(lookUp, {
		projectOfJob: (books: string, job: string) =>
			byJob.get(`${books} ${job}`) ?? links.projectsOf('project', books, job),
	});
}
