import type { IExecuteFunctions } from 'n8n-workflow';
import { gatherKeying, keyingCsv, keyingPage, keyingSheet, keyingWorkbook } from '../../spine';
import { clock } from '../shared/environment';
import { openLedger } from '../shared/ledger';
import { type Produced, asJson } from '../shared/router';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One item with the bills that people are to key, and its three forms as files. */
export async function createKeyingSheet(this: IExecuteFunctions): Promise<Produced> {
	const ledger = await openLedger(this);
	const sheet = keyingSheet(await gatherKeying(ledger, new Date(clock()).toISOString()));
	const name = `bills-to-key-${sheet.madeAt.slice(0, 10)}`;
	const file = (content: Uint8Array | string, extension: string, type: string) =>
		this.helpers.prepareBinaryData(Buffer.from(content), `${name}.${extension}`, type);
	return {
		json: asJson({ ...sheet, toKey: sheet.bills.length, held: sheet.waiting.length }),
		binary: {
			workbook: await file(await keyingWorkbook(sheet), 'xlsx', WORKBOOK),
			csv: await file(keyingCsv(sheet), 'csv', 'text/csv'),
			page: await file(keyingPage(sheet), 'html', 'text/html'),
		},
	};
}
