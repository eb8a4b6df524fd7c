import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dateSchema } from '../../../spine/documents/dates';

describe('a calendar date', () => {
	it('is taken where the calendar has it, and only as YYYY-MM-DD', () => {
		const padded = (most: number, digits: number) =>
			fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(digits, '0'));
		const written = fc
			.tuple(padded(9999, 4), padded(14, 2), padded(33, 2))
			.map((parts) => parts.join('-'));
		fc.assert(
			fc.property(written, (text) => {
				expect(dateSchema.safeParse(text).success).toBe(DateTime.fromISO(text).isValid);
			}),
			{ numRuns: 5000 },
		);
		const others = [
			'2026-3-31',
			'2026-03-31T00:00:00Z',
			'31.03.2026',
			'',
			'2026-02-30',
			'2025-02-29',
		];
		expect(others.filter((text) => dateSchema.safeParse(text).success)).toEqual([]);
		expect(dateSchema.safeParse('2024-02-29').success).toBe(true);
	});
});
