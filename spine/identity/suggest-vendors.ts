import type { VendorRecord } from '../documents/records';
import { linkVendors, ownVendorKey, projectsVendorKey } from '../ledger/vendor-links';
import { indexOf, keysOf, type IndexedVendor, type VendorIndex } from './directory-index';
import type { Directory } from './identity';
import { likenessOf, type Likeness } from './likeness';
import {
	amongRivals,
	inOrder,
	type Grade,
	type LinkSuggestion,
	type NearDuplicate,
	type SuggestedRecord,
	type Suggestions,
	type Unmatched,
} from './suggestion';

/** Which vendors to suggest links for. */
export interface SuggestOptions {
	/** Only this company file of the books; absent: all. */
	books?: string;
}

/**
 * Vendors of the two sides that may be the same and are not linked yet, with the reasons in words: name,
 * tax id (in full, or the last four digits where the books show no more), e-mail address or domain, web
 * site, telephone, postal address. What a person told apart is left out. Vendors of one side that look
 * alike are shown as near-duplicates. Nothing is linked.
 */
export function suggestVendors(directory: Directory, { books }: SuggestOptions = {}): Suggestions {
	const { vendors, booksVendors, links } = indexOf(directory);
	const counted = linkVendors(directory.vendors, directory);
	const isOurs = ({ record }: IndexedVendor): boolean =>
		(books === undefined || record.books === books) &&
		links.survivor('vendor', record.books ?? '', record.id) === record.id;
	const theirs = booksVendors.all.filter(isOurs);
	const companies = new Set(theirs.map(({ record }) => record.books ?? ''));
	const taken = new Map([...companies].map((company) => [company, new Set<string>()]));
	const open: IndexedVendor[] = [];
	for (const vendor of theirs) {
		const own = ownVendorKey(vendor.record);
		const key = counted.get(own) ?? own;
		if (key === own) open.push(vendor);
		else taken.get(vendor.record.books ?? '')?.add(key);
	}
	for (const { side, id } of directory.vendors) {
		if (side !== 'projects') continue;
		for (const place of links.booksOf('vendor', id)) {
			taken.get(place.books)?.add(projectsVendorKey(id));
		}
	}
	const pairs = open.flatMap((vendor) =>
		near(vendor, vendors)
			.filter(
				({ record }) =>
					taken.get(vendor.record.books ?? '')?.has(projectsVendorKey(record.id)) !== true &&
					!links.areApart('vendor', record.id, vendor.record.books ?? '', vendor.record.id),
			)
			.flatMap((candidate) => suggestion(candidate, vendor) ?? []),
	);
	const suggestions = inOrder(amongRivals(pairs));
	return {
		suggestions,
		duplicates: [...duplicatesOf(vendors.all, vendors), ...duplicatesOf(theirs, booksVendors)],
		unmatched: unmatched(directory, suggestions, { open, taken }),
		linked: theirs.length - open.length,
	};
}

/** Vendors compared with one: each of thousands is, so only the rarest words of its name count. */
const MOST_COMPARED = 200;

const near = (vendor: IndexedVendor, index: VendorIndex): IndexedVendor[] =>
	index.near(vendor.names, keysOf(vendor), MOST_COMPARED);

function suggestion(ours: IndexedVendor, theirs: IndexedVendor): LinkSuggestion | undefined {
	const likeness = likenessOf(ours, theirs);
	if (likeness === undefined) return undefined;
	const grade = gradeOf(likeness, ours.record.active && theirs.record.active);
	if (grade === undefined) return undefined;
	const books = theirs.record.books ?? '';
	return {
		key: `vendor:${ours.record.id}:${books}:${theirs.record.id}`,
		type: 'vendor',
		grade,
		score: Math.round((likeness.name * 0.6 + Math.min(likeness.keys, 4) * 0.1) * 1000) / 1000,
		projects: shown(ours.record),
		books,
		inBooks: shown(theirs.record),
		evidence: likeness.evidence,
		against: likeness.against,
	};
}

/**
 * A tax id in common with a name that is at all alike, or a (nearly) same name with enough keys, is
 * sure; names alone never are. A different tax id, or an inactive end, takes sureness away.
 */
function gradeOf(
	{ name, keys, sameTaxId, otherTaxId }: Likeness,
	active: boolean,
): Grade | undefined {
	if (otherTaxId) return name >= 0.9 ? 'possible' : undefined;
	const sure =
		(sameTaxId && name >= 0.5) || (name === 1 && keys >= 1) || (name >= 0.85 && keys >= 2);
	if (sure) return active ? 'sure' : 'likely';
	if (sameTaxId || name === 1 || (name >= 0.8 && keys >= 1) || (name >= 0.4 && keys >= 2)) {
		return active ? 'likely' : 'possible';
	}
	return name >= 0.8 || (name >= 0.4 && keys >= 1) || keys >= 2 ? 'possible' : undefined;
}

const shown = ({ id, name, active }: VendorRecord): SuggestedRecord => ({ id, name, active });

/** Pairs of active vendors of one side and company file that look like the same. */
function duplicatesOf(vendors: readonly IndexedVendor[], index: VendorIndex): NearDuplicate[] {
	const found: NearDuplicate[] = [];
	const compared = new Set<string>();
	const among = new Set(vendors);
	for (const one of vendors) {
		if (!one.record.active) continue;
		for (const other of near(one, index)) {
			const { books, side } = one.record;
			if (
				other === one ||
				!among.has(other) ||
				!other.record.active ||
				other.record.books !== books
			)
				continue;
			const [left, right] = one.record.id < other.record.id ? [one, other] : [other, one];
			const key = `vendor:${books ?? 'projects'}:${left.record.id}:${right.record.id}`;
			if (compared.has(key)) continue;
			compared.add(key);
			const likeness = likenessOf(left, right);
			const grade = likeness && gradeOf(likeness, true);
			if (likeness === undefined || grade === undefined || grade === 'possible') continue;
			found.push({
				key,
				side,
				...(books === undefined ? {} : { books }),
				records: [shown(left.record), shown(right.record)],
				evidence: likeness.evidence,
			});
		}
	}
	return found;
}

function unmatched(
	directory: Directory,
	suggestions: readonly LinkSuggestion[],
	{ open, taken }: { open: readonly IndexedVendor[]; taken: ReadonlyMap<string, Set<string>> },
): Unmatched[] {
	const proposed = new Set(
		suggestions.flatMap((one) => [
			`projects ${one.books} ${one.projects.id}`,
			`books ${one.books} ${one.inBooks.id}`,
		]),
	);
	const ours = directory.vendors.filter(
		({ side, active, deleted }) => side === 'projects' && active && deleted !== true,
	);
	const left = [...taken].flatMap(([company, keys]) =>
		ours
			.filter(
				({ id }) => !keys.has(projectsVendorKey(id)) && !proposed.has(`projects ${company} ${id}`),
			)
			.map((record): Unmatched => ({ ...shown(record), side: 'projects', books: company })),
	);
	const right = open
		.filter(
			({ record }) => record.active && !proposed.has(`books ${record.books ?? ''} ${record.id}`),
		)
		.map(({ record }): Unmatched => ({ ...shown(record), side: 'books', books: record.books }));
	return [...left, ...right];
}
