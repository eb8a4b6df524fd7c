import type { LinkType, Merge } from '../../documents/link';
import type { WebhookEvent } from './notification';

/** What can be linked, by its name in a notification. */
const LINKED: Readonly<Record<string, LinkType>> = { vendor: 'vendor', customer: 'project' };

/**
 * Vendors and customers that were merged, as notifications tell it: `deletedId` names the one that is
 * gone (https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks). Change data capture and
 * the newer form of notifications do not say into what a record was merged.
 */
export function mergesOf(events: readonly WebhookEvent[]): Merge[] {
	return events.flatMap(({ entity, operation, realm, id, deletedId }): Merge[] => {
		const type = LINKED[entity];
		if (type === undefined || operation !== 'merge' || deletedId === undefined) return [];
		return deletedId === id ? [] : [{ type, books: realm, id: deletedId, into: id }];
	});
}
