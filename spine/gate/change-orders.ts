import type { Document } from '../documents/document';
import { minorOf } from './amounts';
import type { Minor } from '../documents/money';
import type { ChangeOrderRecord } from '../documents/records';
import {
	changeOrderNumber,
	parseChangeOrderReferences,
	type ChangeOrderReference,
} from './change-order-reference';
import type { Facts } from './facts';

/** What a printed reference means on the commitment at hand. */
export interface ResolvedReference {
	reference: ChangeOrderReference;
	/** Change orders it names, best state first where a number was used twice. */
	records: ChangeOrderRecord[];
	/** Other change orders with that number and another amount (rule CO-03). */
	rivals: ChangeOrderRecord[];
	/** Change orders of other commitments that fit where this one has none (rule CO-05). */
	elsewhere: ChangeOrderRecord[];
	/** Signed documents read from e-mails that bear a number the project system does not know as approved. */
	signed: Document[];
	/** Numbers that nothing fits. */
	unknown: number[];
}

const stateOrder = ['approved', 'no_charge', 'pending', 'draft', 'rejected', 'void'];
const byState = (left: ChangeOrderRecord, right: ChangeOrderRecord): number =>
	stateOrder.indexOf(left.status) - stateOrder.indexOf(right.status);

/** Records that still stand: what was deleted in the project system counts no more. */
export function standing(records: readonly ChangeOrderRecord[]): ChangeOrderRecord[] {
	return records.filter((record) => record.deleted !== true);
}

export function isApproved(record: ChangeOrderRecord): boolean {
	return record.status === 'approved' || record.status === 'no_charge';
}

/** The approved package that carries a change order: itself, or the one its proposal ended in. */
export function packageOf(
	record: ChangeOrderRecord,
	all: readonly ChangeOrderRecord[],
): ChangeOrderRecord | undefined {
	let current: ChangeOrderRecord | undefined = record;
	for (let depth = 0; current !== undefined && depth < 4; depth += 1) {
		if (current.tier === 'package') return current;
		const parent: string | undefined = current.parent;
		current = parent === undefined ? undefined : all.find((other) => other.id === parent);
	}
	return undefined;
}

/** Whether a change order alters the contract: an approved package, or a proposal contained in one. */
export function isContractual(
	record: ChangeOrderRecord,
	all: readonly ChangeOrderRecord[],
): boolean {
	const carrier = packageOf(record, all);
	return carrier !== undefined && isApproved(carrier);
}

/** A: approved packages of the commitment. */
export function approvedPackages(facts: Facts): ChangeOrderRecord[] {
	return standing(facts.changeOrders).filter(
		(record) => record.tier === 'package' && isApproved(record),
	);
}

/** Proposals and packages that wait for approval and are not part of one that is listed already. */
export function pendingChangeOrders(facts: Facts): ChangeOrderRecord[] {
	const all = standing(facts.changeOrders);
	const open = all.filter(
		(record) =>
			!isContractual(record, all) && record.status !== 'rejected' && record.status !== 'void',
	);
	return open.filter((record) => !open.some((other) => other.id === record.parent));
}

/**
 * Whether every change order of the commitment is known by itself. Of a commitment that its source
 * states by totals they are once they were read as a list and the approved ones come to the total
 * that the commitment states.
 */
export function changeOrdersAreListed(facts: Facts, currency: string): boolean {
	const { commitment } = facts;
	if (commitment?.totalsOnly !== true) return true;
	if (facts.asOf.changeOrders === undefined) return false;
	if (commitment.approvedChanges === undefined) return false;
	return minorOf(commitment.approvedChanges, currency) === approvedTotal(facts, currency);
}

function approvedTotal(facts: Facts, currency: string): Minor {
	return approvedPackages(facts).reduce(
		(total, record) =>
			total + (record.status === 'no_charge' ? 0 : minorOf(record.amount, currency)),
		0,
	);
}

/**
 * R = O + A in minor units, computed rather than taken from the project system's own total. Where
 * the change orders are known by their total alone, A is that total, and R is no more than the
 * system states.
 */
