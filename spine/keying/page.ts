import { formatAmount } from '../documents/money';
import { escapeHtml } from '../reconciliation/escape-html';
import { remarksOf } from './columns';
import type { KeyingBill } from './bill';
import type { KeyingSheet } from './sheet';

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; font: 15px/1.45 system-ui, sans-serif; color: #1d2733; background: #fff; }
main { max-width: 1080px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 28px 0 8px; border-bottom: 1px solid #cdd6e0; }
section.bill { border: 1px solid #cdd6e0; border-radius: 4px; padding: 8px 14px; margin: 12px 0; break-inside: avoid; }
section.bill h3 { font-size: 16px; margin: 0 0 4px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 12px; margin: 0 0 6px; }
dt { color: #4a5766; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid #e3e9ef; vertical-align: top; overflow-wrap: anywhere; }
.money { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.remark { border-left: 4px solid #a06b00; padding-left: 8px; }
.box { display: inline-block; width: 13px; height: 13px; border: 1.5px solid #1d2733; margin-right: 8px; }
@media print { @page { margin: 12mm; } main { max-width: none; padding: 0; } thead { display: table-header-group; } }
`;

/**
 * The sheet as one HTML page to print and tick off: no script, no outside source (its
 * Content-Security-Policy says so). Everything from outside is escaped.
 */
export function keyingPage(sheet: KeyingSheet): string {
	const { bills, totals, waiting, miskeyed, ages, madeAt } = sheet;
	const sums = totals.map(
		({ currency, bills: count, credits, total }) =>
			`<li>${count} bills${credits === 0 ? '' : ` and ${credits} vendor credits`}, together <strong>${money(total, currency)}</strong></li>`,
	);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bills to key ${escapeHtml(madeAt.slice(0, 10))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Bills to key</h1>
<p>Made ${when(madeAt)}. Commitments known as of ${when(ages.projects)}, the books as of ${when(ages.books)}. Key the memo as it is printed: by it the next list of transactions tells that a bill was keyed.</p>
${bills.length === 0 ? '<p>Nothing is to be keyed.</p>' : `<ul>${sums.join('')}</ul>`}
${bills.map(billSection).join('\n')}
${miskeyed.length === 0 ? '' : `<h2>Keyed with another amount (${miskeyed.length})</h2>${miskeyedTable(sheet)}`}
<h2>Not to be keyed yet (${waiting.length})</h2>
${waiting.length === 0 ? '<p>Nothing waits.</p>' : waitingTable(sheet)}
</main>
</body>
</html>
`;
}

const money = (amount: number | undefined, currency: string): string =>
	amount === undefined ? '' : escapeHtml(formatAmount(amount, currency));

const when = (instant: string | undefined): string =>
	instant === undefined ? 'never' : escapeHtml(`${instant.slice(0, 16).replace('T', ' ')} UTC`);

function billSection(bill: KeyingBill): string {
	const { entity, vendor, number, date, terms, dueDate, memo, total, currency, payableAccount } =
		bill;
	const facts: Array<[string, string | undefined]> = [
		['Bill date', date],
		['Terms', terms],
		['Due date', dueDate],
		['Payable account', payableAccount],
		['Memo', memo],
	];
	const remark = remarksOf(bill);
	return `<section class="bill">
<h3><span class="box"></span>${escapeHtml(vendor)}, ${entity === 'Bill' ? 'bill' : 'vendor credit'} ${escapeHtml(number)}: ${money(total, currency)}</h3>
<dl>${facts.map(([name, value]) => (value === undefined || value === '' ? '' : `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`)).join('')}</dl>
${remark === undefined ? '' : `<p class="remark">${escapeHtml(remark)}</p>`}
<table><thead><tr><th>Account or item</th><th>Description</th><th>Customer:Job</th><th>Class</th><th class="money">Amount</th></tr></thead>
<tbody>${bill.lines
		.map(
			(line) =>
				`<tr><td>${escapeHtml(line.item ?? line.account ?? '')}</td><td>${escapeHtml(line.description)}</td><td>${escapeHtml(line.customerJob ?? '')}</td><td>${escapeHtml(line.class ?? '')}</td><td class="money">${money(line.amount, currency)}</td></tr>`,
		)
		.join('')}</tbody></table>
</section>`;
}

function miskeyedTable({ miskeyed }: KeyingSheet): string {
	const rows = miskeyed.map(
		(one) =>
			`<tr><td>${escapeHtml(one.vendor)}</td><td>${escapeHtml(one.number)}</td><td class="money">${money(one.released, one.currency)}</td><td class="money">${money(one.keyed, one.currency)}</td><td class="money">${money(one.difference, one.currency)}</td></tr>`,
	);
	return `<table><thead><tr><th>Vendor</th><th>Number</th><th class="money">Released</th><th class="money">Keyed</th><th class="money">Difference</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function waitingTable({ waiting }: KeyingSheet): string {
	const rows = waiting.map(
		(one) =>
			`<tr><td>${escapeHtml(one.vendor)}</td><td>${escapeHtml(one.number)}</td><td class="money">${money(one.asked, one.currency)}</td><td class="money">${money(one.supported, one.currency)}</td><td>${escapeHtml(one.why)}<br>${escapeHtml(one.action)}</td></tr>`,
	);
	return `<table><thead><tr><th>Vendor</th><th>Number</th><th class="money">Asked</th><th class="money">Supported</th><th>Why, and what next</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
