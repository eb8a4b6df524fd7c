import type { Context, Resource } from './resource';
import { type Row } from './values';

/** Whether the request's scope lets see a row, and whether deleted ones count. */
export function isVisible(
	resource: Resource,
	context: Context,
	row: Row,
	deleted: 'none' | 'only' | 'with',
): boolean {
	if (deleted !== 'with' && (deleted === 'only') !== isDeleted(row)) return false;
	if (resource.scope !== 'project') return true;
	const project = context.store.projectOf(row);
	return project === undefined || project === context.projectId;
}

/** The row with an id, if the scope lets see it. */
export function visibleById(
	resource: Resource,
	context: Context,
	id: number | undefined,
	deleted: 'none' | 'with',
): Row | undefined {
	if (id === undefined) return undefined;
	const row =
		resource.lookup === undefined
			? resource.rows(context).find((one) => one.id === id)
			: resource.lookup(context, id);
	return row !== undefined && isVisible(resource, context, row, deleted) ? row : undefined;
}

function isDeleted(row: Row): boolean {
	return row.deleted_at !== undefined && row.deleted_at !== null;
}
