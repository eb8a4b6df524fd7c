import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type OnlineEntity, type QuickBooksOnline, sheetsOfQuickBooks } from '../../spine';
import { optionalText, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';
import { RESOURCES } from './resources';
import { quickBooksOf } from './transport';

const PAGE_SIZE = 1000;

const filtersSchema = z
	.object({
		changedSince: optionalText,
		includeInactive: z.boolean().optional(),
		name: optionalText,
	})
	.partial();

const LISTS = new Set<OnlineEntity>(['Account', 'Class', 'Customer', 'Item', 'Vendor']);

const quoted = (text: string) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

function nameProperty(entity: OnlineEntity): string {
	if (!LISTS.has(entity)) return 'DocNumber';
	return entity === 'Customer' || entity === 'Vendor' ? 'DisplayName' : 'Name';
}

/** Rows of a statement, page by page in the order of their ids, until `limit`. */
async function rowsOf(
	client: QuickBooksOnline,
	entity: OnlineEntity,
	where: string,
	limit: number,
	signal: AbortSignal | undefined,
): Promise<unknown[]> {
	const rows: unknown[] = [];
	for (let start = 1; rows.length < limit; start += PAGE_SIZE) {
		const size = Math.min(PAGE_SIZE, limit - rows.length);
		const page = await client.rawQuery(
			`SELECT * FROM ${entity}${where === '' ? '' : ` WHERE ${where}`} ORDERBY Id STARTPOSITION ${start} MAXRESULTS ${size}`,
			signal,
		);
		rows.push(...page);
		if (page.length < size) break;
	}
	return rows;
}

/** Get, Get Many and Query of every resource, for one input item. */
export async function readEntities(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const key = readParameter(this, 'resource', itemIndex, textParameter);
	const shown = RESOURCES[key];
	if (shown === undefined) {
		throw new NodeOperationError(this.getNode(), `There is no resource "${key}".`, { itemIndex });
	}
	const client = await quickBooksOf(this);
	const operation = this.getNodeParameter('operation', itemIndex);
	const signal = this.getExecutionCancelSignal();
	let rows: unknown[];
	if (operation === 'get') {
		const id = readParameter(this, 'record', itemIndex, textParameter);
		const row = await client.get(shown.entity, id, signal);
		if (row === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`QuickBooks has no ${shown.name.toLowerCase()} with the ID ${id}.`,
				{ itemIndex, description: 'It may have been deleted. Choose another from the list.' },
			);
		}
		rows = [row];
	} else {
		const limit = this.getNodeParameter('returnAll', itemIndex)
			? Number.POSITIVE_INFINITY
			: readParameter(this, 'limit', itemIndex, z.number().int().positive());
		rows = await rowsOf(
			client,
			shown.entity,
			condition(this, shown.entity, itemIndex),
			limit,
			signal,
		);
	}
	if (this.getNodeParameter('output', itemIndex) === 'raw') {
		return rows.map((row) => ({ json: asJson(row) }));
	}
	const { sheets, refused } = sheetsOfQuickBooks(shown.entity, rows, client.realmId);
	return [
		...sheets.map((sheet) => ({ json: asJson(sheet) })),
		...refused.map(({ id, why }) => ({ json: { id, error: why } })),
	];
}

function condition(context: IExecuteFunctions, entity: OnlineEntity, itemIndex: number): string {
	if (context.getNodeParameter('operation', itemIndex) === 'query') {
		return readParameter(context, 'condition', itemIndex, textParameter);
	}
	const filters = readParameter(context, 'filters', itemIndex, filtersSchema);
	const parts: string[] = [];
	if (filters.name !== undefined) parts.push(`${nameProperty(entity)} = ${quoted(filters.name)}`);
	if (filters.changedSince !== undefined) {
		parts.push(`MetaData.LastUpdatedTime >= ${quoted(filters.changedSince)}`);
	}
	if (filters.includeInactive === true && LISTS.has(entity)) parts.push('Active IN (true, false)');
	return parts.join(' AND ');
}
