import { z } from 'zod';

/** A row that cannot be used: the field and what is wrong with it. */
export class UnusableRow extends Error {
	constructor(
		readonly field: string,
		readonly reason: string,
	) {
		super(`${field} ${reason}`);
		this.name = 'UnusableRow';
	}
}

/** A row that was left out, in a sentence that names it, the field and the remedy. */
export interface Refused {
	/** Id of the row; empty where it has none. */
	id: string;
	sentence: string;
}

const identified = z.object({ id: z.union([z.string(), z.number()]) });

/** The sentence for a row of a resource that could not be read. Values are not repeated in it. */
export function refusal(label: string, row: unknown, error: z.ZodError | UnusableRow): Refused {
	const parsed = identified.safeParse(row);
	const id = parsed.success ? String(parsed.data.id) : '';
	const name = id === '' ? `A ${label} without an id` : `The ${label} with id ${id}`;
	const { field, reason } = error instanceof UnusableRow ? error : firstIssue(error);
	return {
		id,
		sentence: `${name} was left out: its field "${field}" ${reason}. Correct it in Procore, then read it again.`,
	};
}

function firstIssue(error: z.ZodError): { field: string; reason: string } {
	const issue = error.issues[0];
	const field = issue === undefined || issue.path.length === 0 ? 'row' : issue.path.join('.');
	if (issue === undefined) return { field, reason: 'cannot be read' };
	if (issue.message === 'Required') return { field, reason: 'is missing' };
	const reason = issue.message.startsWith('must')
		? issue.message
		: `cannot be read (${issue.message})`;
	return { field, reason };
}
