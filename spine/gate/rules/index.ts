import { codingAddsUp } from './arithmetic/coding';
import type { Rule } from '../rule';
import {
	billIsVerifiedNet,
	mappingExists,
	numberFits,
	periodOpen,
	targetsActive,
} from './accounting/coding';
import { depositAgreed, negativeIsCredit } from './accounting/routing';
import {
	billedAfterCompletion,
	currencyAgrees,
	executed,
	statusAllowsBilling,
} from './commitment/state';
import { fieldConfidence, readingRules } from './evidence/reading';
import { bankDetailsSame, remitToSame } from './fraud/payment-details';
import { lookAlikeDomain, replyToSame, senderAuthenticated } from './fraud/sender';
import { notSplitUnderLimit } from './fraud/structuring';
import {
	freightCapped,
	orderTotal,
	quantityOrdered,
	unitOfMeasure,
	unitPrice,
} from './purchase-orders/order';
import { approvalEvidence, approvalSenderProven } from './quotes/approval';
import { citedVersion, priceDrift, silentDrift } from './quotes/versions';
import { hiddenRelease, retainageRate } from './retainage/rate';
import { releaseApproved, releasedOnce, releaseWithinHeld } from './retainage/release';
import { noDoubleEntry, storedBackup } from './stored-materials/stored';
import { creditWithinBilled, negativeLineExplained } from './credits/credits';
import { taxOnExemptProject } from './tax/exempt';
import { taxInProportion } from './tax/proportion';
import {
	amountDue,
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
import { factsRecent } from './stale/facts-age';
import {
	revisedLacksChangeOrder,
	signedAheadOfSystem,
	sovNotExpanded,
	tierGap,
} from './stale/stale-commitment';

/** Every rule of the gate, in the order in which reviewers read them. */
export const rules: readonly Rule[] = [
	bankDetailsSame,
	lookAlikeDomain,
	senderAuthenticated,
	replyToSame,
	remitToSame,
	approvalSenderProven,
	notSplitUnderLimit,
	fieldConfidence,
	...readingRules,
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
	statusAllowsBilling,
	executed,
	billedAfterCompletion,
	vendorOfCommitment,
	currencyAgrees,
	revisedLacksChangeOrder,
	tierGap,
	sovNotExpanded,
	signedAheadOfSystem,
	factsRecent,
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
	citedVersion,
	silentDrift,
	priceDrift,
	approvalEvidence,
	noDoubleEntry,
	storedBackup,
	retainageRate,
	releaseApproved,
	releaseWithinHeld,
	releasedOnce,
	hiddenRelease,
	retainageIsNoDuplicate,
	orderTotal,
	unitPrice,
	quantityOrdered,
	unitOfMeasure,
	freightCapped,
	taxOnExemptProject,
	taxInProportion,
	mappingExists,
	targetsActive,
	periodOpen,
	billIsVerifiedNet,
	numberFits,
	negativeIsCredit,
	creditWithinBilled,
	negativeLineExplained,
	depositAgreed,
];

/** The rule with this id; undefined for an id that is not implemented. */
export function ruleById(id: string): Rule | undefined {
	return rules.find((rule) => rule.id === id);
}
