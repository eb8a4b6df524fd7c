import { z } from 'zod';
import { booksLists } from '../../simulators/demo-company/world/books-lists';
import { booksTransactions } from '../../simulators/demo-company/world/books-transactions';
import { procoreJson } from '../../simulators/demo-company/world/procore';
import { companyJson } from '../../simulators/demo-company/world/settings';
import { REALM, smallCompany } from './company';
import { execute, jsonOf } from './harness';

jest.setTimeout(120_000);

const taskSchema = z.object({ task: z.object({ rule: z.string(), sentence: z.string() }) });
const projectSchema = z.object({ books: z.string() }).passthrough();

test('nothing but what is planted and what was entered on one side only shows on the company of the demo', async () => {
	const company = await smallCompany({
		procore: procoreJson(),
		quickBooks: {
			...booksLists(),
			...booksTransactions(),
			CompanyInfo: [{ Id: '1', SyncToken: '0', CompanyName: 'Demo', Country: 'US' }],
		},
	});
	const [own] = z.array(z.object({ id: z.number() })).parse(procoreJson().companies);
	const credentials = {
		...company.credentials,
		procoreServiceAccountOAuth2Api: {
			...company.credentials.procoreServiceAccountOAuth2Api,
			companyId: String(own?.id),
		},
	};
	try {
		const ledger = async (parameters: Record<string, string | boolean>) =>
			jsonOf(await execute({ type: 'spineLedger', parameters }, credentials));
		const settings = companyJson();
		const projects = z.array(projectSchema).parse(settings.projects);
		await ledger({
			resource: 'company',
			operation: 'set',
			settings: JSON.stringify({
				...settings,
				projects: projects.map((project) => ({ ...project, books: REALM })),
			}),
			policy: '{ "mode": "observe" }',
		});
		await ledger({ resource: 'history', operation: 'backfill' });
		const found = z
			.array(taskSchema)
			.parse(await ledger({ resource: 'monitor', operation: 'run', putOut: 'new' }));
		// Older bills that were paid and entered without Procore, the commitment of the worked example that
		// lacks its change order, and the vendor that a bookkeeper entered twice.
		const of = (rule: string) => found.filter(({ task }) => task.rule === rule);
		expect([...new Set(found.map(({ task }) => task.rule))].sort()).toEqual([
			'ID-02',
			'SC-01',
			'SY-05',
			'SY-09',
		]);
		expect(of('ID-02')).toMatchObject([
			{ task: { sentence: expect.stringContaining('Lakeside Painting, LLC (7114)') } },
		]);
		expect(of('SC-01')).toMatchObject([
			{ task: { sentence: expect.stringContaining('SC-2307-02') } },
		]);
		const asked = { resource: 'record', operation: 'getMany', returnAll: true };
		expect((await ledger({ ...asked, recordType: 'commitment' })).length).toBeGreaterThan(10);
		expect((await ledger({ ...asked, recordType: 'bill' })).length).toBeGreaterThan(10);
	} finally {
		await company.close();
	}
});
