import {
	changeOrderNumber,
	namesDrawingRevision,
	parseChangeOrderReferences,
} from '../../../spine/gate/change-order-reference';

const short = (text: string) =>
	parseChangeOrderReferences(text).map(
		({ family, numbers, all }) => `${family}:${all === true ? 'all' : numbers.join(',')}`,
	);

describe('change-order references', () => {
	it.each([
		['CO #3', 'any:3'],
		['CO#3', 'any:3'],
		['CO 3', 'any:3'],
		['C.O. No. 03', 'any:3'],
		['CO-003', 'any:3'],
		['Change Order Three', 'any:3'],
		['change order no. 12', 'any:12'],
		['CO #3R1', 'any:3'],
		['change 3', 'any:3'],
		['add #1', 'any:1'],
		['Extra #2', 'any:2'],
		['VO-2', 'any:2'],
		['CCO-003', 'executed:3'],
		['SCO-3', 'executed:3'],
		['PCO 12', 'proposal:12'],
		['CPCO-012', 'proposal:12'],
		['COR-7', 'proposal:7'],
		['COR 7 rev 2', 'proposal:7'],
		['RCO 5', 'proposal:5'],
		['CPR 9', 'proposal:9'],
		['PR-04', 'proposal:4'],
		['Potential Change Order 4', 'proposal:4'],
		['PCCO-001', 'owner:1'],
		['ASI #8', 'directive:8'],
		['CE-021', 'directive:21'],
		['CCD 2', 'directive:2'],
		['RFI 118', 'directive:118'],
		['FWO 6', 'directive:6'],
		['EWO-17', 'directive:17'],
		['Bulletin 4', 'directive:4'],
		['T&M 0412', 'directive:412'],
		['COs 1-3', 'any:1,2,3'],
		['CO 1, 2 & 5', 'any:1,2,5'],
		['change orders 4 and 6', 'any:4,6'],
		['COs 2 through 4', 'any:2,3,4'],
		['all approved COs', 'executed:all'],
		['2301-CO-03', 'any:3'],
		['SC-004-CO-03', 'any:3'],
		['CO-003 - 4,200.00', 'any:3'],
		['CO 3, 4,200.00 due', 'any:3'],
		['CO 3, 2 ea outlets', 'any:3'],
	])('reads %s', (text, expected) => {
		expect(short(text)).toEqual([expected]);
	});

	it('reads a bundle with the proposals it lists', () => {
		expect(short('CO-004 (PCO 9, 11, 12)')).toEqual(['any:4', 'proposal:9,11,12']);
	});

	it('keeps the commitment that a label names', () => {
		expect(parseChangeOrderReferences('SC-004-CO-03')[0]).toMatchObject({
			commitment: 'SC-004',
			numbers: [3],
		});
	});

	it.each(['Denver, CO 80202', 'company 3', 'CO 12.50', 'CO 50 %', 'scope 4', 'incorporated', ''])(
		'finds none in "%s"',
		(text) => {
			expect(short(text)).toEqual([]);
		},
	);

	it.each([
		['CCO-003', 3],
		['003', 3],
		['SC-2301-004-CO-03', 3],
		['CO #3R1', 3],
		[undefined, undefined],
		['none', undefined],
	])('takes the number of %s', (printed, expected) => {
		expect(changeOrderNumber(printed)).toBe(expected);
	});

	it('tells a revision of drawings from one of a quote', () => {
		expect(namesDrawingRevision('per Rev C drawings')).toBe(true);
		expect(namesDrawingRevision('per quote Rev C')).toBe(false);
	});

	it('answers hostile text in time', () => {
		const started = process.cpuUsage();
		parseChangeOrderReferences('CO 1, '.repeat(4000) + '1-'.repeat(8000));
		// Computing time, which other work on the machine does not lengthen.
		expect(process.cpuUsage(started).user / 1e3).toBeLessThan(2000);
	});
});
