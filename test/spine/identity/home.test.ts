import type { Link } from '../../../spine/documents/link';
import type { JobRecord } from '../../../spine/documents/records';
import { companySettingsSchema } from '../../../spine/documents/settings';
import { homeOf } from '../../../spine/identity/home';
import { identify } from '../../../spine/identity/identify';
import { booksVendor, directory, document, project, vendor } from './directory';

const depot = project('p1', '2301', 'Depot');
const job = (books: string, id: string): JobRecord => ({
	type: 'job',
	side: 'books',
	books,
	id,
	name: 'Depot',
	fullName: 'Owner:Depot',
	active: true,
});
const link = (over: Partial<Link> = {}): Link => ({
	type: 'project',
	projects: 'p1',
	books: 'realm-1',
	booksId: '70',
	how: 'person',
	apart: false,
	by: 'ap@builder.test',
	at: '2026-03-01T12:00:00.000Z',
	...over,
});
const known = (links: Link[] = []) => ({
	...directory({ projects: [depot], jobs: [job('realm-1', '70'), job('realm-2', '80')] }),
	links,
});
const kept = (...projects: unknown[]) => companySettingsSchema.parse({ projects });
const moved = kept(
	{ project: '2301', books: 'realm-1', customerJob: '70', until: '2026-06-30' },
	{
		project: '2301',
		books: 'realm-2',
		customerJob: 'Owner:Depot',
		from: '2026-07-01',
		taxExempt: true,
	},
);

describe('the books of a project', () => {
	it('are those whose days hold the document', () => {
		expect(homeOf(depot, known(), moved, '2026-06-30')).toMatchObject({
			books: 'realm-1',
			job: { id: '70' },
			taxExempt: false,
		});
		expect(homeOf(depot, known(), moved, '2026-07-01')).toMatchObject({
			books: 'realm-2',
			job: { id: '80' },
			taxExempt: true,
		});
	});

	it('cannot be told of a document without a date, nor outside of all days', () => {
		expect(homeOf(depot, known(), moved)?.problem).toContain('bears no date');
		const gap = kept({ project: '2301', books: 'realm-1', customerJob: '70', until: '2026-06-30' });
		const home = homeOf(depot, known(), gap, '2026-07-01');
		expect(home?.problem).toContain('in no books on 2026-07-01 (realm-1 from ever to 2026-06-30)');
		expect(home?.books).toBeUndefined();
	});

	it('cannot be told where days overlap, unless both say the same', () => {
		const entry = { project: '2301', books: 'realm-1', customerJob: '70' };
		const overlapping = kept(entry, { ...entry, books: 'realm-2', from: '2026-07-01' });
		expect(homeOf(depot, known(), overlapping, '2026-08-01')?.problem).toContain(
			'more than once on 2026-08-01 (in the books realm-1 and realm-2)',
		);
		expect(homeOf(depot, known(), overlapping, '2026-01-01')?.books).toBe('realm-1');
		expect(homeOf(depot, known(), kept(entry, entry))?.books).toBe('realm-1');
	});

	it('are those of the linked job where the settings are silent', () => {
		expect(homeOf(depot, known([link()]), kept())).toMatchObject({
			books: 'realm-1',
			job: { id: '70' },
		});
		const both = known([link(), link({ books: 'realm-2', booksId: '80' })]);
		expect(homeOf(depot, both, kept())?.problem).toContain('linked to jobs in the books');
		expect(homeOf(depot, both, kept({ project: '2301', books: 'realm-2' }))).toMatchObject({
			books: 'realm-2',
			job: { id: '80' },
		});
		expect(homeOf(depot, known(), kept())).toBeUndefined();
	});

	it('leave the document without books, with the sentence, when they cannot be told', () => {
		const printed = document({ project: '2301', date: undefined });
		const identity = identify(printed, known(), moved);
		expect(identity.books).toBeUndefined();
		expect(identity.homeProblem).toContain('bears no date');
		const dated = identify(document({ project: '2301', date: '2026-07-03' }), known(), moved);
		expect(dated).toMatchObject({ books: 'realm-2', job: { id: '80' }, taxExempt: true });
		expect(dated).not.toHaveProperty('homeProblem');
	});
});

describe('the vendor in the books by stored links', () => {
	const kessler = vendor({ id: 'v1', name: 'Kessler Concrete' });
	const namesake = booksVendor({ id: '58', name: 'Kessler Concrete' });
	const linked = booksVendor({ id: '59', name: 'KC Co' });
	const books = namesake.books ?? '';
	const stored = link({ type: 'vendor', projects: 'v1', books, booksId: '59' });
	const found = (links: Link[], merges: Array<{ from: string; into: string }> = []) =>
		identify(
			document({ vendor: 'Kessler Concrete' }),
			{
				...directory({ vendors: [kessler, namesake, linked] }),
				links,
				merges: merges.map(({ from, into }) => ({
					type: 'vendor' as const,
					books,
					id: from,
					into,
				})),
			},
			kept(),
		).booksVendor;

	it('is the linked one before its namesake', () => {
		expect(found([]).record?.id).toBe('58');
		expect(found([stored])).toMatchObject({
			record: { id: '59' },
			candidates: [{ because: 'stored link' }],
		});
	});

	it('is never one that was told apart, and follows a merge', () => {
		const apart = { ...stored, booksId: '58', apart: true };
		expect(found([apart]).record).toBeUndefined();
		expect(found([stored], [{ from: '59', into: '58' }]).record?.id).toBe('58');
		expect(found([], [{ from: '58', into: '59' }]).record?.id).not.toBe('58');
	});
});
