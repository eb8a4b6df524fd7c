import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { upsertEntity } from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { jsonParameter, readParameter, textParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';
import { RESOURCES } from './resources';
import { quickBooksOf } from './transport';

/** Creates or updates one list record or purchase order; refused while the company only observes. */
export async function createOrUpdate(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const key = readParameter(this, 'resource', itemIndex, textParameter);
	const shown = RESOURCES[key];
	if (shown === undefined || !shown.writable) {
		throw new NodeOperationError(this.getNode(), `"${key}" cannot be written by this node.`, {
			itemIndex,
		});
	}
	const { policy } = await companyOf(await openLedger(this));
	if (policy.mode === 'observe' || policy.mode === 'shadow') {
		throw new NodeOperationError(
			this.getNode(),
			`Nothing is written to QuickBooks while the company's mode is "${policy.mode}".`,
			{
				itemIndex,
				description:
					'Set the mode to "propose" or "autoClean" with the Spine Ledger node, Company, Set.',
			},
		);
	}
	const fields = z
		.record(z.unknown())
		.safeParse(readParameter(this, 'fields', itemIndex, jsonParameter));
	if (!fields.success) {
		throw new NodeOperationError(this.getNode(), 'The fields must be one JSON object.', { itemIndex });
	}
	const client = await quickBooksOf(this);
	const { row, state } = await upsertEntity(client, shown.entity, fields.data, {
		signal: this.getExecutionCancelSignal(),
	});
	return { json: asJson({ state, row }) };
}
