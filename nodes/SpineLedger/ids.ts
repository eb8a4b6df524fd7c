import { z } from 'zod';
import { textParameter } from '../shared/parameters';

/**
 * IDs as a list gives them, or in one text, separated by commas, semicolons or blanks; none given:
 * undefined.
 */
export const idsParameter = z
	.union([z.array(textParameter), textParameter])
	.nullish()
	.transform((given) => {
		const ids = (typeof given === 'string' ? given.split(/[\s,;]+/) : (given ?? [])).filter(
			(id) => id !== '',
		);
		return ids.length === 0 ? undefined : ids;
	});
