import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { catalogue } from './catalogue';
import type { Change } from './company';

/** Where notifications go and how. */
export const webhookSchema = z
	.object({
		url: z.string().url(),
		/** Key of the signature; the app's verifier token. */
		verifierToken: z.string().min(1),
		form: z.enum(['legacy', 'cloudevents']).default('legacy'),
		/** Changes are gathered this long before they are sent (sandbox: near real time), in milliseconds. */
		aggregateMs: z.number().nonnegative().default(0),
		/** Factor on the retry timetable; 1 is 10 s, 20 s, 30 s, 5 min, 20 min, 2 h, 4 h, 6 h. */
		retryScale: z.number().positive().default(1),
		/** How often each notification is sent although it was taken. */
		duplicates: z.number().int().nonnegative().default(0),
		/** Send the events of a notification in reverse. */
		reorder: z.boolean().default(false),
	})
	.strict();

/** See {@link webhookSchema}. */
export type WebhookTarget = z.infer<typeof webhookSchema>;

/** Seconds between attempts, after Intuit's webhook best practices; the last repeats. */
const timetable = [10, 20, 30, 300, 1200, 7200, 14_400, 21_600];
/** An endpoint has this long to answer, in milliseconds. */
const answerWithinMs = 3000;
const verbs: Record<Change['operation'], string> = {
	Create: 'created',
	Update: 'updated',
	Delete: 'deleted',
	Void: 'voided',
	Emailed: 'emailed',
	Merge: 'merged',
};

function legacy(changes: Change[]): unknown {
	const realms = [...new Set(changes.map((change) => change.realmId))];
	return {
		eventNotifications: realms.map((realmId) => ({
			realmId,
			dataChangeEvent: {
				entities: changes
					.filter((change) => change.realmId === realmId)
					.map((change) => ({
						name: change.entity,
						id: change.id,
						operation: change.operation,
						lastUpdated: new Date(change.at).toISOString(),
					})),
			},
		})),
	};
}

function cloudEvents(changes: Change[]): unknown {
	return changes.map((change) => ({
		specversion: '1.0',
		id: randomUUID(),
		source: 'intuit.simulator',
		type: `qbo.${change.entity.toLowerCase()}.${verbs[change.operation]}.v1`,
		datacontenttype: 'application/json',
		time: new Date(change.at).toISOString(),
		intuitentityid: change.id,
		intuitaccountid: change.realmId,
		data: {},
	}));
}

/** The value of the `intuit-signature` header: Base64 of HMAC-SHA256 over the raw body. */
export function signature(body: string, verifierToken: string): string {
	return createHmac('sha256', verifierToken).update(body).digest('base64');
}

/** Gathers changes and sends them as signed notifications, again and again until they are taken. */
export class WebhookSender {
	private target: WebhookTarget | undefined;
	private gathered: Change[] = [];
	private readonly timers = new Set<NodeJS.Timeout>();
	/** How the attempts ended: HTTP status, or 0 when there was no answer. */
	readonly attempts: Array<{ at: number; status: number; attempt: number; events: number }> = [];

	constructor(private readonly clock: () => number) {}

	set(target: WebhookTarget | undefined): void {
		this.target = target;
		this.gathered = [];
		this.stop();
	}

	/** Ends what is waiting; nothing more is sent for changes made so far. */
	stop(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
	}

	private later(ms: number, work: () => Promise<void>): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			void work();
		}, ms);
		timer.unref();
		this.timers.add(timer);
	}

	notice(change: Change): void {
		if (!this.target || catalogue[change.entity]?.family === 'attachable') return;
		this.gathered.push(change);
		if (this.gathered.length === 1) this.later(this.target.aggregateMs, () => this.flush());
	}

	/** Sends what is gathered now. */
	async flush(): Promise<void> {
		const target = this.target;
		const changes = target?.reorder ? this.gathered.reverse() : this.gathered;
		this.gathered = [];
		if (!target || changes.length === 0) return;
		const body = JSON.stringify(target.form === 'legacy' ? legacy(changes) : cloudEvents(changes));
		for (let copy = 0; copy <= target.duplicates; copy += 1)
			await this.attempt(target, body, changes.length, 0);
	}

	private async attempt(
		target: WebhookTarget,
		body: string,
		events: number,
		attempt: number,
	): Promise<void> {
		const status = await this.post(target, body);
		this.attempts.push({ at: this.clock(), status, attempt, events });
		if ((status >= 200 && status < 300) || this.target !== target) return;
		const seconds = timetable[Math.min(attempt, timetable.length - 1)] ?? 0;
		this.later(seconds * 1000 * target.retryScale, () =>
			this.attempt(target, body, events, attempt + 1),
		);
	}

	private async post(target: WebhookTarget, body: string): Promise<number> {
		try {
			const answer = await fetch(target.url, {
				method: 'POST',
				body,
				signal: AbortSignal.timeout(answerWithinMs),
				headers: {
					'Content-Type':
						target.form === 'legacy' ? 'application/json' : 'application/cloudevents+json',
					'intuit-signature': signature(body, target.verifierToken),
				},
			});
			await answer.arrayBuffer();
			return answer.status;
		} catch {
			return 0;
		}
	}
}
