import type { Coding } from '../../spine/documents/coding';
import type { Document } from '../../spine/documents/document';
import type { Posting } from '../../spine/documents/posting';
import { type LedgerRecord, type RecordType, recordSchema } from '../../spine/documents/records';
import type { Verdict } from '../../spine/documents/verdict';
import { judge } from '../../spine/gate/gate';
import { identify } from '../../spine/identity/identify';
import type { Ledger, PostingIntent } from '../../spine/ledger/ledger';
import { codeDocument } from '../../spine/mapping/code-document';
import { mapping, policy, settings } from './company';
import { application, paper } from './documents';
import { BOOKS } from './places';
import { records } from './records';
import { fillTransfers } from './transfers';

/** The running clock that the fixture is written by. */
export interface HandClock {
	(): number;
	advance(milliseconds: number): void;
}

const MINUTE = 60_000;
const BY = 'ap@northgate.example';

/**
 * Fills a new ledger with something of everything, by the calls that the nodes make: the mirror of
 * both systems, documents in every standing, the posting queue in every state, tasks, transfers of
 * every kind and state, the journal, links, notices, and what a rebuilt ledger notes.
 */
export async function fillLedger(ledger: Ledger, clock: HandClock): Promise<void> {
	await ledger.putSettings(settings, policy);
	await fillMirror(ledger, clock);
	await fillIntake(ledger, clock);
	await fillDocuments(ledger, clock);
	await fillTasks(ledger, clock);
	await fillTransfers(ledger, clock);
	await fillNotes(ledger);
}

const PROJECTS = ['projects', 'commitments', 'change_order_packages', 'requisitions'];
const ENTITIES = ['Vendor', 'Bill', 'VendorCredit', 'BillPayment'];

async function fillMirror(ledger: Ledger, clock: HandClock): Promise<void> {
	const seenAt = new Date(clock()).toISOString();
	const isParty = ({ type }: LedgerRecord) => ['vendor', 'project', 'job'].includes(type);
	await ledger.record(records.filter(isParty), seenAt);
	const link = { books: BOOKS, how: 'person' as const, by: BY };
	await ledger.link({
		...link,
		type: 'vendor',
		projects: '8',
		booksId: '57',
		reason: 'Same tax id',
	});
	await ledger.link({ ...link, type: 'project', projects: '100', booksId: 'J1' });
	await ledger.unlink({ type: 'vendor', projects: '7', books: BOOKS, booksId: '58', by: BY });
	await ledger.merge({ type: 'vendor', books: BOOKS, id: '58', into: '57' });
	await ledger.record(
		records.filter((record) => !isParty(record)),
		seenAt,
	);
	const complete = { rows: 2, complete: true, asOf: seenAt, cursor: seenAt };
	for (const resource of PROJECTS) {
		const scope = resource === 'projects' ? 'company' : '100';
		await ledger.putBackfillProgress({ side: 'projects', resource, scope, ...complete });
	}
	for (const resource of ENTITIES) {
		await ledger.putBackfillProgress({ side: 'books', resource, scope: BOOKS, ...complete });
	}
	await ledger.putBackfillProgress({
		side: 'projects',
		resource: 'direct_costs',
		scope: '100',
		next: 3,
		rows: 200,
		complete: false,
	});
	clock.advance(MINUTE);
}

/** A message that was dealt with, and one that n8n never came to the end of. */
async function fillIntake(ledger: Ledger, clock: HandClock): Promise<void> {
	const message = (id: string) => ({
		messageId: `${id}@kessler.example`,
		raw: Buffer.from(`Message-ID: <${id}@kessler.example>\r\n\r\nPlease find attached.\r\n`),
		form: 'eml' as const,
		receivedAt: '2026-03-01T08:00:00Z',
		name: `${id}.eml`,
	});
	const done = await ledger.intake(message('KC-1001'));
	await ledger.setIntakeState(done.hash, 'finished');
	await ledger.intake(message('KC-1009'));
	await ledger.putBlob(Buffer.from('%PDF-1.4 invoice KC-1001'));
	clock.advance(MINUTE);
}

/** Decides on a document the way the nodes do. */
export async function decide(
	ledger: Ledger,
	document: Document,
): Promise<{ document: Document; coding: Coding; verdict: Verdict }> {
	const directory = await ledger.directory();
	const identity = identify(document, directory, settings);
	const commitment = identity.commitment.record;
	const coding = codeDocument(document, identity, {
		rules: mapping,
		settings,
		books: {
			accounts: await ledger.list('account'),
			items: await ledger.list('item'),
			classes: await ledger.list('class'),
			jobs: directory.jobs,
		},
		changeOrders:
			commitment === undefined
				? []
				: await ledger.list('change_order', { commitment: commitment.id }),
		costTypes: await ledger.list('cost_type'),
		purchaseOrders: await ledger.list('purchase_order'),
	});
	const now = settings.now ?? '';
	const verdict = await ledger.judge(
		{ document, coding, identity, settings, policy, now, dryRun: false },
		(facts) => judge(document, coding, facts, { dryRun: false }),
	);
	return { document, coding, verdict };
}

const written = (id: string, total: number): Posting => ({
	entity: 'Bill',
	id,
	total,
	state: 'created',
	number: `KC-${id}`,
	attachment: `9${id}`,
	warnings: ['QuickBooks dropped the link of line 1.'],
});

