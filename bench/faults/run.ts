import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import { openPostgresLedger } from '../../spine/ledger/postgres';
import type { Chance } from '../chance';
import { fillInto, openLedgerIn, type FilledLedger } from '../sync/fill';
import { Clerk } from './clerk';
import type { Crew } from './crew';
import type { Database } from './database';
import { endState, truthOf } from './end-state';
import { Forger } from './forger';
import { KillMoments, LEAST_KILLS } from './kill-moments';
import { N8nCrew } from './n8n-crew';
import { ProjectManager } from './project-manager';
import { Storm } from './storm';
import { fastEnvironment, startSystems, type Addresses } from './systems';
import { VERIFIER_TOKEN } from './work';
import { WorkerCrew } from './worker-crew';

/** Who works: processes on a ledger in a file, on one in a database, or a real n8n. */
export const RUNS = ['sqlite', 'postgres', 'n8n'] as const;
export type RunName = (typeof RUNS)[number];

/** How many times as fast time runs. n8n has limits of its own to keep, so there it runs as it does. */
const FAST = { sqlite: 12, postgres: 12, n8n: 1 } as const;
/** How many calls at most are to go wrong next in either system; where time is not faster, waits are longer. */
const GALE = { sqlite: 4, postgres: 4, n8n: 1 } as const;
/** One payment at least is entered for so many documents. */
const DOCUMENTS_A_PAYMENT = 10;
/** A run that has not had its kills after this long is given up: nothing is written at all. */
const STUCK_MS = 30 * 60_000;
/** How often it is looked whether a call is held. */
const LOOK_MS = 20;

export interface RunOptions {
	name: RunName;
	folder: string;
	count: number;
	seed: number;
	/** How long things go wrong at most. */
	stormMs: number;
	choose: Chance;
	say: (line: string) => void;
	database?: Database;
}

/** How a run went. What it came to is counted from its files. */
export interface RunEnd {
	faults: number;
	kills: number;
	/** Forged notifications that were taken for genuine. */
	forgeriesTaken: number;
	/** Raw data by file name. */
	raw: Record<string, readonly unknown[]>;
}

/** Everybody else who works in the two systems, or against them. */
class Others {
	readonly clerk: Clerk;
	readonly manager: ProjectManager;
	readonly forger: Forger;
	private readonly storms: Storm[];

	constructor(
		private readonly addresses: Addresses,
		crew: Crew,
		private readonly choose: Chance,
		private readonly gale: number,
	) {
		const { quickBooks, procore } = addresses;
		this.clerk = new Clerk(quickBooks, choose);
		this.manager = new ProjectManager(procore, choose);
		this.forger = new Forger(crew.endpoints);
		this.storms = [
			new Storm(quickBooks, choose, ['/upload$', '/batch$', '/cdc$', 'v3/']),
			new Storm(procore, choose, ['/contract_payments', '/rest/']),
		];
	}

	/**
	 * Sets further calls to go wrong, and has everybody do one thing. Where a payment is waited for in
	 * Procore, nobody but the crew enters one.
	 */
	async work(waitedForAt: string | undefined): Promise<void> {
		for (const storm of this.storms) await storm.blow(this.choose.whole(0, this.gale));
		await this.clerk.work();
		if (waitedForAt !== this.addresses.procore) await this.manager.work();
		await this.forger.work();
	}

	/** Everything that went wrong, or that somebody else did. */
	async end(): Promise<number> {
		for (const storm of this.storms) await storm.end();
		const struck = this.storms.reduce((sum, storm) => sum + storm.struck, 0);
		return struck + this.clerk.changes + this.manager.changes + this.forger.sent;
	}
}

/**
 * One run: a ledger and two systems of its own, a crew that posts, watches and carries over and is
 * killed, and in the end a quiet pass.
 */
