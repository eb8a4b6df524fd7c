import { sha256, canonicalJson } from '../documents/canonical';
import { LedgerError } from './errors';
import { note, nextSeq } from './events';
import type { PostingIntent, Release } from './ledger';
import { lockScopes } from './locks';
import { intentOf, readIntents } from './posting-queue';
import { contentOf, readReleaseKeys } from './releases';
import type { ReleaseKey } from './releases';
import { intentRow } from './schema';
import type { IntentRow } from './schema';
import { peopleEnterBills } from './settings';
import { all, chunks, write } from './transaction';
import type { Context, Tx } from './transaction';

/**
 * Request id of writing one revision of a claim: the same for every attempt, so that the books
 * recognise a repetition. 36 characters, the most that books allow for the id of a request.
 */
export function requestIdOf(claim: string, operation: string, revision: number): string {
	return `p-${sha256(canonicalJson([claim, operation, revision])).slice(0, 34)}`;
}

type Released = Pick<Release, 'document' | 'coding'>;
type Draft = Omit<IntentRow, 'seq'>;

/**
 * Queues a release's bill. Idempotent by claim, operation and revision: what is sent or done is
 * returned as it stands; what was refused, or waits with an older coding, is queued anew.
 *
 * @throws LedgerError when the ledger holds no such release, the coding names no books, or the
 * policy leaves bills to people.
 */
export function* enqueueTx(context: Context, release: Release): Tx<PostingIntent> {
	if (yield* peopleEnterBills(context)) {
		throw new LedgerError(
			'The policy leaves bills to people (billsEnteredBy), so none is queued. Key them from the keying sheet, or change the policy.',
		);
	}
	const [row] = yield* enqueueReleasedTx(context, [release]);
	if (row === undefined || row.claim !== release.claim) {
		throw new LedgerError(
			`The ledger holds no release for document ${release.document.number ?? release.document.source.key} ` +
				'with this coding. Send it through the Verification Gate again, or release it (Spine Ledger, Document, Release).',
		);
	}
	return row;
}

/**
 * Queues the bills of documents, as {@link enqueueTx} does, in their order; undefined for one without
 * a release, and for all where the policy leaves bills to people. A document is hashed here and never again: its row bears the hash of its release.
 */
export function* enqueueReleasedTx(
	context: Context,
	items: readonly Released[],
	run?: string,
): Tx<Array<PostingIntent | undefined>> {
	if (yield* peopleEnterBills(context)) return items.map(() => undefined);
	const contents = items.map(({ document, coding }) => contentOf(document, coding));
	const releases = yield* readReleaseKeys(context, contents);
	yield* lockScopes(context, [...releases.values()]);
	const given = new Map<string, Released>();
	const drafts = new Map<string, Draft>();
	const ids = items.map((item, index) => {
		const release = releases.get(contents[index] ?? '');
		if (release === undefined) return undefined;
		const draft = draftOf(item, release, run);
		drafts.set(draft.request_id, draft);
		given.set(draft.request_id, item);
		return draft.request_id;
	});
	const written = yield* putDrafts(context, drafts);
	const standing = yield* readIntents(
		context,
		[...drafts.keys()].filter((id) => !written.has(id)),
	);
	return ids.map((id) => {
		if (id === undefined) return undefined;
		const row = written.get(id);
		const item = given.get(id);
		if (row !== undefined && item !== undefined) return rowOf(row, item);
		const known = standing.get(id);
		return known && intentOf(known);
	});
}

