import { transferReference } from '../documents/transfer-reference';
import type { Transfer } from '../documents/transfer';
import type { KeptTransfer, Ledger } from '../ledger/ledger';
import { callSentence } from './failure';
import type { MarkedRecord, TransferTarget } from './target';

type MarkedLedger = Pick<Ledger, 'incarnation' | 'transfers' | 'notReadSince' | 'getSettings'>;

/** Why a transfer may not be written now, in sentences; undefined where it may. */
export type Obstacle = (transfer: Transfer) => string | undefined;

/** Asks a target about the places that transfers are to be written to. */
export type TargetGuard = (
	target: TransferTarget,
	transfers: readonly Transfer[],
	signal?: AbortSignal,
) => Promise<Obstacle>;

/** How long a check of one place holds while nothing tells that the ledger was replaced. */
const HOLDS_MS = 24 * 3_600_000;

/**
 * The guard of a ledger before transfers: asks the target whether what bears our marks, in the places
 * that are to be written to, is known to the ledger. A transfer is stored before it is written, so a
 * marked record that no transfer accounts for was forgotten: the ledger was lost, or an older copy was
 * put in its place, and nothing is written. It may write again when the history of both systems was
 * read in after the newest of these records was made.
 *
 * Each place (a commitment's payments, a project's direct costs, a customer's invoices) is asked once
 * for each opening of the ledger and once a day. One that cannot be asked holds its own transfers.
 *
 * @param known what was checked and when, kept as long as the process lives.
 */
export function createTargetGuard(
	ledger: MarkedLedger,
	clock: () => number,
	known: Map<string, number>,
): TargetGuard {
	return async (target, transfers, signal) => {
		const opening = await ledger.incarnation();
		const now = clock();
		const asked: string[] = [];
		const lost: MarkedRecord[] = [];
		const unasked = new Map<string, string>();
		for (const [place, transfer] of placesOf(target, transfers)) {
			const key = `${opening} ${target.side} ${target.system} ${place}`;
			const checked = known.get(key);
			if (checked !== undefined && now - checked < HOLDS_MS) continue;
			try {
				const marked = await target.adapters[transfer.content.kind]?.marks?.of(transfer, signal);
				lost.push(...(await forgotten(ledger, target, marked ?? [])));
				asked.push(key);
			} catch (error) {
				signal?.throwIfAborted();
				unasked.set(place, callSentence(error));
			}
		}
		const unread = lost.length === 0 ? [] : await unreadSince(ledger, transfers, lost);
		if (unread.length > 0) {
			const behind = behindSentence(target, lost, unread);
			return () => behind;
		}
		for (const key of asked) known.set(key, now);
		return (transfer) => unasked.get(placeOf(target, transfer) ?? '');
	};
}

/** The place that a transfer is written to; none where it names none, which its own writing then says. */
function placeOf({ adapters }: TransferTarget, transfer: Transfer): string | undefined {
	try {
		return adapters[transfer.content.kind]?.marks?.placeOf(transfer);
	} catch {
		return undefined;
	}
}

/** One transfer for each place that is to be written to. */
function placesOf(target: TransferTarget, transfers: readonly Transfer[]): Map<string, Transfer> {
	const places = new Map<string, Transfer>();
	for (const transfer of transfers) {
		const place = placeOf(target, transfer);
		if (place !== undefined) places.set(place, transfer);
	}
	return places;
}

/** Marked records that no transfer of the ledger was written as. */
async function forgotten(
	ledger: MarkedLedger,
	{ side, system }: TransferTarget,
	marked: readonly MarkedRecord[],
): Promise<MarkedRecord[]> {
	if (marked.length === 0) return [];
	const here = { side, system };
	// Most are known by their ids; the marks of all others need not be made then.
	const standing = await ledger.transfers({ ...here, targetIds: marked.map(({ id }) => id) });
	const written = new Map(standing.map((one) => [referenceOf(one), one.targetId]));
	const others = marked.filter(({ id, reference }) => written.get(reference) !== id);
	if (others.length === 0) return [];
	const begun = (await ledger.transfers(here)).filter(
		({ state, targetId, outcome }) =>
			state === 'sent' || targetId !== undefined || outcome !== undefined,
	);
	const references = new Set(begun.map(referenceOf));
	return others.filter(({ reference }) => !references.has(reference));
}

const referenceOf = ({ transfer }: KeptTransfer): string => transferReference(transfer.key);

/** What of the history was not completely read since the newest of these records was made. */
async function unreadSince(
	ledger: MarkedLedger,
	transfers: readonly Transfer[],
	lost: readonly MarkedRecord[],
): Promise<string[]> {
	const newest = Math.max(...lost.map(({ createdAt }) => Date.parse(createdAt)));
	const since = new Date(newest).toISOString();
	const named = transfers.flatMap(({ source, target }) =>
		[source, target].filter(({ side }) => side === 'books').map(({ system }) => system),
	);
	const company = await ledger.getSettings();
	const kept = (company?.settings.projects ?? []).map(({ books }) => books);
	const unread = new Set<string>();
	for (const one of new Set(named.length > 0 ? named : kept)) {
		for (const sentence of await ledger.notReadSince(one, since)) unread.add(sentence);
	}
	return [...unread];
}

const NAMED = 5;

function listed(parts: readonly string[]): string {
	if (parts.length <= NAMED) return parts.join(', ');
	return `${parts.slice(0, NAMED).join(', ')} and ${String(parts.length - NAMED)} more`;
}

function behindSentence(
	{ name }: TransferTarget,
	lost: readonly MarkedRecord[],
	unread: readonly string[],
): string {
	return (
		`${name} holds what was carried there from here and this ledger does not know: ${listed(lost.map(({ label }) => label))}. ` +
		'The ledger was lost, or an older copy of it was put in its place, so nothing is written. ' +
		'Run Spine Ledger, History, Backfill until it is complete; then carry it out again. ' +
		`Not read in since: ${listed(unread)}.`
	);
}
