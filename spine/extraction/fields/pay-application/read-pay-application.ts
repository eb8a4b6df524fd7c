import type { PayApplication } from '../../../documents/document';
import { candidates, documentNumber, numberAt } from '../header-values';
import { periodOf } from '../periods';
import type { Draft, ReadContext } from '../read-context';
import { readSheets } from './continuation';
import { coverAmounts, readCover } from './cover';
import { contractorSigned } from './signature';

/**
 * Reads the cover (AIA G702 and its kin) and the continuation sheets (G703) of a pay application
 * as printed. The document's total is the current payment due; its number is the invoice number
 * where one is printed, else the application number.
 */
export function readPayApplication(context: ReadContext, draft: Draft): void {
	const { layout, hits } = context;
	const { document } = draft;
	const sheet = readSheets(context);
	const cover = readCover(context, sheet.rows);
	const application: PayApplication = { ...coverAmounts(cover), lines: [] };
	for (const [name, found] of Object.entries(cover.amounts))
		draft.note(`payApplication.${name}`, found);
	if (cover.retainageOnWorkPercent !== undefined) {
		application.retainageOnWorkPercent = cover.retainageOnWorkPercent;
	}
	if (cover.retainageOnStoredPercent !== undefined) {
		application.retainageOnStoredPercent = cover.retainageOnStoredPercent;
	}
	const number = documentNumber(layout, hits, 'pay_application');
	if (number && number.value.length <= 12) {
		application.applicationNumber = draft.take('payApplication.applicationNumber', number);
	}
	const [invoice] = candidates(
		layout,
		hits,
		['number'],
		(text) => numberAt(text),
		(one) => (one.hit.label.kind === 'invoice' ? one.confidence : 0),
	);
	if (invoice && invoice.confidence >= 0.7) document.number = draft.take('number', invoice);
	const period = periodOf(context);
	if (period.from) application.periodFrom = draft.take('payApplication.periodFrom', period.from);
	if (period.to) application.periodTo = draft.take('payApplication.periodTo', period.to);
	sheet.lines.forEach(({ line, found }, index) => {
		application.lines.push(line);
		for (const [member, where] of Object.entries(found))
			draft.note(`payApplication.lines.${index}.${member}`, where);
	});
	if (sheet.totals) {
		application.totals = sheet.totals.amounts;
		for (const [member, where] of Object.entries(sheet.totals.found))
			draft.note(`payApplication.totals.${member}`, where);
	}
	if (sheet.pageTotals.length > 0) {
		application.pageTotals = sheet.pageTotals.map((page) => page.amounts);
		sheet.pageTotals.forEach(({ found }, index) => {
			for (const [member, where] of Object.entries(found))
				draft.note(`payApplication.pageTotals.${index}.${member}`, where);
		});
	}
	const signed = contractorSigned(context);
	if (signed !== undefined) application.signed = signed;
	document.payApplication = application;
	document.total = draft.take('total', cover.amounts.currentPaymentDue);
}
