import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompanyFolder } from './company';
import { type ProcoreSimulator, procoreSimulator } from './procore';
import { type QuickBooksSimulator, quickBooksSimulator } from './quickbooks';

/** Credentials of the one app that the simulators know, unless other ones are given. */
export const simulatedApps = {
	procore: { clientId: 'procore-client', clientSecret: 'procore-secret' },
	quickBooks: {
		clientId: 'quickbooks-client',
		clientSecret: 'quickbooks-secret',
		/** What the app's notifications are signed with. */
		verifierToken: 'quickbooks-verifier',
	},
};

/** Ports to listen on; absent: chosen by the system. */
export interface SimulatorPorts {
	procorePort?: number;
	quickBooksPort?: number;
}

/** Both simulators of a company, listening on 127.0.0.1. */
export interface RunningSimulators {
	procore: ProcoreSimulator;
	procoreAddress: string;
	quickBooks: QuickBooksSimulator;
	quickBooksAddress: string;
	realmIds: string[];
	/** Writes `procore.json` and `quickbooks.json` (the end state, in the form they came in) and `requests.ndjson`. */
	writeOut(dir: string): Promise<void>;
	close(): Promise<void>;
}

/**
 * Starts both simulators from a company folder. Where the folder states a business date, what is
 * written is stamped from that date on; otherwise with the machine's time.
 */
export async function startSimulators(
	folder: CompanyFolder,
	ports: SimulatorPorts = {},
): Promise<RunningSimulators> {
	const clock = stampClock(folder);
	const procore = procoreSimulator({ data: folder.procore, clock, ...simulatedApps.procore });
	const quickBooks = quickBooksSimulator({
		companies: folder.books,
		clock,
		...simulatedApps.quickBooks,
	});
	const listen = (app: ProcoreSimulator['app'], port = 0): Promise<string> =>
		app.listen({ host: '127.0.0.1', port });
	const close = async (): Promise<void> => {
		await Promise.all([procore.close(), quickBooks.app.close()]);
	};
	try {
		return {
			procore,
			procoreAddress: await listen(procore.app, ports.procorePort),
			quickBooks,
			quickBooksAddress: await listen(quickBooks.app, ports.quickBooksPort),
			realmIds: folder.books.map((books) => books.realmId),
			writeOut: (dir) => writeOut(dir, folder, procore, quickBooks),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

function stampClock(folder: CompanyFolder): () => number {
	const { now } = folder.company;
	if (now === undefined || now === 'mail') return Date.now;
	const ahead = Date.parse(now) - Date.now();
	return () => Date.now() + ahead;
}

async function writeOut(
	dir: string,
	folder: CompanyFolder,
	procore: ProcoreSimulator,
	quickBooks: QuickBooksSimulator,
): Promise<void> {
	const states = folder.books.map(
		({ realmId }) => [realmId, quickBooks.exportState(realmId)] as const,
	);
	const books = folder.booksForm === 'realms' ? Object.fromEntries(states) : states[0]?.[1];
	const requests = [
		...procore.requests().map((entry) => ({ time: entry.at, line: entry })),
		...quickBooks.requests().requests.map((entry) => {
			const time = new Date(entry.at).toISOString();
			return { time, line: { system: 'quickbooks', ...entry, at: time } };
		}),
	].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
	await mkdir(dir, { recursive: true });
	await Promise.all([
		writeFile(join(dir, 'procore.json'), pretty(procore.exportState())),
		writeFile(join(dir, 'quickbooks.json'), pretty(books ?? {})),
		writeFile(
			join(dir, 'requests.ndjson'),
			requests.map(({ line }) => `${JSON.stringify(line)}\n`).join(''),
		),
	]);
}

function pretty(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}
