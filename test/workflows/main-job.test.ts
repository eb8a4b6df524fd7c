import { messageIdOf, ledgerEntries, type Entry } from '../../simulators/demo/main-job';
import { callWebhook } from '../../simulators/demo/demo-host';
import { EditorSession } from '../../simulators/demo/editor-session';
import { reasons } from '../../simulators/demo/report';
import type { Workflow } from '../../simulators/demo/workflow';
import { CLASS, COST_ACCOUNT, JOB, RETAINAGE_ACCOUNT, invoiceMail } from './support/company';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const COPY = 'second-copy';
const TAMPERED = 'tampered';

/** The main workflow once more, behind a webhook of its own. */
function copyBehind(main: Workflow, webhookPath: string): Workflow {
	return {
		...main,
		name: `${main.name} (${webhookPath})`,
		nodes: main.nodes.map((node) =>
			node.type === 'n8n-nodes-base.webhook'
				? {
						...node,
						webhookId: webhookPath,
						parameters: { ...node.parameters, path: webhookPath },
					}
				: node,
		),
	};
}

/** A user's Set node between gate and QuickBooks that pays more than was asked for. */
function withTampering(main: Workflow): Workflow {
	const copy = copyBehind(main, TAMPERED);
	const verify = copy.connections.Verify;
	if (verify === undefined) throw new Error('The template has no connection from "Verify".');
	return {
		...copy,
		nodes: [
			...copy.nodes,
			{
				id: 'raise',
				name: 'Raise the amount',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [1400, -420],
				parameters: {
					assignments: {
						assignments: [
							{ id: '1', name: 'document.total', type: 'number', value: 99_000 },
							{ id: '2', name: 'document.lines[0].amount', type: 'number', value: 99_000 },
						],
					},
					includeOtherFields: true,
					options: {},
				},
			},
		],
		connections: {
			...copy.connections,
			Verify: {
				...verify,
				main: [[{ node: 'Raise the amount', type: 'main', index: 0 }], ...verify.main.slice(1)],
			},
			'Raise the amount': { main: [[{ node: 'Post to QuickBooks', type: 'main', index: 0 }]] },
		},
	};
}

const form = (raw: Buffer): FormData => {
	const data = new FormData();
	data.append('message', new Blob([new Uint8Array(raw)], { type: 'message/rfc822' }), 'm.eml');
	return data;
};

/** What became of each document; of those that were stopped, why. */
const outcomes = (entries: readonly Entry[]) =>
	entries.map((entry) => [entry.verdict?.outcome, ...reasons(entry)].join(' '));

