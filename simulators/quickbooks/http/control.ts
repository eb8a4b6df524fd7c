import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { injectedFaultSchema } from '../injection';
import type { Simulator } from '../simulator';
import { switchesSchema } from '../switches';
import { throttleSchema } from '../throttle';
import { webhookSchema } from '../webhooks';
import { bodyOf, queryOf } from './pipeline';

const latencySchema = z.object({ ms: z.number().nonnegative() });
const tokenSchema = z.object({ realmId: z.string(), scope: z.string().optional() });

function parsed<T>(
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	body: Buffer,
	reply: FastifyReply,
	use: (value: T) => unknown,
): FastifyReply {
	let value: unknown;
	try {
		value = JSON.parse(body.toString('utf8') || '{}');
	} catch {
		return reply.code(400).send({ error: 'The body is no JSON.' });
	}
	const result = schema.safeParse(value);
	if (!result.success) return reply.code(400).send({ error: result.error.issues });
	return reply.send(use(result.data) ?? { ok: true });
}

/**
 * The control address, for tests and the demo. Nothing here exists at Intuit.
 *
 * - `GET|PUT /control/faults` a list of faults, replacing the last one; `POST` adds to it;
 *   `PUT /control/latency` `{ms}`
 * - `GET|DELETE /control/requests` the log with its counters, `?since=n` without the first n
 * - `GET|PUT /control/switches` some switches; the others keep their value
 * - `GET|PUT /control/throttle` limits
 * - `POST /control/expire-tokens`, `POST /control/token` `{realmId}` a token without the consent page
 * - `GET /control/state` and `/control/state/{realmId}` the rows as they stand
 * - `PUT|DELETE /control/webhook` target, `POST /control/webhook/flush`, `GET /control/webhook/attempts`
 */
export function controlRoutes(app: FastifyInstance, simulator: Simulator): void {
	app.put('/control/faults', (request, reply) =>
		parsed(z.array(injectedFaultSchema), bodyOf(request), reply, (faults) =>
			simulator.injection.set(faults),
		),
	);
	app.post('/control/faults', (request, reply) =>
		parsed(z.array(injectedFaultSchema), bodyOf(request), reply, (faults) =>
			simulator.injection.add(faults),
		),
	);
	app.get('/control/faults', () => simulator.injection.list());
	app.put('/control/latency', (request, reply) =>
		parsed(latencySchema, bodyOf(request), reply, ({ ms }) => {
			simulator.injection.latencyMs = ms;
		}),
	);
	app.get('/control/requests', (request) =>
		simulator.log.read(Number(queryOf(request).since ?? 0) || 0),
	);
	app.delete('/control/requests', () => {
		simulator.log.clear();
		return { ok: true };
	});
	app.get('/control/switches', () => simulator.switches);
	app.put('/control/switches', (request, reply) =>
		parsed(z.record(z.unknown()), bodyOf(request), reply, (some) => {
			const all = switchesSchema.safeParse({ ...simulator.switches, ...some });
			if (!all.success) {
				reply.code(400);
				return { error: all.error.issues };
			}
			simulator.switches = all.data;
			return all.data;
		}),
	);
	app.get('/control/throttle', () => simulator.throttle.get());
	app.put('/control/throttle', (request, reply) =>
		parsed(throttleSchema, bodyOf(request), reply, (settings) => {
			simulator.throttle.set(settings);
			return settings;
		}),
	);
	app.post('/control/expire-tokens', () => ({ expired: simulator.oauth.expireAccessTokens() }));
	app.post('/control/token', (request, reply) =>
		parsed(tokenSchema, bodyOf(request), reply, ({ realmId, scope }) => {
			if (simulator.companies.has(realmId)) return simulator.oauth.grant(realmId, scope);
			reply.code(404);
			return { error: `There is no company ${realmId}.` };
		}),
	);
	app.get('/control/state', () =>
		Object.fromEntries(
			[...simulator.companies].map(([realmId, company]) => [realmId, company.export()]),
		),
	);
	app.get<{ Params: { realm: string } }>('/control/state/:realm', (request, reply) => {
		const company = simulator.companies.get(request.params.realm);
		return company
			? reply.send(company.export())
			: reply.code(404).send({ error: `There is no company ${request.params.realm}.` });
	});
	app.put('/control/webhook', (request, reply) =>
		parsed(webhookSchema, bodyOf(request), reply, (target) => simulator.webhooks.set(target)),
	);
	app.delete('/control/webhook', () => {
		simulator.webhooks.set(undefined);
		return { ok: true };
	});
	app.post('/control/webhook/flush', async () => {
		await simulator.webhooks.flush();
		return { ok: true };
	});
	app.get('/control/webhook/attempts', () => simulator.webhooks.attempts);
}
