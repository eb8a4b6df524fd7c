import { indexLinks } from '../documents/link';
import { booksOf, type BooksOf } from '../documents/project-books';
import type { VendorRecord } from '../documents/records';
import type { Transfer } from '../documents/transfer';
import { suggestVendors } from '../identity/suggest-vendors';
import type { LinkSuggestion, Suggestions } from '../identity/suggestion';
import type { Directory } from '../identity/identity';
import { vendorContent } from '../documents/contact-content';
import { billedVendors } from './billed-vendors';
import type { Planner, PlanProblem, PlanSource } from './plan';

/** Commitments in these states bring no more bills. */
const DONE: readonly string[] = ['void', 'terminated', 'closed', 'complete'];

/** A vendor that one side needs of the other, in one company file. */
interface Need {
	books: string;
	vendor: VendorRecord;
	/** Why, in words (`commitments SC-4, SC-9`). */
	because: string;
	project?: string;
}

/**
 * Vendors that are needed on the other side and have no counterpart there: of the project system those
 * with open commitments on projects kept in a company file, of the books those with bills or expenses
 * on jobs of our projects. Where something there looks like it, or nothing may be created, it is a
 * problem for a person; else a transfer that creates it. Never bank details, tax ids or remit-to.
 */
export const planVendors: Planner = async (source) => {
	const directory = await source.ledger.directory();
	const settings = (await source.ledger.getSettings())?.settings;
	const placed = booksOf(directory, settings);
	const found = suggestVendors(directory);
	const links = indexLinks(directory);
	const plan: { transfers: Transfer[]; problems: PlanProblem[] } = { transfers: [], problems: [] };
	const open = new Set(found.unmatched.map(({ side, books = '', id }) => `${side} ${books} ${id}`));
	for (const need of neededInBooks(source, directory, placed)) {
		const { books, vendor } = need;
		const rivals = found.suggestions.filter(
			(one) => one.books === books && one.projects.id === vendor.id,
		);
		const [linked] = links.booksOf('vendor', vendor.id).filter((place) => place.books === books);
		if (linked !== undefined) {
			plan.problems.push(...brokenLink(need, linked.id, directory));
		} else if (rivals.length > 0) {
			plan.problems.push(undecided(need, rivals, 'books'));
		} else if (open.has(`projects ${books} ${vendor.id}`)) {
			if (source.createMissing === true) plan.transfers.push(toBooks(source, need));
			else plan.problems.push(missing(need, 'books'));
		}
	}
	for (const need of await neededInProjects(source, directory, placed, found)) {
		const rivals = found.suggestions.filter(
			(one) => one.books === need.books && one.inBooks.id === need.vendor.id,
		);
		if (rivals.length > 0) plan.problems.push(undecided(need, rivals, 'projects'));
		else if (source.createMissing === true) plan.transfers.push(toProjects(source, need));
		else plan.problems.push(missing(need, 'projects'));
	}
	return plan;
};

function neededInBooks({ projects }: PlanSource, directory: Directory, placed: BooksOf): Need[] {
	const needs = new Map<string, Need & { numbers: string[] }>();
	const vendors = new Map(
		directory.vendors.filter(({ side }) => side === 'projects').map((one) => [one.id, one]),
	);
	for (const commitment of directory.commitments) {
		const vendor = vendors.get(commitment.vendor ?? '');
		if (vendor?.active !== true || DONE.includes(commitment.status)) continue;
		if (projects !== undefined && !projects.includes(commitment.project)) continue;
		for (const books of placed(commitment.project)) {
			const key = `${books} ${vendor.id}`;
			const need = needs.get(key) ?? {
				books,
				vendor,
				because: '',
				project: commitment.project,
				numbers: [],
			};
			need.numbers.push(commitment.number ?? commitment.id);
			needs.set(key, need);
		}
	}
	return [...needs.values()].map(({ numbers, ...need }) => ({
		...need,
		because: `commitment ${numbers.slice(0, 3).join(', ')}`,
	}));
}

