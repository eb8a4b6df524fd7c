import { z } from 'zod';
import type { OnlineEntity } from '../online/filterable';
import type { Notification, WebhookEvent } from './notification';

/** Deliveries come again for days at most; older keys are forgotten first. */
const KEPT_KEYS = 2000;

const seenSchema = z.array(z.string()).catch([]);

export interface Heard {
	/** Events of this company and of chosen entities that were not heard before. */
	fresh: WebhookEvent[];
	/** Companies that events were for and that are not this one. */
	strangers: string[];
	/** To be kept for the next notification. */
	seen: string;
}

/** What of a notification is news for a company. `seen` is what was kept after the last one. */
export function hear(
	{ events }: Notification,
	{ realm, entities, seen }: { realm: string; entities: readonly OnlineEntity[]; seen?: string },
): Heard {
	const before = seenSchema.parse(seen === undefined ? [] : jsonOf(seen));
	const known = new Set(before);
	const names = new Set(entities.map((entity) => entity.toLowerCase()));
	const fresh: WebhookEvent[] = [];
	const strangers = new Set<string>();
	for (const event of events) {
		if (event.realm !== realm) strangers.add(event.realm);
		else if (names.has(event.entity) && !known.has(event.key)) {
			known.add(event.key);
			fresh.push(event);
		}
	}
	return { fresh, strangers: [...strangers], seen: JSON.stringify([...known].slice(-KEPT_KEYS)) };
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