export function revisedAmount(facts: Facts, currency: string): Minor | undefined {
	const { commitment } = facts;
	if (commitment === undefined) return undefined;
	const original = minorOf(commitment.original, currency);
	if (changeOrdersAreListed(facts, currency)) return original + approvedTotal(facts, currency);
	const { revised, approvedChanges } = commitment;
	if (approvedChanges === undefined) {
		return revised === undefined ? original : minorOf(revised, currency);
	}
	const computed = original + minorOf(approvedChanges, currency);
	return revised === undefined ? computed : Math.min(computed, minorOf(revised, currency));
}

/** Whether a change-order document only asks for a change: a priced request, signed by whom it may be, amends nothing. */
export function isProposal(document: Document): boolean {
	const [reference] = parseChangeOrderReferences(document.number ?? '');
	return document.changeOrder?.status === 'proposed' || reference?.family === 'proposal';
}

/** Whether a document that amends the contract bears a signature. */
export function isSigned(document: Document): boolean {
	return !isProposal(document) && (document.changeOrder?.signatures.length ?? 0) > 0;
}

/** Signed change orders read from e-mails for this commitment, with their number. */
export function signedDocuments(facts: Facts): Array<{ number: number; document: Document }> {
	return facts.prior.changeOrders.flatMap((document) => {
		const number = changeOrderNumber(document.number);
		return number !== undefined && isSigned(document) ? [{ number, document }] : [];
	});
}

function fits(record: ChangeOrderRecord, number: number): boolean {
	return changeOrderNumber(record.number) === number;
}

function resolveNumber(
	reference: ChangeOrderReference,
	number: number,
	facts: Facts,
): Omit<ResolvedReference, 'reference'> {
	const all = standing(facts.changeOrders);
	const fitting = all.filter((record) => fits(record, number)).sort(byState);
	const packages = fitting.filter((record) => record.tier === 'package');
	const proposals = fitting.filter((record) => record.tier !== 'package');
	const wanted = reference.family === 'proposal' ? proposals : packages;
	const chosen = wanted[0] ?? (reference.family === 'any' ? proposals[0] : undefined);
	const signed = signedDocuments(facts)
		.filter((entry) => entry.number === number)
		.map((entry) => entry.document);
	if (chosen === undefined) {
		const elsewhere = standing(facts.otherChangeOrders).filter((record) => fits(record, number));
		const lost = signed.length === 0 && (elsewhere.length === 0 || reference.family === 'any');
		return { records: [], rivals: [], elsewhere, signed, unknown: lost ? [number] : [] };
	}
	const rivals =
		reference.family === 'any' && chosen.tier === 'package'
			? proposals.filter(
					(record) =>
						packageOf(record, all)?.id !== chosen.id &&
						record.amount !== chosen.amount &&
						record.status !== 'rejected' &&
						record.status !== 'void',
				)
			: [];
	return {
		records: [chosen],
		rivals,
		elsewhere: [],
		signed: isContractual(chosen, all) ? [] : signed,
		unknown: [],
	};
}

/** Looks a printed reference up among the change orders of the commitment. */
export function resolveReference(reference: ChangeOrderReference, facts: Facts): ResolvedReference {
	if (reference.all === true) {
		const records = approvedPackages(facts);
		return { reference, records, rivals: [], elsewhere: [], signed: [], unknown: [] };
	}
	const parts = reference.numbers.map((number) => resolveNumber(reference, number, facts));
	return {
		reference,
		records: parts.flatMap((part) => part.records),
		rivals: parts.flatMap((part) => part.rivals),
		elsewhere: parts.flatMap((part) => part.elsewhere),
		signed: parts.flatMap((part) => part.signed),
		unknown: parts.flatMap((part) => part.unknown),
	};
}

/** How a change order is called in messages. */
export function nameOf(record: ChangeOrderRecord): string {
	const label = record.tier === 'package' ? 'change order' : 'proposed change order';
	return `${label} ${record.number ?? record.title ?? record.id}`;
}
