import { setTimeout as sleep } from 'node:timers/promises';
import { type Entry, ledgerEntries } from '../../simulators/demo/main-job';
import { reasons } from '../../simulators/demo/report';
import { invoiceMail } from './support/company';
import { LedgerFile, until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(480_000);

/** Longer than any step that n8n survives here; only a kill ends the wait. */
const HELD_UP_MS = 600_000;
/** What was sent and not answered is looked for once no call can be at work any more, after 135 s; a loaded machine takes its time. */
const SETTLED_WITHIN_MS = 300_000;

/** Park-Miller generator: the same moments in every run. */
function randoms(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

describe('n8n killed at any step and started again', () => {
	let host: TestHost;
	let ledger: LedgerFile;
	let mails = 0;
	const sent: string[] = [];

	beforeAll(async () => {
		host = await startTestHost();
		ledger = new LedgerFile(host);
	});
	afterAll(async () => {
		ledger.close();
		await host.stop();
	});

	/** A message with three invoices, each over another amount, put on its way; n8n's end also ends the call. */
	async function send(): Promise<{ mail: Buffer; done: Promise<void> }> {
		mails += 1;
		const numbers = [1, 2, 3].map((position) => `INV-${mails * 100 + position}`);
		sent.push(...numbers);
		const mail = await invoiceMail(
			`mail-${mails}`,
			numbers.map((number, index) => ({ number, amount: 100 + mails * 37 + index * 11 })),
		);
		return { mail, done: host.send(mail).catch(() => undefined) };
	}

	const billsOf = (number: string) => host.bills().filter(({ DocNumber }) => DocNumber === number);
	const isPosted = (number: string): boolean => {
		const [bill] = billsOf(number);
		return bill !== undefined && host.attachedTo(bill).length > 0;
	};

	async function killAndRestart(done: Promise<void>): Promise<void> {
		await host.demo.n8n.kill();
		await done;
		await host.faults([]);
		await host.demo.restart();
	}

	/** Waits until everything sent is posted with its file, then checks that nothing is there twice. */
	async function expectAllOnce(): Promise<void> {
		await until('every invoice has its bill and its file', () => sent.every(isPosted), {
			timeoutMs: SETTLED_WITHIN_MS,
			everyMs: 250,
		});
		const entries: Entry[] = await ledgerEntries(host.demo);
		const decided = entries.filter(({ verdict }) => verdict !== undefined);
		expect(decided.map(({ document }) => document.number).sort()).toEqual([...sent].sort());
		expect(decided.map((entry) => [entry.verdict?.outcome, ...reasons(entry)])).toEqual(
			sent.map(() => ['verified']),
		);
		for (const number of sent) {
			const bills = billsOf(number);
			expect(bills).toHaveLength(1);
			expect(bills.flatMap(host.attachedTo)).toEqual([`${number}.pdf`]);
		}
	}

	it.each([
		['the message is stored', (file: LedgerFile) => file.stored()],
		['the message is read', (file: LedgerFile) => file.read()],
		['the first of its documents is decided', (file: LedgerFile) => file.decisions()],
	])('finishes when it ends as soon as %s', async (what, measure) => {
		const before = measure(ledger);
		const { done } = await send();
		await until(what, () => measure(ledger) > before);
		await killAndRestart(done);
		await expectAllOnce();
	});

	it.each([
		['all is decided and nothing is posted', '/batch$', 'before'],
		['the batch is in the books and its answer is lost', '/batch$', 'after'],
		['the bills are in the books and no file is', '/upload$', 'before'],
	])('finishes when it ends while %s', async (what, path, when) => {
		await host.faults([{ match: { path }, kind: 'latency', ms: HELD_UP_MS, when, times: 1 }]);
		const { done } = await send();
		await until(what, async () => (await host.faultsLeft()) === 0, { everyMs: 10 });
		await killAndRestart(done);
		await expectAllOnce();
	});

	it('finishes when it ends at moments that nobody chose', async () => {
		const random = randoms(20_260_331);
		for (const longest of [400, 1_500]) {
			const { mail, done } = await send();
			await sleep(random() * longest);
			await killAndRestart(done);
			// What n8n had not stored yet, a mailbox delivers again.
			if (ledger.stored() < mails) await host.send(mail);
		}
		await expectAllOnce();
	});
});
