import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallCompany } from './procore/fixture';

let dir: string;
beforeEach(async () => {
	dir = await mkdtemp(join(tmpdir(), 'simulators-'));
	await mkdir(join(dir, 'mailbox'));
	await writeFile(join(dir, 'procore.json'), JSON.stringify(smallCompany));
	await writeFile(
		join(dir, 'quickbooks.json'),
		JSON.stringify({ Vendor: [{ Id: '1', SyncToken: '0', DisplayName: 'Acme' }] }),
	);
	await writeFile(join(dir, 'gl-mapping.csv'), 'cost_code,account\n*,5000\n');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

function run(args: string[]): {
	said: () => string;
	ended: Promise<number | null>;
	interrupt: () => void;
} {
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulators/main.ts', ...args]);
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk) => (output += String(chunk)));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return { said: () => output, ended, interrupt: () => child.kill('SIGINT') };
}

describe('the simulators, started alone', () => {
	it('tell where they are, serve the company and write the end state when interrupted', async () => {
		const out = join(dir, 'out');
		const running = run(['--company', dir, '--out', out]);
		while (!running.said().includes('Controls')) {
			await new Promise((resolve) => setTimeout(resolve, 50));
			if (running.said().includes('Error')) throw new Error(running.said());
		}
		const [procore, books] = [...running.said().matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(String);
		const token = await (await fetch(`${procore}/control/token`, { method: 'POST' })).text();
		expect(token).toContain('access_token');
		expect((await fetch(`${books}/control/requests`)).status).toBe(200);
		expect((await fetch(`${procore}/rest/v1.0/me`)).status).toBe(401);
		running.interrupt();
		expect(await running.ended).toBe(0);
		const state: unknown = JSON.parse(await readFile(join(out, 'procore.json'), 'utf8'));
		expect(state).toEqual(smallCompany);
		expect(await readFile(join(out, 'quickbooks.json'), 'utf8')).toContain('Acme');
		expect(await readFile(join(out, 'requests.ndjson'), 'utf8')).toContain(
			'"path":"/rest/v1.0/me"',
		);
	}, 60_000);

	it('refuse a malformed folder with a sentence', async () => {
		await writeFile(join(dir, 'procore.json'), '{"vendors":[{}]}');
		const refused = run(['--company', dir]);
		expect(await refused.ended).toBe(1);
		expect(refused.said()).toContain(
			'procore.json: vendors[0].id: expected a whole number, found nothing',
		);
	}, 60_000);
});
