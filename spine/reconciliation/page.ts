import { type Amount, formatAmount, sumAmounts } from '../documents/money';
import { COLUMNS, type Column } from './columns';
import { escapeHtml } from './escape-html';
import { MEANINGS } from './meanings';
import { projectsSection } from './page-projects';
import { overridesSection, papersSection } from './page-review';
import { STYLE } from './page-style';
import { pageTable } from './page-table';
import {
	needsSomebody,
	RECONCILIATION_CLASSES,
	type Reconciliation,
	type ReconciliationRow,
} from './row';
import { tieLines } from './tie';

/** Columns of the printed table; the workbook has all. */
const PRINTED = [
	'Class',
	'Project',
	'Commitment',
	'Vendor',
	'Revised',
	'Approved in Procore',
	'Bills in QuickBooks',
	'd3 approved - bills net of credits',
	'd4 Procore - QuickBooks',
	'd6 Procore - QuickBooks',
	'Billed of revised, %',
	'Open payables',
	'Over (under) the owner',
];

/**
 * The report as one HTML page that needs nothing else: no script, no outside source (its
 * Content-Security-Policy says so), readable on paper. Everything from outside is escaped.
 */
export function reconciliationPage(report: Reconciliation): string {
	const { rows, asOf, currency } = report;
	const open = rows.filter(needsSomebody).sort(byGravity);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Month-end reconciliation ${escapeHtml(asOf)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Month-end reconciliation</h1>
<p>${escapeHtml(report.entity)}, as of <strong>${escapeHtml(asOf)}</strong>. Facts of Procore read ${age(report.ages.projects)}, of QuickBooks ${age(report.ages.books)}. Amounts in ${escapeHtml(currency)}, gross of retainage unless said otherwise. A gap is Procore less QuickBooks.</p>
${figures(report)}
${classes(report)}
${projectsSection(report)}
<h2>To clear (${open.length})</h2>
${open.length === 0 ? '<p>Nothing: both sides agree, or what differs is in flight.</p>' : `<ol>${open.map((row) => item(row, currency)).join('')}</ol>`}
${overridesSection(report)}
${papersSection(report)}
<h2>Commitments (${rows.length})</h2>
<p>All columns are in the workbook.</p>
${table(rows, currency)}
<h2>Tie-out to the accounts</h2>
${report.ties.length === 0 ? '<p>The books hold no transactions yet.</p>' : ties(report)}
</main>
</body>
</html>
`;
}

const age = (instant: string | undefined): string =>
	instant === undefined ? 'never' : escapeHtml(`${instant.slice(0, 16).replace('T', ' ')} UTC`);

/** The gravest class first, in it the largest gap. */
function byGravity(a: ReconciliationRow, b: ReconciliationRow): number {
	const rank = (row: ReconciliationRow) => RECONCILIATION_CLASSES.indexOf(row.class);
	return rank(a) - rank(b) || Math.abs(b.billedGap) - Math.abs(a.billedGap);
}

/** The few sums that a month end is judged by. */
function figures({ rows, ties, currency }: Reconciliation): string {
	const total = (value: (row: ReconciliationRow) => ReadonlyArray<Amount | undefined>): string =>
		formatAmount(sumAmounts(rows.flatMap(value), currency), currency);
	const residues = ties.map(({ residue }) => residue);
	const residue = residues.every((one) => one === 0 || one === undefined)
		? 'none'
		: formatAmount(
				sumAmounts(
					residues.map((one) => Math.abs(one ?? 0)),
					currency,
				),
				currency,
			);
	const list: Array<[string, string]> = [
		['Revised commitments', total((row) => [row.revised])],
		['Billed in QuickBooks, net of credits', total((row) => [row.posted, -row.credits])],
		['Retainage in QuickBooks', total((row) => [row.retainageInBooks])],
		['Open payables', total((row) => [row.openPayables])],
		['Held by the gate', total((row) => [row.openHoldsAmount])],
		['Residue of the tie-out', residue],
	];
	return `<dl class="figures">${list.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;
}

function classes({ classes: list, currency, rows }: Reconciliation): string {
	const cards = list.map(
		(one) =>
			`<li class="${one.class === 'OK' ? 'ok' : needsSomebody(one) ? 'open' : 'timing'}"><b>${one.rows}</b> ${escapeHtml(one.class)}<small>${escapeHtml(MEANINGS[one.class])}</small><small>gap ${escapeHtml(formatAmount(one.gap, currency))}</small></li>`,
	);
	return `<p>${rows.length} rows, each under the gravest of its classes.</p><ul class="cards">${cards.join('')}</ul>`;
}

function item(row: ReconciliationRow, currency: string): string {
	const where = [row.projectNumber, row.number ?? 'uncommitted', row.vendorName]
		.filter((part) => part !== undefined && part !== '')
		.join(' · ');
	const why = row.differences.map(
		(one) => `<li><b>${escapeHtml(one.class)}</b> ${escapeHtml(one.why)}</li>`,
	);
	const gap = row.billedGap === 0 ? '' : ` gap ${formatAmount(row.billedGap, currency)}`;
	return `<li><strong>${escapeHtml(where)}</strong>${escapeHtml(gap)}<ul>${why.join('')}</ul></li>`;
}

function table(rows: readonly ReconciliationRow[], currency: string): string {
	const columns = PRINTED.flatMap((header) => COLUMNS.find((one) => one.header === header) ?? []);
	const totalled = columns.map((column) =>
		column.kind === 'money' ? { ...column, total: totalOf(column, rows, currency) } : column,
	);
	return pageTable('Commitments', totalled, rows, currency);
}

function totalOf({ value }: Column, rows: readonly ReconciliationRow[], currency: string): Amount {
	return sumAmounts(
		rows.flatMap((row) => {
			const found = value(row);
			return typeof found === 'number' ? [found] : [];
		}),
		currency,
	);
}

function ties({ ties: list, currency }: Reconciliation): string {
	const amount = (value: number | undefined) =>
		value === undefined ? 'not known' : formatAmount(value, currency);
	const rows = list.flatMap((tie) =>
		tieLines(tie).map(
			(line, index) =>
				`<tr><td>${index === 0 ? escapeHtml([tie.books, tie.what, tie.account].filter(Boolean).join(' · ')) : ''}</td><td>${escapeHtml(line.what)}${line.count === undefined ? '' : ` (${line.count})`}</td><td class="money${line.residue === true && line.amount !== 0 ? ' negative' : ''}">${escapeHtml(amount(line.amount))}</td></tr>`,
		),
	);
	return `<table><thead><tr><th scope="col">Books</th><th scope="col">What</th><th scope="col" class="money">Amount</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
