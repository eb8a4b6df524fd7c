import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledgerEntries, messageIdOf, setUpCompany } from '../../simulators/demo/main-job';
import { invoiceMail } from './support/company';
import { until } from './support/ledger-file';
import { type TestHost, startTestHost } from './support/test-host';

jest.setTimeout(420_000);

describe('a ledger that was deleted, or replaced by an older copy', () => {
	let host: TestHost;
	let work: string;
	let ledger: string;

	beforeAll(async () => {
		host = await startTestHost();
		work = await mkdtemp(path.join(tmpdir(), 'lost-ledger-'));
		ledger = path.join(host.demo.options.userFolder, '.n8n', 'spine-ledger', 'main');
	});
	afterAll(async () => {
		await host.stop();
		await rm(work, { recursive: true, force: true });
	});

	const mailOf = (number: string, amount: number): Promise<Buffer> =>
		invoiceMail(`mail-${number}`, [{ number, amount }]);
	/** Numbers of all bills that stand, in order. */
	const numbers = () =>
		host
			.bills()
			.map(({ DocNumber }) => DocNumber)
			.sort();
	/** What became of a message's document, in a word or a sentence. */
	async function fateOf(mail: Buffer): Promise<string> {
		const [entry] = await ledgerEntries(host.demo, messageIdOf(mail));
		const { posting } = entry ?? {};
		return String(posting?.state ?? posting?.why ?? entry?.verdict?.outcome ?? 'unknown');
	}
	async function whileStopped(change: () => Promise<void>): Promise<void> {
		await host.demo.n8n.stop();
		await change();
		await host.demo.restart();
	}

	it('writes nothing after a restore until both systems were read in, and then nothing twice', async () => {
		const yesterday = await mailOf('INV-101', 410);
		const today = await mailOf('INV-102', 520);
		const tomorrow = await mailOf('INV-103', 630);
		await host.send(yesterday);
		await whileStopped(() => cp(ledger, path.join(work, 'copy'), { recursive: true }));
		await host.send(today);
		expect(numbers()).toEqual(['INV-101', 'INV-102']);

		await whileStopped(async () => {
			await rm(ledger, { recursive: true });
			await cp(path.join(work, 'copy'), ledger, { recursive: true });
		});
		await host.send(tomorrow);
		await host.send(today);
		expect(numbers()).toEqual(['INV-101', 'INV-102']);
		expect(await fateOf(tomorrow)).toBe('verified');

		await setUpCompany(host.demo);
		// What was released and not posted comes in again when n8n starts.
		await whileStopped(async () => undefined);
		await until('the invoice that was stopped is posted', () => numbers().includes('INV-103'), {
			timeoutMs: 120_000,
			everyMs: 250,
		});
		for (const mail of [today, yesterday]) await host.send(mail);
		expect(numbers()).toEqual(['INV-101', 'INV-102', 'INV-103']);
		expect(await fateOf(tomorrow)).toBe('created');
	});

	it('writes nothing after it was deleted until both systems were read in, and then nothing twice', async () => {
		const before = numbers();
		await whileStopped(() => rm(ledger, { recursive: true }));
		await host.send(await mailOf('INV-104', 740));
		expect(numbers()).toEqual(before);

		await setUpCompany(host.demo);
		const old = [await mailOf('INV-101', 410), await mailOf('INV-103', 630)];
		const fresh = await mailOf('INV-105', 850);
		for (const mail of [...old, fresh]) await host.send(mail);
		expect(numbers()).toEqual([...before, 'INV-105']);
		expect(await fateOf(fresh)).toBe('created');
		for (const mail of old) expect(await fateOf(mail)).not.toBe('created');
	});
});
