import { putBatchTx } from '../../../spine/ledger/posting-queue';
import type { IntentRow } from '../../../spine/ledger/schema';
import { sqliteBuilder } from '../../../spine/ledger/sqlite';
import type { Context } from '../../../spine/ledger/transaction';
import { handClock, request } from './fixtures';

/** PostgreSQL lets another transaction in between a read and the write after it; SQLite never does. */
describe('storing a batch while another transaction takes its row', () => {
	it('fails when the row is not queued any more at the moment it is written', () => {
		const { document, coding } = request();
		const row: IntentRow = {
			request_id: 'p-1',
			seq: 1,
			claim: 'c-1',
			revision: 0,
			books: 'B1',
			entity: 'Bill',
			sighting: document.source.key,
			document: JSON.stringify(document),
			coding: JSON.stringify(coding),
			state: 'queued',
			batch: null,
			outcome: null,
			attachment: 'none',
			attachment_id: null,
			run: null,
		};
		const context: Context = {
			db: sqliteBuilder(),
			dialect: 'postgres',
			clock: handClock(),
			cache: {},
			events: [],
		};
		const batch = { id: 'b-1', books: 'B1', items: ['p-1'], body: '{}', state: 'sent' as const };
		const written: string[] = [];
		const run = () => {
			const steps = putBatchTx(context, batch);
			let step = steps.next([]);
			while (step.done !== true) {
				const { sql } = step.value;
				if (!sql.startsWith('select')) written.push(sql);
				// Read as queued; no longer so when the update looks at it again.
				step = steps.next(/^select .* from "intents"/.test(sql) ? [row] : []);
			}
		};
		expect(run).toThrow(/is no longer queued and cannot be sent/);
		expect(written).toEqual([expect.stringMatching(/^update "intents" .*"state" = \?/)]);
		expect(context.events).toEqual([]);
	});
});
