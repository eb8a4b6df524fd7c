import type { PostingLedger } from '../../../spine/posting/context';
import type { PostingBooks } from '../../../spine/quickbooks/books';
import { type FakeBooks, networkFailure } from './fake-books';

/** What a killed process leaves: nothing after this is run. */
export class Killed extends Error {}

export type Fault = 'kill before' | 'kill after' | 'no answer before' | 'no answer after';

/** Runs every call of the ledger and of the books past a list of faults, by the number of the call. */
export class Saboteur {
	calls = 0;
	private dead = false;

	/** @param pause what each call takes on its way, so that calls overlap. */
	constructor(
		private readonly faults: ReadonlyMap<number, Fault>,
		private readonly pause?: () => Promise<void>,
	) {}

	async run<T>(work: () => Promise<T>, network: boolean): Promise<T> {
		if (this.dead) throw new Killed();
		const fault = this.faults.get(this.calls);
		this.calls += 1;
		if (fault === 'kill before') this.kill();
		if (fault === 'no answer before' && network) throw networkFailure();
		if (network) await this.pause?.();
		const result = await work();
		if (network) await this.pause?.();
		if (this.dead) throw new Killed();
		if (fault === 'kill after') this.kill();
		if (fault === 'no answer after' && network) throw networkFailure();
		return result;
	}

	private kill(): never {
		this.dead = true;
		throw new Killed();
	}
}

export function sabotagedLedger(ledger: PostingLedger, by: Saboteur): PostingLedger {
	return {
		getSettings: (...given) => by.run(() => ledger.getSettings(...given), false),
		findRelease: (...given) => by.run(() => ledger.findRelease(...given), false),
		enqueue: (...given) => by.run(() => ledger.enqueue(...given), false),
		enqueueReleased: (...given) => by.run(() => ledger.enqueueReleased(...given), false),
		stillReleased: (...given) => by.run(() => ledger.stillReleased(...given), false),
		progressOf: (...given) => by.run(() => ledger.progressOf(...given), false),
		getClaim: (...given) => by.run(() => ledger.getClaim(...given), false),
		takeLease: (...given) => by.run(() => ledger.takeLease(...given), false),
		dropLease: (...given) => by.run(() => ledger.dropLease(...given), false),
		pendingBatches: (...given) => by.run(() => ledger.pendingBatches(...given), false),
		queued: (...given) => by.run(() => ledger.queued(...given), false),
		putBatch: (...given) => by.run(() => ledger.putBatch(...given), false),
		sendingAgain: (...given) => by.run(() => ledger.sendingAgain(...given), false),
		settle: (...given) => by.run(() => ledger.settle(...given), false),
		setAttachment: (...given) => by.run(() => ledger.setAttachment(...given), false),
		postingOf: (...given) => by.run(() => ledger.postingOf(...given), false),
		pendingAttachments: (...given) => by.run(() => ledger.pendingAttachments(...given), false),
		recoveredBills: (...given) => by.run(() => ledger.recoveredBills(...given), false),
	};
}

export function sabotagedBooks(books: FakeBooks, by: Saboteur): PostingBooks {
	return {
		id: books.id,
		system: books.system,
		posting: { ...books.posting, batchSize: 3 },
		prepare: (drafts) => books.prepare(drafts),
		write: (batch, drafts) => by.run(() => books.write(batch, drafts), true),
		find: (drafts) => by.run(() => books.find(drafts), true),
		now: () => books.now(),
		async *written(since) {
			yield await by.run(() => books.writtenSince(since), true);
		},
		revise: (bill, draft) => by.run(() => books.revise(bill, draft), true),
		attached: (bills) => by.run(() => books.attached(bills), true),
		attach: (files) => by.run(() => books.attach(files), true),
	};
}
