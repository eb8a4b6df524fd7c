import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import { openPostgresLedger } from '../../spine/ledger/postgres';
import type { Chance } from '../chance';
import { BOOKS } from '../company';
import { writeRaw } from '../report';
import { fillInto, openLedgerIn, type FilledLedger } from '../sync/fill';
import { itemsOf } from '../sync/items';
import type { Database } from './database';
import { KillMoments, LEAST_KILLS } from './kill-moments';
import { type Count, recount } from './recount';
import { Clerk, Storm } from './storm';
import type { Work } from './work';

/** How many times as fast time runs in the processes. */
const FAST = 12;
/** Documents in one call at most. */
const PER_CALL = 40;
/** A run that has not had its kills after this long is given up: nothing was posted at all. */
const STUCK_MS = 15 * 60_000;
/** How often it is looked whether a call is held. */
const LOOK_MS = 20;
/** The quiet pass is given up after this long. */
const QUIET_MS = 240_000;

/** What a run came to. */
export interface Outcome extends Count {
	name: string;
	faults: number;
	kills: number;
}

const stateSchema = z.record(z.array(z.record(z.unknown())));

/** One run: a ledger, books of its own, processes that post and are killed. */
export class Run {
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
			perCall: Math.min(PER_CALL, Math.max(1, Math.ceil(this.count / 3))),
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
		const moments = new KillMoments(work.address, this.choose);
		const workers = new Set<ChildProcess>();
		let finished = false;
		const began = Date.now();
		while (!finished && (Date.now() < began + ms || this.kills < LEAST_KILLS)) {
			if (this.kills < LEAST_KILLS && Date.now() > began + STUCK_MS) {
				throw new Error(`${this.name}: nothing was posted in ${STUCK_MS / 60_000} minutes.`);
			}
			await moments.prepare();
			while (workers.size < (this.database === undefined ? 1 : 3)) {
				const worker = this.start('worker.ts', work);
				workers.add(worker);
				worker.once('exit', (code) => {
					workers.delete(worker);
					finished ||= code === 0;
				});
			}
			await storm.blow(this.choose.whole(0, 6));
			await clerk.work();
			const until = Date.now() + this.choose.whole(100, 900);
			while (Date.now() < until && !finished) {
				await sleep(LOOK_MS);
				if (await moments.isCaught()) {
					await this.kill(workers);
					break;
				}
			}
		}
		await storm.end();
		await this.killEach([...workers]);
	}

	/** Kills some process, or all of them and now and then the database with them. */
	private async kill(workers: ReadonlySet<ChildProcess>): Promise<void> {
		// The one whose call is held is certainly among all.
		const all = this.kills < LEAST_KILLS || this.choose.whole(0, 2) === 0;
		await this.killEach(all ? [...workers] : [this.choose.one([...workers])]);
		if (this.choose.whole(0, 2) === 0) await this.database?.restart();
	}

	private async killEach(workers: readonly ChildProcess[]): Promise<void> {
		for (const worker of workers) {
			if (worker.exitCode !== null || worker.signalCode !== null) continue;
			this.kills += 1;
			const gone = once(worker, 'exit');
			worker.kill('SIGKILL');
			await gone;
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
