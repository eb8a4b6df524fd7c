import { fromMinor, toMinor } from '../documents/money';
import type { ReconciliationRow } from '../reconciliation/row';
import type { MonitorFacts } from './facts';
import type { Monitor, Trouble } from './monitor';
import { money } from './words';

/** Commitments that ask for nothing any more. */
const ENDED: readonly string[] = ['void', 'terminated', 'closed', 'complete'];

/** One trouble for each commitment of the report whose gap is not zero. */
function drifting(
	{ report, source }: MonitorFacts,
	gapOf: (row: ReconciliationRow) => number | undefined,
	say: (row: ReconciliationRow, gap: number) => string,
	remedy: string,
): Trouble[] {
	const { currency } = source.settings;
	return report.rows.flatMap((row): Trouble[] => {
		const gap = toMinor(gapOf(row) ?? 0, currency);
		if (row.commitment === undefined || gap === 0 || ENDED.includes(row.status ?? '')) return [];
		return [
			{
				at: row.commitment,
				subject: {
					type: 'commitment',
					id: row.commitment,
					label: `commitment ${row.number ?? row.commitment}`,
				},
				sentence: `Commitment ${row.number ?? row.commitment}${row.vendorName === undefined ? '' : ` of ${row.vendorName}`}: ${say(row, gap)}`,
				remedy,
				amount: fromMinor(Math.abs(gap), currency),
				commitment: row.commitment,
				...(row.project === undefined ? {} : { project: row.project }),
				...(row.vendor === undefined ? {} : { vendor: row.vendor }),
				...(row.books === undefined ? {} : { books: row.books }),
				details: {
					original: row.original,
					approvedChanges: row.approvedChanges,
					revised: row.revised,
					purchaseOrder: row.purchaseOrderTotal,
					signedNotEntered: row.signedNotEntered,
				},
			},
		];
	});
}

const minor = (facts: MonitorFacts, amount: number | undefined): string =>
	money(facts, toMinor(amount ?? 0, facts.source.settings.currency));

const READS = 'commitments and change orders of the project system';

export const staleRevised: Monitor = {
	id: 'SC-01',
	version: 1,
	title: 'Commitments that lack an approved change order',
	description:
		'The revised amount that Procore states for a commitment is not its original amount plus its approved change orders. Every invoice on such a commitment is held by the rule of the same name; the monitor says so before one comes.',
	remedy:
		'Look for the change order that is approved and not in the commitment, or was taken back and still is.',
	reads: READS,
	severity: 'HOLD',
	needs: ['projects'],
	look: (facts) =>
		drifting(
			facts,
			({ revisedGap }) => revisedGap,
			(row, gap) =>
				`Procore states ${minor(facts, row.revised)} as revised; original ${minor(facts, row.original)} and approved change orders ${minor(facts, row.approvedChanges)} make ${money(facts, toMinor(row.revised ?? 0, facts.source.settings.currency) - gap)}.`,
			'Open the commitment in Procore and look for the change order that is approved and not counted.',
		),
};

export const unenteredChange: Monitor = {
	id: 'SC-04',
	version: 1,
	title: 'Signed change orders that nobody entered',
	description:
		'A signed change order reached us as a document and Procore holds none with its number (or, without a number, of its amount) on the commitment.',
	remedy: 'Enter it in Procore, or tell the vendor that it does not stand.',
	reads: `${READS}, change orders that came by e-mail`,
	severity: 'WARN',
	needs: ['projects'],
	look: (facts) =>
		drifting(
			facts,
			({ signedNotEntered }) => signedNotEntered,
			(_, gap) =>
				`signed change orders of ${money(facts, gap)} reached us and are not entered in Procore.`,
			'Ask the project manager to enter them, or tell the vendor that they do not stand.',
		),
};

export const staleOrder: Monitor = {
	id: 'SC-05',
	version: 1,
	title: 'Purchase orders that are not as their commitment',
	description:
		'The purchase orders of QuickBooks that carry a commitment’s number do not add up to its revised amount. A commitment without an order in QuickBooks is in order: many companies keep none.',
	remedy:
		'Carry the change orders over (workflow Commitments to purchase orders), or take back what was changed in QuickBooks.',
	reads: `${READS}, purchase orders of the books`,
	severity: 'WARN',
	needs: ['projects', 'books'],
	look: (facts) =>
		drifting(
			facts,
			({ purchaseOrderGap }) => purchaseOrderGap,
			(row) =>
				`its purchase order in QuickBooks says ${minor(facts, row.purchaseOrderTotal)}, the revised commitment ${minor(facts, row.revised)}.`,
			'Run the workflow that carries commitments to purchase orders, or take back what was changed in QuickBooks.',
		),
};
