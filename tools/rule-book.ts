import type { Rule } from '../spine/gate/rule';
import { DEFAULT_TOLERANCES } from '../spine/gate/tolerances';

/** What the letters before a rule's number stand for, in the order of the index. */
const FAMILIES: ReadonlyArray<[prefix: string, title: string]> = [
	['SC', 'Stale commitments'],
	['OB', 'Overbilling'],
	['CO', 'Change orders'],
	['QV', 'Quote versions'],
	['DU', 'Duplicates'],
	['ID', 'Identity'],
	['CM', 'State of the commitment'],
	['MA', 'Arithmetic of invoices'],
	['PA', 'Pay applications'],
	['SM', 'Stored materials'],
	['RT', 'Retainage'],
	['PO', 'Purchase orders'],
	['TX', 'Tax'],
	['CR', 'Credits'],
	['FR', 'Fraud'],
	['EX', 'Evidence of the reading'],
	['GL', 'Accounting'],
];

const GENERATED =
	'<!-- Written by `npm run docs:rules` from the rules themselves; do not edit here. -->';

const SEVERITIES: Readonly<Record<Rule['severity'], string>> = {
	BLOCK: 'blocks',
	HOLD: 'holds',
	WARN: 'warns',
	INFO: 'is listed',
};

const prefixOf = (rule: Rule): string => rule.id.replace(/-.*$/, '');
const byId = (left: Rule, right: Rule): number => (left.id < right.id ? -1 : 1);
const cellText = (text: string): string => text.replace(/\|/g, '\\|');

/** Tolerances that a description names, with their defaults. */
function tolerancesOf({ description }: Rule): Array<[name: string, value: number]> {
	return Object.entries(DEFAULT_TOLERANCES).filter(([name]) =>
		new RegExp(`\\b${name}\\b`).test(description),
	);
}

function section(rule: Rule): string {
	const tolerances = tolerancesOf(rule);
	const facts = [
		`- Unless the policy or the case says otherwise, it ${SEVERITIES[rule.severity]} (\`${rule.severity}\`).`,
		...(rule.needs === undefined
			? []
			: [
					`- Needs the source \`${rule.needs}\`. While the policy does not list it under \`sources\`, the rule is not evaluable and does not hold.`,
				]),
		...(tolerances.length === 0
			? []
			: [`- Tolerances: ${tolerances.map(([name, value]) => `\`${name}\` ${value}`).join(', ')}.`]),
		`- Version ${rule.version}.`,
	];
	return [`## ${rule.id} ${rule.title}`, rule.description, facts.join('\n')].join('\n\n');
}

function index(families: ReadonlyArray<{ prefix: string; title: string; rules: Rule[] }>): string {
	const tables = families.map(({ prefix, title, rules }) =>
		[
			`## [${title}](${prefix}.md)`,
			[
				'| Rule | Says | Severity |',
				'| --- | --- | --- |',
				...rules.map(
					(rule) =>
						`| [${rule.id}](${prefix}.md) | ${cellText(rule.title)} | \`${rule.severity}\` |`,
				),
			].join('\n'),
		].join('\n\n'),
	);
	return [
		'# The rule book',
		GENERATED,
		'Every rule is deterministic: the same document, coding and facts give the same result. A rule passes, fails, does not apply, or is not evaluable; not evaluable is not a pass, it names the input that is missing. The gravest failure decides: `BLOCK` must not post, `HOLD` waits for a person, `WARN` posts annotated, `INFO` is listed. A policy may set another severity for a rule and other tolerances: [policy.md](../policy.md).',
		...tables,
	].join('\n\n');
}

/**
 * The pages of the rule book by file name: an index, and one page a family, with formula,
 * severity, source and tolerances as the rules themselves state them.
 *
 * @throws when a rule belongs to a family that has no title here.
 */
export function rulePages(rules: readonly Rule[]): Map<string, string> {
	const stray = rules.find((rule) => !FAMILIES.some(([prefix]) => prefix === prefixOf(rule)));
	if (stray !== undefined) {
		throw new Error(`The family of rule ${stray.id} has no title in tools/rule-book.ts.`);
	}
	const families = FAMILIES.map(([prefix, title]) => ({
		prefix,
		title,
		rules: rules.filter((rule) => prefixOf(rule) === prefix).sort(byId),
	})).filter((family) => family.rules.length > 0);
	const pages = families.map(({ prefix, title, rules: own }): [string, string] => [
		`${prefix}.md`,
		`${[`# ${title}`, GENERATED, ...own.map(section)].join('\n\n')}\n`,
	]);
	return new Map([['README.md', `${index(families)}\n`], ...pages]);
}
