import { optionalText } from '../shared/parameters';

/** IDs separated by commas, semicolons or blanks; none given: undefined. */
export const idsParameter = optionalText.transform((text) =>
	text === undefined ? undefined : text.split(/[\s,;]+/).filter((id) => id !== ''),
);
