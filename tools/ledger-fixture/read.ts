import type { Ledger } from '../../spine/ledger/ledger';
import type { SqlLedger } from '../../spine/ledger/sql-ledger';
import { recordTypes } from './fill';
import { BOOKS } from './places';

/** Everything that a ledger tells through its public calls, as plain data, in a fixed order. */
export async function readLedger(ledger: SqlLedger): Promise<Record<string, unknown>> {
	const lists: Record<string, unknown> = {};
	for (const type of recordTypes) lists[type] = await ledger.list(type);
	const claims = await ledger.claims();
	const postings = await ledger.postings();
	const requestIds = postings.map(({ requestId }) => requestId).sort();
	const progress = await ledger.progressOf(requestIds);
	const told: Record<string, unknown> = {
		company: await ledger.getSettings(),
		lists,
		directory: await ledger.directory(),
		links: await ledger.links(),
		backfill: await ledger.backfillProgress(),
		ages: await ledger.ages(),
		note: await ledger.getNote('preflight'),
		notices: await ledger.waitingNotices('quickbooks', 10),
		entries: await ledger.entries(),
		claims,
		claimsByName: await each(claims, ({ id }) => ledger.getClaim(id)),
		changeOrders: await ledger.changeOrderDocuments(),
		applications: await ledger.priorApplications('42'),
		releases: await ledger.standingReleases(),
		unposted: await ledger.unpostedReleases(0),
		postings,
		progress: requestIds.map((id) => [id, progress.get(id)]),
		queued: await ledger.queued(BOOKS, 10),
		batches: await ledger.pendingBatches(BOOKS),
		attachments: await ledger.pendingAttachments(BOOKS),
		postedIds: await ledger.postedIds(),
		tasks: await ledger.tasks(),
		seenTasks: await ledger.newTasks('digest', { dryRun: true }),
		transfers: await ledger.transfers(),
		journal: await ledger.journal(),
		runs: await ledger.runs(10),
		calls: await ledger.calls(),
		attestation: await ledger.attestation(BOOKS),
		recovered: await ledger.recoveredBills(BOOKS, ['clm-lost-1']),
		unread: await ledger.notReadSince(BOOKS, '2026-01-01T00:00:00Z'),
		unfinished: await unfinished(ledger),
		tampered: (await ledger.verifyEvents()) ?? 'none',
	};
	return plain(told);
}

const each = async <T, R>(list: readonly T[], read: (one: T) => Promise<R>): Promise<R[]> => {
	const told: R[] = [];
	for (const one of list) told.push(await read(one));
	return told;
};

/** Messages that are handed out again, with their bytes as text. */
async function unfinished(ledger: Ledger): Promise<unknown[]> {
	const messages = await ledger.unfinished(0);
	return messages.map(({ raw, ...message }) => ({ ...message, raw: Buffer.from(raw).toString() }));
}

function plain(told: Record<string, unknown>): Record<string, unknown> {
	const copy: unknown = JSON.parse(JSON.stringify(told));
	return typeof copy === 'object' && copy !== null ? { ...copy } : {};
}
