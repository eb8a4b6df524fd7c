import { type Minor, toMinor } from '../documents/money';
import type { BooksTransactionRecord } from '../documents/records';
import type { Place, Places } from './places';
import { isOwn } from './row-facts';
import type { ReconciliationSource } from './source';

/** Types of accounts whose balance is cost. */
const COST_ACCOUNTS = new Set(['Cost of Goods Sold', 'Expense', 'Other Expense']);

const NO_JOB = 'no customer:job on the line';
const OTHER_JOB = 'a customer:job that no project of the company settings names';

/** Cost that journal entries put on one project (labour, accruals, reclassifications). Debits are positive; minor units. */
export interface EntryCost {
	place: Place & { books: string };
	minor: Minor;
	entries: BooksTransactionRecord[];
}

/** Lines of journal entries on cost accounts, by project, and those that belong to no row. */
export interface EntryCosts {
	rows: EntryCost[];
	excluded: Array<{ books: string; why: string; minor: Minor }>;
}

/** Journal entries that count: not deleted, up to the day of the report, in its currency. */
export function countedEntries(source: ReconciliationSource): BooksTransactionRecord[] {
	return source.transactions.filter(
		({ type, deleted, date, currency }) =>
			type === 'journal_entry' &&
			deleted !== true &&
			date <= source.asOf &&
			isOwn(currency, source),
	);
}

/** Cost accounts of all company files, `books id`. */
export function costAccounts({ accounts }: ReconciliationSource): ReadonlySet<string> {
	return new Set(
		accounts
			.filter(({ accountType }) => COST_ACCOUNTS.has(accountType))
			.map(({ books, id }) => `${books} ${id}`),
	);
}

/** Puts the cost lines of journal entries into the rows of their projects. */
export function entryCosts(source: ReconciliationSource, places: Places): EntryCosts {
	const { currency } = source.settings;
	const costs = costAccounts(source);
	const rows = new Map<string, EntryCost>();
	const excluded: EntryCosts['excluded'] = [];
	for (const entry of countedEntries(source)) {
		const { books } = entry;
		for (const { account, job, amount } of entry.lines) {
			if (!costs.has(`${books} ${account ?? ''}`)) continue;
			const minor = toMinor(amount, currency);
			const project = job === undefined ? undefined : places.projectOfJob(books, job);
			if (project === undefined) {
				excluded.push({ books, why: job === undefined ? NO_JOB : OTHER_JOB, minor });
				continue;
			}
			const key = `${books} ${project}`;
			const place = { books, project, entries: true as const };
			const row: EntryCost = rows.get(key) ?? { place, minor: 0, entries: [] };
			row.minor += minor;
			if (row.entries.at(-1) !== entry) row.entries.push(entry);
			rows.set(key, row);
		}
	}
	return { rows: [...rows.values()], excluded };
}
