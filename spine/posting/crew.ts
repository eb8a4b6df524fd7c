import { BooksError } from '../quickbooks/books';
import { LeaseLost } from './context';
import { StillUnderWay } from './under-way';

/** After so many failed tasks without one that succeeds between, nothing more is begun. */
const MOST_FAILURES = 3;

/**
 * Does tasks side by side, a bounded number at once. A task that fails stops no other; failures are
 * kept until the end.
 */
export class Crew {
	private readonly working = new Set<Promise<void>>();
	private readonly failures: unknown[] = [];
	private inARow = 0;

	constructor(private readonly most: number) {}

	get idle(): boolean {
		return this.working.size === 0;
	}

	/** Whether to begin nothing more: the ledger failed, the lease is lost, or the books fail time after time. */
	get stopped(): boolean {
		const grave = this.failures.some((failure) => !(failure instanceof BooksError));
		return grave || this.inARow >= MOST_FAILURES;
	}

	/** Begins a task as soon as there is room for it. */
	async begin(task: () => Promise<void>): Promise<void> {
		while (this.working.size >= this.most) await this.oneDone();
		const done: Promise<void> = task().then(
			() => {
				this.inARow = 0;
				this.working.delete(done);
			},
			(failure: unknown) => {
				this.fail(failure);
				this.working.delete(done);
			},
		);
		this.working.add(done);
	}

	/** Notes a failure outside the tasks. */
	fail(failure: unknown): void {
		if (!(failure instanceof StillUnderWay)) this.inARow += 1;
		this.failures.push(failure);
	}

	/** Waits until one more task is done. */
	async oneDone(): Promise<void> {
		await Promise.race(this.working);
	}

	/**
	 * Waits for all tasks.
	 *
	 * @throws the gravest failure: of the ledger, then a lost lease, then a call whose effect is unknown.
	 */
	async finish(): Promise<void> {
		await Promise.all(this.working);
		const [gravest] = [...this.failures].sort((left, right) => weight(right) - weight(left));
		if (gravest !== undefined) throw gravest;
	}
}

function weight(failure: unknown): number {
	// Of several doubts the one that ends last: then all are over.
	if (failure instanceof StillUnderWay) return failure.until / Number.MAX_SAFE_INTEGER;
	if (failure instanceof BooksError) return failure.uncertain ? 1 : 0;
	return failure instanceof LeaseLost ? 2 : 3;
}
