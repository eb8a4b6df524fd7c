import { referenceIn } from '../../documents/transfer-reference';
import type { MarkedRecord } from '../../transfers/target';

/**
 * A row of Procore as one that bears our mark; none where it bears none, or tells no time. Nobody
 * changes when a row was made, so that goes before its last change.
 */
export function markedOf(
	label: string,
	text: string | undefined,
	row: { id: string; created_at?: string | undefined; updated_at?: string | undefined },
): MarkedRecord[] {
	const reference = referenceIn(text);
	const createdAt = row.created_at ?? row.updated_at;
	if (reference === undefined || createdAt === undefined) return [];
	return Number.isNaN(Date.parse(createdAt)) ? [] : [{ id: row.id, label, reference, createdAt }];
}
