import type { CostType } from './codes';
import { total } from './cents';
import type { VendorKey } from './vendors';

export interface SovLine {
	description: string;
	amount: number;
	code: string;
	quantity?: number;
	unit?: string;
	unitPrice?: number;
}

export interface ChangeOrder {
	number: string;
	title: string;
	amount: number;
	status: 'approved' | 'pending' | 'draft' | 'rejected';
	/** A package alters the contract; a proposal stands before it. Default package. */
	tier?: 'package' | 'proposal' | 'twin';
	/** Default: as the status is approved. */
	executed?: boolean;
	approvedOn?: string;
	/** The project system has the total without a line that carries it. */
	withoutLine?: boolean;
}

/** A pay application that was approved in an earlier month. */
export interface PastApplication {
	number: number;
	periodTo: string;
	/** Work of the period, for each SOV line and then each approved change order. */
	work: number[];
	/** Materials stored at its end, in the same order; absent: none. */
	stored?: number[];
	/** Not yet in the books. */
	unbilled?: boolean;
	/** Default approved. */
	status?: 'under_review';
}

/** A bill of an earlier month that no application stands behind. */
export interface PastBill {
	number: string;
	date: string;
	amount: number;
	/** SOV line that it is charged to, from 0. */
	line?: number;
	paid?: boolean;
}

export interface Commitment {
	number: string;
	kind: 'subcontract' | 'purchase_order';
	project: string;
	vendor: VendorKey;
	title: string;
	type: CostType;
	lines: SovLine[];
	status?: string;
	/** Default true. */
	executed?: boolean;
	/** Retainage on work in percent; absent: none is agreed. */
	retainage?: number;
	/** Retainage on stored materials in percent; absent: as on work. */
	retainageOnStored?: number;
	changes?: ChangeOrder[];
	/** Revised amount as the project system has it, where that is behind. */
	revisedAs?: number;
	applications?: PastApplication[];
	bills?: PastBill[];
	/** Whether the requisitions show a change order twice, once as an empty line. */
	twinLines?: boolean;
}

/** A commitment with what follows from its lines. */
export interface PlacedCommitment extends Commitment {
	id: number;
	original: number;
	approved: number;
	pending: number;
	revised: number;
}

const sumOf = (changes: readonly ChangeOrder[], status: string): number =>
	total(
		changes
			.filter((change) => change.tier !== 'twin' && change.status === status)
			.filter((change) => status !== 'approved' || change.tier !== 'proposal')
			.map(({ amount }) => amount),
	);

export function placed(commitment: Commitment, index: number): PlacedCommitment {
	const original = total(commitment.lines.map(({ amount }) => amount));
	const changes = commitment.changes ?? [];
	const approved = sumOf(changes, 'approved');
	return {
		...commitment,
		id: 700_000 + (index + 1) * 100,
		original,
		approved,
		pending: sumOf(changes, 'pending'),
		revised: commitment.revisedAs ?? total([original, approved]),
	};
}

/** What an application can bill: the SOV lines, then the approved change orders. */
export function billableLines(commitment: PlacedCommitment): Array<{
	id: number;
	item: string;
	description: string;
	amount: number;
	code: string;
	change?: ChangeOrder;
}> {
	const approved = (commitment.changes ?? []).filter(
		(change) => change.status === 'approved' && (change.tier ?? 'package') === 'package',
	);
	const code = commitment.lines[0]?.code ?? '';
	return [
		...commitment.lines.map((line, index) => ({
			id: commitment.id + index + 1,
			item: String(index + 1),
			description: line.description,
			amount: line.amount,
			code: line.code,
		})),
		...approved.map((change) => ({
			id: changeLineId(commitment, change),
			item: change.number,
			description: `${change.number} ${change.title}`,
			amount: change.amount,
			code,
			change,
		})),
	];
}

export function changeOrderId(commitment: PlacedCommitment, change: ChangeOrder): number {
	return commitment.id * 10 + (commitment.changes ?? []).indexOf(change) + 1;
}

export function changeLineId(commitment: PlacedCommitment, change: ChangeOrder): number {
	return commitment.id * 10 + 500 + (commitment.changes ?? []).indexOf(change);
}
