import type { Reference } from '../documents/coding';
import type { AccountRecord, ClassRecord, ItemRecord, JobRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { chooseRule, type Lookup } from './choose';
import type { MappingRule } from './rules';

/** What the books have to charge to. */
export interface ChartOfBooks {
	accounts: readonly AccountRecord[];
	items: readonly ItemRecord[];
	classes: readonly ClassRecord[];
	jobs: readonly JobRecord[];
}

/** Account or item and class of a line, and the rule that chose them; or why there is none. */
export interface Target {
	account?: Reference;
	item?: Reference;
	class?: Reference;
	rule?: string;
	unmapped?: string;
}

interface Entry {
	id: string;
	books: string;
	name: string;
	fullName: string;
	number?: string;
	active: boolean;
	deleted?: boolean;
}

/**
 * An account, item or class by id, number, fully qualified name, number and fully qualified name as
 * a chart of accounts shows them (`5010 Subcontract Costs`) or, where it is the only one, plain name. Active entries come before inactive ones. A text that means two of them is refused.
 */
export function findEntry(
	wanted: string,
	entries: readonly Entry[],
	books: string | undefined,
	what: string,
): { entry: Reference } | { why: string } {
	const text = wanted.trim().toLowerCase();
	const here = entries.filter(
		(entry) => entry.deleted !== true && (books === undefined || entry.books === books),
	);
	const exact = here.filter(
		({ id, number, fullName }) =>
			id === wanted.trim() ||
			number?.trim().toLowerCase() === text ||
			fullName.trim().toLowerCase() === text ||
			(number !== undefined && `${number.trim()} ${fullName.trim()}`.toLowerCase() === text),
	);
	const found =
		exact.length > 0 ? exact : here.filter(({ name }) => name.trim().toLowerCase() === text);
	const active = found.filter((entry) => entry.active);
	const usable = active.length > 0 ? active : found;
	const [entry] = usable;
	if (entry === undefined) return { why: `${what} "${wanted}" is not in the books` };
	if (usable.length > 1)
		return { why: `${what} "${wanted}" means ${usable.length} entries of the books` };
	return { entry: { id: entry.id, name: entry.fullName } };
}

/** Types of account that money stands on or comes in by; a cost on one of them is a slip of the mapping. */
const NO_COST = /receivable|payable|\bbank\b|credit card|income|revenue|equity/i;

function takingCost(
	found: { entry: Reference } | { why: string },
	chart: ChartOfBooks,
): { entry: Reference } | { why: string } {
	if ('why' in found) return found;
	const type = chart.accounts.find(({ id }) => id === found.entry.id)?.accountType;
	return type !== undefined && NO_COST.test(type)
		? {
				why: `the account "${found.entry.name ?? found.entry.id}" is of type ${type}, which takes no cost`,
			}
		: found;
}

/**
 * Account, item and class for what a line is looked up by, as the company codes bills: by item or
 * by account where the rule gives both, else by what it gives.
 *
 * @param described the line in words, for the sentence when nothing fits.
 */
export function targetOf(
	lookup: Lookup,
	described: string,
	rules: readonly MappingRule[],
	chart: ChartOfBooks,
	settings: CompanySettings,
	books: string | undefined,
): Target {
	const { rule, tied } = chooseRule(lookup, rules);
	if (tied !== undefined) {
		const sources = tied.map(({ source }) => source).join(' and ');
		return {
			unmapped: `The mapping rules ${sources} fit ${described} equally well and lead to different targets. Make one of them more specific.`,
		};
	}
	if (rule === undefined) {
		return {
			unmapped: `No mapping rule fits ${described}. Add a rule for it to the mapping table.`,
		};
	}
	const byItem =
		rule.item !== undefined && (settings.codeBillsBy === 'item' || rule.account === undefined);
	const sought = byItem
		? findEntry(rule.item ?? '', chart.items, books, 'the item')
		: takingCost(findEntry(rule.account ?? '', chart.accounts, books, 'the account'), chart);
	const classed =
		rule.class === undefined ? undefined : findEntry(rule.class, chart.classes, books, 'the class');
	for (const result of [sought, classed]) {
		if (result === undefined || 'entry' in result) continue;
		return {
			rule: rule.source,
			unmapped: `The mapping rule ${rule.source} for ${described} cannot be used: ${result.why}. Correct the rule, or the books.`,
		};
	}
	return {
		...('entry' in sought ? (byItem ? { item: sought.entry } : { account: sought.entry }) : {}),
		...(classed !== undefined && 'entry' in classed ? { class: classed.entry } : {}),
		rule: rule.source,
	};
}
