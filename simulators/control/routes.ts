import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z, ZodError } from 'zod';
import type { FaultList } from './faults';
import type { RequestLog } from './requests';

/** What the control address of a simulator can do. */
export interface Controls {
	faults: FaultList;
	requests: RequestLog;
	/** Changes the switches that are named and answers all; throws a ZodError for an unknown one. */
	setSwitches(some: unknown): unknown;
	/** Ends all access tokens at once; refresh tokens live on. */
	expireTokens(): void;
	/** The present state, in the form the data came in. */
	state(): unknown;
	/** A fresh token without any handshake. */
	token(body: unknown): unknown;
}

/**
 * The control address, under `/control`: `PUT faults` (replaces all), `POST faults` (adds), `GET requests?since=n`,
 * `PUT switches`, `POST expire-tokens`, `GET state`, `POST token`. It needs no token and is not logged.
 */
export function registerControl(app: FastifyInstance, controls: Controls): void {
	app.put('/control/faults', (request, reply) =>
		checked(reply, () => controls.faults.set(request.body)),
	);
	app.post('/control/faults', (request, reply) =>
		checked(reply, () => controls.faults.add(request.body)),
	);
	app.get('/control/faults', () => controls.faults.list());
	app.get('/control/requests', (request) =>
		controls.requests.since(sinceSchema.parse(request.query).since),
	);
	app.put('/control/switches', (request, reply) =>
		checked(reply, () => controls.setSwitches(request.body)),
	);
	app.post('/control/expire-tokens', () => {
		controls.expireTokens();
		return {};
	});
	app.get('/control/state', () => controls.state());
	app.post('/control/token', (request, reply) =>
		checked(reply, () => controls.token(request.body ?? {})),
	);
}

const sinceSchema = z.object({ since: z.coerce.number().default(0) });

async function checked(reply: FastifyReply, work: () => unknown): Promise<unknown> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof ZodError)) throw error;
		return reply.code(400).send({ error: error.issues });
	}
}

/**
 * Makes the faults that are set strike: those of `before` ahead of every other hook, those of `after`
 * when the answer is about to leave. `/control` is spared.
 */
export function registerFaults(app: FastifyInstance, faults: FaultList): void {
	app.addHook('onRequest', async (request, reply) => {
		const path = pathOf(request);
		if (path.startsWith('/control')) return;
		for (const fault of faults.take(request.method, path, 'before')) {
			if (fault.kind === 'latency') await sleep(fault.ms);
			if (fault.kind === 'drop') return drop(request, reply);
			if (fault.kind === 'status') return spoil(reply, fault.status, fault.retryAfter);
		}
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const path = pathOf(request);
		if (path.startsWith('/control') || reply.statusCode >= 500) return payload;
		for (const fault of faults.take(request.method, path, 'after')) {
			if (fault.kind === 'latency') await sleep(fault.ms);
			if (fault.kind === 'drop') request.raw.socket.destroy();
			if (fault.kind === 'status') {
				reply.code(fault.status).removeHeader('content-length');
				if (fault.retryAfter !== undefined) reply.header('Retry-After', fault.retryAfter);
				return JSON.stringify({ error: `status ${fault.status} after the work was done` });
			}
		}
		return payload;
	});
}

function pathOf(request: FastifyRequest): string {
	return request.url.split('?')[0] ?? '';
}

function drop(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	reply.hijack();
	request.raw.socket.destroy();
	return reply;
}

function spoil(reply: FastifyReply, status: number, retryAfter: number | undefined): FastifyReply {
	if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
	return reply.code(status).send({ error: `status ${status}` });
}
