import { sightBill, sightRequisition } from '../../../spine/ledger/record-sightings';
import { bill, requisition } from './fixtures';

const placement = { currency: 'USD', vendor: 'projects:7', commitment: '42' };
const account = new Set(['33']);

describe('a requisition as a sighting', () => {
	const first = requisition('R1', 1, 1_000, {
		totalRetainage: 100,
		earnedLessRetainage: 900,
		currentPaymentDue: 900,
		lines: [{ line: 'L1', previous: 0, thisPeriod: 400, stored: 600, completed: 1_000 }],
	});

	it('adds only what is new since the application before, stored materials carried on included', () => {
		const second = requisition('R2', 2, 1_500, {
			totalRetainage: 150,
			currentPaymentDue: 450,
			lines: [{ line: 'L1', previous: 400, thisPeriod: 500, stored: 600, completed: 1_500 }],
		});
		expect(sightRequisition(second, first, placement)).toMatchObject({
			gross: 50_000,
			net: 45_000,
			retainage: 5_000,
			released: 0,
			lines: [{ line: 'L1', gross: 50_000 }],
		});
	});

	it('falls back on its own column D where the application before is unknown', () => {
		const second = requisition('R2', 2, 1_500, {
			totalRetainage: 150,
			previousCertificates: 900,
			currentPaymentDue: 450,
			lines: [{ line: 'L1', previous: 1_000, thisPeriod: 500, stored: 0, completed: 1_500 }],
		});
		expect(sightRequisition(second, undefined, placement)).toMatchObject({
			gross: 50_000,
			retainage: 5_000,
		});
	});

	it('releases retainage where less is held than before', () => {
		const last = requisition('R2', 2, 1_000, {
			kind: 'retainage_release',
			totalRetainage: 0,
			currentPaymentDue: 100,
			lines: first.lines,
		});
		expect(sightRequisition(last, first, placement)).toMatchObject({
			gross: 0,
			net: 10_000,
			retainage: 0,
			released: 10_000,
			isRelease: true,
		});
	});

	it("counts a change order's line under the change order", () => {
		const lines = [{ changeOrder: 'CO1', item: '2', completed: 300 }];
		expect(
			sightRequisition(requisition('R1', 1, 300, { lines }), undefined, placement).lines,
		).toEqual([{ changeOrder: 'CO1', gross: 30_000, quantity: 0 }]);
	});

	it('waits while it is under review', () => {
		const waiting = requisition('R1', 1, 300, { status: 'under_review' });
		expect(sightRequisition(waiting, undefined, placement).status).toBe('held');
	});
});

describe('a bill as a sighting', () => {
	it('has the gross before retainage, told by account or else by description', () => {
		const lines = [{ amount: 1_000 }, { amount: -100, account: '33' }];
		expect(sightBill(bill('B', '1', 900, { lines }), placement, account)).toMatchObject({
			gross: 100_000,
			net: 90_000,
			retainage: 10_000,
		});
		const described = [{ amount: 1_000 }, { amount: -100, description: 'Less retainage 10%' }];
		expect(
			sightBill(bill('B', '1', 900, { lines: described }), placement, new Set()),
		).toMatchObject({
			gross: 100_000,
			retainage: 10_000,
		});
		const discount = [{ amount: 1_000 }, { amount: -50, account: '9' }];
		expect(sightBill(bill('B', '1', 950, { lines: discount }), placement, account)).toMatchObject({
			gross: 95_000,
			retainage: 0,
		});
	});

	it('releases retainage by a positive line on the retainage account', () => {
		const lines = [{ amount: 100, account: '33' }];
		expect(sightBill(bill('B', '1', 100, { lines }), placement, account)).toMatchObject({
			gross: 0,
			released: 10_000,
			isRelease: true,
		});
	});

	it('counts a vendor credit negative, in the currency it bears', () => {
		const credit = bill('C', '1', 200, { type: 'vendor_credit', currency: 'JPY' });
		expect(sightBill(credit, placement, account)).toMatchObject({
			gross: -200,
			net: -200,
			credit: true,
			kind: 'credit_memo',
		});
	});
});
