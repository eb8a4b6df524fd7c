import type { ItemRecord } from '../documents/records';
import type { CoverageGap } from './coverage';

/** An item of the books that an unmapped code may belong to: shown, never applied. */
export interface CodeSuggestion {
	books: string;
	item: string;
	name: string;
	/** Why, in words. */
	evidence: string;
}

const MOST = 3;

const plain = (text: string): string => text.trim().toUpperCase();
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Items that the name of an unmapped code leads to, best first, at most three in each company file: the
 * item that is named `[project number]-[cost code].[cost type]`, as connectors
 * of the project system name what they create; one that bears code and type; one whose name has the cost code as a word.
 * Inactive items, and categories, which nothing can be posted to, are none.
 */
export function suggestItems(
	gap: Pick<CoverageGap, 'project' | 'costCode' | 'costType'>,
	items: readonly ItemRecord[],
): CodeSuggestion[] {
	const { project, costCode, costType } = gap;
	if (costCode === undefined || costCode.trim() === '') return [];
	const code = costType === undefined ? costCode : `${costCode}.${costType}`;
	const exact = project === undefined ? undefined : plain(`${project}-${code}`);
	const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(costCode)}(?![\\p{L}\\p{N}])`, 'iu');
	const ranked = items
		.filter(
			({ active, deleted, itemType }) => active && deleted !== true && itemType !== 'Category',
		)
		.flatMap((item) => {
			const rank =
				plain(item.name) === exact
					? 0
					: plain(item.name) === plain(code)
						? 1
						: word.test(item.name)
							? 2
							: 3;
			return rank === 3 ? [] : [{ item, rank }];
		})
		.sort((a, b) => a.rank - b.rank || a.item.fullName.localeCompare(b.item.fullName, 'en'));
	const words = [
		'named as connectors name items: project, cost code and cost type',
		'named as the cost code and cost type',
		`its name contains the cost code ${costCode}`,
	];
	const counted = new Map<string, number>();
	return ranked.flatMap(({ item, rank }) => {
		const count = (counted.get(item.books) ?? 0) + 1;
		counted.set(item.books, count);
		if (count > MOST) return [];
		return [{ books: item.books, item: item.id, name: item.fullName, evidence: words[rank] ?? '' }];
	});
}
