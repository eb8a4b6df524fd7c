import axios from 'axios';
import { callWebhook } from '../../simulators/demo/demo-host';
import { EditorSession } from '../../simulators/demo/editor-session';
import { VERIFY_AGAIN, ledgerEntries, messageIdOf } from '../../simulators/demo/main-job';
import { type CredentialIds, type Workflow, withCredentials } from '../../simulators/demo/workflow';
import { invoiceMail, invoicePdf, procore } from './support/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const AGAIN = 'verify-again';
const READ = 'read-again';
const PROJECT = 2_301_001;
const COMMITMENT = 7001;

const [subcontract] = procore.work_order_contracts;
const [footings] = subcontract?.line_items ?? [];

const changeOrder = (id: number, number: string, title: string, amount: string) => ({
	id,
	project_id: PROJECT,
	contract_id: COMMITMENT,
	contract: { id: COMMITMENT },
	number,
	title,
	status: 'pending',
	executed: false,
	grand_total: amount,
	line_items: [
		{
			...footings,
			id: id + 1000,
			description: title,
			amount,
			total_amount: amount,
			extended_amount: amount,
		},
	],
});

const procoreData = {
	...procore,
	work_order_contracts: [{ ...subcontract, pending_change_orders: '2500.00' }],
	change_order_packages: [
		changeOrder(7501, '001', 'Thicker slab', '1500.00'),
		changeOrder(7502, '002', 'Extra pier', '1000.00'),
	],
};

const ledger = { ledgerStorage: 'sqlite', company: 'main' };

const webhook = (path: string) => ({
	id: 'ask',
	name: 'Ask',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 600] satisfies [number, number],
	webhookId: path,
	parameters: {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'allEntries',
		options: {},
	},
});

/** The main workflow once more, begun by a person who asks the ledger to verify again. */
function verifyAgain(main: Workflow): Workflow {
	const rooms = ['Code to accounts', 'Verify'];
	return {
		...main,
		name: 'Verify again',
		nodes: [
			...main.nodes.filter(({ type }) => !/webhook|trigger/i.test(type)),
			webhook(AGAIN),
			{
				id: 'again',
				name: 'Open what changed',
				type: 'n8n-nodes-procore-quickbooks.spineLedger',
				typeVersion: 1,
				position: [260, 600],
				parameters: {
					...ledger,
					resource: 'document',
					operation: 'verifyAgain',
					which: 'changed',
					askedBy: 'pm@summitridge.example',
					reason: 'Change order 001 is executed',
				},
			},
		],
		connections: {
			...Object.fromEntries(
				Object.entries(main.connections).filter(([name]) => rooms.includes(name)),
			),
			Ask: { main: [[{ node: 'Open what changed', type: 'main', index: 0 }]] },
			'Open what changed': { main: [[{ node: 'Code to accounts', type: 'main', index: 0 }]] },
		},
	};
}

/** The main workflow as it is shipped, where the demo switches the trigger off that verifies again. */
const switchedOn = (main: Workflow): Workflow => ({
	...main,
	nodes: main.nodes.map((node) =>
		node.name === VERIFY_AGAIN ? { ...node, disabled: false } : node,
	),
});

/** Reads what changed in both systems, as the schedule of the set-up does. */
function readAgain(credentials: CredentialIds): Workflow {
	const workflow: Workflow = {
		name: 'Read again',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			webhook(READ),
			{
				id: 'read',
				name: 'Read what changed',
				type: 'n8n-nodes-procore-quickbooks.spineLedger',
				typeVersion: 1,
				position: [260, 600],
				parameters: {
					...ledger,
					resource: 'history',
					operation: 'backfill',
					procoreAuthentication: 'serviceAccount',
				},
			},
		],
		connections: { Ask: { main: [[{ node: 'Read what changed', type: 'main', index: 0 }]] } },
	};
	return withCredentials(workflow, credentials);
}

/** Approves a change order in the project system, as the project manager does. */
async function approve({ systems }: TestHost, id: number): Promise<void> {
	await axios.patch(
		`${systems.procore.address}/rest/v1.0/change_order_packages/${id}?project_id=${PROJECT}`,
		{
			project_id: PROJECT,
			contract_id: COMMITMENT,
			change_order: { status: 'approved', executed: true },
		},
		{
			headers: {
				Authorization: `Bearer ${systems.running.procore.token('service')}`,
				'Procore-Company-Id': systems.procore.companyId,
			},
		},
	);
}

