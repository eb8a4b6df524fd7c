import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const RULES = 'spine/gate/rules';

/** Files that decide on money, from the root of the repository: amounts, numbers, demand, rules, coded lines. */
export async function moneyPath(root: string): Promise<string[]> {
	const files = [
		'spine/documents/money.ts',
		'spine/documents/numbers.ts',
		'spine/gate/demand.ts',
		'spine/gate/recommendation.ts',
		'spine/gate/mode.ts',
		'spine/mapping/invoice-lines.ts',
		'spine/mapping/pay-application-lines.ts',
	];
	for (const family of ['overbilling', 'change-orders', 'duplicates']) {
		const names = await readdir(join(root, RULES, family));
		files.push(
			...names
				.filter((name) => name.endsWith('.ts'))
				.sort()
				.map((name) => `${RULES}/${family}/${name}`),
		);
	}
	return files;
}

/** Folders of the tests that ought to notice a fault in a file; documents are tested in the rooms that use them as well. */
export function testsOf(file: string): string[] {
	if (file.startsWith('spine/gate/')) return ['test/spine/gate/'];
	if (file.startsWith('spine/mapping/')) return ['test/spine/mapping/'];
	return ['test/spine/documents/', 'test/spine/gate/', 'test/spine/mapping/'];
}
