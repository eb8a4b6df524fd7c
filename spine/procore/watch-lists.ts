import { DateTime } from 'luxon';
import { z } from 'zod';
import type { LedgerRecord } from '../documents/records';
import type { WireRow } from './client';
import { readCurrent, sheetOfRow } from './current';
import { ProcoreError } from './errors';
import type { HandingOver, ProcoreChange, ProcoreWatchOptions } from './handing-over';
import { instant } from './history-pass';
import { resourceOf, type ResourceName } from './resources';
import { isRefusal } from './watch-notices';
import { inWatchedOrder, watchedOf, type WatchedName } from './watched';
import type { ProcoreEvent } from './webhooks/event';
import { id as wireId, optionalBoolean, optionalInstant } from './wire/values';

/** How far before the cursor lists are read again, for what Procore showed late. */
export const OVERLAP_MINUTES = 5;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Failures one after the other that end a look. */
const MOST_FAILURES = 3;
/** Rows a page of lists of what changed. */
const PAGE = 500;

const rowSchema = z
	.object({
		id: wireId,
		created_at: optionalInstant,
		updated_at: optionalInstant,
		deleted_at: optionalInstant,
	})
	.passthrough();
const projectSchema = z.object({ id: wireId, active: optionalBoolean }).passthrough();

/** A row that a list showed as changed. */
interface Changed {
	name: WatchedName;
	rank: number;
	id: string;
	project?: string;
	/** By Procore's clock. */
	at: number;
	createdAt: number;
	/** The row itself where it is deleted: it can be read no more. */
	deleted?: WireRow;
}

/** What the list of a project, or of the company, tells of by the time of change. */
export function isListed(name: WatchedName): boolean {
	const { scope, list } = resourceOf(watchedOf(name).resource);
	return scope !== 'contract' && list.filters.includes('updated_at');
}

/**
 * Hands over what lists show as changed since the last look, oldest first over all projects, each
 * record as it is now. The cursors go by Procore's clock, with an overlap, and move only with what was
 * taken, so that an interrupted look goes on where it stopped. A list that Procore refuses (tool
 * switched off, no permission) keeps its cursor, and is caught up with once it is allowed.
 *
 * @returns how many changes were handed over.
 * @throws ProcoreError when Procore does not answer; and whatever `emit` throws.
 */
export async function lookThroughLists(
	options: ProcoreWatchOptions,
	handing: HandingOver,
	names: readonly WatchedName[],
): Promise<number> {
	const { client, atOnce, signal, clock } = options;
	const { state } = handing;
	const before = handing.handedOver;
	const projects = await projectsOf(options, names);
	const asOf = client.answeredAt() ?? clock();
	const changed: Changed[] = [];
	const read: string[] = [];
	for (const name of inWatchedOrder(names).filter(isListed)) {
		const scopes = watchedOf(name).scope === 'company' ? [undefined] : projects;
		for (const project of scopes) {
			signal?.throwIfAborted();
			const list = listKey(name, project);
			const rows = await changedRows(options, handing, name, project, asOf);
			if (rows === undefined) continue;
			read.push(list);
			for (const row of rows) if (row.at >= state.since) changed.push(row);
		}
	}
	changed.sort((left, right) => left.at - right.at || left.rank - right.rank);
	let reached: number | undefined;
	let failures = 0;
	for (const row of changed) {
		signal?.throwIfAborted();
		if (handing.waiting >= atOnce && reached !== undefined) {
			await handing.flush();
			move(handing, read, reached);
			await handing.keep();
		}
		try {
			const found = await changeOf(options, handing, row);
			if (found !== undefined) handing.add(found.change, found.beside);
			failures = 0;
		} catch (error) {
			signal?.throwIfAborted();
			failures += 1;
			if (failures >= MOST_FAILURES) throw error;
			await leaveForLater(options, handing, row, error);
		}
		reached = row.at;
	}
	await handing.flush();
	move(handing, read, asOf);
	await handing.keep();
	return handing.handedOver - before;
}

const hasDeleted = (resource: ResourceName): boolean =>
	resourceOf(resource).list.filters.includes('include_deleted');

const listKey = (name: WatchedName, project: string | undefined): string =>
	project === undefined ? name : `${name} ${project}`;

function move({ state }: HandingOver, lists: readonly string[], to: number): void {
	for (const list of lists) state.cursors[list] = Math.max(state.cursors[list] ?? state.since, to);
}

/** The chosen projects, or every active one, where anything of a project is looked for. */
async function projectsOf(
	{ client, projects, signal }: ProcoreWatchOptions,
	names: readonly WatchedName[],
): Promise<string[]> {
	if (!names.some((name) => watchedOf(name).scope === 'project')) return [];
	if (projects.length > 0) return [...projects];
	const active: string[] = [];
	for await (const row of client.list('projects', {}, { signal })) {
		const parsed = projectSchema.safeParse(row);
		if (parsed.success && parsed.data.active !== false) active.push(parsed.data.id);
	}
	return active;
}

