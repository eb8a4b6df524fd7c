import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { z } from 'zod';
import { nodeType } from './harness';
import { type Outputs, everyOutput } from './outputs';

jest.setTimeout(120_000);

const NODES = path.join(__dirname, '..', '..', 'nodes');
const schemaFile = z.object({ type: z.literal('object'), properties: z.record(z.unknown()) });

let outputs: Outputs;
beforeAll(async () => {
	outputs = await everyOutput();
});

const files = readdirSync(NODES, { recursive: true, withFileTypes: true })
	.map((entry) => path.relative(NODES, path.join(entry.parentPath, entry.name)))
	.filter((file) => file.includes('__schema__') && file.endsWith('.json'));

test.each(files)('%s describes what the operation really puts out', (file) => {
	const schema = schemaFile
		.passthrough()
		.parse(JSON.parse(readFileSync(path.join(NODES, file), 'utf8')));
	const real = outputs.get(file.replace(/\.json$/, '')) ?? [];
	expect(real.length).toBeGreaterThan(0);
	const fits = new Ajv({ strict: false }).compile(schema);
	for (const output of real) {
		expect([fits(output), fits.errors]).toEqual([true, null]);
		for (const name of Object.keys(output)) expect(schema.properties).toHaveProperty(name);
	}
});

/** Path of the schema file that n8n looks for, by resource and operation. */
function wanted(folder: string, type: string): string[] {
	const { properties } = nodeType(type).description;
	const values = (name: string) =>
		properties
			.filter((property) => property.name === name)
			.flatMap(({ options = [], displayOptions }) =>
				options.flatMap((option) =>
					'value' in option ? [{ value: option.value, show: displayOptions?.show }] : [],
				),
			);
	const paths = values('operation').flatMap(({ value, show }) =>
		(show?.resource ?? ['']).map((resource) =>
			[folder, '__schema__', 'v1.0.0', resource, value].filter((part) => part !== '').join('/'),
		),
	);
	return paths.length > 0 ? paths : [`${folder}/__schema__/v1.0.0`];
}

test.each([
	['EmailExtractor', 'emailExtractor'],
	['GlMapping', 'glMapping'],
	['Procore', 'procore'],
	['ProcoreTrigger', 'procoreTrigger'],
	['QuickBooks', 'quickBooks'],
	['QuickBooksTrigger', 'quickBooksTrigger'],
	['Reconciliation', 'reconciliation'],
	['SpineLedger', 'spineLedger'],
	['SpineLedgerTrigger', 'spineLedgerTrigger'],
	['VerificationGate', 'verificationGate'],
])('every operation of %s has its schema', (folder, type) => {
	const missing = wanted(folder, type).filter(
		(file) => !existsSync(path.join(NODES, `${file}.json`)),
	);
	expect(missing).toEqual([]);
});
