import { z } from 'zod';
import { benchArguments } from '../../bench/arguments';
import { chance } from '../../bench/chance';
import { measureExtract } from '../../bench/extract/measure';
import { measureGate } from '../../bench/gate/measure';
import { measurePost } from '../../bench/post/measure';
import { tableText } from '../../bench/report';
import { median, percentile } from '../../bench/statistics';

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
});
