import { formatAmount, toMinor } from '../documents/money';
import type { ChangeOrderRecord, CommitmentLine } from '../documents/records';

/** Joins the parts of a text that are there. */
export const joined = (...parts: Array<string | undefined>): string =>
	parts.filter((part) => part !== undefined && part !== '').join(' ');

/** How a line of the schedule of values is described on the commitment's purchase order. */
export const sovLineText = (line: CommitmentLine): string =>
	joined(line.costCode, line.description) || `Line ${line.number ?? line.id}`;

/** How a change order is described there; its cost code follows where it has several lines. */
export const changeOrderText = (change: ChangeOrderRecord): string =>
	joined('CO', change.number ?? change.id, change.title);

const byNumber = (a: ChangeOrderRecord, b: ChangeOrderRecord): number =>
	(a.number ?? a.id).localeCompare(b.number ?? b.id, 'en', { numeric: true });

/**
 * The change orders that are part of a commitment's purchase order, in order of their numbers: the
 * approved ones of the executed tier. Proposals of the tiers below, approved or not, change nothing
 * before they are part of an executed change order.
 * https://developers.procore.com/documentation/tutorial-change-orders
 */
export function carriedChanges(
	changes: readonly ChangeOrderRecord[],
	commitment: string,
): ChangeOrderRecord[] {
	return changes
		.filter(
			(change) =>
				change.commitment === commitment &&
				change.tier === 'package' &&
				change.status === 'approved' &&
				change.deleted !== true,
		)
		.sort(byNumber);
}

/**
 * Approved proposals of a commitment that are part of no approved change order yet, in sentences.
 * They are not money: with two and three tiers only the executed change order alters the contract.
 * A proposal is part of one by its parents, by a line that both hold, or, where the project system
 * tells neither, by title and amount.
 */
export function notYetMoney(changes: readonly ChangeOrderRecord[], commitment: string): string[] {
	const own = changes.filter((change) => change.commitment === commitment);
	const executed = carriedChanges(own, commitment);
	return own
		.filter(
			(change) =>
				change.tier !== 'package' &&
				change.status === 'approved' &&
				change.deleted !== true &&
				!isExecuted(change, own, executed),
		)
		.sort(byNumber)
		.map(
			(change) =>
				`${joined(change.tier === 'request' ? 'Change order request' : 'Potential change order', change.number ?? change.id, change.title)} (${formatAmount(change.amount)}) is approved, but no approved change order of the commitment contains it, so it is not money yet. Have the change order made and approved.`,
		);
}

/** Tiers above a proposal: request and package. */
const MOST_PARENTS = 2;

function isExecuted(
	change: ChangeOrderRecord,
	own: readonly ChangeOrderRecord[],
	executed: readonly ChangeOrderRecord[],
): boolean {
	let above = change.parent;
	for (let step = 0; above !== undefined && step < MOST_PARENTS; step += 1) {
		const parent = own.find(({ id }) => id === above);
		if (parent?.tier === 'package') return executed.includes(parent);
		above = parent?.parent;
	}
	const lines = new Set(change.lines.map(({ id }) => id));
	return executed.some(
		(other) =>
			other.lines.some(({ id }) => lines.has(id)) ||
			(change.title !== undefined &&
				other.title === change.title &&
				toMinor(other.amount) === toMinor(change.amount)),
	);
}
