import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { recordSchema } from '../../spine';
import { openLedger } from '../shared/ledger';
import { jsonParameter, readLimit, readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

const listSchema = z
	.union([z.array(z.unknown()), z.record(z.unknown())])
	.transform((value) => (Array.isArray(value) ? value : [value]));

export async function recordRecords(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const given = listSchema.safeParse(readParameter(this, 'records', itemIndex, jsonParameter));
	if (!given.success) {
		throw new NodeOperationError(this.getNode(), 'The item carries no record.', {
			itemIndex,
			description:
				'Connect a node whose items have a "record" field, such as Procore or QuickBooks.',
		});
	}
	const records = given.data.map((value, index) => {
		const record = recordSchema.safeParse(value);
		if (record.success) return record.data;
		const issue = record.error.issues[0];
		throw new NodeOperationError(
			this.getNode(),
			`Record ${index + 1} cannot be stored: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
			{ itemIndex },
		);
	});
	const ledger = await openLedger(this);
	return { json: asJson(await ledger.record(records)) };
}

const typeSchema = z.enum([
	'account',
	'bill',
	'bill_payment',
	'change_order',
	'class',
	'commitment',
	'contract_payment',
	'customer_payment',
	'cost_code',
	'cost_type',
	'direct_cost',
	'expense',
	'field_data',
	'invoice',
	'item',
	'job',
	'owner_invoice',
	'prime_change_order',
	'prime_contract',
	'project',
	'purchase_order',
	'quote',
	'requisition',
	'vendor',
	'vendor_credit',
]);

export async function getRecords(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const rows = await ledger.list(readParameter(this, 'recordType', itemIndex, typeSchema));
	return rows.slice(0, readLimit(this, itemIndex)).map((record) => ({ json: asJson({ record }) }));
}
