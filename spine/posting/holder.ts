import { z } from 'zod';

/** A process, told apart from every other on the machine and from later ones with its number. */
export interface ProcessMark {
	/** What the process can see of: machine and space of process numbers. */
	host: string;
	pid: number;
	/** When it started, in whatever words the machine has for it. */
	started: string;
}

/** What can be asked about the machine that the process runs on. */
export interface ProcessView {
	own: ProcessMark;
	/** Start of another process; `gone` where there is none, undefined where that cannot be seen. */
	startOf: (pid: number) => string | 'gone' | undefined;
}

const holderSchema = z.tuple([z.string(), z.number().int(), z.string(), z.string()]);

/** Name of a call that holds a lease. `call` is its own within the process. */
export function holderName({ host, pid, started }: ProcessMark, call: string): string {
	return JSON.stringify([host, pid, started, call] satisfies z.infer<typeof holderSchema>);
}

/**
 * Whether the process of a holder has provably ended: it ran where this one runs, and no process
 * there bears its number, or one that started at another time. False whenever that cannot be seen.
 */
export function isGone(holder: string, { own, startOf }: ProcessView): boolean {
	const mark = markOf(holder);
	if (mark === undefined || mark.host !== own.host) return false;
	const started = mark.pid === own.pid ? own.started : startOf(mark.pid);
	return started !== undefined && started !== mark.started;
}

function markOf(holder: string): ProcessMark | undefined {
	if (!holder.startsWith('[')) return undefined;
	try {
		const [host, pid, started] = holderSchema.parse(JSON.parse(holder));
		return { host, pid, started };
	} catch {
		return undefined;
	}
}
