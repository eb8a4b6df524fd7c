import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { processView } from '../../nodes/shared/process-view';
import { holderName, isGone, openSqliteLedger } from '../../spine';

const isGoneHere = (holder: string) => isGone(holder, processView);

/** A process that holds the lease on the books in this file, and its name there. */
async function leasing(file: string): Promise<{ child: ChildProcess; holder: string }> {
	const script = path.join(__dirname, 'leasing-process.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [output]: unknown[] = await once(child.stdout, 'data');
	return { child, holder: String(output).trim() };
}

describe('a process that held the lease on the books', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'lease-'));
	});
	afterEach(() => rm(folder, { recursive: true }));

	test('keeps it while it lives, and loses it long before its minute once it is killed', async () => {
		const file = path.join(folder, 'ledger.sqlite');
		const { child, holder } = await leasing(file);
		const ledger = await openSqliteLedger({
			path: file,
			clock: () => 1_000_000 + 25_000,
			blobDir: folder,
		});
		const take = () => ledger.takeLease('B1', holderName(processView.own, 'call'), 60, isGoneHere);
		try {
			expect(isGoneHere(holder)).toBe(false);
			expect(await take()).toBe(false);
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
			expect(isGoneHere(holder)).toBe(true);
			expect(await take()).toBe(true);
		} finally {
			child.kill('SIGKILL');
			await ledger.close();
		}
	}, 60_000);
});

test('this process is there, whatever call holds the lease', () => {
	expect(isGoneHere(holderName(processView.own, 'another call'))).toBe(false);
});

test('a process that /proc hides is not gone where it may not be signalled either', () => {
	const nobody = 4_194_305;
	expect(processView.startOf(nobody)).toBe('gone');
	const refused = Object.assign(new Error('not permitted'), { code: 'EPERM' });
	const kill = jest.spyOn(process, 'kill').mockImplementation(() => {
		throw refused;
	});
	try {
		expect(processView.startOf(nobody)).toBeUndefined();
	} finally {
		kill.mockRestore();
	}
});
