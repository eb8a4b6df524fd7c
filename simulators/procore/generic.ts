import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { changesFrom } from './attributes';
import { page } from './paging';
import { filterTest, sorted } from './query';
import { Refusal, fieldErrors, notFound, required } from './refusal';
import type { Action, Context, Resource } from './resource';
import { type Bag, type Row, bag, text, whole } from './values';

const maxSyncUpdates = 1000;

/** Answers an action on a resource. Throws a Refusal where Procore would refuse. */
export async function answer(
	resource: Resource,
	action: Action,
	context: Context,
	reply: FastifyReply,
	url: URL,
): Promise<unknown> {
	requireParameters(resource, action, context);
	const view = context.query.parameters.get('view');
	switch (action) {
		case 'list':
			return wrap(resource, list(resource, context, reply, url, view));
		case 'show':
			return wrap(resource, resource.show(findRow(resource, context), context, view));
		case 'create': {
			const row = create(resource, context, attributesOf(resource, context));
			reply.code(resource.statuses?.create ?? 201);
			return wrap(resource, resource.show(row, context, view));
		}
		case 'update': {
			const row = findRow(resource, context);
			await exclusively(resource, context, row, () =>
				update(resource, context, row, attributesOf(resource, context)),
			);
			return wrap(resource, resource.show(row, context, view));
		}
		case 'remove': {
			const row = findRow(resource, context);
			await exclusively(resource, context, row, () => remove(resource, context, row));
			reply.code(resource.statuses?.remove ?? 200);
			if (resource.statuses?.remove === 204) return undefined;
			return resource.exclusive === true ? { id: row.id } : {};
		}
		case 'sync':
			return sync(resource, context);
	}
}

function requireParameters(resource: Resource, action: Action, context: Context): void {
	for (const name of resource.parameters?.[action] ?? []) {
		const given =
			context.query.parameters.get(name) ?? context.body[name] ?? context.path[name] ?? null;
		if (given === null || given === '') throw required(name);
	}
}

function wrap(resource: Resource, content: unknown): unknown {
	return resource.envelope === 'data' ? { data: content } : content;
}

function attributesOf(resource: Resource, context: Context): Bag {
	if (resource.root === undefined) return context.body;
	const content = context.body[resource.root];
	if (typeof content !== 'object' || content === null) throw required(resource.root);
	return bag(content);
}

/** Whether the request's scope lets see a row, and whether deleted ones count. */
function isVisible(
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

function visibleById(
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

function list(
	resource: Resource,
	context: Context,
	reply: FastifyReply,
	url: URL,
	view: string | null,
): unknown {
	const { parameters } = context.query;
	const question = new URLSearchParams(parameters);
	for (const name of ['page', 'per_page', 'view']) question.delete(name);
	const scope = [
		resource.name,
		context.companyId,
		context.projectId,
		...Object.values(context.path),
	];
	const rows = context.store.cached(`${scope.join('/')}?${question.toString()}`, () =>
		sorted(filtered(resource, context), parameters.get('sort'), resource.sorts ?? []),
	);
	const all = resource.paging === 'none' || (resource.name === 'projects' && view === 'ids');
	const asked = resource.paging === 'none' ? undefined : resource.paging;
	const onPage = all
		? rows
		: page(reply, url, rows, {
				perPage: asked?.perPage ?? context.switches.defaultPerPage,
				maxPerPage: asked?.maxPerPage ?? context.switches.maxPerPage,
			});
	return onPage.map((row) => resource.list(row, context, view));
}

function filtered(resource: Resource, context: Context): Row[] {
	const given = context.query.filters;
	const includeDeleted = given.get('include_deleted')?.[0];
	const deletable = resource.filters?.include_deleted !== undefined;
	const deleted =
		deletable && (includeDeleted === 'only' || includeDeleted === 'with') ? includeDeleted : 'none';
	const tests: Array<(row: Row) => boolean> = [];
	for (const [name, kind] of Object.entries(resource.filters ?? {})) {
		const preset = resource.filterDefaults?.[name];
		const values = given.get(name) ?? (preset === undefined ? undefined : [preset]);
		if (values === undefined || name === 'include_deleted') continue;
		const special = resource.specialFilters?.[name];
		tests.push(
			special === undefined
				? filterTest(name, kind, values, resource.filterReads?.[name])
				: (row) => special(row, values, context),
		);
	}
	for (const name of resource.queryFilters ?? []) {
		const value = context.query.parameters.get(name);
		if (value !== null) tests.push(filterTest(name, 'ids', [value], resource.filterReads?.[name]));
	}
	return resource
		.rows(context)
		.filter(
			(row) => isVisible(resource, context, row, deleted) && tests.every((test) => test(row)),
		);
}

/** The row that the path names. Throws a Refusal (404) if the caller's scope does not hold it. */
export function findRow(resource: Resource, context: Context): Row {
	const deleted = resource.filters?.include_deleted === undefined ? 'none' : 'with';
	const row = visibleById(resource, context, whole(context.path.id), deleted);
	if (row === undefined) throw notFound();
	return row;
}

function create(resource: Resource, context: Context, given: Bag): Row {
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

function update(resource: Resource, context: Context, row: Row, given: Bag): void {
	const changes = changesFrom(resource.attributes ?? {}, given, context.switches);
	refuseTakenOrigin(resource, context, changes, row);
	const prepared = resource.prepare?.(context, changes, row) ?? changes;
	const before = structuredClone(row);
	Object.assign(row, prepared, { updated_at: context.now });
	resource.settle?.(context, before, row);
	announce(resource, context, row, 'update');
}

function remove(resource: Resource, context: Context, row: Row): void {
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

const inWork = new WeakSet<Row>();

/** Runs a write; where the resource keeps others out, a second write meanwhile is refused with 409. */
async function exclusively(
	resource: Resource,
	context: Context,
	row: Row,
	write: () => void,
): Promise<void> {
	if (resource.exclusive !== true) return write();
	if (inWork.has(row)) {
		throw new Refusal(409, { message: 'The record is being changed by another request' });
	}
	inWork.add(row);
	try {
		await sleep(context.switches.directCostWriteMs);
		write();
	} finally {
		inWork.delete(row);
	}
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
function sync(resource: Resource, context: Context): unknown {
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
