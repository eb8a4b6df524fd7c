import type { TransferTarget } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { booksRowAdapter } from './books-row';
import { jobAdapter, vendorAdapter } from './customers-and-vendors';
import { labourAdapter } from './labour';
import { ownerInvoiceAdapter } from './owner-invoices';
import { postedBillAdapter } from './posted-bill';
import { closingDateOf } from './standing-lock';

/**
 * A QuickBooks Online company file as a system that transfers are written to. Its closing date is
 * read once, so a target is made anew for every run of a workflow.
 */
export function quickBooksTarget(client: QuickBooksOnline): TransferTarget {
	const closingDate = closingDateOf(client);
	return {
		side: 'books',
		system: client.realmId,
		name: 'QuickBooks',
		adapters: {
			books_row: booksRowAdapter(client, closingDate),
			job: jobAdapter(client),
			labour: labourAdapter(client, closingDate),
			owner_invoice: ownerInvoiceAdapter(client, closingDate),
			posted_bill: postedBillAdapter(client, closingDate),
			vendor: vendorAdapter(client),
		},
	};
}
