import { type Minor, toMinor } from '../documents/money';
import { groupBy } from './group-by';
import type { OwnerBilling } from './owner';
import type { Places } from './places';
import { countedInvoices, projectOf } from './positions';
import type { ReconciliationRow, TieOut } from './row';
import type { ReconciliationSource } from './source';
import { balanceOf, namesOf, tie } from './tie';
import { outsideInvoices } from './unapplied';

const NO_PROJECT = 'invoices to customers that are no job of a project';

/**
 * Ties the owner side: what the rows carry of owner invoices to the approved ones as a whole, and the
 * open invoices of the projects to the accounts receivable. Nothing where no owner is billed.
 */
export function ownerTies(
	source: ReconciliationSource,
	places: Places,
	rows: readonly ReconciliationRow[],
	owners: OwnerBilling,
): TieOut[] {
	const { currency } = source.settings;
	const billed = groupBy([...owners.billed], ([project]) => places.booksOfProject(project) ?? '');
	const files = new Set([...billed.keys(), ...source.invoices.map(({ books }) => books)]);
	return [...files].sort().flatMap((books) => {
		const projects = new Map(billed.get(books) ?? []);
		return [
			...(projects.size === 0 ? [] : [billing(books, projects, rows, owners, currency)]),
			...receivables(source, books, places),
		];
	});
}

function billing(
	books: string,
	projects: ReadonlyMap<string, Minor>,
	rows: readonly ReconciliationRow[],
	{ excluded }: OwnerBilling,
	currency: string,
): TieOut {
	const inReport = rows
		.filter(({ project }) => projects.has(project ?? ''))
		.reduce((sum, { ownerBilled }) => sum + toMinor(ownerBilled ?? 0, currency), 0);
	return tie(
		{ books, what: 'owner billing' },
		{
			inReport,
			excluded: excluded.filter(({ project }) => projects.has(project)),
			inBooks: [...projects.values()].reduce((sum, minor) => sum + minor, 0),
		},
		currency,
	);
}

function receivables(source: ReconciliationSource, books: string, places: Places): TieOut[] {
	const { currency } = source.settings;
	const accounts = source.accounts.filter(
		(account) => account.books === books && account.accountType === 'Accounts Receivable',
	);
	const invoices = countedInvoices(source).filter((one) => one.books === books);
	if (invoices.length === 0) return [];
	const open = invoices.map((invoice) => ({
		minor: toMinor(invoice.balance ?? 0, currency),
		ours: projectOf(invoice, places) !== undefined,
	}));
	return [
		tie(
			{ books, what: 'receivables', ...namesOf(accounts) },
			{
				inReport: open.reduce((sum, { minor, ours }) => sum + (ours ? minor : 0), 0),
				excluded: [
					...open.flatMap(({ minor, ours }) => (ours ? [] : [{ why: NO_PROJECT, minor }])),
					...outsideInvoices(source, books, new Set(accounts.map(({ id }) => id))),
				],
				inBooks: balanceOf(accounts, currency),
			},
			currency,
		),
	];
}
