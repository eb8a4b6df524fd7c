import { numberKey } from '../../../spine/documents/numbers';

describe('the key of a document number', () => {
	it.each(['1007', 'INV-01007', 'Invoice # 1007', 'No. 1007', '#001007'])(
		'is the same for %s',
		(printed) => {
			expect(numberKey(printed)?.key).toBe('1007');
		},
	);

	it('keeps the suffix of a revision and names the number without it', () => {
		expect(numberKey('1007R')).toMatchObject({ key: '1007R', base: '1007', revision: 'R' });
		expect(numberKey('1007-REV2')).toMatchObject({ key: '1007REV2', base: '1007' });
		expect(numberKey('2026-2')).toMatchObject({ key: '20262', base: '2026', revision: '2' });
	});

	it('has no revision where none is printed', () => {
		const key = numberKey('A1007');
		expect(key?.base).toBe(key?.key);
		expect(key).not.toHaveProperty('revision');
	});

	it('folds what readers confuse', () => {
		expect(numberKey('1OO7')?.folded).toBe(numberKey('1007')?.folded);
		expect(numberKey('1OO7')?.key).not.toBe(numberKey('1007')?.key);
	});

	it('is absent where nothing is printed, and the printed word where that is all', () => {
		expect(numberKey(' - # ')).toBeUndefined();
		expect(numberKey('')).toBeUndefined();
		expect(numberKey('INV')?.key).toBe('INV');
	});
});
