import type { FastifyInstance, FastifyRequest } from 'fastify';
import { required } from './refusal';
import type { Context } from './resource';
import { type Surroundings, contextOf } from './routes';
import { type Bag, bag, text, whole } from './values';
import type { Delivery, Hook, Trigger, Webhooks } from './webhooks';
import {
	resourceNames,
	hookOf,
	addHook,
	changeHook,
	addTrigger,
	dropTrigger,
	drop,
	masked,
	bulk,
} from './webhook-registry';

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

/** Webhooks v1.0, of a company or a project by parameter. */
export function registerV1(app: FastifyInstance, around: Surroundings, webhooks: Webhooks): void {
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
