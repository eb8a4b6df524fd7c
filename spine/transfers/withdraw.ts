import type { Transfer } from '../documents/transfer';
import type { TransferKind } from '../documents/transfer-content';
import type { Ledger } from '../ledger/ledger';

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
 * Plans to take back what was written before and is no longer planned. What a person gave up, or is
 * about to take back, is left alone; a record that somebody else entered is held by whoever writes to
 * the target.
 */
export async function withdraw(
	ledger: Pick<Ledger, 'transfers'>,
	{ kind, company, planned, whyOf }: WithdrawOptions,
): Promise<Transfer[]> {
	const kept = await ledger.transfers({ kinds: [kind], side: 'projects', system: company });
	return kept.flatMap(({ transfer, targetId, state, written }) => {
		if (targetId === undefined || state === 'undone' || transfer.undoes !== undefined) return [];
		const reason = planned.has(transfer.key) ? undefined : whyOf(transfer);
		if (reason === undefined) return [];
		return [
			{
				...transfer,
				action: 'remove' as const,
				target: { ...transfer.target, id: targetId },
				content: written ?? transfer.content,
				reason,
			},
		];
	});
}
