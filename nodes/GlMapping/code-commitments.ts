import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { type Ledger, codeCommitment, notYetMoney, recordSchema } from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { type ItemOperation, type Produced, asJson } from '../shared/router';
import { mappingRules } from './mapping-rules';
import { chartOf } from './chart';

/** Outputs connect by index, so these are final. */
const OUTPUT = { coded: 0, notReady: 1 } as const;

/** The commitment that a record is, or that it is a change order of. */
async function commitmentOf(ledger: Ledger, record: unknown) {
	const parsed = recordSchema.safeParse(record);
	if (!parsed.success) return undefined;
	if (parsed.data.type === 'commitment') return parsed.data;
	if (parsed.data.type !== 'change_order') return undefined;
	return await ledger.get('commitment', parsed.data.commitment);
}

/**
 * Prepares the operation that adds to a commitment record the purchase order that it becomes, or
 * the sentences that say why it becomes none yet, and the approved proposals that are not money yet.
 * A change order's record stands for its commitment. Change orders are those of the ledger.
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
		const commitment = await commitmentOf(ledger, item?.json.record);
		if (commitment === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				'The item carries no commitment record, nor a change order of a commitment that the ledger holds.',
				{
					itemIndex,
					description:
						'Connect the Procore node, Subcontract or Purchase Order, Get with the output "Documents and Records", or the Spine Ledger node, Record, Get Many of change orders, before this one.',
				},
			);
		}
		const changeOrders = await ledger.list('change_order', { commitment: commitment.id });
		const { order, problems } = codeCommitment(commitment, {
			directory,
			settings,
			rules,
			books,
			changeOrders,
			costTypes,
		});
		return {
			json: {
				...item?.json,
				record: asJson(commitment),
				...(order === undefined ? {} : { order: asJson(order) }),
				problems,
				waiting: notYetMoney(changeOrders, commitment.id),
			},
			output: order === undefined ? OUTPUT.notReady : OUTPUT.coded,
		};
	};
}
