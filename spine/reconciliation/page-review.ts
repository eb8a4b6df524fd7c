import { escapeHtml } from './escape-html';
import { pageTable } from './page-table';
import type { Reconciliation, ReconciliationRow } from './row';

const nameOf = (row: ReconciliationRow): string =>
	[row.projectNumber, row.number ?? 'uncommitted', row.vendorName]
		.filter((part) => part !== undefined && part !== '')
		.join(' · ');

/** What people released although the gate held it, in the month of the report. */
export function overridesSection({ rows, asOf, currency }: Reconciliation): string {
	const found = rows.flatMap((row) => row.overrides.map((one) => ({ ...one, where: nameOf(row) })));
	const month = escapeHtml(asOf.slice(0, 7));
	if (found.length === 0) {
		return `<h2>Released by people (0)</h2><p>Nothing that the gate held was released by a person in ${month}.</p>`;
	}
	const table = pageTable(
		'Released by people',
		[
			{ header: 'Day', kind: 'text', value: ({ day }) => day },
			{ header: 'Document', kind: 'text', value: ({ label }) => label },
			{ header: 'Commitment', kind: 'text', value: ({ where }) => where },
			{ header: 'Amount', kind: 'money', value: ({ amount }) => amount },
			{ header: 'By', kind: 'text', value: ({ by }) => by },
			{ header: 'Reason', kind: 'text', value: ({ reason }) => reason },
		],
		found,
		currency,
	);
	return `<h2>Released by people (${found.length})</h2><p>Documents that the gate held and a person released in ${month}.</p>${table}`;
}

/** Lien waivers that are missing and insurance that does not hold; nothing where no register is kept. */
export function papersSection({ rows, currency }: Reconciliation): string {
	const known = rows.filter(
		({ waiversMissing, insurance }) => waiversMissing !== undefined || insurance !== undefined,
	);
	if (known.length === 0) return '';
	const lacking = known.filter(
		({ waiversMissing = [], insurance }) =>
			waiversMissing.length > 0 || (insurance !== undefined && insurance !== 'in force'),
	);
	const title = `<h2>Waivers and insurance (${lacking.length})</h2>`;
	const standing = registersOf(known);
	if (lacking.length === 0) return `${title}<p>${standing.map((one) => one.fine).join(' ')}</p>`;
	const unkept = standing.flatMap(({ kept, fine }) => (kept ? [] : [fine])).join(' ');
	const table = pageTable(
		'Waivers and insurance',
		[
			{ header: 'Commitment', kind: 'text', value: nameOf },
			{
				header: 'Waivers missing',
				kind: 'text',
				value: ({ waiversMissing = [] }) =>
					waiversMissing
						.map(({ label, period, paid }) => `${label} to ${period}${paid ? ' (paid)' : ''}`)
						.join(', '),
			},
			{ header: 'Insurance', kind: 'text', value: ({ insurance }) => insurance },
			{ header: 'Insured until', kind: 'text', value: ({ insuranceUntil }) => insuranceUntil },
			{ header: 'Open payables', kind: 'money', value: ({ openPayables }) => openPayables },
		],
		lacking,
		currency,
	);
	return `${title}<p>A demand that is paid wants an unconditional waiver through its last day, an unpaid one any waiver. ${unkept}</p>${table}`;
}

/** Whether each register is kept, and what is said where nothing of it is missing. */
function registersOf(
	rows: readonly ReconciliationRow[],
): ReadonlyArray<{ kept: boolean; fine: string }> {
	const waivers = rows.some(({ waiversMissing }) => waiversMissing !== undefined);
	const insurance = rows.some((row) => row.insurance !== undefined);
	return [
		{
			kept: waivers,
			fine: waivers
				? 'All waivers are on file.'
				: 'No register of lien waivers is kept, so missing ones cannot be told.',
		},
		{
			kept: insurance,
			fine: insurance
				? 'All vendors that the register of insurance is asked for are insured.'
				: 'No register of insurance is kept, so nothing is said of it.',
		},
	];
}
