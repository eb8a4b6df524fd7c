import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { comparePilot, gatherPilot, pilotPage } from '../../spine';
import { businessTime, companyOf, openLedger } from '../shared/ledger';
import { optionalText, readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

async function pilotOf(context: IExecuteFunctions, itemIndex: number) {
	const ledger = await openLedger(context);
	const { settings } = await companyOf(ledger);
	const since = readParameter(context, 'since', itemIndex, optionalText);
	const number = (name: string) =>
		readParameter(context, name, itemIndex, z.number().nonnegative());
	return comparePilot(
		await gatherPilot(ledger, settings, businessTime(settings, undefined), {
			...(since === undefined ? {} : { since: new Date(since).toISOString() }),
			patienceDays: number('patienceDays'),
			minutesPerBill: number('minutesPerBill'),
		}),
	);
}

/** One item with what the pilot has shown so far, and its page. */
export async function compareWithPeople(
	this: IExecuteFunctions,
	itemIndex: number,
): Promise<Produced> {
	const { rows, ...report } = await pilotOf(this, itemIndex);
	const page = Buffer.from(pilotPage({ ...report, rows }), 'utf8');
	return {
		json: asJson(report),
		binary: {
			page: await this.helpers.prepareBinaryData(page, `pilot-${report.today}.html`, 'text/html'),
		},
	};
}

/** One item for each document of the pilot. */
export async function getCompared(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const { rows } = await pilotOf(this, itemIndex);
	const all = this.getNodeParameter('whichCompared', itemIndex) === 'all';
	return rows
		.filter(
			({ standing }) =>
				all || standing === 'differs' || standing === 'would_hold' || standing === 'gate_only',
		)
		.map((row) => ({ json: asJson(row) }));
}
