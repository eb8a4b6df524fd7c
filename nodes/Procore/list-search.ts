import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { z } from 'zod';
import type { ResourceName, Scope } from '../../spine';
import { procoreOf } from './transport';

const PAGE_SIZE = 100;

/** Pages that one search looks through at most. */
const MOST_PAGES = 10;

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
		// A parameter that the resource does not show has no value, and n8n refuses to look for it.
		if (context.getCurrentNodeParameters()?.[name] === undefined) return undefined;
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

/**
 * Rows of one page that fit the text typed into the picker. Procore has no search that covers
 * number and title, so pages are read on until one holds a fit, within reason.
 */
async function onePage(
	context: ILoadOptionsFunctions,
	resource: ResourceName,
	filter: string | undefined,
	firstPage: number,
): Promise<{ results: INodeListSearchItems[]; next?: number }> {
	const client = await procoreOf(context, context.getCurrentNodeParameter('authentication'));
	const wanted = (filter ?? '').toLowerCase();
	const pages = client.pages(resource, scopeOf(context), { perPage: PAGE_SIZE, page: firstPage });
	let next: number | undefined;
	for await (const page of pages) {
		const results = page.rows
			.map((row) => rowSchema.parse(row))
			.map((row) => ({ name: label(row) || row.id, value: row.id }))
			.filter(({ name }) => name.toLowerCase().includes(wanted));
		next = page.next;
		if (results.length > 0 || page.number - firstPage >= MOST_PAGES) return { results, next };
	}
	return { results: [], next };
}

/** Lists one resource after another; the token says which, and the page to go on with. */
const searchOf = (...resources: readonly ResourceName[]) =>
	async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const [index = 0, page = 1] = (paginationToken ?? '0:1').split(':').map(Number);
		const resource = resources[index];
		if (resource === undefined) return { results: [] };
		const { results, next } = await onePage(this, resource, filter, page);
		if (next !== undefined) return { results, paginationToken: `${index}:${next}` };
		return index + 1 < resources.length
			? { results, paginationToken: `${index + 1}:1` }
			: { results };
	};

export const listSearch = {
	searchChangeOrderRequests: searchOf('change_order_requests'),
	searchChangeOrders: searchOf('change_order_packages'),
	/** Both kinds of commitments in one list, subcontracts first. */
	searchCommitments: searchOf('work_order_contracts', 'purchase_order_contracts'),
	searchCostCodes: searchOf('cost_codes'),
	searchCostTypes: searchOf('line_item_types'),
	searchOwnerInvoices: searchOf('payment_applications'),
	searchPayments: searchOf('contract_payments'),
	searchPotentialChangeOrders: searchOf('potential_change_orders'),
	searchPrimeContracts: searchOf('prime_contracts'),
	searchProjects: searchOf('projects'),
	searchPurchaseOrders: searchOf('purchase_order_contracts'),
	searchRequisitions: searchOf('requisitions'),
	searchSubcontracts: searchOf('work_order_contracts'),
	searchVendors: searchOf('vendors'),
};
