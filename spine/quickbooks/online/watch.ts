import { DateTime } from 'luxon';
import { z } from 'zod';
import { contentHash } from '../../documents/canonical';
import type { Ledger } from '../../ledger/ledger';
import { CAPTURE_DAYS, changedRows, cursorOf, instant, OVERLAP_MINUTES } from './changed-rows';
import type { QuickBooksOnline } from './client';
import type { OnlineEntity } from './filterable';
import { type QuickBooksSheet, sheetsOfQuickBooks } from './sheets';
import { RECORDED_ENTITIES } from './to-records';
import { unseenDeletions, withWhatWasKnown } from './unseen-deletions';

export interface WatchOptions {
	client: QuickBooksOnline;
	ledger: Pick<Ledger, 'record' | 'get' | 'list' | 'backfillProgress' | 'getNote' | 'putNote'>;
	/** Name of the note that holds how far this watcher came. */
	note: string;
	entities: readonly OnlineEntity[];
	/** Whether records are mirrored before they are handed over. */
	record: boolean;
	/** Most sheets handed over at once. */
	atOnce: number;
	/** Running time in milliseconds. */
	clock: () => number;
	signal?: AbortSignal;
	/** Hands sheets over. What it took is not handed over again. */
	emit: (sheets: QuickBooksSheet[]) => Promise<void>;
	/** A sentence for people: a row that could not be read, what cannot be known. */
	say: (sentence: string) => void;
}

const stateSchema = z.object({
	/** Until when changes were handed over, by QuickBooks' clock. */
	cursor: z.number(),
	/** What was handed over, by the time of the pass, as far as the overlap can bring it again. */
	done: z.array(z.object({ at: z.number(), keys: z.array(z.string()) })),
});
type State = z.infer<typeof stateSchema>;

/** Keys that are kept at most; beyond them a change of the overlap may come again. */
const KEPT_KEYS = 10_000;
const MINUTE_MS = 60_000;

/** Something on its way, with the key it is known by. */
interface Pending {
	key: string;
	sheet: QuickBooksSheet;
}

/**
 * Hands over what changed in QuickBooks since the last time, each change once: by one request of
 * change data capture for all entities, deletions included. The first time it goes on from the
 * backfill of the ledger, or from now where there was none. The cursor goes by QuickBooks' clock and
 * moves only after everything was taken, so an interrupted pass is done again without what was
 * taken.
 *
 * Where it did not look for so long that deletions are no longer told, what the ledger knows is
 * checked by id, and it is said that other deletions cannot be known.
 *
 * @returns how many sheets were handed over.
 * @throws QuickBooksError when QuickBooks does not answer; and whatever `emit` throws.
 */
export async function watchOnce(options: WatchOptions): Promise<number> {
	const { client, ledger, signal, say } = options;
	// Its answer tells QuickBooks' time, which decides how to ask for changes.
	if (client.answeredAt() === undefined) await client.companyInfo(signal);
	const stored = readState(await ledger.getNote(options.note));
	const since = stored?.cursor ?? (await backfilledUntil(options));
	const state: State = stored ?? { cursor: since ?? nowOf(options), done: [] };
	// Without a beginning there is nothing to catch up with: what the overlap shows is old.
	const deliver = new Delivery(options, state, since !== undefined);
	const from = state.cursor;
	const untold = new Set<OnlineEntity>();
	let asOf: number | undefined;
	for await (const page of changedRows(client, inOrder(options.entities), from, signal)) {
		asOf ??= page.asOf;
		if (!page.withDeletions) untold.add(page.entity);
		await deliver.rows(page.entity, page.rows, page.asOf);
	}
	asOf ??= nowOf(options);
	const reach = DateTime.fromMillis(asOf).diff(DateTime.fromMillis(from), 'days').days;
	for (const entity of reach >= CAPTURE_DAYS ? options.entities : untold) {
		await deliver.deletions(entity, asOf);
	}
	if (reach >= CAPTURE_DAYS || untold.size > 0) {
		say(
			`QuickBooks no longer tells what was deleted between ${instant(from)} and ${instant(asOf)}. What the ledger knows was checked by its id; other deletions of that time cannot be known.`,
		);
	}
	await deliver.flush(asOf);
	await deliver.moveTo(asOf);
	return deliver.handedOver;
}

