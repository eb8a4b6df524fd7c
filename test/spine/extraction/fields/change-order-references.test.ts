import { changeOrdersIn } from '../../../../spine/extraction/fields/change-order-references';

describe('change-order references', () => {
	it.each([
		'CO#3',
		'CO 3',
		'CO-003',
		'CCO-003',
		'SCO-3',
		'SCO 04-03',
		'Change Order Three',
		'CO #3R1',
		'PCO 12',
		'CPCO-012',
		'PCCO-001',
		'COR-7',
		'COR 7 rev 2',
		'RCO 5',
		'CPR 9',
		'ASI #8',
		'CCD 2',
		'Bulletin 4',
		'FWO 6',
		'EWO-17',
		'Extra #2',
		'VO-2',
		'2301-CO-03',
		'SC-004-CO-03',
		'COs 1-3',
		'CO 1, 2 & 5',
		'Change Order No. 4',
		'Change Order #2',
		'C.O. No. 03',
	])('finds %s as it is printed', (reference) => {
		expect(changeOrdersIn(`Work per ${reference} as agreed`).map((one) => one.text)).toEqual([
			reference,
		]);
	});

	it.each([
		'Denver, CO 80202',
		'Meridian Supply Co. 410 Foundry Road',
		'CONTRACT NO. CON02858',
		'extra 2 hours',
		'change order',
		'COD 5 days',
		'Costco 12',
	])('finds none in %s', (text) => {
		expect(changeOrdersIn(text)).toEqual([]);
	});
});
