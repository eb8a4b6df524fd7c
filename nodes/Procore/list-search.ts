import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';
import type { ListOptions, ResourceName, Scope } from '../../spine';
import { procoreOf } from './transport';

const PAGE_SIZE = 100;

const rowSchema = z
	.object({
		id: z.coerce.string(),
		number: z.coerce.string().nullish(),
		project_number: z.string().nullish(),
		full_code: z.string().nullish(),
		code: z.string().nullish(),
		invoice_number: z.coerce.string().nullish(),
		check_number: z.coerce.string().nullish(),
		title: z.string().nullish(),
		name: z.string().nullish(),
		description: z.string().nullish(),
	})
	.passthrough();

/** What people know a record by: its number, then its title or name. */
function label(row: z.output<typeof rowSchema>): string {
	const number =
		row.number ??
		row.project_number ??
		row.full_code ??
		row.code ??
		row.invoice_number ??
		row.check_number;
	const title = row.title ?? row.name ?? row.description;
	return [number, title]
		.filter((part) => part !== null && part !== undefined && part !== '')
		.join(' · ');
}

const scopeOf = (context: ILoadOptionsFunctions): Scope => {
	const value = (name: string) => {
		const chosen: unknown = context.getCurrentNodeParameter(name, { extractValue: true });
		return chosen === undefined || chosen === '' ? undefined : String(chosen);
	};
	const project = value('project');
	const contract = value('contract');
	return {
		...(project === undefined ? {} : { project }),
		...(contract === undefined ? {} : { contract }),
	};
};

async function onePage(
	context: ILoadOptionsFunctions,
	resource: ResourceName,
	filter: string | undefined,
	pageToken: string | undefined,
	options: ListOptions = {},
): Promise<INodeListSearchResult> {
	const client = await procoreOf(context, context.getCurrentNodeParameter('authentication'));
	const wanted = (filter ?? '').toLowerCase();
	const pages = client.pages(resource, scopeOf(context), {
		...options,
		perPage: PAGE_SIZE,
		page: pageToken === undefined ? 1 : Number(pageToken),
	});
	const { value: page } = await pages.next();
	if (page === undefined) return { results: [] };
	const results = page.rows
		.map((row) => rowSchema.parse(row))
		.map((row) => ({ name: label(row) || row.id, value: row.id }))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return {
		results,
		...(page.next === undefined ? {} : { paginationToken: String(page.next) }),
	};
}

const searchOf = (resource: ResourceName) =>
	async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await onePage(this, resource, filter, paginationToken);
	};

/** Both kinds of commitments in one list, subcontracts first. */
async function searchCommitments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const subcontracts = await onePage(this, 'work_order_contracts', filter, undefined);
	const orders = await onePage(this, 'purchase_order_contracts', filter, undefined);
	return { results: [...subcontracts.results, ...orders.results] };
}

export const listSearch = {
	searchChangeOrderRequests: searchOf('change_order_requests'),
	searchChangeOrders: searchOf('change_order_packages'),
	searchCommitments,
	searchCostCodes: searchOf('cost_codes'),
	searchCostTypes: searchOf('line_item_types'),
	searchPayments: searchOf('contract_payments'),
	searchPotentialChangeOrders: searchOf('potential_change_orders'),
	searchProjects: searchOf('projects'),
	searchPurchaseOrders: searchOf('purchase_order_contracts'),
	searchRequisitions: searchOf('requisitions'),
	searchSubcontracts: searchOf('work_order_contracts'),
	searchVendors: searchOf('vendors'),
};
