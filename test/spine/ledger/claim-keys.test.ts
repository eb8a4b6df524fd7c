import fc from 'fast-check';
import { claimKeys } from '../../../spine/ledger/claim-keys';

const name = { credit: false, books: 'B1', vendor: 'projects:7', commitment: '42' };
const shareAKey = (one: object, other: object): boolean => {
	const theirs = claimKeys({ ...name, ...other });
	return claimKeys({ ...name, ...one }).some((key) => theirs.includes(key));
};

describe('the keys of a claim', () => {
	it('are the same for one number however it is written, and differ by revision', () => {
		expect(shareAKey({ number: 'INV-00451' }, { number: '451' })).toBe(true);
		expect(shareAKey({ number: '1001' }, { number: '1001R' })).toBe(false);
	});

	it('keep numbers apart whose runs of digits differ', () => {
		expect(shareAKey({ number: 'SC-2301-001' }, { number: 'SC 2301 1' })).toBe(true);
		expect(shareAKey({ number: '1-11' }, { number: '11-1' })).toBe(false);
		expect(shareAKey({ number: '1-11' }, { number: '111' })).toBe(false);
	});

	it('name an application on its commitment', () => {
		expect(shareAKey({ application: '03' }, { application: '3', number: 'X' })).toBe(true);
		expect(shareAKey({ application: '3' }, { application: '3', commitment: '43' })).toBe(false);
	});

	it('keep bills and vendor credits, vendors and books apart', () => {
		expect(shareAKey({ number: '1' }, { number: '1', credit: true })).toBe(false);
		const alone = { number: '1', commitment: undefined };
		expect(shareAKey(alone, { ...alone, vendor: 'projects:8' })).toBe(false);
		expect(shareAKey(alone, { ...alone, books: 'B2' })).toBe(false);
	});

	it('are none for a demand without vendor and commitment', () => {
		expect(claimKeys({ credit: false, number: '1', application: '1' })).toEqual([]);
	});

	it('never confuse members, whatever characters ids hold', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
				fc.pre(a !== c || b !== d);
				const one = claimKeys({ credit: false, books: a, vendor: b, number: '1' });
				const other = claimKeys({ credit: false, books: c, vendor: d, number: '1' });
				expect(one).not.toEqual(other);
			}),
		);
	});
});
