import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type ResourceName, type WireRow, sheetsOfProcore } from '../../spine';
import { optionalText, readLimit, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';
import { RESOURCES } from './resources';
import { procoreOf } from './transport';

const filtersSchema = z
	.object({
		origin_id: optionalText,
		status: optionalText,
		updatedAfter: optionalText,
		updatedBefore: optionalText,
	})
	.partial();

/** The largest page that Procore's lists give. */
const PAGE_SIZE = 1000;

/** Procore's ranges need both ends. */
const EARLIEST = '2000-01-01T00:00:00Z';
const LATEST = '2100-01-01T00:00:00Z';

function filterQuery(filters: z.output<typeof filtersSchema>): Record<string, string> {
	const { updatedAfter, updatedBefore, ...plain } = filters;
	const query: Record<string, string> = {};
	for (const [name, value] of Object.entries(plain)) if (value !== undefined) query[name] = value;
	if (updatedAfter !== undefined || updatedBefore !== undefined) {
		query.updated_at = `${updatedAfter ?? EARLIEST}...${updatedBefore ?? LATEST}`;
	}
	return query;
}

/** Get and Get Many of every resource, for one input item. */
export async function readRecords(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const key = readParameter(this, 'resource', itemIndex, textParameter);
	const shown = RESOURCES[key];
	if (shown === undefined) {
		throw new NodeOperationError(this.getNode(), `There is no resource "${key}".`, { itemIndex });
	}
	const client = await procoreOf(this, this.getNodeParameter('authentication', itemIndex));
	const isGet = this.getNodeParameter('operation', itemIndex) === 'get';
	const isBelowContract = shown.scope === 'contract' || (isGet && shown.isReadByContract === true);
	const scope = {
		...(shown.scope === 'company'
			? {}
			: { project: readParameter(this, 'project', itemIndex, textParameter) }),
		...(isBelowContract
			? { contract: readParameter(this, 'contract', itemIndex, textParameter) }
			: {}),
	};
	const signal = this.getExecutionCancelSignal();
	const isRaw = this.getNodeParameter('output', itemIndex) === 'raw';
	const read = (rows: WireRow[]): Produced[] =>
		isRaw ? rows.map((row) => ({ json: asJson(row) })) : sheets(shown.resource, scope, rows);
	if (isGet) {
		const id = readParameter(this, 'record', itemIndex, textParameter);
		return read([await client.get(shown.resource, id, scope, { signal })]);
	}
	const limit = readLimit(this, itemIndex);
	const filters = filterQuery(readParameter(this, 'filters', itemIndex, filtersSchema));
	const perPage = Math.min(limit, PAGE_SIZE);
	const produced: Produced[] = [];
	// Rows are translated as their page arrives, so that only what goes on is kept.
	for await (const page of client.pages(shown.resource, scope, { filters, perPage, signal })) {
		produced.push(...read(page.rows.slice(0, limit - produced.length)));
		if (produced.length >= limit) break;
	}
	return produced;
}

function sheets(
	resource: ResourceName,
	scope: { project?: string; contract?: string },
	rows: WireRow[],
): Produced[] {
	const { sheets: read, refused } = sheetsOfProcore(resource, rows, scope);
	return [
		...read.map((sheet) => ({ json: asJson(sheet) })),
		...refused.map(({ id, sentence }) => ({ json: { id, error: sentence } })),
	];
}
