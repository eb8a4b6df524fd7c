import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal, fieldErrors, notFound, required, v2Error } from './refusal';
import type { Context } from './resource';
import { type Surroundings, contextOf, resources, urlOf } from './routes';
import { page } from './paging';
import { type Bag, bag, text, whole } from './values';
import type { Delivery, Hook, Trigger, Webhooks } from './webhooks';
import { idsAsTexts } from './wire';

const events = ['create', 'update', 'delete'] as const;
const eventSchema = z.preprocess(
	(value) => (typeof value === 'string' ? value.toLowerCase() : value),
	z.enum(events),
);

/** Names that webhooks may be asked for; subcontractor invoices are not among them. */
const resourceNames = (): string[] =>
	[...new Set(resources.flatMap((one) => one.webhook ?? []))].concat(['ERP Requests']);

/** Registration of hooks and triggers, and their deliveries, in v1.0 and v2.0. */
export function registerWebhooks(
	app: FastifyInstance,
	around: Surroundings,
	webhooks: Webhooks,
): void {
	registerV1(app, around, webhooks);
	registerV2(app, around, webhooks, '/rest/v2.0/companies/:company_id/webhooks');
	registerV2(
		app,
		around,
		webhooks,
		'/rest/v2.0/companies/:company_id/projects/:project_id/webhooks',
	);
}

function hookOf(context: Context, webhooks: Webhooks, id: string | undefined): Hook {
	const hook = webhooks.hooks.find(
		(one) => one.id === whole(id) && one.companyId === context.companyId,
	);
	if (hook === undefined) throw notFound();
	return hook;
}

function addHook(context: Context, webhooks: Webhooks, given: Bag, version: string): Hook {
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

function changeHook(context: Context, hook: Hook, given: Bag, version: string | undefined): void {
	hook.destinationUrl = text(given.destination_url) ?? hook.destinationUrl;
	hook.namespace = text(given.namespace) ?? hook.namespace;
	hook.authorization = text(bag(given.destination_headers).Authorization) ?? hook.authorization;
	hook.version = version ?? hook.version;
	hook.updatedAt = context.now;
	if (given.status === 'active' || given.status === 'disabled') hook.status = given.status;
}

function addTrigger(context: Context, hook: Hook, given: Bag): Trigger {
	const resource = text(given.resource_name) ?? '';
	const event = eventSchema.safeParse(given.event_type);
	if (!resourceNames().includes(resource)) {
		throw fieldErrors(422, { resource_name: ['is not a valid resource'] });
	}
	if (!event.success) throw fieldErrors(422, { event_type: ['is not included in the list'] });
	const trigger: Trigger = { id: context.store.nextId(), resource, event: event.data };
	hook.triggers.push(trigger);
	return trigger;
}

function dropTrigger(hook: Hook, id: string | undefined): void {
	const index = hook.triggers.findIndex((one) => one.id === whole(id));
	if (index < 0) throw notFound();
	hook.triggers.splice(index, 1);
}

function drop(webhooks: Webhooks, hook: Hook): void {
	webhooks.hooks.splice(webhooks.hooks.indexOf(hook), 1);
}

function masked(authorization: string | undefined): Bag {
	if (authorization === undefined) return {};
	return {
		Authorization: `${'*'.repeat(Math.max(0, authorization.length - 5))}${authorization.slice(-5)}`,
	};
}

const hookV1 = (hook: Hook): Bag => ({
	id: hook.id,
	api_version: hook.version,
	namespace: hook.namespace,
	destination_url: hook.destinationUrl,
	destination_headers: masked(hook.authorization),
	owned_by_company_id: hook.projectId === undefined ? hook.companyId : null,
	owned_by_project_id: hook.projectId ?? null,
	owned_by_user_id: hook.userId,
});

const triggerV1 = (hook: Hook, trigger: Trigger): Bag => ({
	id: trigger.id,
	webhook_hook_id: hook.id,
	resource_name: trigger.resource,
	resource_id: null,
	event_type: trigger.event.toUpperCase(),
	company_id: hook.companyId,
	project_id: hook.projectId ?? null,
	user_id: hook.userId,
});

function deliveryV1(delivery: Delivery): Bag {
	const last = delivery.attempts.at(-1);
	return {
		event: delivery.event,
		event_id: delivery.event.id ?? null,
		outcome: delivery.outcome,
		response_status: last?.status ?? null,
		response_error: last?.error ?? null,
		started_at: last?.startedAt ?? null,
		completed_at: last?.completedAt ?? null,
	};
}

function registerV1(app: FastifyInstance, around: Surroundings, webhooks: Webhooks): void {
	const base = '/rest/v1.0/webhooks';
	const at = (request: FastifyRequest): Context => contextOf(request, around, 'company');
	app.get(`${base}/hooks`, (request) => {
		const context = at(request);
		const namespace = context.query.parameters.get('namespace');
		return webhooks.hooks
			.filter(
				(hook) => hook.companyId === context.companyId && hook.projectId === context.projectId,
			)
			.filter((hook) => namespace === null || hook.namespace === namespace)
			.map(hookV1);
	});
	app.post(`${base}/hooks`, (request, reply) => {
		const context = at(request);
		if (context.body.hook === undefined) throw required('hook');
		const given = bag(context.body.hook);
		return reply
			.code(201)
			.send(hookV1(addHook(context, webhooks, given, text(given.api_version) ?? 'v2')));
	});
	app.patch(`${base}/hooks/:hook_id`, (request) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		const given = bag(context.body.hook);
		changeHook(context, hook, given, text(given.api_version));
		return hookV1(hook);
	});
	app.delete(`${base}/hooks/:hook_id`, (request) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		drop(webhooks, hook);
		return {};
	});
	app.get(`${base}/hooks/:hook_id/triggers`, (request) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		return hook.triggers.map((trigger) => triggerV1(hook, trigger));
	});
	app.post(`${base}/hooks/:hook_id/triggers`, (request, reply) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		const trigger = addTrigger(context, hook, bag(context.body.trigger));
		return reply.code(201).send(triggerV1(hook, trigger));
	});
	app.post(`${base}/hooks/:hook_id/triggers/bulk`, (request, reply) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		const { success, failed } = bulk(context, hook, context.body.triggers);
		const done = { success: success.map((trigger) => triggerV1(hook, trigger)) };
		return reply
			.code(failed.length === 0 ? 201 : 207)
			.send({ ...done, ...(failed.length === 0 ? {} : { failed }) });
	});
	app.delete(`${base}/hooks/:hook_id/triggers/:id`, (request) => {
		const context = at(request);
		dropTrigger(hookOf(context, webhooks, context.path.hook_id), context.path.id);
		return {};
	});
	app.get(`${base}/hooks/:hook_id/deliveries`, (request) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		const size = whole(context.query.parameters.get('page_size')) ?? 100;
		const start = whole(context.query.parameters.get('page_start')) ?? 0;
		return webhooks.deliveries
			.filter(
				(one) =>
					one.hookId === hook.id && whole(one.event.id ?? one.id) !== start && one.id > start,
			)
			.slice(0, size)
			.map(deliveryV1);
	});
	app.get(`${base}/resources/api_versions`, () => ['v2', 'v3', 'v4']);
	app.get(`${base}/resources`, () =>
		resourceNames().map((name) => ({
			api_version: 'v2',
			tools: name,
			create: name,
			update: name,
			delete: name,
		})),
	);
}

