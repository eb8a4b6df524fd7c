import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import {
	codeDocument,
	documentSchema,
	identify,
	ordersOfCommitment,
	previousStored,
	rememberRules,
} from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { type ItemOperation, type Produced, asJson } from '../shared/router';
import { chartOf } from './chart';
import { mappingRules } from './mapping-rules';

/** Prepares the operation that adds the coding sheet to a folder that holds a document. */
export async function codeDocuments(context: IExecuteFunctions): Promise<ItemOperation> {
	const rules = mappingRules(context);
	const ledger = await openLedger(context);
	await rememberRules(ledger, rules);
	const { settings } = await companyOf(ledger);
	const directory = await ledger.directory();
	const books = await chartOf(ledger, directory);
	const costTypes = await ledger.list('cost_type');
	return async function code(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
		const [item] = this.getInputData().slice(itemIndex);
		const document = documentSchema.safeParse(item?.json.document);
		if (!document.success) {
			throw new NodeOperationError(this.getNode(), 'The item carries no document sheet.', {
				itemIndex,
				description: 'Connect the Construction Email Extractor or a Procore node before this one.',
			});
		}
		const identity = identify(document.data, directory, settings);
		const commitment = identity.commitment.record;
		const application = document.data.payApplication;
		const stored =
			application === undefined || commitment === undefined
				? undefined
				: previousStored(
						application,
						await ledger.priorApplications(commitment.id),
						document.data.currency ?? commitment.currency ?? settings.currency,
					);
		const changeOrders =
			commitment === undefined
				? []
				: await ledger.list('change_order', { commitment: commitment.id });
		const purchaseOrders = await ordersOfCommitment(ledger, commitment);
		const coding = codeDocument(document.data, identity, {
			rules,
			settings,
			books,
			changeOrders,
			costTypes,
			purchaseOrders,
			previousStored: stored,
		});
		return {
			json: { ...item?.json, coding: asJson(coding) },
			...(item?.binary === undefined ? {} : { binary: item.binary }),
		};
	};
}
