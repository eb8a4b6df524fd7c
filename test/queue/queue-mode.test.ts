import { callWebhook } from '../../simulators/demo/demo-host';
import { EditorSession } from '../../simulators/demo/editor-session';
import {
	type Entry,
	ledgerEntries,
	messageIdOf,
	setUpCompany,
} from '../../simulators/demo/main-job';
import { reasons } from '../../simulators/demo/report';
import { invoiceMail } from '../workflows/support/company';
import { until } from '../workflows/support/ledger-file';
import type { TestHost } from '../workflows/support/test-host';
import { Databases } from './support/databases';
import { lastExecution, nodesOnFile, workflowsOnFile } from './support/on-file';
import { Worker, startQueueHost } from './support/queue-host';

jest.setTimeout(480_000);

const { REDIS_PORT: redisPort, POSTGRES_URL: postgresUrl } = process.env;

/** Longer than the test; only the worker's end ends the wait. */
const HELD_UP_MS = 600_000;
/**
 * A dead holder's lease on the books ends after a minute, the triggers look every minute, and what was
 * sent and not answered is looked for after 135 s.
 */
const SETTLED_WITHIN_MS = 360_000;

const outcomes = (entries: readonly Entry[]) =>
	entries.map((entry) => [entry.verdict?.outcome, ...reasons(entry)].join(' '));

if (redisPort !== undefined && postgresUrl !== undefined) {
	describe('n8n in queue mode with two workers', () => {
		let databases: Databases;
		let host: TestHost;
		let workers: Worker[] = [];

		beforeAll(async () => {
			databases = await Databases.create(postgresUrl);
			host = await startQueueHost(databases, redisPort, (_, credentials) =>
				workflowsOnFile(credentials),
			);
			workers = await Promise.all([Worker.start(host, 'worker-1'), Worker.start(host, 'worker-2')]);
		});
		afterAll(async () => {
			await Promise.all(workers.map((worker) => worker.kill()));
			// It would wait for the executions that the killed worker had begun.
			await host.demo.n8n.kill();
			await host.stop();
			await databases.drop();
		});

		const billsOf = (number: string) =>
			host.bills().filter(({ DocNumber }) => DocNumber === number);
		const finished = async (): Promise<number[]> =>
			await Promise.all(workers.map((worker) => worker.finished()));
		const mailOf = (number: string, amount: number): Promise<Buffer> =>
			invoiceMail(`mail-${number}`, [{ number, amount }]);

		it('sets the company up and reads both systems in on a worker', async () => {
			await setUpCompany(host.demo);

			expect((await finished()).reduce((sum, count) => sum + count, 0)).toBe(1);
			expect(await databases.count('records')).toBeGreaterThan(5);
		});

		it('verifies and posts twelve invoices that arrive at once, each exactly once', async () => {
			const before = await finished();
			const numbers = Array.from({ length: 12 }, (_, index) => `INV-${3001 + index}`);
			const mails = await Promise.all(
				numbers.map((number, index) => mailOf(number, 700 + index * 53)),
			);
			await Promise.all(mails.map((mail) => host.send(mail)));

			const entries = await ledgerEntries(host.demo);
			expect(entries.map(({ document }) => document.number).sort()).toEqual(numbers);
			expect(outcomes(entries)).toEqual(numbers.map(() => 'verified'));
			for (const number of numbers) {
				const bills = billsOf(number);
				expect(bills).toHaveLength(1);
				expect(bills.flatMap(host.attachedTo)).toEqual([`${number}.pdf`]);
			}
			const took = (await finished()).map((count, index) => count - (before[index] ?? 0));
			expect(Math.min(...took)).toBeGreaterThan(0);
		});

		it('lets one of two invoices pass that fit alone but not together', async () => {
			const numbers = ['INV-4001', 'INV-4002'];
			const mails = await Promise.all(
				numbers.map((number, index) => mailOf(number, 26_000 + index * 130)),
			);
			await Promise.all(mails.map((mail) => host.send(mail)));

			const entries = (
				await Promise.all(mails.map((mail) => ledgerEntries(host.demo, messageIdOf(mail))))
			).flat();
			const passed = entries.filter(({ verdict }) => verdict?.outcome === 'verified');
			expect(entries).toHaveLength(2);
			expect(passed).toHaveLength(1);
			expect(numbers.flatMap(billsOf).map(({ DocNumber }) => DocNumber)).toEqual(
				passed.map(({ document }) => document.number),
			);
		});

		it('decides and posts everything once after a worker was killed over its messages', async () => {
			const numbers = Array.from({ length: 7 }, (_, index) => `INV-${5001 + index}`);
			const [first, ...others] = await Promise.all(
				numbers.map((number, index) => mailOf(number, 310 + index * 29)),
			);
			if (first === undefined) throw new Error('There is no message to send.');
			const path = '/batch$';
			await host.faults([
				{ match: { path }, kind: 'latency', ms: HELD_UP_MS, when: 'after', times: 1 },
			]);
			const send = (mail: Buffer) => host.send(mail).catch(() => undefined);
			void send(first);
			await until('the bill is in the books and its answer is held up', async () => {
				return (await host.faultsLeft()) === 0;
			});
			const inFlight = await Promise.all(workers.map((worker) => worker.inFlight()));
			expect([...inFlight].sort()).toEqual([0, 1]);
			const victim = workers[inFlight.indexOf(1)];
			for (const mail of others) void send(mail);
			await until('the messages are stored', async () => {
				return (await databases.count('intakes')) >= 12 + 2 + numbers.length;
			});
			// The other takes five at most, so this one holds more than the message it posts.
			expect(await victim?.inFlight()).toBeGreaterThan(1);
			await victim?.kill();
			workers = workers.filter((worker) => worker !== victim);

			await until(
				'every invoice has its bill and its file',
				() => numbers.every((number) => billsOf(number).flatMap(host.attachedTo).length > 0),
				{ timeoutMs: SETTLED_WITHIN_MS, everyMs: 250 },
			);
			const entries = (await ledgerEntries(host.demo)).filter(({ document }) =>
				numbers.includes(document.number ?? ''),
			);
			expect(entries.map(({ document }) => document.number).sort()).toEqual(numbers);
			expect(outcomes(entries)).toEqual(numbers.map(() => 'verified'));
			for (const number of numbers) {
				const bills = billsOf(number);
				expect(bills).toHaveLength(1);
				expect(bills.flatMap(host.attachedTo)).toEqual([`${number}.pdf`]);
			}
			expect(host.bills()).toHaveLength(12 + 1 + numbers.length);
		});

		it.each(nodesOnFile)('refuses a ledger in a file: %s', async (node) => {
			const [entry] = await ledgerEntries(host.demo);
			await expect(callWebhook(host.demo.n8n, node, entry)).rejects.toThrow('failed');

			const editor = await EditorSession.open(host.demo);
			const execution = await lastExecution(editor, `On a file: ${node}`);
			expect(execution.status).toBe('error');
			expect(execution.data).toContain(
				'The ledger cannot be a file while n8n runs in queue mode, because workers do not share files.',
			);
		});
	});
}
