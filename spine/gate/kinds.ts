import type { Document } from '../documents/document';
import { isSilentRecord } from '../documents/record-standing';

/** Documents that ask for money, or give it back. A draft in the project system asks for none yet. */
export function asksForMoney(document: Document): boolean {
	if (isSilentRecord(document)) return false;
	return (
		document.kind === 'invoice' ||
		document.kind === 'pay_application' ||
		document.kind === 'credit_memo'
	);
}

/** Invoices and pay applications: what bills a commitment. */
export function bills(document: Document): boolean {
	return document.kind === 'invoice' || document.kind === 'pay_application';
}

export const isInvoice = (document: Document): boolean => document.kind === 'invoice';
export const isPayApplication = (document: Document): boolean =>
	document.kind === 'pay_application';
export const isPrintedPayApplication = (document: Document): boolean =>
	document.kind === 'pay_application' && document.payApplication !== undefined;
export const cameByEmail = (document: Document): boolean => document.source.channel === 'email';
export const always = (): boolean => true;

/** Whether the document asks for retainage that was held earlier, in whole or in part. */
export function asksForRetainage(document: Document): boolean {
	return document.retainageRelease === true || (document.retainageReleased ?? 0) > 0;
}
