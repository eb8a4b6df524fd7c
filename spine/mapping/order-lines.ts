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
 * https://support.procore.com/products/online/user-guide/project-level/change-orders/tutorials/what-are-the-different-change-order-tier-settings-in-procore
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
