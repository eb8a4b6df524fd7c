import { callWebhook } from '../../simulators/demo/demo-host';
import { replaceTrigger, template, withCredentials } from '../../simulators/demo/workflow';
import type { CredentialIds, Workflow } from '../../simulators/demo/workflow';
import { procore } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const REPORT = 'month-end-report-only';
const ROWS = 'month-end-rows-only';

/** The shipped template behind a webhook, ended at one of its two branches so that the webhook answers with that. */
async function branch(credentials: CredentialIds, path: string, other: string): Promise<Workflow> {
	const workflow = replaceTrigger(
		await template('month-end-reconciliation'),
		'First of the month',
		path,
		'Start by webhook',
	);
	const { 'Read both systems': fork, ...connections } = workflow.connections;
	if (fork === undefined) throw new Error('The template does not fork after reading.');
	const kept = fork.main.map((targets) =>
		(targets ?? []).filter((target) => !JSON.stringify(target).includes(other)),
	);
	return withCredentials(
		{
			...workflow,
			name: `${workflow.name} (${path})`,
			connections: { ...connections, 'Read both systems': { main: kept } },
		},
		credentials,
	);
}

describe('the month-end template in n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		const [contract] = procore.work_order_contracts;
		host = await startTestHost({
			procore: {
				...procore,
				work_order_contracts: [contract],
				change_order_packages: [
					{
						id: 7501,
						project_id: contract?.project_id,
						contract_id: contract?.id,
						contract: { id: contract?.id },
						number: '001',
						title: 'Approved, and not in the contract',
						status: 'approved',
						executed: true,
						grand_total: '2500.00',
						line_items: [],
					},
				],
			},
			workflows: async (given, credentials) => [
				...given,
				await branch(credentials, REPORT, 'Rows to clear'),
				await branch(credentials, ROWS, 'Create the report'),
			],
		});
	});
	afterAll(() => host.stop());

	it('reports what the two systems say, and ties it to the accounts', async () => {
		const [report] = await callWebhook(host.demo.n8n, REPORT, {});
		expect(report).toMatchObject({ currency: 'USD', toClear: 1 });
		expect(report).toHaveProperty('asOf', expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/));
		expect(report).toHaveProperty('ties');
	});

	it('hands on the rows that will not clear by themselves, with the reason and the amount', async () => {
		const rows = await callWebhook(host.demo.n8n, ROWS, {});
		expect(rows).toMatchObject([
			{
				class: 'STALE-COMMITMENT',
				approvedChanges: 2500,
				revisedGap: -2500,
				differences: [{ why: expect.stringContaining('-$2,500.00 apart') }],
			},
		]);
	});
});
