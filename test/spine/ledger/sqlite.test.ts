import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerError } from '../../../spine/ledger/errors';
import { migrations } from '../../../spine/ledger/migrations';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { factsFor, furnish, handClock, judged, request, temporaryFolder } from './fixtures';

const folder = temporaryFolder();
const open = async (path: string, more = {}) =>
	await openSqliteLedger({ path, clock: handClock(), blobDir: join(folder, 'blobs'), ...more });

describe('the file of an SQLite ledger', () => {
	it('is shared by all who open it in one process, and closed by the last of them', async () => {
		const path = join(folder, 'shared', 'ledger.sqlite');
		const [one, two] = await Promise.all([open(path), open(path)]);
		await furnish(one);
		await one.close();
		await one.close();
		expect((await two.getSettings())?.settings.name).toBe('Northgate Builders');
		await two.close();
		await expect(two.getSettings()).rejects.toThrow();
		const again = await open(path);
		expect((await again.directory()).vendors).toHaveLength(2);
		await again.close();
	});

	it('keeps its identity over openings', async () => {
		const path = join(folder, 'meta.sqlite');
		const first = await open(path);
		const meta = await first.getMeta();
		await first.close();
		const second = await open(path);
		expect(await second.getMeta()).toEqual(meta);
		expect(meta).toMatchObject({ generation: 1, createdAt: '2026-03-01T12:00:00.000Z' });
		await second.close();
	});

	it('is migrated with its data when it is of an older version', async () => {
		const path = join(folder, 'old.sqlite');
		const old = await open(path, { migrations: migrations.slice(0, 1) });
		await furnish(old);
		const asked = request({ total: 500 });
		await judged(old, asked);
		await old.close();
		const next = {
			number: migrations.length + 1,
			name: 'next',
			statements: ['alter table leases add column note text'],
		};
		const migrated = await open(path, { migrations: [...migrations, next] });
		expect(await migrated.findRelease(asked.document, asked.coding)).toBeDefined();
		expect((await factsFor(migrated)).billing?.counted).toBe(50_000);
		await migrated.close();
		await expect(open(path)).rejects.toThrow(/newer version of this package/);
	});

	it('is left whole when a migration fails', async () => {
		const path = join(folder, 'failing.sqlite');
		await (await open(path)).close();
		const bad = {
			number: migrations.length + 1,
			name: 'bad',
			statements: ['create table half (id text)', 'create nonsense'],
		};
		await expect(open(path, { migrations: [...migrations, bad] })).rejects.toThrow();
		const ledger = await open(path);
		await ledger.close();
		const database = new DatabaseSync(path, { readOnly: true });
		expect(database.prepare("select 1 from sqlite_master where name = 'half'").all()).toEqual([]);
		database.close();
	});

	it('is not taken over from another program', async () => {
		const path = join(folder, 'foreign.sqlite');
		const foreign = new DatabaseSync(path);
		foreign.exec('create table recipes (name text)');
		foreign.close();
		await expect(open(path)).rejects.toThrow(/database of another program.*Name another file/s);
		await expect(open(path)).rejects.toBeInstanceOf(LedgerError);
	});

	it('is refused with its remedy when it is damaged', async () => {
		const path = join(folder, 'damaged.sqlite');
		writeFileSync(path, 'this is no database, however long it may become. '.repeat(100));
		await expect(open(path)).rejects.toThrow(/damaged or is no ledger.*backup/s);
		await expect(open(path)).rejects.toBeInstanceOf(LedgerError);
	});

	it('is refused with its remedy when it is a folder', async () => {
		const path = join(folder, 'folder.sqlite');
		mkdirSync(path);
		await expect(open(path)).rejects.toThrow(/cannot be opened for writing/);
	});

	it('shows an event that was changed behind its back', async () => {
		const path = join(folder, 'tampered.sqlite');
		const ledger = await open(path);
		await furnish(ledger);
		await judged(ledger, request());
		expect(await ledger.verifyEvents()).toBeUndefined();
		const database = new DatabaseSync(path);
		database.exec(`update events set detail = '{}' where kind = 'decided'`);
		database.close();
		expect(await ledger.verifyEvents()).toBeGreaterThan(0);
		await ledger.close();
	});
});

describe('originals in files', () => {
	it('are refused when they have changed, and mended when they are stored again', async () => {
		const blobs = join(folder, 'own-blobs');
		const ledger = await open(join(folder, 'blobs.sqlite'), { blobDir: blobs });
		const hash = await ledger.putBlob(Buffer.from('original'));
		const path = join(blobs, hash.slice(0, 2), hash.slice(2));
		expect(readFileSync(path, 'utf8')).toBe('original');
		writeFileSync(path, 'changed!');
		await expect(ledger.getBlob(hash)).rejects.toThrow(/has changed.*Restore/s);
		await ledger.putBlob(Buffer.from('original'));
		expect(Buffer.from((await ledger.getBlob(hash)) ?? []).toString()).toBe('original');
		expect(readdirSync(join(blobs, hash.slice(0, 2)))).toEqual([hash.slice(2)]);
		await ledger.close();
	});

	it('are missed by a message that waits', async () => {
		const ledger = await open(join(folder, 'lost.sqlite'), { blobDir: join(folder, 'lost') });
		const { hash } = await ledger.intake({ messageId: 'm', raw: Buffer.from('x'), form: 'eml' });
		writeFileSync(join(folder, 'lost', hash.slice(0, 2), hash.slice(2)), '');
		await expect(ledger.unfinished(0)).rejects.toBeInstanceOf(LedgerError);
		await ledger.close();
	});
});

describe('two processes on one file', () => {
	it('verify exactly what fits together', async () => {
		const path = join(folder, 'two', 'ledger.sqlite');
		const ledger = await open(path);
		await furnish(ledger);
		await ledger.close();
		const outcomes = await Promise.all(['a', 'b'].map((name) => judgeInProcess(path, name)));
		const verified = outcomes.flat().filter((outcome) => outcome === 'verified');
		expect(outcomes.flat()).toHaveLength(20);
		expect(verified).toHaveLength(3);
		expect(existsSync(path)).toBe(true);
		const after = await open(path);
		expect((await factsFor(after)).billing?.counted).toBe(900_000);
		expect(await after.verifyEvents()).toBeUndefined();
		await after.close();
	}, 60_000);
});

/** Judges ten invoices of 3,000 in a process of its own, and hands back the outcomes. */
async function judgeInProcess(path: string, name: string): Promise<string[]> {
	const script = join(__dirname, 'judging-process.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, path, name], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout.on('data', (part: Buffer) => (output += part.toString()));
	const code = await new Promise((resolve) => child.once('exit', resolve));
	expect(code).toBe(0);
	return output.trim().split('\n');
}
