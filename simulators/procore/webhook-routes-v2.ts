import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v2Error } from './refusal';
import type { Context } from './resource';
import { type Surroundings, contextOf, urlOf } from './routes';
import { page } from './paging';
import { text } from './values';
import type { Hook, Trigger, Webhooks } from './webhooks';
import { idsAsTexts } from './wire';
import {
	events,
	resourceNames,
	hookOf,
	addHook,
	changeHook,
	addTrigger,
	dropTrigger,
	drop,
	masked,
} from './webhook-registry';

/** Webhooks v2.0 under one base path, of a company or of a project. */
export function registerV2(
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
