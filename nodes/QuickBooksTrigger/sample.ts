import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import { sheetsOfQuickBooks } from '../../spine';
import { quickBooksOf } from '../QuickBooks/transport';
import { entitiesSchema } from './properties';
import { itemsOf } from './watching';

/** For a test run in the editor: one row of the first chosen entity that has any. Nothing is kept. */
export async function sample(context: ITriggerFunctions): Promise<INodeExecutionData[]> {
	const entities = entitiesSchema.parse(context.getNodeParameter('entities'));
	const client = await quickBooksOf(context);
	for (const entity of entities) {
		const rows = await client.query({ entity, maxResults: 1 });
		const { sheets } = sheetsOfQuickBooks(entity, rows, client.realmId);
		if (sheets.length > 0) return itemsOf(sheets);
	}
	return [];
}
