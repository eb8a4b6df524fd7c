import { formatAmount } from '../documents/money';
import { percent } from './compare-pilot';
import { escapeHtml } from './escape-html';
import { STYLE } from './page-style';
import type { PilotReport, PilotRow, PilotStanding } from './pilot';

/** Most documents in one list of the page; the items have all. */
const MOST = 500;

const WORDS: ReadonlyArray<[PilotStanding, string, 'ok' | 'timing' | 'open']> = [
	['agreed', 'as people posted', 'ok'],
	['differs', 'otherwise than people posted', 'open'],
	['would_hold', 'posted by people, stopped by the gate', 'open'],
	['gate_only', 'passed by the gate, not entered by people', 'timing'],
	['both_stopped', 'stopped by the gate, not entered by people', 'ok'],
	['waiting', 'people may still enter', 'timing'],
];

/**
 * The pilot as one HTML page that needs nothing else: no script, no outside source (its
 * Content-Security-Policy says so), readable on paper. Everything from outside is escaped.
 */
export function pilotPage(report: PilotReport): string {
	const { from, until, compared, agreed, agreement, wouldHold, currency } = report;
	const period =
		from === undefined || until === undefined
			? 'No document was judged yet'
			: `${from} to ${until}`;
	const rate = agreement === undefined ? 'nothing to compare yet' : percent(agreement);
	const of = (standing: PilotStanding) => report.rows.filter((row) => row.standing === standing);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pilot: the gate beside people</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Pilot: the gate beside people</h1>
<p>${escapeHtml(period)}. The gate judged ${report.documents} documents that ask for money and posted none of them; people entered their bills as ever. Amounts in ${escapeHtml(currency)}.</p>
<h2>Agreement: ${escapeHtml(rate)}</h2>
<p>Of ${compared} documents that the gate would have posted and people did, ${agreed} agree in vendor, number, date, total, account or item, job and class.</p>
<ul class="cards">${WORDS.map(([standing, words, tone]) => `<li class="${tone}"><b>${report.standings[standing]}</b> ${escapeHtml(words)}</li>`).join('')}</ul>
${fields(report)}
<h2>May the gate post by itself?</h2>
<table><tbody>${report.conditions.map(({ condition, met, says }) => `<tr><th>${escapeHtml(condition)}</th><td>${met ? 'met' : 'not met'}</td><td>${escapeHtml(says)}</td></tr>`).join('')}<tr><th>Signed by the controller</th><td>________________</td><td>${report.ready ? 'The figures allow it.' : 'Not before every line above is met.'}</td></tr></tbody></table>
<p>Time: ${report.agreed} agreed documents at ${report.minutesPerBill} minutes each by hand come to ${(Math.round(report.savedMinutes / 6) / 10).toFixed(1)} hours. The minutes are an assumption; set them to what you measure.</p>
<h2>It would have held these (${wouldHold.documents})</h2>
<p>People posted them. What the gate did not support of them comes to ${escapeHtml(formatAmount(wouldHold.unsupported, currency))}.</p>
${list(of('would_hold'), report, ({ findings }) => findings.map(({ rule, message }) => `${rule}: ${message}`))}
<h2>Disagreements (${report.standings.differs})</h2>
${list(of('differs'), report, ({ differences }) => differences.map(({ field, gate, people }) => `${field}: the gate ${gate}, people ${people}`))}
<h2>Passed, and not entered by people (${report.standings.gate_only})</h2>
${list(of('gate_only'), report, () => ['No bill for it stands in the books, under this vendor or another. Ask why: it may be a mistake of the gate, or one of people.'])}
<p>${report.peopleOnly.bills} bills for ${escapeHtml(formatAmount(report.peopleOnly.total, currency))} were entered in this time for which no document was seen.</p>
</main>
</body>
</html>
`;
}

function fields({ fields: list }: PilotReport): string {
	const rows = list.map(
		({ field, compared, agreed, rate }) =>
			`<tr><th>${escapeHtml(field)}${field === 'lines' ? '<small>shown, does not count</small>' : ''}</th><td class="number">${compared}</td><td class="number">${agreed}</td><td class="percent">${rate === undefined ? 'not compared' : escapeHtml(percent(rate))}</td></tr>`,
	);
	return `<table><thead><tr><th>Field</th><th class="number">Compared</th><th class="number">Agree</th><th class="percent">Agreement</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function list(
	rows: readonly PilotRow[],
	{ currency }: PilotReport,
	why: (row: PilotRow) => string[],
): string {
	if (rows.length === 0) return '<p>None.</p>';
	const shown = rows.slice(0, MOST).map((row) => {
		const amount = row.total === undefined ? '' : formatAmount(row.total, currency);
		const theirs = row.billTotal === undefined ? '' : formatAmount(row.billTotal, currency);
		return `<tr><td>${escapeHtml(row.vendor ?? 'unknown')}</td><td>${escapeHtml(row.number ?? 'none')}</td><td>${escapeHtml(row.date ?? '')}</td><td class="money">${escapeHtml(amount)}</td><td class="money">${escapeHtml(theirs)}</td><td>${why(row).map(escapeHtml).join('<br>')}</td></tr>`;
	});
	const more = rows.length > MOST ? `<p>and ${rows.length - MOST} more</p>` : '';
	return `<div class="wide"><table><thead><tr><th>Vendor</th><th>Number</th><th>Date</th><th class="money">Gate</th><th class="money">People</th><th>Why</th></tr></thead><tbody>${shown.join('')}</tbody></table></div>${more}`;
}
