import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordSchema } from '../../spine/documents/records';
import { transferContentSchema } from '../../spine/documents/transfer-content';
import { migrations } from '../../spine/ledger/migrations';
import { recordTypes } from '../../tools/ledger-fixture/fill';
import { NOW } from '../../tools/ledger-fixture/company';
import {
	type Fixture,
	fixtureClock,
	openSqliteFixture,
	readFixture,
	textOf,
	writeSqliteFixture,
} from '../../tools/ledger-fixture/fixture';
import { readLedger } from '../../tools/ledger-fixture/read';

jest.setTimeout(300_000);

const work = mkdtempSync(join(tmpdir(), 'fixture-test-'));
const folder = join(work, 'ledgers');
let fixture: Fixture;
beforeAll(async () => {
	await writeSqliteFixture(folder);
	fixture = await readFixture(folder);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** What a transfer's content is called, of all that the ledger was told to keep. */
const kindsOf = (told: unknown): unknown =>
	new Set(JSON.stringify(told).match(/(?<="content":\{"kind":")\w+/g) ?? []);

it('holds a record of every type and a transfer of every kind', () => {
	expect(recordTypes.length).toBeGreaterThanOrEqual(recordSchema.options.length);
	const { lists } = fixture.told;
	for (const type of recordTypes) expect(lists).toHaveProperty([type, 0, 'type'], type);
	const kinds = transferContentSchema.options.map(({ shape }) => shape.kind);
	const named = kinds.flatMap((kind) => ('options' in kind ? kind.options : [kind.value]));
	expect(kindsOf(fixture.told['transfers'])).toEqual(new Set(named));
});

it('holds transfers, rows of the queue and documents in every standing', () => {
	const told = JSON.stringify(fixture.told);
	for (const state of ['planned', 'sent', 'done', 'held', 'undone', 'queued', 'refused']) {
		expect(told).toContain(`"state":"${state}"`);
	}
	for (const outcome of ['verified', 'held', 'blocked', 'recorded']) {
		expect(told).toContain(`"outcome":"${outcome}"`);
	}
	expect(fixture.told['tampered']).toBe('none');
});

it('tells the same again when it is opened', async () => {
	const ledger = await openSqliteFixture(folder, work, fixtureClock(NOW));
	expect(await readLedger(ledger)).toEqual(fixture.told);
	await ledger.close();
});

it('knows a migration again by its text alone', () => {
	const [first] = migrations;
	if (first === undefined) throw new Error('There is no migration.');
	expect(fixture.migrations).toMatchObject({ [String(first.number)]: textOf(first) });
	const statements = first.statements.map((text) => text.replace('bigint', 'integer'));
	expect(textOf({ ...first, statements })).not.toBe(textOf(first));
});
