import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import { openPostgresLedger } from '../../spine/ledger/postgres';
import { chance, type Chance } from '../chance';
import { BOOKS } from '../company';
import type { Measurement } from '../report';
import { writeRaw } from '../report';
import { fillInto, openLedgerIn, type FilledLedger } from '../sync/fill';
import { itemsOf } from '../sync/items';
import { startDatabase, type Database } from './database';
import { type Count, recount } from './recount';
import { Clerk, Storm } from './storm';
import type { Work } from './work';

export interface FaultsOptions {
	seed: number;
	say: (line: string) => void;
	documents?: number;
	/** How long things go wrong on each ledger; then a quiet pass ends the run. */
	minutes?: number;
}

/** How many times as fast time runs in the processes. */
const FAST = 12;
/** Documents in one call. */
const PER_CALL = 40;
/** The quiet pass is given up after this long. */
const QUIET_MS = 240_000;

interface Outcome extends Count {
	name: string;
	faults: number;
	kills: number;
}

const stateSchema = z.record(z.array(z.record(z.unknown())));

/** Posts documents while everything goes wrong that may, and counts what stands in the end. */
export async function measureFaults(options: FaultsOptions): Promise<Measurement> {
	const { documents = 2000, minutes = 3, seed, say } = options;
	const folder = await mkdtemp(join(tmpdir(), 'bench-faults-'));
	const raw: Record<string, readonly unknown[]> = {};
	const outcomes: Outcome[] = [];
	const database = await startDatabase(join(folder, 'postgres'));
	try {
		const half = database === undefined ? documents : Math.ceil(documents / 2);
		for (const [name, count] of [
			['sqlite', half],
			...(database === undefined ? [] : ([['postgres', documents - half]] as const)),
		] as const) {
			if (count === 0) continue;
			const own = join(folder, name);
			const run = new Run(name, own, count, chance(seed * 7919 + outcomes.length), say);
			if (name === 'postgres') run.database = database;
			outcomes.push(await run.measure(seed, (minutes * 60_000) / (database === undefined ? 1 : 2)));
			Object.assign(raw, run.raw);
		}
	} finally {
		await database?.stop();
		await rm(folder, { recursive: true, force: true });
	}
	const sum = (key: keyof Count | 'faults' | 'kills'): number =>
		outcomes.reduce((total, outcome) => total + outcome[key], 0);
	return {
		table: [
			['ledger', 'documents', 'faults', 'kills', 'duplicates', 'lost', 'half written'],
			...outcomes.map((one) => [
				one.name,
				one.documents,
				one.faults,
				one.kills,
				one.duplicates,
				one.lost,
				one.halfWritten,
			]),
		],
		summary: {
			documents: sum('documents'),
			faults: sum('faults'),
			kills: sum('kills'),
			duplicates: sum('duplicates'),
			lost: sum('lost'),
			halfWritten: sum('halfWritten'),
		},
		raw,
	};
}

/** One run: a ledger, books of its own, processes that post and are killed. */
class Run {
	database: Database | undefined;
	readonly raw: Record<string, readonly unknown[]> = {};
	private kills = 0;
	private readonly env = { ...process.env, FAST: String(FAST), FAST_FROM: String(Date.now()) };

	constructor(
		private readonly name: string,
		private readonly folder: string,
		private readonly count: number,
		private readonly choose: Chance,
		private readonly say: (line: string) => void,
	) {}

	private start(script: string, job?: Work): ChildProcess {
		return spawn(
			process.execPath,
			[
				...['tsx', join(__dirname, 'fast-time.ts')].flatMap((name) => ['--import', name]),
				join(__dirname, script),
				...(job === undefined ? [] : [JSON.stringify(job)]),
			],
			{ stdio: ['pipe', 'pipe', 'ignore'], env: this.env },
		);
	}

