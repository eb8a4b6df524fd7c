import { join } from 'node:path';
import { policySchema } from '../../../spine/documents/settings';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { furnish, handClock, judged, request, settings, temporaryFolder } from './fixtures';

const held = request({ number: 'H1', total: 300 });
const { key } = held.document.source;

describe("a person's release", () => {
	let ledger: SqlLedger;

	beforeEach(async () => {
		const folder = temporaryFolder();
		ledger = await openSqliteLedger({
			path: join(folder, 'ledger.sqlite'),
			clock: handClock(),
			blobDir: join(folder, 'blobs'),
		});
		await furnish(ledger);
		await judged(ledger, held, 'held');
	});
	afterEach(() => ledger.close());

	it.each(['observe', 'shadow'] as const)(
		'is refused while everything is in mode %s, and leaves nothing to post',
		async (mode) => {
			await ledger.putSettings(settings, policySchema.parse({ mode }));
			await expect(ledger.releaseByPerson(key, 'pm@northgate.example', 'agreed')).rejects.toThrow(
				new RegExp(`mode "${mode}".*Set the mode "propose"`),
			);
			expect(await ledger.findRelease(held.document, held.coding)).toBeUndefined();
		},
	);

	it.each([
		{ mode: 'propose', modes: [{ project: 'P-100', mode: 'observe' }] },
		{ mode: 'autoClean', modes: [{ vendor: 'Kessler Concrete', mode: 'shadow' }] },
		{ mode: 'propose', modes: [{ kind: 'invoice', mode: 'observe' }] },
		{ modes: [{ project: 'P-999', mode: 'propose' }] },
		{ modes: [{ vendor: 'Somebody Else Inc', mode: 'autoClean' }] },
		{ modes: [{ kind: 'credit_memo', mode: 'propose' }] },
		{
			modes: [
				{ project: 'P-100', mode: 'propose' },
				{ project: 'P-100', vendor: '7', mode: 'observe' },
			],
		},
	] as const)('is refused where only others may be posted, by the policy %j', async (policy) => {
		await ledger.putSettings(settings, policySchema.parse(policy));
		await expect(ledger.releaseByPerson(key, 'pm@northgate.example', 'agreed')).rejects.toThrow(
			/cannot be released, because it is in mode "(observe|shadow)"/,
		);
		expect(await ledger.findRelease(held.document, held.coding)).toBeUndefined();
	});

	it.each([
		{ mode: 'propose' },
		{ modes: [{ project: 'P-100', mode: 'propose' }] },
		{ modes: [{ vendor: 'Kessler Concrete LLC', mode: 'propose' }] },
		{ modes: [{ vendor: '56', mode: 'autoClean' }] },
		{ modes: [{ kind: 'invoice', mode: 'propose' }] },
		{
			modes: [
				{ project: 'P-100', mode: 'observe' },
				{ project: 'Harbor School', kind: 'invoice', mode: 'propose' },
			],
		},
	] as const)('is taken with the policy %j', async (policy) => {
		await ledger.putSettings(settings, policySchema.parse(policy));
		const release = await ledger.releaseByPerson(key, 'pm@northgate.example', 'agreed');
		expect(await ledger.findRelease(held.document, held.coding)).toEqual(release);
	});
});
