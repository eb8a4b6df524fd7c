import type { Transfer } from '../documents/transfer';
import type { TransferKind } from '../documents/transfer-content';
import type { KeptTransfer, Ledger } from '../ledger/ledger';
import type { Plan, PlanProblem } from './plan';

/** What was written before, and is to be taken back where it is no longer planned. */
export interface WithdrawOptions {
	kind: TransferKind;
	/** Company of the project system that was written to. */
	company: string;
	/** Keys of what is planned now. */
	planned: ReadonlySet<string>;
	/**
	 * Why it is no longer planned, in a sentence; undefined where the source cannot be judged now, so
	 * that nothing is done.
	 */
	whyOf(transfer: Transfer): string | undefined;
}

/**
 * Takes back what was written before and is no longer planned: our own record is removed, one that
 * somebody else entered is left to a person.
 */
export async function withdraw(
	ledger: Pick<Ledger, 'transfers' | 'journal'>,
	{ kind, company, planned, whyOf }: WithdrawOptions,
): Promise<Plan> {
	const plan: Plan = { transfers: [], problems: [] };
	const kept = await ledger.transfers({ kinds: [kind], side: 'projects', system: company });
	for (const one of kept) {
		const { transfer, targetId, state } = one;
		if (targetId === undefined || planned.has(transfer.key) || transfer.undoes !== undefined)
			continue;
		const why = state === 'undone' ? undefined : whyOf(transfer);
		if (why === undefined) continue;
		if (await enteredByHand(ledger, transfer.key)) {
			plan.problems.push(standsByHand(transfer, targetId, why));
		} else {
			plan.transfers.push(removalOf(one, targetId, why));
		}
	}
	return plan;
}

function removalOf({ transfer, written }: KeptTransfer, id: string, why: string): Transfer {
	return {
		...transfer,
		action: 'remove',
		target: { ...transfer.target, id },
		content: written ?? transfer.content,
		reason: why,
	};
}

/** Whether the record that stands was found there, not written by a transfer. */
async function enteredByHand(ledger: Pick<Ledger, 'journal'>, key: string): Promise<boolean> {
	const origins = (await ledger.journal({ key })).filter(
		({ action }) => action === 'created' || action === 'adopted',
	);
	return origins.at(-1)?.action === 'adopted';
}

function standsByHand(transfer: Transfer, id: string, why: string): PlanProblem {
	const { key, source, target, label, amount, currency } = transfer;
	return {
		key: `${key}:entered-by-hand`,
		subject: { type: source.type, id: source.id, label },
		sentence: `${why} Record ${id} of the project system was entered there by somebody else and still stands.`,
		remedy: 'Remove it in the project system, or say there why it stays.',
		books: source.system,
		...(amount === undefined ? {} : { amount }),
		...(currency === undefined ? {} : { currency }),
		...(target.project === undefined ? {} : { project: target.project }),
		...(target.contract === undefined ? {} : { commitment: target.contract }),
	};
}
