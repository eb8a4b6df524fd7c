import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type ResourceName, type WireRow, sheetsOfProcore } from '../../spine';
import { optionalText, readParameter, textParameter } from '../shared/parameters';
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
	const scope = {
		...(shown.scope === 'company'
			? {}
			: { project: readParameter(this, 'project', itemIndex, textParameter) }),
		...(shown.scope === 'contract'
			? { contract: readParameter(this, 'contract', itemIndex, textParameter) }
			: {}),
	};
	const signal = this.getExecutionCancelSignal();
	const rows: WireRow[] = [];
	if (this.getNodeParameter('operation', itemIndex) === 'get') {
		const id = readParameter(this, 'record', itemIndex, textParameter);
		rows.push(await client.get(shown.resource, id, scope, { signal }));
	} else {
		const limit = this.getNodeParameter('returnAll', itemIndex)
			? Number.POSITIVE_INFINITY
			: readParameter(this, 'limit', itemIndex, z.number().int().positive());
		const filters = filterQuery(readParameter(this, 'filters', itemIndex, filtersSchema));
		const perPage = Math.min(limit, 1000);
		for await (const row of client.list(shown.resource, scope, { filters, perPage, signal })) {
			rows.push(row);
			if (rows.length >= limit) break;
		}
	}
	return this.getNodeParameter('output', itemIndex) === 'raw'
		? rows.map((row) => ({ json: asJson(row) }))
		: sheets(shown.resource, scope, rows);
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
