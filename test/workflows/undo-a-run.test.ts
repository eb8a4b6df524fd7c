import { z } from 'zod';
import axios from 'axios';
import { callWebhook } from '../../simulators/demo/demo-host';
import {
	type CredentialIds,
	type Workflow,
	replaceTrigger,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { REALM, invoiceMail, quickBooks } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const LOOK = 'undo-look';
const UNDO = 'undo-really';
const RUNS = 'list-runs';

/** The company's bank account. */
const BANK = '35';

const bank = {
	Id: BANK,
	SyncToken: '0',
	Name: 'Checking',
	FullyQualifiedName: 'Checking',
	AccountType: 'Bank',
	AccountSubType: 'Checking',
	Active: true,
};

/** The shipped template behind a webhook that names the run. */
async function undoWorkflow(
	path: string,
	preview: boolean,
	credentials: CredentialIds,
): Promise<Workflow> {
	const shipped = replaceTrigger(await template('undo-a-run'), 'Undo by hand', path, 'Start');
	const chosen = withParameters(shipped, 'Choose the run', {
		run: { __rl: true, mode: 'id', value: '={{ $json.body.run }}' },
	});
	const steps = ['Undo in QuickBooks', 'Undo in Procore'].reduce(
		(workflow, step) => withParameters(workflow, step, { preview }),
		chosen,
	);
	return { ...withCredentials(steps, credentials), name: path };
}

function runsWorkflow(): Workflow {
	return {
		name: 'List the runs',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				id: 'ask',
				name: 'Ask',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: RUNS,
				parameters: {
					httpMethod: 'POST',
					path: RUNS,
					responseMode: 'lastNode',
					responseData: 'allEntries',
				},
			},
			{
				id: 'runs',
				name: 'List runs',
				type: 'n8n-nodes-procore-quickbooks.spineLedger',
				typeVersion: 1,
				position: [260, 0],
				parameters: {
					ledgerStorage: 'sqlite',
					company: 'main',
					resource: 'run',
					operation: 'getMany',
				},
			},
		],
		connections: { Ask: { main: [[{ node: 'List runs', type: 'main', index: 0 }]] } },
	};
}

const runsSchema = z.array(z.object({ run: z.string(), writes: z.number(), undone: z.number() }));

describe('the template that undoes a run, in n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startTestHost({
			quickBooks: { ...quickBooks, Account: [...quickBooks.Account, bank] },
			workflows: async (given, credentials) => [
				...given,
				await undoWorkflow(LOOK, true, credentials),
				await undoWorkflow(UNDO, false, credentials),
				runsWorkflow(),
			],
		});
	});
	afterAll(() => host.stop());

	const runs = async () => runsSchema.parse(await callWebhook(host.demo.n8n, RUNS, {}));
	const numbers = () => host.bills().map(({ DocNumber }) => DocNumber);

	const second = () => invoiceMail('und-2', [{ number: 'UND-2', amount: 2_000 }]);

	it('names every run that wrote, and what it wrote', async () => {
		await host.send(await invoiceMail('und-1', [{ number: 'UND-1', amount: 1_000 }]));
		await host.send(await second());

		expect(numbers()).toEqual(expect.arrayContaining(['UND-1', 'UND-2']));
		const known = await runs();
		expect(known).toMatchObject([
			{ run: expect.stringMatching(/\(.+\/\d+\)$/), writes: 1, undone: 0 },
			{ writes: 1, undone: 0 },
		]);
	});

	it('says what would happen and writes nothing while it previews', async () => {
		const [latest] = await runs();
		const before = host.bills();

		const said = await callWebhook(host.demo.n8n, LOOK, { run: latest?.run });

		expect(said).toEqual([
			{ what: expect.stringContaining('UND-2'), outcome: 'would_remove', why: '' },
		]);
		expect(host.bills()).toEqual(before);
	});

	it('takes back what the run wrote, and nothing posts it again', async () => {
		const [latest] = await runs();

		const said = await callWebhook(host.demo.n8n, UNDO, { run: latest?.run });

		expect(said).toMatchObject([{ outcome: 'removed' }]);
		expect(numbers()).not.toContain('UND-2');
		await host.send(await second());
		expect(numbers()).not.toContain('UND-2');
		expect((await runs()).find(({ run }) => run === latest?.run)).toMatchObject({ undone: 1 });
	});

	it('leaves a bill that was paid since, and says why', async () => {
		const paid = host.bills().find(({ DocNumber }) => DocNumber === 'UND-1');
		await axios.post(
			`${host.systems.quickBooks.address}/v3/company/${REALM}/billpayment`,
			{
				VendorRef: paid?.VendorRef,
				PayType: 'Check',
				TotalAmt: 100,
				CheckPayment: { BankAccountRef: { value: BANK } },
				Line: [{ Amount: 100, LinkedTxn: [{ TxnId: paid?.Id, TxnType: 'Bill' }] }],
			},
			{
				headers: {
					Authorization: `Bearer ${host.systems.running.quickBooks.token(REALM).access_token}`,
					Accept: 'application/json',
				},
			},
		);
		const known = await runs();
		const first = known.at(-1);

		const said = await callWebhook(host.demo.n8n, UNDO, { run: first?.run });

		expect(said).toMatchObject([{ outcome: 'held', why: expect.stringContaining('was paid') }]);
		expect(numbers()).toContain('UND-1');
	});
});
