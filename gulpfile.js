'use strict';

const { readdirSync, existsSync } = require('node:fs');
const { rm, writeFile, readFile, mkdir } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { src, dest, series, parallel } = require('gulp');

const DIST = path.join(__dirname, 'dist');

/** Built for the oldest Node of supported n8n hosts; without a target esbuild emits calls that Node 24 lacks. */
const common = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node22',
	legalComments: 'none',
	logLevel: 'warning',
	define: { 'import.meta.url': 'importMetaUrl' },
	banner: {
		js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
	},
};

/**
 * Every node requires the one `dist/spine.js`, so that limiters and ledger handles exist once a
 * process however many nodes are loaded.
 */
const sharedSpine = {
	name: 'shared-spine',
	setup(build) {
		build.onResolve({ filter: /\/spine(\/index)?$/ }, () => ({
			path: '../../spine.js',
			external: true,
		}));
	},
};

const clean = () => rm(DIST, { recursive: true, force: true });

/** The spine, with the PDF library in a file of its own that is loaded when first needed. */
async function spine() {
	const result = await esbuild.build({
		...common,
		entryPoints: { spine: 'spine/index.ts' },
		outdir: DIST,
		external: ['n8n-workflow', 'pg-native', './pdf-library.js'],
		metafile: true,
		minifySyntax: true,
		plugins: [
			{
				name: 'lazy-pdf-library',
				setup(build) {
					build.onResolve({ filter: /^unpdf$/ }, () => ({
						path: './pdf-library.js',
						external: true,
					}));
				},
			},
		],
	});
	const pdf = await esbuild.build({
		...common,
		entryPoints: { 'pdf-library': 'unpdf' },
		outdir: DIST,
		minify: true,
		metafile: true,
	});
	await notices([result.metafile, pdf.metafile]);
}

async function notices(metafiles) {
	const packages = new Set();
	for (const metafile of metafiles) {
		for (const input of Object.keys(metafile.inputs)) {
			const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
			if (match) packages.add(match[1]);
		}
	}
	const rows = [];
	for (const name of [...packages].sort()) {
		const home = path.join(__dirname, 'node_modules', name);
		const manifest = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
		const text =
			(await licenceText(home)) ||
			`By ${manifest.author?.name ?? manifest.author ?? name}. The package declares this licence and comes without its text.`;
		rows.push(`## ${name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`);
	}
	const head = '# Bundled software\n\nThe files in `dist/` contain these packages.\n\n';
	await writeFile(path.join(DIST, 'THIRD-PARTY-NOTICES.md'), head + rows.join('\n'));
}

/** The licence file, or the licence section of the readme where a package has no such file. */
async function licenceText(home) {
	const files = readdirSync(home);
	const licence = files.find((file) => /^(licen[cs]e|copying)(\.|$)/i.test(file));
	if (licence) return readFile(path.join(home, licence), 'utf8');
	const readme = files.find((file) => /^readme(\.|$)/i.test(file));
	const text = readme ? await readFile(path.join(home, readme), 'utf8') : '';
	return /^#+\s*licen[cs]e\s*$([\s\S]*?)(?=^#|(?![\s\S]))/im.exec(text)?.[1] ?? '';
}

/** One file a node and a credential, named as n8n's loader expects. */
async function nodes() {
	const entryPoints = {};
	for (const name of readdirSync('nodes')) {
		const file = `nodes/${name}/${name}.node.ts`;
		if (existsSync(file)) entryPoints[`nodes/${name}/${name}.node`] = file;
	}
	for (const file of readdirSync('credentials')) {
		if (file.endsWith('.credentials.ts')) {
			entryPoints[`credentials/${file.slice(0, -3)}`] = `credentials/${file}`;
		}
	}
	await esbuild.build({
		...common,
		entryPoints,
		outdir: DIST,
		external: ['n8n-workflow'],
		plugins: [sharedSpine],
	});
}

const assets = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

const credentialIcons = () =>
	src(['credentials/*.svg'], { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));

async function prepare() {
	await mkdir(DIST, { recursive: true });
}

exports.build = series(clean, prepare, parallel(spine, nodes, assets, credentialIcons));
