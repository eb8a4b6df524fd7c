import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeEvent } from './resource';
import type { Switches } from './switches';
import type { Bag, Row } from './values';

/** A registration: where events go, in which payload version, for a company or one of its projects. */
export interface Hook extends Row {
	version: string;
	namespace: string;
	destinationUrl: string;
	authorization?: string;
	companyId: number;
	projectId?: number;
	userId: number;
	status: 'active' | 'disabled';
	createdAt: string;
	updatedAt: string;
	triggers: Trigger[];
}

export interface Trigger extends Row {
	resource: string;
	event: ChangeEvent['event'];
}

/** An event on its way to a hook, or what became of it. */
export interface Delivery {
	id: number;
	hookId: number;
	event: Bag;
	outcome: 'pending' | 'successful' | 'failing' | 'discarded';
	attempts: Array<{ startedAt: string; completedAt: string; status?: number; error?: string }>;
	queuedAt: number;
}

const longestPauseMs = 3_600_000;

/**
 * Registered hooks and the worker that delivers to them: one queue a hook, in order, each event as a
 * POST with the static Authorization header of the hook. A failure pauses the queue, longer each time;
 * what is too old is discarded.
 * https://developers.procore.com/documentation/webhooks
 */
export class Webhooks {
	readonly hooks: Hook[] = [];
	readonly deliveries: Delivery[] = [];
	private readonly working = new Set<number>();
	private readonly stopped = new AbortController();

	constructor(
		private readonly around: {
			switches: () => Switches;
			clock: () => Date;
			newId: () => number;
		},
	) {}

	/** Queues an event for every hook that has a trigger for it. Returns at once. */
	notify(event: ChangeEvent): void {
		for (const hook of this.hooks) {
			const inScope =
				hook.status === 'active' &&
				hook.companyId === event.companyId &&
				(hook.projectId === undefined || hook.projectId === event.projectId);
			const wanted = hook.triggers.some(
				(trigger) => trigger.resource === event.resource && trigger.event === event.event,
			);
			if (!inScope || !wanted) continue;
			const payload = this.payload(hook, event);
			for (let copy = 0; copy < this.around.switches().webhookCopies; copy += 1) {
				this.deliveries.push({
					id: this.around.newId(),
					hookId: hook.id,
					event: payload,
					outcome: 'pending',
					attempts: [],
					queuedAt: this.around.clock().getTime(),
				});
			}
			void this.work(hook);
		}
	}

	/** Ends the worker; what is queued stays queued. */
	stop(): void {
		this.stopped.abort();
	}

	/** The event in the words of the hook's payload version. */
	private payload(hook: Hook, event: ChangeEvent): Bag {
		const timestamp = this.around.clock().toISOString();
		const ulid = randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase();
		if (hook.version === 'v4') {
			return {
				id: ulid,
				timestamp,
				reason: event.event,
				company_id: String(event.companyId),
				project_id: event.projectId === undefined ? null : String(event.projectId),
				user_id: String(event.userId),
				resource_type: event.resource,
				resource_id: String(event.id),
			};
		}
		return {
			id: this.around.newId(),
			ulid,
			timestamp,
			metadata: {
				source_user_id: event.userId,
				source_project_id: event.projectId ?? null,
				source_operation_id: null,
				source_company_id: event.companyId,
				source_application_id: null,
			},
			user_id: event.userId,
			company_id: event.companyId,
			project_id: event.projectId ?? null,
			api_version: 'v2.0',
			event_type: event.event,
			resource_name: event.resource,
			resource_id: event.id,
			...(hook.version === 'v3' ? { related_resources: [] } : {}),
		};
	}

	private async work(hook: Hook): Promise<void> {
		if (this.working.has(hook.id)) return;
		this.working.add(hook.id);
		try {
			const { webhookDelayMs } = this.around.switches();
			if (webhookDelayMs > 0) {
				await sleep(webhookDelayMs, undefined, { signal: this.stopped.signal, ref: false });
			}
			let pause = this.around.switches().webhookBackoffMs;
			for (let next = this.next(hook); next !== undefined; next = this.next(hook)) {
				if (this.stopped.signal.aborted) return;
				const age = this.around.clock().getTime() - next.queuedAt;
				if (age > this.around.switches().webhookDiscardMs) {
					next.outcome = 'discarded';
				} else if (await this.deliver(hook, next)) {
					pause = this.around.switches().webhookBackoffMs;
				} else {
					await sleep(pause, undefined, { signal: this.stopped.signal, ref: false });
					pause = Math.min(pause * 2, longestPauseMs);
				}
			}
		} catch (error) {
			if (!this.stopped.signal.aborted) throw error;
		} finally {
			this.working.delete(hook.id);
		}
	}

	private next(hook: Hook): Delivery | undefined {
		if (!this.hooks.includes(hook)) return undefined;
		const isOpen = (one: Delivery): boolean =>
			one.hookId === hook.id && (one.outcome === 'pending' || one.outcome === 'failing');
		return this.around.switches().webhookReorder
			? this.deliveries.findLast(isOpen)
			: this.deliveries.find(isOpen);
	}

	private async deliver(hook: Hook, delivery: Delivery): Promise<boolean> {
		const startedAt = this.around.clock().toISOString();
		const attempt = await this.post(hook, delivery);
		const completedAt = this.around.clock().toISOString();
		delivery.attempts.push({ startedAt, completedAt, ...attempt });
		const good = attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300;
		delivery.outcome = good ? 'successful' : 'failing';
		return good;
	}

	private async post(hook: Hook, delivery: Delivery): Promise<{ status?: number; error?: string }> {
		try {
			const response = await fetch(hook.destinationUrl, {
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					...(hook.authorization === undefined ? {} : { Authorization: hook.authorization }),
				},
				body: JSON.stringify(delivery.event),
				signal: AbortSignal.any([
					AbortSignal.timeout(this.around.switches().webhookTimeoutMs),
					this.stopped.signal,
				]),
			});
			await response.arrayBuffer();
			return { status: response.status };
		} catch (error) {
			return { error: error instanceof Error ? error.message : 'failed' };
		}
	}
}
