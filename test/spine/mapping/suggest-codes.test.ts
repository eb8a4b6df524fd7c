import type { ItemRecord } from '../../../spine/documents/records';
import { suggestItems } from '../../../spine/mapping/suggest-codes';

const item = (id: string, name: string, over: Partial<ItemRecord> = {}): ItemRecord => ({
	type: 'item',
	side: 'books',
	books: 'B1',
	id,
	name,
	fullName: name,
	itemType: 'Service',
	active: true,
	...over,
});
const gap = { project: '2301', costCode: '03-300', costType: 'S' };

describe('suggesting items for a code that no rule maps', () => {
	it('puts the name of the official connector first, then code and type, then the code', () => {
		const found = suggestItems(gap, [
			item('1', '03-300 Cast-in-place'),
			item('2', '03-300.S'),
			item('3', '2301-03-300.S'),
			item('4', '03-3000 Other'),
		]);
		expect(found.map((one) => one.item)).toEqual(['3', '2', '1']);
		expect(found[0]?.evidence).toContain('project, cost code and cost type');
		expect(found[2]?.evidence).toBe('its name contains the cost code 03-300');
	});

	it('names nothing that cannot be posted to, and at most three in each company file', () => {
		const many = ['1', '2', '3', '4'].map((id) => item(id, `03-300 ${id}`));
		expect(suggestItems(gap, many)).toHaveLength(3);
		expect(suggestItems(gap, [...many, item('9', '03-300', { books: 'B2' })])).toHaveLength(4);
		expect(
			suggestItems(gap, [
				item('1', '03-300', { active: false }),
				item('2', '03-300', { itemType: 'Category' }),
				item('3', '03-300', { deleted: true }),
			]),
		).toEqual([]);
		expect(suggestItems({ project: '2301' }, many)).toEqual([]);
	});
});