	private async open(): Promise<FilledLedger> {
		return this.database === undefined
			? await openLedgerIn(this.folder, Date.now)
			: await openPostgresLedger({ connection: this.database.url, clock: Date.now });
	}

	async measure(seed: number, stormMs: number): Promise<Outcome> {
		await mkdir(this.folder, { recursive: true });
		await fillInto(await this.open(), this.folder, this.count, seed, true);
		this.say(`${this.name}: ${this.count} invoices verified and released`);
		const server = this.start('server.ts');
		if (server.stdout === null) throw new Error('The simulator has no output.');
		const [line] = await once(createInterface({ input: server.stdout }), 'line');
		const { address } = z.object({ address: z.string() }).parse(JSON.parse(String(line)));
		const storm = new Storm(address, this.choose);
		const clerk = new Clerk(address, this.choose);
		const work: Work = {
			folder: this.folder,
			address,
			count: this.count,
			perCall: PER_CALL,
			...(this.database === undefined ? {} : { postgres: this.database.url }),
		};
		await this.blowOver(storm, clerk, work, stormMs);
		this.say(`${this.name}: ${storm.struck} faults, ${this.kills} kills; now a quiet pass`);
		await this.finish(work);
		const state = stateSchema.parse(
			(await axios.get<unknown>(`${address}/control/state/${BOOKS}`)).data,
		);
		server.stdin?.end();
		await this.keep(state);
		const faults = storm.struck + clerk.changes;
		return { ...(await this.counted()), name: this.name, faults, kills: this.kills };
	}

	/** Several processes post; one after another is killed, and so is the database. */
	private async blowOver(storm: Storm, clerk: Clerk, work: Work, ms: number): Promise<void> {
		const most = this.database === undefined ? 1 : 3;
		const workers = new Set<ChildProcess>();
		let finished = false;
		const until = Date.now() + ms;
		for (let turn = 1; Date.now() < until && !finished; turn += 1) {
			while (workers.size < most) {
				const worker = this.start('worker.ts', work);
				workers.add(worker);
				worker.once('exit', (code) => {
					workers.delete(worker);
					finished ||= code === 0;
				});
			}
			await storm.blow(this.choose.whole(0, 6));
			await clerk.work();
			await sleep(this.choose.whole(100, 900));
			const [victim] = workers;
			if (victim !== undefined && turn % 6 === 0) {
				this.kills += 1;
				const gone = once(victim, 'exit');
				victim.kill('SIGKILL');
				await gone;
			}
			if (turn % 17 === 0) await this.database?.restart();
		}
		await storm.blow(0);
		for (const worker of workers) {
			this.kills += 1;
			worker.kill('SIGKILL');
		}
	}

	/** Nothing goes wrong any more: one process goes over all that is left. */
	private async finish(work: Work): Promise<void> {
		const worker = this.start('worker.ts', work);
		const timer = setTimeout(() => worker.kill('SIGKILL'), QUIET_MS);
		await once(worker, 'exit');
		clearTimeout(timer);
	}

	private async keep(state: Record<string, unknown[]>): Promise<void> {
		const truth = [];
		for await (const { document, coding } of itemsOf(this.folder, this.count)) {
			const { number } = document;
			truth.push({ number, total: coding.total, file: document.source.attachment });
		}
		const ledger = await this.open();
		try {
			this.raw[`faults-${this.name}-truth.ndjson`] = truth;
			this.raw[`faults-${this.name}-bills.ndjson`] = state.Bill ?? [];
			this.raw[`faults-${this.name}-attachments.ndjson`] = state.Attachable ?? [];
			this.raw[`faults-${this.name}-ledger.ndjson`] = await ledger.entries();
			this.raw[`faults-${this.name}-claims.ndjson`] = await ledger.claims();
		} finally {
			await ledger.close();
		}
	}

	private async counted(): Promise<Count> {
		const out = join(this.folder, 'out');
		await writeRaw(out, this.raw);
		return await recount(out, this.name);
	}
}
