import { enqueueReleasedTx, requestIdOf } from '../../../spine/ledger/enqueue';
import { putBatchTx } from '../../../spine/ledger/posting-queue';
import { contentOf } from '../../../spine/ledger/releases';
import type { IntentRow } from '../../../spine/ledger/schema';
import { sqliteBuilder } from '../../../spine/ledger/sqlite';
import type { Context, Tx } from '../../../spine/ledger/transaction';
import { handClock, request } from './fixtures';

const { document, coding } = request();
const content = contentOf(document, coding);
const row: IntentRow = {
	request_id: requestIdOf('c-1', 'Bill', 0),
	seq: 1,
	claim: 'c-1',
	revision: 0,
	books: 'B1',
	entity: 'Bill',
	sighting: document.source.key,
	document: JSON.stringify(document),
	coding: JSON.stringify(coding),
	content_hash: content,
	state: 'queued',
	batch: null,
	outcome: null,
	attachment: 'none',
	attachment_id: null,
	run: null,
};

/** Runs a transaction on answers that are made up by the statement; returns what it writes. */
function drive<T>(
	transaction: (context: Context) => Tx<T>,
	answer: (sql: string) => readonly unknown[],
): { context: Context; written: string[]; run: () => T } {
	const context: Context = {
		db: sqliteBuilder(),
		dialect: 'postgres',
		clock: handClock(),
		cache: {},
		events: [],
	};
	const written: string[] = [];
	const run = (): T => {
		const steps = transaction(context);
		let step = steps.next([]);
		while (step.done !== true) {
			const { sql } = step.value;
			if (!sql.startsWith('select')) written.push(sql);
			step = steps.next(answer(sql));
		}
		return step.value;
	};
	return { context, written, run };
}

/** PostgreSQL lets another transaction in between a read and the write after it; SQLite never does. */
describe('while another transaction takes a row', () => {
	it('storing a batch fails when the row is not queued any more at the moment it is written', () => {
		const items = [row.request_id];
		const batch = { id: 'b-1', books: 'B1', items, body: '{}', state: 'sent' as const };
		// Read as queued; no longer so when the update looks at it again.
		const { context, written, run } = drive(
			(inside) => putBatchTx(inside, batch),
			(sql) => (/^select .* from "intents"/.test(sql) ? [row] : []),
		);
		expect(run).toThrow(/is no longer queued and cannot be sent/);
		expect(written).toEqual([expect.stringMatching(/^update "intents" .*"state" = \?/)]);
		expect(context.events).toEqual([]);
	});

	it.each([
		['was read as queued', [{ request_id: row.request_id, state: 'queued' }]],
		['was not there yet', []],
	])('queueing a row that %s never takes it out of its batch again', (_name, read) => {
		const { context, written, run } = drive(
			(inside) => enqueueReleasedTx(inside, [{ document, coding }]),
			(sql) => {
				if (/^select .* from "releases"/.test(sql)) {
					const claim = { vendor: null, commitment: null, decision: 'reserved', expires_at: null };
					return [{ content_hash: content, claim: 'c-1', revision: 0, ...claim }];
				}
				if (/^select "request_id", "state"/.test(sql)) return read;
				if (/^select \* from "intents"/.test(sql)) return [{ ...row, state: 'sent', batch: 'b-1' }];
				if (/^update "counters"/.test(sql)) return [{ value: 7 }];
				return [];
			},
		);
		expect(run()).toMatchObject([{ state: 'sent', batchId: 'b-1' }]);
		expect(context.events).toEqual([]);
		const rows = written.filter((sql) => sql.includes('"intents"'));
		expect(rows).toEqual([expect.stringMatching(/"state" in \(\?, \?\)|do nothing/)]);
	});
});
