import { changesFrom } from './attributes';
import { Refusal, fieldErrors, required } from './refusal';
import type { Context, Resource } from './resource';
import { type Bag, type Row, bag, text, whole } from './values';
import { isVisible, visibleById } from './visibility';

const maxSyncUpdates = 1000;

/** A new row from the attributes given. Throws a Refusal. */
export function create(resource: Resource, context: Context, given: Bag): Row {
	const changes = changesFrom(resource.attributes ?? {}, given, context.switches);
	for (const name of resource.requiredAttributes ?? []) {
		if (changes[name] === undefined || changes[name] === null || changes[name] === '') {
			throw fieldErrors(resource.name === 'vendors' ? 422 : 400, { [name]: ["can't be blank"] });
		}
	}
	refuseTakenOrigin(resource, context, changes, undefined);
	const prepared = resource.prepare?.(context, changes, undefined) ?? changes;
	const row: Row = {
		id: context.store.nextId(),
		...prepared,
		created_at: context.now,
		updated_at: context.now,
	};
	resource.insert?.(context, row);
	resource.settle?.(context, undefined, row);
	announce(resource, context, row, 'create');
	return row;
}

/** Changes a row by the attributes given, and what depends on it. Throws a Refusal. */
export function update(resource: Resource, context: Context, row: Row, given: Bag): void {
	const changes = changesFrom(resource.attributes ?? {}, given, context.switches);
	refuseTakenOrigin(resource, context, changes, row);
	const prepared = resource.prepare?.(context, changes, row) ?? changes;
	const before = structuredClone(row);
	Object.assign(row, prepared, { updated_at: context.now });
	resource.settle?.(context, before, row);
	announce(resource, context, row, 'update');
}

/** Takes a row away, or marks it as deleted. Throws a Refusal. */
export function remove(resource: Resource, context: Context, row: Row): void {
	resource.mayRemove?.(context, row);
	const before = structuredClone(row);
	if (resource.remove !== undefined) resource.remove(context, row);
	else row.deleted_at = context.now;
	resource.settle?.(context, before, undefined);
	announce(resource, context, row, 'delete');
}

function announce(
	resource: Resource,
	context: Context,
	row: Row,
	event: 'create' | 'update' | 'delete',
): void {
	context.store.changed();
	if (resource.webhook === undefined) return;
	context.notify({
		resource: resource.webhook,
		event,
		id: row.id,
		companyId: context.companyId,
		projectId: context.projectId,
		userId: context.caller.id,
	});
}

function refuseTakenOrigin(
	resource: Resource,
	context: Context,
	changes: Bag,
	self: Row | undefined,
): void {
	const origin = text(changes.origin_id);
	if (resource.uniqueOrigin !== true || origin === undefined) return;
	const taken = resource.rows(context).some((row) => row !== self && row.origin_id === origin);
	if (taken) throw fieldErrors(409, { origin_id: ['has already been taken'] });
}

/**
 * The sync action: each update creates or changes a row, matched by id or else by origin id, and the
 * answer is always 200 with what was done and what was not.
 * https://developers.procore.com/documentation/using-sync-actions
 */
export function sync(resource: Resource, context: Context): unknown {
	const updates = context.body.updates;
	if (!Array.isArray(updates)) throw required('updates');
	if (updates.length > maxSyncUpdates) {
		throw new Refusal(413, { errors: `No more than ${maxSyncUpdates} updates are allowed` });
	}
	const entities: unknown[] = [];
	const errors: unknown[] = [];
	for (const sent of updates.map(bag)) {
		try {
			entities.push(resource.show(syncOne(resource, context, sent), context, null));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			errors.push({ ...sent, errors: bag(error.body).errors ?? { base: [error.message] } });
		}
	}
	return { entities, errors };
}

function syncOne(resource: Resource, context: Context, sent: Bag): Row {
	const { id: sentId, ...attributes } = sent;
	if (sentId !== undefined && sentId !== null) {
		const row = visibleById(resource, context, whole(sentId), 'none');
		if (row === undefined) throw fieldErrors(422, { id: ['Entity with this ID not found'] });
		update(resource, context, row, attributes);
		return row;
	}
	const origin = text(sent.origin_id);
	const row =
		origin === undefined
			? undefined
			: resource
					.rows(context)
					.find((one) => one.origin_id === origin && isVisible(resource, context, one, 'none'));
	if (row === undefined) return create(resource, context, attributes);
	update(resource, context, row, attributes);
	return row;
}
