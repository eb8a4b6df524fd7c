import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { codesInUse, coverage } from '../../spine';
import { openLedger } from '../shared/ledger';
import { rememberRules } from '../shared/mapping-note';
import { asJson } from '../shared/router';
import { mappingRules } from './mapping-rules';

/** One item for each cost code and type in use on open commitments that no rule maps. */
export async function mappingCoverage(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const ledger = await openLedger(this);
	const rules = mappingRules(this);
	await rememberRules(ledger, rules);
	const gaps = coverage(codesInUse(await ledger.directory()), rules);
	return [gaps.map((gap) => ({ json: asJson(gap), pairedItem: { item: 0 } }))];
}
