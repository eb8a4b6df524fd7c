import type { LedgerRecord, RecordOf, RecordType } from '../documents/records';
import {
	notReadSince,
	putAttestation,
	readAttestation,
	recoveredBillsOf,
	unaccountedBills,
} from './attestation';
import { reattributeOpen } from './reattribution';
import { putBackfill, readBackfill } from './backfill';
import type { BlobStore } from './blobs';
import { addCallsTx, listCallsTx } from './calls';
import { readClaim, summaryOf } from './claims';
import { judgeTx } from './decide';
import { readDirectory } from './directory';
import { enqueueReleasedTx, enqueueTx } from './enqueue';
import { readEntries } from './entries';
import { LedgerError } from './errors';
import { note, verifyEvents } from './events';
import { priorApplications } from './facts/applications';
import { endByPersonTx } from './expiry';
import { finishIntake, moveIntake, noteIntake, unfinishedIntakes } from './intake';
import { addJournalEntry, listJournalTx, listRunsTx } from './journal';
import type { Ledger, StoredIntake } from './ledger';
import { linkTx, mergeTx, unlinkTx } from './links';
import { listLinksTx } from './link-rows';
import { listAges, listChangeOrders, listClaims } from './listing';
import { listPostings } from './list-postings';
import { lockScope } from './locks';
import { readMeta } from './migrate';
import type { LedgerMeta } from './migrate';
import { settleTransferTx } from './settle-transfer';
import { recordAll } from './mirror';
import { listRecords, readRecord } from './read-records';
import { finishNoticesTx, putNoticesTx, putOffNoticesTx, waitingNoticesTx } from './notices';
import { passedAndChangedTx } from './passed';
import { releaseHeld } from './person-release';
import {
	intentOf,
	pendingAttachmentsTx,
	pendingBatchesTx,
	putBatchTx,
	queuedTx,
	readIntent,
	sendingAgainTx,
	setAttachmentTx,
} from './posting-queue';
import { dropLeaseTx, takeLeaseTx } from './leases';
import { progressOfTx } from './posting-progress';
import { contentOf, readRelease, readReleaseKeys } from './releases';
import { listOverrides, listVerifications } from './reviews';
import { COMPANY_CHANGED } from './facts-changed';
import { reopenTx } from './reopen';
import { readCompany, readNote, writeMeta } from './settings';
import { settleTx } from './settle';
import { closeTaskTx, listTasksTx, newTasksTx, putTasksTx } from './tasks';
import { recountTotals } from './totals';
import { instantOf } from './transaction';
import type { Context, Tx } from './transaction';
import { beginTransferTx, listTransfersTx, planTransfersTx, setTransferStateTx } from './transfers';
import { standingReleasesTx } from './standing-releases';
import { postedIdsTx, unpostedReleasesTx } from './unposted';

/** A database that transactions run on, and where originals are kept. */
export interface Engine {
	/** Runs one transaction that may write; another writer waits. */
	write<T>(transaction: (context: Context) => Tx<T>): Promise<T>;
	/** Runs one transaction that only reads. */
	read<T>(transaction: (context: Context) => Tx<T>): Promise<T>;
	/** Changes whenever the database may have been replaced; see the port. */
	incarnation(): Promise<string>;
	blobs: BlobStore;
	clock: () => number;
	close(): Promise<void>;
}

/** What operators may ask of a ledger beyond the port. */
export interface SqlLedger extends Ledger {
	getMeta(): Promise<LedgerMeta>;
	/** Replaces the running totals by what the claims add up to. */
	recountTotals(): Promise<void>;
	/** Sequence number of the first event that was tampered with, or nothing. */
	verifyEvents(): Promise<number | undefined>;
}

