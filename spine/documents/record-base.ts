import { z } from 'zod';
import { instantSchema } from './dates';

/** Members that every record has. */
export const base = {
	/** Id in the system it came from. */
	id: z.string(),
	updatedAt: instantSchema.optional(),
	deleted: z.boolean().optional(),
};

/** A record of the accounting system; `books` is the id of the company file. */
export const inBooks = { ...base, side: z.literal('books'), books: z.string() };

/** A record of the project system. */
export const inProjects = { ...base, side: z.literal('projects') };
