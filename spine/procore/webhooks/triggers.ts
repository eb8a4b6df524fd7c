import { isListed } from '../watch-lists';
import { watchedOf, type WatchedName } from '../watched';

/** A trigger of a webhook by what it fires for: `resource event`. */
export const triggerKey = (resource: string, event: string): string =>
	`${resource} ${event.toLowerCase()}`;

interface WantedTrigger {
	resource_name: string;
	event_type: string;
}

/** The triggers that hear of what is watched, by their keys. */
export function triggersFor(watched: readonly WatchedName[]): Map<string, WantedTrigger> {
	const wanted = new Map<string, WantedTrigger>();
	for (const name of watched) {
		const { hooks, lineHooks, events } = watchedOf(name);
		for (const resource_name of [...hooks, ...lineHooks]) {
			for (const event_type of events) {
				wanted.set(triggerKey(resource_name, event_type), { resource_name, event_type });
			}
		}
	}
	return wanted;
}

/** Whether anything of what is watched has a webhook at all. */
export const hasWebhooks = (watched: readonly WatchedName[]): boolean =>
	triggersFor(watched).size > 0;

/** What is watched and cannot be heard of: it has no webhook, or Procore refused the trigger for it. */
export function unheard(
	watched: readonly WatchedName[],
	refused: readonly string[],
): WatchedName[] {
	return watched.filter((name) => {
		const { hooks, events } = watchedOf(name);
		const isRefused = hooks.some((hook) =>
			events.some((event) => refused.includes(triggerKey(hook, event))),
		);
		return hooks.length === 0 || isRefused;
	});
}

/** What a watcher of these things misses. */
export interface Unnoticed {
	/** Neither heard of nor shown by a list that goes by the time of change. */
	missed: WatchedName[];
	/** Whether that is all that is watched, so that the watcher would never start anything. */
	isDeaf: boolean;
}

/** What a watcher would never notice, with these triggers refused or, without `refused`, with no webhook at all. */
export function unnoticed(
	watched: readonly WatchedName[],
	refused: readonly string[] | undefined,
): Unnoticed {
	const silent = refused === undefined ? watched : unheard(watched, refused);
	const missed = silent.filter((name) => !isListed(name));
	return { missed, isDeaf: missed.length === watched.length };
}
