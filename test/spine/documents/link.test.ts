import fc from 'fast-check';
import { indexLinks } from '../../../spine/documents/link';
import type { Link } from '../../../spine/documents/link';

const link = (over: Partial<Link> = {}): Link => ({
	type: 'vendor',
	projects: '7',
	books: 'B1',
	booksId: '56',
	how: 'person',
	apart: false,
	by: 'ap@northgate.example',
	at: '2026-03-01T12:00:00.000Z',
	...over,
});
const merge = (id: string, into: string) => ({ type: 'vendor', books: 'B1', id, into }) as const;

describe('following links', () => {
	it('finds either end from the other, within its own company file and type', () => {
		const index = indexLinks({ links: [link()] });
		expect(index.projectsOf('vendor', 'B1', '56')).toBe('7');
		expect(index.projectsOf('vendor', 'B2', '56')).toBeUndefined();
		expect(index.projectsOf('project', 'B1', '56')).toBeUndefined();
		expect(index.booksOf('vendor', '7')).toEqual([{ books: 'B1', id: '56' }]);
	});

	it('points a link to a merged record at the one that survived', () => {
		const index = indexLinks({
			links: [link()],
			merges: [merge('56', '57'), merge('57', '58')],
		});
		for (const id of ['56', '57', '58']) {
			expect(index.projectsOf('vendor', 'B1', id)).toBe('7');
		}
		expect(index.booksOf('vendor', '7')).toEqual([{ books: 'B1', id: '58' }]);
	});

	it("prefers the survivor's own link", () => {
		const links = [link(), link({ projects: '8', booksId: '57' })];
		const index = indexLinks({ links, merges: [merge('56', '57')] });
		expect(index.projectsOf('vendor', 'B1', '56')).toBe('8');
		expect(index.booksOf('vendor', '7')).toEqual([]);
	});

	it('keeps pairs apart that a person told apart, and links nothing by it', () => {
		const index = indexLinks({ links: [link({ apart: true })] });
		expect(index.areApart('vendor', '7', 'B1', '56')).toBe(true);
		expect(index.areApart('vendor', '8', 'B1', '56')).toBe(false);
		expect(index.projectsOf('vendor', 'B1', '56')).toBeUndefined();
	});

	it('ends at a record that stands, whatever was merged into what', () => {
		const id = fc.constantFrom('1', '2', '3', '4', '5');
		fc.assert(
			fc.property(fc.array(fc.tuple(id, id)), id, (pairs, start) => {
				const merges = [...new Map(pairs.filter(([a, b]) => a !== b)).entries()];
				const index = indexLinks({ merges: merges.map(([a, b]) => merge(a, b)) });
				const end = index.survivor('vendor', 'B1', start);
				const gone = new Set<string>(merges.map(([a]) => a));
				// Only a circle, which no system can make, leaves one where it began.
				expect(end === start || !gone.has(end)).toBe(true);
			}),
		);
	});
});
