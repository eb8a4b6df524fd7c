import { parsePattern, type Pattern } from './patterns';
import type { MappingRule } from './rules';

/** What a line is looked up by; every list holds all the ways the same thing may be called. */
export interface Lookup {
	project: readonly string[];
	costCode: readonly string[];
	costType: readonly string[];
	vendor: readonly string[];
}

/** Fields in the order in which they decide between two rules that both fit. */
const order = ['project', 'costCode', 'costType', 'vendor'] as const;

export type Choice =
	| { rule: MappingRule; tied?: undefined }
	| { rule?: undefined; tied: MappingRule[] }
	| { rule?: undefined; tied?: undefined };

const compiled = new WeakMap<MappingRule, Record<(typeof order)[number], Pattern>>();
const nothing: Pattern = { kind: 'exact', specificity: 0, matches: () => false };

function patternsOf(rule: MappingRule): Record<(typeof order)[number], Pattern> {
	const known = compiled.get(rule);
	if (known !== undefined) return known;
	const patterns = {
		project: parsePattern(rule.project) ?? nothing,
		costCode: parsePattern(rule.costCode) ?? nothing,
		costType: parsePattern(rule.costType) ?? nothing,
		vendor: parsePattern(rule.vendor) ?? nothing,
	};
	compiled.set(rule, patterns);
	return patterns;
}

/**
 * The most specific rule that fits. Rules are compared field by field: project first (a project's
 * own rules override the company's), then cost code, cost type, vendor. In a field a value is more
 * specific than a pattern, a pattern with more fixed characters than one with fewer, a narrower
 * range than a wider one, and anything than `*`. The order of the table does not matter: rules
 * that are equally specific and lead to different targets are returned as `tied`.
 */
export function chooseRule(lookup: Lookup, rules: readonly MappingRule[]): Choice {
	let best: MappingRule[] = [];
	for (const rule of rules) {
		const patterns = patternsOf(rule);
		if (!order.every((field) => patterns[field].matches(lookup[field]))) continue;
		const [leader] = best;
		const compared = leader === undefined ? 1 : compare(patterns, patternsOf(leader));
		if (compared > 0) best = [rule];
		else if (compared === 0) best.push(rule);
	}
	const sorted = [...best].sort((a, b) => compareSources(a.source, b.source));
	const [first] = sorted;
	if (first === undefined) return {};
	return sorted.every((rule) => sameTarget(rule, first)) ? { rule: first } : { tied: sorted };
}

function compare(
	left: Record<(typeof order)[number], Pattern>,
	right: Record<(typeof order)[number], Pattern>,
): number {
	for (const field of order) {
		const difference = left[field].specificity - right[field].specificity;
		if (difference !== 0) return difference;
	}
	return 0;
}

function sameTarget(a: MappingRule, b: MappingRule): boolean {
	return a.account === b.account && a.item === b.item && a.class === b.class;
}

function compareSources(a: string, b: string): number {
	return a.localeCompare(b, 'en', { numeric: true });
}
