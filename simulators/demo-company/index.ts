import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoCase, demoCases, fileNameOf } from './mailbox';
import { partOf } from './mailbox/case';
import { rawMessage } from './message';
import { booksLists } from './world/books-lists';
import { booksTransactions } from './world/books-transactions';
import { procoreJson } from './world/procore';
import {
	companyJson,
	mappingCsv,
	policyJson,
	progressCsv,
	quotesCsv,
	releasesCsv,
} from './world/settings';

export { type DemoCase, type Expectation, demoCases, fileNameOf } from './mailbox';

const pretty = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;

/** The bytes of a case's message; the same case gives the same bytes. */
export async function messageOf(one: DemoCase): Promise<Buffer> {
	const repeated = demoCases.find(({ name }) => name === one.again);
	if (repeated !== undefined) return await messageOf(repeated);
	const parts = await Promise.all(one.parts.map(partOf));
	return rawMessage({ id: `demo-${one.name}`, ...one.message, parts });
}

/**
 * Writes the demo's own company as a company folder: both systems, settings, policy, mapping,
 * registers and the mailbox. Existing files of these names are replaced; the same call writes the
 * same bytes.
 *
 * @param dir made if it is not there.
 */
export async function writeDemoCompany(dir: string): Promise<void> {
	await Promise.all(['data', 'mailbox'].map((name) => mkdir(join(dir, name), { recursive: true })));
	const files: Record<string, string> = {
		'company.json': pretty(companyJson()),
		'policy.json': pretty(policyJson()),
		'procore.json': pretty(procoreJson()),
		'quickbooks.json': pretty({ ...booksLists(), ...booksTransactions() }),
		'gl-mapping.csv': mappingCsv(),
		'quotes.csv': quotesCsv(),
		'data/progress.csv': progressCsv(),
		'data/retainage_releases.csv': releasesCsv(),
	};
	for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
	for (const one of demoCases) {
		await writeFile(join(dir, 'mailbox', fileNameOf(one)), await messageOf(one));
	}
}
