import { formatAmount, sumAmounts } from '../documents/money';
import { COLUMNS, type Column } from './columns';
import { escapeHtml } from './escape-html';
import { type Bar, barChart } from './page-charts';
import { STYLE } from './page-style';
import { needsSomebody, type Reconciliation, type ReconciliationRow } from './row';
import { tieLines } from './tie-out';

/** Columns of the printed table; the workbook has all. */
const PRINTED = [
	'Class',
	'Commitment',
	'Vendor',
	'Revised',
	'Approved in Procore',
	'Bills in QuickBooks',
	'd3 approved - bills net of credits',
	'd4 Procore - QuickBooks',
	'd6 Procore - QuickBooks',
	'Billed of revised, %',
	'Balance to bill',
];

/**
 * The report as one HTML page that needs nothing else: no script, no outside source (its
 * Content-Security-Policy says so), readable on paper. Everything from outside is escaped.
 */
export function reconciliationPage(report: Reconciliation): string {
	const { rows, asOf, currency } = report;
	const open = rows.filter(needsSomebody);
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
<p>As of <strong>${escapeHtml(asOf)}</strong>. Facts of Procore read ${age(report.ages.projects)}, of QuickBooks ${age(report.ages.books)}. Amounts in ${escapeHtml(currency)}, gross of retainage unless said otherwise. A gap is Procore less QuickBooks.</p>
${classes(report)}
<h2>Projects</h2>
<p class="legend"><span class="revised"></span>revised commitments <span class="billed"></span>billed in QuickBooks <span class="paid"></span>paid</p>
${barChart('Revised, billed and paid by project', projectBars(rows, currency), currency)}
<h2>To clear (${open.length})</h2>
${open.length === 0 ? '<p>Nothing: both sides agree, or what differs is in flight.</p>' : `<ol>${open.map((row) => item(row)).join('')}</ol>`}
<h2>Commitments</h2>
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

function classes({ classes: list, currency, rows }: Reconciliation): string {
	const cards = list.map(
		(one) =>
			`<li class="${one.class === 'OK' ? 'ok' : one.class === 'TIMING' ? 'timing' : 'open'}"><b>${one.rows}</b> ${escapeHtml(one.class)}<small>gap ${escapeHtml(formatAmount(one.gap, currency))}</small></li>`,
	);
	return `<p>${rows.length} rows.</p><ul class="cards">${cards.join('')}</ul>`;
}

function projectBars(rows: readonly ReconciliationRow[], currency: string): Bar[] {
	const names = new Map<string, ReconciliationRow[]>();
	for (const row of rows) {
		const name = [row.projectNumber, row.projectName].filter(Boolean).join(' ') || 'No project';
		names.set(name, [...(names.get(name) ?? []), row]);
	}
	return [...names].map(([label, own]) => ({
		label,
		printed: 'billed',
		parts: [
			{
				name: 'revised',
				amount: sumAmounts(
					own.map((row) => row.revised),
					currency,
				),
				color: '#b9c7d8',
			},
			{
				name: 'billed',
				amount: sumAmounts(
					own.flatMap((row) => [row.posted, -row.credits]),
					currency,
				),
				color: '#2f6f9f',
			},
			{
				name: 'paid',
				amount: sumAmounts(
					own.map((row) => row.paidInBooks),
					currency,
				),
				color: '#1b3a57',
			},
		],
	}));
}

function item(row: ReconciliationRow): string {
	const where = [row.projectNumber, row.number ?? 'uncommitted', row.vendorName]
		.filter((part) => part !== undefined && part !== '')
		.join(' · ');
	const why = row.differences.map(
		(one) => `<li><b>${escapeHtml(one.class)}</b> ${escapeHtml(one.why)}</li>`,
	);
	return `<li><strong>${escapeHtml(where)}</strong><ul>${why.join('')}</ul></li>`;
}

function table(rows: readonly ReconciliationRow[], currency: string): string {
	const columns = PRINTED.flatMap((header) => COLUMNS.find((one) => one.header === header) ?? []);
	const head = columns.map(
		({ header, group, kind }) =>
			`<th scope="col" class="${kind}"><small>${escapeHtml(group)}</small>${escapeHtml(header)}</th>`,
	);
	const body = rows.map(
		(row) => `<tr>${columns.map((column) => cell(column, row, currency)).join('')}</tr>`,
	);
	return `<div class="wide" tabindex="0" role="region" aria-label="Commitments"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function cell({ kind, value }: Column, row: ReconciliationRow, currency: string): string {
	const found = value(row);
	const shown =
		found === undefined
			? ''
			: kind === 'money' && typeof found === 'number'
				? formatAmount(found, currency)
				: String(found);
	const negative = typeof found === 'number' && found < 0 ? ' negative' : '';
	return `<td class="${kind}${negative}">${escapeHtml(shown)}</td>`;
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