function bulk(context: Context, hook: Hook, given: unknown): { success: Trigger[]; failed: Bag[] } {
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

function registerV2(
	app: FastifyInstance,
	around: Surroundings,
	webhooks: Webhooks,
	base: string,
): void {
	const scope = base.includes(':project_id') ? 'project' : 'company';
	const at = (request: FastifyRequest): Context => contextOf(request, around, scope);
	const shape = (hook: Hook): unknown =>
		idsAsTexts({
			id: hook.id,
			status: hook.status,
			payload_version: hook.version,
			namespace: hook.namespace,
			destination_headers: masked(hook.authorization),
			destination_url: hook.destinationUrl,
			trigger_count: hook.triggers.length,
			company_id: hook.companyId,
			project_id: hook.projectId ?? null,
			created_at: hook.createdAt,
			updated_at: hook.updatedAt,
		});
	const triggerShape = (hook: Hook, trigger: Trigger): unknown =>
		idsAsTexts({
			id: trigger.id,
			webhook_hook_id: hook.id,
			resource_name: trigger.resource,
			event_type: trigger.event,
			company_id: hook.companyId,
			project_id: hook.projectId ?? null,
		});
	const paging = { perPage: 10, maxPerPage: 100 };
	app.get(`${base}/hooks`, (request, reply) => {
		const context = at(request);
		const hooks = webhooks.hooks.filter(
			(hook) => hook.companyId === context.companyId && hook.projectId === context.projectId,
		);
		return { data: page(reply, urlOf(request), hooks, paging).map(shape) };
	});
	app.post(`${base}/hooks`, (request, reply) => {
		const context = at(request);
		const version = text(context.body.payload_version);
		if (version === undefined) {
			throw v2Error(400, 'BAD_REQUEST', 'payload_version is required', 'payload_version');
		}
		const hook = addHook(context, webhooks, context.body, version);
		return reply.code(201).send({ data: shape(hook) });
	});
	app.get(`${base}/hooks/:hook_id`, (request) => {
		const context = at(request);
		return { data: shape(hookOf(context, webhooks, context.path.hook_id)) };
	});
	app.patch(`${base}/hooks/:hook_id`, (request) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		changeHook(context, hook, context.body, text(context.body.payload_version));
		return { data: shape(hook) };
	});
	app.delete(`${base}/hooks/:hook_id`, (request, reply) => {
		const context = at(request);
		drop(webhooks, hookOf(context, webhooks, context.path.hook_id));
		return reply.code(204).send();
	});
	app.get(`${base}/hooks/:hook_id/triggers`, (request, reply) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		const rows = page(reply, urlOf(request), hook.triggers, paging);
		return { data: rows.map((trigger) => triggerShape(hook, trigger)) };
	});
	app.post(`${base}/hooks/:hook_id/triggers`, (request, reply) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		return reply
			.code(201)
			.send({ data: triggerShape(hook, addTrigger(context, hook, context.body)) });
	});
	app.delete(`${base}/hooks/:hook_id/triggers/:id`, (request, reply) => {
		const context = at(request);
		dropTrigger(hookOf(context, webhooks, context.path.hook_id), context.path.id);
		return reply.code(204).send();
	});
	app.get(`${base}/hooks/:hook_id/deliveries`, (request, reply) => {
		const context = at(request);
		const hook = hookOf(context, webhooks, context.path.hook_id);
		const mine = webhooks.deliveries.filter((one) => one.hookId === hook.id);
		const rows = page(reply, urlOf(request), mine, paging);
		return {
			data: rows.map((one) => ({
				id: String(one.id),
				status: one.outcome,
				payload: idsAsTexts(one.event),
				delivery_attempts: one.attempts,
			})),
		};
	});
	app.get(`${base}/resources`, (request, reply) => ({
		data: page(reply, urlOf(request), resourceNames(), paging).map((name) => ({
			category: 'Construction Financials',
			tool: name,
			name,
			payload_version: 'v2',
			actions: [...events],
		})),
	}));
}
