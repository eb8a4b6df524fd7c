import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { InjectedFault } from '../injection';
import type { RequestEntry } from '../requestLog';
import type { Simulator } from '../simulator';
import { jsonType, systemFailure, throttled, unauthorized, type Answer } from './answers';

/** What a call is, before it is done. */
export interface Call {
	method: string;
	path: string;
	query: Record<string, string>;
	body: Buffer;
	realm?: string;
	operation: string;
	entity?: string;
	class: RequestEntry['class'];
	/** What the items of a batch are. */
	items?: Array<{ class: 'core' | 'coreplus'; operation: string; entity?: string }>;
}

const querySchema = z.record(z.union([z.string(), z.array(z.string())]));

/** The parameters of a URL; of a repeated one the last counts. */
export function queryOf(request: FastifyRequest): Record<string, string> {
	const parsed = querySchema.safeParse(request.query);
	if (!parsed.success) return {};
	return Object.fromEntries(
		Object.entries(parsed.data).map(([key, value]) => [
			key,
			Array.isArray(value) ? (value.at(-1) ?? '') : value,
		]),
	);
}

/** The raw bytes of a request. */
export function bodyOf(request: FastifyRequest): Buffer {
	return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** A path without its parameters. */
export function pathOf(request: FastifyRequest): string {
	return request.url.split('?')[0] ?? request.url;
}

function injected(simulator: Simulator, fault: InjectedFault): Answer {
	const time = new Date(simulator.runningClock()).toISOString();
	const headers: Record<string, string> =
		fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
	if (fault.status === 429) return { ...throttled('3001', null, time), headers };
	if (fault.status === 401) return { ...unauthorized(simulator.runningClock()), headers };
	return { ...systemFailure(fault.status, time), headers };
}

type Outcome = Answer | 'drop' | undefined;

async function play(simulator: Simulator, call: Call, when: 'before' | 'after'): Promise<Outcome> {
	const items = call.items ?? [];
	const traits = {
		method: call.method,
		path: call.path,
		operations: [call.operation, ...items.map((item) => item.operation)],
		entities: [call.entity, ...items.map((item) => item.entity)].filter((one) => one !== undefined),
	};
	let outcome: Outcome;
	for (const fault of simulator.injection.take(traits, when)) {
		if (fault.kind === 'latency') await sleep(fault.ms);
		else if (fault.kind === 'drop') outcome = 'drop';
		else outcome ??= injected(simulator, fault);
	}
	return outcome;
}

/**
 * Does one call: waits the latency, plays the faults that are set for before and after it, writes the
 * log and sends the answer with its trace id. `work` commits; a fault after it hides the answer only.
 */
export async function serve(
	simulator: Simulator,
	call: Call,
	reply: FastifyReply,
	work: () => Answer,
): Promise<void> {
	const at = simulator.runningClock();
	const began = performance.now();
	const intuitTid = randomUUID();
	if (simulator.injection.latencyMs > 0) await sleep(simulator.injection.latencyMs);
	let outcome = await play(simulator, call, 'before');
	let answer: Answer | undefined;
	if (outcome === undefined) {
		answer = work();
		outcome = (await play(simulator, call, 'after')) ?? answer;
	}
	const status = outcome === 'drop' ? 0 : outcome.status;
	const metered = answer !== undefined && answer.stopped !== true;
	const { items, body, ...rest } = call;
	simulator.log.add(
		{
			...rest,
			at,
			status,
			bodyBytes: body.length,
			...(items
				? { items: items.map((one) => `${one.operation} ${one.entity ?? ''}`.trim()) }
				: {}),
			replayed: answer?.replayed ?? false,
			durationMs: performance.now() - began,
			intuitTid,
		},
		metered ? (items?.map((item) => item.class) ?? [call.class]) : [],
	);
	if (outcome === 'drop') {
		reply.hijack();
		reply.raw.destroy();
		return;
	}
	await reply
		.code(outcome.status)
		.headers({ intuit_tid: intuitTid, ...outcome.headers })
		.type(outcome.contentType ?? jsonType)
		.send(outcome.body);
}
