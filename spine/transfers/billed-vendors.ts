import type { BooksOf } from '../documents/project-books';
import type { BooksTransactionRecord } from '../documents/records';
import type { Directory } from '../identity/identity';
import type { PlanSource } from './plan';

/** Transactions by which a vendor costs a job something. */
const COSTS = ['bill', 'expense'] as const;

/**
 * Vendors of the books with bills or expenses on jobs of our projects, by company file and id, with the
 * reason in words (`2 bills or expenses on 2301 River Depot`).
 */
export async function billedVendors(
	{ ledger, projects }: PlanSource,
	directory: Directory,
	placed: BooksOf,
): Promise<Map<string, string>> {
	const names = new Map(
		directory.projects.map(({ id, number, name }) => [
			id,
			[number, name].filter(Boolean).join(' '),
		]),
	);
	const jobs = new Map<string, string>();
	for (const { books, id } of directory.jobs) {
		const project = placed.projectOfJob(books, id);
		if (project !== undefined && (projects === undefined || projects.includes(project))) {
			jobs.set(`${books} ${id}`, project);
		}
	}
	const counted = new Map<string, { count: number; on: string }>();
	for (const type of COSTS) {
		const transactions: BooksTransactionRecord[] = await ledger.list(type);
		for (const one of transactions) {
			if (one.deleted === true || one.vendor === undefined) continue;
			const on = one.lines
				.map(({ job }) => jobs.get(`${one.books} ${job ?? ''}`))
				.find((project) => project !== undefined);
			if (on === undefined) continue;
			const key = `${one.books} ${one.vendor}`;
			counted.set(key, { count: (counted.get(key)?.count ?? 0) + 1, on });
		}
	}
	return new Map(
		[...counted].map(([key, { count, on }]) => [
			key,
			`${count} ${count === 1 ? 'bill or expense' : 'bills or expenses'} on ${names.get(on) ?? on}`,
		]),
	);
}
