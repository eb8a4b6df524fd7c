import type { CompanySettings } from '../documents/settings';
import { chooseRule } from './choose';
import { parsePattern } from './patterns';
import type { MappingRule } from './rules';
import { findEntry, type ChartOfBooks } from './targets';

/** What a line of the books was charged to, and for whom. */
export interface Charge {
	books: string;
	/** Number, id and name of the project. */
	project: readonly string[];
	/** Names and ids of the vendor, on either side. */
	vendor: readonly string[];
	account?: string;
	item?: string;
	class?: string;
	/** Cost codes of the project that the line itself names, in its description or its item's name. */
	named?: readonly string[];
}

/** Cost code and cost type as the rule writes them, and the rule; or why there is no one answer. */
export type Reversed =
	| { costCode: string; costType?: string; rule: string; why?: undefined }
	| { why: string; costCode?: undefined };

const isAny = (text: string | undefined): boolean => parsePattern(text)?.kind === 'any';

/**
 * Cost code and cost type that a line of the books stands for: the mapping table read backwards. A
 * line charged to an item is looked up by the item, else by the account that purchases of it post
 * to. The answer counts only where it is the only one: every rule that leads to the target (and to
 * the line's class, where rules name one) must name the same single cost code, and the rule must be
 * the one that is chosen for that code (a project's own rule may lead elsewhere). A rule for several
 * cost codes (`03-*`, a range, all) leads there from many, so that it cannot be read backwards. Where
 * there are several answers, the one cost code that the line itself names decides between them, if it
 * is one of them.
 *
 * @param described the target in words (`account 5010 Subcontract Costs`).
 */
export function reverseMapping(
	charge: Charge,
	described: string,
	rules: readonly MappingRule[],
	chart: ChartOfBooks,
	settings: CompanySettings,
): Reversed {
	const exact = leadingTo(charge, rules, chart, false);
	const leading =
		exact.length > 0 || charge.class !== undefined ? exact : leadingTo(charge, rules, chart, true);
	const classed = leading.filter((rule) => !isAny(rule.class));
	const fitting = (classed.length > 0 ? classed : leading).filter((rule) =>
		isChosen(rule, charge, rules),
	);
	const [first] = fitting;
	if (first === undefined) {
		return {
			why: `No mapping rule leads to ${described}. Add a rule for it to the mapping table, or code the line to what a rule names.`,
		};
	}
	const named = byName(charge, fitting, rules);
	const open = fitting.filter(({ costCode }) => parsePattern(costCode)?.kind !== 'exact');
	if (open.length > 0) {
		return (
			named ?? {
				why: `The mapping rule ${namesOf(open)} leads to ${described} from more than one cost code, so that it cannot be told back. Give ${settings.codeBillsBy === 'item' ? 'each cost code an item' : 'each cost code an item or an account'} of its own in the mapping table.`,
			}
		);
	}
	const pairs = new Set(fitting.map(({ costCode, costType }) => `${costCode} ${costType ?? ''}`));
	if (pairs.size > 1) {
		return (
			named ?? {
				why: `The mapping rules ${namesOf(fitting)} lead to ${described} from different cost codes or types, so that it cannot be told back. Keep one of them, or tell them apart by class.`,
			}
		);
	}
	const { costCode = '', costType, source } = first;
	return {
		costCode,
		rule: source,
		...(costType === undefined || isAny(costType) ? {} : { costType }),
	};
}

/** The answer for the only cost code that the line names, where the mapping would charge it so. */
function byName(
	charge: Charge,
	fitting: readonly MappingRule[],
	rules: readonly MappingRule[],
): Reversed | undefined {
	const [code, another] = charge.named ?? [];
	if (code === undefined || another !== undefined) return undefined;
	const own = fitting
		.filter(({ costCode }) => parsePattern(costCode)?.matches([code]) === true)
		.filter((rule) => isChosen({ ...rule, costCode: code }, charge, rules));
	const [first, ...others] = own;
	if (first === undefined || others.some(({ costType }) => costType !== first.costType)) {
		return undefined;
	}
	const { costType, source } = first;
	return {
		costCode: code,
		rule: source,
		...(costType === undefined || isAny(costType) ? {} : { costType }),
	};
}

const namesOf = (rules: readonly MappingRule[]): string =>
	rules.map(({ source }) => source).join(' and ');

/**
 * Rules for this project and vendor that charge to the line's target and name no other class.
 *
 * @param anyClass whatever class they name: people leave it off where they enter lines by hand.
 */
function leadingTo(
	charge: Charge,
	rules: readonly MappingRule[],
	chart: ChartOfBooks,
	anyClass: boolean,
): MappingRule[] {
	const fits = rules.filter(
		(rule) =>
			parsePattern(rule.project)?.matches(charge.project) === true &&
			parsePattern(rule.vendor)?.matches(charge.vendor) === true &&
			(anyClass ||
				isAny(rule.class) ||
				entryOf(rule.class, chart.classes, charge.books) === charge.class),
	);
	const byAccount = (account: string | undefined): MappingRule[] =>
		account === undefined
			? []
			: fits.filter((rule) => entryOf(rule.account, chart.accounts, charge.books) === account);
	if (charge.item === undefined) return byAccount(charge.account);
	const byItem = fits.filter(
		(rule) => entryOf(rule.item, chart.items, charge.books) === charge.item,
	);
	if (byItem.length > 0) return byItem;
	const item = chart.items.find(({ id, books }) => id === charge.item && books === charge.books);
	return byAccount(item?.expenseAccount);
}

function entryOf(
	wanted: string | undefined,
	entries: Parameters<typeof findEntry>[1],
	books: string,
): string | undefined {
	if (wanted === undefined || wanted.trim() === '') return undefined;
	const found = findEntry(wanted, entries, books, 'the entry');
	return 'entry' in found ? found.entry.id : undefined;
}

/** Whether a line of the rule's own cost code would be charged by this rule, or by one to the same target. */
function isChosen(rule: MappingRule, charge: Charge, rules: readonly MappingRule[]): boolean {
	if (parsePattern(rule.costCode)?.kind !== 'exact') return true;
	const { rule: chosen } = chooseRule(
		{
			project: charge.project,
			vendor: charge.vendor,
			costCode: [rule.costCode ?? ''],
			costType: rule.costType === undefined || isAny(rule.costType) ? [] : [rule.costType],
		},
		rules,
	);
	return (
		chosen !== undefined &&
		chosen.account === rule.account &&
		chosen.item === rule.item &&
		chosen.class === rule.class
	);
}