/** Rows of one list that changed since its cursor; nothing where Procore refuses the list. */
async function changedRows(
	options: ProcoreWatchOptions,
	{ state }: HandingOver,
	name: WatchedName,
	project: string | undefined,
	asOf: number,
): Promise<Changed[] | undefined> {
	const { client, say, signal } = options;
	const { resource, label } = watchedOf(name);
	const list = listKey(name, project);
	const from = (state.cursors[list] ?? state.since) - OVERLAP_MINUTES * MINUTE_MS;
	// Both ends, because open ranges are not documented.
	const range = { updated_at: `${instant(from)}...${instant(asOf + DAY_MS)}` };
	const view = name === 'requisitions' ? 'default' : undefined;
	const about = { name, rank: inWatchedOrder(options.watched).indexOf(name), project, asOf };
	const rows: Changed[] = [];
	const take = async (filters: Record<string, string>): Promise<void> => {
		const pages = client.pages(resource, { project }, { filters, view, perPage: PAGE, signal });
		for await (const page of pages) {
			for (const row of page.rows) {
				const found = changedRow(row, about);
				if (found === undefined) {
					say(`A ${label} that Procore listed has no usable id and was passed over.`);
				} else if (found.at >= from) rows.push(found);
			}
		}
	};
	try {
		await take(range);
		// Whether a deletion moves the time of change is not documented, so all that is deleted is asked for.
		if (hasDeleted(resource)) await take({ include_deleted: 'only' });
	} catch (error) {
		const status = error instanceof ProcoreError ? error.status : undefined;
		if (!(error instanceof ProcoreError) || (status !== 403 && status !== 404)) throw error;
		if (!state.refused.includes(list)) {
			state.refused.push(list);
			say(`${error.message} Until then changes of it are not found.`);
		}
		return undefined;
	}
	state.refused = state.refused.filter((one) => one !== list);
	return rows;
}

function changedRow(
	row: WireRow,
	{
		name,
		rank,
		project,
		asOf,
	}: { name: WatchedName; rank: number; project?: string; asOf: number },
): Changed | undefined {
	const parsed = rowSchema.safeParse(row);
	if (!parsed.success) return undefined;
	const { id, created_at: created, updated_at: updated, deleted_at: gone } = parsed.data;
	const stamp = millis(gone) ?? millis(updated) ?? asOf;
	return {
		name,
		rank,
		id,
		...(project === undefined ? {} : { project }),
		at: stamp,
		createdAt: millis(created) ?? 0,
		...(gone === undefined ? {} : { deleted: row }),
	};
}

/** A record that cannot be read now is put beside, so that it holds up no other. */
async function leaveForLater(
	{ client, ledger, box, say }: ProcoreWatchOptions,
	handing: HandingOver,
	row: Changed,
	error: unknown,
): Promise<void> {
	const { name, id, project, at } = row;
	if (isRefusal(error)) {
		say(error instanceof Error ? error.message : String(error));
		return;
	}
	const event: ProcoreEvent = {
		key: `listed ${name} ${id} ${instant(at)}`,
		company: client.companyId,
		...(project === undefined ? {} : { project }),
		resource: name,
		id,
		operation: operationOf(handing, row),
		listed: true,
		by: [],
		at: instant(at),
		related: [],
	};
	await ledger.putNotices(box, [{ key: event.key, json: JSON.stringify(event) }]);
}

function millis(stamp: string | undefined): number | undefined {
	return stamp === undefined ? undefined : DateTime.fromISO(stamp).toMillis();
}

/** A record is new while none of its states was handed over since the watcher began. */
function operationOf(handing: HandingOver, { name, id, createdAt, deleted }: Changed) {
	if (deleted !== undefined) return 'delete';
	return createdAt >= handing.state.since && !handing.knows(name, id) ? 'create' : 'update';
}

async function changeOf(
	options: ProcoreWatchOptions,
	handing: HandingOver,
	row: Changed,
): Promise<{ change: ProcoreChange; beside: LedgerRecord[] } | undefined> {
	const { name, id, project, at, deleted } = row;
	const current =
		deleted === undefined
			? await readCurrent(options, name, { id, project, related: [] })
			: await sheetOfRow(options, name, deleted, { project });
	if (current.state === 'unreadable') options.say(current.sentence);
	// What is gone by now was deleted since the list was read: the next look tells of it.
	if (current.state !== 'found') return undefined;
	const event: ProcoreChange['event'] = {
		what: name,
		operation: operationOf(handing, row),
		id,
		...(project === undefined ? {} : { project }),
		foundBy: 'schedule',
		at: instant(at),
	};
	return { change: { ...current.sheet, event }, beside: current.beside };
}
