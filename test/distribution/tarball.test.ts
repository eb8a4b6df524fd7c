import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { builtPack } from '../../simulators/demo/built-pack';

jest.setTimeout(300_000);

const PROJECT = path.join(__dirname, '..', '..');
const MEGABYTE = 1024 * 1024;

/** Names by which workflows refer to what is in the pack. They are final. */
const NODES = {
	EmailExtractor: 'emailExtractor',
	GlMapping: 'glMapping',
	Procore: 'procore',
	ProcoreTrigger: 'procoreTrigger',
	QuickBooks: 'quickBooks',
	QuickBooksTrigger: 'quickBooksTrigger',
	Reconciliation: 'reconciliation',
	SpineLedger: 'spineLedger',
	SpineLedgerTrigger: 'spineLedgerTrigger',
	VerificationGate: 'verificationGate',
};
const CREDENTIALS = {
	ProcoreServiceAccountOAuth2Api: 'procoreServiceAccountOAuth2Api',
	ProcoreSpineOAuth2Api: 'procoreSpineOAuth2Api',
	QuickBooksSpineOAuth2Api: 'quickBooksSpineOAuth2Api',
	SpineLedgerApi: 'spineLedgerApi',
};
const ALLOWED = [
	/^package\.json$/,
	/^(README|LICENSE|NOTICE)\.md$/,
	/^workflows\/[a-z-]+\.json$/,
	/^dist\/(spine|pdf-library)\.js$/,
	/^dist\/THIRD-PARTY-NOTICES\.md$/,
	/^dist\/nodes\/(\w+)\/\1\.node\.(js|json)$/,
	/^dist\/nodes\/\w+\/\w+(\.dark)?\.svg$/,
	/^dist\/nodes\/\w+\/__schema__\/v1\.0\.0(\.json|\/[\w/]+\.json)$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/credentials\/\w+(\.dark)?\.svg$/,
];

const manifestSchema = z
	.object({
		name: z.string(),
		license: z.string(),
		scripts: z.record(z.string()).default({}),
		peerDependencies: z.record(z.string()),
		n8n: z.object({
			n8nNodesApiVersion: z.literal(1),
			nodes: z.array(z.string()),
			credentials: z.array(z.string()),
		}),
	})
	.passthrough();

let tarball: string;
let unpacked: string;
let files: string[];
let manifest: z.infer<typeof manifestSchema>;

beforeAll(async () => {
	tarball = await builtPack(() => undefined);
	unpacked = mkdtempSync(path.join(tmpdir(), 'tarball-'));
	execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)))
		.sort();
	manifest = manifestSchema.parse(
		JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8')),
	);
	// The host provides n8n-workflow.
	symlinkSync(path.join(PROJECT, 'node_modules'), path.join(unpacked, 'node_modules'));
});
afterAll(() => rmSync(unpacked, { recursive: true, force: true }));

test('it is under 20 MB and holds what n8n needs and nothing else', () => {
	expect(statSync(tarball).size).toBeLessThan(20 * MEGABYTE);
	expect(files.filter((file) => !ALLOWED.some((allowed) => allowed.test(file)))).toEqual([]);
	for (const name of ['README.md', 'LICENSE.md', 'NOTICE.md']) expect(files).toContain(name);
});

test('no dependency is installed and no script runs when it is', () => {
	expect(Object.keys(manifest)).not.toEqual(
		expect.arrayContaining([
			expect.stringMatching(/^(dependencies|overrides|bundleDependencies)$/),
		]),
	);
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	const lifecycle = /^(pre|post)?(install|prepare|prepublish)$/;
	expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	expect(manifest.license).toBe('MIT');
});

test('no file is native code', () => {
	for (const file of files) {
		const head = readFileSync(path.join(unpacked, file)).subarray(0, 4);
		const isNative =
			head.equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46])) ||
			head.subarray(0, 2).toString('latin1') === 'MZ' ||
			[0xfeedface, 0xfeedfacf, 0xcffaedfe, 0xcafebabe].includes(
				head.length === 4 ? head.readUInt32BE() : 0,
			);
		expect([file, isNative]).toEqual([file, false]);
	}
});

