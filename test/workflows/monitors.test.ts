import { type Server, createServer } from 'node:http';
import axios from 'axios';
import { z } from 'zod';
import { callWebhook } from '../../simulators/demo/demo-host';
import {
	type CredentialIds,
	type Workflow,
	replaceTrigger,
	template,
	withCredentials,
	withParameters,
} from '../../simulators/demo/workflow';
import { REALM, invoiceMail, invoicePdf } from './support/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const DESK = 'demoWorkflow0003';
const MORNING = 'error-desk-morning';
const FAILING = 'a-workflow-that-fails';
const PILOT = 'pilot-message';
const REPORT = 'pilot-report';
const ROWS = 'pilot-rows';

const tokenOf = (token: object): string =>
	z.object({ access_token: z.string() }).parse(token).access_token;

const messageSchema = z.object({ subject: z.string(), text: z.string(), kind: z.string() });

/** Where the error desk sends what it has to say: takes one JSON body a request. */
async function listener(): Promise<{ server: Server; address: string; heard: unknown[] }> {
	const heard: unknown[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			heard.push(JSON.parse(body));
			response.end('{}');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = z.object({ port: z.number() }).parse(server.address());
	return { server, address: `http://127.0.0.1:${address.port}`, heard };
}

/** The shipped error desk, which sends the failure to this address, its morning behind a webhook. */
async function desk(credentials: CredentialIds, address: string): Promise<Workflow> {
	const shipped = replaceTrigger(
		await template('error-desk'),
		'Every morning',
		MORNING,
		'Start the morning',
	);
	return withCredentials(
		{
			...shipped,
			nodes: shipped.nodes.map((node) =>
				node.name === 'Send the failure'
					? {
							id: node.id,
							name: node.name,
							type: 'n8n-nodes-base.httpRequest',
							typeVersion: 4.2,
							position: node.position,
							parameters: {
								method: 'POST',
								url: address,
								sendBody: true,
								specifyBody: 'json',
								jsonBody: '={{ JSON.stringify($json) }}',
								options: {},
							},
						}
					: node,
			),
		},
		credentials,
	);
}

/** A workflow of the user's whose step cannot reach its system, with the error desk chosen in its settings. */
function failing(): Workflow & { settings: Record<string, unknown> } {
	return {
		name: 'Post the invoices of the week',
		active: false,
		settings: { executionOrder: 'v1', errorWorkflow: DESK },
		nodes: [
			{
				id: 'ask',
				name: 'Ask',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: FAILING,
				parameters: { httpMethod: 'POST', path: FAILING, responseMode: 'lastNode', options: {} },
			},
			{
				id: 'end',
				name: 'End the claim',
				type: 'n8n-nodes-procore-quickbooks.spineLedger',
				typeVersion: 1,
				position: [260, 0],
				parameters: {
					ledgerStorage: 'sqlite',
					company: 'main',
					resource: 'claim',
					operation: 'end',
					claim: 'clm-that-nobody-made',
					reason: 'Withdrawn',
				},
			},
		],
		connections: { Ask: { main: [[{ node: 'End the claim', type: 'main', index: 0 }]] } },
	};
}

/** One half of the shipped pilot: the mailbox, or one of the two ends of its week, behind a webhook. */
async function pilot(
	credentials: CredentialIds,
	main: Workflow,
	half: { trigger: string; path: string; without?: string },
): Promise<Workflow> {
	const shipped = replaceTrigger(
		await template('observe-and-compare'),
		half.trigger,
		half.path,
		'Receive a message',
	);
	const { 'Read both systems': fork, ...connections } = shipped.connections;
	if (fork === undefined) throw new Error('The template does not fork after reading.');
	const kept = fork.main.map((targets) =>
		(targets ?? []).filter(
			(target) => half.without === undefined || !JSON.stringify(target).includes(half.without),
		),
	);
	const rules = main.nodes.find(({ name }) => name === 'Code to accounts')?.parameters.rules;
	const other = half.trigger === 'Every Monday' ? 'Watch the invoice mailbox' : 'Every Monday';
	return withCredentials(
		withParameters(
			{
				...shipped,
				name: `${shipped.name} (${half.path})`,
				nodes: shipped.nodes.filter(({ name }) => name !== other),
				connections: Object.fromEntries(
					Object.entries({ ...connections, 'Read both systems': { main: kept } }).filter(
						([name]) => name !== other,
					),
				),
			},
			'Code to accounts',
			{ rules },
		),
		credentials,
	);
}

describe('the error desk, the monitors and the pilot in n8n', () => {
	let host: TestHost;
	let ears: Awaited<ReturnType<typeof listener>>;
	beforeAll(async () => {
		ears = await listener();
		host = await startTestHost({
			workflows: async (given, credentials) => {
				const [main] = given;
				if (main === undefined) throw new Error('The demo has no main workflow.');
				return [
					...given,
					await desk(credentials, ears.address),
					failing(),
					await pilot(credentials, main, { trigger: 'Watch the invoice mailbox', path: PILOT }),
					await pilot(credentials, main, {
						trigger: 'Every Monday',
						path: REPORT,
						without: 'Documents to look at',
					}),
					await pilot(credentials, main, {
						trigger: 'Every Monday',
						path: ROWS,
						without: 'Compare with people',
					}),
				];
			},
		});
	});
	afterAll(async () => {
		await host.stop();
		await new Promise((resolve) => ears.server.close(resolve));
	});

	/** Changes a bill in the books as a person does there, with the revision it has. */
	async function change(number: string, fields: object, operation?: 'delete'): Promise<void> {
		const { quickBooks } = host.systems;
		const [bill] = host.bills().filter(({ DocNumber }) => DocNumber === number);
		if (bill === undefined) throw new Error(`There is no bill ${number}.`);
		const headers = { Authorization: `Bearer ${tokenOf(quickBooks.token)}` };
		const at = `${quickBooks.address}/v3/company/${REALM}/bill`;
		const stored = z
			.object({ Bill: z.object({ SyncToken: z.string() }).passthrough() })
			.parse((await axios.get(`${at}/${bill.Id}?minorversion=75`, { headers })).data).Bill;
		const body =
			operation === undefined
				? { ...stored, ...fields }
				: { Id: bill.Id, SyncToken: stored.SyncToken };
		await axios.post(
			`${at}?minorversion=75${operation === undefined ? '' : '&operation=delete'}`,
			body,
			{ headers },
		);
	}

	it('says what failed, why and what to do when a workflow that chose it fails', async () => {
		await expect(callWebhook(host.demo.n8n, FAILING, {})).rejects.toThrow(/failed/);
		await until('the error desk has spoken', () => ears.heard.length > 0, {
			everyMs: 200,
			timeoutMs: 60_000,
		});
		const said = messageSchema.parse(ears.heard[0]);
		expect(said.subject).toBe('Post the invoices of the week stopped at the step "End the claim"');
		expect(said.text).toContain('No claim clm-that-nobody-made is known');
		expect(said.text).toMatch(/What to do: .+\nMeanwhile: no released document waits/);
		expect(said.text).toMatch(/Execution: http/);
	});

	it('finds every morning the bill that was changed and the one that was deleted, once each', async () => {
		await host.send(
			await invoiceMail('m-1', [
				{ number: 'INV-1', amount: 1_000 },
				{ number: 'INV-2', amount: 2_000 },
			]),
		);
		expect(host.bills().map(({ DocNumber }) => DocNumber)).toEqual(
			expect.arrayContaining(['INV-1', 'INV-2']),
		);
		await callWebhook(host.demo.n8n, MORNING, {});
		await change('INV-1', { TxnDate: '2026-02-01', DocNumber: 'INV-1-CORRECTED' });
		await change('INV-2', {}, 'delete');
		const lists = z.array(z.object({ tasks: z.array(z.string()) }));
		const [list] = lists.parse(await callWebhook(host.demo.n8n, MORNING, {}));
		expect(list?.tasks).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^NEW SY-02: The bill INV-1 .*number INV-1 to INV-1-CORRECTED/),
				expect.stringMatching(/^NEW SY-03: The bill INV-2 .*deleted in QuickBooks/),
			]),
		);
		const [again] = lists.parse(await callWebhook(host.demo.n8n, MORNING, {}));
		expect(again?.tasks.filter((task) => /^NEW SY-0[23]/.test(task))).toEqual([]);
		expect(again?.tasks.filter((task) => /^SY-0[23]/.test(task))).toHaveLength(2);
	});

	it('compares what the gate would have posted with the bill that people entered', async () => {
		const pdf = await invoicePdf('INV-50', 3_000);
		const mail = await invoiceMail('m-50', [], {
			subject: 'Invoice INV-50',
			parts: [{ name: 'INV-50.pdf', contentType: 'application/pdf', bytes: pdf }],
		});
		const form = new FormData();
		form.append('message', new Blob([new Uint8Array(mail)], { type: 'message/rfc822' }), 'm.eml');
		const [judged] = await callWebhook(host.demo.n8n, PILOT, form);
		expect(judged).toMatchObject({ verdict: { outcome: 'verified' } });
		const coding = z
			.object({
				vendor: z.object({ id: z.string() }),
				date: z.string(),
				total: z.number(),
				payableAccount: z.object({ id: z.string() }),
				lines: z.array(
					z.object({
						amount: z.number(),
						description: z.string(),
						account: z.object({ id: z.string() }),
						class: z.object({ id: z.string() }).optional(),
						customerJob: z.object({ id: z.string() }),
					}),
				),
			})
			.parse(judged?.coding);
		const { quickBooks } = host.systems;
		await axios.post(
			`${quickBooks.address}/v3/company/${REALM}/bill?minorversion=75`,
			{
				VendorRef: { value: coding.vendor.id },
				APAccountRef: { value: coding.payableAccount.id },
				DocNumber: 'INV-50',
				TxnDate: coding.date,
				Line: coding.lines.map((line) => ({
					Amount: line.amount,
					Description: line.description,
					DetailType: 'AccountBasedExpenseLineDetail',
					AccountBasedExpenseLineDetail: {
						AccountRef: { value: line.account.id },
						CustomerRef: { value: line.customerJob.id },
					},
				})),
			},
			{ headers: { Authorization: `Bearer ${tokenOf(quickBooks.token)}` } },
		);
		const [report] = await callWebhook(host.demo.n8n, REPORT, {});
		expect(report).toMatchObject({
			documents: 1,
			compared: 1,
			agreed: 0,
			wrongPosts: 0,
			ready: false,
			fields: expect.arrayContaining([
				{ field: 'total', compared: 1, agreed: 1, rate: 1 },
				{ field: 'class', compared: 1, agreed: 0, rate: 0 },
			]),
		});
		expect(await callWebhook(host.demo.n8n, ROWS, {})).toMatchObject([
			{
				standing: 'differs',
				number: 'INV-50',
				differences: [{ field: 'class', gate: expect.stringContaining('$3,000.00') }],
			},
		]);
		expect(host.bills().filter(({ DocNumber }) => DocNumber === 'INV-50')).toHaveLength(1);
	});
});
