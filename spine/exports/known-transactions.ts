import type { Ledger } from '../ledger/ledger';
import type { KnownTransaction } from './context';
import { isFromExport } from './identities';
import { TRANSACTION_KINDS } from './transaction-identity';

/** Transactions of earlier exports of one company file, deleted ones included, by id. */
export async function knownTransactions(
	ledger: Pick<Ledger, 'list'>,
	books: string,
): Promise<Map<string, KnownTransaction>> {
	const known = new Map<string, KnownTransaction>();
	for (const kind of TRANSACTION_KINDS) {
		for (const { id, date, total, deleted } of await ledger.list(kind, { side: 'books', books })) {
			if (isFromExport(id)) known.set(id, { date, total, deleted: deleted === true });
		}
	}
	return known;
}
