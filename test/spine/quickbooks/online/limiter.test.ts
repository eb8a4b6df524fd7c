import fc from 'fast-check';
import { Throttle, type ThrottleSettings } from '../../../../simulators/quickbooks/throttle';
import { createLimiter, type Limiter } from '../../../../spine/quickbooks/online/limiter';
import { virtualTime, type VirtualTime } from '../../../support/virtual-time';

const REALM = '4620';
const LIMITS = { perMinute: 500, perSecond: 10, batchPerMinute: 40 };

interface Server {
	/** One call: the way there, the count, the way back. */
	call(kind: 'request' | 'batch'): Promise<'taken' | 'refused'>;
	taken: Array<{ kind: 'request' | 'batch'; at: number }>;
	refused: number;
}

function server(
	time: VirtualTime,
	kind: ThrottleSettings['kind'],
	way: () => number,
	limits: Partial<ThrottleSettings> = {},
): Server {
	const throttle = new Throttle(time.clock);
	throttle.set({ enabled: true, kind, ...LIMITS, ...limits });
	const made: Server = {
		taken: [],
		refused: 0,
		async call(asked) {
			await time.sleep(way());
			const admitted = throttle.admit(REALM, asked === 'batch');
			if (admitted) made.taken.push({ kind: asked, at: time.clock() });
			else made.refused += 1;
			await time.sleep(way());
			return admitted ? 'taken' : 'refused';
		},
	};
	return made;
}

/** So many callers that always have a next call, until the given moment. */
async function demand(
	time: VirtualTime,
	limiter: Limiter,
	made: Server,
	callers: Array<'request' | 'batch'>,
	until: number,
): Promise<void> {
	await Promise.all(
		callers.map(async (kind) => {
			for (;;) {
				const place = await limiter.acquire(kind);
				if (time.clock() >= until) return place.release();
				const answer = await made.call(kind);
				place.release();
				if (answer === 'refused') limiter.slowDown(time.clock() + 60_000);
			}
		}),
	);
}

const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** Ways that take from once to twice as long as the shortest, now and then very much longer. */
const ways = fc.record({
	shortest: fc.integer({ min: 5, max: 90 }),
	seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
	spikes: fc.boolean(),
});

function wayOf({ shortest, seed, spikes }: { shortest: number; seed: number; spikes: boolean }) {
	let state = seed;
	const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
	return (): number => {
		const drawn = next();
		return spikes && drawn > 0.99 ? 3000 * next() : shortest * (1 + drawn);
	};
}

