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
 * they said before the run; what the run only found is left. Whether each may still be taken back
 * (paid, reconciled, closed, changed since) is asked of its system when the plan is previewed or
 * carried out.
 */
export async function planUndo(
	ledger: Pick<Ledger, 'journal'>,
	filter: { run: string; keys?: readonly string[] },
): Promise<UndoPlan> {
	const entries = (await ledger.journal({ run: filter.run })).filter(
		({ key }) => filter.keys === undefined || filter.keys.includes(key),
	);
	const plan: UndoPlan = { transfers: [], left: [] };
	const open = new Map<string, JournalEntry[]>();
	for (const entry of entries.reverse()) {
		const why = (await laterWrite(ledger, entry)) ?? whyLeft(entry);
		if (why === undefined) open.set(entry.key, [entry, ...(open.get(entry.key) ?? [])]);
		else plan.left.push({ entry, why });
	}
	for (const written of open.values()) plan.transfers.push(...inverseOf(written));
	return plan;
}

/** A later write of another run to the same thing has to be taken back first. */
async function laterWrite(
	ledger: Pick<Ledger, 'journal'>,
	entry: JournalEntry,
): Promise<string | undefined> {
	if (entry.undoneBy !== undefined || entry.action === 'adopted') return undefined;
	const undoes = new Set<number>();
	const others = await ledger.journal({ key: entry.key });
	for (const { undoneBy } of others) if (undoneBy !== undefined) undoes.add(undoneBy);
	const later = others.find(
		({ seq, run, action, undoneBy }) =>
			seq > entry.seq &&
			run !== entry.run &&
			action !== 'adopted' &&
			undoneBy === undefined &&
			!undoes.has(seq),
	);
	if (later === undefined) return undefined;
	return `It was written again by run ${later.run} at ${later.at}. Take that run back first.`;
}

function whyLeft({ undoneBy, action, target, before }: JournalEntry): string | undefined {
	if (undoneBy !== undefined) return 'It was taken back already.';
	if (action === 'adopted') return 'It was found there and not written by this run.';
	if (action === 'removed') {
		return `${target.type} ${target.id} was removed and cannot be brought back under its id. Resume its transfer to have it written anew.`;
	}
	if (action === 'updated' && before === undefined) {
		return `What ${target.type} ${target.id} said before is not known. Set it back by hand.`;
	}
	return undefined;
}

/** One transfer that takes back what a run wrote to one thing, from its first write to its last. */
function inverseOf(written: readonly JournalEntry[]): Transfer[] {
	const [first] = written;
	const last = written.at(-1);
	if (first === undefined || last?.after === undefined) return [];
	const { target, key, label, amount, currency } = last;
	const common = {
		key,
		label,
		source: { side: target.side, system: target.system, type: target.type, id: target.id },
		target,
		undoes: written.map(({ seq }) => seq),
		...(amount === undefined ? {} : { amount }),
		...(currency === undefined ? {} : { currency }),
	};
	if (first.action === 'created') return [{ ...common, action: 'remove', content: last.after }];
	return first.before === undefined
		? []
		: [{ ...common, action: 'save', content: first.before, expects: last.after }];
}
