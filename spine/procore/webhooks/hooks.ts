import { z } from 'zod';
import type { ProcoreClient } from '../client';
import { ProcoreError } from '../errors';
import type { WatchedName } from '../watched';
import * as wire from '../wire/values';
import { triggerKey, triggersFor } from './triggers';

/** Namespace of every hook of this pack: lower-case letters, digits and hyphens. */
export const NAMESPACE = 'n8n-procore-spine';

/** Payload that hooks are asked for: the one whose resource list covers the financial tools. */
const PAYLOAD = 'v2';
const BASE = '/rest/v1.0/webhooks/hooks';

/** A hook as it is to be. */
export interface WantedHook {
	/** Where deliveries go; its path is unguessable. */
	destination: string;
	/** Authorization header that every delivery bears. */
	authorization: string;
	watched: readonly WatchedName[];
	/** Id from an earlier registration, by which a hook with another address is found. */
	knownId?: string;
	/** Triggers that Procore refused earlier, by {@link triggerKey}; they are not asked for in checks. */
	refused?: readonly string[];
}

export interface RegisteredHook {
	id: string;
	/** Triggers that Procore did not take, as `resource event`. */
	refused: string[];
}

const hookSchema = z
	.object({
		id: wire.id,
		api_version: wire.optionalText,
		destination_url: wire.optionalText,
		destination_headers: wire.optionalObject({ Authorization: wire.optionalText }),
	})
	.passthrough();
type HookRow = z.infer<typeof hookSchema>;

const triggerSchema = z
	.object({ id: wire.id, resource_name: z.string(), event_type: z.string() })
	.passthrough();
type TriggerRow = z.infer<typeof triggerSchema>;

const keyOf = (row: TriggerRow): string => triggerKey(row.resource_name, row.event_type);

/**
 * Makes the company's hook for a destination what it is to be: one hook, its address and header,
 * and its triggers; what is so already is left alone. It is found again by its destination within the
 * namespace, or by the id it had, so that neither a crash between registration and its being noted
 * nor a changed address leads to a second one; a second one that there is all the same is removed.
 *
 * v1.0 hooks, because their list tells the destination, a whole list of triggers goes in one call,
 * and the payload version is the hook's own choice there as in v2.0.
 *
 * @throws ProcoreError when Procore refuses the hook itself.
 */
export async function registerHook(
	client: ProcoreClient,
	wanted: WantedHook,
	signal?: AbortSignal,
): Promise<RegisteredHook> {
	const [first, ...others] = await ownHooks(client, wanted, signal);
	for (const { id } of others) await dropHook(client, id, signal);
	const hook = {
		api_version: PAYLOAD,
		namespace: NAMESPACE,
		destination_url: wanted.destination,
		destination_headers: { Authorization: wanted.authorization },
	};
	const body = { company_id: Number(client.companyId), hook };
	const { id } =
		first === undefined
			? parsed(hookSchema, (await client.request('POST', BASE, { body, signal })).body)
			: first;
	if (first !== undefined && !isAsWanted(first, wanted)) {
		await client.request('PATCH', `${BASE}/${id}`, { body, signal });
	}
	return { id, refused: await setTriggers(client, id, wanted, signal) };
}

/** Whether the hook stands as it is to be, so that nothing has to be written. */
export async function isRegistered(
	client: ProcoreClient,
	wanted: WantedHook,
	signal?: AbortSignal,
): Promise<boolean> {
	const [hook, ...others] = await ownHooks(client, wanted, signal);
	if (hook === undefined || others.length > 0 || !isAsWanted(hook, wanted)) return false;
	const standing = new Set((await triggersOf(client, hook.id, signal)).map(keyOf));
	const expected = [...triggersFor(wanted.watched).keys()];
	const missing = expected.filter((key) => !standing.has(key) && !wanted.refused?.includes(key));
	return missing.length === 0 && [...standing].every((key) => expected.includes(key));
}

/** Removes the hook of a destination, and any second one. One that is gone already is no matter. */
export async function removeHook(
	client: ProcoreClient,
	wanted: Pick<WantedHook, 'destination' | 'knownId'>,
	signal?: AbortSignal,
): Promise<void> {
	for (const { id } of await ownHooks(client, wanted, signal)) await dropHook(client, id, signal);
}