/** Documents in every standing, and the posting queue in every state. */
async function fillDocuments(ledger: Ledger, clock: HandClock): Promise<void> {
	const queue = async (document: Document): Promise<PostingIntent> => {
		clock.advance(MINUTE);
		const item = await decide(ledger, document);
		const [row] = await ledger.enqueueReleased([item], 'run-post');
		if (row !== undefined) return row;
		const why = item.verdict.findings.map(({ rule, message }) => `${rule} ${message}`).join(' ');
		throw new Error(`${document.number ?? ''} was not released: ${item.verdict.outcome}. ${why}`);
	};
	const posted = await queue(paper('KC-1001', { amount: 1_000 }));
	const batch = (id: string, row: PostingIntent) => ({
		id,
		books: BOOKS,
		items: [row.requestId],
		body: JSON.stringify({ BatchItemRequest: [{ bId: row.requestId }] }),
		state: 'sent' as const,
	});
	await ledger.putBatch(batch('batch-1', posted));
	await ledger.settle('batch-1', [{ requestId: posted.requestId, outcome: written('171', 900) }]);
	await ledger.setAttachment(posted.requestId, 'done', '9171');
	const refused = await queue(paper('KC-1002', { amount: 210 }));
	const why = 'QuickBooks refused the bill: the period is closed.';
	await ledger.settle(undefined, [{ requestId: refused.requestId, outcome: { why } }]);
	const unattached = await queue(paper('KC-1003', { amount: 320 }));
	await ledger.settle(undefined, [
		{ requestId: unattached.requestId, outcome: written('172', 288) },
	]);
	await ledger.putBatch(batch('batch-2', await queue(paper('KC-1004', { amount: 430 }))));
	await queue(application);

	for (const document of [
		paper('KC-1005', { amount: 70_000 }),
		paper('KC-1001-copy', { number: 'KC-1001', amount: 1_000 }),
		paper('KC-CR-1', { kind: 'credit_memo', amount: 150 }),
		paper('KC-Q-2', { kind: 'quote', amount: 640 }),
		paper('KC-CO-3', { kind: 'change_order', amount: 900, more: { changeOrders: ['CO-003'] } }),
		paper('KC-W-1', { kind: 'lien_waiver', amount: 4_500 }),
	]) {
		clock.advance(MINUTE);
		await decide(ledger, document);
	}
	const held = await decide(
		ledger,
		paper('KC-1006', { amount: 50, more: { retainage: 0, total: 50 } }),
	);
	if (held.verdict.outcome === 'verified') throw new Error('KC-1006 was to be held.');
	await ledger.releaseByPerson(held.document.source.key, BY, 'Confirmed by phone');
	const ended = await decide(ledger, paper('KC-1007', { amount: 60 }));
	const [entry] = await ledger.entries({ keys: [ended.document.source.key] });
	await ledger.endClaim(entry?.claim ?? '', 'Sent by mistake');
	await ledger.reopen({
		which: { key: paper('KC-1005', { amount: 70_000 }).source.key },
		by: BY,
		reason: 'A change order is on its way',
		dryRun: false,
	});
}

async function fillTasks(ledger: Ledger, clock: HandClock): Promise<void> {
	clock.advance(MINUTE);
	const task = (id: string, severity: 'HOLD' | 'WARN') => ({
		rule: 'SY-02',
		key: `SY-02:bill:${id}`,
		subject: { type: 'bill', id, label: `bill ${id} of Kessler Concrete` },
		sentence: `Bill ${id} was changed in the books after it was posted.`,
		remedy: 'Compare it with the invoice.',
		severity,
		amount: 1_000,
		currency: 'USD',
		project: '100',
		vendor: '7',
		commitment: '42',
		books: BOOKS,
		details: { before: 1_000, after: 1_100 },
	});
	await ledger.putTasks('monitors', [task('171', 'HOLD'), task('172', 'WARN')]);
	await ledger.newTasks('digest');
	await ledger.closeTask('SY-02:bill:172', BY, 'Agreed with the vendor');
}

async function fillNotes(ledger: Ledger): Promise<void> {
	await ledger.putNote('preflight', JSON.stringify({ passed: true }));
	await ledger.putNotices('quickbooks', [
		{ key: 'bill 171', json: '{"entity":"Bill","id":"171"}' },
		{ key: 'bill 172', json: '{"entity":"Bill","id":"172"}' },
		{ key: 'bill 173', json: '{"entity":"Bill","id":"173"}' },
	]);
	await ledger.finishNotices('quickbooks', ['bill 171']);
	await ledger.putOffNotices('quickbooks', ['bill 172']);
	await ledger.addCalls(BOOKS, { reads: 12, writes: 3 });
	await ledger.takeLease(BOOKS, 'worker 1', 3_600);
	const found = { entity: 'Bill' as const, id: '149', requestId: 'p-lost-1', claim: 'clm-lost-1' };
	await ledger.putAttestation(BOOKS, '2026-03-01T07:00:00Z', [found]);
}

/** Every type of record that the ledger can hold. */
export const recordTypes: readonly RecordType[] = recordSchema.options.flatMap(({ shape }) =>
	shape.type instanceof Object && 'options' in shape.type ? shape.type.options : [shape.type.value],
);