/** Vendors of the books with costs on our jobs that nothing links to the project system. */
async function neededInProjects(
	source: PlanSource,
	directory: Directory,
	placed: BooksOf,
	{ suggestions, unmatched }: Suggestions,
): Promise<Need[]> {
	const wanted = new Set([
		...suggestions.map((one) => `${one.books} ${one.inBooks.id}`),
		...unmatched.flatMap(({ side, books = '', id }) =>
			side === 'books' ? [`${books} ${id}`] : [],
		),
	]);
	const billed = await billedVendors(source, directory, placed);
	return directory.vendors.flatMap((vendor): Need[] => {
		const key = `${vendor.books ?? ''} ${vendor.id}`;
		const because = vendor.side === 'books' && vendor.active ? billed.get(key) : undefined;
		if (because === undefined || !wanted.has(key)) return [];
		return [{ books: vendor.books ?? '', vendor, because }];
	});
}

function toBooks({ company }: PlanSource, { books, vendor }: Need): Transfer {
	return {
		key: `vendor:projects:${vendor.id}:${books}`,
		action: 'save',
		label: `vendor ${vendor.name} to the books ${books}`,
		source: { side: 'projects', system: company, type: 'vendor', id: vendor.id },
		target: { side: 'books', system: books, type: 'vendor' },
		content: contentOf(vendor),
	};
}

function toProjects({ company }: PlanSource, { books, vendor }: Need): Transfer {
	return {
		key: `vendor:books:${books}:${vendor.id}`,
		action: 'save',
		label: `vendor ${vendor.name} of the books ${books} to the project system`,
		source: { side: 'books', system: books, type: 'vendor', id: vendor.id },
		target: { side: 'projects', system: company, type: 'vendor' },
		content: contentOf(vendor),
	};
}

const contentOf = ({ name, phone, emails, website, postal }: VendorRecord) =>
	vendorContent({ name, phone, email: emails[0], website, postal });

const WHERE = { books: 'books', projects: 'project system' } as const;

function problemOf(
	{ books, vendor, project }: Need,
	what: string,
	sentence: string,
	remedy: string,
): PlanProblem {
	return {
		key: `vendor:${vendor.side}:${books}:${vendor.id}:${what}`,
		subject: { type: 'vendor', id: vendor.id, label: vendor.name },
		sentence,
		remedy,
		books,
		...(vendor.side === 'projects' ? { vendor: vendor.id } : {}),
		...(project === undefined ? {} : { project }),
	};
}

function undecided(
	need: Need,
	rivals: readonly LinkSuggestion[],
	side: 'books' | 'projects',
): PlanProblem {
	const names = rivals.slice(0, 3).map((rival) => {
		const { name, id } = side === 'books' ? rival.inBooks : rival.projects;
		return `"${name}" (${id}: ${rival.evidence.join(', ')})`;
	});
	return problemOf(
		need,
		'undecided',
		`Vendor ${need.vendor.name} (${need.because}) is not linked; in the ${WHERE[side]} it may be ${names.join(' or ')}.`,
		'Link the two with the Spine Ledger node (Link), or tell them apart (Unlink); one that is told apart can be created.',
	);
}

function missing(need: Need, side: 'books' | 'projects'): PlanProblem {
	return problemOf(
		need,
		'missing',
		`Vendor ${need.vendor.name} (${need.because}) is not in the ${WHERE[side]}${side === 'books' ? ` ${need.books}` : ''}, and nothing there looks like it.`,
		'Create it there, or plan vendors with "Create What Is Missing".',
	);
}

/** The vendor of the books that a link names is inactive, deleted, or was never read in. */
function brokenLink(need: Need, id: string, directory: Directory): PlanProblem[] {
	const known = directory.vendors.find((one) => one.books === need.books && one.id === id);
	if (known?.active !== false) return [];
	return [
		problemOf(
			need,
			'inactive',
			`Vendor ${need.vendor.name} (${need.because}) is linked to ${known.name} (${id}), which is inactive in the books ${need.books}.`,
			'Make it active again, say what it was merged into (Follow Merge), or unlink the two and link the vendor that replaces it.',
		),
	];
}
