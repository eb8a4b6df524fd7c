import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Measurement } from '../report';
import { rounded } from '../statistics';
import { type Counting, type EndState, startBooks } from './books';
import { fillLedger } from './fill';
import { type Job, posterAnswerSchema } from './jobs';
import { runProcess } from './processes';
import { LIMITS, figures, type Run } from './figures';

export interface SyncOptions {
	seed: number;
	/** Tells how far the run is. */
	say: (line: string) => void;
	/** Bills of the burst, of the long run, with an original each, and documents of the memory run. */
	burst?: number;
	bills?: number;
	attached?: number;
	documents?: number;
}

/** Documents of the shorter memory run, or all of the longer one where that is shorter. */
const FEW_DOCUMENTS = 1000;
/** Documents in one call of a memory run, as a workflow hands them over. */
const PER_CALL = 250;

const builtInSchema = z.object({ seconds: z.number(), created: z.number() });

/** Measures posting against the limits of QuickBooks, and against n8n's own node. */
export async function measureSync(options: SyncOptions): Promise<Measurement> {
	const { burst = 1000, bills = 6000, attached = 1500, documents = 20_000, seed, say } = options;
	const folder = await mkdtemp(join(tmpdir(), 'bench-sync-'));
	const runs: Run[] = [];
	const states = new Map<string, EndState>();
	const keep = (run: Run, state: EndState): void => {
		runs.push(run);
		states.set(run.name, state);
		say(`${run.name}: ${run.created} in ${rounded(run.seconds, 1)} s`);
	};
	/** Every run begins with the same ledger and empty books. */
	const post = async (
		name: string,
		filled: string,
		count: number,
		counting: Counting | undefined,
		{ byNode = false, ...job }: Partial<Job> & { byNode?: boolean } = {},
	): Promise<void> => {
		const own = join(folder, name);
		await cp(filled, own, { recursive: true });
		const books = await startBooks(counting, counting === undefined ? 0 : undefined);
		const said = await runProcess(
			byNode ? 'own-node.ts' : 'poster.ts',
			{
				folder: own,
				address: books.address,
				token: books.token,
				count,
				perCall: count,
				...job,
			} satisfies Job,
			{ env: n8nIn(own) },
		);
		const { seconds, outcomes, peakKilobytes } = posterAnswerSchema.parse(said);
		const state = await books.endState();
		await books.close();
		await rm(own, { recursive: true });
		keep(toRun(name, counting, count, { seconds, peakKilobytes, ...outcomes }, state), state);
	};
	const postByBuiltIn = async (filled: string, counting: Counting): Promise<void> => {
		const books = await startBooks(counting);
		const said = await runProcess(
			'built-in.ts',
			{ folder: filled, address: books.address, token: books.token, count: burst, perCall: burst },
			{ imports: ['redirect.ts'], env: { ...n8nIn(filled), SIMULATOR: books.address } },
		);
		const answer = builtInSchema.parse(said);
		const state = await books.endState();
		await books.close();
		keep(toRun(`built-in-${counting}`, counting, burst, answer, state), state);
	};
	const fill = async (name: string, count: number, originals = false): Promise<string> => {
		const filled = join(folder, `filled-${name}`);
		await fillLedger(filled, count, seed, originals);
		say(`${count} invoices verified and released`);
		return filled;
	};
	try {
		const few = await fill('burst', burst);
		for (const counting of ['window', 'bucket'] as const) {
			await post(`burst-${counting}`, few, burst, counting, { byNode: true });
			await postByBuiltIn(few, counting);
		}
		const many = await fill('bills', bills);
		for (const counting of ['window', 'bucket'] as const)
			await post(`bills-${counting}`, many, bills, counting, { byNode: true });
		await rm(many, { recursive: true });
		const whole = await fill('attached', attached, true);
		for (const counting of ['window', 'bucket'] as const) {
			await post(`attached-${counting}`, whole, attached, counting, { uploadFiles: 1 });
		}
		await post('packed-window', whole, attached, 'window');
		await rm(whole, { recursive: true });
		const most = await fill('documents', documents);
		const steady = { perCall: PER_CALL, skipWaits: true };
		await post('memory-few', most, Math.min(FEW_DOCUMENTS, documents), undefined, steady);
		await post('memory-many', most, documents, undefined, steady);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return report(runs, states);
}

/** Keeps n8n to a user folder of its own; with a key, or it would announce the one that it makes up. */
const n8nIn = (folder: string): Record<string, string> => ({
	N8N_USER_FOLDER: folder,
	N8N_ENCRYPTION_KEY: 'benchmark',
});

function toRun(
	name: string,
	counting: Counting | undefined,
	documents: number,
	answer: { seconds: number; created: number; told?: string[]; peakKilobytes?: number },
	{ requests, counters, bills, attachments }: EndState,
): Run {
	return {
		name,
		...(counting === undefined ? {} : { counting }),
		documents,
		told: [],
		...answer,
		bills: bills.length,
		attachments: attachments.length,
		requests: requests.length,
		refused: requests.filter(({ status }) => status === 429).length,
		meteredReads: counters.coreplus,
		freeWrites: counters.core,
	};
}

function report(runs: readonly Run[], states: ReadonlyMap<string, EndState>): Measurement {
	const raw: Record<string, readonly unknown[]> = { 'sync-runs.ndjson': runs };
	for (const [name, { requests, bills, attachments }] of states) {
		raw[`sync-${name}-requests.ndjson`] = requests;
		raw[`sync-${name}-bills.ndjson`] = bills;
		if (attachments.length > 0) raw[`sync-${name}-attachments.ndjson`] = attachments;
	}
	return {
		table: [
			[
				'run',
				'bills',
				'files',
				'seconds',
				'bills a minute',
				'requests',
				'429',
				'CorePlus',
				'Core',
				'peak MB',
			],
			...runs.map((run) => [
				run.name,
				run.bills,
				run.attachments,
				rounded(run.seconds, 1),
				rounded(run.bills / (run.seconds / 60), 0),
				run.requests,
				run.refused,
				run.meteredReads,
				run.freeWrites,
				run.peakKilobytes === undefined ? '' : rounded(run.peakKilobytes / 1024, 0),
			]),
		],
		summary: { ...figures(runs), limits: LIMITS },
		raw,
	};
}
