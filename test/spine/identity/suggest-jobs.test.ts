import type { JobRecord } from '../../../spine/documents/records';
import { suggestJobs } from '../../../spine/identity/suggest-jobs';
import { directory, job, project, settings } from './directory';

const county: JobRecord = { ...job('c', 'County'), name: 'County' };
const of = (id: string, fullName: string): JobRecord => ({ ...job(id, fullName), parent: 'c' });
const none = settings({ projects: [] });

describe('suggesting the customer:job of a project', () => {
	it('goes by the number in its name and by the name, and takes no customer for a job', () => {
		const { suggestions, unmatched } = suggestJobs(
			directory({
				projects: [project('p1', '2301', 'River Depot'), project('p2', '2302', 'Hill School')],
				jobs: [county, of('j1', 'County:2301 River Depot'), of('j2', 'County:Bridge')],
			}),
			none,
		);
		expect(suggestions).toMatchObject([
			{
				key: 'project:p1:900:j1',
				grade: 'sure',
				projects: { id: 'p1', number: '2301' },
				inBooks: { id: 'j1', name: 'County:2301 River Depot' },
				evidence: ["the job's name contains the project's number 2301", 'same name'],
			},
		]);
		expect(unmatched.map(({ side, id }) => `${side} ${id}`)).toEqual(['projects p2', 'books j2']);
	});

	it('is only likely by number or name alone, and possible among rivals', () => {
		const projects = [project('p1', '2301', 'River Depot')];
		const grades = (jobs: JobRecord[]) =>
			suggestJobs(directory({ projects, jobs: [county, ...jobs] }), none).suggestions.map(
				({ grade }) => grade,
			);
		expect(grades([of('j1', 'County:2301')])).toEqual(['likely']);
		expect(grades([of('j1', 'County:River Depot')])).toEqual(['likely']);
		expect(grades([of('j1', 'County:River Depots')])).toEqual(['possible']);
		expect(grades([of('j1', 'County:2301 Phase 1'), of('j2', 'County:2301 Phase 2')])).toEqual([
			'possible',
			'possible',
		]);
		expect(grades([of('j1', 'County:12301 Warehouse')])).toEqual([]);
	});

	it('leaves out what the settings name, what is linked and what was told apart', () => {
		const given = directory({ jobs: [county, of('j1', 'County:River Depot')] });
		expect(suggestJobs(given, settings())).toMatchObject({ suggestions: [], linked: 1 });
		const link = {
			type: 'project' as const,
			projects: 'p1',
			books: '900',
			booksId: 'j1',
			how: 'person' as const,
			apart: false,
			by: 'ap@builder.test',
			at: '2026-03-01T12:00:00.000Z',
		};
		expect(suggestJobs({ ...given, links: [link] }, none)).toMatchObject({
			suggestions: [],
			linked: 1,
		});
		const apart = suggestJobs({ ...given, links: [{ ...link, apart: true }] }, none);
		expect(apart).toMatchObject({ suggestions: [], linked: 0 });
	});

	it('looks in the books alone that the settings keep the project in', () => {
		const elsewhere = { ...of('j9', 'County:2301 River Depot'), books: '901' };
		const given = directory({ jobs: [county, elsewhere, of('j1', 'County:2301 River Depot')] });
		const kept = settings({ projects: [{ project: '2301', books: '901' }] });
		expect(suggestJobs(given, kept).suggestions).toMatchObject([{ books: '901', grade: 'sure' }]);
	});
});
