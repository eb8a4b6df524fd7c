import { z } from 'zod';
import { contentHash } from '../documents/canonical';
import type { LedgerRecord } from '../documents/records';
import type { Ledger } from '../ledger/ledger';
import type { ProcoreClient } from './client';
import { instant } from './history-pass';
import type { ProcoreSheet } from './sheets';
import type { WatchedEvent, WatchedName } from './watched';

/** What happened to a record, and how that came to be known. */
export interface ChangeSheet {
	what: WatchedName;
	operation: WatchedEvent;
	id: string;
	project?: string;
	foundBy: 'webhook' | 'schedule';
	/** When it happened, as far as Procore says. */
	at?: string;
}

/** A record that changed, as it is now, with the event. A deletion that nothing is known of has the event alone. */
export type ProcoreChange = ProcoreSheet & { event: ChangeSheet };

export interface ProcoreWatchOptions {
	client: ProcoreClient;
	ledger: Pick<
		Ledger,
		| 'record'
		| 'get'
		| 'list'
		| 'getNote'
		| 'putNote'
		| 'putNotices'
		| 'waitingNotices'
		| 'finishNotices'
		| 'putOffNotices'
	>;
	/** Name of the note that holds how far this watcher came. */
	note: string;
	/** Box that deliveries of webhooks are put into. */
	box: string;
	watched: readonly WatchedName[];
	/** Ids of the projects that are watched; none: every active one. */
	projects: readonly string[];
	/** From when changes count the first time, in milliseconds by Procore's clock; default: from now. */
	startFrom?: number;
	/** Id of the credential's own user, whose changes are passed over; absent: everybody's count. */
	ownUser?: string;
	/** Keeps a file beside the ledger and gives its hash; absent: files are not fetched. */
	keepFile?: (bytes: Uint8Array) => Promise<string>;
	/** Whether records are mirrored before they are handed over. */
	record: boolean;
	/** Most sheets handed over at once. */
	atOnce: number;
	/** Running time in milliseconds. */
	clock: () => number;
	signal?: AbortSignal;
	/** Hands changes over. What it took is not handed over again. */
	emit: (changes: ProcoreChange[]) => Promise<void>;
	/** A sentence for people. */
	say: (sentence: string) => void;
}

const stateSchema = z.object({
	/** From when changes count, by Procore's clock. */
	since: z.number(),
	/** Until when changes were handed over, by list; a list that is new begins at `since`. */
	cursors: z.record(z.number()),
	/** Lists that Procore refused at the last look, so that it is said once. */
	refused: z.array(z.string()).default([]),
	/** What was handed over last of each record, the latest at the end. */
	last: z.array(z.tuple([z.string(), z.string()])),
});
export type WatchState = z.infer<typeof stateSchema>;

/** Records whose last state is remembered; of others an unchanged one may be handed over again. */
const REMEMBERED = 5000;

/** What was handed over so far; absent before the first look, or where it cannot be read. */
export async function readState({
	ledger,
	note,
}: Pick<ProcoreWatchOptions, 'ledger' | 'note'>): Promise<WatchState | undefined> {
	const text = await ledger.getNote(note);
	if (text === undefined) return undefined;
	const parsed = stateSchema.safeParse(JSON.parse(text));
	return parsed.success ? parsed.data : undefined;
}

/** Hands changes over in portions, each state of a record once, and notes after each what was taken. */
export class HandingOver {
	handedOver = 0;
	private readonly last: Map<string, string>;
	private pending: Array<{
		key: string;
		hash: string;
		change: ProcoreChange;
		beside: readonly LedgerRecord[];
	}> = [];

	constructor(
		private readonly options: ProcoreWatchOptions,
		readonly state: WatchState,
	) {
		this.last = new Map(state.last);
	}

	get waiting(): number {
		return this.pending.length;
	}

	/** Whether a state of the record was handed over, or passed over, before. */
	knows(what: WatchedName, id: string): boolean {
		return this.last.has(`${what}:${id}`);
	}

	/**
	 * Takes a change in; one that was handed over in this very state is passed over.
	 *
	 * @param beside records that moved with it and are mirrored with it.
	 */
	add(change: ProcoreChange, beside: readonly LedgerRecord[] = []): void {
		const { key, hash } = identityOf(change);
		const before = this.pending.findLast((one) => one.key === key)?.hash ?? this.last.get(key);
		if (before !== hash) this.pending.push({ key, hash, change, beside });
	}

	/** Notes a state that is not to be handed over, so that no list brings it either. */
	pass(change: ProcoreChange): void {
		const { key, hash } = identityOf(change);
		this.remember(key, hash);
	}

	async flush(): Promise<void> {
		const { ledger, record, atOnce, clock, emit, signal } = this.options;
		while (this.pending.length > 0) {
			signal?.throwIfAborted();
			const portion = this.pending.slice(0, atOnce);
			const records = portion.flatMap(({ change, beside }) => [
				...beside,
				...(change.record === undefined ? [] : [change.record]),
			]);
			if (record) await ledger.record(records, instant(clock()));
			await emit(portion.map(({ change }) => change));
			this.pending = this.pending.slice(portion.length);
			this.handedOver += portion.length;
			for (const { key, hash } of portion) this.remember(key, hash);
		}
	}

	private remember(key: string, hash: string): void {
		this.last.delete(key);
		this.last.set(key, hash);
	}

	async keep(): Promise<void> {
		this.state.last = [...this.last].slice(-REMEMBERED);
		await this.options.ledger.putNote(this.options.note, JSON.stringify(this.state));
	}
}

function identityOf({ event, ...sheet }: ProcoreChange): { key: string; hash: string } {
	const content: unknown = JSON.parse(JSON.stringify(sheet));
	return {
		key: `${event.what}:${event.id}`,
		hash: contentHash(stable(content)).slice(0, 16),
	};
}

const recordSchema = z.record(z.unknown());

/** Content without what changes from one reading to the next: signatures in addresses of files. */
function stable(value: unknown): unknown {
	if (typeof value === 'string') return /^https?:/i.test(value) ? value.split('?')[0] : value;
	if (Array.isArray(value)) return value.map(stable);
	const object = recordSchema.safeParse(value);
	if (!object.success) return value;
	return Object.fromEntries(Object.entries(object.data).map(([key, one]) => [key, stable(one)]));
}
