import { type SmallCompany, smallCompany } from './company';
import { execute, jsonOf } from './harness';

let company: SmallCompany;
beforeAll(async () => {
	company = await smallCompany();
});
afterAll(() => company.close());

test('reads projects as records', async () => {
	const out = await execute(
		{ type: 'procore', parameters: { resource: 'project', operation: 'getMany' } },
		company.credentials,
	);
	expect(jsonOf(out)).toMatchObject([{ record: { type: 'project', number: '2301' } }]);
});
