import type { LinkType } from '../documents/link';

/**
 * How sure a suggestion is. `sure`: nothing else fits, and more than a name says so. `likely`: a person
 * will mostly say yes. `possible`: worth a look. None of them is linked by itself.
 */
export type Grade = 'sure' | 'likely' | 'possible';

/** One end of a suggestion, as people know it. */
export interface SuggestedRecord {
	id: string;
	name: string;
	number?: string;
	active: boolean;
}

/** Two records of the two sides that may be the same. */
export interface LinkSuggestion {
	/** Stable: the same two records have the same key. */
	key: string;
	type: LinkType;
	grade: Grade;
	/** From 0 to 1, for the order. */
	score: number;
	projects: SuggestedRecord;
	books: string;
	inBooks: SuggestedRecord;
	/** Why, in words. */
	evidence: string[];
	/** What speaks against it, in words. */
	against: string[];
}

/** Two records of one side that look like the same: shown, never linked or merged. */
export interface NearDuplicate {
	key: string;
	side: 'projects' | 'books';
	books?: string;
	records: [SuggestedRecord, SuggestedRecord];
	evidence: string[];
}

/** A record without a counterpart and without a suggestion. */
export interface Unmatched extends SuggestedRecord {
	side: 'projects' | 'books';
	books?: string;
}

export interface Suggestions {
	suggestions: LinkSuggestion[];
	duplicates: NearDuplicate[];
	/** Records that nothing on the other side looks like. */
	unmatched: Unmatched[];
	/** How many records of the books are linked already. */
	linked: number;
}

const RANK: Readonly<Record<Grade, number>> = { sure: 0, likely: 1, possible: 2 };

/** The surest first, then by score and name. */
export function inOrder(suggestions: readonly LinkSuggestion[]): LinkSuggestion[] {
	return [...suggestions].sort(
		(a, b) =>
			RANK[a.grade] - RANK[b.grade] ||
			b.score - a.score ||
			a.projects.name.localeCompare(b.projects.name, 'en') ||
			(a.key < b.key ? -1 : 1),
	);
}

/**
 * Lowers what has a rival: where one record may be several of the other side, none of them is more
 * than possible, unless just one of them is sure.
 */
export function amongRivals(suggestions: readonly LinkSuggestion[]): LinkSuggestion[] {
	const ends = new Map<string, LinkSuggestion[]>();
	const endsOf = (one: LinkSuggestion): string[] => [
		`projects ${one.books} ${one.projects.id}`,
		`books ${one.books} ${one.inBooks.id}`,
	];
	for (const one of suggestions) {
		if (one.grade === 'possible') continue;
		for (const end of endsOf(one)) ends.set(end, [...(ends.get(end) ?? []), one]);
	}
	return suggestions.map((one) => {
		const rivals = new Set(endsOf(one).flatMap((end) => ends.get(end) ?? []));
		rivals.delete(one);
		if (one.grade === 'possible' || rivals.size === 0) return one;
		const names = [...rivals]
			.map((rival) =>
				rival.projects.id === one.projects.id ? rival.inBooks.name : rival.projects.name,
			)
			.sort();
		const against = [...one.against, `as likely: ${names.map((name) => `"${name}"`).join(', ')}`];
		const isOnlySure = one.grade === 'sure' && [...rivals].every((rival) => rival.grade !== 'sure');
		return { ...one, against, grade: isOnlySure ? 'likely' : 'possible' };
	});
}
