import type { Directory } from '../../../spine/identity/identity';
import { cell, numberIn } from '../../../spine/registers/columns';
import { fieldDataFromRows } from '../../../spine/registers/field-data';
import { lookupIn } from '../../../spine/registers/lookup';
import { quotesFromRows } from '../../../spine/registers/quotes';

const directory: Directory = {
	vendors: [
		{
			type: 'vendor',
			side: 'projects',
			id: '901',
			name: 'Kessler Concrete LLC',
			aliases: ['Kessler Foundations'],
			emails: [],
			active: true,
		},
	],
	projects: [
		{ type: 'project', side: 'projects', id: 'P1', number: '2301', name: 'Clinic', active: true },
	],
	commitments: [
		{
			type: 'commitment',
			side: 'projects',
			id: 'C1',
			kind: 'subcontract',
			number: 'SC-2301-001',
			status: 'approved',
			project: 'P1',
			original: 98_000,
			lines: [],
		},
	],
	jobs: [],
};
const lookup = lookupIn(directory);

describe('cells', () => {
	it('are found whatever the case and punctuation of their column', () => {
		expect(cell({ 'Approved By': ' Dana ' }, 'approved_by')).toBe('Dana');
		expect(cell({ total: '' }, 'total')).toBeUndefined();
	});

	it.each([
		['$98,000.00', 98_000],
		['35 %', 35],
		['(250)', -250],
	])('hold numbers as people write them: %s', (text, value) => {
		expect(numberIn(text)).toBe(value);
	});

	it('are no number where people wrote words', () => {
		expect(numberIn('about 5')).toBeNaN();
	});
});

describe('the quote register', () => {
	it('links vendor, project and commitment by what people write', () => {
		const { records, refused } = quotesFromRows(
			[
				{
					vendor: 'The Kessler Foundations Co.',
					project: '2301',
					commitment: 'sc 2301 001',
					number: 'Q-118',
					version: 'v1',
					date: '2026-01-02',
					total: '98,000',
					status: 'Approved',
				},
			],
			lookup,
		);
		expect(refused).toEqual([]);
		expect(records[0]).toMatchObject({
			vendor: '901',
			project: 'P1',
			commitment: 'C1',
			total: 98_000,
			status: 'approved',
		});
	});

	it('gives the same row the same id, and refuses a row alone with its number and reason', () => {
		const good = { vendor: 'Nobody Known', total: '100' };
		const { records, refused } = quotesFromRows(
			[good, { vendor: 'X', total: 'ten' }, { total: '5' }, { ...good, status: 'maybe' }, good],
			lookup,
		);
		expect(records.map(({ id }) => id)).toEqual([records[0]?.id, records[0]?.id]);
		expect(refused.map(({ row }) => row)).toEqual([2, 3, 4]);
		expect(refused[2]?.sentence).toContain('"maybe"');
	});
});

describe('tables of field data', () => {
	it('become records of what they are about', () => {
		const { records, refused } = fieldDataFromRows(
			'progress.csv',
			[{ commitment: 'SC-2301-001', percent: '35 %', date: '2026-03-20', note: 'walked the job' }],
			lookup,
		);
		expect(refused).toEqual([]);
		expect(records[0]).toMatchObject({ source: 'progress', commitment: 'C1', value: 35 });
	});

	it('keep the type of a waiver, or the policy of an insurance, before the note', () => {
		const notes = (row: Record<string, string>) =>
			fieldDataFromRows('waivers', [{ commitment: 'SC-2301-001', ...row }], lookup).records[0]
				?.note;
		expect(notes({ type: 'Unconditional progress', note: 'by mail' })).toBe(
			'Unconditional progress: by mail',
		);
		expect(notes({ Policy: 'General liability' })).toBe('General liability');
		expect(notes({})).toBeUndefined();
	});

	it('say so when the table, a date or what it is about is not known', () => {
		expect(fieldDataFromRows('weather', [], lookup).refused[0]?.sentence).toContain('"weather"');
		const { refused } = fieldDataFromRows(
			'receipts',
			[
				{ commitment: 'SC-9', quantity: '1' },
				{ project: '2301', date: '3/4/26' },
			],
			lookup,
		);
		expect(refused).toHaveLength(2);
	});

	it('are refused where one of the things they name is not known, whatever else they name', () => {
		const { records, refused } = fieldDataFromRows(
			'retainage_releases',
			[
				{ project: '2301', commitment: 'SC-2301-999', value: '1200' },
				{ project: '2301', vendor: 'Nobody Inc', value: '1200' },
			],
			lookup,
		);
		expect(records).toEqual([]);
		expect(refused.map(({ sentence }) => sentence)).toEqual([
			expect.stringContaining('commitment "SC-2301-999" is not known'),
			expect.stringContaining('vendor "Nobody Inc" is not known'),
		]);
	});
});
