import type { Case } from './case';
import { changeOrders } from './change-orders';
import { duplicates } from './duplicates';
import { identity } from './identity';
import { money } from './money';
import { overbilling } from './overbilling';
import { payApplications } from './pay-applications';
import { trust } from './trust';

/** A failing document and its twin for every rule. */
export const cases: Case[] = [
	...overbilling,
	...changeOrders,
	...payApplications,
	...duplicates,
	...identity,
	...money,
	...trust,
];
