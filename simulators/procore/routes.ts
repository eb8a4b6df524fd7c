import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { answer } from './generic';
import { page } from './paging';
import { parseQuery } from './query';
import { notConnected, notFound, required } from './refusal';
import type { Action, ChangeEvent, Context, Resource } from './resource';
import { changes } from './resources/changes';
import { coding } from './resources/coding';
import { commitmentContracts, contractSummary } from './resources/commitment-contracts';
import { contracts } from './resources/contracts';
import { billingResources } from './resources/billing';
import { directCostResources } from './resources/direct-costs';
import { paymentResources } from './resources/payments';
import { directory } from './resources/directory';
import { timecardResources } from './resources/timecards';
import { addToProject } from './resources/vendors';
import { requisitionOf, requisitionResources, updateItems } from './resources/requisitions';
import { addPackage, detailOf, itemsOfType, removePackage } from './resources/requisition-items';
import { wbsCodes } from './resources/wbs-codes';
import type { Store } from './store';
import type { Switches } from './switches';
import type { Caller } from './tokens';
import { bag, objectSchema, whole } from './values';

/** The resource table. */
export const resources: Resource[] = [
	...directory,
	...coding,
	wbsCodes,
	...contracts,
	...changes,
	...requisitionResources,
	...directCostResources,
	...paymentResources,
	...billingResources,
	...timecardResources,
	...commitmentContracts,
];

/** What routes need of the simulator around them. */
export interface Surroundings {
	store: Store;
	switches(): Switches;
	clock(): Date;
	callerOf(request: FastifyRequest): Caller;
	notify(event: ChangeEvent): void;
}

const methods: Record<Action, HTTPMethods> = {
	list: 'GET',
	show: 'GET',
	create: 'POST',
	update: 'PATCH',
	remove: 'DELETE',
	sync: 'PATCH',
};
const actions: Action[] = ['list', 'show', 'create', 'update', 'remove', 'sync'];

/** Serves every resource of the table, and the few addresses that are no plain action on one. */
export function registerResources(app: FastifyInstance, around: Surroundings): void {
	for (const resource of resources) {
		for (const action of actions) {
			for (const path of resource.paths[action] ?? []) {
				app.route({
					method: methods[action],
					url: path,
					handler: async (request, reply) => {
						const context = contextOf(request, around, resource.scope);
						const content = await answer(resource, action, context, reply, urlOf(request));
						return content === undefined ? reply.send() : content;
					},
				});
			}
		}
	}
	registerOthers(app, around);
}

/** The address of a request as the caller wrote it. */
export function urlOf(request: FastifyRequest): URL {
	return new URL(request.url, `${request.protocol}://${request.host}`);
}

/**
 * What a handler knows of a request. Throws a Refusal where the company is not connected, or where a
 * project is missing or belongs to another company (404: Procore hides what may not be seen).
 */
export function contextOf(
	request: FastifyRequest,
	around: Surroundings,
	scope: Resource['scope'],
): Context {
	const { store } = around;
	const path = Object.fromEntries(
		Object.entries(bag(request.params)).map(([name, value]) => [name, String(value)]),
	);
	const query = parseQuery(request.url);
	const body = objectSchema.safeParse(request.body).success ? bag(request.body) : {};
	const header = whole(request.headers['procore-company-id']);
	const companyId = header ?? store.companies[0]?.id ?? 1;
	const given = (name: string): number | undefined =>
		whole(path[name]) ?? whole(body[name]) ?? whole(query.parameters.get(name));
	const stated = given('company_id');
	if (scope !== 'anyone' && stated !== undefined && stated !== companyId) throw notConnected();
	const projectId = given('project_id');
	if (scope === 'project') {
		if (projectId === undefined) throw required('project_id');
		const project = store.find('projects', projectId);
		if (project === undefined || store.companyOf(project) !== companyId) throw notFound();
	}
	return {
		store,
		switches: around.switches(),
		caller: around.callerOf(request),
		companyId,
		projectId,
		path,
		query,
		body,
		now: around.clock().toISOString(),
		notify: around.notify,
	};
}

function registerOthers(app: FastifyInstance, around: Surroundings): void {
	const inProject = (
		method: HTTPMethods,
		url: string,
		handle: (context: Context, reply: FastifyReply, url: URL) => unknown,
	): void => {
		app.route({
			method,
			url,
			handler: (request, reply) =>
				handle(contextOf(request, around, 'project'), reply, urlOf(request)),
		});
	};

	app.get('/rest/v1.0/me', (request) => {
		const { id, login, name } = around.callerOf(request);
		return { id, login, name };
	});

	inProject('GET', '/rest/v1.0/prime_contract', (context) => {
		const prime = resources.find((one) => one.name === 'prime_contracts');
		const first = prime
			?.rows(context)
			.find((row) => context.store.projectOf(row) === context.projectId);
		if (first === undefined) throw notFound();
		return prime?.show(first, context, null);
	});
	inProject('POST', '/rest/v1.1/projects/:project_id/vendors/:id/actions/add', (context, reply) => {
		const added = addToProject(context, whole(context.path.id));
		if (added === undefined) throw notFound();
		return reply.code(201).send(added);
	});

	const requisition = '/rest/v1.0/requisitions/:requisition_id';
	for (const [name, type] of [
		['contract_items', 'contract_item'],
		['change_order_items', 'change_order_item'],
		['contract_detail_items', 'contract_detail_item'],
	] as const) {
		inProject('GET', `${requisition}/${name}`, (context, reply, url) =>
			page(reply, url, itemsOfType(requisitionOf(context), type), {
				perPage: context.switches.defaultPerPage,
				maxPerPage: context.switches.maxPerPage,
			}),
		);
		inProject('GET', `${requisition}/${name}/:id`, (context) => {
			const id = whole(context.path.id);
			const item = itemsOfType(requisitionOf(context), type).find((one) => one.id === id);
			if (item === undefined) throw notFound();
			return item;
		});
	}
	inProject('GET', `${requisition}/detail`, (context) => detailOf(requisitionOf(context)));
	inProject('PATCH', `${requisition}/bulk_item_update`, (context, reply) => {
		if (context.body.requisition_items === undefined) throw required('requisition_items');
		updateItems(context, requisitionOf(context), context.body.requisition_items);
		return reply.code(200).send();
	});
	inProject('POST', `${requisition}/add_change_order_package`, (context, reply) =>
		reply.code(201).send(addPackage(context, requisitionOf(context))),
	);
	inProject('DELETE', `${requisition}/remove_change_order_package`, (context) =>
		removePackage(context, requisitionOf(context)),
	);
	inProject(
		'GET',
		'/rest/v2.0/companies/:company_id/projects/:project_id/commitment_contracts/:contract_id/summary',
		contractSummary,
	);
}