export async function run(options: RunOptions): Promise<RunEnd> {
	const { name, folder, count, seed, choose, say, database } = options;
	const open = async (): Promise<FilledLedger> =>
		database === undefined
			? await openLedgerIn(folder, Date.now)
			: await openPostgresLedger({ connection: database.url, clock: Date.now });
	await mkdir(folder, { recursive: true });
	const env = fastEnvironment(FAST[name]);
	const { addresses, end } = await startSystems(env);
	let crew: Crew | undefined;
	try {
		const setting = {
			addresses,
			folder,
			count,
			env,
			say,
			whole: (least: number, most: number) => choose.whole(least, most),
			fill: async () => {
				await fillInto(await open(), folder, count, seed, true);
				say(`${name}: ${count} invoices verified and released`);
			},
		};
		crew =
			name === 'n8n'
				? await N8nCrew.gather(setting)
				: await WorkerCrew.gather(setting, database?.url);
		await notify(addresses, crew, choose);
		await untilTold(addresses, crew);
		const others = new Others(addresses, crew, choose, GALE[name]);
		await others.manager.begin();
		await blowOver(options, addresses, crew, others);
		const faults = await others.end();
		say(`${name}: ${faults} faults, ${crew.kills} kills; now a quiet pass`);
		await crew.finish();
		const ledger = await open();
		try {
			const truth = await truthOf(folder, count);
			const raw = await endState(name, ledger, addresses, truth, crew.watched);
			return { faults, kills: crew.kills, forgeriesTaken: others.forger.taken, raw };
		} finally {
			await ledger.close();
		}
	} finally {
		await crew?.kill('all');
		end();
	}
}

/** Has QuickBooks notify the crew: everything three times, the last change first. */
async function notify({ quickBooks }: Addresses, crew: Crew, choose: Chance): Promise<void> {
	await axios.put(`${quickBooks}/control/webhook`, {
		url: crew.endpoints.quickBooks,
		verifierToken: VERIFIER_TOKEN,
		form: choose.one(['legacy', 'cloudevents'] as const),
		aggregateMs: 500,
		retryScale: 0.1,
		duplicates: 2,
		reorder: true,
	});
}

const loggedSchema = z.array(
	z.object({ method: z.string(), path: z.string(), status: z.number() }).passthrough(),
);

/** Waits until Procore tells the crew of changes: no list shows a payment that was entered before. */
async function untilTold({ procore }: Addresses, crew: Crew): Promise<void> {
	if (crew.endpoints.procore === undefined) return;
	for (const began = Date.now(); ; await sleep(LOOK_MS)) {
		await crew.keep();
		const { data } = await axios.get<unknown>(`${procore}/control/requests`);
		const isTold = loggedSchema
			.parse(data)
			.some(
				({ method, path, status }) =>
					method === 'POST' && path.endsWith('/triggers/bulk') && status < 300,
			);
		if (isTold) return;
		if (Date.now() > began + STUCK_MS) throw new Error('Nobody ever watched Procore.');
	}
}

/** The crew works; it is killed in parts or as a whole, and so is the database. */
async function blowOver(
	{ name, count, stormMs, choose, database }: RunOptions,
	{ quickBooks, procore }: Addresses,
	crew: Crew,
	others: Others,
): Promise<void> {
	const moments = new KillMoments([quickBooks, procore], choose);
	const began = Date.now();
	const isOver = async (): Promise<boolean> => {
		if (crew.kills < LEAST_KILLS) return false;
		const isPaid = others.clerk.payments >= count / DOCUMENTS_A_PAYMENT;
		return Date.now() > began + stormMs || (isPaid && (await crew.left()) === 0);
	};
	while (!(await isOver())) {
		if (crew.kills < LEAST_KILLS && Date.now() > began + STUCK_MS) {
			throw new Error(`${name}: nothing was written in ${STUCK_MS / 60_000} minutes.`);
		}
		await moments.prepare();
		await crew.keep();
		await others.work(moments.waitsAt);
		const until = Date.now() + choose.whole(100, 600);
		while (Date.now() < until) {
			await sleep(LOOK_MS);
			if (await moments.isCaught()) {
				// The one whose call is held is certainly among all.
				const isEach = crew.kills < LEAST_KILLS || choose.whole(0, 2) === 0;
				await crew.kill(isEach ? 'all' : 'one');
				if (choose.whole(0, 2) === 0) await database?.restart();
				break;
			}
		}
	}
	await crew.kill('all');
}
