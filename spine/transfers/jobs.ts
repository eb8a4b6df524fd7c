import { jobContent } from '../documents/contact-content';
import { indexLinks, type LinkIndex } from '../documents/link';
import { entriesOf } from '../documents/project-books';
import type { JobRecord, ProjectRecord } from '../documents/records';
import type { ProjectBooks } from '../documents/settings';
import type { Transfer } from '../documents/transfer';
import type { Directory } from '../identity/identity';
import { suggestJobs } from '../identity/suggest-jobs';
import type { LinkSuggestion } from '../identity/suggestion';
import type { Planner, PlanProblem } from './plan';

/** Commitments in these states bring no more bills. */
const DONE: readonly string[] = ['void', 'terminated', 'closed', 'complete'];

/**
 * Customer:jobs in the books for projects that have none there: of the projects that the company
 * settings keep in a company file, or that have open commitments. Where a job there looks like it,
 * nobody said whose customer's job it is, or nothing may be created, it is a problem for a person; else
 * a transfer that creates the job under its customer. A job of the books never becomes a project.
 */
export const planJobs: Planner = async (source) => {
	const directory = await source.ledger.directory();
	const company = await source.ledger.getSettings();
	const settings = company?.settings;
	const transfers: Transfer[] = [];
	const problems: PlanProblem[] = [];
	if (settings === undefined) return { transfers, problems };
	const links = indexLinks(directory);
	const { suggestions } = suggestJobs(directory, settings);
	const busy = new Set(
		directory.commitments
			.filter(({ status }) => !DONE.includes(status))
			.map(({ project }) => project),
	);
	for (const project of directory.projects) {
		if (!project.active || project.deleted === true) continue;
		if (source.projects !== undefined && !source.projects.includes(project.id)) continue;
		const entries = entriesOf(project, settings);
		if (entries.length === 0) {
			if (busy.has(project.id) && links.booksOf('project', project.id).length === 0) {
				problems.push(homeless(project, suggestions));
			}
			continue;
		}
		for (const entry of entries) {
			const state = jobOf(project, entry, directory, links);
			if (state === 'there') continue;
			const rivals = suggestions.filter(
				(one) => one.projects.id === project.id && one.books === entry.books,
			);
			const wish = wishOf(project, entry, directory);
			if (state !== undefined) problems.push(inactive(project, entry, state));
			else if (rivals.length > 0) problems.push(undecided(project, entry, rivals));
			else if ('why' in wish) problems.push(unplaced(project, entry, wish.why));
			else if (source.createMissing !== true) problems.push(missing(project, entry, wish));
			else transfers.push(transferOf(source.company, project, entry, wish));
		}
	}
	return { transfers, problems };
};

/** Whether the entry's job stands in the books; the job where it is inactive; undefined where there is none. */
function jobOf(
	{ id }: ProjectRecord,
	{ books, customerJob }: ProjectBooks,
	{ jobs }: Directory,
	links: LinkIndex,
): JobRecord | 'there' | undefined {
	const place = links.booksOf('project', id).find((one) => one.books === books);
	const found = jobs.find(
		(job) =>
			job.books === books &&
			(customerJob === undefined
				? job.id === place?.id
				: job.id === customerJob || sameName(job.fullName, customerJob)),
	);
	// One that was just created is linked before it is read in.
	if (found === undefined) return place === undefined ? undefined : 'there';
	return found.active ? 'there' : found;
}

const sameName = (left: string, right: string): boolean =>
	left.trim().toLowerCase() === right.trim().toLowerCase();

/** The job to be: its name, and the customer it belongs to. */
interface JobWish {
	name: string;
	parent: JobRecord;
}

/**
 * Name and customer of the job to be: as the settings write the job (`Customer:Job`), else number and
 * name of the project under the customer that the settings name.
 */
