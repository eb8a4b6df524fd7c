import type { CarryContext } from './carry-out';

const LEASE_SECONDS = 60;
const RENEWED_EVERY_MS = 15_000;
const POLL_MS = 500;
/** How long a call waits for another that writes to the same target. */
const PATIENCE_MS = 600_000;

/**
 * Runs work as the only writer to a target. The turn is renewed while the work goes on, however long
 * its calls take; the signal it is given is aborted when the turn is lost.
 */
export async function inTurn<T>(
	context: CarryContext,
	work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const { ledger, holder, isGone, clock, sleep, signal, target } = context;
	const lease = `transfers:${target.side}:${target.system}`;
	const take = () => ledger.takeLease(lease, holder, LEASE_SECONDS, isGone);
	const patience = clock() + PATIENCE_MS;
	while (!(await take())) {
		signal?.throwIfAborted();
		if (clock() > patience) {
			throw new Error(
				'Another run has been writing to the same system for ten minutes. Wait for it to end, then run this again.',
			);
		}
		await sleep(POLL_MS, signal);
	}
	const ended = new AbortController();
	const lost = new AbortController();
	const renewal = renew(take, (ms) => sleep(ms, ended.signal), ended.signal, lost);
	try {
		const signals = signal === undefined ? [lost.signal] : [signal, lost.signal];
		return await work(AbortSignal.any(signals));
	} finally {
		ended.abort();
		await renewal;
		if (!lost.signal.aborted) await ledger.dropLease(lease, holder);
	}
}

async function renew(
	take: () => Promise<boolean>,
	pause: (ms: number) => Promise<void>,
	ended: AbortSignal,
	lost: AbortController,
): Promise<void> {
	while (!ended.aborted) {
		try {
			await pause(RENEWED_EVERY_MS);
		} catch {
			return;
		}
		if (ended.aborted) return;
		if (await take().catch(() => true)) continue;
		lost.abort(
			new Error(
				'Another run took over writing to the same system. Run this again; what is in doubt is cleared up first.',
			),
		);
		return;
	}
}
