import { chooseRule } from './choose';
import type { MappingRule } from './rules';

/** A cost code and type that lines of a project use. */
export interface CodeInUse {
	/** Number of the project. */
	project?: string;
	costCode?: string;
	costType?: string;
}

/** A code in use that the mapping leads nowhere, or to several places. */
export interface CoverageGap extends CodeInUse {
	/** How many lines use it. */
	lines: number;
	sentence: string;
}

/**
 * Cost codes and types in use that no rule maps, or that several equally specific rules map
 * differently; each once, with the number of lines that use it, in order of project and code. Rules
 * for single vendors do not count: a code is covered only if every vendor's line on it is.
 */
export function coverage(
	codesInUse: readonly CodeInUse[],
	rules: readonly MappingRule[],
): CoverageGap[] {
	const general = rules.filter(({ vendor }) => vendor === undefined || /^\**$/.test(vendor.trim()));
	const counted = new Map<string, { code: CodeInUse; lines: number }>();
	for (const { project, costCode, costType } of codesInUse) {
		const key = JSON.stringify([project, costCode, costType]);
		counted.set(key, {
			code: { project, costCode, costType },
			lines: (counted.get(key)?.lines ?? 0) + 1,
		});
	}
	const gaps = [...counted.values()].flatMap(({ code, lines }) => {
		const sentence = gapOf(code, general);
		return sentence === undefined ? [] : [{ ...code, lines, sentence }];
	});
	const keyOf = ({ project, costCode, costType }: CodeInUse) =>
		[project, costCode, costType].map((part) => part ?? '').join(' ');
	return gaps.sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'en', { numeric: true }));
}

function gapOf(
	{ project, costCode, costType }: CodeInUse,
	rules: readonly MappingRule[],
): string | undefined {
	const one = (value: string | undefined) => (value === undefined ? [] : [value]);
	const lookup = {
		project: one(project),
		costCode: one(costCode),
		costType: one(costType),
		vendor: [],
	};
	const { rule, tied } = chooseRule(lookup, rules);
	if (rule !== undefined) return undefined;
	const type = costType === undefined ? '' : `, cost type ${costType}`;
	const where = project === undefined ? '' : ` on project ${project}`;
	const what =
		costCode === undefined
			? `lines without a cost code${where}`
			: `cost code ${costCode}${type}${where}`;
	if (tied === undefined)
		return `No mapping rule fits ${what}. Add a rule for it to the mapping table.`;
	return `The mapping rules ${tied.map(({ source }) => source).join(' and ')} fit ${what} equally well and lead to different targets. Make one of them more specific.`;
}
