import { addBusinessDays } from '../documents/dates';
import { fromMinor, toMinor } from '../documents/money';
import { groupBy } from '../reconciliation/group-by';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { money } from './words';

/** Payments on the bills of each commitment, by commitment id. */
function booksPayments({ source }: MonitorFacts) {
	const commitments = new Map(
		source.claims.flatMap(({ books, booksId, commitment }): Array<[string, string]> =>
			booksId === undefined || commitment === undefined
				? []
				: [[`${books ?? ''} ${booksId}`, commitment]],
		),
	);
	const applied = source.billPayments
		.filter(({ deleted, voided }) => deleted !== true && voided !== true)
		.flatMap(({ books, id, date, number, applied: parts }) =>
			parts.map(({ transaction, type, amount }) => ({
				payment: number ?? id,
				date,
				bill: transaction,
				amount,
				commitment: commitments.get(
					`${books} ${type === 'vendor_credit' ? `credit:${transaction}` : transaction}`,
				),
			})),
		);
	return groupBy(applied, ({ commitment }) => commitment);
}

/** Bill payments and commitment payments of one commitment side by side. */
function look(facts: MonitorFacts): Trouble[] {
	const { source, report, limits, today } = facts;
	const { currency } = source.settings;
	// A company that records no payments in the project system has one side only by choice.
	if (source.payments.every(({ deleted }) => deleted === true)) return [];
	const inBooks = booksPayments(facts);
	const inProjects = groupBy(
		source.payments.filter(({ deleted }) => deleted !== true),
		({ commitment }) => commitment,
	);
	const isRecent = ({ date }: { date?: string | undefined }) =>
		date !== undefined && addBusinessDays(date, limits.daysInFlight) >= today;
	return report.rows.flatMap((row): Trouble[] => {
		const gap = toMinor(row.paidGap, currency);
		if (row.commitment === undefined || gap === 0) return [];
		const books = inBooks.get(row.commitment) ?? [];
		const projects = inProjects.get(row.commitment) ?? [];
		const sum = (list: ReadonlyArray<{ amount: number }>) =>
			list.reduce((total, { amount }) => total + toMinor(amount, currency), 0);
		const settled =
			sum(projects.filter((one) => !isRecent(one))) - sum(books.filter((one) => !isRecent(one)));
		if (settled === 0 || sum(projects.filter((one) => !isRecent(one))) === sum(books)) return [];
		const where =
			row.paidInProjects === 0
				? 'Only QuickBooks knows of payments'
				: row.paidInBooks === 0
					? 'Only Procore knows of payments'
					: 'Payments differ';
		const label = `commitment ${row.number ?? row.commitment}`;
		return [
			{
				at: row.commitment,
				subject: { type: 'commitment', id: row.commitment, label },
				sentence: `${where} on ${label}${row.vendorName === undefined ? '' : ` of ${row.vendorName}`}: ${money(facts, toMinor(row.paidInBooks, currency))} in QuickBooks, ${money(facts, toMinor(row.paidInProjects, currency))} in Procore, ${money(facts, Math.abs(gap))} apart.`,
				remedy:
					gap < 0
						? 'Record in Procore what was paid, or find the payment that belongs to another commitment.'
						: 'Find the payment in QuickBooks: it was voided, stands on another bill, or was never made.',
				amount: fromMinor(Math.abs(gap), currency),
				commitment: row.commitment,
				...(row.project === undefined ? {} : { project: row.project }),
				...(row.vendor === undefined ? {} : { vendor: row.vendor }),
				...(row.books === undefined ? {} : { books: row.books }),
				details: {
					inBooks: books.map(({ payment, date, bill, amount }) => ({
						payment,
						date,
						bill,
						amount,
					})),
					inProjects: projects.map(({ id, date, amount, invoiceNumber, checkNumber }) => ({
						id,
						date,
						amount,
						invoiceNumber,
						checkNumber,
					})),
				},
			},
		];
	});
}

export const payments: Monitor = {
	id: 'SY-05',
	version: 1,
	title: 'Payments that the two systems do not agree on',
	description:
		'Adds up, commitment by commitment, what bill payments paid on its bills and credits in QuickBooks and what Procore records as payments issued: one payment over several bills counts on each by its part, partial payments by what was paid, voided ones not at all. Payments of the last business days (5 unless said otherwise) may still be on their way and are not missed. A company that records no payments in Procore at all is not asked for any.',
	remedy:
		'Record in Procore what was paid, or find the payment in QuickBooks that was voided or stands on another bill.',
	reads: 'bill payments of the books, commitment payments of the project system, claims',
	severity: 'WARN',
	needs: ['projects', 'books'],
	look,
};
