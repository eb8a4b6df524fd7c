import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Rooms that decide on money, and the single files beside them. */
const ROOMS = ['spine/gate', 'spine/mapping'];
const FILES = ['spine/documents/money.ts', 'spine/documents/numbers.ts'];

/** Folders of the tests that ought to notice a fault there. */
const TESTS = ['test/spine/documents', 'test/spine/gate', 'test/spine/mapping'];

async function under(root: string, folder: string, ending: string): Promise<string[]> {
	const names = await readdir(join(root, folder), { recursive: true });
	return names
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`)
		.sort();
}

/** Files that decide on money, from the root of the repository: amounts, numbers, the gate with its rules, coded lines. */
export async function mutatedFiles(root: string): Promise<string[]> {
	const rooms = await Promise.all(ROOMS.map((room) => under(root, room, '.ts')));
	return [...FILES, ...rooms.flat()];
}

/** Test files, from the root of the repository. */
export async function testFiles(root: string): Promise<string[]> {
	const folders = await Promise.all(TESTS.map((folder) => under(root, folder, '.test.ts')));
	return folders.flat();
}
