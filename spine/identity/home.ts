import { entriesOf, holdsDay } from '../documents/project-books';
import type { JobRecord, ProjectRecord } from '../documents/records';
import type { CompanySettings, ProjectBooks } from '../documents/settings';
import { indexOf } from './directory-index';
import type { Directory } from './identity';

/** How a project is kept in the books on a day. */
export interface Home {
	/** Absent where `problem` says why it cannot be told. */
	books?: string;
	job?: JobRecord;
	taxExempt: boolean;
	/** Why the books cannot be told, in a sentence with the remedy. */
	problem?: string;
}

/**
 * Books, customer:job and tax standing of a project: by the company settings, which name it by number
 * or id, else by the customer:job that is linked to it. Of several entries the one counts whose days
 * hold the document's date. Undefined where neither settings nor links know the project.
 *
 * @param date day of the document, `YYYY-MM-DD`; only entries with days need it.
 */
export function homeOf(
	project: ProjectRecord | undefined,
	directory: Directory,
	settings: CompanySettings,
	date?: string,
): Home | undefined {
	if (project === undefined) return undefined;
	const entries = entriesOf(project, settings);
	const linked = indexOf(directory).links.booksOf('project', project.id);
	const name = project.number ?? project.name;
	if (entries.length === 0) return linkedHome(linked, directory, name);
	const fitting = entries.filter((entry) => holdsDay(entry, date));
	const [entry] = fitting;
	if (entry === undefined || fitting.some((other) => !isSameHome(entry, other))) {
		return { taxExempt: false, problem: problemOf(name, entries, fitting, date) };
	}
	const wanted = entry.customerJob ?? linked.find(({ books }) => books === entry.books)?.id;
	return {
		books: entry.books,
		job: wanted === undefined ? undefined : jobOf(wanted, entry.books, directory),
		taxExempt: entry.taxExempt,
	};
}

const isSameHome = (one: ProjectBooks, other: ProjectBooks): boolean =>
	one.books === other.books &&
	one.customerJob === other.customerJob &&
	one.taxExempt === other.taxExempt;

function problemOf(
	name: string,
	entries: readonly ProjectBooks[],
	fitting: readonly ProjectBooks[],
	date: string | undefined,
): string {
	if (fitting.length > 0) {
		const books = [...new Set(fitting.map((entry) => entry.books))].join(' and ');
		const day = date === undefined ? '' : ` on ${date}`;
		return `The company settings keep project ${name} more than once${day} (in the books ${books}). Give its entries days (from, until) that do not overlap.`;
	}
	const spans = entries
		.map(({ books, from = 'ever', until = 'ever' }) => `${books} from ${from} to ${until}`)
		.join(', ');
	return date === undefined
		? `The document bears no date, so it cannot be told which books project ${name} was in (${spans}). Give the document a date.`
		: `The company settings keep project ${name} in no books on ${date} (${spans}). Correct the days of its entries, or the date of the document.`;
}

function linkedHome(
	linked: ReadonlyArray<{ books: string; id: string }>,
	directory: Directory,
	name: string,
): Home | undefined {
	const [place] = linked;
	if (place === undefined) return undefined;
	if (linked.length > 1) {
		const books = linked.map((one) => one.books).join(' and ');
		return {
			taxExempt: false,
			problem: `Project ${name} is linked to jobs in the books ${books}. Say in the company settings under "projects" which of them it is kept in, with days where it moved.`,
		};
	}
	return { books: place.books, job: jobOf(place.id, place.books, directory), taxExempt: false };
}

/** A customer:job by id or by its full name. */
function jobOf(wanted: string, books: string, directory: Directory): JobRecord | undefined {
	const { links } = indexOf(directory);
	const jobs = directory.jobs.filter((job) => job.books === books && job.deleted !== true);
	const last = links.survivor('project', books, wanted);
	const name = wanted.trim().toLowerCase();
	return (
		jobs.find(({ id }) => id === last) ??
		jobs.find(({ fullName }) => fullName.trim().toLowerCase() === name)
	);
}
