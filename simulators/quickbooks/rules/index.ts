import { attachable } from './attachables';
import type { Behaviour } from './behaviour';
import { bill, vendorCredit } from './bills';
import * as lists from './lists';
import { purchaseOrder } from './orders';
import { billPayment } from './payments';
import * as sales from './sales';

/** The particular rules of each entity; one not named here is stored as it is sent. */
export const behaviours: Record<string, Behaviour> = {
	Vendor: lists.vendor,
	Customer: lists.customer,
	Employee: lists.employee,
	Account: lists.account,
	Item: lists.item,
	Class: lists.classification,
	Department: lists.department,
	Term: lists.term,
	PurchaseOrder: purchaseOrder,
	Bill: bill,
	VendorCredit: vendorCredit,
	BillPayment: billPayment,
	Purchase: sales.purchase,
	JournalEntry: sales.journalEntry,
	Invoice: sales.invoice,
	Estimate: sales.estimate,
	CreditMemo: sales.creditMemo,
	Payment: sales.payment,
	Attachable: attachable,
};
