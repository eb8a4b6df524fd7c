import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { freePort } from '../../simulators/n8n/free-port';
import { PATIENCE_MS, type Crew, type CrewSetting, type Endpoints } from './crew';
import { startScript } from './systems';
import { HEARS, passSchema, type Work } from './work';

/** Documents in one call at most. */
const PER_CALL = 40;
/** Processes on a ledger in a database; a file takes one. */
const ON_A_DATABASE = 3;

interface Worker {
	child: ChildProcess;
	/** Whether it takes the notifications of both systems. */
	watches: boolean;
}

/** Processes that call what the nodes call, several of them where the ledger is a database. */
export class WorkerCrew implements Crew {
	kills = 0;
	readonly watched = ['bill', 'bill_payment', 'commitment', 'contract_payment'] as const;
	readonly endpoints: Required<Endpoints>;
	private unposted = Number.POSITIVE_INFINITY;
	private readonly workers = new Set<Worker>();

	private constructor(
		private readonly setting: CrewSetting,
		private readonly work: Work,
		port: number,
	) {
		const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
		this.endpoints = { quickBooks: at(HEARS.quickBooks), procore: at(HEARS.procore) };
	}

	/** @param database address of the ledger, where it is no file. */
	static async gather(setting: CrewSetting, database: string | undefined): Promise<WorkerCrew> {
		const { folder, count, addresses, fill } = setting;
		await fill();
		const port = await freePort();
		const perCall = Math.min(PER_CALL, Math.max(1, Math.ceil(count / 3)));
		const postgres = database === undefined ? {} : { postgres: database };
		const work = { folder, ...addresses, count, perCall, port, quiet: false, ...postgres };
		return new WorkerCrew(setting, work, port);
	}

	private start(work: Work): ChildProcess {
		return startScript('worker.ts', [JSON.stringify(work)], this.setting.env);
	}

	async keep(): Promise<void> {
		const { port: _port, ...deaf } = this.work;
		const most = this.work.postgres === undefined ? 1 : ON_A_DATABASE;
		while (this.workers.size < most) {
			const watches = ![...this.workers].some((one) => one.watches);
			const child = this.start(watches ? this.work : deaf);
			const worker = { child, watches };
			this.workers.add(worker);
			child.once('exit', () => this.workers.delete(worker));
			if (child.stdout === null) continue;
			createInterface({ input: child.stdout }).on('line', (line) => {
				this.unposted = passSchema.parse(JSON.parse(line)).left;
			});
		}
	}

	async kill(who: 'all' | 'one'): Promise<void> {
		const working = [...this.workers];
		const place = this.setting.whole(0, Math.max(0, working.length - 1));
		const victims = who === 'all' ? working : working.slice(place, place + 1);
		for (const { child } of victims) {
			if (child.exitCode !== null || child.signalCode !== null) continue;
			this.kills += 1;
			const gone = once(child, 'exit');
			child.kill('SIGKILL');
			await gone;
		}
	}

	async left(): Promise<number> {
		return this.unposted;
	}

	/** One process does all that is left. */
	async finish(): Promise<void> {
		const worker = this.start({ ...this.work, quiet: true });
		worker.stdout?.resume();
		const timer = setTimeout(() => {
			this.setting.say(`The quiet pass is given up after ${PATIENCE_MS / 60_000} minutes.`);
			worker.kill('SIGKILL');
		}, PATIENCE_MS);
		await once(worker, 'exit');
		clearTimeout(timer);
	}
}
