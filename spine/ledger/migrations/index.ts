import { first } from './0001-first';

/**
 * One step of the schema, forward only. Statements are the same for both databases, but for
 * `{bytes}`, which stands for the type of binary columns. A released migration is never edited.
 */
export interface Migration {
	number: number;
	name: string;
	statements: readonly string[];
}

/** Every migration in the order of its number. */
export const migrations: readonly Migration[] = [first];
