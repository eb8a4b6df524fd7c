import type { Attestation, Clock, Ledger, TaggedBill } from '../ledger/ledger';
import type { PostingBooks, WrittenBill } from '../quickbooks/books';

/** The part of the ledger that the check of its own age needs. */
export type AttestedLedger = Pick<
	Ledger,
	'incarnation' | 'attestation' | 'putAttestation' | 'unaccounted' | 'notReadSince'
>;

/** What was checked in this process and when: by incarnation of the ledger and id of the books. */
export type AttestedInProcess = Map<string, number>;

/** Why nothing may be written to these books now, in sentences; undefined where it may. */
export type Guard = (
	books: Pick<PostingBooks, 'id' | 'system' | 'written'>,
	signal?: AbortSignal,
) => Promise<string | undefined>;

/** How long a check holds while nothing tells that the ledger was replaced. */
const HOLDS_MS = 24 * 3_600_000;

/**
 * The guard of a ledger: asks the books whether the ledger is as it was left, once for each opening
 * of it and once a day. All other calls cost no request.
 *
 * @param known kept as long as the process lives.
 */
export function createGuard(ledger: AttestedLedger, clock: Clock, known: AttestedInProcess): Guard {
	return async (books, signal) => {
		const key = `${await ledger.incarnation()} ${books.id}`;
		const checked = known.get(key);
		if (checked !== undefined && clock() - checked < HOLDS_MS) return undefined;
		const behind = await attestLedger(ledger, books, clock, signal);
		if (behind === undefined) known.set(key, clock());
		return behind;
	};
}

/**
 * Whether the ledger knows every bill that was posted to these books from here. The books tell: the
 * memo of each bill names the row of the queue that wrote it, and a row is stored before its bill is
 * written. So a bill whose row is not there was forgotten: the ledger was lost, or an older copy was
 * put in its place. It may write again when the history of both systems was read in after the newest
 * of these bills; they are then noted as found again, and none of them is written a second time.
 *
 * The books are asked first and the ledger afterwards, so that what others post meanwhile is known.
 * Costs one read where the ledger was checked within the last 29 days; a ledger that was never
 * checked reads the bills that stand, a thousand at a time.
 *
 * @returns what is wrong and how to mend it, or undefined.
 * @throws BooksError when the books do not answer.
 */
export async function attestLedger(
	ledger: AttestedLedger,
	books: Parameters<Guard>[0],
	clock: Clock,
	signal?: AbortSignal,
): Promise<string | undefined> {
	const before = await ledger.attestation(books.id);
	const lost: WrittenBill[] = [];
	const open: TaggedBill[] = [];
	let asOf: string | undefined;
	for await (const page of books.written(before?.cursor, signal)) {
		asOf ??= page.asOf;
		const found = await ledger.unaccounted(books.id, page.bills);
		const unknown = new Set(found.lost.map(keyOf));
		lost.push(...page.bills.filter((bill) => unknown.has(keyOf(bill))));
		open.push(...found.open);
	}
	const cursor = asOf ?? new Date(clock()).toISOString();
	if (lost.length > 0) {
		const newest = Math.max(...lost.map((bill) => writtenAt(bill, before)));
		// How far the books' clock is ahead of the one that passes over history are dated by.
		const ahead = Date.parse(cursor) - clock();
		const since = new Date(newest - ahead).toISOString();
		const unread = await ledger.notReadSince(books.id, since);
		if (unread.length > 0) return behindSentence(books, lost, unread);
	}
	await ledger.putAttestation(books.id, cursor, [...lost, ...open]);
	return undefined;
}

const keyOf = ({ entity, id, requestId }: TaggedBill): string => `${entity} ${id} ${requestId}`;

/**
 * When a bill was written. What was created before the last check that was passed was known then, so
 * that it is a later change of it that the ledger does not know.
 */
function writtenAt({ createdAt, changedAt }: WrittenBill, before: Attestation | undefined): number {
	const created = Date.parse(createdAt ?? changedAt ?? '');
	const changed = Date.parse(changedAt ?? createdAt ?? '');
	const known = before !== undefined && created < Date.parse(before.cursor);
	const time = known ? changed : created;
	return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER / 2 : time;
}

const NAMED = 5;

const listed = (parts: readonly string[]): string =>
	parts.length <= NAMED
		? parts.join(', ')
		: `${parts.slice(0, NAMED).join(', ')} and ${String(parts.length - NAMED)} more`;

function behindSentence(
	{ system, id }: Parameters<Guard>[0],
	lost: WrittenBill[],
	unread: readonly string[],
): string {
	const bills = listed(lost.map((bill) => `${bill.entity} ${bill.id}`));
	return (
		`${system} company ${id} holds what was posted from here and this ledger does not know: ${bills}. ` +
		'The ledger was lost, or an older copy of it was put in its place, so nothing is written. ' +
		'Run Spine Ledger, History, Backfill until it is complete; then post again. ' +
		`Not read in since: ${listed(unread)}.`
	);
}
