import { render } from './canvas';
import { INVOICE_LAYOUTS } from './invoice-layouts';
import { changeOrderPage, quotePage, statementPage } from './other-layouts';
import { continuationSheets, payApplicationCover } from './pay-application-layout';
import type { Paper } from './truth';

export type InvoiceLayout = keyof typeof INVOICE_LAYOUTS;

/** A paper as a PDF, invoices in the layout of their sender. */
export async function renderPaper(
	paper: Paper,
	layout: InvoiceLayout = 'classic',
): Promise<Buffer> {
	switch (paper.kind) {
		case 'invoice':
		case 'credit_memo':
			return await render((pdf) => INVOICE_LAYOUTS[layout](pdf, paper));
		case 'quote':
			return await render((pdf) => quotePage(pdf, paper));
		case 'change_order':
			return await render((pdf) => changeOrderPage(pdf, paper));
		case 'statement':
			return await render((pdf) => statementPage(pdf, paper));
		case 'pay_application':
			return await render(
				(pdf) => {
					payApplicationCover(pdf, paper);
					continuationSheets(pdf, paper);
				},
				{ landscape: true },
			);
	}
}
