import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { coverage } from '../../spine';
import { openLedger } from '../shared/ledger';
import { asJson } from '../shared/router';
import { mappingRules } from './mapping-rules';

/** One item for each cost code and type in use on open commitments that no rule maps. */
export async function mappingCoverage(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const ledger = await openLedger(this);
	const { projects, commitments } = await ledger.directory();
	const numbers = new Map(projects.map(({ id, number }) => [id, number ?? id]));
	const inUse = commitments.flatMap(({ project, lines }) =>
		lines.map(({ costCode, costType }) => ({
			project: numbers.get(project) ?? project,
			costCode,
			costType,
		})),
	);
	return [
		coverage(inUse, mappingRules(this)).map((gap) => ({
			json: asJson(gap),
			pairedItem: { item: 0 },
		})),
	];
}
