import { sumAmounts } from '../documents/money';
import type { ContentOf } from '../documents/transfer-content';
import { reverseMapping } from '../mapping/reverse';
import type { DirectCostIndex } from './direct-cost-index';
import type { BooksLine, CostPart } from './direct-cost-parts';
import type { PlanProblem } from './plan';

type CostLine = ContentOf<'direct_cost'>['lines'][number];

/** Longest description of a line. */
const LONGEST = 250;

/**
 * Lines of a direct cost with the cost code and cost type that the mapping table tells backwards. A
 * line whose code cannot be told gives a problem; it is never put anywhere by default.
 */
export function costLines(
	part: CostPart,
	index: DirectCostIndex,
): { lines: CostLine[]; problems: PlanProblem[] } {
	const lines: CostLine[] = [];
	const problems: PlanProblem[] = [];
	for (const line of part.lines) {
		const coded = codeOf(line, part, index);
		if ('why' in coded) {
			problems.push(uncoded(line, part, index, coded.why));
			continue;
		}
		const description = (line.description ?? '')
			.replace(/\s+/g, ' ')
			.trim()
			.slice(0, LONGEST)
			.trim();
		lines.push({
			...(description === '' ? {} : { description }),
			amount: line.amount,
			...coded,
		});
	}
	return { lines, problems };
}

function codeOf(
	line: BooksLine,
	{ transaction, project }: CostPart,
	index: DirectCostIndex,
): Pick<CostLine, 'costCode' | 'costType'> | { why: string } {
	const { books, vendor } = transaction;
	const reversed = reverseMapping(
		{
			books,
			project: [project.number, project.id, project.name].filter((name) => name !== undefined),
			vendor: index.vendorNames(books, vendor),
			...(line.account === undefined ? {} : { account: line.account }),
			...(line.item === undefined ? {} : { item: line.item }),
			...(line.class === undefined ? {} : { class: line.class }),
			named: index.costCodesIn(project.id, wordsOf(line, books, index)),
		},
		targetName(line, books, index),
		index.rules ?? [],
		index.chart,
		index.settings,
	);
	if (reversed.why !== undefined) return { why: reversed.why };
	const { costCode: code, costType: type, rule } = reversed;
	const costCode = index.costCode(project.id, code);
	if (costCode === undefined) {
		return {
			why: `The mapping rule ${rule} names cost code ${code}, which project ${project.number ?? project.name} does not have. Add it there, then read the history of the project system again.`,
		};
	}
	if (type === undefined) return { costCode };
	const costType = index.costType(type);
	return costType === undefined
		? {
				why: `The mapping rule ${rule} names cost type ${type}, which the project system does not have. Correct the rule, or add the type there.`,
			}
		: { costCode, costType };
}

/** Where people write a cost code: the line's description, and the name of its item. */
function wordsOf(
	{ description = '', item }: BooksLine,
	books: string,
	{ chart: { items } }: DirectCostIndex,
): string {
	const named = items.find((one) => one.id === item && one.books === books)?.fullName ?? '';
	return `${description} ${named}`;
}

/** The item or account of a line in words. */
function targetName(
	{ item, account }: BooksLine,
	books: string,
	{ chart: { items, accounts } }: DirectCostIndex,
): string {
	const inBooks = (entry: { id: string; books: string }, id: string | undefined) =>
		entry.id === id && entry.books === books;
	if (item !== undefined) {
		return `item ${items.find((one) => inBooks(one, item))?.fullName ?? item}`;
	}
	const found = accounts.find((one) => inBooks(one, account));
	const named = [found?.number, found?.fullName].filter((name) => name !== undefined);
	return account === undefined ? 'no account' : `account ${named.join(' ') || account}`;
}

/** One problem for everything on a project that is charged to the same target. */
function uncoded(
	line: BooksLine,
	{ transaction, project }: CostPart,
	index: DirectCostIndex,
	why: string,
): PlanProblem {
	const { books } = transaction;
	const target = targetName(line, books, index);
	const classed = line.class === undefined ? '' : `:${line.class}`;
	return {
		key: `direct_cost:mapping:${books}:${project.id}:${line.item ?? ''}:${line.account ?? ''}${classed}`,
		subject: {
			type: line.item === undefined ? 'account' : 'item',
			id: line.item ?? line.account ?? '',
			label: `${target} on project ${project.number ?? project.name}`,
		},
		sentence: `Costs on project ${project.number ?? project.name} charged to ${target} cannot be carried over. ${why}`,
		remedy: 'Correct the mapping table, run the mapping once, then plan again.',
		amount: line.amount,
		currency: index.settings.currency,
		project: project.id,
		books,
	};
}

/** Problems with the same key as one, with the sum of their amounts. */
export function merged(problems: readonly PlanProblem[]): PlanProblem[] {
	const byKey = new Map<string, PlanProblem>();
	for (const problem of problems) {
		const known = byKey.get(problem.key);
		const amount = sumAmounts([known?.amount, problem.amount], problem.currency);
		byKey.set(problem.key, known === undefined ? problem : { ...known, amount });
	}
	return [...byKey.values()];
}
