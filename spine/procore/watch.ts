import { z } from 'zod';
import type { ProcoreClient } from './client';
import { HandingOver, readState, type ProcoreWatchOptions, type WatchState } from './handing-over';
import { isListed, lookThroughLists } from './watch-lists';
import { lookIntoNotices } from './watch-notices';
import type { WatchedName } from './watched';
import { id as wireId } from './wire/values';

export type { ChangeSheet, ProcoreChange, ProcoreWatchOptions } from './handing-over';

/** What a look goes through. */
export interface Look {
	/** Whether it looks into what webhooks told. */
	notices: boolean;
	/** Things whose lists are read for what changed. */
	lists: readonly WatchedName[];
}

/**
 * One look at Procore: at what webhooks told since the last, and at lists of what changed. The first
 * look begins now, or where it was asked to. What it hands over it does not hand over again while it
 * stays as it is. One watcher must not look twice at the same time.
 *
 * @returns how many changes were handed over.
 * @throws ProcoreError when Procore does not answer; and whatever `emit` throws.
 */
export async function lookAtProcore(options: ProcoreWatchOptions, look: Look): Promise<number> {
	const { client, clock } = options;
	const stored = await readState(options);
	// An answer tells Procore's time, which changes go by.
	if (stored === undefined && client.answeredAt() === undefined) await userOf(client);
	const now = client.answeredAt() ?? clock();
	const since = Math.min(options.startFrom ?? now, now);
	const state: WatchState = stored ?? { since, cursors: {}, refused: [], last: [] };
	const handing = new HandingOver(options, state);
	if (stored === undefined) await handing.keep();
	let failure: unknown;
	try {
		if (look.notices) await lookIntoNotices(options, handing);
	} catch (error) {
		options.signal?.throwIfAborted();
		// One record that cannot be read must not keep everything else from being found.
		failure = error;
	}
	const listed = look.lists.filter(isListed);
	if (listed.length > 0) await lookThroughLists(options, handing, listed);
	if (failure !== undefined) throw failure;
	return handing.handedOver;
}

/** Id of the user, or service account, that the client is. */
export async function userOf(client: ProcoreClient, signal?: AbortSignal): Promise<string> {
	const { body } = await client.request('GET', '/rest/v1.0/me', { signal });
	return z.object({ id: wireId }).passthrough().parse(body).id;
}
