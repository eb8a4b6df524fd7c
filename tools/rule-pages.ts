import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from '../spine/gate/rules';
import { monitors } from '../spine/monitors/monitors';
import { monitorPage } from './monitor-page';
import { rulePages } from './rule-book';

const FOLDER = join('docs', 'rules');

/** Writes the pages of the rule book and of the monitors anew; pages of families that are gone go with them. */
async function write(): Promise<void> {
	const pages = rulePages(rules);
	await mkdir(FOLDER, { recursive: true });
	for (const name of await readdir(FOLDER)) {
		if (name.endsWith('.md') && !pages.has(name)) await rm(join(FOLDER, name));
	}
	for (const [name, text] of pages) await writeFile(join(FOLDER, name), text);
	await writeFile(join('docs', 'monitors.md'), monitorPage(monitors));
	process.stdout.write(
		`${rules.length} rules on ${pages.size} pages in ${FOLDER}, ${monitors.length} monitors\n`,
	);
}

write().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
