import { z } from 'zod';

/** A postal address in its parts. */
export const postalSchema = z.object({
	street: z.string().optional(),
	city: z.string().optional(),
	state: z.string().optional(),
	postalCode: z.string().optional(),
	country: z.string().optional(),
});
export type Postal = z.infer<typeof postalSchema>;

/** The parts that say something, without surrounding blanks; undefined where none does. */
export function postalOf(
	parts: Record<keyof Postal, string | null | undefined>,
): Postal | undefined {
	const given = Object.entries(parts).flatMap(([name, value]) => {
		const text = value?.replace(/\s+/g, ' ').trim() ?? '';
		return text === '' ? [] : [[name, text] as const];
	});
	return given.length === 0 ? undefined : postalSchema.parse(Object.fromEntries(given));
}
