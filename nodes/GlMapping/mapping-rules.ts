import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type MappingRule, parseMappingCsv, parseMappingRows } from '../../spine';
import { optionalText, readParameter, textParameter } from '../shared/parameters';

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
