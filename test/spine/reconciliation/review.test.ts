import type { FieldDataRecord } from '../../../spine/documents/records';
import { reconcile } from '../../../spine/reconciliation/reconcile';
import type { ReconciliationRow } from '../../../spine/reconciliation/row';
import type { ReconciliationSource } from '../../../spine/reconciliation/source';
import { bill, claim, commitment, requisition, source } from './example';

const noted = (
	register: FieldDataRecord['source'],
	more: Partial<FieldDataRecord>,
): FieldDataRecord => ({
	side: 'projects',
	type: 'field_data',
	id: JSON.stringify(more),
	source: register,
	...more,
});
const both = { waivers: true, compliance: true };

function rowOf(more: Partial<ReconciliationSource>): ReconciliationRow {
	const { directory } = source();
	const commitments = [commitment('C1', 'SC-001', 100_000)];
	const { rows } = reconcile(source({ ...more, directory: { ...directory, commitments } }));
	const [row] = rows;
	if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} rows`);
	return row;
}

describe('lien waivers', () => {
	const requisitions = [
		requisition('R1', 'C1', 1, 0, 20_000, { periodTo: '2026-01-31', billingDate: '2026-02-05' }),
		requisition('R2', 'C1', 2, 20_000, 15_000, { periodTo: '2026-02-28' }),
	];
	const transactions = [bill('1', 'A-1', 20_000, { balance: 0 }), bill('2', 'A-2', 15_000)];
	const claims = [
		claim('C1', { requisition: 'R1', booksId: '1' }),
		claim('C1', { requisition: 'R2', booksId: '2' }),
	];
	const missing = (fieldData: FieldDataRecord[], uses = both) =>
		rowOf({ requisitions, transactions, claims, fieldData, uses }).waiversMissing?.map(
			({ label, paid }) => [label, paid],
		);
	const waiver = (date: string, note: string, more: Partial<FieldDataRecord> = {}) =>
		noted('waivers', { commitment: 'C1', date, note, ...more });

	it('are missing for an application that none reaches, and unconditionally for one that is paid', () => {
		expect(missing([])).toEqual([
			['application 1', true],
			['application 2', false],
		]);
		const conditional = waiver('2026-02-28', 'conditional progress');
		expect(missing([conditional])).toEqual([['application 1', true]]);
		const unconditional = waiver('2026-01-31', 'Unconditional progress');
		expect(missing([conditional, unconditional])).toEqual([]);
		expect(missing([unconditional])).toEqual([['application 2', false]]);
	});

	it('count by commitment, else by vendor and project, and not where they were taken away', () => {
		const final = { note: 'unconditional final', date: '2026-03-31' };
		expect(missing([noted('waivers', { ...final, vendor: 'V1', project: 'P1' })])).toEqual([]);
		expect(missing([noted('waivers', { ...final, vendor: 'V1', project: 'P2' })])).toHaveLength(2);
		expect(missing([noted('waivers', { ...final, commitment: 'C2', vendor: 'V1' })])).toHaveLength(
			2,
		);
		expect(missing([noted('waivers', { ...final, vendor: 'V1', deleted: true })])).toHaveLength(2);
	});

	it('are not spoken of where no register of them is kept', () => {
		expect(missing([], { ...both, waivers: false })).toBeUndefined();
	});

	it('are asked for a bill that came by e-mail alone', () => {
		const row = rowOf({
			transactions: [bill('1', 'A-1', 500)],
			claims: [claim('C1', { booksId: '1' })],
			uses: both,
		});
		expect(row.waiversMissing).toEqual([{ label: 'bill A-1', period: '2026-03-12', paid: false }]);
	});
});

type Policies = Array<[string | undefined, string?]>;
const CASES: Array<[Policies, string, string | undefined]> = [
	[[['2026-12-31', 'General liability']], 'in force', '2026-12-31'],
	[[['2026-04-15', 'COI']], 'expires soon', '2026-04-15'],
	[[['2026-03-31', 'COI']], 'expires soon', '2026-03-31'],
	[[['2026-03-30', 'COI']], 'expired', '2026-03-30'],
	// The renewed policy counts, and the first of several to end.
	[
		[
			['2026-01-01', 'General liability'],
			['2027-01-01', 'general liability'],
			['2026-08-01', 'Workers comp'],
		],
		'in force',
		'2026-08-01',
	],
	// A W-9 is no insurance, and a certificate without a date proves none.
	[[['2030-01-01', 'W-9']], 'none on file', undefined],
	[[[undefined, 'COI']], 'none on file', undefined],
	[[['2026-12-31', undefined]], 'in force', '2026-12-31'],
];

describe('insurance', () => {
	const standing = (rows: Policies, uses = both) => {
		const fieldData = rows.map(([date, note]) =>
			noted('compliance', { vendor: 'V1', ...(date && { date }), ...(note && { note }) }),
		);
		const { insurance, insuranceUntil } = rowOf({ fieldData, uses });
		return [insurance, insuranceUntil];
	};

	it.each(CASES)('of %j is %s until %s', (rows, expected, until) =>
		expect(standing(rows)).toEqual([expected, until]),
	);

	it('is not spoken of where no register of it is kept', () => {
		expect(standing([], { ...both, compliance: false })).toEqual([undefined, undefined]);
	});
});

describe('what people released', () => {
	it('stands in the row of its commitment with who and why, and in a row of its own where there is none', () => {
		const override = {
			gross: 120_000,
			by: 'pm@n.example',
			reason: 'CO in process',
			day: '2026-03-20',
		};
		const { directory } = source();
		const { rows } = reconcile(
			source({
				directory: { ...directory, commitments: [commitment('C1', 'SC-001', 100_000)] },
				overrides: [
					{ ...override, label: 'invoice 7', commitment: 'C1', project: 'P1', vendor: 'V1' },
					{ ...override, label: 'invoice 8', project: 'P1', vendor: 'V1', gross: 50 },
				],
				verifications: [
					{ commitment: 'C1', day: '2026-02-01' },
					{ commitment: 'C1', vendor: 'V1', project: 'P1', day: '2026-03-02' },
				],
			}),
		);
		expect(rows.map((row) => [row.number, row.overridesAmount, row.lastVerified])).toEqual([
			['SC-001', 1200, '2026-03-02'],
			[undefined, 0.5, undefined],
		]);
		expect(rows[0]?.overrides).toEqual([
			{
				label: 'invoice 7',
				by: 'pm@n.example',
				reason: 'CO in process',
				day: '2026-03-20',
				amount: 1200,
			},
		]);
	});
});
