import fc from 'fast-check';
import { labourKey, labourNumber, readLabourKey } from '../../../spine/transfers/labour-number';
import { periodBeside, periodOf } from '../../../spine/transfers/labour-periods';

const weekly = { period: 'week', weekEnds: 'sunday' } as const;

describe('the period of a day', () => {
	it.each([
		['2026-03-09', weekly, '2026-03-09', '2026-03-15'],
		['2026-03-15', weekly, '2026-03-09', '2026-03-15'],
		['2026-03-30', weekly, '2026-03-30', '2026-03-31'],
		['2026-04-01', weekly, '2026-04-01', '2026-04-05'],
		['2026-03-11', { ...weekly, weekEnds: 'saturday' as const }, '2026-03-08', '2026-03-14'],
		['2024-02-29', { ...weekly, period: 'month' as const }, '2024-02-01', '2024-02-29'],
		['2026-03-11', { ...weekly, from: '2026-03-11' }, '2026-03-11', '2026-03-15'],
	])('%s with %j is %s to %s', (day, settings, from, to) => {
		expect(periodOf(day, settings)).toEqual({ from, to });
	});

	const days = fc
		.integer({ min: 0, max: 800 })
		.map((offset) =>
			new Date(Date.UTC(2025, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10),
		);
	const ends = fc.constantFrom('monday' as const, 'saturday' as const, 'sunday' as const);
	const kinds = fc.constantFrom('week' as const, 'month' as const);

	it('holds the day, lies in one month, and is the same for each of its days', () => {
		fc.assert(
			fc.property(days, ends, kinds, (day, weekEnds, period) => {
				const own = periodOf(day, { period, weekEnds });
				expect(own.from <= day && day <= own.to).toBe(true);
				expect(own.from.slice(0, 7)).toBe(own.to.slice(0, 7));
				for (const other of [own.from, own.to]) {
					expect(periodOf(other, { period, weekEnds })).toEqual(own);
				}
			}),
		);
	});

	it('never overlaps what was carried before, whatever the settings were then', () => {
		fc.assert(
			fc.property(days, days, ends, ends, kinds, kinds, (day, old, one, other, was, is) => {
				const carried = [periodOf(old, { period: was, weekEnds: one })];
				const [before] = carried;
				const own = periodBeside(day, { period: is, weekEnds: other }, carried);
				expect(own.from <= day && day <= own.to).toBe(true);
				const apart = before === undefined || own.to < before.from || own.from > before.to;
				expect(apart || JSON.stringify(own) === JSON.stringify(before)).toBe(true);
			}),
		);
	});
});

describe('the number of an entry', () => {
	it('names job and last day, and fits into 21 characters', () => {
		expect(labourNumber({ id: '1', number: '2301' }, '2026-03-15', 0)).toBe('L-2301-260315');
		expect(labourNumber({ id: '1', number: '2301' }, '2026-03-15', 12)).toBe('L-2301-260315A12');
		const long = { id: '562949953421312' };
		expect(labourNumber(long, '2026-03-15', 99)).toMatch(/^L-5629~[0-9a-f]{4}-260315A99$/);
		const other = { id: '562949953421313' };
		expect(labourNumber(long, '2026-03-15', 0)).not.toBe(labourNumber(other, '2026-03-15', 0));
	});

	it('is told apart from its name, which is read back as it was made', () => {
		const place = { project: '100', books: 'B1', from: '2026-03-09', to: '2026-03-15' };
		expect(readLabourKey(labourKey(place, 3))).toEqual({ ...place, correction: 3 });
		expect(readLabourKey('owner_invoice:projects:70:invoice')).toBeUndefined();
	});
});
