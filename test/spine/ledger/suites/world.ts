import type { Release } from '../../../../spine/ledger/ledger';
import type { SqlLedger } from '../../../../spine/ledger/sql-ledger';
import { furnish, handClock, judged, request } from '../fixtures';

export type OpenLedger = (clock: () => number) => Promise<SqlLedger>;

type Invoice = Parameters<typeof request>[0];

/** A fresh furnished ledger for every test of the surrounding block. */
export function ledgerWorld(openLedger: OpenLedger) {
	let current: { ledger: SqlLedger; clock: ReturnType<typeof handClock> } | undefined;
	const inTest = () => {
		if (current === undefined) throw new Error('The ledger is opened before each test only.');
		return current;
	};
	beforeEach(async () => {
		const clock = handClock();
		current = { clock, ledger: await openLedger(clock) };
		await furnish(current.ledger);
	});
	afterEach(() => inTest().ledger.close());

	/** The release of a document that was verified. */
	async function released(invoice: Invoice = {}): Promise<Release> {
		const { ledger } = inTest();
		const asked = request(invoice);
		await judged(ledger, asked);
		const release = await ledger.findRelease(asked.document, asked.coding);
		if (release === undefined) throw new Error('nothing was released');
		return release;
	}

	/** A verified document whose bill was written under this id. */
	async function posted(id: string, invoice: Invoice = {}) {
		const { ledger } = inTest();
		const release = await released(invoice);
		const { requestId } = await ledger.enqueue(release);
		const { total } = release.coding;
		const outcome = { entity: 'Bill' as const, id, total, state: 'created' as const, warnings: [] };
		await ledger.settle(undefined, [{ requestId, outcome }]);
		return { release, requestId };
	}

	return {
		get ledger() {
			return inTest().ledger;
		},
		get clock() {
			return inTest().clock;
		},
		released,
		posted,
	};
}
