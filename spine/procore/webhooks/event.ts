import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WatchedEvent } from '../watched';

/** Word that something happened to a record; what it is now has to be read. */
export const procoreEventSchema = z.object({
	/** The same for every delivery of one event. */
	key: z.string(),
	company: z.string(),
	project: z.string().optional(),
	/** As the delivery writes it: `Change Order Packages`. */
	resource: z.string(),
	id: z.string(),
	operation: z.enum(['create', 'update', 'delete']),
	/** Present where a list told of it and no webhook. */
	listed: z.literal(true).optional(),
	/** Ids of the users who did it, as far as the delivery names them. */
	by: z.array(z.string()),
	at: z.string().optional(),
	/** Records that it belongs to, where the delivery names them (payload v3). */
	related: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ProcoreEvent = z.infer<typeof procoreEventSchema>;

export interface ProcoreDelivery {
	events: ProcoreEvent[];
	/** Entries that are no event, or one too many. They are ignored alone. */
	unreadable: number;
}

/** Procore delivers one event at a time; more than this in one body are not looked at. */
const MOST_EVENTS = 1000;

const short = z.union([z.string().trim(), z.number().transform(String)]);
const text = short.pipe(z.string().min(1).max(200));
const optionalText = z.preprocess(
	(value) => (value === null || value === '' ? undefined : value),
	text.optional().catch(undefined),
);
const relatedSchema = z.object({ id: text, name: text });
const related = z
	.array(relatedSchema.nullable().catch(null))
	.catch([])
	.transform((rows) => rows.flatMap((row) => row ?? []).slice(0, 50));

/** Payloads v2 and v3; v4 has `resource_type` and `reason` in the place of two members. */
const payloadSchema = z
	.object({
		id: optionalText,
		ulid: optionalText,
		timestamp: optionalText,
		company_id: optionalText,
		project_id: optionalText,
		user_id: optionalText,
		resource_id: text,
		resource_name: optionalText,
		resource_type: optionalText,
		event_type: optionalText,
		reason: optionalText,
		metadata: z
			.object({
				source_user_id: optionalText,
				source_project_id: optionalText,
				source_company_id: optionalText,
			})
			.nullish()
			.catch(undefined),
		related_resources: related.optional(),
	})
	.passthrough();

/** Which values `reason` of v4 takes is not documented, so verbs are read by their stem. */
const VERBS: ReadonlyArray<readonly [RegExp, WatchedEvent]> = [
	[/^(creat|insert|add)/, 'create'],
	[/^(delet|destroy|remov)/, 'delete'],
];

/**
 * The events of a delivery in payload v2, v3 or v4. A verb that is not known counts as an update,
 * because the record is read in any case.
 *
 * @returns undefined where the body is no JSON, or neither object nor list.
 */
export function readDelivery(body: Uint8Array): ProcoreDelivery | undefined {
	let value: unknown;
	try {
		value = JSON.parse(Buffer.from(body).toString('utf8'));
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	const events = rows.slice(0, MOST_EVENTS).flatMap((row) => eventOf(row) ?? []);
	return { events, unreadable: rows.length - events.length };
}

function eventOf(row: unknown): ProcoreEvent | undefined {
	const parsed = payloadSchema.safeParse(row);
	if (!parsed.success) return undefined;
	const { data } = parsed;
	const resource = data.resource_name ?? data.resource_type;
	const company = data.company_id ?? data.metadata?.source_company_id;
	if (resource === undefined || company === undefined) return undefined;
	const verb = (data.event_type ?? data.reason ?? '').toLowerCase();
	const project = data.project_id ?? data.metadata?.source_project_id;
	const users = [data.user_id, data.metadata?.source_user_id];
	return {
		key: data.ulid ?? data.id ?? digestOf(row),
		company,
		...(project === undefined ? {} : { project }),
		resource,
		id: data.resource_id,
		operation: VERBS.find(([stem]) => stem.test(verb))?.[1] ?? 'update',
		by: [...new Set(users.filter((user) => user !== undefined))],
		...(data.timestamp === undefined ? {} : { at: data.timestamp }),
		related: data.related_resources ?? [],
	};
}

function digestOf(row: unknown): string {
	return createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);
}
