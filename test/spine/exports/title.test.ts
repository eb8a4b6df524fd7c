import { periodIn, stampIn } from '../../../spine/exports/title';
import { amountOf, dateOf, decimalSignOf } from '../../../spine/exports/values';

it('looks at no long text for times, dates and amounts', () => {
	const months = 'jan'.repeat(2_600);
	const dots = `${'.'.repeat(7_900)}x`;
	const blanks = `1${' '.repeat(7_900)}1`;
	const start = performance.now();
	for (let row = 0; row < 2_000; row += 1) {
		expect(stampIn(months, 'utc')).toBeUndefined();
		expect(periodIn(months)).toBeUndefined();
		expect(decimalSignOf([dots, blanks])).toBe('.');
		expect(amountOf(blanks, '.', 'USD')).toBeUndefined();
		expect(dateOf(blanks, 'mdy')).toBeUndefined();
	}
	// Looked at, each of these takes longer than all of the rows together may.
	expect(performance.now() - start).toBeLessThan(5_000);
});
