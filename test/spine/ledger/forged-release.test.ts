import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { policySchema } from '../../../spine/documents/settings';
import { judge } from '../../../spine/gate/gate';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import {
	factsFor,
	furnish,
	handClock,
	judged,
	request,
	requisition,
	settings,
	temporaryFolder,
} from './fixtures';

const event = z.object({
	kind: z.string(),
	detail: z.string().transform((text): unknown => JSON.parse(text)),
});

function forgedRequest(application?: string) {
	const asked = request({ number: 'F1', total: 300, application });
	asked.document.source.authentication = {
		authservId: 'mx.northgate.example',
		dmarc: 'fail',
	};
	return asked;
}

describe('a document whose sender failed authentication', () => {
	let ledger: SqlLedger;
	let path: string;

	beforeEach(async () => {
		const folder = temporaryFolder();
		path = join(folder, 'ledger.sqlite');
		ledger = await openSqliteLedger({ path, clock: handClock(), blobDir: join(folder, 'blobs') });
		await furnish(ledger);
		await ledger.putSettings(settings, policySchema.parse({ mode: 'propose' }));
	});
	afterEach(() => ledger.close());

	const decide = async (asked: ReturnType<typeof request>) =>
		await ledger.judge(asked, (facts) =>
			judge(asked.document, asked.coding, facts, { dryRun: false }),
		);

	it('counts nowhere while it is held, and stands in nobody’s way', async () => {
		const verdict = await decide(forgedRequest());
		expect(verdict).toMatchObject({ outcome: 'held', released: false });
		expect(verdict.claim).toBeUndefined();
		expect((await factsFor(ledger)).billing).toMatchObject({ counted: 0, held: 0 });
		const genuine = await judged(ledger, request({ number: 'F1', total: 300 }));
		expect(genuine.facts?.claims).toEqual([]);
	});

	it('is reserved at the moment a person releases it, with who and why', async () => {
		const asked = forgedRequest();
		await decide(asked);
		const why = 'Called Kessler on the number on file; they sent it.';
		const release = await ledger.releaseByPerson(
			asked.document.source.key,
			'pm@northgate.example',
			why,
		);
		expect(release.by).toBe('pm@northgate.example');
		expect(await ledger.findRelease(asked.document, asked.coding)).toEqual(release);
		expect(await ledger.getClaim(release.claim)).toMatchObject({ state: 'reserved', net: 30000 });
		expect((await factsFor(ledger)).billing).toMatchObject({ counted: 30000, held: 0 });
		const database = new DatabaseSync(path, { readOnly: true });
		const events = database
			.prepare('select kind, detail from events where claim = ? order by seq')
			.all(release.claim)
			.map((row) => event.parse(row));
		database.close();
		expect(events).toMatchObject([
			{ kind: 'reserved', detail: { by: 'pm@northgate.example', net: 30000 } },
			{ kind: 'released', detail: { by: 'pm@northgate.example', reason: why } },
		]);
	});

	it('leaves the requisition it names to the genuine message', async () => {
		await ledger.record([requisition('R1', 1, 300)]);
		expect((await decide(forgedRequest('1'))).claim).toBeUndefined();
		const genuine = await judged(ledger, request({ number: 'F1', total: 300, application: '1' }));
		expect(genuine.facts?.ownClaim?.requisition).toBe('R1');
	});
});
