import type { Document } from '../../documents/document';
import { numberKey } from '../../documents/numbers';
import type { ProjectRecord, QuoteRecord } from '../../documents/records';
import type { CompanySettings } from '../../documents/settings';
import type { Facts } from '../../gate/facts';
import { summaryOf } from '../claims';
import type { DirectoryIndex } from '../directory';
import type { JudgeRequest } from '../ledger';
import type { Subject } from '../subject';
import { instantOf } from '../transaction';
import type { Context, Tx } from '../transaction';
import { agesOf } from './ages';
import { commitmentBilling, ownShare, vendorBilling } from './billing';
import { similarClaims, takenNumber } from './claims';
import { priorDocuments } from './prior';
import {
	activeReferences,
	booksOrders,
	booksRecordOf,
	booksTransactionsLike,
	changeOrdersOf,
	directCostsLike,
	fieldDataOf,
	otherChangeOrders,
	requisitionsLike,
} from './records';
import { demandsWithinWindow } from './window';

/** Everything the rules may look at, read in the transaction that will write their verdict. */
export function* readFacts(
	context: Context,
	request: JudgeRequest,
	index: DirectoryIndex,
	subject: Subject,
): Tx<Facts> {
	const { document, coding, identity, policy, now } = request;
	const settings: CompanySettings = request.settings;
	const commitment = index.commitments.get(subject.commitment ?? '') ?? identity.commitment.record;
	const project =
		index.directory.projects.find(({ id }) => id === subject.project) ?? identity.project.record;
	const prior = yield* priorDocuments(context, subject, settings, project?.number);
	const quoted = project ?? projectOfQuote(document, prior.quotes, index);
	const own = yield* ownShare(context, subject);
	const numberTaken = yield* takenNumber(context, subject, coding.number, document.number);
	return {
		now,
		settings,
		policy,
		identity:
			project === undefined && quoted !== undefined
				? { ...identity, project: { ...identity.project, record: quoted } }
				: identity,
		vendors: index.directory.vendors,
		commitment,
		changeOrders: yield* changeOrdersOf(context, subject.commitment),
		otherChangeOrders: yield* otherChangeOrders(context, index, subject, document),
		billing: yield* commitmentBilling(context, index, subject, own, settings),
		vendorBilling: yield* vendorBilling(context, index, subject, own, settings),
		withinWindow: yield* demandsWithinWindow(context, subject, request),
		claims: yield* similarClaims(context, subject, document, now),
		...(subject.own === undefined ? {} : { ownClaim: summaryOf(subject.own, context.clock()) }),
		requisitions: yield* requisitionsLike(context, subject),
		booksTransactions: yield* booksTransactionsLike(context, index, subject, document, now),
		booksPurchaseOrders: yield* booksOrders(context, commitment?.number),
		directCosts: yield* directCostsLike(context, subject),
		books: yield* booksRecordOf(context, subject.books),
		active: yield* activeReferences(context, coding),
		prior,
		fieldData: yield* fieldDataOf(context, subject, project?.number),
		asOf: yield* agesOf(context, subject),
		readAt: instantOf(context.clock),
		...(numberTaken === undefined ? {} : { numberTaken }),
	};
}

/** Project of the quote that an approval names, where all known quotes of that number are for one. */
function projectOfQuote(
	{ approval }: Document,
	quotes: readonly QuoteRecord[],
	index: DirectoryIndex,
): ProjectRecord | undefined {
	const named = numberKey(approval?.number ?? '')?.key;
	if (named === undefined) return undefined;
	const projects = new Set(
		quotes
			.filter(({ number }) => number !== undefined && numberKey(number)?.key === named)
			.map(({ project }) => project),
	);
	const [only] = projects;
	if (projects.size !== 1 || only === undefined) return undefined;
	return index.directory.projects.find(({ id, number }) => id === only || number === only);
}
