import {
	type BillAttachment,
	type BillDraft,
	BooksError,
	type PostingBooks,
	type PreparedBatch,
	type StandingBill,
	type WriteOutcome,
	type WrittenBill,
	type WrittenBills,
} from '../../../spine/quickbooks/books';

interface KeptBill extends StandingBill {
	/** On the books' clock. */
	changedAt?: number;
	files: Array<{ id: string; name: string }>;
}

/**
 * Books in memory that keep the promises of the port: a batch id that is known is answered with
 * what was written first, for as long as `memory` says.
 */
export class FakeBooks implements PostingBooks {
	readonly system = 'the books';
	readonly posting = {
		batchSize: 30,
		callLasts: 120_000,
		uploadFiles: 30,
		uploadBytes: 1_000_000,
		fileBytes: 500_000,
	};
	readonly bills: KeptBill[] = [];
	readonly calls = { find: 0, write: 0, attached: 0, attach: 0, revise: 0 };
	/** How often it was asked what was written from here. */
	looks = 0;
	/** Refuses these numbers with this sentence. */
	readonly refusals = new Map<string, string>();
	/** Ids of batches that are still remembered. */
	readonly remembered = new Map<string, WriteOutcome[]>();

	prepare(drafts: readonly BillDraft[]): PreparedBatch {
		const good = drafts.filter((draft) => draft.coding.lines.length > 0);
		return {
			body: JSON.stringify(good.map((draft) => draft.requestId)),
			items: good.map((draft) => draft.requestId),
			refused: drafts
				.filter((draft) => draft.coding.lines.length === 0)
				.map(({ requestId }) => ({ requestId, why: 'The coding has no lines.' })),
		};
	}

	async write(
		batch: { id: string; body: string },
		drafts: readonly BillDraft[],
	): Promise<WriteOutcome[]> {
		this.calls.write += 1;
		if (batch.body !== JSON.stringify(drafts.map((draft) => draft.requestId)))
			throw new Error('Other rows than the body names.');
		const known = this.remembered.get(batch.id);
		if (known !== undefined) return known;
		const outcomes = drafts.map((draft) => this.writeOne(draft));
		this.remembered.set(batch.id, outcomes);
		return outcomes;
	}

	private writeOne(draft: BillDraft): WriteOutcome {
		const { requestId, coding } = draft;
		const refusal = this.refusals.get(coding.number ?? '');
		if (refusal !== undefined)
			return { requestId, result: 'refused', why: refusal, again: false, uncertain: false };
		return { requestId, result: 'written', bill: this.add(draft), warnings: [] };
	}

	private add({ requestId, claim, entity, coding }: BillDraft): KeptBill {
		const bill: KeptBill = {
			entity,
			id: String(100 + this.bills.length),
			total: coding.total,
			balance: coding.total,
			vendor: coding.vendor?.id ?? '',
			requestId,
			claim,
			files: [],
			changedAt: this.clock(),
			...(coding.number === undefined ? {} : { number: coding.number }),
		};
		this.bills.push(bill);
		return bill;
	}

	async find(drafts: readonly BillDraft[]): Promise<Map<string, StandingBill[]>> {
		this.calls.find += 1;
		const found = new Map<string, StandingBill[]>();
		for (const draft of drafts) {
			const bills = this.bills.filter(
				(bill) =>
					bill.number === draft.coding.number &&
					(bill.requestId === draft.requestId ||
						bill.claim === draft.claim ||
						bill.vendor === draft.coding.vendor?.id),
			);
			if (bills.length > 0) found.set(draft.requestId, bills);
		}
		return found;
	}

	/** Running time of these books, for the times of bills. */
	clock: () => number = () => 0;

	now(): number {
		return this.clock();
	}

	async *written(since: string | undefined): AsyncGenerator<WrittenBills> {
		yield await this.writtenSince(since);
	}

	async writtenSince(since: string | undefined): Promise<WrittenBills> {
		this.looks += 1;
		const from = since === undefined ? 0 : Date.parse(since);
		const bills = this.bills.flatMap((bill): WrittenBill[] => {
			const { requestId, claim, changedAt = 0 } = bill;
			if (requestId === undefined || claim === undefined || changedAt < from) return [];
			const at = new Date(changedAt).toISOString();
			return [{ ...bill, requestId, claim, createdAt: at, changedAt: at }];
		});
		return { asOf: new Date(this.clock()).toISOString(), bills };
	}

	async revise(standing: StandingBill, draft: BillDraft): Promise<WriteOutcome> {
		this.calls.revise += 1;
		const { requestId } = draft;
		const bill = this.bills.find((other) => other.id === standing.id);
		if (bill === undefined)
			return {
				requestId,
				result: 'refused',
				why: 'It was deleted.',
				again: false,
				uncertain: false,
			};
		if (bill.balance !== bill.total)
			return { requestId, result: 'refused', why: 'It is paid.', again: false, uncertain: false };
		Object.assign(bill, {
			total: draft.coding.total,
			balance: draft.coding.total,
			number: draft.coding.number,
			requestId,
			changedAt: this.clock(),
		});
		return { requestId, result: 'written', bill, warnings: [] };
	}

	async attached(
		bills: ReadonlyArray<Pick<StandingBill, 'id'>>,
	): Promise<Map<string, Array<{ id: string; name: string }>>> {
		this.calls.attached += Math.ceil(bills.length / 30);
		return new Map(
			bills.map(({ id }) => [id, this.bills.find((bill) => bill.id === id)?.files ?? []]),
		);
	}

	async attach(files: readonly BillAttachment[]): Promise<Array<{ id: string } | { why: string }>> {
		this.calls.attach += 1;
		return files.map((file) => {
			if (file.name.startsWith('refused')) return { why: 'The file type is not allowed.' };
			const bill = this.bills.find((other) => other.id === file.id);
			if (bill === undefined) return { why: 'There is no such bill.' };
			const id = `f${bill.id}-${String(bill.files.length)}`;
			bill.files.push({ id, name: file.name });
			return { id };
		});
	}

	constructor(readonly id = '4620') {}

	get requests(): number {
		const { find, write, attached, attach, revise } = this.calls;
		return find + write + attached + attach + revise;
	}
}

/** The network failed; whether the call took effect is unknown. */
export function networkFailure(): BooksError {
	return new BooksError('The books did not answer.', {
		code: 'network',
		retryable: true,
		uncertain: true,
	});
}
