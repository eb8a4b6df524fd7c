import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { codeCommitment, recordSchema } from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { type ItemOperation, type Produced, asJson } from '../shared/router';
import { mappingRules } from './mapping-rules';
import { chartOf } from './chart';

/** Outputs connect by index, so these are final. */
const OUTPUT = { coded: 0, notReady: 1 } as const;

/**
 * Prepares the operation that adds to a commitment record the purchase order that it becomes, or
 * the sentences that say why it becomes none yet. Change orders are those of the ledger.
 */
export async function codeCommitments(context: IExecuteFunctions): Promise<ItemOperation> {
	const rules = mappingRules(context);
	const ledger = await openLedger(context);
	const { settings } = await companyOf(ledger);
	const directory = await ledger.directory();
	const books = await chartOf(ledger, directory);
	const costTypes = await ledger.list('cost_type');
	return async function code(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
		const [item] = this.getInputData().slice(itemIndex);
		const parsed = recordSchema.safeParse(item?.json.record);
		if (!parsed.success || parsed.data.type !== 'commitment') {
			throw new NodeOperationError(this.getNode(), 'The item carries no commitment record.', {
				itemIndex,
				description:
					'Connect the Procore node, Subcontract or Purchase Order, Get with the output "Documents and Records", before this one.',
			});
		}
		const changeOrders = await ledger.list('change_order', { commitment: parsed.data.id });
		const { order, problems } = codeCommitment(parsed.data, {
			directory,
			settings,
			rules,
			books,
			changeOrders,
			costTypes,
		});
		return {
			json: { ...item?.json, ...(order === undefined ? {} : { order: asJson(order) }), problems },
			output: order === undefined ? OUTPUT.notReady : OUTPUT.coded,
		};
	};
}
