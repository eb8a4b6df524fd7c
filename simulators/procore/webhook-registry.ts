import { z } from 'zod';
import { Refusal, fieldErrors, notFound } from './refusal';
import type { Context } from './resource';
import { resources } from './routes';
import { type Bag, bag, text, whole } from './values';
import type { Hook, Trigger, Webhooks } from './webhooks';

/** Kinds of change that a trigger may name. */
export const events = ['create', 'update', 'delete'] as const;
const eventSchema = z.preprocess(
	(value) => (typeof value === 'string' ? value.toLowerCase() : value),
	z.enum(events),
);

/** Names that webhooks may be asked for; subcontractor invoices are not among them. */
export const resourceNames = (): string[] =>
	[...new Set(resources.flatMap((one) => one.webhook ?? []))].concat(['ERP Requests']);

/** The hook that a path names. Throws a Refusal (404). */
export function hookOf(context: Context, webhooks: Webhooks, id: string | undefined): Hook {
	const hook = webhooks.hooks.find(
		(one) => one.id === whole(id) && one.companyId === context.companyId,
	);
	if (hook === undefined) throw notFound();
	return hook;
}

/** A new hook of the request's company or project. */
export function addHook(context: Context, webhooks: Webhooks, given: Bag, version: string): Hook {
	const destinationUrl = text(given.destination_url) ?? '';
	const namespace = text(given.namespace) ?? '';
	if (!URL.canParse(destinationUrl)) throw fieldErrors(422, { destination_url: ['is invalid'] });
	if (!/^[a-z0-9-]+$/.test(namespace)) throw fieldErrors(422, { namespace: ['is invalid'] });
	const hook: Hook = {
		id: context.store.nextId(),
		version,
		namespace,
		destinationUrl,
		authorization: text(bag(given.destination_headers).Authorization),
		companyId: context.companyId,
		projectId: context.projectId,
		userId: context.caller.id,
		status: 'active',
		createdAt: context.now,
		updatedAt: context.now,
		triggers: [],
	};
	webhooks.hooks.push(hook);
	return hook;
}

/** Changes what is given of a hook. */
export function changeHook(
	context: Context,
	hook: Hook,
	given: Bag,
	version: string | undefined,
): void {
	hook.destinationUrl = text(given.destination_url) ?? hook.destinationUrl;
	hook.namespace = text(given.namespace) ?? hook.namespace;
	hook.authorization = text(bag(given.destination_headers).Authorization) ?? hook.authorization;
	hook.version = version ?? hook.version;
	hook.updatedAt = context.now;
	if (given.status === 'active' || given.status === 'disabled') hook.status = given.status;
}

/** A new trigger. Throws a Refusal for a resource or event that webhooks do not know. */
export function addTrigger(context: Context, hook: Hook, given: Bag): Trigger {
	const resource = text(given.resource_name) ?? '';
	const event = eventSchema.safeParse(given.event_type);
	if (!resourceNames().includes(resource)) {
		throw fieldErrors(422, { resource_name: ['is not a valid resource'] });
	}
	const ofProject = resources.some((one) => one.webhook === resource && one.scope === 'project');
	if (ofProject && hook.projectId === undefined && !context.switches.companyHooksHearProjects) {
		throw fieldErrors(422, { resource_name: ['is not available to a hook of a company'] });
	}
	if (!event.success) throw fieldErrors(422, { event_type: ['is not included in the list'] });
	const trigger: Trigger = { id: context.store.nextId(), resource, event: event.data };
	hook.triggers.push(trigger);
	return trigger;
}

/** Takes a trigger away. Throws a Refusal (404). */
export function dropTrigger(hook: Hook, id: string | undefined): void {
	const index = hook.triggers.findIndex((one) => one.id === whole(id));
	if (index < 0) throw notFound();
	hook.triggers.splice(index, 1);
}

/** Takes a hook away, and what is queued for it. */
export function drop(webhooks: Webhooks, hook: Hook): void {
	webhooks.hooks.splice(webhooks.hooks.indexOf(hook), 1);
}

/** The Authorization header with all but its last five characters hidden. */
export function masked(authorization: string | undefined): Bag {
	if (authorization === undefined) return {};
	return {
		Authorization: `${'*'.repeat(Math.max(0, authorization.length - 5))}${authorization.slice(-5)}`,
	};
}

/** Up to 500 triggers at once, and those that were refused. */
export function bulk(
	context: Context,
	hook: Hook,
	given: unknown,
): { success: Trigger[]; failed: Bag[] } {
	const list = Array.isArray(given) ? given.map(bag) : [];
	if (list.length > 500)
		throw new Refusal(413, { errors: 'No more than 500 triggers are allowed' });
	const success: Trigger[] = [];
	const failed: Bag[] = [];
	for (const one of list) {
		try {
			success.push(addTrigger(context, hook, one));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			failed.push({ ...one, ...bag(error.body) });
		}
	}
	return { success, failed };
}
