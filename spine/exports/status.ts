import type { SheetRow } from './sheet';

/**
 * The status that a row states, among the words that reports print; case, spaces and signs do not
 * count. Any other stops the row.
 *
 * @param of what has the status, with some examples, for the message.
 */
export function statusOf<S extends string>(
	row: SheetRow<'status'>,
	words: Readonly<Record<string, S>>,
	of: string,
): S {
	const text = row.needed('status');
	const status = words[text.toLowerCase().replace(/[^a-z]/g, '')];
	if (status === undefined)
		return row.refuse('status', `holds "${text}", which is no status of ${of}`);
	return status;
}
