import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCompanyFolder } from '../../../simulators/company';
import { demoCases, fileNameOf, writeDemoCompany } from '../../../simulators/demo-company';

async function written(): Promise<Map<string, string>> {
	const dir = await mkdtemp(join(tmpdir(), 'demo-folder-'));
	await writeDemoCompany(dir);
	await expect(loadCompanyFolder(dir)).resolves.toMatchObject({
		booksForm: 'entities',
		dangling: [],
	});
	const files = new Map<string, string>();
	for (const name of await readdir(dir, { recursive: true, withFileTypes: true })) {
		if (!name.isFile()) continue;
		const path = join(name.parentPath, name.name);
		files.set(path.slice(dir.length + 1), await readFile(path, 'latin1'));
	}
	return files;
}

jest.setTimeout(60_000);

describe('writeDemoCompany', () => {
	it('writes the same bytes every time, an encrypted file aside', async () => {
		const [first, second] = [await written(), await written()];
		expect([...second.keys()]).toEqual([...first.keys()]);
		const differing = [...first].filter(([name, text]) => second.get(name) !== text);
		expect(differing.map(([name]) => name).filter((name) => !/encrypted/.test(name))).toEqual([]);
	});

	it('holds a message for every case, in the order in which they are decided', async () => {
		const files = [...(await written()).keys()].filter((name) => name.endsWith('.eml')).sort();
		expect(files).toEqual(demoCases.map((one) => join('mailbox', fileNameOf(one))));
		expect(new Set(demoCases.map(({ name }) => name)).size).toBe(demoCases.length);
	});

	it('has at least forty messages with files, and forty clean ones', () => {
		expect(demoCases.filter(({ parts }) => parts.length > 0).length).toBeGreaterThanOrEqual(40);
		const clean = demoCases.filter(({ expect: wanted }) => wanted.outcome === 'verified');
		expect(clean.length).toBeGreaterThanOrEqual(40);
	});
});
