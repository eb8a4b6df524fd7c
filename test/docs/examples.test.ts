import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { switchesSchema as procoreSwitches } from '../../simulators/procore/switches';
import { switchesSchema as quickBooksSwitches } from '../../simulators/quickbooks/switches';
import {
	companySettingsSchema,
	personSchema,
	policySchema,
	projectBooksSchema,
} from '../../spine/documents/settings';
import { ruleById } from '../../spine/gate/rules';
import { DEFAULT_TOLERANCES } from '../../spine/gate/tolerances';
import { parseMappingCsv } from '../../spine/mapping/rules';

const page = (path: string): string => readFileSync(join(__dirname, '..', '..', path), 'utf8');

function fences(path: string, language: string): string[] {
	const found = page(path).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'));
	return [...found].map(([, text = '']) => text);
}

/** Unknown keys are refused here, so that a misspelt one in an example is noticed. */
const exampleSchema = z
	.object({
		settings: companySettingsSchema
			.extend({
				people: z.array(personSchema.strict()).default([]),
				projects: z.array(projectBooksSchema.strict()).default([]),
			})
			.strict()
			.optional(),
		policy: policySchema.strict().optional(),
		registers: z.unknown(),
	})
	.strict();

describe('the documentation', () => {
	it.each(['README.md', 'docs/company-folder.md', 'docs/policy.md'])(
		'has settings and policies in %s that are understood as they stand',
		(path) => {
			const examples = fences(path, 'json');
			expect(examples.length).toBeGreaterThan(0);
			for (const text of examples) {
				const example = exampleSchema.parse(JSON.parse(text));
				const { severities = {}, tolerances = {} } = example.policy ?? {};
				expect(Object.keys(severities).filter((id) => ruleById(id) === undefined)).toEqual([]);
				expect(Object.keys(tolerances).filter((name) => !(name in DEFAULT_TOLERANCES))).toEqual([]);
			}
		},
	);

	it('has a mapping table that is understood as it stands', () => {
		const [table = ''] = fences('docs/company-folder.md', 'csv');
		const { rules, refused } = parseMappingCsv(table, 'gl-mapping.csv');
		expect(refused).toEqual([]);
		expect(rules).toHaveLength(3);
	});

	it('lists every key of the settings and of the policy', () => {
		const keys = [
			...Object.keys(companySettingsSchema.shape),
			...Object.keys(personSchema.shape).map((key) => `.${key}`),
			...Object.keys(projectBooksSchema.shape).map((key) => `projects[].${key}`),
			...Object.keys(policySchema.shape),
		];
		const text = page('docs/company-folder.md');
		const isListed = (key: string): boolean =>
			[`${key}\``, `\`${key}.`, `\`${key}[`].some((form) => text.includes(form));
		expect(keys.filter((key) => !isListed(key))).toEqual([]);
	});

	it('lists every tolerance with its default', () => {
		const text = page('docs/policy.md');
		const missing = Object.entries(DEFAULT_TOLERANCES).filter(
			([name, value]) => !text.includes(`| \`${name}\` | ${value} |`),
		);
		expect(missing).toEqual([]);
	});

	it('lists every switch of the simulators with its default', () => {
		const text = page('docs/not-confirmed.md');
		const defaults = Object.entries({
			...procoreSwitches.parse({}),
			...quickBooksSwitches.parse({}),
		});
		const missing = defaults.filter(([name, value]) => {
			const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
			const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
			return (
				row === undefined || (name !== 'accessTokenSeconds' && !row.includes(`| \`${shown}\` |`))
			);
		});
		expect(missing).toEqual([]);
	});
});
