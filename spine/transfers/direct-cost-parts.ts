import { fromMinor, toMinor } from '../documents/money';
import type { BooksTransactionRecord, ProjectRecord } from '../documents/records';
import type { DirectCostIndex } from './direct-cost-index';

/** Most lines that the project system takes in one direct cost. */
const MOST_LINES = 100;

export type BooksLine = BooksTransactionRecord['lines'][number];

/** The part of a transaction that becomes one direct cost. */
export interface CostPart {
	transaction: BooksTransactionRecord;
	project: ProjectRecord;
	/** 1-based, in the project; further ones only where one would have too many lines. */
	number: number;
	/** How many parts the transaction has, over all projects. */
	of: number;
	/** Cost lines, signed: what a credit gives back is negative. */
	lines: BooksLine[];
	/** Why it is no cost of the project on its day, in a sentence without a remedy. */
	why?: string;
}

/**
 * Splits a transaction by the projects of its lines' jobs. Lines without a job, with a job that is no
 * project of ours, on the retainage account and of nothing are no job cost and are left out.
 */
export function partsByProject(
	transaction: BooksTransactionRecord,
	index: DirectCostIndex,
): CostPart[] {
	const { books, type, date } = transaction;
	const currency = index.settings.currency;
	const retainage = index.retainageAccounts(books);
	const byProject = new Map<string, Pick<CostPart, 'project' | 'lines' | 'why'>>();
	for (const line of transaction.lines) {
		const found = index.projectOfJob(books, line.job, date);
		const minor = toMinor(line.amount, currency);
		if (found === undefined || minor === 0 || retainage.has(line.account ?? '')) continue;
		const { project, why } = found;
		const signed = fromMinor(type === 'vendor_credit' ? -minor : minor, currency);
		const own = byProject.get(project.id) ?? { project, lines: [] };
		own.lines.push({ ...line, amount: signed });
		byProject.set(project.id, why === undefined ? own : { ...own, why });
	}
	const parts = [...byProject.values()]
		.sort((a, b) => (a.project.id < b.project.id ? -1 : 1))
		.flatMap(({ lines, ...rest }) =>
			Array.from({ length: Math.ceil(lines.length / MOST_LINES) }, (_, position) => ({
				...rest,
				transaction,
				number: position + 1,
				lines: lines.slice(position * MOST_LINES, (position + 1) * MOST_LINES),
			})),
		);
	return parts.map((part) => ({ ...part, of: parts.length }));
}
