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
