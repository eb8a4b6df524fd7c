import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packProject } from '../n8n/install-pack';
import { run } from '../n8n/host-folder';

const PROJECT = path.join(__dirname, '..', '..');
const SOURCES = [
	'nodes',
	'credentials',
	'spine',
	'workflows',
	'gulpfile.js',
	'package.json',
	'package-lock.json',
];

/** Hash over everything the package is made of. */
async function sourceHash(): Promise<string> {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		const at = path.join(PROJECT, source);
		const files = source.includes('.')
			? [at]
			: (await readdir(at, { recursive: true, withFileTypes: true }))
					.filter((entry) => entry.isFile())
					.map((entry) => path.join(entry.parentPath, entry.name))
					.sort();
		for (const file of files) hash.update(file.slice(PROJECT.length)).update(await readFile(file));
	}
	return hash.digest('hex');
}

/**
 * Builds and packs the project unless the tarball at hand is of exactly these sources, and returns
 * the tarball.
 */
export async function builtPack(report: (line: string) => void): Promise<string> {
	const out = path.join(PROJECT, 'out', 'pack');
	const stamp = path.join(out, 'sources.json');
	const hash = await sourceHash();
	if (existsSync(stamp)) {
		const built: unknown = JSON.parse(await readFile(stamp, 'utf8'));
		if (
			typeof built === 'object' &&
			built !== null &&
			'hash' in built &&
			built.hash === hash &&
			'tarball' in built &&
			typeof built.tarball === 'string' &&
			existsSync(built.tarball)
		) {
			return built.tarball;
		}
	}
	report('Building and packing the nodes');
	await run(
		process.execPath,
		[path.join(PROJECT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'],
		PROJECT,
	);
	const tarball = await packProject(PROJECT, out);
	await writeFile(stamp, JSON.stringify({ hash, tarball }));
	return tarball;
}
