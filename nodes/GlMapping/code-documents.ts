import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import {
	type MappingRule,
	codeDocument,
	documentSchema,
	identify,
	parseMappingCsv,
	parseMappingRows,
	previousStored,
} from '../../spine';
import { companyOf, openLedger } from '../shared/ledger';
import { optionalText, readParameter, textParameter } from '../shared/parameters';
import { type ItemOperation, type Produced, asJson } from '../shared/router';

const locatorValue = z
	.union([z.object({ value: optionalText }).transform(({ value }) => value), optionalText])
	.optional();

const tableSchema = z
	.object({
		rule: z
			.array(
				z.object({
					costCode: optionalText,
					costType: optionalText,
					project: optionalText,
					vendor: optionalText,
					account: locatorValue,
					item: locatorValue,
					class: locatorValue,
				}),
			)
			.default([]),
	})
	.default({});

/**
 * The mapping rules from wherever the node is told to take them.
 *
 * @throws NodeOperationError naming the first rows that cannot be read as rules.
 */
export function mappingRules(context: IExecuteFunctions): MappingRule[] {
	const from = context.getNodeParameter('rulesFrom', 0);
	const { rules, refused } =
		from === 'csv'
			? parseMappingCsv(readParameter(context, 'csv', 0, textParameter), 'CSV')
			: from === 'input'
				? parseMappingRows(
						context.getInputData(1).map(({ json }) => json),
						'rules',
					)
				: parseMappingRows(tableRows(context), context.getNode().name);
	if (refused.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`${refused.length} mapping rule(s) cannot be used: ${refused
				.slice(0, 3)
				.map(({ sentence }) => sentence)
				.join(' ')}`,
			{ description: 'Mend or remove these rules. Nothing was coded.' },
		);
	}
	return rules;
}

function tableRows(context: IExecuteFunctions): Array<Record<string, unknown>> {
	return readParameter(context, 'rules', 0, tableSchema).rule.map((row) => ({
		cost_code: row.costCode,
		cost_type: row.costType,
		project: row.project,
		vendor: row.vendor,
		account: row.account,
		item: row.item,
		class: row.class,
	}));
}

/** Prepares the operation that adds the coding sheet to a folder that holds a document. */
export async function codeDocuments(context: IExecuteFunctions): Promise<ItemOperation> {
	const rules = mappingRules(context);
	const ledger = await openLedger(context);
	const { settings } = await companyOf(ledger);
	const directory = await ledger.directory();
	const books = {
		accounts: await ledger.list('account'),
		items: await ledger.list('item'),
		classes: await ledger.list('class'),
		jobs: directory.jobs,
	};
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
		const coding = codeDocument(document.data, identity, {
			rules,
			settings,
			books,
			changeOrders,
			costTypes,
			previousStored: stored,
		});
		return {
			json: { ...item?.json, coding: asJson(coding) },
			...(item?.binary === undefined ? {} : { binary: item.binary }),
		};
	};
}
