/** Style of the report's page: plain on screen, dark ink on paper. */
export const STYLE = `
:root { color-scheme: light; }
body { margin: 0; font: 15px/1.45 system-ui, sans-serif; color: #1d2733; background: #fff; }
main { max-width: 1180px; margin: 0 auto; padding: 24px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 28px 0 8px; border-bottom: 1px solid #cdd6e0; }
ul.cards { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
ul.cards li { border: 1px solid #cdd6e0; border-left-width: 6px; border-radius: 4px; padding: 6px 12px; }
ul.cards li.ok { border-left-color: #2b7a4b; }
ul.cards li.timing { border-left-color: #a06b00; }
ul.cards li.open { border-left-color: #b3261e; }
ul.cards b { font-size: 20px; }
ul.cards small { display: block; color: #4a5766; }
h3 { font-size: 15px; margin: 16px 0 4px; }
dl.figures { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 12px 0; }
dl.figures dt { color: #4a5766; font-size: 13px; }
dl.figures dd { margin: 0; font-size: 20px; font-variant-numeric: tabular-nums; }
tfoot td { font-weight: 600; border-top: 2px solid #8b98a7; border-bottom: 0; }
svg { width: 100%; max-width: 860px; font-size: 12px; }
.legend span { display: inline-block; width: 12px; height: 12px; margin: 0 4px 0 12px; }
.legend .revised { background: #b9c7d8; }
.legend .billed { background: #2f6f9f; }
.legend .owner { background: #8a6d1f; }
.legend .paid { background: #1b3a57; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid #e3e9ef; vertical-align: top; }
th small { display: block; color: #4a5766; font-weight: normal; }
.money, .number, .percent { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.money, th.number, th.percent { white-space: normal; }
.negative { color: #a11d16; }
@media print {
	@page { size: landscape; margin: 12mm; }
	main { max-width: none; padding: 0; }
	tr, li, svg { break-inside: avoid; }
	h2, h3, .legend { break-after: avoid; }
	thead { display: table-header-group; }
	.wide { overflow: visible; }
	table { font-size: 10px; }
}
`;
