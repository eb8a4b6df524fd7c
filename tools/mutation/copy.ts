import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutated, type Mutant } from './mutants';

/** What the tests said of a mutant. */
export type Fate = 'killed' | 'survived' | 'timedOut';

const PARTS = ['spine', 'test', 'jest.config.mjs', 'package.json', 'tsconfig.json'];

/** A copy of the sources and tests outside the work tree, in which one mutant at a time is tried. */
export interface Copy {
	/**
	 * Runs the test files under the folders, on the sources as they are or with one change, which is
	 * taken back afterwards. A test that runs on after `milliseconds` is ended: `timedOut`.
	 */
	run(folders: readonly string[], milliseconds: number, mutant?: Mutant): Promise<Fate>;
	remove(): Promise<void>;
}

function jest(folder: string, patterns: readonly string[], milliseconds: number): Promise<Fate> {
	const child = spawn(
		process.execPath,
		[
			'--experimental-vm-modules',
			join('node_modules', 'jest', 'bin', 'jest.js'),
			...[
				'--selectProjects',
				'unit',
				'--runInBand',
				'--bail',
				'--silent',
				'--testTimeout',
				'60000',
			],
			...['--cacheDirectory', join(folder, '.cache')],
			...patterns.flatMap((pattern) => ['--testPathPatterns', pattern]),
		],
		{ cwd: folder, stdio: 'ignore' },
	);
	return new Promise((resolve, reject) => {
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			child.kill('SIGKILL');
		}, milliseconds);
		child.once('error', (error) => {
			clearTimeout(timer);
			reject(error);
		});
		child.once('exit', (code) => {
			clearTimeout(timer);
			if (late) resolve('timedOut');
			else if (code === null) reject(new Error('The test run was ended from outside.'));
			else resolve(code === 0 ? 'survived' : 'killed');
		});
	});
}

/** Copies what the tests of the spine need to a new temporary folder; `node_modules` is linked. */
export async function copyOf(root: string): Promise<Copy> {
	const folder = await mkdtemp(join(tmpdir(), 'mutation-'));
	for (const part of PARTS) {
		await cp(join(root, part), join(folder, part), { recursive: true });
	}
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
	return {
		async run(folders, milliseconds, mutant) {
			if (mutant === undefined) return await jest(folder, folders, milliseconds);
			const path = join(folder, mutant.file);
			const original = await readFile(path, 'utf8');
			await writeFile(path, mutated(original, mutant));
			try {
				return await jest(folder, folders, milliseconds);
			} finally {
				await writeFile(path, original);
			}
		},
		async remove() {
			await rm(folder, { recursive: true, force: true });
		},
	};
}