/** Hooks with this id or destination, the one that bears the id first. */
async function ownHooks(
	client: ProcoreClient,
	{ destination, knownId }: Pick<WantedHook, 'destination' | 'knownId'>,
	signal?: AbortSignal,
): Promise<HookRow[]> {
	const query = { company_id: client.companyId, namespace: NAMESPACE };
	const { body } = await client.request('GET', BASE, { query, signal });
	return parsed(z.array(hookSchema), body)
		.filter(({ id, destination_url: url }) => id === knownId || url === destination)
		.sort((left, right) => Number(right.id === knownId) - Number(left.id === knownId));
}

/** Procore shows the last five characters of the header. */
const SHOWN = 5;

function isAsWanted(hook: HookRow, wanted: WantedHook): boolean {
	const shown = hook.destination_headers?.Authorization ?? '';
	return (
		hook.destination_url === wanted.destination &&
		(hook.api_version ?? PAYLOAD) === PAYLOAD &&
		shown.slice(-SHOWN) === wanted.authorization.slice(-SHOWN)
	);
}

async function dropHook(client: ProcoreClient, id: string, signal?: AbortSignal): Promise<void> {
	const query = { company_id: client.companyId };
	await unlessRefused([404], async () => {
		await client.request('DELETE', `${BASE}/${id}`, { query, signal });
	});
}

async function triggersOf(
	client: ProcoreClient,
	hook: string,
	signal?: AbortSignal,
): Promise<TriggerRow[]> {
	const query = { company_id: client.companyId };
	const { body } = await client.request('GET', `${BASE}/${hook}/triggers`, { query, signal });
	return parsed(z.array(triggerSchema), body);
}

/** Statuses by which Procore says that it does not take a trigger, or no list of them. */
const REFUSALS = [400, 403, 404, 405, 406, 413, 422];

async function setTriggers(
	client: ProcoreClient,
	hook: string,
	{ watched }: WantedHook,
	signal?: AbortSignal,
): Promise<string[]> {
	const path = `${BASE}/${hook}/triggers`;
	const company_id = Number(client.companyId);
	const wanted = triggersFor(watched);
	const standing = await triggersOf(client, hook, signal);
	const missing = [...wanted].filter(([key]) => !standing.some((row) => keyOf(row) === key));
	if (missing.length > 0) {
		const triggers = missing.map(([, trigger]) => trigger);
		const body = { company_id, api_version: PAYLOAD, triggers };
		await unlessRefused(REFUSALS, async () => {
			await client.request('POST', `${path}/bulk`, { body, signal });
		});
	}
	const now =
		missing.length === 0
			? new Set(standing.map(keyOf))
			: new Set((await triggersOf(client, hook, signal)).map(keyOf));
	const refused: string[] = [];
	for (const [key, trigger] of missing) {
		if (now.has(key)) continue;
		const body = { company_id, api_version: PAYLOAD, trigger };
		const taken = await unlessRefused(REFUSALS, async () => {
			await client.request('POST', path, { body, signal });
		});
		if (!taken) refused.push(key);
	}
	for (const row of standing) {
		if (wanted.has(keyOf(row))) continue;
		const query = { company_id: client.companyId };
		await unlessRefused([404], async () => {
			await client.request('DELETE', `${path}/${row.id}`, { query, signal });
		});
	}
	return refused;
}

/** False where Procore refused with one of these statuses. */
async function unlessRefused(
	statuses: readonly number[],
	call: () => Promise<void>,
): Promise<boolean> {
	try {
		await call();
		return true;
	} catch (error) {
		const status = error instanceof ProcoreError ? error.status : undefined;
		if (status === undefined || !statuses.includes(status)) throw error;
		return false;
	}
}

function parsed<S extends z.ZodTypeAny>(schema: S, body: unknown): z.output<S> {
	const result = schema.safeParse(body);
	if (result.success) return result.data;
	throw new ProcoreError(
		"Procore's answer about webhooks has not the expected form. Check the API address in the credential.",
	);
}
