import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { codesInUse, coverage, rememberRules, suggestItems } from '../../spine';
import { openLedger } from '../shared/ledger';
import { asJson } from '../shared/router';
import { mappingRules } from './mapping-rules';

/**
 * One item for each cost code and type in use on open commitments that no rule maps, with the items of
 * QuickBooks whose names lead to it: shown, never applied.
 */
export async function mappingCoverage(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const ledger = await openLedger(this);
	const rules = mappingRules(this);
	await rememberRules(ledger, rules);
	const gaps = coverage(codesInUse(await ledger.directory()), rules);
	const items = await ledger.list('item');
	return [
		gaps.map((gap) => {
			const suggestions = suggestItems(gap, items);
			const json = asJson(suggestions.length === 0 ? gap : { ...gap, suggestions });
			return { json, pairedItem: { item: 0 } };
		}),
	];
}
