import type { ProcoreClient } from '../client';
import { ProcoreError } from '../errors';

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 100;

/**
 * Repeats a write that was refused because another one was at work on the same record (409), after
 * the record was read again. Any other failure, and the last conflict, is thrown.
 *
 * @param readAgain reads the record; what it throws ends the attempts.
 */
export function patiently(
	{ sleep }: Pick<ProcoreClient, 'sleep'>,
	readAgain: () => Promise<unknown>,
	signal?: AbortSignal,
): (write: () => Promise<unknown>) => Promise<void> {
	return async (write) => {
		for (let attempt = 1; ; attempt += 1) {
			try {
				await write();
				return;
			} catch (error) {
				const isConflict = error instanceof ProcoreError && error.status === 409;
				if (!isConflict || attempt === ATTEMPTS) throw error;
			}
			await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1), signal);
			await readAgain();
		}
	};
}
