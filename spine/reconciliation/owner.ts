import { allocate, fromMinor, type Minor, toMinor } from '../documents/money';
import type { OwnerInvoiceRecord } from '../documents/records';
import { groupBy } from './group-by';
import { type Place, rowKey } from './places';
import type { RowFacts } from './row-facts';
import { isOwn } from './row-facts';
import type { ReconciliationSource } from './source';
import { latestApproved } from './requisition-amounts';

/** What the owner of a project was billed that no commitment's row carries. Amount in minor units. */
export interface OwnerExclusion {
	project: string;
	why: string;
	minor: Minor;
}

/** What the owners were billed, gross of retainage and to date. Amounts in minor units. */
export interface OwnerBilling {
	/** By project. A project that bills no owner is not in it. */
	billed: Map<string, Minor>;
	retainage: Map<string, Minor>;
	/** By the key of the row: the share of its cost codes. */
	byRow: Map<string, Minor>;
	excluded: OwnerExclusion[];
}

const NO_CODE = 'billed to the owner on lines without a cost code';
const NO_COMMITMENT =
	'billed to the owner on cost codes that no commitment has (own work, fee, general conditions)';
const NO_LINE = 'billed to the owner by the application’s total, on none of its lines';

/**
 * What the owners were billed by the latest approved application of each prime contract, spread over
 * the commitments by cost code: each code over the commitments that have it, by what they billed on it
 * so far, else by its scheduled values. What is on a code of no commitment is listed with the reason.
 */
export function ownerBilling(
	source: ReconciliationSource,
	rows: ReadonlyArray<{ facts: RowFacts }>,
): OwnerBilling {
	const { currency } = source.settings;
	const minor = (amount: number | undefined): Minor => toMinor(amount ?? 0, currency);
	const result: OwnerBilling = {
		billed: new Map(),
		retainage: new Map(),
		byRow: new Map(),
		excluded: [],
	};
	const add = (map: Map<string, Minor>, key: string, amount: Minor) =>
		map.set(key, (map.get(key) ?? 0) + amount);
	const exclude = (project: string, why: string, amount: Minor) => {
		if (amount !== 0) result.excluded.push({ project, why, minor: amount });
	};
	const standing = groupBy(latestOwnerInvoices(source), ({ project }) => project);
	const commitments = groupBy(rows, ({ facts }) =>
		facts.place.commitment === undefined ? undefined : facts.place.commitment.project,
	);
	for (const [project, invoices] of standing) {
		const codes = new Map<string, Minor>();
		result.billed.set(project, 0);
		for (const { facts } of commitments.get(project) ?? []) {
			result.byRow.set(rowKey(facts.place), 0);
		}
		for (const invoice of invoices) {
			add(result.retainage, project, minor(invoice.totalRetainage));
			let onLines = 0;
			for (const line of invoice.lines) {
				const amount = completedOf(line, minor);
				onLines += amount;
				if (line.costCode === undefined) exclude(project, NO_CODE, amount);
				else add(codes, line.costCode, amount);
			}
			const stated = invoice.completedAndStored;
			const total = stated === undefined ? onLines : minor(stated);
			add(result.billed, project, total);
			exclude(project, NO_LINE, total - onLines);
		}
		for (const [code, amount] of codes) {
			const sharing = (commitments.get(project) ?? []).flatMap(({ facts }) => {
				const scheduled = scheduledOn(facts, code, minor);
				if (scheduled === undefined) return [];
				return [{ place: facts.place, scheduled, billed: billedOn(facts, code, minor) }];
			});
			if (sharing.length === 0) exclude(project, NO_COMMITMENT, amount);
			for (const { place, minor: share } of shared(sharing, amount, currency)) {
				add(result.byRow, rowKey(place), share);
			}
		}
	}
	return result;
}

/** The latest approved application of each prime contract up to the day of the report: its figures are cumulative. */
function latestOwnerInvoices(source: ReconciliationSource): OwnerInvoiceRecord[] {
	const counted = source.ownerInvoices.filter(
		(one) =>
			one.deleted !== true &&
			one.status === 'approved' &&
			isOwn(one.currency, source) &&
			dayOf(one, source.asOf) <= source.asOf,
	);
	return [...groupBy(counted, ({ contract, project }) => contract ?? `of ${project}`).values()]
		.map((list) =>
			[...list].sort(
				(a, b) =>
					(a.application ?? 0) - (b.application ?? 0) ||
					dayOf(a, source.asOf).localeCompare(dayOf(b, source.asOf)),
			),
		)
		.flatMap((list) => list.at(-1) ?? []);
}

const dayOf = ({ billingDate, periodTo }: OwnerInvoiceRecord, asOf: string): string =>
	billingDate ?? periodTo ?? asOf;

/** G of a line of the continuation sheet (AIA G703): D + E + F. */
function completedOf(
	{ completed, previous, thisPeriod, stored }: OwnerInvoiceRecord['lines'][number],
	minor: (amount: number | undefined) => Minor,
): Minor {
	return completed === undefined
		? minor(previous) + minor(thisPeriod) + minor(stored)
		: minor(completed);
}

/** Scheduled value of a cost code on a commitment, approved change orders included; undefined: it has not the code. */
function scheduledOn(
	{ place, changes }: RowFacts,
	code: string,
	minor: (amount: number | undefined) => Minor,
): Minor | undefined {
	const lines = [...(place.commitment?.lines ?? []), ...changes.lines].filter(
		({ costCode }) => costCode === code,
	);
	if (lines.length === 0) return undefined;
	return lines.reduce((sum, { amount }) => sum + minor(amount), 0);
}

/** What a commitment billed on a cost code by its latest approved application. */
function billedOn(
	{ place, applications }: RowFacts,
	code: string,
	minor: (amount: number | undefined) => Minor,
): Minor {
	const codes = new Map(place.commitment?.lines.map(({ id, costCode }) => [id, costCode]));
	const lines = latestApproved(applications)?.requisition.lines ?? [];
	return lines
		.filter(({ costCode, line }) => (costCode ?? codes.get(line ?? '')) === code)
		.reduce(
			(sum, { completed, previous, thisPeriod, stored }) =>
				sum +
				(completed === undefined
					? minor(previous) + minor(thisPeriod) + minor(stored)
					: minor(completed)),
			0,
		);
}

function shared(
	sharing: ReadonlyArray<{ place: Place; scheduled: Minor; billed: Minor }>,
	amount: Minor,
	currency: string,
): Array<{ place: Place; minor: Minor }> {
	const isBilled = sharing.some(({ billed }) => billed > 0);
	const weights = sharing.map(({ billed, scheduled }) =>
		Math.max(0, isBilled ? billed : scheduled),
	);
	const parts = allocate(fromMinor(amount, currency), weights, currency);
	return sharing.map(({ place }, index) => ({
		place,
		minor: toMinor(parts[index] ?? 0, currency),
	}));
}