/** A message with one invoice of these lines, 10 % retainage held back. */
async function invoiceOf(number: string, lines: Array<{ description: string; amount: number }>) {
	const amount = lines.reduce((sum, line) => sum + line.amount, 0);
	const bytes = await invoicePdf(number, amount, {}, { lines });
	return await invoiceMail(number, [], {
		subject: `Invoice ${number}`,
		parts: [{ name: `${number}.pdf`, contentType: 'application/pdf', bytes }],
	});
}

describe('an invoice that was stopped for a change order nobody had approved yet', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startTestHost({
			procore: procoreData,
			workflows: ([main, ...others], credentials) => {
				if (main === undefined) throw new Error('The demo has no main workflow.');
				return [switchedOn(main), ...others, verifyAgain(main), readAgain(credentials)];
			},
		});
	});
	afterAll(() => host.stop());

	const billsOf = (number: string) => host.bills().filter(({ DocNumber }) => DocNumber === number);
	const verdictOf = async (mail: Buffer) => {
		const [entry] = await ledgerEntries(host.demo, messageIdOf(mail));
		return entry?.verdict;
	};
	let over: Buffer;

	it('is blocked beyond the commitment, and stays so while nothing changed', async () => {
		over = await invoiceOf('INV-900', [
			{ description: 'Footings', amount: 60_000 },
			{ description: 'Slab on grade', amount: 38_000 },
			{ description: 'Change order 001 Thicker slab', amount: 1_500 },
		]);
		await host.send(over);
		expect(await verdictOf(over)).toMatchObject({
			outcome: 'blocked',
			findings: expect.arrayContaining([expect.objectContaining({ severity: 'BLOCK' })]),
		});
		// What was read in just before the decision counts as changed since, at first.
		const nothingOpens = async () => (await callWebhook(host.demo.n8n, AGAIN, {})).length === 0;
		await until('nothing is left to open', nothingOpens, { everyMs: 200 });
		expect(await verdictOf(over)).toMatchObject({ outcome: 'blocked' });
		expect(billsOf('INV-900')).toEqual([]);
	});

	it('is only shown in a test run from the editor, once its change order is approved and read', async () => {
		await approve(host, 7501);
		await callWebhook(host.demo.n8n, READ, {});
		const editor = await EditorSession.open(host.demo);
		await editor.post('/rest/workflows/demoWorkflow0003/run', {
			triggerToStartFrom: { name: 'Ask' },
		});
		const [shown] = await callWebhook(host.demo.n8n, AGAIN, {}, 'webhook-test');
		expect(shown).toMatchObject({
			document: { number: 'INV-900' },
			verdict: { outcome: 'verified', released: false },
			posting: { why: expect.stringContaining('release') },
		});
		expect(await verdictOf(over)).toMatchObject({ outcome: 'blocked' });
		expect(billsOf('INV-900')).toEqual([]);
	});

	it('is verified again on the facts of now and posted, without being sent again', async () => {
		const [item, ...more] = await callWebhook(host.demo.n8n, AGAIN, {});
		expect(more).toEqual([]);
		expect(item).toMatchObject({
			document: { number: 'INV-900' },
			verdict: { outcome: 'verified', released: true },
			posting: { total: 89_550 },
		});
		expect(billsOf('INV-900')).toMatchObject([{ TotalAmt: 89_550 }]);
		expect(await verdictOf(over)).toMatchObject({ outcome: 'verified' });
	});

	it('gets no second bill when it is asked for again, or its message comes again', async () => {
		expect(await callWebhook(host.demo.n8n, AGAIN, {})).toEqual([]);
		await host.send(over);
		expect(billsOf('INV-900')).toHaveLength(1);
	});

	it('is found by the trigger of the shipped workflow too, when n8n starts', async () => {
		const next = await invoiceOf('INV-901', [
			{ description: 'Change order 002 Extra pier', amount: 1_000 },
		]);
		await host.send(next);
		expect(await verdictOf(next)).toMatchObject({ outcome: 'blocked' });
		await approve(host, 7502);
		await callWebhook(host.demo.n8n, READ, {});
		expect(billsOf('INV-901')).toEqual([]);

		await host.demo.n8n.stop();
		await host.demo.restart();
		await until('the bill is written', () => billsOf('INV-901').length > 0, {
			everyMs: 200,
			timeoutMs: 120_000,
		});
		expect(billsOf('INV-901')).toMatchObject([{ TotalAmt: 900 }]);
		expect(await verdictOf(next)).toMatchObject({ outcome: 'verified' });
	});
});
