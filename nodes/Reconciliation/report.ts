import type { IExecuteFunctions } from 'n8n-workflow';
import {
	type Reconciliation,
	dateSchema,
	gatherReconciliation,
	lastMonthEnd,
	needsSomebody,
	reconcile,
	reconciliationPage,
	reconciliationWorkbook,
} from '../../spine';
import { businessTime, companyOf, openLedger } from '../shared/ledger';
import { optionalText, readParameter } from '../shared/parameters';
import { type Produced, asJson } from '../shared/router';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function reportOf(context: IExecuteFunctions, itemIndex: number): Promise<Reconciliation> {
	const ledger = await openLedger(context);
	const { settings } = await companyOf(ledger);
	const asked = readParameter(context, 'asOf', itemIndex, optionalText.pipe(dateSchema.optional()));
	const asOf = asked ?? lastMonthEnd(businessTime(settings, undefined), settings.timeZone);
	return reconcile(await gatherReconciliation(ledger, settings, asOf));
}

/** One item for each row of the report. */
export async function getRows(this: IExecuteFunctions, itemIndex: number): Promise<Produced[]> {
	const { rows, asOf, currency } = await reportOf(this, itemIndex);
	const all = this.getNodeParameter('which', itemIndex) !== 'toClear';
	return rows
		.filter((row) => all || needsSomebody(row))
		.map((row) => ({ json: asJson({ asOf, currency, ...row }) }));
}

/** One item with the report's totals and its two printed forms. */
export async function createReport(this: IExecuteFunctions, itemIndex: number): Promise<Produced> {
	const report = await reportOf(this, itemIndex);
	const { asOf, entity, currency, ages, classes, projects, ties, rows } = report;
	const name = `reconciliation-${asOf}`;
	const page = Buffer.from(reconciliationPage(report), 'utf8');
	const workbook = Buffer.from(await reconciliationWorkbook(report));
	const toClear = rows.filter(needsSomebody).length;
	return {
		json: asJson({
			asOf,
			entity,
			currency,
			ages,
			rows: rows.length,
			toClear,
			classes,
			projects,
			ties,
		}),
		binary: {
			page: await this.helpers.prepareBinaryData(page, `${name}.html`, 'text/html'),
			workbook: await this.helpers.prepareBinaryData(workbook, `${name}.xlsx`, WORKBOOK),
		},
	};
}
