import { linkVendors, vendorIdOf } from '../../../spine/ledger/vendor-links';
import { booksVendor, vendor } from './fixtures';

describe('linking the vendors of both sides', () => {
	it('follows a stored link in either direction before the name', () => {
		const named = { ...vendor, id: '8', name: 'Other' };
		expect(linkVendors([vendor, named, { ...booksVendor, linkedId: '8' }]).get('books:B1:56')).toBe(
			'projects:8',
		);
		expect(
			linkVendors([vendor, { ...named, linkedId: '56' }, booksVendor]).get('books:B1:56'),
		).toBe('projects:8');
	});

	it('links by a normalised name that is unique on both sides', () => {
		expect(linkVendors([vendor, booksVendor]).get('books:B1:56')).toBe('projects:7');
		expect(linkVendors([vendor, { ...vendor, id: '9' }, booksVendor]).get('books:B1:56')).toBe(
			'books:B1:56',
		);
		expect(
			linkVendors([vendor, booksVendor, { ...booksVendor, id: '57' }]).get('books:B1:56'),
		).toBe('books:B1:56');
	});

	it('links a namesake in each company file', () => {
		const second = { ...booksVendor, books: 'B2' };
		expect(linkVendors([vendor, booksVendor, second]).get('books:B2:56')).toBe('projects:7');
	});

	it('never links to a deleted vendor, and hands ids back as their own side writes them', () => {
		expect(linkVendors([{ ...vendor, deleted: true }, booksVendor]).get('books:B1:56')).toBe(
			'books:B1:56',
		);
		expect([vendorIdOf('projects:7'), vendorIdOf('books:B1:56')]).toEqual(['7', '56']);
	});
});

describe('following what people linked', () => {
	const other = { ...booksVendor, id: '90', name: 'K. C. Works' };
	const link = {
		type: 'vendor' as const,
		projects: '7',
		books: 'B1',
		booksId: '90',
		how: 'person' as const,
		apart: false,
		by: 'ap@northgate.example',
		at: '2026-03-01T12:00:00.000Z',
	};

	it('follows a stored link before names and numbers, and links no namesake beside it', () => {
		const links = linkVendors([{ ...vendor, linkedId: '56' }, booksVendor, other], {
			links: [link],
		});
		expect(links.get('books:B1:90')).toBe('projects:7');
		expect(links.get('books:B1:56')).toBe('books:B1:56');
	});

	it('links neither by name nor by number what was told apart', () => {
		const apart = { ...link, booksId: '56', apart: true };
		const named = linkVendors([vendor, booksVendor], { links: [apart] });
		expect(named.get('books:B1:56')).toBe('books:B1:56');
		const numbered = linkVendors([vendor, { ...booksVendor, linkedId: '7' }], { links: [apart] });
		expect(numbered.get('books:B1:56')).toBe('books:B1:56');
	});

	it('counts a merged vendor as the one that survived, whether it is still mirrored or not', () => {
		const merges = [{ type: 'vendor' as const, books: 'B1', id: '90', into: '56' }];
		expect(linkVendors([vendor, booksVendor, other], { merges }).get('books:B1:90')).toBe(
			'projects:7',
		);
		expect(linkVendors([vendor, booksVendor], { merges }).get('books:B1:90')).toBe('projects:7');
		expect(linkVendors([{ ...booksVendor, name: 'X' }], { merges }).get('books:B1:90')).toBe(
			'books:B1:56',
		);
	});

	it('counts an inactive namesake with the active one', () => {
		const old = { ...booksVendor, id: '55', name: 'Kessler Concrete (deleted)', active: false };
		const links = linkVendors([vendor, booksVendor, old]);
		expect(links.get('books:B1:55')).toBe('projects:7');
		expect(links.get('books:B1:56')).toBe('projects:7');
	});

	it('takes an id that two company files gave for the vendor of the same name alone', () => {
		const numbered = { ...vendor, linkedId: '56' };
		const stranger = { ...booksVendor, books: 'B2', name: 'Ames Steel' };
		const links = linkVendors([numbered, booksVendor, stranger]);
		expect(links.get('books:B1:56')).toBe('projects:7');
		expect(links.get('books:B2:56')).toBe('books:B2:56');
	});
});