describe('the limiter', () => {
	it.each(['window', 'bucket'] as const)(
		'never goes over a limit that the server counts by %s, whatever the way between them does',
		async (kind) => {
			await fc.assert(
				fc.asyncProperty(ways, async (chosen) => {
					const time = virtualTime();
					const limiter = createLimiter(time.clock, time.sleep);
					const made = server(time, kind, wayOf(chosen));
					const callers = [...repeat(8, 'batch' as const), ...repeat(12, 'request' as const)];
					const end = time.clock() + 150_000;
					await time.run(demand(time, limiter, made, callers, end));
					expect(made.refused).toBe(0);
					expect(made.taken.length).toBeGreaterThan(500);
				}),
				{ numRuns: 6 },
			);
		},
		60_000,
	);

	it.each([
		['window', 'batch', 40],
		['bucket', 'batch', 40],
		['window', 'request', 500],
		['bucket', 'request', 500],
	] as const)(
		'uses nine tenths of what a server with a %s allows in %s calls when there is demand',
		async (kind, what, aMinute) => {
			const time = virtualTime();
			const limiter = createLimiter(time.clock, time.sleep);
			const made = server(time, kind, wayOf({ shortest: 70, seed: 7, spikes: false }));
			const begin = time.clock();
			await time.run(demand(time, limiter, made, repeat(10, what), begin + 239_000));
			for (const minute of [0, 1, 2, 3]) {
				const from = begin + minute * 60_000;
				const used = made.taken.filter(({ at }) => at >= from && at < from + 60_000).length;
				expect({ minute, enough: used >= 0.9 * aMinute }).toEqual({ minute, enough: true });
			}
			expect(made.refused).toBe(0);
		},
		60_000,
	);

	it('gives out the whole allowance of batches at once, at ten a second', async () => {
		const time = virtualTime();
		const limiter = createLimiter(time.clock, time.sleep);
		const made = server(time, 'window', () => 75);
		const begin = time.clock();
		await time.run(demand(time, limiter, made, repeat(10, 'batch'), begin + 59_000));
		expect(made.taken).toHaveLength(40);
		expect((made.taken.at(-1)?.at ?? Infinity) - begin).toBeLessThan(5_000);
	});

	it('lets calls of the other kind pass batches that wait for theirs', async () => {
		const time = virtualTime();
		const limiter = createLimiter(time.clock, time.sleep);
		const made = server(time, 'window', () => 75);
		const begin = time.clock();
		const callers = [...repeat(4, 'batch' as const), ...repeat(4, 'request' as const)];
		await time.run(demand(time, limiter, made, callers, begin + 50_000));
		expect(made.taken.filter(({ kind }) => kind === 'request').length).toBeGreaterThan(300);
	});

	it('comes to share a company with processes of which it does not know', async () => {
		const time = virtualTime();
		const made = server(time, 'window', () => 75);
		const begin = time.clock();
		await time.run(
			Promise.all(
				repeat(3, 'batch' as const).map((what) => {
					const limiter = createLimiter(time.clock, time.sleep);
					return demand(time, limiter, made, repeat(4, what), begin + 600_000);
				}),
			),
		);
		expect(made.taken.length).toBeGreaterThan(0.4 * 40 * 10);
		expect(made.refused).toBeLessThan(0.2 * made.taken.length);
	}, 30_000);

	it('halves its pace once for answers that belong to one incident, and recovers', async () => {
		const time = virtualTime();
		const limiter = createLimiter(time.clock, time.sleep);
		const measure = async (calls: number): Promise<number> => {
			const from = time.clock();
			for (let call = 0; call < calls; call += 1) (await limiter.acquire('request')).release();
			return time.clock() - from;
		};
		limiter.slowDown(time.clock() + 5000);
		limiter.slowDown(time.clock() + 5000);
		expect(await time.run(measure(1))).toBe(5000);
		const slow = await time.run(measure(20));
		expect(slow).toBeGreaterThanOrEqual(4000);
		expect(slow).toBeLessThanOrEqual(5000);
		await time.run(time.sleep(480_000));
		expect(await time.run(measure(20))).toBeLessThanOrEqual(2000);
	});

	it('gives a place back when the wait is called off, and lets the next one pass', async () => {
		const time = virtualTime();
		const limiter = createLimiter(time.clock, time.sleep);
		const stop = new AbortController();
		const taken = await Promise.all(repeat(10, 0).map(() => limiter.acquire('request')));
		const waiting = limiter.acquire('request', stop.signal);
		const next = limiter.acquire('request');
		stop.abort(new Error('stopped'));
		await expect(waiting).rejects.toThrow('stopped');
		for (const place of taken) place.release();
		await expect(time.run(next)).resolves.toBeDefined();
	});

	it('says that it is alive while it waits long, and ends when nobody wants it any more', async () => {
		const time = virtualTime();
		const limiter = createLimiter(time.clock, time.sleep);
		const signs: number[] = [];
		limiter.slowDown(time.clock() + 60_000);
		const alive = async (): Promise<void> => {
			signs.push(time.clock());
			if (signs.length === 3) throw new Error('no longer wanted');
		};
		await expect(time.run(limiter.acquire('batch', undefined, alive))).rejects.toThrow(
			'no longer wanted',
		);
		expect(signs).toHaveLength(3);
	});
});
