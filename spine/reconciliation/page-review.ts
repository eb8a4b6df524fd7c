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
	if (lacking.length === 0)
		return `${title}<p>All waivers are on file, all vendors are insured.</p>`;
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
	return `${title}<p>A demand that is paid wants an unconditional waiver through its last day, an unpaid one any waiver.</p>${table}`;
}
