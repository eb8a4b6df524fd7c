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
