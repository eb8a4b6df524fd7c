import { contentHash } from '../../../spine/documents/canonical';
import type { Coding } from '../../../spine/documents/coding';
import type { Document } from '../../../spine/documents/document';
import type { PostingIntent, Release, StoredBatch } from '../../../spine/ledger/ledger';
import type { PostingLedger } from '../../../spine/posting/context';

/** The part of the ledger that posting uses, in memory, as its port describes it. */
export class MemoryLedger implements PostingLedger {
	readonly rows = new Map<string, PostingIntent>();
	readonly batches: StoredBatch[] = [];
	private readonly releases = new Map<string, Release>();
	private readonly leases = new Map<string, { holder: string; until: number }>();

	constructor(private readonly clock: () => number) {}

	release(document: Document, coding: Coding, claim: string, revision = 0): void {
		const verdict = {
			outcome: 'verified' as const,
			mode: 'autoClean',
			findings: [],
			notEvaluable: [],
			passed: 1,
			released: true,
			decidedAt: '2026-03-31T12:00:00Z',
		};
		const key = contentHash({ document, coding });
		this.releases.set(key, { claim, revision, document, coding, verdict, by: 'verified' });
	}

	endRelease(document: Document, coding: Coding): void {
		this.releases.delete(contentHash({ document, coding }));
	}

	async getSettings(): Promise<undefined> {
		return undefined;
	}

	async findRelease(document: Document, coding: Coding): Promise<Release | undefined> {
		return this.releases.get(contentHash({ document, coding }));
	}

	async enqueue(release: Release): Promise<PostingIntent> {
		const requestId = `${release.claim}-bill-${String(release.revision)}`;
		const known = this.rows.get(requestId);
		if (known !== undefined && known.state !== 'refused') return { ...known };
		const row: PostingIntent = {
			requestId,
			claim: release.claim,
			revision: release.revision,
			books: release.coding.books ?? '',
			entity: release.coding.entity ?? 'Bill',
			coding: release.coding,
			document: release.document,
			state: 'queued',
			attachment: release.document.source.attachment === undefined ? 'none' : 'pending',
		};
		this.rows.set(requestId, row);
		return { ...row };
	}

	async enqueueReleased(
		items: Parameters<PostingLedger['enqueueReleased']>[0],
	): Promise<Array<PostingIntent | undefined>> {
		const rows: Array<PostingIntent | undefined> = [];
		for (const { document, coding } of items) {
			const release = await this.findRelease(document, coding);
			rows.push(release === undefined ? undefined : await this.enqueue(release));
		}
		return rows;
	}

	async stillReleased(items: Parameters<PostingLedger['stillReleased']>[0]): Promise<boolean[]> {
		const found = items.map(({ document, coding }) => this.findRelease(document, coding));
		return (await Promise.all(found)).map((release) => release !== undefined);
	}

	async progressOf(requestIds: readonly string[]): Promise<Map<string, PostingIntent>> {
		return new Map(
			requestIds.flatMap((id) => {
				const row = this.rows.get(id);
				return row === undefined ? [] : [[id, { ...row }]];
			}),
		);
	}

	async getClaim(
		claim: string,
	): Promise<undefined | Awaited<ReturnType<PostingLedger['getClaim']>>> {
		const bill = [...this.rows.values()]
			.flatMap((row) =>
				row.claim === claim && row.outcome !== undefined && 'id' in row.outcome
					? [row.outcome]
					: [],
			)
			.at(-1);
		if (bill === undefined) return undefined;
		return {
			id: claim,
			state: 'posted',
			gross: 0,
			net: 0,
			kind: 'invoice',
			isRetainageRelease: false,
			booksId: bill.id,
			seenIn: '',
		};
	}

	async takeLease(
		books: string,
		holder: string,
		seconds: number,
		isGone: (holder: string) => boolean = () => false,
	): Promise<boolean> {
		const lease = this.leases.get(books);
		const stands = lease !== undefined && lease.until > this.clock() && !isGone(lease.holder);
		if (stands && lease.holder !== holder) return false;
		this.leases.set(books, { holder, until: this.clock() + seconds * 1000 });
		return true;
	}

	async dropLease(books: string, holder: string): Promise<void> {
		if (this.leases.get(books)?.holder === holder) this.leases.delete(books);
	}

	async pendingBatches(books: string): Promise<StoredBatch[]> {
		return this.batches
			.filter((batch) => batch.books === books && batch.state === 'sent')
			.map((batch) => ({ ...batch }));
	}

	async queued(
		books: string,
		limit: number,
		except: ReadonlySet<string> = new Set(),
	): Promise<PostingIntent[]> {
		return [...this.rows.values()]
			.filter((row) => row.books === books && row.state === 'queued' && !except.has(row.requestId))
			.slice(0, limit)
			.map((row) => ({ ...row }));
	}

	async putBatch(batch: StoredBatch): Promise<void> {
		if (this.batches.some((other) => other.id === batch.id))
			throw new Error(`Batch ${batch.id} exists.`);
		for (const item of batch.items) {
			const row = this.row(item);
			if (row.state === 'done' || row.state === 'sent')
				throw new Error(`Row ${item} is ${row.state}.`);
			this.rows.set(item, { ...row, state: 'sent', batchId: batch.id, outcome: undefined });
		}
		this.batches.push({ ...batch, sentAt: this.clock() });
	}

	async sendingAgain(batchId: string): Promise<void> {
		const batch = this.batches.find((other) => other.id === batchId);
		if (batch?.state !== 'sent') throw new Error(`Batch ${batchId} is not sent.`);
		batch.sentAt = this.clock();
	}

	async settle(
		batchId: string | undefined,
		outcomes: Parameters<PostingLedger['settle']>[1],
	): Promise<void> {
		for (const { requestId, outcome } of outcomes) {
			const state = 'id' in outcome ? 'done' : 'refused';
			this.rows.set(requestId, { ...this.row(requestId), outcome, state });
		}
		const batch = this.batches.find((other) => other.id === batchId);
		const open = [...this.rows.values()].some(
			(row) => row.batchId === batchId && row.state === 'sent',
		);
		if (batch !== undefined && !open) batch.state = 'answered';
	}

	async setAttachment(
		requestId: string,
		attachment: PostingIntent['attachment'],
		id?: string,
	): Promise<void> {
		const row = this.row(requestId);
		const before = row.outcome;
		const outcome =
			before !== undefined && 'id' in before && id !== undefined
				? { ...before, attachment: id }
				: before;
		this.rows.set(requestId, { ...row, attachment, outcome });
	}

	async postingOf(requestId: string): Promise<PostingIntent | undefined> {
		const row = this.rows.get(requestId);
		return row === undefined ? undefined : { ...row };
	}

	async pendingAttachments(books: string): Promise<PostingIntent[]> {
		return [...this.rows.values()].filter(
			(row) => row.books === books && row.state === 'done' && row.attachment === 'pending',
		);
	}

	async recoveredBills(): Promise<[]> {
		return [];
	}

	private row(requestId: string): PostingIntent {
		const row = this.rows.get(requestId);
		if (row === undefined) throw new Error(`No row ${requestId}.`);
		return row;
	}
}
