import type { TransferTarget } from '../../../transfers/target';
import type { QuickBooksOnline } from '../client';
import { booksRowAdapter } from './books-row';
import { jobAdapter, vendorAdapter } from './customers-and-vendors';
import { ownerInvoiceAdapter } from './owner-invoices';
import { postedBillAdapter } from './posted-bill';

/** A QuickBooks Online company file as a system that transfers are written to. */
export function quickBooksTarget(client: QuickBooksOnline): TransferTarget {
	return {
		side: 'books',
		system: client.realmId,
		name: 'QuickBooks',
		adapters: {
			books_row: booksRowAdapter(client),
			job: jobAdapter(client),
			owner_invoice: ownerInvoiceAdapter(client),
			posted_bill: postedBillAdapter(client),
			vendor: vendorAdapter(client),
		},
	};
}
