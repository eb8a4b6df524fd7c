import type { DemoCase } from './case';
import { arithmeticCases } from './arithmetic';
import { cleanTwinCases } from './clean-twins';
import { trapCases } from './billing-traps';
import { changeOrderCases } from './change-orders';
import { duplicateCases } from './duplicates';
import { ordinaryCases } from './ordinary';
import { overbillingCases } from './overbilling';
import { identityCases } from './identity';
import { payApplicationCases } from './pay-applications';
import { purchaseOrderCases } from './purchase-orders';
import { quoteCases } from './quotes';
import { readingCases } from './reading';
import { retainageCases } from './retainage';
import { senderCases } from './senders';

export type { DemoCase, Expectation } from './case';

/** The mailbox in the order in which it is decided. */
export const demoCases: readonly DemoCase[] = [
	...payApplicationCases,
	...overbillingCases,
	...changeOrderCases,
	...duplicateCases,
	...identityCases,
	...quoteCases,
	...purchaseOrderCases,
	...arithmeticCases,
	...retainageCases,
	...senderCases,
	...readingCases,
	...trapCases,
	...cleanTwinCases,
	...ordinaryCases,
];

/** Name of a case's file in the mailbox. */
export function fileNameOf(one: DemoCase): string {
	const number = String(demoCases.indexOf(one) + 1).padStart(3, '0');
	return `${number}-${one.name}.eml`;
}
