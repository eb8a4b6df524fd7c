import { z } from 'zod';

const limitSchema = z.number().int().positive();

/** Limits per realm, as Intuit's page "API call limits and throttles" states them. Off by default. */
export const throttleSchema = z
	.object({
		enabled: z.boolean().default(true),
		perMinute: limitSchema.default(500),
		perSecond: limitSchema.default(10),
		batchPerMinute: limitSchema.default(40),
		/** Fixed windows start at the first call; a bucket refills evenly. */
		kind: z.enum(['window', 'bucket']).default('window'),
	})
	.strict();

/** See {@link throttleSchema}. */
export type ThrottleSettings = z.infer<typeof throttleSchema>;

interface Meter {
	start: number;
	used: number;
}

/** Counts calls per realm and says which are over the limit. A refused call counts for nothing. */
export class Throttle {
	private settings: ThrottleSettings = { ...throttleSchema.parse({}), enabled: false };
	private readonly meters = new Map<string, Meter>();

	constructor(private readonly clock: () => number) {}

	set(settings: ThrottleSettings): void {
		this.settings = settings;
		this.meters.clear();
	}

	get(): ThrottleSettings {
		return this.settings;
	}

	private free(name: string, limit: number, windowMs: number): boolean {
		const now = this.clock();
		const meter = this.meters.get(name);
		if (!meter) {
			this.meters.set(name, { start: now, used: 0 });
			return true;
		}
		if (this.settings.kind === 'bucket') {
			meter.used = Math.max(0, meter.used - ((now - meter.start) * limit) / windowMs);
			meter.start = now;
		} else if (now - meter.start >= windowMs) {
			meter.start = now;
			meter.used = 0;
		}
		return meter.used + 1 <= limit;
	}

	/** Counts one call; false when it is over a limit. */
	admit(realm: string, isBatch: boolean): boolean {
		const { enabled, perMinute, perSecond, batchPerMinute } = this.settings;
		if (!enabled) return true;
		const limits: Array<[name: string, limit: number, windowMs: number]> = [
			[`${realm} second`, perSecond, 1000],
			[`${realm} minute`, perMinute, 60_000],
		];
		if (isBatch) limits.push([`${realm} batch`, batchPerMinute, 60_000]);
		const admitted = limits.map((limit) => this.free(...limit)).every((one) => one);
		if (admitted)
			for (const [name] of limits) {
				const meter = this.meters.get(name);
				if (meter) meter.used += 1;
			}
		return admitted;
	}
}
