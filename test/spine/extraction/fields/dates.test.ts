import { dateOrderOf, datesIn } from '../../../../spine/extraction/fields/dates';

const first = (text: string, order?: 'month-first' | 'day-first'): string | undefined =>
	datesIn(text, order)[0]?.value;

describe('printed dates', () => {
	it.each([
		['March 4, 2025', '2025-03-04'],
		['Mar 4 2025', '2025-03-04'],
		['4-Mar-25', '2025-03-04'],
		['4 March 2025', '2025-03-04'],
		['August 3 , 2014', '2014-08-03'],
		['April 5th, 2024', '2024-04-05'],
		['7. Mai 2014', '2014-05-07'],
		['02 Juillet 2015', '2015-07-02'],
		['1er janvier 2024', '2024-01-01'],
		['19 april 2014', '2014-04-19'],
		['29 maart 2014', '2014-03-29'],
		['2025-03-04', '2025-03-04'],
		['2025/03/04', '2025-03-04'],
		['04.03.2025', '2025-03-04'],
		['21.05.14', '2014-05-21'],
		['3/4/25', '2025-03-04'],
		['03-04-2025', '2025-03-04'],
		['13/4/2025', '2025-04-13'],
		['Period to: 03/31/2025', '2025-03-31'],
	])('reads %s', (text, value) => {
		expect(first(text)).toBe(value);
	});

	it('puts the day first where the document does', () => {
		expect(first('3/4/2025', 'day-first')).toBe('2025-04-03');
		expect(first('8-9-2022', 'day-first')).toBe('2022-09-08');
		expect(first('3/31/2025', 'day-first')).toBe('2025-03-31');
	});

	it.each(['31/02/2025', '2/30/2025', '99/99/9999', '555-12-3456', '1.5.2', 'May', '12/2025'])(
		'finds no date in %s',
		(text) => {
			expect(datesIn(text)).toEqual([]);
		},
	);

	it('learns the order from dates that cannot be misread', () => {
		expect(dateOrderOf('Date 03/04/2025, due 28/04/2025')).toBe('day-first');
		expect(dateOrderOf('Date 03/04/2025, due 04/28/2025')).toBe('month-first');
		expect(dateOrderOf('Date 03/04/2025', 'day-first')).toBe('day-first');
	});

	it('says which dates could be read in two ways', () => {
		expect(datesIn('3/4/2025')[0]?.ambiguous).toBe(true);
		expect(datesIn('3/14/2025')[0]?.ambiguous).toBe(false);
		expect(datesIn('4.3.2025')[0]?.ambiguous).toBe(false);
	});
});
