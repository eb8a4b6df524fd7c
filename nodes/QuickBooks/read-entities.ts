import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type OnlineEntity, type QuickBooksOnline, sheetsOfQuickBooks } from '../../spine';
import { optionalText, readLimit, readParameter, textParameter } from '../shared/parameters';
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
	if (entity === 'Payment') return 'PaymentRefNum';
	if (!LISTS.has(entity)) return 'DocNumber';
	return entity === 'Customer' || entity === 'Vendor' ? 'DisplayName' : 'Name';
}

/** Pages of a statement in the order of the rows' ids, until `limit` rows were read. */
async function* pagesOf(
	client: QuickBooksOnline,
	entity: OnlineEntity,
	where: string,
	limit: number,
	signal: AbortSignal | undefined,
): AsyncGenerator<unknown[]> {
	for (let read = 0; read < limit;) {
		const size = Math.min(PAGE_SIZE, limit - read);
		const page = await client.rawQuery(
			`SELECT * FROM ${entity}${where === '' ? '' : ` WHERE ${where}`} ORDERBY Id STARTPOSITION ${read + 1} MAXRESULTS ${size}`,
			signal,
		);
		yield page;
		read += page.length;
		if (page.length < size) return;
	}
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
	const isRaw = this.getNodeParameter('output', itemIndex) === 'raw';
	const read = (rows: readonly unknown[]): Produced[] =>
		isRaw ? rows.map((row) => ({ json: asJson(row) })) : sheets(shown.entity, rows, client.realmId);
	if (operation === 'get') {
		const id = readParameter(this, 'record', itemIndex, textParameter);
		const row = await client.recall(shown.entity, id, signal);
		if (row === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`QuickBooks has no ${shown.name.toLowerCase()} with the ID ${id}.`,
				{ itemIndex, description: 'It may have been deleted. Choose another from the list.' },
			);
		}
		return read([row]);
	}
	const limit = readLimit(this, itemIndex);
	const where = condition(this, shown.entity, itemIndex);
	const produced: Produced[] = [];
	// Rows are translated as their page arrives, so that only what goes on is kept.
	for await (const page of pagesOf(client, shown.entity, where, limit, signal)) {
		produced.push(...read(page));
	}
	return produced;
}

function sheets(entity: OnlineEntity, rows: readonly unknown[], books: string): Produced[] {
	const { sheets: readable, refused } = sheetsOfQuickBooks(entity, rows, books);
	return [
		...readable.map((sheet) => ({ json: asJson(sheet) })),
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
