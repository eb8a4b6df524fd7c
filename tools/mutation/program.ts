import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';
import { z } from 'zod';

/** A module's code as CommonJS, ready to be run anew for every mutant. */
type Code = (...given: unknown[]) => unknown;

/** Another text for a file of the project, by its path from the root of the repository. */
export type Replaced = ReadonlyMap<string, string>;

/**
 * The project's own modules, compiled once and held in memory. Nothing is written to disk: a mutant
 * exists only as the text it is compiled from.
 */
export interface Program {
	/**
	 * Runs the modules and all that they import, each anew, with the given texts in place of the
	 * files' own and the given names as globals. Packages are shared and keep their state; those of
	 * `instead` stand in for the installed ones.
	 */
	run(files: readonly string[], replaced: Replaced, globals: ReadonlyMap<string, unknown>): void;
}

const codeSchema = z.custom<Code>((value) => typeof value === 'function');

function compiled(path: string, text: string, names: readonly string[]): Code {
	const { code } = transformSync(text, {
		loader: 'ts',
		format: 'cjs',
		target: 'es2022',
		sourcefile: path,
	});
	const given = ['exports', 'require', 'module', '__filename', '__dirname', ...names];
	return codeSchema.parse(compileFunction(code, given, { filename: path }));
}

function fileOf(from: string, specifier: string): string {
	const path = resolve(dirname(from), specifier);
	const found = [`${path}.ts`, join(path, 'index.ts'), path].find((one) => existsSync(one));
	if (found === undefined) throw new Error(`${from} imports ${specifier}, which does not exist.`);
	return found;
}

/** A program of the files under `root`. */
export function programOf(root: string, instead: ReadonlyMap<string, unknown>): Program {
	const codes = new Map<string, Code>();
	const paths = new Map<string, string>();
	const packages = createRequire(join(root, 'package.json'));

	const pathOf = (from: string, specifier: string): string => {
		const key = `${dirname(from)}\n${specifier}`;
		const path = paths.get(key) ?? fileOf(from, specifier);
		paths.set(key, path);
		return path;
	};
	const codeOf = (path: string, names: readonly string[]): Code => {
		const code = codes.get(path) ?? compiled(path, readFileSync(path, 'utf8'), names);
		codes.set(path, code);
		return code;
	};

	return {
		run(files, replaced, globals) {
			const names = [...globals.keys()];
			const loaded = new Map<string, { exports: unknown }>();
			const load = (path: string): unknown => {
				const known = loaded.get(path);
				if (known !== undefined) return known.exports;
				const module = { exports: {} };
				loaded.set(path, module);
				const text = replaced.get(relative(root, path));
				const code = text === undefined ? codeOf(path, names) : compiled(path, text, names);
				const need = (specifier: string): unknown =>
					specifier.startsWith('.')
						? load(pathOf(path, specifier))
						: (instead.get(specifier) ?? packages(specifier));
				code(module.exports, need, module, path, dirname(path), ...globals.values());
				return module.exports;
			};
			for (const file of files) load(join(root, file));
		},
	};
}
