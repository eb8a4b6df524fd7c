import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from '../../spine/gate/rules';
import { rulePages } from '../../tools/rule-book';

const FOLDER = join(__dirname, '..', '..', 'docs', 'rules');

describe('the pages of the rule book', () => {
	it('stand in docs/rules as the rules state them (npm run docs:rules)', async () => {
		const written = new Map<string, string>();
		for (const name of await readdir(FOLDER)) {
			written.set(name, await readFile(join(FOLDER, name), 'utf8'));
		}
		expect([...written.keys()].sort()).toEqual([...rulePages(rules).keys()].sort());
		for (const [name, text] of rulePages(rules))
			expect([name, written.get(name)]).toEqual([name, text]);
	});

	it('tell every rule once, with its severity', () => {
		const pages = rulePages(rules);
		const all = [...pages.values()].join('\n');
		for (const { id, title } of rules) {
			expect(all.split(`\n## ${id} ${title}\n`)).toHaveLength(2);
		}
		expect(pages.get('OB.md')).toContain('it blocks (`BLOCK`)');
	});

	it('refuse a rule of a family without a title', () => {
		const [rule] = rules;
		if (rule === undefined) throw new Error('there are no rules');
		expect(() => rulePages([{ ...rule, id: 'ZZ-01' }])).toThrow(/ZZ-01/);
	});
});