function draftOf(
	{ document, coding }: Released,
	{ claim, revision, content_hash }: ReleaseKey,
	run: string | undefined,
): Draft {
	const { books, entity } = coding;
	if (books === undefined) {
		throw new LedgerError(
			`The coding of document ${document.number ?? document.source.key} names no books. ` +
				"Map its project to a company file in the company's settings.",
		);
	}
	const kind = entity ?? (document.kind === 'credit_memo' ? 'VendorCredit' : 'Bill');
	const { fileHash, messageHash, key } = document.source;
	return {
		request_id: requestIdOf(claim, kind, revision),
		claim,
		revision,
		books,
		entity: kind,
		sighting: key,
		document: JSON.stringify(document),
		coding: JSON.stringify(coding),
		content_hash,
		state: 'queued',
		batch: null,
		outcome: null,
		attachment: fileHash === undefined && messageHash === undefined ? 'none' : 'pending',
		attachment_id: null,
		run: run ?? null,
	};
}

/** A row as it was just written, without reading its sheets back. */
function rowOf(row: Draft, { document, coding }: Released): PostingIntent {
	const { request_id: requestId, claim, revision, books, entity, content_hash: content } = row;
	const { attachment } = row;
	return {
		requestId,
		claim,
		revision,
		books,
		entity,
		coding,
		document,
		content,
		state: 'queued',
		attachment,
	};
}

/**
 * Writes the rows that may be queued and returns them by request id. A row that is sent or done is
 * left as it is, also one that became so since it was read: PostgreSQL reads without a lock.
 */
function* putDrafts(context: Context, drafts: ReadonlyMap<string, Draft>): Tx<Map<string, Draft>> {
	const { db } = context;
	const known = yield* statesOf(context, [...drafts.keys()]);
	const written = new Map<string, Draft>();
	const fresh: Draft[] = [];
	for (const [id, draft] of drafts) {
		const state = known.get(id);
		if (state === undefined) {
			fresh.push(draft);
			continue;
		}
		if (state === 'sent' || state === 'done') continue;
		const { request_id: _id, ...row } = draft;
		const [updated] = yield* all(
			db
				.updateTable('intents')
				.set(row)
				.where('request_id', '=', id)
				.where('state', 'in', ['queued', 'refused'])
				.returning('request_id'),
			idRow,
		);
		if (updated !== undefined) written.set(id, draft);
	}
	let seq = fresh.length === 0 ? 0 : yield* nextSeq(context, fresh.length);
	for (const part of chunks(fresh)) {
		const inserted = yield* all(
			db
				.insertInto('intents')
				.values(part.map((draft) => ({ ...draft, seq: seq++ })))
				.onConflict((conflict) => conflict.column('request_id').doNothing())
				.returning('request_id'),
			idRow,
		);
		const ids = new Set(inserted.map((row) => row.request_id));
		for (const draft of part) if (ids.has(draft.request_id)) written.set(draft.request_id, draft);
	}
	yield* keepReservations(
		context,
		[...written.values()].map(({ claim }) => claim),
	);
	for (const [requestId, { claim, revision }] of written) {
		if (known.get(requestId) === 'queued') continue;
		note(context, { kind: 'queued', claim, detail: { requestId, revision } });
	}
	return written;
}

const idRow = intentRow.pick({ request_id: true });

function* statesOf(
	{ db }: Context,
	requestIds: readonly string[],
): Tx<Map<string, IntentRow['state']>> {
	const states = new Map<string, IntentRow['state']>();
	for (const part of chunks(requestIds)) {
		const rows = yield* all(
			db.selectFrom('intents').select(['request_id', 'state']).where('request_id', 'in', part),
			intentRow.pick({ request_id: true, state: true }),
		);
		for (const { request_id: id, state } of rows) states.set(id, state);
	}
	return states;
}

/**
 * What waits to be posted does not end by time. The end of a reservation is the one column of a claim
 * that its sightings do not make, so the claim and the totals need not be made anew.
 */
function* keepReservations({ db }: Context, claims: readonly string[]): Tx<void> {
	for (const part of chunks(claims)) {
		yield* write(
			db
				.updateTable('claims')
				.set({ expires_at: null })
				.where('id', 'in', part)
				.where('expires_at', 'is not', null),
		);
	}
}
