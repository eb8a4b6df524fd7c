import { homedir } from 'node:os';
import path from 'node:path';

/** Running time of the process, which leases, limiters and ages are measured by. */
export const clock = (): number => Date.now();

/** n8n's own folder: `.n8n` in its user folder. The ledger's files lie in `spine-ledger` inside. */
export function ledgerFolder(): string {
	const userFolder = process.env.N8N_USER_FOLDER ?? homedir();
	return path.join(userFolder, '.n8n', 'spine-ledger');
}

/** Whether n8n spreads executions over workers, which must not share an SQLite file. */
export function isQueueMode(): boolean {
	return process.env.EXECUTIONS_MODE === 'queue';
}

/** Waits; ends early, by throwing its reason, when `signal` fires. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted === true) {
			reject(signal.reason);
			return;
		}
		const end = () => {
			clearTimeout(timer);
			reject(signal?.reason);
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', end);
			resolve();
		}, milliseconds);
		signal?.addEventListener('abort', end, { once: true });
	});
}
