import type { Addresses } from './systems';
import type { Mirrored } from './end-state';

/** Where a crew takes notifications, by the system that sends them. */
export interface Endpoints {
	quickBooks: string;
	/** Absent where nobody watches Procore. */
	procore?: string;
}

/** Those who do the work of a run: posting, watching and carrying over. */
export interface Crew {
	/** Processes that were killed. */
	readonly kills: number;
	/** What it keeps in the ledger's mirror. */
	readonly watched: readonly Mirrored[];
	readonly endpoints: Endpoints;
	/** Starts whoever does not work now. */
	keep(): Promise<void>;
	/** Kills everybody, or one. */
	kill(who: 'all' | 'one'): Promise<void>;
	/** Documents that are not in the books with their original, as far as is known. */
	left(): Promise<number>;
	/** Goes on undisturbed until nothing is left to do, or for too long, and ends. */
	finish(): Promise<void>;
}

/** What a crew is put together from. */
export interface CrewSetting {
	addresses: Addresses;
	/** With the items, and with the ledger where that is a file. */
	folder: string;
	count: number;
	/** Fills the ledger in the folder. */
	fill: () => Promise<void>;
	/** Environment that gives every process the time of the simulated systems. */
	env: NodeJS.ProcessEnv;
	/** A number from the first to the second, both included. */
	whole: (least: number, most: number) => number;
	say: (line: string) => void;
}

/** Work that is not done after this long is given up, and what is left of it counts as lost. */
export const PATIENCE_MS = 40 * 60_000;
