import type { LedgerRecord } from '../documents/records';
import { ProcoreError } from './errors';
import { readCurrent } from './current';
import type { HandingOver, ProcoreChange, ProcoreWatchOptions } from './handing-over';
import { knownRecord, parentsOf, type Place } from './parents';
import { watchedOf, type WatchedName } from './watched';
import { procoreEventSchema, type ProcoreEvent } from './webhooks/event';
import { subjectOf } from './webhooks/hear';

/** Vain looks for a record that does not exist yet, or may not be seen: the next come seconds apart. */
const MOST_LOOKS = 4;
/** Vain attempts in all, after failures of Procore's. */
const MOST_TRIES = 20;

/** Something to be read because of one or more notices. */
interface Errand {
	name: WatchedName;
	place: Place;
	event: ProcoreEvent;
	keys: string[];
	tries: number;
	/** Whether only the credential's own user changed it: it is noted and not handed over. */
	own: boolean;
}

/** What becomes of the notices that were looked into. */
class Outcome {
	private readonly done = new Set<string>();
	private readonly later = new Set<string>();
	failure: unknown;

	finish(keys: readonly string[]): void {
		for (const key of keys) this.done.add(key);
	}

	putOff(keys: readonly string[]): void {
		for (const key of keys) this.later.add(key);
	}

	/** A failure ends what another attempt cannot help, and puts the rest off. */
	fail(error: unknown, keys: readonly string[], tries: number, say: (told: string) => void): void {
		if (isRefusal(error) || tries >= MOST_TRIES) {
			say(sentenceOf(error));
			this.finish(keys);
			return;
		}
		this.putOff(keys);
		this.failure ??= error;
	}

	async keep({ ledger, box }: ProcoreWatchOptions): Promise<void> {
		// A line may have led to several records; it is done when all of them are.
		const done = [...this.done].filter((key) => !this.later.has(key));
		await ledger.finishNotices(box, done);
		await ledger.putOffNotices(box, [...this.later]);
	}
}

/**
 * Looks into what webhooks told: reads every record that is meant as it is now, whatever order events
 * came in and however often, and hands it over. A record that cannot be found yet is looked for again
 * at the next calls, because word may come before Procore shows the record; one whose deletion was told
 * is handed over as deleted, with what the ledger knew of it. A failure on one leaves the others alone.
 *
 * @returns how many changes were handed over.
 * @throws the failure that kept something from being read, once the others are done; and whatever
 * `emit` throws.
 */
export async function lookIntoNotices(
	options: ProcoreWatchOptions,
	handing: HandingOver,
): Promise<number> {
	const { signal, say } = options;
	const before = handing.handedOver;
	const outcome = new Outcome();
	const errands = await errandsOf(options, outcome);
	for (const errand of errands) {
		signal?.throwIfAborted();
		try {
			const found = await run(options, errand);
			if (found === 'later') {
				outcome.putOff(errand.keys);
				continue;
			}
			if (found !== undefined && errand.own) handing.pass(found.change);
			else if (found !== undefined) handing.add(found.change, found.beside);
			outcome.finish(errand.keys);
		} catch (error) {
			signal?.throwIfAborted();
			outcome.fail(error, errand.keys, errand.tries, say);
		}
	}
	await handing.flush();
	await handing.keep();
	await outcome.keep(options);
	if (outcome.failure !== undefined) throw outcome.failure;
	return handing.handedOver - before;
}

/** What waits in the box, each record once; notices that ask for nothing are done. */
async function errandsOf(options: ProcoreWatchOptions, outcome: Outcome): Promise<Errand[]> {
	const { ledger, box, atOnce, watched, ownUser, say } = options;
	const errands = new Map<string, Errand>();
	for (const { key, json, tries } of await ledger.waitingNotices(box, atOnce)) {
		const parsed = procoreEventSchema.safeParse(JSON.parse(json));
		const subject = parsed.success ? subjectOf(parsed.data, watched) : undefined;
		if (!parsed.success || subject === undefined) {
			outcome.finish([key]);
			continue;
		}
		const event: ProcoreEvent = subject.isLine
			? { ...parsed.data, operation: 'update' }
			: parsed.data;
		const { project, related } = event;
		let ids = [event.id];
		try {
			if (subject.isLine) ids = await parentsOf(options, subject.name, event);
		} catch (error) {
			options.signal?.throwIfAborted();
			outcome.fail(error, [key], tries, say);
			continue;
		}
		if (ids.length === 0) {
			const { label } = watchedOf(subject.name);
			say(
				`Procore told of line ${event.id} of a ${label} but not of which, and the project has too many to look through. The ledger's backfill reads it.`,
			);
			outcome.finish([key]);
		}
		const own = ownUser !== undefined && event.by.includes(ownUser);
		for (const id of ids) {
			const same = errands.get(`${subject.name}:${id}`);
			if (same === undefined) {
				const place = { id, project, related };
				const errand = { name: subject.name, place, event, keys: [key], tries, own };
				errands.set(`${subject.name}:${id}`, errand);
				continue;
			}
			same.keys.push(key);
			same.tries = Math.min(same.tries, tries);
			same.own &&= own;
			if (same.event.operation !== 'delete' && !subject.isLine) same.event = event;
		}
	}
	return [...errands.values()];
}

async function run(
	options: ProcoreWatchOptions,
	{ name, place, event, tries }: Errand,
): Promise<{ change: ProcoreChange; beside: LedgerRecord[] } | 'later' | undefined> {
	const { label } = watchedOf(name);
	const told: ProcoreChange['event'] = {
		what: name,
		operation: event.operation,
		id: place.id,
		...(place.project === undefined ? {} : { project: place.project }),
		foundBy: event.listed === true ? 'schedule' : 'webhook',
		...(event.at === undefined ? {} : { at: event.at }),
	};
	const current = await readCurrent(options, name, place);
	if (current.state === 'unreadable') {
		options.say(current.sentence);
		return undefined;
	}
	if (current.state === 'found') {
		const { sheet, beside } = current;
		const isGone = sheet.record?.deleted === true;
		const operation = isGone ? 'delete' : event.operation === 'delete' ? 'update' : event.operation;
		return { change: { ...sheet, event: { ...told, operation } }, beside };
	}
	if (event.operation === 'delete') {
		const known = await knownRecord(options, name, place.id);
		const record = known === undefined ? {} : { record: { ...known, deleted: true } };
		return { change: { ...record, event: told }, beside: [] };
	}
	if (tries + 1 < MOST_LOOKS) return 'later';
	options.say(
		`Procore told of the ${label} with id ${place.id} but does not show it. It was deleted since, or the Procore user may not see it: check the permission for this tool.`,
	);
	return undefined;
}

/** Whether Procore refused for good: refusals that another attempt does not change: no permission, or the tool is switched off. */
export const isRefusal = (error: unknown): boolean =>
	error instanceof ProcoreError &&
	error.status !== undefined &&
	error.status < 500 &&
	![401, 408, 409, 429].includes(error.status);

const sentenceOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
