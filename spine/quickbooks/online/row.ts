import { DateTime } from 'luxon';
import { fromMinor, toMinor } from '../../documents/money';

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
