import { formatAmount, sumAmounts } from '../documents/money';
import type { BooksTransactionRecord } from '../documents/records';
import { companySettingsSchema } from '../documents/settings';
import type { Ledger } from '../ledger/ledger';
import { jobProjects } from './job-projects';
import type { PlanProblem } from './plan';

/**
 * Money that was given back to an owner: cheques, cards and cash charged to the accounts receivable of
 * a project's customer:job. The project system's payments received are not known to take a refund, so
 * each is shown to a person and none is written.
 *
 * @param billed projects (by id) of which owner invoices were carried to the books.
 */
export async function ownerRefunds(
	ledger: Pick<Ledger, 'list' | 'directory' | 'getSettings'>,
	billed: ReadonlySet<string>,
): Promise<PlanProblem[]> {
	if (billed.size === 0) return [];
	const settings = (await ledger.getSettings())?.settings ?? companySettingsSchema.parse({});
	const projectOf = jobProjects(await ledger.directory(), settings);
	const receivable = new Set(
		(await ledger.list('account'))
			.filter(({ accountType }) => accountType === 'Accounts Receivable')
			.map(({ books, id }) => `${books} ${id}`),
	);
	const expenses: BooksTransactionRecord[] = await ledger.list('expense');
	return expenses.flatMap((expense): PlanProblem[] => {
		const { books, id, number, date, lines, deleted } = expense;
		if (deleted === true) return [];
		const back = lines.filter(({ account }) => receivable.has(`${books} ${account ?? ''}`));
		const projects = back.map(({ job }) => projectOf(books, job, date)?.project);
		const project = projects.find((one) => one !== undefined && billed.has(one.id));
		if (project === undefined) return [];
		const currency = expense.currency ?? settings.currency;
		const amount = sumAmounts(
			back.filter((_, index) => projects[index]?.id === project.id).map((line) => line.amount),
			currency,
		);
		if (amount <= 0) return [];
		const label = `Refund ${number ?? id} of ${date}`;
		return [
			{
				key: `payment_received:${books}:refund:${id}`,
				subject: { type: 'expense', id, label },
				sentence: `${label} gives ${formatAmount(amount, currency)} back to the owner of project ${project.number ?? project.name}, and the payments received in the project system still count it.`,
				remedy:
					'Correct the payments on the prime contract in the project system by hand, then close the task.',
				amount,
				currency,
				books,
				project: project.id,
			},
		];
	});
}
