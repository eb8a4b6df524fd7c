import { modeOf } from '../documents/mode';
import type { ProjectRecord } from '../documents/records';
import type { Policy } from '../documents/settings';
import type { Transfer } from '../documents/transfer';

/**
 * Whether the policy lets a transfer be written. Modes may name the transfer's kind
 * (`payment_issued`, `direct_cost`, ...) and its project; in `observe` and `shadow` nothing is
 * written.
 */
export function mayCarry(
	transfer: Transfer,
	policy: Pick<Policy, 'mode' | 'modes'>,
	projects: readonly ProjectRecord[],
): boolean {
	const id = transfer.target.project;
	const project = projects.find((one) => one.id === id);
	const mode = modeOf(policy, {
		kind: transfer.content.kind,
		vendors: [],
		...(project === undefined ? {} : { project }),
	});
	return mode !== 'observe' && mode !== 'shadow';
}