const nowOf = ({ client, clock }: WatchOptions): number => client.answeredAt() ?? clock();

/** Lists before what refers to them. */
function inOrder(entities: readonly OnlineEntity[]): OnlineEntity[] {
	const ranks: readonly OnlineEntity[] = RECORDED_ENTITIES;
	return [...entities].sort((left, right) => ranks.indexOf(left) - ranks.indexOf(right));
}

function readState(text: string | undefined): State | undefined {
	if (text === undefined) return undefined;
	const parsed = stateSchema.safeParse(JSON.parse(text));
	return parsed.success ? parsed.data : undefined;
}

/** Until when the backfill read the chosen entities, by QuickBooks' clock. */
async function backfilledUntil(options: WatchOptions): Promise<number | undefined> {
	const { client, ledger, clock, entities } = options;
	const passes = (await ledger.backfillProgress()).filter(
		({ side, scope, resource, complete }) =>
			side === 'books' &&
			scope === client.realmId &&
			complete &&
			entities.some((entity) => entity === resource),
	);
	const now = { server: nowOf(options), running: clock() };
	const cursors = passes.flatMap((progress) => cursorOf(progress, now) ?? []);
	return cursors.length === 0 ? undefined : Math.min(...cursors);
}

/** Hands over in portions and notes after each what was taken. */
class Delivery {
	handedOver = 0;
	private pending: Pending[] = [];
	private readonly known: Set<string>;

	constructor(
		private readonly options: WatchOptions,
		private readonly state: State,
		/** Whether anything is handed over, or only noted as known. */
		private readonly emits: boolean,
	) {
		this.known = new Set(state.done.flatMap(({ keys }) => keys));
	}

	async rows(entity: OnlineEntity, rows: readonly unknown[], asOf: number): Promise<void> {
		const { client, ledger, say } = this.options;
		for (const row of rows) {
			const key = contentHash([entity, row]).slice(0, 20);
			if (this.known.has(key)) continue;
			this.known.add(key);
			const { sheets, refused } = sheetsOfQuickBooks(entity, [row], client.realmId);
			for (const { why } of refused) say(why);
			for (const sheet of sheets) {
				const record =
					sheet.record && (await withWhatWasKnown(ledger, sheet.record, entity, client.realmId));
				this.pending.push({ key, sheet: { ...sheet, ...(record && { record }) } });
			}
			if (this.pending.length >= this.options.atOnce) await this.flush(asOf);
		}
	}

	/** What was deleted and is not told any more. */
	async deletions(entity: OnlineEntity, asOf: number): Promise<void> {
		const { client, ledger, signal } = this.options;
		for (const record of await unseenDeletions(client, ledger, entity, signal)) {
			const key = contentHash([entity, record.id, 'deleted']).slice(0, 20);
			if (this.known.has(key)) continue;
			this.known.add(key);
			this.pending.push({ key, sheet: { record } });
			if (this.pending.length >= this.options.atOnce) await this.flush(asOf);
		}
	}

	async flush(asOf: number): Promise<void> {
		const { ledger, record, clock, emit, signal } = this.options;
		const portion = this.pending;
		if (portion.length === 0) return;
		signal?.throwIfAborted();
		this.pending = [];
		if (this.emits) {
			const records = portion.flatMap(({ sheet }) => sheet.record ?? []);
			if (record) await ledger.record(records, instant(clock()));
			await emit(portion.map(({ sheet }) => sheet));
			this.handedOver += portion.length;
		}
		this.state.done.push({ at: asOf, keys: portion.map(({ key }) => key) });
		await this.keep();
	}

	async moveTo(cursor: number): Promise<void> {
		this.state.cursor = cursor;
		// A row may come again while its time of change lies in the overlap before the cursor.
		const oldest = cursor - 2 * OVERLAP_MINUTES * MINUTE_MS;
		this.state.done = this.state.done.filter(({ at }) => at >= oldest);
		await this.keep();
	}

	private async keep(): Promise<void> {
		const { done } = this.state;
		for (let kept = countOf(done); kept > KEPT_KEYS && done.length > 1; kept = countOf(done)) {
			done.shift();
		}
		await this.options.ledger.putNote(this.options.note, JSON.stringify(this.state));
	}
}

const countOf = (done: State['done']): number =>
	done.reduce((sum, { keys }) => sum + keys.length, 0);
