import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { npm, run } from './host-folder';

const manifestSchema = z
	.object({
		name: z.string(),
		version: z.string(),
		devDependencies: z.unknown(),
		peerDependencies: z.unknown(),
		optionalDependencies: z.unknown(),
	})
	.partial({ devDependencies: true, peerDependencies: true, optionalDependencies: true })
	.passthrough();

/** Packs the project (which must be built) and returns the tarball's path in `into`. */
export async function packProject(project: string, into: string): Promise<string> {
	await mkdir(into, { recursive: true });
	const output = await npm(
		['pack', '--ignore-scripts', '--json', '--pack-destination', into],
		project,
	);
	const [packed] = z
		.array(z.object({ filename: z.string() }))
		.nonempty()
		.parse(JSON.parse(output));
	return path.join(into, packed.filename);
}

/**
 * Installs a tarball of a community pack into an n8n user folder as n8n's own installer does
 * (community-packages.service of n8n 2.40): unpack, drop development, peer and optional
 * dependencies, then a shallow npm install without scripts and without a lock file.
 */
export async function installPack(tarball: string, userFolder: string): Promise<string> {
	const nodesFolder = path.join(userFolder, '.n8n', 'nodes');
	const work = path.join(nodesFolder, 'node_modules', '.unpacking');
	await rm(work, { recursive: true, force: true });
	await mkdir(work, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', work, '--strip-components=1'], nodesFolder);
	const file = path.join(work, 'package.json');
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } =
		manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
	await writeFile(file, JSON.stringify(manifest, null, 2));
	const target = path.join(nodesFolder, 'node_modules', manifest.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(path.dirname(target), { recursive: true });
	await run('mv', [work, target], nodesFolder);
	await npm(
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		target,
	);
	const listFile = path.join(nodesFolder, 'package.json');
	const list = existsSync(listFile)
		? z
				.object({ dependencies: z.record(z.string()).default({}) })
				.passthrough()
				.parse(JSON.parse(await readFile(listFile, 'utf8')))
		: { name: 'installed-nodes', private: true, dependencies: {} };
	list.dependencies = { ...list.dependencies, [manifest.name]: manifest.version };
	await writeFile(listFile, JSON.stringify(list, null, 2));
	return target;
}
