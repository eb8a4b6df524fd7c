import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import { sampleOfProcore } from '../../spine';
import { procoreOf } from '../Procore/transport';
import { openLedger } from '../shared/ledger';
import { projectsSchema, watchedSchema } from './properties';
import { itemsOf } from './watching';

/** For a test run in the editor: one record of what is watched. Nothing is kept. */
export async function sample(context: ITriggerFunctions): Promise<INodeExecutionData[]> {
	const client = await procoreOf(context, context.getNodeParameter('authentication'));
	const found = await sampleOfProcore(
		{ client, ledger: await openLedger(context) },
		watchedSchema.parse(context.getNodeParameter('watch')),
		projectsSchema.parse(context.getNodeParameter('projects', [])),
	);
	return found === undefined ? [] : itemsOf([found]);
}