test('the manifest names every node and credential, and every template is there', () => {
	expect([...manifest.n8n.nodes].sort()).toEqual(
		Object.keys(NODES).map((name) => `dist/nodes/${name}/${name}.node.js`),
	);
	expect([...manifest.n8n.credentials].sort()).toEqual(
		Object.keys(CREDENTIALS).map((name) => `dist/credentials/${name}.credentials.js`),
	);
	expect(files).toEqual(
		expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
	);
	const templates = readdirSync(path.join(PROJECT, 'workflows')).map((name) => `workflows/${name}`);
	expect(files.filter((file) => file.startsWith('workflows/'))).toEqual(templates.sort());
});

/** Loads the unpacked files as n8n does, in a process of its own, and tells what they export. */
function loaded(list: string[]): unknown {
	const script = `
		const out = {};
		for (const file of ${JSON.stringify(list)}) {
			for (const [name, Type] of Object.entries(require(file))) {
				const one = new Type();
				out[name] = one.description?.name ?? one.name;
			}
		}
		const spines = Object.keys(require.cache).filter((file) => file.endsWith('spine.js'));
		console.log(JSON.stringify({ out, spines: spines.length }));`;
	const said = execFileSync(process.execPath, ['-e', script], { cwd: unpacked, encoding: 'utf8' });
	return JSON.parse(said);
}

test('every node exports its class under its final type name, all with one shared spine', () => {
	const list = manifest.n8n.nodes.map((file) => path.join(unpacked, file));
	expect(loaded(list)).toEqual({ out: NODES, spines: 1 });
});

test('every credential exports its class under its final type name', () => {
	const list = manifest.n8n.credentials.map((file) => path.join(unpacked, file));
	expect(loaded(list)).toEqual({ out: CREDENTIALS, spines: 0 });
});

test('nothing is required but built-in modules, n8n-workflow and files of the pack', () => {
	const builtIn = new Set(process.getBuiltinModule('node:module').builtinModules);
	const foreign = new Set<string>();
	for (const file of files.filter((name) => name.endsWith('.js'))) {
		const text = readFileSync(path.join(unpacked, file), 'utf8');
		for (const [, name = ''] of text.matchAll(/\brequire\("([^"]+)"\)/g)) {
			const isOwn = name.startsWith('./') || name.startsWith('../');
			if (!isOwn && !name.startsWith('node:') && !builtIn.has(name)) foreign.add(name);
		}
	}
	// The driver of PostgreSQL asks for its native variant only when told to.
	expect([...foreign].sort()).toEqual(['n8n-workflow', 'pg-native']);
});

test('the notices name every bundled package with its licence, and give its text where it has one', () => {
	const notices = readFileSync(path.join(unpacked, 'dist', 'THIRD-PARTY-NOTICES.md'), 'utf8');
	const bundled = new Set<string>();
	for (const file of ['spine.js', 'pdf-library.js']) {
		const text = readFileSync(path.join(unpacked, 'dist', file), 'utf8');
		for (const [, name = ''] of text.matchAll(/\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//g)) {
			bundled.add(name);
		}
	}
	expect(bundled.size).toBeGreaterThan(10);
	for (const name of bundled) {
		const home = path.join(PROJECT, 'node_modules', name);
		const { version, license } = z
			.object({ version: z.string(), license: z.string() })
			.parse(JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')));
		expect(notices).toContain(`## ${name} ${version} (${license})`);
		const licence = readdirSync(home).find((file) => /^(licen[cs]e|copying)(\.|$)/i.test(file));
		if (licence === undefined) continue;
		expect(notices).toContain(readFileSync(path.join(home, licence), 'utf8').trim());
	}
});

test('every template uses types of this pack by their final names', () => {
	for (const file of files.filter((name) => name.startsWith('workflows/'))) {
		const text = readFileSync(path.join(unpacked, file), 'utf8');
		for (const [, type = ''] of text.matchAll(/"n8n-nodes-procore-quickbooks\.(\w+)"/g)) {
			expect(Object.values(NODES)).toContain(type);
		}
	}
});
