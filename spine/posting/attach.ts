import type { PostingIntent } from '../ledger/ledger';
import { type BillAttachment, BooksError } from '../quickbooks/books';
import { safeFileName } from '../documents/file-name';
import { type Desk, type Original, renewLease } from './context';

/** What became of the originals, by request id: the id of the attached file, or a sentence. */
export type Attached = Map<string, { id: string } | { why: string }>;

interface Waiting {
	row: PostingIntent;
	file: BillAttachment;
}

/** Uploads under way at once. */
export const UPLOADS_AT_ONCE = 6;

/**
 * Attaches the originals of all bills that stand without theirs (rule SY-08: only the missing part
 * is done again), those of earlier runs too.
 */
export async function attachOriginals(desk: Desk, attached: Attached): Promise<void> {
	const tried = new Set<string>();
	for (;;) {
		const pending = await desk.context.ledger.pendingAttachments(desk.books.id);
		const rows = pending.filter(
			({ requestId }) => !attached.has(requestId) && !tried.has(requestId),
		);
		if (rows.length === 0) return;
		for (const { requestId } of rows) tried.add(requestId);
		await attachRows(desk, rows, attached);
	}
}

/**
 * Attaches the originals of some bills. Several files go in one request, several requests at once.
 * Bills of earlier runs are looked at first, because an upload may have succeeded unheard. A file
 * that cannot be attached leaves its bill standing.
 */
export async function attachRows(
	desk: Desk,
	rows: readonly PostingIntent[],
	attached: Attached,
): Promise<void> {
	if (rows.length === 0) return;
	const known = await filesOfEarlierRuns(desk, rows, attached);
	const left = rows.filter((row) => !attached.has(row.requestId));
	const hands = Math.min(UPLOADS_AT_ONCE, Math.ceil(left.length / desk.books.posting.uploadFiles));
	const work = async (): Promise<void> => {
		while (left.length > 0) {
			await desk.uploads(async () => {
				await upload(desk, await nextFiles(desk, left, known, attached), attached);
			});
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: hands }, work));
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Takes rows from the list until one upload is full. What is read at once stays bounded. */
async function nextFiles(
	desk: Desk,
	left: PostingIntent[],
	known: Files,
	attached: Attached,
): Promise<Waiting[]> {
	const { uploadFiles, uploadBytes } = desk.books.posting;
	const waiting: Waiting[] = [];
	let bytes = 0;
	while (waiting.length < uploadFiles) {
		const row = left.shift();
		if (row === undefined) break;
		const file = await missingFile(desk, row, known, attached);
		if (file === undefined) continue;
		if (waiting.length > 0 && bytes + file.bytes.length > uploadBytes / UPLOADS_AT_ONCE) {
			left.unshift(row);
			break;
		}
		waiting.push({ row, file });
		bytes += file.bytes.length;
	}
	return waiting;
}

type Files = Map<string, Array<{ id: string; name: string }>>;

/** Files by bill, for bills that an earlier run may have attached to. Bills of this run have none yet. */
async function filesOfEarlierRuns(
	desk: Desk,
	rows: readonly PostingIntent[],
	attached: Attached,
): Promise<Files> {
	const earlier = rows.filter((row) => !desk.fresh.has(row.requestId));
	const bills = earlier.flatMap(({ outcome }) =>
		outcome !== undefined && 'id' in outcome ? [outcome] : [],
	);
	if (bills.length === 0) return new Map();
	try {
		return await desk.books.attached(bills, desk.context.signal);
	} catch (error) {
		if (!(error instanceof BooksError)) throw error;
		for (const row of earlier) attached.set(row.requestId, { why: LATER(error.message) });
		return new Map();
	}
}

const LATER = (why: string): string => `${why} It is tried again at the next run.`;

/** The original of a bill if it is still to be attached. */
async function missingFile(
	desk: Desk,
	row: PostingIntent,
	known: Files,
	attached: Attached,
): Promise<BillAttachment | undefined> {
	const { ledger } = desk.context;
	const bill = row.outcome;
	if (bill === undefined || !('id' in bill)) return undefined;
	const found = await readOriginal(desk, row);
	if (found === undefined) {
		await ledger.setAttachment(row.requestId, 'none');
		const { attachment } = row.document.source;
		if (attachment !== undefined)
			attached.set(row.requestId, { why: `The original ${attachment} is not kept any more.` });
		return undefined;
	}
	if ('why' in found) {
		attached.set(row.requestId, found);
		return undefined;
	}
	const name = safeFileName(found.name);
	const same = known.get(bill.id)?.find((file) => file.name === name);
	if (same !== undefined) {
		attached.set(row.requestId, { id: same.id });
		await ledger.setAttachment(row.requestId, 'done', same.id);
		return undefined;
	}
	if (found.bytes.length > desk.books.posting.fileBytes) {
		attached.set(row.requestId, {
			why: `${name} is larger than the books take. Attach it there by hand.`,
		});
		await ledger.setAttachment(row.requestId, 'failed');
		return undefined;
	}
	return { ...found, name, entity: bill.entity, id: bill.id };
}

/** A file that cannot be read leaves its bill without it; the others go on. */
async function readOriginal(
	desk: Desk,
	row: PostingIntent,
): Promise<Original | { why: string } | undefined> {
	try {
		return await desk.context.originals(row.document);
	} catch (cause) {
		desk.context.signal?.throwIfAborted();
		const name = row.document.source.attachment ?? 'The original';
		const reason = cause instanceof Error ? cause.message : 'unknown';
		return { why: LATER(`${name} could not be read (${reason}).`) };
	}
}

async function upload(desk: Desk, waiting: readonly Waiting[], attached: Attached): Promise<void> {
	if (waiting.length === 0) return;
	const { ledger, signal } = desk.context;
	await renewLease(desk);
	let answers: Array<{ id: string } | { why: string }>;
	try {
		answers = await desk.books.attach(
			waiting.map(({ file }) => file),
			signal,
		);
	} catch (error) {
		if (!(error instanceof BooksError)) throw error;
		for (const { row } of waiting) attached.set(row.requestId, { why: LATER(error.message) });
		return;
	}
	for (const [index, { row }] of waiting.entries()) {
		const answer = answers[index] ?? {
			why: LATER('The books did not say whether the file was attached.'),
		};
		attached.set(row.requestId, answer);
		if ('id' in answer) await ledger.setAttachment(row.requestId, 'done', answer.id);
	}
}
