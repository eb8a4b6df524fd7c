import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { page } from './paging';
import { filterTest, sorted } from './query';
import { Refusal, notFound, required } from './refusal';
import type { Action, Context, Resource } from './resource';
import { type Bag, type Row, bag, whole } from './values';
import { isVisible, visibleById } from './visibility';
import { create, remove, sync, update } from './writes';

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
