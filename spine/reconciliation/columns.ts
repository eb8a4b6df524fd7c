import type { ReconciliationRow } from './row';

/** One column of the report, in the order people read it. */
export interface Column {
	group: string;
	header: string;
	kind: 'text' | 'money' | 'number' | 'percent';
	value: (row: ReconciliationRow) => string | number | undefined;
}

const text = (group: string, header: string, value: Column['value']): Column => ({
	group,
	header,
	kind: 'text',
	value,
});
const money = (group: string, header: string, value: Column['value']): Column => ({
	group,
	header,
	kind: 'money',
	value,
});
const number = (group: string, header: string, value: Column['value']): Column => ({
	group,
	header,
	kind: 'number',
	value,
});

const percent = (group: string, header: string, value: Column['value']): Column => ({
	group,
	header,
	kind: 'percent',
	value,
});

const yesNo = (flag: boolean | undefined): string | undefined =>
	flag === undefined ? undefined : flag ? 'yes' : 'no';

/** Columns of the report. A gap is the project system less the books. */
export const COLUMNS: readonly Column[] = [
	text('Result', 'Class', (row) => row.class),
	text('Keys', 'Company', (row) => row.entity),
	text('Keys', 'Books', (row) => row.booksName ?? row.books),
	text('Keys', 'Project', (row) => row.projectNumber),
	text('Keys', 'Project name', (row) => row.projectName),
	text('Keys', 'Vendor', (row) => row.vendorName),
	text('Keys', 'Vendor id in Procore', (row) => row.vendor),
	text('Keys', 'Vendor id in QuickBooks', (row) => row.booksVendor),
	text('Keys', 'Commitment', (row) => row.number),
	text('Keys', 'Type', (row) => row.kind?.replaceAll('_', ' ')),
	text('Keys', 'Status', (row) => row.status?.replaceAll('_', ' ')),
	text('Keys', 'Executed', (row) => yesNo(row.executed)),
	text('Keys', 'Cost codes', (row) => row.costCodes.join(', ')),
	money('Commitment', 'Original', (row) => row.original),
	money('Commitment', 'Approved changes', (row) => row.approvedChanges),
	number('Commitment', 'Approved changes, count', (row) => row.approvedChangeCount),
	money('Commitment', 'Revised', (row) => row.revised),
	money('Commitment', 'Pending changes', (row) => row.pendingChanges),
	money('Commitment', 'Draft changes', (row) => row.draftChanges),
	money('Commitment', 'Signed, not entered', (row) => row.signedNotEntered),
	money('Commitment', 'Purchase order in QuickBooks', (row) => row.purchaseOrderTotal),
	money('Commitment', 'd1 revised - (original + changes)', (row) => row.revisedGap),
	money('Commitment', 'd2 revised - purchase order', (row) => row.purchaseOrderGap),
	money('Billed (gross)', 'Approved in Procore', (row) => row.approved),
	money('Billed (gross)', 'In review in Procore', (row) => row.inReview),
	money('Billed (gross)', 'Held by the gate', (row) => row.heldByGate),
	money('Billed (gross)', 'Bills in QuickBooks', (row) => row.posted),
	money('Billed (gross)', 'Credits in QuickBooks', (row) => row.credits),
	money('Billed (gross)', 'Checks and cards', (row) => row.expenses),
	money('Billed (gross)', 'Journal entries', (row) => row.journalEntries),
	money('Billed (gross)', 'd3 approved - bills net of credits', (row) => row.billedGap),
	money('Retainage', 'In Procore', (row) => row.retainageInProjects),
	money('Retainage', 'In QuickBooks', (row) => row.retainageInBooks),
	money('Retainage', 'd4 Procore - QuickBooks', (row) => row.retainageGap),
	money('Retainage', 'Expected by rate', (row) => row.retainageExpected),
	money('Retainage', 'd5 Procore - expected', (row) => row.retainageExpectedGap),
	money('Retainage', 'Released', (row) => row.retainageReleased),
	money('Paid', 'Payments in Procore', (row) => row.paidInProjects),
	money('Paid', 'Payments in QuickBooks', (row) => row.paidInBooks),
	money('Paid', 'd6 Procore - QuickBooks', (row) => row.paidGap),
	money('Paid', 'Open payables', (row) => row.openPayables),
	number('Paid', 'Oldest open, days', (row) => row.oldestOpenDays),
	percent('Position', 'Billed of revised, %', (row) => row.billedPercent),
	money('Position', 'Balance to bill', (row) => row.balanceToBill),
	money('Position', 'Overbilled', (row) => row.overbilled),
	money('Position', 'Owner billed', (row) => row.ownerBilled),
	money('Position', 'Over (under) the owner', (row) => row.overUnder),
	percent('Position', 'Cost of owner billed, %', (row) => row.costToOwnerPercent),
	number('Position', 'Waivers missing', (row) => row.waiversMissing?.length),
	text('Position', 'Insurance', (row) => row.insurance),
	text('Position', 'Insured until', (row) => row.insuranceUntil),
	number('Verdicts', 'Open holds', (row) => row.openHolds),
	money('Verdicts', 'Open holds, amount', (row) => row.openHoldsAmount),
	number('Verdicts', 'Oldest hold, days', (row) => row.oldestHoldDays),
	number('Verdicts', 'Overrides this month', (row) => row.overrides.length),
	money('Verdicts', 'Overrides, amount', (row) => row.overridesAmount),
	text('Verdicts', 'Last verified', (row) => row.lastVerified),
	text('Result', 'Why', (row) => row.differences.map(({ why }) => why).join('\n')),
];
