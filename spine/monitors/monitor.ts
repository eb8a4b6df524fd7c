import type { TaskFinding } from '../documents/task';
import type { Severity } from '../documents/settings';
import type { MonitorFacts } from './facts';

/** What a monitor found: a task without what the monitor itself says of all of its tasks. */
export interface Trouble extends Omit<TaskFinding, 'rule' | 'key' | 'severity' | 'currency'> {
	/** Names the trouble within its rule; the same trouble found again has the same name. */
	at: string;
	/** Where it is graver or milder than the monitor's troubles in general. */
	severity?: Severity;
}

/** One rule about the two systems: pure, deterministic, with all that its documentation says. */
export interface Monitor {
	/** Public id of the rule book (`SY-02`); the source of its tasks. */
	id: string;
	/** Raised when the same facts may give other tasks. */
	version: number;
	/** What it watches, in a few words. */
	title: string;
	/** What it means when it speaks, how it is decided, and what it takes for granted. */
	description: string;
	/** What people do about it. */
	remedy: string;
	/** What it reads, in words. */
	reads: string;
	severity: Severity;
	/** Sides whose mirror it cannot do without. */
	needs: ReadonlyArray<'projects' | 'books'>;
	look(facts: MonitorFacts): Trouble[];
}