/** The ledger's port over a database; all logic is in the transactions. */
export function sqlLedger(engine: Engine): SqlLedger {
	const { blobs } = engine;
	return {
		getSettings: () => engine.read(readCompany),
		putSettings: (settings, policy) =>
			engine.write(function* (context) {
				const before = yield* readCompany(context);
				yield* writeMeta(context, 'settings', JSON.stringify(settings));
				yield* writeMeta(context, 'policy', JSON.stringify(policy));
				const samePolicy = JSON.stringify(before?.policy) === JSON.stringify(policy);
				const same = JSON.stringify(before?.settings) === JSON.stringify(settings);
				if (!samePolicy || !same) {
					yield* writeMeta(context, COMPANY_CHANGED, instantOf(context.clock));
				}
				if (same) return;
				yield* reattributeOpen(context, { index: yield* readDirectory(context), settings });
				note(context, { kind: 'settings', detail: { mode: policy.mode } });
			}),

		record: (records, seenAt) => engine.write((context) => recordAll(context, records, seenAt)),
		async get<T extends RecordType>(type: T, id: string): Promise<RecordOf<T> | undefined> {
			const record = await engine.read((context) => readRecord(context, type, id));
			return record !== undefined && isOfType(record, type) ? record : undefined;
		},
		async list<T extends RecordType>(
			type: T,
			filter?: Record<string, string>,
		): Promise<Array<RecordOf<T>>> {
			const records = await engine.read((context) => listRecords(context, type, filter));
			return records.filter((record): record is RecordOf<T> => isOfType(record, type));
		},
		directory: () =>
			engine.read(function* (context) {
				return (yield* readDirectory(context)).directory;
			}),

		link: (wish) => engine.write((context) => linkTx(context, wish)),
		unlink: (wish) => engine.write((context) => unlinkTx(context, wish)),
		links: (filter) => engine.read((context) => listLinksTx(context, filter)),
		merge: (merge) => engine.write((context) => mergeTx(context, merge)),

		backfillProgress: () => engine.read(readBackfill),
		putBackfillProgress: (progress) => engine.write((context) => putBackfill(context, progress)),

		async intake({ raw, ...message }) {
			const hash = await blobs.put(raw);
			return await engine.write((context) => noteIntake(context, { ...message, hash }));
		},
		setIntakeState: (hash, state) => engine.write((context) => moveIntake(context, hash, state)),
		async unfinished(olderThanSeconds) {
			const waiting = await engine.write((context) => unfinishedIntakes(context, olderThanSeconds));
			const messages: StoredIntake[] = [];
			for (const message of waiting) {
				const raw = await blobs.get(message.hash);
				if (raw !== undefined) messages.push({ ...message, raw });
			}
			const [first] = waiting;
			// One lost original must not keep the others from being taken up.
			if (messages.length === 0 && first !== undefined) throw lostOriginal(first.hash);
			return messages;
		},
		getNote: (name) => engine.read((context) => readNote(context, name)),
		putNote: (name, text) => engine.write((context) => writeMeta(context, `note:${name}`, text)),
		putNotices: (box, notices) => engine.write((context) => putNoticesTx(context, box, notices)),
		waitingNotices: (box, limit) => engine.read((context) => waitingNoticesTx(context, box, limit)),
		finishNotices: (box, keys) => engine.write((context) => finishNoticesTx(context, box, keys)),
		putOffNotices: (box, keys) => engine.write((context) => putOffNoticesTx(context, box, keys)),
		putBlob: (bytes) => blobs.put(bytes),
		getBlob: (hash) => blobs.get(hash),

		judge: (request, judge) =>
			engine.write(function* (context) {
				const verdict = yield* judgeTx(context, request, judge);
				if (!request.dryRun) yield* finishIntake(context, request.document.source);
				return verdict;
			}),
		reopen: (request) => engine.write((context) => reopenTx(context, request)),
		passedAndChanged: (days) => engine.read((context) => passedAndChangedTx(context, days)),
		findRelease: (document, coding) =>
			engine.read((context) => readRelease(context, document, coding)),
		unpostedReleases: (olderThanSeconds) =>
			engine.read((context) => unpostedReleasesTx(context, olderThanSeconds)),
		standingReleases: () => engine.read(standingReleasesTx),
		releaseByPerson: (key, person, reason) =>
			engine.write((context) => releaseHeld(context, key, person, reason)),
		endClaim: (claim, reason) =>
			engine.write(function* (context) {
				const known = yield* readClaim(context, claim);
				if (known === undefined) throw unknownClaim(claim);
				yield* lockScope(context, known);
				yield* endByPersonTx(context, claim, reason);
			}),
		getClaim: (claim) =>
			engine.read(function* (context) {
				const row = yield* readClaim(context, claim);
				return row && summaryOf(row, context.clock());
			}),

		claims: () => engine.read(listClaims),
		overrides: () => engine.read(listOverrides),
		verifications: () => engine.read(listVerifications),
		changeOrderDocuments: () => engine.read(listChangeOrders),
		ages: () => engine.read(listAges),
		postedIds: () => engine.read(postedIdsTx),
		priorApplications: (commitment) =>
			engine.read(function* (context) {
				const company = yield* readCompany(context);
				if (company === undefined) return [];
				return yield* priorApplications(context, commitment, undefined, company.settings);
			}),

		enqueue: (release) => engine.write((context) => enqueueTx(context, release)),
		enqueueReleased: (items, run) =>
			engine.write((context) => enqueueReleasedTx(context, items, run)),
		stillReleased: (items) =>
			engine.read(function* (context) {
				const contents = items.map(
					({ document, coding, content }) => content ?? contentOf(document, coding),
				);
				const good = yield* readReleaseKeys(context, contents);
				return contents.map((content) => good.has(content));
			}),
		progressOf: (requestIds) => engine.read((context) => progressOfTx(context, requestIds)),
		takeLease: (books, holder, seconds, isGone) =>
			engine.write((context) => takeLeaseTx(context, books, holder, seconds, isGone)),
		dropLease: (books, holder) => engine.write((context) => dropLeaseTx(context, books, holder)),
		pendingBatches: (books) => engine.read((context) => pendingBatchesTx(context, books)),
		queued: (books, limit, except, known) =>
			engine.read((context) => queuedTx(context, books, limit, except, known)),
		putBatch: (batch) => engine.write((context) => putBatchTx(context, batch)),
		sendingAgain: (batchId) => engine.write((context) => sendingAgainTx(context, batchId)),
		settle: (batchId, outcomes) => engine.write((context) => settleTx(context, batchId, outcomes)),
		setAttachment: (requestId, state, id) =>
			engine.write((context) => setAttachmentTx(context, requestId, state, id)),
		postingOf: (requestId) =>
			engine.read(function* (context) {
				const row = yield* readIntent(context, requestId);
				return row && intentOf(row);
			}),
		postings: () => engine.read(listPostings),
		pendingAttachments: (books) => engine.read((context) => pendingAttachmentsTx(context, books)),

		putTasks: (source, findings, options) =>
			engine.write((context) => putTasksTx(context, source, findings, options)),
		tasks: (filter) => engine.read((context) => listTasksTx(context, filter)),
		closeTask: (key, by, why) => engine.write((context) => closeTaskTx(context, key, by, why)),
		newTasks: (reader, options) => engine.write((context) => newTasksTx(context, reader, options)),

		planTransfers: (transfers) => engine.write((context) => planTransfersTx(context, transfers)),
		transfers: (filter) => engine.read((context) => listTransfersTx(context, filter)),
		beginTransfer: (transfer, run) =>
			engine.write((context) => beginTransferTx(context, transfer, run)),
		settleTransfer: (transfer, run, result) =>
			engine.write((context) => settleTransferTx(context, transfer, run, result)),
		setTransferState: (key, state, reason) =>
			engine.write((context) => setTransferStateTx(context, key, state, reason)),
		noteWrite: (entry) =>
			engine.write(function* (context) {
				yield* addJournalEntry(context, entry);
			}),
		journal: (filter) => engine.read((context) => listJournalTx(context, filter)),
		runs: (limit) => engine.read((context) => listRunsTx(context, limit)),
		incarnation: () => engine.incarnation(),
		attestation: (books) => engine.read((context) => readAttestation(context, books)),
		putAttestation: (books, cursor, found) =>
			engine.write((context) => putAttestation(context, books, cursor, found)),
		unaccounted: (books, bills) =>
			engine.read((context) => unaccountedBills(context, books, bills)),
		recoveredBills: (books, claims) =>
			engine.read((context) => recoveredBillsOf(context, books, claims)),
		notReadSince: (books, since) => engine.read((context) => notReadSince(context, books, since)),

		addCalls: (books, calls) => engine.write((context) => addCallsTx(context, books, calls)),
		calls: () => engine.read(listCallsTx),

		entries: (filter) => engine.read((context) => readEntries(context, filter)),
		close: () => engine.close(),

		getMeta: () => engine.read(readMeta),
		recountTotals: () => engine.write(recountTotals),
		verifyEvents: () => engine.read(verifyEvents),
	};
}

function isOfType<T extends RecordType>(record: LedgerRecord, type: T): record is RecordOf<T> {
	return record.type === type;
}

const unknownClaim = (claim: string): LedgerError =>
	new LedgerError(`No claim ${claim} is known, so nothing was ended. Check the claim's id.`);

const lostOriginal = (hash: string): LedgerError =>
	new LedgerError(
		`The stored message ${hash.slice(0, 12)}... is missing from the ledger's originals. ` +
			'Restore the folder of originals from a backup, or have the message sent again.',
	);
