import type { Transfer } from '../documents/transfer';
import type { TransferKind } from '../documents/transfer-content';
import type { Ledger } from '../ledger/ledger';
import type { Plan } from './plan';

/** A record of the books that something was carried over from. */
interface Source {
	books: string;
	type: string;
	id: string;
}

/** Names a record of the books as transfers name their source. */
export const placeOf = ({ books, type, id }: Source): string => `${books} ${type} ${id}`;

/** How what was carried over is taken back, where the books no longer ask for it. */
export interface Withdrawal<S extends Source> {
	kind: TransferKind;
	/** Company of the project system that was written to. */
	company: string;
	/** What the books hold, deleted and voided records too. */
	sources: readonly S[];
	/** Those of which something cannot be told now, by {@link placeOf}; nothing is taken back for them. */
	unclear: ReadonlySet<string>;
	/** Why a record no longer leads to what was carried over, as the rest of a sentence. */
	whyGone(source: S): string;
	/** Only these projects, by id; absent: all. */
	projects?: readonly string[];
}

/**
 * The plan with what is to be taken back: what was written before, or may have been, and is no
 * longer planned. What a person gave up, or is about to take back, is left alone; a record that
 * somebody else entered is held by whoever writes to the target.
 */
export async function withWithdrawn<S extends Source>(
	ledger: Pick<Ledger, 'transfers'>,
	plan: Plan,
	{ kind, company, sources, unclear, whyGone, projects }: Withdrawal<S>,
): Promise<Plan> {
	const planned = new Set(plan.transfers.map(({ key }) => key));
	const known = new Map(sources.map((source) => [placeOf(source), source]));
	const reasonOf = ({ key, label, source: { system, type, id } }: Transfer): string | undefined => {
		const place = placeOf({ books: system, type, id });
		const source = known.get(place);
		if (planned.has(key) || source === undefined || unclear.has(place)) return undefined;
		return `${label}: ${whyGone(source)}.`;
	};
	const kept = await ledger.transfers({ kinds: [kind], side: 'projects', system: company });
	const gone = kept.flatMap(({ transfer, targetId, state, written }) => {
		// Without an id it may stand all the same: its write was sent, and nobody knows what became of it.
		const mayStand =
			targetId !== undefined ||
			state === 'sent' ||
			(state === 'held' && transfer.action === 'remove');
		if (!mayStand || state === 'undone' || transfer.undoes !== undefined) return [];
		const reason = reasonOf(transfer);
		if (reason === undefined) return [];
		return [
			{
				...transfer,
				action: 'remove' as const,
				target: { ...transfer.target, ...(targetId === undefined ? {} : { id: targetId }) },
				content: written ?? transfer.content,
				reason,
			},
		];
	});
	const isWanted = ({ project }: { project?: string | undefined }): boolean =>
		projects === undefined || project === undefined || projects.includes(project);
	return {
		transfers: [...plan.transfers, ...gone].filter(({ target }) => isWanted(target)),
		problems: plan.problems.filter(isWanted),
	};
}
