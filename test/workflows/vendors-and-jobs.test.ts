import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import {
	type Workflow,
	replaceTrigger,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { REALM, procore, quickBooks } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const RUN = 'vendors-and-jobs';
const LINKS = 'list-links';
const SUGGESTIONS = 'list-suggestions';
const BY = 'controller@summitridge.example';

/** An active subcontract of a vendor that the books do not have, and one that they spell otherwise. */
const [subcontract] = procore.work_order_contracts;
const contractOf = (id: number, number: string, vendor: { id: number; company: string }) => ({
	...subcontract,
	id,
	number,
	vendor,
	line_items: [],
});

const ask = (path: string, name: string, parameters: object): Workflow => ({
	name,
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		{
			id: 'ask',
			name: 'Ask',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: path,
			parameters: {
				httpMethod: 'POST',
				path,
				responseMode: 'lastNode',
				responseData: 'allEntries',
			},
		},
		{
			id: 'answer',
			name,
			type: 'n8n-nodes-procore-quickbooks.spineLedger',
			typeVersion: 1,
			position: [260, 0],
			alwaysOutputData: true,
			parameters: { ledgerStorage: 'sqlite', company: 'main', ...parameters },
		},
	],
	connections: { Ask: { main: [[{ node: name, type: 'main', index: 0 }]] } },
});

const vendorsSchema = z.array(
	z.object({ Id: z.string(), DisplayName: z.string(), AcctNum: z.string().optional() }),
);

describe('the template that links vendors and jobs, in n8n', () => {
	let host: TestHost;

	beforeAll(async () => {
		host = await startTestHost({
			procore: {
				...procore,
				vendors: [
					...procore.vendors,
					{ id: 902, name: 'Lakeside Glazing', is_active: true, business_phone: '5550104412' },
					{ id: 903, name: 'Granite Roofing LLC', is_active: true, business_phone: '5550107777' },
				],
				work_order_contracts: [
					...procore.work_order_contracts,
					contractOf(7002, 'SC-2301-002', { id: 902, company: 'Lakeside Glazing' }),
					contractOf(7003, 'SC-2301-003', { id: 903, company: 'Granite Roofing LLC' }),
				],
			},
			quickBooks: {
				...quickBooks,
				Vendor: [
					...quickBooks.Vendor,
					{
						Id: '78',
						SyncToken: '0',
						DisplayName: 'Granit Roofing Inc',
						PrimaryPhone: { FreeFormNumber: '(555) 010-7777' },
						Active: true,
					},
				],
			},
			workflows: async (given, credentials) => {
				const shipped = replaceTrigger(
					await template('vendors-and-jobs'),
					'Run by hand',
					RUN,
					'Start by webhook',
				);
				const asked = withParameters(shipped, 'What to do', {
					jsonOutput: "={{ $('Start by webhook').first().json.body }}",
				});
				return [
					...given,
					withCredentials(asked, credentials),
					ask(LINKS, 'List links', {
						resource: 'link',
						operation: 'getMany',
						linkType: 'vendor',
						returnAll: true,
					}),
					ask(SUGGESTIONS, 'List suggestions', {
						resource: 'link',
						operation: 'suggest',
						linkType: 'vendor',
						linkShow: ['suggestions'],
					}),
				];
			},
		});
	});
	afterAll(() => host.stop());

	const run = async (wish: object = {}) => {
		await callWebhook(host.demo.n8n, RUN, {
			by: BY,
			link: [],
			notTheSame: [],
			linkSure: false,
			createMissing: false,
			...wish,
		});
	};
	const links = () => callWebhook(host.demo.n8n, LINKS, {});
	const vendors = () =>
		vendorsSchema.parse(host.systems.running.quickBooks.exportState(REALM).Vendor);

	it('links and creates nothing by itself, and shows what may be the same', async () => {
		await run();
		expect(await links()).toEqual([{}]);
		expect(vendors()).toHaveLength(2);
		expect(await callWebhook(host.demo.n8n, SUGGESTIONS, {})).toMatchObject([
			{
				suggestion: {
					grade: 'likely',
					projects: { id: '903', name: 'Granite Roofing LLC' },
					inBooks: { id: '78', name: 'Granit Roofing Inc' },
					evidence: [expect.stringContaining('similar name'), 'same telephone number'],
				},
			},
		]);
	});

	it('links what a person says, and creates what is missing when it is asked to', async () => {
		const link = [{ kind: 'vendor', procore: '903', books: REALM, quickBooks: '78' }];
		await run({ link, createMissing: true });
		const created = vendors().filter(({ AcctNum }) => AcctNum !== undefined);
		expect(created).toMatchObject([{ DisplayName: 'Lakeside Glazing', AcctNum: '902' }]);
		expect(await links()).toMatchObject([
			{ link: { projects: '903', booksId: '78', how: 'person', by: BY } },
			{ link: { projects: '902', booksId: created[0]?.Id, how: 'created' } },
		]);
		await run({ createMissing: true });
		expect(vendors()).toHaveLength(3);
		expect(await links()).toHaveLength(2);
	});
});
