import { z } from 'zod';
import { benchArguments } from '../../bench/arguments';
import { chance } from '../../bench/chance';
import { measureExtract } from '../../bench/extract/measure';
import { measureGate } from '../../bench/gate/measure';
import { measurePost } from '../../bench/post/measure';
import { tableText } from '../../bench/report';
import { median, percentile } from '../../bench/statistics';
import { figures, type Run } from '../../bench/sync/figures';

const say = (): void => undefined;
const decisions = z.array(
	z.object({ earlier: z.number(), turn: z.number(), released: z.boolean(), ms: z.number() }),
);

describe('the benchmarks', () => {
	it('take percentiles by nearest rank', () => {
		const values = Array.from({ length: 400 }, (_, index) => 400 - index);
		expect(percentile(values, 0.95)).toBe(380);
		expect(median([3, 1, 2])).toBe(2);
		expect(percentile([7], 0.95)).toBe(7);
		expect(() => percentile([], 0.5)).toThrow();
	});

	it('choose the same for the same seed and other things for another', () => {
		const drawn = (seed: number): number[] => {
			const choose = chance(seed);
			return Array.from({ length: 20 }, () => choose.whole(1, 1000));
		};
		expect(drawn(5)).toEqual(drawn(5));
		expect(drawn(5)).not.toEqual(drawn(6));
		expect(drawn(5).every((value) => value >= 1 && value <= 1000)).toBe(true);
	});

	it('refuse what they do not know, with the usage', () => {
		expect(benchArguments(['gate', '--seed', '7'])).toEqual({ bench: 'gate', seed: 7 });
		expect(() => benchArguments(['speed'])).toThrow(/Usage/);
		expect(() => benchArguments(['gate', '--seed', 'x'])).toThrow(/whole number/);
	});

	it('align numbers to the right', () => {
		expect(
			tableText([
				['what', 'count'],
				['all', 7],
			]),
		).toBe('what  count\nall       7');
	});

	it('decide verified invoices turn by turn on both ledgers, and recount from the raw data', async () => {
		const { summary, raw } = await measureGate({
			seed: 3,
			say,
			few: 50,
			many: 150,
			samples: 10,
			warmUp: 2,
		});
		const taken = decisions.parse(raw['gate-decisions.ndjson']);
		expect(taken).toHaveLength(20);
		expect(taken.every(({ released }) => released)).toBe(true);
		const times = (earlier: number): number[] =>
			taken.filter((one) => one.earlier === earlier).map(({ ms }) => ms);
		expect(summary.p95Ms).toBeCloseTo(percentile(times(150), 0.95), 2);
		expect(summary.growth).toBeCloseTo(median(times(150)) / median(times(50)), 2);
	}, 60_000);

	it('read every rendered paper as what it is', async () => {
		const { summary } = await measureExtract({ seed: 3, say, papers: 12, warmUp: 0 });
		expect(summary).toMatchObject({ messages: 12, kindKnown: 12, kindRight: 12 });
		expect(summary.msPerTextPage).toBeGreaterThan(0);
	}, 60_000);

	it('fail where the corpus is named but missing', async () => {
		await expect(
			measureExtract({ seed: 3, say, papers: 1, warmUp: 0, corpora: '/nowhere' }),
		).rejects.toThrow(/nowhere/);
	});

	it('count as many bills, originals and requests as the books and their log hold', async () => {
		const { summary, raw } = await measurePost({ seed: 3, say, bills: 5 });
		expect(summary).toMatchObject({ bills: 5, attachments: 5 });
		const requests = raw['post-requests.ndjson'] ?? [];
		expect(summary.httpRequests).toBe(requests.length);
		expect(summary.httpRequestsPerBill).toBeCloseTo(requests.length / 5, 3);
	}, 60_000);

	it('take the sizes of a shorter run for the benchmark that has them', () => {
		expect(benchArguments(['sync', '--bills', '300', '--burst', '60'])).toEqual({
			bench: 'sync',
			seed: 1,
			sizes: { bills: 300, burst: 60 },
		});
		expect(() => benchArguments(['sync', '--bills', '0'])).toThrow(/whole number from 1/);
		expect(() => benchArguments(['gate', '--bills', '10'])).toThrow(/belongs to/);
	});

	it('take the worse of both ways of counting, and the limits alone as the measure', () => {
		const run = (name: string, bills: number, seconds: number, more: Partial<Run> = {}): Run => ({
			name,
			documents: bills,
			seconds,
			created: bills,
			told: [],
			bills,
			attachments: 0,
			requests: bills,
			refused: 0,
			meteredReads: 0,
			freeWrites: bills,
			...more,
		});
		const runs = [
			run('burst-window', 1000, 5),
			run('burst-bucket', 1000, 4),
			run('built-in-window', 1000, 160, { refused: 9, meteredReads: 999, told: ['429'] }),
			run('built-in-bucket', 1000, 160),
			run('bills-window', 2400, 120, { meteredReads: 24 }),
			run('bills-bucket', 2400, 100),
			run('attached-window', 484, 60, { attachments: 484 }),
			run('attached-bucket', 484, 60, { attachments: 242 }),
			run('packed-window', 484, 30, { attachments: 484 }),
			run('memory-few', 1000, 1, { peakKilobytes: 200 }),
			run('memory-many', 1000, 1, { peakKilobytes: 250 }),
		];
		expect(figures(runs)).toEqual({
			ratio: 32,
			throughputShare: 1,
			throughputShareWithAttachments: 0.5,
			surfaced429: 0,
			readsPerBill: 0.01,
			memoryGrowth: 1.25,
			notPosted: 0,
			answered429: 0,
			packedBillsPerMinute: 968,
		});
		const told = runs.map((one) =>
			one.name === 'bills-window'
				? {
						...one,
						bills: 2399,
						refused: 1,
						told: ['QuickBooks is limiting how often it may be called. It is tried again later.'],
					}
				: one,
		);
		expect(figures(told)).toMatchObject({ surfaced429: 1, notPosted: 1, answered429: 1 });
	});
});
