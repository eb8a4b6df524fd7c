import type { Rule } from '../rule';
import {
	amountDue,
	codingAddsUp,
	lineExtension,
	previousBalance,
	subtotalFoots,
	totalAddsUp,
} from './arithmetic/invoice';
import {
	changeOrderUsedUp,
	cumulativeOverChangeOrder,
	differsFromSigned,
} from './change-orders/amounts';
import { changeOrderArithmetic, changeOrderSigned } from './change-orders/form';
import {
	ambiguousChangeOrder,
	extraWithoutChangeOrder,
	foreignChangeOrder,
	unapprovedChangeOrder,
	unknownChangeOrder,
} from './change-orders/references';
import {
	retainageIsNoDuplicate,
	sameAmountInWindow,
	sameAmountSameDate,
} from './duplicates/amounts';
import { otherVendorRecord, sameContent, samePeriod, sameSighting } from './duplicates/content';
import { alreadyDirectCost, alreadyInBooks } from './duplicates/elsewhere';
import { exactNumber, normalisedNumber, revisedNumber } from './duplicates/numbers';
import { packageComplete, requiredFieldsPresent, signaturePresent } from './identity/completeness';
import { billTo, kindResolved, legalEntity, vendorResolved } from './identity/parties';
import {
	commitmentResolved,
	projectOpen,
	projectResolved,
	vendorOfCommitment,
} from './identity/references';
import { cumulativePerCommitment, overWithoutPending } from './overbilling/commitment';
import { frontLoading } from './overbilling/front-loading';
import { perSovLine } from './overbilling/sov-line';
import { vendorAcrossProjects } from './overbilling/vendor';
import { netChangeOrders, originalSum } from './pay-application/contract';
import {
	applicationNumber,
	previousCertificates,
	previousColumn,
} from './pay-application/continuity';
import { coverRules } from './pay-application/cover';
import {
	columnsFoot,
	lineBalance,
	lineCompleted,
	linePercent,
	pagesFoot,
} from './pay-application/lines';
import {
	revisedLacksChangeOrder,
	signedAheadOfSystem,
	sovNotExpanded,
	tierGap,
} from './stale/stale-commitment';

/** Every rule of the gate, in the order in which reviewers read them. */
export const rules: readonly Rule[] = [
	kindResolved,
	vendorResolved,
	legalEntity,
	billTo,
	projectResolved,
	projectOpen,
	commitmentResolved,
	requiredFieldsPresent,
	signaturePresent,
	packageComplete,
	exactNumber,
	normalisedNumber,
	sameAmountSameDate,
	sameAmountInWindow,
	revisedNumber,
	otherVendorRecord,
	sameContent,
	sameSighting,
	samePeriod,
	alreadyInBooks,
	alreadyDirectCost,
	vendorOfCommitment,
	revisedLacksChangeOrder,
	tierGap,
	sovNotExpanded,
	signedAheadOfSystem,
	lineExtension,
	subtotalFoots,
	totalAddsUp,
	amountDue,
	previousBalance,
	codingAddsUp,
	lineCompleted,
	lineBalance,
	linePercent,
	columnsFoot,
	pagesFoot,
	...coverRules,
	originalSum,
	netChangeOrders,
	previousCertificates,
	previousColumn,
	applicationNumber,
	extraWithoutChangeOrder,
	unknownChangeOrder,
	ambiguousChangeOrder,
	unapprovedChangeOrder,
	foreignChangeOrder,
	changeOrderUsedUp,
	cumulativeOverChangeOrder,
	differsFromSigned,
	changeOrderArithmetic,
	changeOrderSigned,
	cumulativePerCommitment,
	overWithoutPending,
	perSovLine,
	vendorAcrossProjects,
	frontLoading,
	retainageIsNoDuplicate,
];

/** The rule with this id; undefined for an id that is not implemented. */
export function ruleById(id: string): Rule | undefined {
	return rules.find((rule) => rule.id === id);
}
