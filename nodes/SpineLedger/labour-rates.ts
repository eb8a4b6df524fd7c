import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { type LabourRate, parseLabourRates, parseLabourRatesCsv } from '../../spine';
import { optionalText, readParameter, textParameter } from '../shared/parameters';

const tableSchema = z
	.object({
		rate: z
			.array(
				z.object({
					project: optionalText,
					costCode: optionalText,
					costType: optionalText,
					timeType: optionalText,
					rate: optionalText,
					// n8n's date field may give a time with the day.
					from: optionalText.transform((text) => text?.slice(0, 10)),
				}),
			)
			.default([]),
	})
	.default({});

/**
 * What an hour costs, from the table or the CSV text of the node.
 *
 * @throws NodeOperationError naming the first rows that are no rates.
 */
export function labourRates(context: IExecuteFunctions, itemIndex: number): LabourRate[] {
	const { rates, refused } =
		context.getNodeParameter('labourRatesFrom', itemIndex, 'table') === 'csv'
			? parseLabourRatesCsv(
					readParameter(context, 'labourRatesCsv', itemIndex, textParameter),
					'rates',
				)
			: parseLabourRates(
					readParameter(context, 'labourRates', itemIndex, tableSchema).rate,
					'rates',
				);
	if (refused.length === 0) return rates;
	throw new NodeOperationError(
		context.getNode(),
		`${refused.length} row(s) of the rate table cannot be used: ${refused.slice(0, 3).join(' ')}`,
		{ itemIndex, description: 'Mend or remove these rows. Nothing was planned.' },
	);
}
