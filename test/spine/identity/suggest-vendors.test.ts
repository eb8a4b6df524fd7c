import fc from 'fast-check';
import type { VendorRecord } from '../../../spine/documents/records';
import { suggestVendors } from '../../../spine/identity/suggest-vendors';
import { booksVendor, directory, vendor } from './directory';

const suggest = (
	vendors: VendorRecord[],
	known: Pick<ReturnType<typeof directory>, 'links' | 'merges'> = {},
) => suggestVendors({ ...directory({ vendors }), ...known });
const one = (...vendors: VendorRecord[]) => {
	const { suggestions } = suggest(vendors);
	expect(suggestions).toHaveLength(1);
	return suggestions[0];
};

describe('suggesting that vendors of both sides are the same', () => {
	it('says so of an alike name with tax id, e-mail domain and telephone, with the reasons', () => {
		const found = one(
			vendor({
				id: 'v1',
				name: 'Kessler Concrete LLC',
				taxId: '12-3456789',
				emails: ['ap@kessler.example'],
				phone: '(555) 010-4412',
			}),
			booksVendor({
				id: '58',
				name: 'Kesler Concrete Inc.',
				taxId: '123456789',
				emails: ['billing@kessler.example'],
				phone: '+1 555-010-4412',
			}),
		);
		expect(found).toMatchObject({
			key: 'vendor:v1:900:58',
			grade: 'sure',
			projects: { id: 'v1' },
			books: '900',
			inBooks: { id: '58' },
			against: [],
		});
		expect(found?.evidence).toEqual([
			'similar name, 94 %',
			'same tax id',
			'same e-mail or web domain (kessler.example)',
			'same telephone number',
		]);
	});

	it('reads as much of a tax id as the books show', () => {
		const ours = vendor({ id: 'v1', name: 'Harbor Masonry', taxId: '12-3456789' });
		const theirs = { id: '58', name: 'Harbor Masonary' };
		expect(one(ours, booksVendor({ ...theirs, taxId: 'XXXXXXX6789' }))).toMatchObject({
			grade: 'likely',
			evidence: ['similar name, 93 %', 'tax ids end in the same four digits'],
		});
		const { suggestions } = suggest([ours, booksVendor({ ...theirs, taxId: 'XXXXXXX0000' })]);
		expect(suggestions).toMatchObject([{ grade: 'possible', against: ['different tax id'] }]);
	});

	it('never calls names alone sure, and keeps numbers in names apart', () => {
		expect(
			one(
				vendor({ id: 'v1', name: 'Delta Electrical Services' }),
				booksVendor({ id: '58', name: 'Delta Electric Services' }),
			)?.grade,
		).toBe('possible');
		const { suggestions } = suggest([
			vendor({ id: 'v1', name: 'Ironworkers Local 12' }),
			booksVendor({ id: '58', name: 'Ironworkers Local 13' }),
		]);
		expect(suggestions).toEqual([]);
	});

	it('shows what a namesake has for rivals, and lets none of them be sure', () => {
		const { suggestions, duplicates } = suggest([
			vendor({ id: 'v1', name: 'Ames Steel', phone: '5550100001' }),
			booksVendor({ id: '58', name: 'Ames Steel', phone: '5550100001' }),
			booksVendor({ id: '59', name: 'Ames Steel, Inc.', phone: '5550100001' }),
		]);
		expect(suggestions.map(({ grade }) => grade)).toEqual(['possible', 'possible']);
		expect(suggestions[0]?.against[0]).toContain('as likely: "Ames Steel');
		expect(duplicates).toMatchObject([
			{
				side: 'books',
				books: '900',
				records: [{ id: '58' }, { id: '59' }],
				evidence: ['name differs only by "Inc."', 'same telephone number'],
			},
		]);
	});

	it('leaves out what is linked, told apart or merged away', () => {
		const ours = vendor({ id: 'v1', name: 'Kessler Concrete', phone: '5550100001' });
		const theirs = booksVendor({ id: '58', name: 'Kesler Concrete', phone: '5550100001' });
		const link = {
			type: 'vendor' as const,
			projects: 'v1',
			books: '900',
			booksId: '58',
			how: 'person' as const,
			apart: false,
			by: 'ap@builder.test',
			at: '2026-03-01T12:00:00.000Z',
		};
		expect(suggest([ours, theirs])).toMatchObject({
			suggestions: [{ grade: 'likely' }],
			linked: 0,
		});
		expect(suggest([ours, theirs], { links: [link] })).toMatchObject({
			suggestions: [],
			linked: 1,
			unmatched: [],
		});
		const apart = suggest([ours, theirs], { links: [{ ...link, apart: true }] });
		expect(apart.suggestions).toEqual([]);
		expect(apart.unmatched.map(({ side, id }) => `${side} ${id}`)).toEqual([
			'projects v1',
			'books 58',
		]);
		const merges = [{ type: 'vendor' as const, books: '900', id: '58', into: '60' }];
		expect(suggest([ours, theirs], { merges }).suggestions).toEqual([]);
	});

	it('counts inactive ends against it, and does not list them as missing', () => {
		const ours = vendor({ id: 'v1', name: 'Kessler Concrete', taxId: '12-3456789' });
		const theirs = booksVendor({ id: '58', name: 'Kesler Concrete', taxId: '123456789' });
		expect(one(ours, { ...theirs, active: false })).toMatchObject({
			grade: 'likely',
			against: ['"Kesler Concrete" is inactive in the books'],
		});
		expect(suggest([{ ...theirs, active: false }]).unmatched).toEqual([]);
	});

	it('asks for each company file by itself', () => {
		const ours = vendor({ id: 'v1', name: 'Kessler Concrete', taxId: '12-3456789' });
		const first = booksVendor({ id: '58', name: 'Kessler Concrete' });
		const second = booksVendor({
			id: '58',
			name: 'Kesler Concr.',
			taxId: '123456789',
			books: '901',
		});
		const both = suggestVendors(directory({ vendors: [ours, first, second] }));
		expect(both).toMatchObject({ linked: 1, suggestions: [{ books: '901', grade: 'sure' }] });
		const asked = suggestVendors(directory({ vendors: [ours, first, second] }), { books: '900' });
		expect(asked).toMatchObject({ linked: 1, suggestions: [], unmatched: [] });
	});

	it('suggests each pair once, in the same order however the lists are sorted', () => {
		const names = fc.constantFrom(
			'Kessler Concrete',
			'Kesler Concrete LLC',
			'Harbor Masonry',
			'Harbour Masonry Inc',
			'Ames Steel 2',
			'Ames Steel 3',
		);
		const phones = fc.constantFrom(undefined, '5550100001', '5550100002');
		const record = fc.record({ name: names, phone: phones, active: fc.boolean() });
		fc.assert(
			fc.property(
				fc.array(record, { maxLength: 6 }),
				fc.array(record, { maxLength: 6 }),
				(l, r) => {
					const vendors = [
						...l.map((given, index) => vendor({ ...given, id: `p${index}` })),
						...r.map((given, index) => booksVendor({ ...given, id: `b${index}` })),
					];
					const first = suggest(vendors).suggestions;
					const keys = first.map(({ key }) => key);
					expect(new Set(keys).size).toBe(keys.length);
					expect(suggest([...vendors].reverse()).suggestions).toEqual(first);
					for (const side of ['projects', 'inBooks'] as const) {
						const sure = first.filter(({ grade }) => grade === 'sure').map((s) => s[side].id);
						expect(new Set(sure).size).toBe(sure.length);
					}
				},
			),
		);
	});

	it('looks through thousands of vendors in moments', () => {
		const words = ['Concrete', 'Steel', 'Masonry', 'Roofing', 'Electric', 'Plumbing', 'Glass'];
		const name = (index: number) =>
			`${['Alpine', 'Harbor', 'Summit', 'Valley', 'Granite'][index % 5] ?? ''}${index} ${words[index % 7] ?? ''} LLC`;
		const vendors = Array.from({ length: 1_500 }, (_, index) => [
			vendor({ id: `p${index}`, name: name(index), taxId: `12${1_000_000 + index}` }),
			booksVendor({ id: `b${index}`, name: `${name(index)} x`, taxId: `12${1_000_000 + index}` }),
		]).flat();
		const start = process.hrtime.bigint();
		const { suggestions } = suggest(vendors);
		expect(suggestions.filter(({ grade }) => grade === 'sure')).toHaveLength(1_500);
		expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(30_000);
	});
});
