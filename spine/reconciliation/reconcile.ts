import { fromMinor, toMinor } from '../documents/money';
import { buildRow } from './build-row';
import { groupBy } from './group-by';
import { entryCosts } from './journal-entries';
import { ownerBilling } from './owner';
import { ownerTies } from './owner-ties';
import { projectPositions } from './positions';
import { type Place, placesOf, rowKey } from './places';
import { RECONCILIATION_CLASSES, type Reconciliation, type ReconciliationRow } from './row';
import { factsOf, holdsUpTo, indexRows, placeOfHold } from './row-facts';
import { sliceTransactions } from './slices';
import type { ReconciliationSource } from './source';
import { tieOuts } from './tie-out';

/**
 * The month-end report: what the project system and the books say of every commitment side by
 * side, why they differ, and whether the report's totals agree with the accounts. A pure function
 * of what the ledger mirrors; amounts are summed exactly and nothing is rounded but the percentage.
 */
export function reconcile(source: ReconciliationSource): Reconciliation {
	const places = placesOf(source);
	const { slices, excluded } = sliceTransactions(source, places);
	const entries = entryCosts(source, places);
	const byRow = groupBy(slices, ({ place }) => rowKey(place));
	const rows = new Map<string, Place>();
	for (const commitment of source.directory.commitments) {
		const books = places.booksOfProject(commitment.project);
		const place: Place = { commitment, project: commitment.project, ...(books && { books }) };
		if (commitment.status !== 'void' || byRow.has(rowKey(place))) rows.set(rowKey(place), place);
	}
	for (const { place } of slices) if (!rows.has(rowKey(place))) rows.set(rowKey(place), place);
	for (const one of [...holdsUpTo(source), ...source.overrides]) {
		const place = placeOfHold(one, places);
		if (!rows.has(rowKey(place))) rows.set(rowKey(place), place);
	}
	for (const { place } of entries.rows) rows.set(rowKey(place), place);
	const index = indexRows(source, places, entries.rows);
	const known = [...rows].map(([key, place]) => ({
		key,
		facts: factsOf(place, byRow.get(key) ?? [], index),
	}));
	const owners = ownerBilling(source, known);
	const built = known
		.map(({ key, facts }) => buildRow(facts, source, places, owners.byRow.get(key)))
		.sort(byPlace);
	return {
		asOf: source.asOf,
		entity: source.settings.name,
		currency: source.settings.currency,
		ages: source.ages,
		rows: built,
		projects: projectPositions(source, places, built, owners),
		ties: [
			...tieOuts(source, slices, excluded, entries),
			...ownerTies(source, places, built, owners),
		],
		classes: RECONCILIATION_CLASSES.map((one) => {
			const own = built.filter((row) => row.class === one);
			const { currency } = source.settings;
			const gap = own.reduce((sum, { billedGap }) => sum + toMinor(billedGap, currency), 0);
			return { class: one, rows: own.length, gap: fromMinor(gap, currency) };
		}).filter((one) => one.rows > 0),
	};
}

function byPlace(a: ReconciliationRow, b: ReconciliationRow): number {
	const keys = (row: ReconciliationRow) =>
		[
			row.booksName ?? row.books ?? '',
			row.projectNumber ?? row.projectName ?? '',
			row.commitment === undefined ? (row.class === 'JOURNAL-ENTRY' ? '2' : '1') : '0',
			row.number ?? '',
			row.vendorName ?? '',
		].join('\u0000');
	return keys(a).localeCompare(keys(b), 'en', { numeric: true });
}
