import { normalizedSimilarity, normalizeName } from '../documents/names';
import { entriesOf } from '../documents/project-books';
import type { JobRecord, ProjectRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { indexOf } from './directory-index';
import { homeOf } from './home';
import type { Directory } from './identity';
import { digits } from './likeness';
import type { SuggestOptions } from './suggest-vendors';
import {
	amongRivals,
	inOrder,
	type Grade,
	type LinkSuggestion,
	type Suggestions,
	type Unmatched,
} from './suggestion';

/**
 * Projects and customer:jobs that may be the same and are neither linked nor named in the company
 * settings: by the project's number in the job's name, and by the names. Customers that have jobs of
 * their own are no jobs. Nothing is linked.
 */
export function suggestJobs(
	directory: Directory,
	settings: CompanySettings,
	{ books }: SuggestOptions = {},
): Suggestions {
	const { links } = indexOf(directory);
	const parents = new Set(directory.jobs.map((job) => `${job.books} ${job.parent ?? ''}`));
	const jobs = directory.jobs.filter(
		(job) =>
			(books === undefined || job.books === books) &&
			job.deleted !== true &&
			!parents.has(`${job.books} ${job.id}`) &&
			links.survivor('project', job.books, job.id) === job.id,
	);
	const named = new Set(
		directory.projects.flatMap((project) =>
			entriesOf(project, settings).flatMap((entry) => {
				const home = homeOf(project, directory, { ...settings, projects: [entry] }, entry.from);
				return home?.job === undefined ? [] : [`${home.job.books} ${home.job.id}`];
			}),
		),
	);
	const isLinked = (job: JobRecord): boolean =>
		named.has(`${job.books} ${job.id}`) ||
		links.projectsOf('project', job.books, job.id) !== undefined;
	const open = jobs.filter((job) => !isLinked(job));
	const homeless = directory.projects.filter(
		(project) =>
			project.deleted !== true &&
			entriesOf(project, settings).every(({ customerJob }) => customerJob === undefined) &&
			links.booksOf('project', project.id).length === 0,
	);
	const pairs = homeless.flatMap((project) => {
		const said = entriesOf(project, settings).map((entry) => entry.books);
		return open
			.filter(
				(job) =>
					(said.length === 0 || said.includes(job.books)) &&
					!links.areApart('project', project.id, job.books, job.id),
			)
			.flatMap((job) => suggestion(project, job) ?? []);
	});
	const suggestions = inOrder(amongRivals(pairs));
	const proposed = new Set(
		suggestions.flatMap((one) => [one.projects.id, `${one.books} ${one.inBooks.id}`]),
	);
	const unmatched = [
		...homeless
			.filter(({ id, active }) => active && !proposed.has(id))
			.map(({ id, name, number, active }): Unmatched => ({
				side: 'projects',
				id,
				name,
				active,
				...(number === undefined ? {} : { number }),
			})),
		...open
			.filter((job) => job.active && job.parent !== undefined)
			.filter((job) => !proposed.has(`${job.books} ${job.id}`))
			.map((job): Unmatched => ({
				side: 'books',
				books: job.books,
				id: job.id,
				name: job.fullName,
				active: job.active,
			})),
	];
	return { suggestions, duplicates: [], unmatched, linked: jobs.length - open.length };
}

function suggestion(project: ProjectRecord, job: JobRecord): LinkSuggestion | undefined {
	const evidence: string[] = [];
	const against: string[] = [];
	const numbered = project.number !== undefined && hasNumber(job.name, project.number);
	if (numbered) evidence.push(`the job's name contains the project's number ${project.number}`);
	const left = normalizeName(without(project.name, project.number));
	const right = normalizeName(without(job.name, project.number));
	const alike = normalizedSimilarity(left, right);
	const otherNumbers = left !== '' && right !== '' && digits(left) !== digits(right);
	const name = otherNumbers ? Math.min(alike, 0.7) : alike;
	if (name === 1) evidence.push('same name');
	else if (name >= 0.5) evidence.push(`similar name, ${Math.round(name * 100)} %`);
	if (otherNumbers) against.push('the numbers in their names differ');
	if (!job.active) against.push('the job is inactive in the books');
	if (!project.active) against.push('the project is inactive');
	const grade = gradeOf(numbered, name, against.length === 0);
	if (grade === undefined) return undefined;
	return {
		key: `project:${project.id}:${job.books}:${job.id}`,
		type: 'project',
		grade,
		score: Math.round((name * 0.6 + (numbered ? 0.4 : 0)) * 1000) / 1000,
		projects: {
			id: project.id,
			name: project.name,
			active: project.active,
			...(project.number === undefined ? {} : { number: project.number }),
		},
		books: job.books,
		inBooks: { id: job.id, name: job.fullName, active: job.active },
		evidence,
		against,
	};
}

function gradeOf(numbered: boolean, name: number, undisputed: boolean): Grade | undefined {
	if (numbered && name >= 0.6) return undisputed ? 'sure' : 'likely';
	if (numbered || name === 1) return undisputed ? 'likely' : 'possible';
	return name >= 0.8 ? 'possible' : undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a name has a project's number as a word; one digit alone says nothing. */
function hasNumber(name: string, number: string): boolean {
	if (number.replace(/[^\p{L}\p{N}]/gu, '').length < 2) return false;
	return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(number)}(?![\\p{L}\\p{N}])`, 'iu').test(name);
}

function without(name: string, number: string | undefined): string {
	if (number === undefined || !hasNumber(name, number)) return name;
	return name.replace(new RegExp(escaped(number), 'i'), ' ').trim();
}
