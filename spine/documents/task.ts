import { z } from 'zod';
import { amountSchema } from './money';
import { severitySchema } from './settings';

/** What a task is about: a record of one of the two systems, a claim, a document or a part of the setup. */
export const taskSubjectSchema = z.object({
	/** Kind of the subject (`bill`, `requisition`, `vendor`, `claim`, ...). */
	type: z.string(),
	id: z.string(),
	/** How people call it (`bill INV-4410 of Kessler Concrete`). */
	label: z.string(),
});

/**
 * Something outside a document that a person has to look at, as whoever looked for it found it. What
 * changes from one look to the next although nothing happened (an age, a count-down) belongs in none
 * of its members: a changed sentence or changed details open a task that was closed.
 */
export const taskFindingSchema = z.object({
	/** Rule id of the rule book (`SY-02`). */
	rule: z.string(),
	/** Rule and subject: the same trouble found again is the same task. */
	key: z.string().min(1),
	subject: taskSubjectSchema,
	/** What happened, in one sentence a controller understands. */
	sentence: z.string(),
	/** What to do next, in a sentence. */
	remedy: z.string(),
	severity: severitySchema,
	/** Money at stake, in `currency`. */
	amount: amountSchema.optional(),
	/** ISO 4217. */
	currency: z.string().length(3).optional(),
	/** Project, vendor and commitment by their ids in the project system, books by the company file's. */
	project: z.string().optional(),
	vendor: z.string().optional(),
	commitment: z.string().optional(),
	books: z.string().optional(),
	/** What was compared, for machines and for a table beside the sentence. */
	details: z.record(z.unknown()).optional(),
});
export type TaskFinding = z.infer<typeof taskFindingSchema>;

/**
 * A task as the ledger keeps it. `closedBy` names the person who closed it; a closed one without it
 * ended because its source no longer found the trouble. Times are those of the running clock.
 */
export const taskSchema = taskFindingSchema.extend({
	state: z.enum(['open', 'done']),
	/** Who found it (the name of the monitor or of the part that put it). */
	source: z.string(),
	/** When it was opened, the last time it was. */
	firstSeen: z.string(),
	lastSeen: z.string(),
	closedBy: z.string().optional(),
	closedAt: z.string().optional(),
	/** Why it was closed. */
	note: z.string().optional(),
});
export type Task = z.infer<typeof taskSchema>;

/** Which tasks to list; every member that is given must fit. */
export interface TaskFilter {
	state?: Task['state'];
	key?: string;
	source?: string;
	rule?: string;
	severity?: Task['severity'];
	project?: string;
	vendor?: string;
	commitment?: string;
	books?: string;
}

/** What became of the tasks that a source put. */
export interface PutTasks {
	/** Opened, or opened again, by this call. */
	opened: Task[];
	/** How many of the findings stand as open tasks since before. */
	still: number;
	/** Open ones of the source that it no longer found. */
	resolved: Task[];
}

/** Tasks, given oldest first, the gravest first and among equals the newest. */
export function gravestFirst(tasks: readonly Task[]): Task[] {
	const rank = ({ severity }: Task) => severitySchema.options.indexOf(severity);
	return [...tasks].reverse().sort((left, right) => rank(left) - rank(right));
}
