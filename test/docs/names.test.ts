import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { nodeType } from '../nodes/harness';

const ROOT = path.join(__dirname, '..', '..');
const inDocs = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.md'))
	.map((file) => path.join('docs', file));
const pages = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'bench/README.md',
	...inDocs,
];
const textOf = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

/** Nodes by what the pages call them. */
const NODES: Readonly<Record<string, string>> = {
	'Construction Email Extractor': 'emailExtractor',
	'Email Extractor': 'emailExtractor',
	'GL Mapping': 'glMapping',
	'Month-End Reconciliation': 'reconciliation',
	Procore: 'procore',
	'Procore Trigger': 'procoreTrigger',
	QuickBooks: 'quickBooks',
	'QuickBooks Trigger': 'quickBooksTrigger',
	'Spine Ledger': 'spineLedger',
	'Spine Ledger Trigger': 'spineLedgerTrigger',
	'Verification Gate': 'verificationGate',
};

/** Names of the choices of a property. */
const choices = ({ options = [] }: INodeProperties): string[] =>
	options.flatMap((option) =>
		'displayName' in option ? [option.displayName] : 'name' in option ? [option.name] : [],
	);

const fieldNames = (properties: readonly INodeProperties[]): string[] =>
	properties.flatMap((property) => [property.displayName, ...choices(property)]);

/** What does not exist of a path through a node (`Spine Ledger > Task > Close`). */
function unknownPart([name = '', ...parts]: readonly string[]): string | undefined {
	const { properties } = nodeType(NODES[name] ?? '').description;
	const [resources] = properties.filter((property) => property.name === 'resource');
	const [first, ...rest] = parts;
	if (resources === undefined || first === undefined) {
		return parts.find((part) => !fieldNames(properties).includes(part));
	}
	const resource = (resources.options ?? []).find(
		(option) => 'value' in option && option.name === first,
	);
	if (resource === undefined || !('value' in resource)) return first;
	const own = properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource === undefined ||
			displayOptions.show.resource.includes(resource.value),
	);
	const [operation, ...fields] = rest;
	const operations = own.filter((property) => property.name === 'operation').flatMap(choices);
	if (operation !== undefined && !operations.includes(operation)) return operation;
	return fields.find((field) => !fieldNames(own).includes(field));
}

/** Headings as GitHub links to them. */
const anchorsOf = (page: string): string[] =>
	[...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replace(/ /g, '-'),
	);

describe.each(pages)('%s', (page) => {
	const text = textOf(page);

	it('links to files and headings that are there', () => {
		const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)]+)\)/g)].map(
			([, target = '']) => target,
		);
		const broken = links.filter((link) => {
			const [file = '', anchor] = link.split('#');
			const target = file === '' ? page : path.join(path.dirname(page), file);
			if (!existsSync(path.join(ROOT, target))) return true;
			return anchor !== undefined && !anchorsOf(target).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	it('names files that are there', () => {
		const named = [
			...text.matchAll(
				/`((?:\.ci|bench|credentials|docs|nodes|simulators|spine|test|tools|workflows)\/[\w./-]*)`/g,
			),
		].map(([, file = '']) => file);
		expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
	});

	it('names scripts that npm knows', () => {
		const { scripts } = z
			.object({ scripts: z.record(z.string()) })
			.parse(JSON.parse(textOf('package.json')));
		const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
		expect(named.filter((script) => !(script in scripts))).toEqual([]);
	});

	it('names operations and fields by what n8n shows', () => {
		const named = [...text.matchAll(/(?<![*\w])\*([^*\n]+(?: > )[^*\n]+)\*(?!\*)/g)].map(
			([, chain = '']) => chain.split(' > '),
		);
		const wrong = named
			.filter(([node = '']) => node in NODES)
			.flatMap((chain) => {
				const part = unknownPart(chain);
				return part === undefined ? [] : [`${chain.join(' > ')}: ${part}`];
			});
		expect(wrong).toEqual([]);
	});
});

it('lists every template in the README, and every page of docs/', () => {
	const readme = textOf('README.md');
	const templates = readdirSync(path.join(ROOT, 'workflows')).map((file) => `workflows/${file}`);
	const docs = inDocs.filter((file) => !file.startsWith(path.join('docs', 'rules')));
	const missing = [...templates, ...docs].filter(
		(file) => statSync(path.join(ROOT, file)).isFile() && !readme.includes(`](${file}`),
	);
	expect(missing).toEqual([]);
});

/** Files of the product whose sentences send people to an operation. */
const sources = ['nodes', 'spine', 'workflows'].flatMap((folder) =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(?:ts|json)$/.test(file) && !file.includes('__schema__'))
		.map((file) => path.join(folder, file)),
);

/** The name that a text begins with: `Backfill` of `Backfill until it is complete`. */
const ledBy = (text: string, names: readonly string[]): string =>
	[...names].sort((a, b) => b.length - a.length).find((name) => text.startsWith(name)) ?? text;

it('sends people to operations that n8n shows, in messages and notes', () => {
	const words = nodeType('spineLedger')
		.description.properties.filter(({ name }) => name === 'resource' || name === 'operation')
		.flatMap(choices);
	const sent = sources.flatMap((file) =>
		[...textOf(file).matchAll(/Spine Ledger((?:, [A-Z][A-Za-z ]+){1,2})/g)].map(
			([, rest = '']) => ({ file, chain: rest.split(', ').slice(1) }),
		),
	);
	expect(sent.length).toBeGreaterThan(10);
	const wrong = sent.flatMap(({ file, chain }) => {
		const part = unknownPart(['Spine Ledger', ...chain.map((text) => ledBy(text, words))]);
		return part === undefined ? [] : [`${file}: ${chain.join(', ')}`];
	});
	expect(wrong).toEqual([]);
});

it('has every room of the spine in the plan of the house', () => {
	const plan = textOf('docs/architecture.md');
	const rooms = readdirSync(path.join(ROOT, 'spine'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	expect(rooms.filter((room) => !plan.includes(`\n  ${room}/`))).toEqual([]);
});