function wishOf(
	project: ProjectRecord,
	{ books, customerJob, customer }: ProjectBooks,
	{ jobs }: Directory,
): JobWish | { why: string } {
	const at = customerJob?.lastIndexOf(':') ?? -1;
	const parentName = at > 0 ? customerJob?.slice(0, at) : customer;
	const name =
		customerJob !== undefined
			? customerJob.slice(at + 1).trim()
			: [project.number, project.name].filter((part) => part !== undefined).join(' ');
	if (parentName === undefined) {
		return {
			why: 'and the company settings do not say whose: give its entry a "customer", or write its job as "Customer:Job"',
		};
	}
	const parent = jobs.find(
		(job) =>
			job.books === books &&
			job.active &&
			(job.id === parentName || sameName(job.fullName, parentName)),
	);
	if (parent === undefined) {
		return {
			why: `and there is no active customer "${parentName}" in the books to create it under`,
		};
	}
	return { name, parent };
}

function transferOf(
	company: string,
	project: ProjectRecord,
	{ books }: ProjectBooks,
	{ name, parent }: JobWish,
): Transfer {
	return {
		key: `job:projects:${project.id}:${books}`,
		action: 'save',
		label: `job ${parent.fullName}:${name} to the books ${books}`,
		source: { side: 'projects', system: company, type: 'project', id: project.id },
		target: { side: 'books', system: books, type: 'job', project: project.id },
		content: jobContent({ name, parent: parent.id, postal: project.postal }),
	};
}

const titleOf = ({ number, name }: ProjectRecord): string =>
	number === undefined ? name : `${number} ${name}`;

function problemOf(
	project: ProjectRecord,
	books: string | undefined,
	what: string,
	sentence: string,
	remedy: string,
): PlanProblem {
	return {
		key: `job:projects:${project.id}:${books ?? ''}:${what}`,
		subject: { type: 'project', id: project.id, label: titleOf(project) },
		sentence,
		remedy,
		project: project.id,
		...(books === undefined ? {} : { books }),
	};
}

const may = (rivals: readonly LinkSuggestion[]): string =>
	rivals
		.slice(0, 3)
		.map(({ inBooks, evidence }) => `"${inBooks.name}" (${inBooks.id}: ${evidence.join(', ')})`)
		.join(' or ');

function homeless(project: ProjectRecord, suggestions: readonly LinkSuggestion[]): PlanProblem {
	const rivals = suggestions.filter((one) => one.projects.id === project.id);
	const guess = rivals.length === 0 ? '' : ` It may be ${may(rivals)}.`;
	return problemOf(
		project,
		undefined,
		'homeless',
		`Project ${titleOf(project)} has open commitments, and neither the company settings nor a link say which books it is kept in.${guess}`,
		'Link it with its job (Spine Ledger, Link), or add it to the company settings under "projects".',
	);
}

function undecided(
	project: ProjectRecord,
	{ books }: ProjectBooks,
	rivals: readonly LinkSuggestion[],
): PlanProblem {
	return problemOf(
		project,
		books,
		'undecided',
		`Project ${titleOf(project)} has no linked job in the books ${books}; it may be ${may(rivals)}.`,
		'Link the two with the Spine Ledger node (Link), or tell them apart (Unlink); then a job can be created.',
	);
}

function inactive(project: ProjectRecord, { books }: ProjectBooks, job: JobRecord): PlanProblem {
	return problemOf(
		project,
		books,
		'inactive',
		`The job "${job.fullName}" (${job.id}) of project ${titleOf(project)} is inactive in the books ${books}.`,
		'Make it active again, or name or link the job that replaces it.',
	);
}

function unplaced(project: ProjectRecord, { books }: ProjectBooks, why: string): PlanProblem {
	return problemOf(
		project,
		books,
		'unplaced',
		`Project ${titleOf(project)} has no job in the books ${books}, ${why}.`,
		'Correct its entry in the company settings, or link the job by hand.',
	);
}

function missing(project: ProjectRecord, { books }: ProjectBooks, wish: JobWish): PlanProblem {
	return problemOf(
		project,
		books,
		'missing',
		`Project ${titleOf(project)} has no job in the books ${books}, and nothing there looks like it.`,
		`Create "${wish.parent.fullName}:${wish.name}" there, or plan jobs with "Create What Is Missing".`,
	);
}
