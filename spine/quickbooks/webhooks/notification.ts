import { z } from 'zod';

/** That something happened to an entity; what it is now has to be read. */
export interface WebhookEvent {
	/** The same for every delivery of one event. */
	key: string;
	/** Id of the company (realm). */
	realm: string;
	/** In lower case: `bill`, `purchaseorder`. */
	entity: string;
	id: string;
	/** In lower case: `create`, `update`, `delete`, `merge`, `void`, `emailed`. */
	operation: string;
	/** Of a merge: the id that is gone; `id` stands for both since. */
	deletedId?: string;
}

export interface Notification {
	events: WebhookEvent[];
	/** Events that could not be read or were too many. They are ignored alone. */
	unreadable: number;
}

/** More events in one notification are not looked at one by one. */
const MOST_EVENTS = 5000;

const short = z.union([z.string(), z.number().transform(String)]).pipe(z.string().min(1).max(200));
const timeless = short.optional().catch(undefined);

const entitySchema = z.object({
	name: short,
	id: short,
	operation: short,
	/** `2015-10-05T14:42:19-0700` and ISO were both seen, so it is compared as it is written. */
	lastUpdated: timeless,
	deletedId: timeless,
});
const classicSchema = z.object({
	eventNotifications: z.array(
		z
			.object({
				realmId: short,
				dataChangeEvent: z.object({ entities: z.array(z.unknown()) }),
			})
			.nullable()
			.catch(null),
	),
});
const cloudEventSchema = z.object({
	id: short,
	source: timeless,
	type: short,
	intuitentityid: short,
	intuitaccountid: short,
});

/** `qbo.bill.updated.v1`; only `created` is in Intuit's samples, so the other verbs are read leniently. */
const CLOUD_TYPE = /^qbo\.([a-z]+)\.([a-z]+)(?:\.v\d+)?$/;
const VERBS: Readonly<Record<string, string>> = {
	created: 'create',
	updated: 'update',
	deleted: 'delete',
	merged: 'merge',
	voided: 'void',
};

/**
 * The events of a notification in either form: the classic `eventNotifications` and the list of
 * CloudEvents that replaces it. They may come twice and out of order. Never throws: what cannot be
 * read is counted.
 */
export function readNotification(body: Uint8Array): Notification {
	let value: unknown;
	try {
		value = JSON.parse(Buffer.from(body).toString('utf8'));
	} catch {
		return { events: [], unreadable: 1 };
	}
	if (Array.isArray(value)) return gathered(value, cloudEvent);
	const classic = classicSchema.safeParse(value);
	if (!classic.success) return { events: [], unreadable: 1 };
	const parts = classic.data.eventNotifications.map((one): Notification => {
		if (one === null) return { events: [], unreadable: 1 };
		return gathered(one.dataChangeEvent.entities, (row) => classicEvent(row, one.realmId));
	});
	const events = parts.flatMap((part) => part.events);
	const unreadable = parts.reduce((sum, part) => sum + part.unreadable, 0);
	const most = events.slice(0, MOST_EVENTS);
	return { events: most, unreadable: unreadable + events.length - most.length };
}

function gathered(
	rows: readonly unknown[],
	read: (row: unknown) => WebhookEvent | undefined,
): Notification {
	const events = rows.slice(0, MOST_EVENTS).flatMap((row) => read(row) ?? []);
	return { events, unreadable: rows.length - events.length };
}

function classicEvent(row: unknown, realm: string): WebhookEvent | undefined {
	const parsed = entitySchema.safeParse(row);
	if (!parsed.success) return undefined;
	const { name, id, operation, lastUpdated = '', deletedId } = parsed.data;
	return {
		key: [realm, name, id, operation, lastUpdated].join('|'),
		realm,
		entity: name.toLowerCase(),
		id,
		operation: operation.toLowerCase(),
		...(deletedId === undefined ? {} : { deletedId }),
	};
}

function cloudEvent(row: unknown): WebhookEvent | undefined {
	const parsed = cloudEventSchema.safeParse(row);
	if (!parsed.success) return undefined;
	const { id, source = '', type, intuitentityid, intuitaccountid } = parsed.data;
	const [, entity, verb] = CLOUD_TYPE.exec(type.toLowerCase()) ?? [];
	if (entity === undefined || verb === undefined) return undefined;
	return {
		// CloudEvents 1.0: source and id together name an event.
		key: [source, id].join('|'),
		realm: intuitaccountid,
		entity,
		id: intuitentityid,
		operation: VERBS[verb] ?? verb,
	};
}
