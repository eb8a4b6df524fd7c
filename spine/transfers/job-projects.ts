import { indexLinks } from '../documents/link';
import { entriesOf, holdsDay } from '../documents/project-books';
import type { ProjectRecord } from '../documents/records';
import type { CompanySettings, ProjectBooks } from '../documents/settings';
import type { Directory } from '../identity/identity';

/** The project that a cost on a customer:job belongs to. */
export interface JobProject {
	project: ProjectRecord;
	/** Why the cost cannot be counted there, in a sentence without a remedy; absent: it can. */
	why?: string;
}

/** Project of a customer:job (by id) of a company file, for what is dated on a day (`YYYY-MM-DD`). */
export type JobProjects = (
	books: string,
	job: string | undefined,
	date: string,
) => JobProject | undefined;

/**
 * Look-up of the projects behind customer:jobs: by the company settings, of whose entries those count
 * whose days hold the date, else by the job that is linked. A cost dated on a day on which the project
 * was kept elsewhere, or on which two projects have the job, is told with the reason.
 */
export function jobProjects(directory: Directory, settings: CompanySettings): JobProjects {
	const { survivor, projectsOf } = indexLinks(directory);
	const names = new Map(
		directory.jobs.map(({ books, id, fullName }) => [`${books} ${id}`, fullName]),
	);
	const byId = new Map(directory.projects.map((project) => [project.id, project]));
	const entries = directory.projects.flatMap((project) =>
		entriesOf(project, settings).map((entry) => ({ project, entry })),
	);
	const settled = new Set(entries.map(({ project }) => project.id));
	return (books, job, date) => {
		if (job === undefined) return undefined;
		const last = survivor('project', books, job);
		const linked = projectsOf('project', books, job);
		const called = [job, last, names.get(`${books} ${job}`), names.get(`${books} ${last}`)];
		const kept = entries.filter(
			({ project, entry }) =>
				entry.books === books &&
				(entry.customerJob === undefined
					? linked === project.id
					: called.includes(entry.customerJob)),
		);
		const [first] = kept;
		if (first === undefined) {
			const project = linked === undefined ? undefined : byId.get(linked);
			return project === undefined || settled.has(project.id) ? undefined : { project };
		}
		const now = kept.filter(({ entry }) => holdsDay(entry, date));
		const [only] = now;
		if (only === undefined) return { project: first.project, why: outOfDays(kept, date) };
		if (now.every(({ project }) => project.id === only.project.id)) return only;
		const all = now.map(({ project }) => nameOf(project)).join(' and ');
		return { project: only.project, why: `The company settings give its customer:job to ${all}` };
	};
}

const nameOf = ({ number, name }: ProjectRecord): string => `project ${number ?? name}`;

function outOfDays(
	kept: ReadonlyArray<{ project: ProjectRecord; entry: ProjectBooks }>,
	date: string,
): string {
	const spans = kept.map(
		({ project, entry: { from = 'ever', until = 'ever' } }) =>
			`${nameOf(project)} from ${from} to ${until}`,
	);
	return `The company settings keep its customer:job for ${spans.join(', ')}, and it is dated ${date}`;
}
