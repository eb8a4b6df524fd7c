import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { keepToOneCompany, labourSettings, readTimecards } from '../../spine';
import { procoreOf } from '../Procore/transport';
import { businessTime, companyOf, openLedger } from '../shared/ledger';
import { readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';
import { idsParameter } from './ids';

const daysParameter = z.number().int().min(1).max(3660);

/**
 * Reads the hours of timecards into the ledger, without the people: they go from Procore straight into
 * the ledger, so that no execution of n8n keeps who worked. One item for each project, with counts.
 */
export async function readTimecardHours(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced[]> {
	const ledger = await openLedger(this);
	const { settings } = await companyOf(ledger);
	const { labour } = labourSettings(settings);
	const client = await procoreOf(this, this.getNodeParameter('procoreAuthentication', itemIndex));
	await keepToOneCompany(ledger, client.companyId);
	const chosen = readParameter(this, 'projects', itemIndex, idsParameter);
	const known = await ledger.list('project');
	const projects =
		chosen ?? known.filter(({ deleted, active }) => deleted !== true && active).map(({ id }) => id);
	const signal = this.getExecutionCancelSignal();
	const readings = await readTimecards({
		client,
		ledger,
		projects,
		first: labour.from,
		today: businessTime(settings, undefined).slice(0, 10),
		lookBackDays: readParameter(this, 'lookBackDays', itemIndex, daysParameter),
		...(signal === undefined ? {} : { signal }),
	});
	return readings.map((reading) => ({ json: asJson(reading) }));
}
