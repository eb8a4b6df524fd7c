import fc from 'fast-check';
import { isSameNumber, numberKey } from '../../../spine/documents/numbers';

const keyOf = (printed: string): string | undefined => numberKey(printed)?.key;

/** A number as a list of runs, letters and digits in turn or two runs of digits side by side. */
const runs = fc.array(
	fc.oneof(fc.nat(9999).map(String), fc.constantFrom('SC', 'PO', 'AB', 'W', 'XY')),
	{ minLength: 1, maxLength: 4 },
);
const separator = fc.constantFrom('-', ' ', '/', '.', '_', '–', '—', '−', '‑', ' - ', '－', ' ');
const invisible = fc.constantFrom(
	'\u200b',
	'\u00ad',
	'\u2060',
	'\ufeff',
	'\u3164',
	'\u202e',
	'\u0323',
);

describe('the key of a document number', () => {
	it.each([
		'1007',
		'INV-01007',
		'Invoice # 1007',
		'Invoice No. 1007',
		'№ 1007',
		'No. 1007',
		'#001007',
		'１００７',
		'ΙΝV-1007',
		'1\u200b007',
		'١٠٠٧',
	])('is the same for %s', (printed) => {
		expect(keyOf(printed)).toBe('1007');
	});

	it('keeps the suffix of a revision and names the number without it', () => {
		expect(numberKey('1007R')).toMatchObject({ key: '1007R', base: '1007', revision: 'R' });
		expect(numberKey('1007-REV2')).toMatchObject({ key: '1007REV2', base: '1007' });
		expect(numberKey('1007 — REV 2')).toMatchObject({ key: '1007REV2', base: '1007' });
		expect(numberKey('2026-2')).toMatchObject({ key: '2026-2', base: '2026', revision: '2' });
		expect(numberKey('GF-10')).toEqual({
			key: 'GF10',
			joined: 'GF10',
			folded: 'GF10',
			base: 'GF10',
		});
		expect(numberKey('SC-2301-001-02')).toMatchObject({ base: 'SC2301-1', revision: '02' });
	});

	it('has no revision where none is printed', () => {
		const key = numberKey('A1007');
		expect(key?.base).toBe(key?.key);
		expect(key).not.toHaveProperty('revision');
	});

	it('strips the zeros of each run and keeps the runs apart', () => {
		expect(keyOf('SC-2301-001')).toBe(keyOf('SC 2301 1'));
		expect(new Set(['1-11', '11-1', '111'].map(keyOf)).size).toBe(3);
	});

	it('suspects a number written without its punctuation', () => {
		expect(keyOf('2026-0007')).not.toBe(keyOf('20260007'));
		expect(isSameNumber('2026-0007', '20260007')).toBe(true);
		expect(isSameNumber('2026-0007', '2026 7')).toBe(true);
		expect(isSameNumber('2026-0007', '2026-0008')).toBe(false);
		expect(isSameNumber('2026-0007', undefined)).toBe(false);
		expect(isSameNumber('-', '#')).toBe(false);
	});

	it('folds what readers confuse', () => {
		expect(numberKey('1OO7')?.folded).toBe(numberKey('1007')?.folded);
		expect(keyOf('1OO7')).not.toBe(keyOf('1007'));
	});

	it('sees through letters that print like others', () => {
		expect(keyOf('РО-ЅС-1007')).toBe(keyOf('PO-SC-1007'));
		expect(keyOf('ΡΟ-1007')).toBe(keyOf('PO-1007'));
		expect(keyOf('ро-1007')).toBe(keyOf('po-1007'));
		expect(keyOf('Ａ１００７')).toBe(keyOf('A1007'));
	});

	it('is absent where nothing is printed, and the printed word where that is all', () => {
		expect(numberKey(' - # ')).toBeUndefined();
		expect(numberKey('')).toBeUndefined();
		expect(keyOf('INV')).toBe('INV');
	});

	it('is the same whatever separates the runs, and however many zeros lead them', () => {
		fc.assert(
			fc.property(runs, separator, separator, fc.nat(3), (parts, one, other, zeros) => {
				const padded = parts.map((part) => (/^\d/.test(part) ? '0'.repeat(zeros) + part : part));
				expect(keyOf(padded.join(one))).toBe(keyOf(parts.join(other)));
			}),
		);
	});

	it('differs wherever the runs of digits do', () => {
		const digits = fc.array(fc.nat(999), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(digits, digits, (one, other) => {
				const same = JSON.stringify(one) === JSON.stringify(other);
				expect(keyOf(one.join('-')) === keyOf(other.join('-'))).toBe(same);
			}),
		);
	});

	it('is the same with characters that print as nothing anywhere in it', () => {
		fc.assert(
			fc.property(runs, invisible, fc.nat(12), (parts, nothing, place) => {
				const printed = parts.join('-');
				const at = Math.min(place, printed.length);
				const sown = printed.slice(0, at) + nothing + printed.slice(at);
				expect(numberKey(sown)).toEqual(numberKey(printed));
			}),
		);
	});

	it('is unchanged by being taken for a number itself, and by case', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), (printed) => {
				const key = numberKey(printed);
				if (key === undefined) return;
				expect(keyOf(`X${key.key}`)).toBe(`X${key.key}`);
				expect(keyOf(printed.toLowerCase())).toBe(key.key);
			}),
		);
	});
});
