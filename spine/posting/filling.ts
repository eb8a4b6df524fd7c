import { setImmediate } from 'node:timers/promises';

/**
 * Rows on their way into the queue, part by part, while what is queued already is sent. Between two
 * parts the answers that came in meanwhile are seen to.
 */
export class Filling {
	private waiters: Array<() => void> = [];
	private failure: { reason: unknown } | undefined;
	private over = false;
	private readonly work: Promise<void>;

	/**
	 * Begins at once.
	 *
	 * @param next queues one more part, and says whether another is left.
	 */
	constructor(next: () => Promise<boolean>) {
		this.work = this.run(next);
	}

	/** Whether everything is queued, or the filling broke off. */
	get ended(): boolean {
		return this.over;
	}

	/** Resolves when one more part is queued or the filling ends, at once when it has ended. */
	async oneMore(): Promise<void> {
		if (this.over) return;
		await new Promise<void>((resolve) => {
			this.waiters.push(resolve);
		});
	}

	/**
	 * Waits until everything is queued.
	 *
	 * @throws what broke the filling off.
	 */
	async whole(): Promise<void> {
		await this.work;
		if (this.failure !== undefined) throw this.failure.reason;
	}

	private async run(next: () => Promise<boolean>): Promise<void> {
		try {
			while (await next()) {
				this.wake();
				await setImmediate();
			}
		} catch (reason) {
			this.failure = { reason };
		}
		this.over = true;
		this.wake();
	}

	private wake(): void {
		const { waiters } = this;
		this.waiters = [];
		for (const resolve of waiters) resolve();
	}
}
