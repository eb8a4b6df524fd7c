import type { Cell } from 'write-excel-file/node';
import { type Amount, sumAmounts } from '../documents/money';
import { groupBy } from './group-by';
import { columnsOf } from './page-projects';
import type { Reconciliation, ReconciliationRow } from './row';
import { count, head, label, money } from './workbook-cells';

type Sheet = Array<Array<Cell | null>>;

/** Owner side against cost, a project each. */
export function projects({ projects: list, currency }: Reconciliation): Sheet {
	const columns = columnsOf(list, currency);
	return [
		columns.map(({ header, kind }) => head(kind === 'percent' ? `${header}, %` : header)),
		...list.map((project) =>
			columns.map(({ kind, value }) => {
				const found = value(project);
				if (typeof found === 'string') return label(found);
				return kind === 'money' ? money(found) : count(found);
			}),
		),
	];
}

const VENDOR_SUMS: ReadonlyArray<[string, (row: ReconciliationRow) => Amount | undefined]> = [
	['Revised', ({ revised }) => revised],
	['Approved in Procore', ({ approved }) => approved],
	['Bills in QuickBooks', ({ posted }) => posted],
	['Credits in QuickBooks', ({ credits }) => credits],
	['Checks and cards', ({ expenses }) => expenses],
	['d3', ({ billedGap }) => billedGap],
	['Paid in QuickBooks', ({ paidInBooks }) => paidInBooks],
	['Open payables', ({ openPayables }) => openPayables],
];

/** The rows' sums by vendor and company file. */
export function vendors({ rows, currency }: Reconciliation): Sheet {
	const byVendor = groupBy(rows, (row) =>
		row.vendorName === undefined
			? undefined
			: JSON.stringify([row.vendorName, row.booksName ?? row.books ?? '']),
	);
	return [
		['Vendor', 'Books', ...VENDOR_SUMS.map(([name]) => name)].map(head),
		...[...byVendor.values()]
			.sort(([a], [b]) => (a?.vendorName ?? '').localeCompare(b?.vendorName ?? '', 'en'))
			.map((own) => [
				label(own[0]?.vendorName),
				label(own[0]?.booksName ?? own[0]?.books),
				...VENDOR_SUMS.map(([, value]) => money(sumAmounts(own.map(value), currency))),
			]),
	];
}

/** What people released in the month, and the papers that are missing. */
export function reviews(rows: readonly ReconciliationRow[]): Sheet {
	const keys = (row: ReconciliationRow) => [
		label(row.projectNumber ?? row.projectName),
		label(row.vendorName),
		label(row.number),
	];
	return [
		['Project', 'Vendor', 'Commitment', 'What', 'About', 'Day', 'Amount', 'By', 'Reason'].map(head),
		...rows.flatMap((row) =>
			row.overrides.map((one) => [
				...keys(row),
				label('Released by a person'),
				label(one.label),
				label(one.day),
				money(one.amount),
				label(one.by),
				label(one.reason),
			]),
		),
		...rows.flatMap((row) =>
			(row.waiversMissing ?? []).map(({ label: about, period, paid }) => [
				...keys(row),
				label(paid ? 'Unconditional waiver missing' : 'Waiver missing'),
				label(about),
				label(period),
			]),
		),
		...rows.flatMap((row) =>
			row.insurance === undefined || row.insurance === 'in force'
				? []
				: [
						[
							...keys(row),
							label(`Insurance ${row.insurance}`),
							label(row.vendorName),
							label(row.insuranceUntil),
						],
					],
		),
	];
}
