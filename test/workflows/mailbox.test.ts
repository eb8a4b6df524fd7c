import { z } from 'zod';
import { EditorSession } from '../../simulators/demo/editor-session';
import { ledgerEntries, verifyTemplate } from '../../simulators/demo/main-job';
import { reasons } from '../../simulators/demo/report';
import { nodeNamed, template, withCredentials } from '../../simulators/demo/workflow';
import { invoiceMail } from './support/company';
import { until } from './support/ledger-file';
import { Mailbox } from './support/mailbox';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(300_000);

const executionsSchema = z.object({
	results: z.array(z.object({ workflowName: z.string().optional(), mode: z.string() })),
});

describe("the template's e-mail trigger", () => {
	it('keeps the topmost of repeated headers, marks nothing as seen and catches up by itself', async () => {
		const verify = await template('verify-and-post-emailed-invoices');
		expect(nodeNamed(verify, 'Watch the invoice mailbox').parameters).toMatchObject({
			format: 'simple',
			postProcessAction: 'nothing',
			downloadAttachments: true,
			// The trigger looks for what is there already only when it connects again, or mail arrives.
			options: { forceReconnect: 1 },
		});
	});
});

const dovecot = process.env.DOVECOT;
if (dovecot !== undefined) {
	describe("the shipped template on a mailbox, through n8n's own e-mail trigger", () => {
		let mailbox: Mailbox;
		let host: TestHost;
		beforeAll(async () => {
			mailbox = await Mailbox.start(dovecot);
			const imap = mailbox.credential();
			host = await startTestHost({
				otherCredentials: [imap],
				workflows: async ([, ...others], credentials, folder) => [
					withCredentials(await verifyTemplate(folder), { ...credentials, imap }),
					...others,
				],
			});
		});
		afterAll(async () => {
			await host.stop();
			await mailbox.stop();
		});

		const billsOf = (number: string) =>
			host.bills().filter(({ DocNumber }) => DocNumber === number);
		const isPosted = (number: string): boolean =>
			billsOf(number).some((bill) => host.attachedTo(bill).length > 0);
		const settled = { timeoutMs: 150_000, everyMs: 250 };
		const isDecided = async (number: string): Promise<boolean> =>
			(await ledgerEntries(host.demo)).some(
				({ document, verdict }) => document.number === number && verdict !== undefined,
			);

		/** Executions that the mailbox or the ledger's trigger started. */
		async function triggered(): Promise<number> {
			const editor = await EditorSession.open(host.demo);
			const { results } = executionsSchema.parse(await editor.get('/rest/executions?limit=100'));
			return results.filter(({ mode }) => mode === 'trigger').length;
		}

		it('reads, verifies and posts what arrives, and leaves the mailbox as it was', async () => {
			await mailbox.deliver(await invoiceMail('m1', [{ number: 'INV-3001', amount: 20_000 }]));
			await until('the invoice is posted', () => isPosted('INV-3001'), settled);

			expect(billsOf('INV-3001')).toMatchObject([{ TotalAmt: 18_000 }]);
			expect(billsOf('INV-3001').flatMap(host.attachedTo)).toEqual(['INV-3001.pdf']);
			expect(await mailbox.seen()).toBe(0);
		});

		it('believes our own server, not a header that the sender forged below it', async () => {
			await mailbox.deliver(
				await invoiceMail('m2', [{ number: 'INV-3002', amount: 1_000 }], {
					authentication: 'fail',
					forgedAuthentication: true,
				}),
			);
			await until('the invoice is decided', () => isDecided('INV-3002'), {
				...settled,
				everyMs: 1_000,
			});

			const entry = (await ledgerEntries(host.demo)).find(
				({ document }) => document.number === 'INV-3002',
			);
			expect(['held', 'blocked']).toContain(entry?.verdict?.outcome);
			expect(billsOf('INV-3002')).toEqual([]);
		});

		it('takes up what arrived while n8n was down, and posts nothing again', async () => {
			const before = await triggered();
			await host.demo.n8n.kill();
			await mailbox.deliver(await invoiceMail('m3', [{ number: 'INV-3003', amount: 1_250 }]));
			await host.demo.restart();
			await mailbox.deliver(await invoiceMail('m4', [{ number: 'INV-3004', amount: 2_750 }]));
			await until('the invoice is decided', () => isDecided('INV-3003'), {
				...settled,
				everyMs: 1_000,
			});
			const arrived = (await ledgerEntries(host.demo)).filter(
				({ document }) => document.number === 'INV-3003',
			);
			expect(arrived.map((entry) => [entry.verdict?.outcome, ...reasons(entry)])).toEqual([
				['verified'],
			]);
			await until(
				'both invoices are posted',
				() => isPosted('INV-3003') && isPosted('INV-3004'),
				settled,
			);

			expect(await triggered()).toBeGreaterThan(before);
			expect(host.bills().map(({ DocNumber }) => DocNumber)).toEqual([
				'INV-3001',
				'INV-3003',
				'INV-3004',
			]);
			const numbers = (await ledgerEntries(host.demo)).map(({ document }) => document.number);
			expect(numbers.sort()).toEqual(['INV-3001', 'INV-3002', 'INV-3003', 'INV-3004']);
			expect(await mailbox.seen()).toBe(0);
		});
	});
}
