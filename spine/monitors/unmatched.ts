import { fromMinor, toMinor } from '../documents/money';
import { groupBy } from '../reconciliation/group-by';
import type { Difference, ReconciliationClass, ReconciliationRow } from '../reconciliation/row';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { count, money } from './words';

/** Classes of the month-end report that are about single invoices and bills, and what each says of several. */
const CLASSES: ReadonlyArray<{
	class: ReconciliationClass;
	says: string;
	remedy: string;
}> = [
	{
		class: 'MISSING-IN-QB',
		says: 'approved in Procore without a bill in QuickBooks',
		remedy: 'Post them, or take the approval back.',
	},
	{
		class: 'MISSING-IN-PROCORE',
		says: 'in QuickBooks without an approved invoice in Procore',
		remedy: 'Enter the subcontractor invoices in Procore, or void the bills.',
	},
	{
		class: 'AMOUNT',
		says: 'of another amount in Procore than in QuickBooks',
		remedy: 'Correct the side that is wrong; a paid bill by a credit.',
	},
	{
		class: 'WRONG-VENDOR',
		says: 'under another vendor in QuickBooks than the commitment’s',
		remedy: 'Link the vendors, or move the bills.',
	},
	{
		class: 'WRONG-JOB',
		says: 'on a customer:job in QuickBooks that is not the project’s',
		remedy: 'Change the job on these lines.',
	},
];

/** A row's differences that are about single records; those that another monitor tells of are left to it. */
function ownDifferences(row: ReconciliationRow, ours: ReadonlySet<string>): Difference[] {
	return row.differences.filter(
		({ class: one, transaction, requisition }) =>
			(transaction !== undefined || requisition !== undefined) &&
			!(one === 'AMOUNT' && ours.has(`${row.books ?? ''} ${transaction ?? ''}`)),
	);
}

function look(facts: MonitorFacts): Trouble[] {
	const { report, source, postings } = facts;
	const { currency } = source.settings;
	const ours = new Set(
		postings.flatMap(({ books, outcome }) =>
			outcome !== undefined && 'id' in outcome ? [`${books} ${outcome.id}`] : [],
		),
	);
	return report.rows.flatMap((row): Trouble[] => {
		if (row.commitment === undefined) return [];
		const byClass = groupBy(ownDifferences(row, ours), ({ class: one }) => one);
		const name = `${row.vendorName ?? 'a vendor'} on ${row.number ?? row.commitment}${row.projectName === undefined ? '' : ` (${row.projectName})`}`;
		return CLASSES.flatMap(({ class: one, says, remedy }): Trouble[] => {
			const found = byClass.get(one) ?? [];
			const [first] = found;
			if (first === undefined) return [];
			const sum = found.reduce(
				(total, { amount }) => total + Math.abs(toMinor(amount ?? 0, currency)),
				0,
			);
			const what = found.some(({ transaction }) => transaction === undefined) ? 'invoice' : 'bill';
			const worth = sum === 0 ? '' : ` for ${money(facts, sum)}`;
			return [
				{
					at: `${row.commitment ?? ''}:${one}`,
					subject: {
						type: 'commitment',
						id: row.commitment ?? '',
						label: `commitment ${row.number ?? row.commitment ?? ''}`,
					},
					sentence:
						found.length === 1
							? `${name}: ${first.why}`
							: `${name}: ${count(found.length, what)}${worth} ${says}.`,
					remedy,
					amount: fromMinor(sum, currency),
					commitment: row.commitment ?? '',
					...(row.project === undefined ? {} : { project: row.project }),
					...(row.vendor === undefined ? {} : { vendor: row.vendor }),
					...(row.books === undefined ? {} : { books: row.books }),
					details: { class: one, items: found },
				},
			];
		});
	});
}

export const unmatched: Monitor = {
	id: 'SY-09',
	version: 1,
	title: 'Invoices and bills that the other system does not know',
	description:
		'Takes the rows of the month-end report as of today: per commitment, approved invoices of Procore without a bill, bills without an approved invoice, pairs of another amount, bills under another vendor or job. What is younger than the days in flight (5 business days unless said otherwise) is not missed yet. One task for each commitment and kind of difference, with the items in its details. Pairs whose bill was posted from here and whose amount changed are left to SY-02 and SY-04.',
	remedy: 'Enter what is missing on the side that lacks it, or void what has no counterpart.',
	reads: 'the rows of the month-end report',
	severity: 'WARN',
	needs: ['projects', 'books'],
	look,
};
