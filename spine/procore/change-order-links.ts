import { numberKey } from '../documents/numbers';
import { toMinor } from '../documents/money';
import type { ChangeOrderRecord } from '../documents/records';
import { changeOrderId } from './contract-records';
import type { ChangeOrderRow } from './wire/schemas';

/**
 * Connects the tiers of a project's change orders. With one tier Procore keeps every change order
 * twice, as a package and as a potential change order that holds the lines; with two and three
 * tiers lines stand in the potential change orders that a package contains. So each proposal is
 * given its package, and a package without lines of its own takes those of its proposals.
 *
 * A proposal's package is the one its row or its request names, else the one that a project-level
 * commitment change order ties it to (`legacy_package_id`, `legacy_request_id`), else the only
 * package of the commitment with its number and amount.
 * https://developers.procore.com/documentation/tutorial-change-orders
 */
export function linkChangeOrders(
	records: readonly ChangeOrderRecord[],
	unified: ReadonlyArray<Pick<ChangeOrderRow, 'legacy_package_id' | 'legacy_request_id'>> = [],
): ChangeOrderRecord[] {
	const byId = new Map(records.map((record) => [record.id, record]));
	const packages = records.filter(({ tier }) => tier === 'package');
	const legacy = new Map<string, string>();
	for (const { legacy_package_id: owner, legacy_request_id: proposal } of unified) {
		if (owner === undefined || proposal === undefined || !byId.has(owner)) continue;
		legacy.set(changeOrderId('request', proposal), owner);
		legacy.set(changeOrderId('potential', proposal), owner);
	}
	const twins = new Map<string, ChangeOrderRecord[]>();
	for (const record of packages) {
		const key = twinKey(record);
		twins.set(key, [...(twins.get(key) ?? []), record]);
	}
	const parentOf = (record: ChangeOrderRecord): string | undefined => {
		if (record.tier === 'package') return undefined;
		if (record.parent !== undefined && byId.has(record.parent)) return record.parent;
		const told =
			legacy.get(record.id) ??
			(record.parent === undefined ? undefined : legacy.get(record.parent));
		if (told !== undefined) return told;
		const alike = twins.get(twinKey(record)) ?? [];
		return alike.length === 1 ? alike[0]?.id : record.parent;
	};
	const linked = records.map((record) => ({ ...record, parent: parentOf(record) }));
	const children = new Map<string, ChangeOrderRecord[]>();
	for (const record of linked) {
		if (record.parent === undefined) continue;
		children.set(record.parent, [...(children.get(record.parent) ?? []), record]);
	}
	return linked.map((record) =>
		record.tier === 'package' && record.lines.length === 0
			? { ...record, lines: linesBelow(record.id, children) }
			: record,
	);
}

function twinKey(record: ChangeOrderRecord): string {
	const number = numberKey(record.number ?? '')?.key ?? '';
	return `${record.commitment}|${number}|${toMinor(record.amount)}`;
}

function linesBelow(
	id: string,
	children: Map<string, ChangeOrderRecord[]>,
): ChangeOrderRecord['lines'] {
	return (children.get(id) ?? [])
		.filter(({ deleted, status }) => deleted !== true && status !== 'void' && status !== 'rejected')
		.flatMap((child) => (child.lines.length > 0 ? child.lines : linesBelow(child.id, children)));
}
