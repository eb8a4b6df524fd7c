import { daysBetween } from '../documents/dates';
import { type Amount, fromMinor, type Minor } from '../documents/money';
import Decimal from 'decimal.js';
import { insuranceOf, missingWaivers } from './compliance';
import { differencesOf, postedNet } from './differences';
import { RECONCILIATION_CLASSES, type Difference, type ReconciliationRow } from './row';
import type { Places } from './places';
import type { RowFacts } from './row-facts';
import type { ReconciliationSource } from './source';

/** The report's row of what is known: columns, gaps, differences and the gravest class. */
export function buildRow(
	facts: RowFacts,
	source: ReconciliationSource,
	places: Places,
	ownerBilled: Minor | undefined,
): ReconciliationRow {
	const { place, changes, original, revised, slices, holds, overrides } = facts;
	// Nothing negated is -0, which would be printed with its sign.
	const amount = (minor: Minor): Amount => fromMinor(minor + 0, source.settings.currency);
	const known = (minor: Minor | undefined): Amount | undefined =>
		minor === undefined ? undefined : amount(minor);
	const gap = (left: Minor | undefined, right: Minor | undefined): Amount | undefined =>
		left === undefined || right === undefined ? undefined : amount(left - right);
	const sum = (list: readonly Minor[]): Minor => list.reduce((total, one) => total + one, 0);

	const approved = sum(facts.applications.filter((one) => one.approved).map((one) => one.gross));
	const net = postedNet(slices);
	const credits = -sum(grossOf(facts, 'vendor_credit'));
	const retainageInBooks = sum(slices.map((one) => one.retainage - one.released));
	const differences = differencesOf(facts, source);
	const expenses = sum(grossOf(facts, 'expense'));
	const cost = net + expenses;
	const names = namesOf(facts, source, places);
	const oldestHold = holds.map(({ since }) => since).sort()[0];
	const oldestOpen = slices
		.filter(({ open }) => open > 0)
		.map(({ transaction }) => transaction.date)
		.sort()[0];
	return {
		entity: source.settings.name,
		...names,
		original: known(original),
		approvedChanges: place.commitment === undefined ? undefined : amount(changes.approved),
		approvedChangeCount: changes.count,
		revised: known(revised),
		pendingChanges: place.commitment === undefined ? undefined : amount(changes.pending),
		draftChanges: place.commitment === undefined ? undefined : amount(changes.draft),
		signedNotEntered: known(changes.unentered),
		purchaseOrderTotal: known(facts.orderTotal),
		revisedGap: gap(revised, original === undefined ? undefined : original + changes.approved),
		purchaseOrderGap: gap(revised, facts.orderTotal),
		approved: amount(approved),
		inReview: amount(sum(facts.applications.filter((o) => !o.approved).map((o) => o.gross))),
		heldByGate: amount(sum(holds.map((hold) => hold.gross))),
		posted: amount(sum(grossOf(facts, 'bill'))),
		credits: amount(credits),
		expenses: amount(expenses),
		journalEntries: amount(facts.entries?.minor ?? 0),
		billedGap: amount(place.commitment === undefined ? -net : approved - net),
		retainageInProjects: known(facts.retainageInProjects),
		retainageInBooks: amount(retainageInBooks),
		retainageGap: gap(facts.retainageInProjects, retainageInBooks),
		retainageExpected: known(facts.retainageExpected),
		retainageExpectedGap: gap(facts.retainageInProjects, facts.retainageExpected),
		retainageReleased: amount(sum(slices.map(({ released }) => released))),
		paidInProjects: amount(facts.paidInProjects),
		paidInBooks: amount(facts.paidInBooks),
		paidGap: amount(facts.paidInProjects - facts.paidInBooks),
		openPayables: amount(sum(slices.map(({ open }) => open))),
		oldestOpenDays: oldestOpen === undefined ? undefined : daysBetween(oldestOpen, source.asOf),
		billedPercent: percentOf(net, revised),
		balanceToBill: revised === undefined ? undefined : amount(revised - net),
		overbilled: amount(revised === undefined ? 0 : Math.max(0, Math.max(approved, net) - revised)),
		ownerBilled: known(ownerBilled),
		overUnder: gap(ownerBilled, cost),
		costToOwnerPercent: percentOf(cost, ownerBilled),
		waiversMissing: missingWaivers(facts, source),
		...insuranceOf(names.vendor, source),
		openHolds: holds.length,
		openHoldsAmount: amount(sum(holds.map((hold) => hold.gross))),
		oldestHoldDays: oldestHold === undefined ? undefined : daysBetween(oldestHold, source.asOf),
		overrides: overrides.map(({ label, by, reason, day, gross }) => ({
			label,
			by,
			reason,
			day,
			amount: amount(gross),
		})),
		overridesAmount: amount(sum(overrides.map(({ gross }) => gross))),
		lastVerified: facts.lastVerified,
		class: gravest(differences),
		differences,
	};
}

/** In percent with one decimal; undefined of nothing. */
export function percentOf(part: Minor, whole: Minor | undefined): number | undefined {
	if (whole === undefined || whole === 0) return undefined;
	return new Decimal(part).times(100).div(whole).toDecimalPlaces(1).toNumber();
}

function grossOf({ slices }: RowFacts, type: 'bill' | 'vendor_credit' | 'expense'): Minor[] {
	return slices.filter(({ transaction }) => transaction.type === type).map(({ gross }) => gross);
}

function gravest(differences: readonly Difference[]): ReconciliationRow['class'] {
	return RECONCILIATION_CLASSES.find((one) => differences.some((d) => d.class === one)) ?? 'OK';
}

/** Ids and names of the row's keys. */
function namesOf({ place, slices }: RowFacts, { books }: ReconciliationSource, places: Places) {
	const { commitment } = place;
	const projectId = commitment?.project ?? place.project;
	const project = places.project(projectId);
	const vendorId = commitment?.vendor ?? projectsId(place.vendor);
	const inBooks = slices[0]?.transaction;
	const booksId = place.books ?? inBooks?.books;
	const vendor =
		places.vendor(undefined, vendorId) ?? places.vendor(booksId ?? '', inBooks?.vendor);
	return {
		books: booksId,
		booksName: books.find((one) => one.books === booksId)?.name,
		project: projectId,
		projectNumber: project?.number,
		projectName: project?.name,
		vendor: vendorId,
		booksVendor: inBooks?.vendor,
		vendorName: vendor?.name,
		commitment: commitment?.id,
		number: commitment?.number,
		kind: commitment?.kind,
		status: commitment?.status,
		executed: commitment?.executed,
		costCodes: [...new Set(commitment?.lines.flatMap(({ costCode }) => costCode ?? []) ?? [])],
	};
}

function projectsId(vendor: string | undefined): string | undefined {
	const prefix = 'projects:';
	return vendor?.startsWith(prefix) === true ? vendor.slice(prefix.length) : undefined;
}
