import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { ProcessMark, ProcessView } from '../../spine';

/** Answer of a look at the machine, or nothing where it does not say. */
function look<T>(ask: () => T): T | undefined {
	try {
		return ask();
	} catch {
		return undefined;
	}
}

const codeOf = (error: unknown): unknown =>
	typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * Start of a process in ticks since the kernel's, field 22 of proc(5)'s `stat`. One that ended and
 * was not asked for yet (state Z or X) is gone.
 */
function startOnLinux(pid: number | 'self'): string | 'gone' | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The second field, the command in parentheses, may hold blanks and parentheses itself.
		const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return state === 'Z' || state === 'X' ? 'gone' : fields[18];
	} catch (error) {
		// Mounted with hidepid=2, /proc hides the living processes of other users as well.
		return codeOf(error) === 'ENOENT' && pid !== 'self' ? startElsewhere(pid) : undefined;
	}
}

function startElsewhere(pid: number): 'gone' | undefined {
	try {
		process.kill(pid, 0);
		return undefined;
	} catch (error) {
		return codeOf(error) === 'ESRCH' ? 'gone' : undefined;
	}
}

/**
 * This process on Linux: containers that share a host name are told apart by kernel and by their
 * space of process numbers; where these cannot be read, nobody else runs where this process does.
 */
function markOnLinux(): ProcessMark {
	const kernel = look(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
	const space = look(() => readlinkSync('/proc/self/ns/pid'));
	const started = startOnLinux('self');
	const seen = kernel !== undefined && space !== undefined && started !== undefined;
	return {
		host: [hostname(), ...(seen ? [kernel, space] : [randomUUID()])].join(' '),
		pid: process.pid,
		started: started ?? '',
	};
}

const view = (): ProcessView =>
	process.platform === 'linux'
		? { own: markOnLinux(), startOf: startOnLinux }
		: {
				own: { host: hostname(), pid: process.pid, started: String(performance.timeOrigin) },
				startOf: startElsewhere,
			};

/** This process, and what it can see of the others on its machine. */
export const processView: ProcessView = view();
