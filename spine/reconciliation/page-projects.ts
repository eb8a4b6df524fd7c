import { type Amount, sumAmounts } from '../documents/money';
import { type Bar, barChart } from './page-charts';
import { type PageColumn, pageTable } from './page-table';
import type { ProjectPosition } from './positions';
import type { Reconciliation, ReconciliationRow } from './row';

const REVISED = '#b9c7d8';
const BILLED = '#2f6f9f';
const PAID = '#1b3a57';
const OWNER = '#8a6d1f';

/** Charts and table of the projects: what vendors billed on their commitments, and what the owner was billed for it. */
export function projectsSection({ rows, projects, currency }: Reconciliation): string {
	const bars = vendorBars(rows, currency);
	const owned = projects.filter(({ ownerBilled }) => ownerBilled !== undefined);
	return `<h2>Projects</h2>
<h3>Vendors</h3>
<p class="legend"><span class="revised"></span>revised commitments <span class="billed"></span>billed in QuickBooks <span class="paid"></span>paid</p>
${barChart('Revised, billed and paid by project', bars, currency)}
<h3>Owner against cost</h3>
${
	owned.length === 0
		? '<p>No approved owner invoice is known, so cost is not set against the owner.</p>'
		: `<p class="legend"><span class="owner"></span>billed to the owner <span class="billed"></span>cost (bills net of credits, checks, journal entries)</p>
${barChart('Billed to the owner and cost by project', ownerBars(owned), currency)}`
}
${pageTable('Owner against cost', columnsOf(projects, currency), projects, currency)}`;
}

/** The project as people call it. */
export function callProject({ number, name }: Pick<ProjectPosition, 'number' | 'name'>): string {
	return [number, name].filter(Boolean).join(' ') || 'No project';
}

function vendorBars(rows: readonly ReconciliationRow[], currency: string): Bar[] {
	const names = new Map<string, ReconciliationRow[]>();
	for (const row of rows) {
		const name = callProject({ number: row.projectNumber, name: row.projectName });
		names.set(name, [...(names.get(name) ?? []), row]);
	}
	return [...names].map(([label, own]) => {
		const total = (value: (row: ReconciliationRow) => ReadonlyArray<Amount | undefined>) =>
			sumAmounts(own.flatMap(value), currency);
		return {
			label,
			printed: 'billed',
			parts: [
				{ name: 'revised', amount: total((row) => [row.revised]), color: REVISED },
				{ name: 'billed', amount: total((row) => [row.posted, -row.credits]), color: BILLED },
				{ name: 'paid', amount: total((row) => [row.paidInBooks]), color: PAID },
			],
		};
	});
}

function ownerBars(projects: readonly ProjectPosition[]): Bar[] {
	return projects.map((project) => ({
		label: callProject(project),
		printed: 'over (under)',
		parts: [
			{ name: 'owner', amount: project.ownerBilled ?? 0, color: OWNER },
			{ name: 'cost', amount: project.cost, color: BILLED },
			{ name: 'over (under)', amount: project.overUnder ?? 0 },
		],
	}));
}

/** Columns of the project table, also in the workbook. */
export function columnsOf(
	projects: readonly ProjectPosition[],
	currency: string,
): Array<PageColumn<ProjectPosition>> {
	const money = (
		header: string,
		value: (project: ProjectPosition) => Amount | undefined,
	): PageColumn<ProjectPosition> => ({
		header,
		kind: 'money',
		value,
		total: sumAmounts(projects.map(value), currency),
	});
	return [
		{ header: 'Project', kind: 'text', value: callProject },
		money('Prime contract', ({ contract }) => contract),
		money('Owner billed', ({ ownerBilled }) => ownerBilled),
		money('Cost', ({ cost }) => cost),
		{
			header: 'Cost of owner billed',
			kind: 'percent',
			value: ({ costToOwnerPercent }) => costToOwnerPercent,
		},
		money('Over (under) billed', ({ overUnder }) => overUnder),
		money('Retainage held by the owner', ({ ownerRetainage }) => ownerRetainage),
		money('Invoiced in QuickBooks', ({ invoiced }) => invoiced),
		money('Received', ({ received }) => received),
		money('Receivable', ({ receivable }) => receivable),
		money('Paid to vendors', ({ paid }) => paid),
		money('Received less paid', ({ cash }) => cash),
	];
}
