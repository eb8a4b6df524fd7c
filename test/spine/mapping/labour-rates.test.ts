import {
	chooseRate,
	parseLabourRates,
	parseLabourRatesCsv,
} from '../../../spine/mapping/labour-rates';

const csv = `Project,Cost Code,Cost Type,Time Type,Rate,Valid From
,03-*,L,,50,
,03-*,L,,52.5,2026-03-01
,03-300,L,Overtime,75.125,
2301,,,,61,
`;
const { rates } = parseLabourRatesCsv(csv, 'rates');
const lookup = {
	project: ['100', '2302'],
	costCode: ['03-310'],
	costType: ['L', 'Labor'],
	timeType: ['Regular Time'],
	date: '2026-03-11',
};
const rateOf = (more: Partial<typeof lookup>) => {
	const choice = chooseRate({ ...lookup, ...more }, rates);
	return 'rate' in choice ? choice.rate.rate : choice;
};

describe('the rate of hours', () => {
	it('is that of the most specific row that holds on the day', () => {
		expect(rateOf({})).toBe('52.5');
		expect(rateOf({ date: '2026-02-28' })).toBe('50');
		expect(rateOf({ costCode: ['03-300'], timeType: ['Overtime'] })).toBe('75.125');
		expect(rateOf({ costCode: ['03-300'] })).toBe('52.5');
		expect(rateOf({ project: ['101', '2301'] })).toBe('61');
	});

	it('is none where no row fits, and not guessed where two fit equally well and differ', () => {
		expect(rateOf({ costCode: ['26-100'] })).toEqual({ none: true });
		const twice = parseLabourRates([{ rate: 50 }, { rate: '50.00' }, { rate: 51 }], 'rates').rates;
		expect(chooseRate(lookup, twice.slice(0, 2))).toEqual({ rate: twice[0] });
		expect(chooseRate(lookup, twice)).toEqual({ tied: twice });
	});
});

describe('a rate table', () => {
	it('keeps rates as they are written and passes over blank rows', () => {
		expect(
			parseLabourRates([{}, { code: ' ' }, { code: '01', rate: '$ 1,062.5', notes: 'x' }], 'r'),
		).toEqual({ rates: [{ costCode: '01', rate: '1062.5', source: 'r:3' }], refused: [] });
	});

	it.each([
		[{ code: '01' }, 'states no rate'],
		[{ rate: '-1' }, '"-1" is no rate'],
		[{ rate: 'fifty' }, '"fifty" is no rate'],
		[{ rate: '1.1234567' }, '"1.1234567" is no rate'],
		[{ rate: '5', from: '1 March' }, '"1 March" is no day'],
		[{ rate: '5', code: '09..03' }, 'runs backwards'],
		[{ rate: {} }, 'holds no text'],
	])('refuses %j in a sentence that names the row', (row, why) => {
		const { rates: none, refused } = parseLabourRates([row], 'rates');
		expect(none).toEqual([]);
		expect(refused).toEqual([expect.stringMatching(/^rates:1: .*\.$/)]);
		expect(refused[0]).toContain(why);
	});

	it('refuses text that is no table', () => {
		expect(parseLabourRatesCsv('a,"b\n1', 'rates').refused).toEqual([
			expect.stringContaining('is no CSV table'),
		]);
	});
});
