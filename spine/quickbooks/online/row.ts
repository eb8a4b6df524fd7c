import { DateTime } from 'luxon';
import { type z } from 'zod';
import { fromMinor, toMinor } from '../../documents/money';
import { QuickBooksError } from './errors';
import { type Wire, WIRE } from './wire';

interface Common {
	Id: string;
	status?: string | undefined;
	MetaData?: { LastUpdatedTime?: string | undefined } | undefined;
}

/** Id, age and company of a row, as every record carries them. */
export function origin(
	row: Common,
	books: string,
): { id: string; side: 'books'; books: string; updatedAt?: string; deleted?: boolean } {
	const updated = row.MetaData?.LastUpdatedTime;
	const instant = updated === undefined ? undefined : DateTime.fromISO(updated, { setZone: true });
	const updatedAt =
		instant?.isValid === true ? instant.toISO({ suppressMilliseconds: true }) : undefined;
	return {
		id: row.Id,
		side: 'books',
		books,
		...(updatedAt === undefined || updatedAt === null ? {} : { updatedAt }),
		...(row.status === 'Deleted' ? { deleted: true } : {}),
	};
}

/** An amount as the ledger writes it: rounded to cents, never `-0`. */
export function money(amount: number | undefined): number {
	return fromMinor(toMinor(amount ?? 0));
}

/**
 * A row as the spine reads it.
 *
 * @throws QuickBooksError naming the row and the member when it is not what the API describes.
 */
export function readRow<E extends keyof typeof WIRE>(entity: E, row: unknown): Wire<E> {
	const schema: z.ZodType<Wire<E>, z.ZodTypeDef, unknown> = WIRE[entity];
	const parsed = schema.safeParse(row);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new QuickBooksError(
		`QuickBooks answered with a ${entity} that cannot be read, at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown'}. Check the address of the credential, or report it.`,
		{ code: 'http' },
	);
}
