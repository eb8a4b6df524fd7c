import type { INodeParameters } from 'n8n-workflow';
import { type SmallCompany, setUp, smallCompany } from './company';
import { execute, jsonOf } from './harness';

jest.setTimeout(60_000);

let company: SmallCompany;
beforeEach(async () => {
	company = await smallCompany();
	await setUp(company);
});
afterEach(() => company.close());

const run = (operation: string, parameters: INodeParameters = {}) =>
	execute(
		{
			type: 'spineLedger',
			parameters: { resource: 'link', operation, linkType: 'vendor', ...parameters },
			items: [{ json: {} }],
		},
		company.credentials,
	);

test('nothing is linked by itself without the name of a person, and the error asks for it', async () => {
	await expect(run('suggest', { linkSure: true, linkedBy: '' })).rejects.toThrow(
		/who lets the sure ones be linked/,
	);
	expect(jsonOf(await run('getMany', { returnAll: true }))).toEqual([]);
});

test('suggestions need no name', async () => {
	await expect(run('suggest')).resolves.toHaveLength(1);
});
