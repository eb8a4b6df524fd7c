import type { TaskFinding } from '../documents/task';
import type { Transfer, Written } from '../documents/transfer';
import type { PlanProblem } from './plan';

/** The task of a transfer that was held; nothing for one that was not. */
export function heldTask(transfer: Transfer, outcome: Written): TaskFinding | undefined {
	if (outcome.state !== 'held') return undefined;
	const { key, label, target, source, amount, currency } = transfer;
	return {
		rule: 'TR-01',
		key: `TR-01:${key}`,
		subject: { type: transfer.content.kind, id: outcome.id ?? key, label },
		sentence: outcome.why ?? `${label} could not be written.`,
		remedy:
			'Compare the two systems and mend the one that is wrong; the next run carries it out, or leaves it where both say the same. To have it left alone for good, give the transfer up with the Spine Ledger node.',
		severity: 'HOLD',
		...(amount === undefined ? {} : { amount }),
		...(currency === undefined ? {} : { currency }),
		...(target.project === undefined ? {} : { project: target.project }),
		...(source.side === 'books' ? { books: source.system } : {}),
	};
}

/** The task of what kept a record from being planned. */
export function problemTask(problem: PlanProblem): TaskFinding {
	const { key, ...rest } = problem;
	return { ...rest, key: `TR-02:${key}`, rule: 'TR-02', severity: 'HOLD' };
}
