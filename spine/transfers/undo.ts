import type { JournalEntry, Transfer } from '../documents/transfer';
import type { Ledger } from '../ledger/ledger';

/** A write that is not taken back, and why. */
export interface NotUndone {
	entry: JournalEntry;
	why: string;
}

/** What takes a run back: newest write first, so that nothing is removed below what stands on it. */
export interface UndoPlan {
	transfers: Transfer[];
	left: NotUndone[];
}

/**
 * Plans to take back what a run wrote. Created records are removed, changed ones set back to what
 * they said before; what the run only found is left. Whether each may still be taken back (paid,
 * reconciled, closed, changed since) is asked of its system when the plan is previewed or carried
 * out.
 */
export async function planUndo(
	ledger: Pick<Ledger, 'journal'>,
	filter: { run: string; keys?: readonly string[] },
): Promise<UndoPlan> {
	const entries = (await ledger.journal({ run: filter.run })).filter(
		({ key }) => filter.keys === undefined || filter.keys.includes(key),
	);
	const plan: UndoPlan = { transfers: [], left: [] };
	for (const entry of entries.reverse()) {
		const later = await laterWrite(ledger, entry);
		const undo = later === undefined ? inverseOf(entry) : later;
		if ('why' in undo) plan.left.push({ entry, why: undo.why });
		else plan.transfers.push(undo);
	}
	return plan;
}

/** A later write of another run to the same thing has to be taken back first. */
async function laterWrite(
	ledger: Pick<Ledger, 'journal'>,
	entry: JournalEntry,
): Promise<{ why: string } | undefined> {
	if (entry.undoneBy !== undefined) return undefined;
	const later = (await ledger.journal({ key: entry.key })).find(
		(other) => other.seq > entry.seq && other.undoneBy === undefined && other.action !== 'adopted',
	);
	if (later === undefined || later.run === entry.run) return undefined;
	return {
		why: `It was written again by run ${later.run} at ${later.at}. Take that run back first.`,
	};
}

function inverseOf(entry: JournalEntry): Transfer | { why: string } {
	const { target, key, label, before, after, amount, currency, seq } = entry;
	if (entry.undoneBy !== undefined) return { why: 'It was taken back already.' };
	const common = {
		key,
		label,
		source: target,
		target,
		undoes: seq,
		...(amount === undefined ? {} : { amount }),
		...(currency === undefined ? {} : { currency }),
	};
	switch (entry.action) {
		case 'adopted':
			return { why: 'It was found there and not written by this run.' };
		case 'created':
			return after === undefined
				? { why: 'What was written is not known.' }
				: { ...common, action: 'remove', content: after };
		case 'updated':
			return before === undefined
				? {
						why: `What ${target.type} ${target.id} said before is not known. Set it back by hand.`,
					}
				: {
						...common,
						action: 'save',
						content: before,
						...(after === undefined ? {} : { expects: after }),
					};
		case 'removed':
			return {
				why: `${target.type} ${target.id} was removed and cannot be brought back under its id. Resume its transfer to have it written anew.`,
			};
	}
}
