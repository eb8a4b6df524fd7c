import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import { callWebhook } from '../../simulators/demo/demo-host';
import { EditorSession } from '../../simulators/demo/editor-session';
import {
	type Entry,
	ledgerEntries,
	messageIdOf,
	setUpCompany,
} from '../../simulators/demo/main-job';
import { withCredentials } from '../../simulators/demo/workflow';
import { reasons } from '../../simulators/demo/report';
import { REALM, invoiceMail } from '../workflows/support/company';
import { until } from '../workflows/support/ledger-file';
import type { TestHost } from '../workflows/support/test-host';
import { Databases } from './support/databases';
import { lastExecution, nodesOnFile, workflowsOnFile } from './support/on-file';
import { Worker, onPostgres, startQueueHost } from './support/queue-host';
import { HOOKS, type Listener, listener, watching } from './support/watching';

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
		let heard: Listener;

		beforeAll(async () => {
			databases = await Databases.create(postgresUrl);
			heard = await listener();
			const ledger = databases.credential();
			host = await startQueueHost(databases, redisPort, (_, credentials) => [
				...workflowsOnFile(credentials),
				...watching(heard.url).map((one) =>
					onPostgres(withCredentials(one, credentials), { id: ledger.id, name: ledger.name }),
				),
			]);
			workers = await Promise.all([Worker.start(host, 'worker-1'), Worker.start(host, 'worker-2')]);
		});
		afterAll(async () => {
			await Promise.all(workers.map((worker) => worker.kill()));
			// It would wait for the executions that the killed worker had begun.
			await host.demo.n8n.kill();
			await host.stop();
			await databases.drop();
			heard.close();
		});

		const billsOf = (number: string) =>
			host.bills().filter(({ DocNumber }) => DocNumber === number);
		const finished = async (): Promise<number[]> =>
			await Promise.all(workers.map((worker) => worker.finished()));
		const mailOf = (number: string, amount: number): Promise<Buffer> =>
			invoiceMail(`mail-${number}`, [{ number, amount }]);

		it('sets the company up and reads both systems in on a worker', async () => {
			await setUpCompany(host.demo);

			// The triggers may have begun by now, so more than the set-up itself may have been executed.
			expect((await finished()).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
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

		/** Somebody adds to a list of QuickBooks, or a vendor to Procore. */
		async function addClass(name: string): Promise<void> {
			const { quickBooks, quickBooksAddress } = host.systems.running;
			await axios.post(
				`${quickBooksAddress}/v3/company/${REALM}/class`,
				{ Name: name },
				{ headers: { authorization: `Bearer ${quickBooks.token(REALM).access_token}` } },
			);
		}
		async function addVendor(name: string): Promise<void> {
			const { running, procore } = host.systems;
			await axios.post(
				`${procore.address}/rest/v1.0/vendors`,
				{ company_id: Number(procore.companyId), vendor: { name } },
				{
					headers: {
						Authorization: `Bearer ${running.procore.token('user')}`,
						'Procore-Company-Id': procore.companyId,
					},
				},
			);
		}
		const endpoint = (hook: string) => `${host.demo.n8n.address}/webhook/${hook}/webhook`;
		const control = () => `${host.systems.quickBooks.address}/control/webhook`;
		/** What workflows were started with since the last call. */
		async function arrived(count: number): Promise<string[]> {
			await until(`${count} changes`, () => heard.names.length >= count, {
				timeoutMs: 120_000,
				everyMs: 100,
			});
			// Whatever came twice would come within the next looks.
			await wait(4_000);
			return heard.names.splice(0).sort();
		}

		it('starts a workflow on a worker once for each change that either system tells, however often it does', async () => {
			const before = await finished();
			host.systems.running.procore.setSwitches({ webhookCopies: 2, webhookReorder: true });
			await axios.put(control(), {
				url: endpoint(HOOKS.quickBooks),
				verifierToken: host.systems.quickBooks.verifierToken,
				aggregateMs: 300,
				duplicates: 2,
				reorder: true,
				form: 'cloudevents',
				retryScale: 0.01,
			});
			await Promise.all([addClass('Piers'), addClass('Roofs'), addVendor('Ames Drywall')]);
			expect(await arrived(3)).toEqual(['Ames Drywall', 'Piers', 'Roofs']);
			await axios.delete(control());
			const took = (await finished()).map((count, index) => count - (before[index] ?? 0));
			expect(took.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
		});

		it('starts none for what is not signed', async () => {
			for (const hook of Object.values(HOOKS)) {
				const answer = await axios.post<unknown>(
					endpoint(hook),
					{ eventNotifications: [] },
					{ headers: { authorization: 'Bearer guess' }, validateStatus: () => true },
				);
				expect([answer.status, answer.data]).toEqual([401, '']);
			}
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

		it('catches up with what changed while the main process was down', async () => {
			await host.demo.n8n.kill();
			await addClass('Facades');
			await addVendor('Bell Glass');
			await host.demo.restart();
			expect(await arrived(2)).toEqual(['Bell Glass', 'Facades']);
		});
	});
}