describe('the main job in n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startTestHost({
			workflows: ([main, ...others]) => {
				if (main === undefined) throw new Error('The demo has no main workflow.');
				return [main, ...others, copyBehind(main, COPY), withTampering(main)];
			},
		});
	});
	afterAll(() => host.stop());

	const entriesOf = (raw: Buffer) => ledgerEntries(host.demo, messageIdOf(raw));
	const billsOf = (number: string) => host.bills().filter(({ DocNumber }) => DocNumber === number);

	it('posts a clean invoice with job, class, account, retainage and the original', async () => {
		await host.send(await invoiceMail('clean', [{ number: 'INV-1042', amount: 20_000 }]));

		const [bill, ...more] = billsOf('INV-1042');
		expect(more).toEqual([]);
		expect(bill).toMatchObject({ TotalAmt: 18_000, VendorRef: { value: '77' } });
		expect(
			bill?.Line.map(({ Amount, AccountBasedExpenseLineDetail: detail }) => ({
				amount: Amount,
				account: detail?.AccountRef?.value,
				job: detail?.CustomerRef?.value,
				class: detail?.ClassRef?.value,
			})),
		).toEqual([
			{ amount: 20_000, account: COST_ACCOUNT, job: JOB.id, class: CLASS },
			expect.objectContaining({ amount: -2_000, account: RETAINAGE_ACCOUNT, job: JOB.id }),
		]);
		expect(bill === undefined ? [] : host.attachedTo(bill)).toEqual(['INV-1042.pdf']);
	});

	it('blocks an invoice beyond its commitment and says by how much', async () => {
		const mail = await invoiceMail('over', [{ number: 'INV-1043', amount: 90_000 }]);
		await host.send(mail);

		const [entry, ...more] = await entriesOf(mail);
		expect(more).toEqual([]);
		expect(entry?.verdict).toMatchObject({ outcome: 'blocked', requestedAmount: 81_000 });
		expect(entry?.verdict?.findings.find(({ severity }) => severity === 'BLOCK')).toMatchObject({
			rule: 'OB-01',
			delta: 12_000,
		});
		expect(entry?.verdict?.recommendedAmount).toBeLessThanOrEqual(36_000);
		expect(billsOf('INV-1043')).toEqual([]);
	});

	it('posts nothing when the workflow runs again with the same message', async () => {
		const mail = await invoiceMail('again', [{ number: 'INV-1044', amount: 1_100 }]);
		await host.send(mail);
		await host.send(mail);

		expect(outcomes(await entriesOf(mail))).toEqual(['verified']);
		expect(billsOf('INV-1044')).toHaveLength(1);
	});

	it('posts one bill when two workflows get the same message at once', async () => {
		const mail = await invoiceMail('twice', [{ number: 'INV-1045', amount: 1_210 }]);
		await Promise.all([host.send(mail), callWebhook(host.demo.n8n, COPY, form(mail))]);

		expect(outcomes(await entriesOf(mail))).toEqual(['verified']);
		const bills = billsOf('INV-1045');
		expect(bills).toHaveLength(1);
		expect(bills.flatMap(host.attachedTo)).toEqual(['INV-1045.pdf']);
	});

	it('does not post what a Set node changed behind the gate, and says why', async () => {
		const mail = await invoiceMail('tampered', [{ number: 'INV-1046', amount: 1_330 }]);
		const [item] = await callWebhook(host.demo.n8n, TAMPERED, form(mail));

		expect(item).toMatchObject({ document: { total: 99_000 } });
		expect(item?.posting).toEqual({ why: expect.stringContaining('release') });
		expect(billsOf('INV-1046')).toEqual([]);
	});

	it('reserves nothing in a test run from the editor', async () => {
		const first = await invoiceMail('trial', [{ number: 'INV-1047', amount: 30_000 }]);
		const editor = await EditorSession.open(host.demo);
		await editor.post('/rest/workflows/demoWorkflow0000/run', {
			triggerToStartFrom: { name: 'Receive a message' },
		});
		const [trial] = await callWebhook(host.demo.n8n, 'demo-message', form(first), 'webhook-test');
		expect(trial?.verdict).toMatchObject({ outcome: 'verified' });
		expect(trial?.posting).toHaveProperty('why');
		expect(billsOf('INV-1047')).toEqual([]);

		await host.send(await invoiceMail('rival', [{ number: 'INV-1048', amount: 25_000 }]));
		expect(billsOf('INV-1048')).toHaveLength(1);
	});

	it('decides and posts the message for good after a test run of it', async () => {
		const mail = await invoiceMail('trial-then-real', [{ number: 'INV-1049', amount: 500 }]);
		const editor = await EditorSession.open(host.demo);
		await editor.post('/rest/workflows/demoWorkflow0000/run', {
			triggerToStartFrom: { name: 'Receive a message' },
		});
		await callWebhook(host.demo.n8n, 'demo-message', form(mail), 'webhook-test');
		expect(billsOf('INV-1049')).toEqual([]);

		await host.send(mail);
		expect(outcomes(await entriesOf(mail))).toEqual(['verified']);
		expect(billsOf('INV-1049')).toHaveLength(1);
	});
});

describe('the main job in mode observe', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startTestHost({ mode: 'observe' });
	});
	afterAll(() => host.stop());

	it('judges and posts nothing', async () => {
		const mail = await invoiceMail('observed', [{ number: 'INV-2001', amount: 20_000 }]);
		await host.send(mail);

		expect(outcomes(await ledgerEntries(host.demo, messageIdOf(mail)))).toEqual(['verified']);
		expect(host.bills()).toEqual([]);
	});
});
