import { documentSchema } from '../documents/document';
import type { Document } from '../documents/document';
import { numberKey } from '../documents/numbers';
import type { NumberKey } from '../documents/numbers';
import { isForged } from '../documents/sender-standing';
import type { CompanySettings } from '../documents/settings';
import { applicationKey, claimKeys } from './claim-keys';
import { claimsByKeys, readClaim } from './claims';
import type { DirectoryIndex } from './directory';
import { exactMinor } from './exact';
import type { JudgeRequest } from './ledger';
import { decisionRow } from './schema';
import type { ClaimRow, DecisionRow } from './schema';
import { claimOfRequisition, goesByRequisition } from './shared-claims';
import { first } from './transaction';
import type { Context, Tx } from './transaction';
import { ownVendorKey } from './vendor-links';

/** What a document is about, in the ledger's own terms. */
export interface Subject {
	sighting: string;
	/** Key its vendor is counted under. */
	vendor?: string;
	commitment?: string;
	project?: string;
	books?: string;
	credit: boolean;
	/** Whether its sender failed authentication: it makes, changes and ends no claim. */
	forged: boolean;
	/** An approval that says of nothing but a quote's number what it is about. */
	namesQuoteOnly?: boolean;
	number?: NumberKey;
	application?: string;
	/** Net total in minor units. */
	total?: number;
	/** Keys of the claim it would be. */
	keys: string[];
	/** Earlier decision of the same sighting. */
	prior?: DecisionRow;
	/** The claim it is a sighting of. */
	own?: ClaimRow;
	/**
	 * Whether another message about the same demand stands for that claim: an e-mailed copy and the
	 * requisition of the project system are one demand.
	 */
	shared?: boolean;
	/** A claim that the sighting founded before its requisition was known to be counted under another. */
	left?: ClaimRow;
	/** Another message's claim with the same key that still stands. */
	other?: ClaimRow;
}

/** Where a document belongs, before anything is looked up about it. */
export function subjectOf(request: JudgeRequest, index: DirectoryIndex): Subject {
	const { document, identity, settings } = request;
	const booksVendor = identity.booksVendor.record;
	const record = identity.vendor.record ?? booksVendor;
	const key = record === undefined ? undefined : ownVendorKey(record);
	const vendor = key === undefined ? undefined : (index.links.get(key) ?? key);
	const currency = document.currency ?? settings.currency;
	const application = document.payApplication?.applicationNumber;
	const commitment = identity.commitment.record;
	const subject: Subject = {
		sighting: document.source.key,
		vendor,
		commitment: commitment?.id,
		project: identity.project.record?.id ?? commitment?.project,
		books: identity.books ?? request.coding.books,
		credit: document.kind === 'credit_memo',
		forged: isForged(document, settings),
		number: document.number === undefined ? undefined : numberKey(document.number),
		application: applicationKey(application),
		total: exactMinor(document.total, currency),
		keys: [],
	};
	const { vendor: about, project, commitment: contract } = subject;
	if (document.kind === 'approval' && (about ?? project ?? contract) === undefined) {
		subject.namesQuoteOnly = true;
	}
	const name = { ...subject, number: document.number, application };
	return { ...subject, keys: claimKeys(name) };
}

/**
 * Adds what the ledger knows of the sighting: its earlier decision, its claim, and whether another
 * message's claim bears its name. A requisition that no other message claims is its own, and so is one
 * that only the requisition itself stands for while nothing is posted; a claim that another message has
 * taken over is its own no more. A requisition's own claim is the one its record is counted under. A copy whose sender failed authentication is
 * a sighting apart from the genuine message, whose key anybody can repeat.
 */
export function* recognise(
	context: Context,
	asked: Subject,
	given: { content: string; settings: CompanySettings; document: Document },
): Tx<Subject> {
	const standing = yield* decisionOf(context, asked.sighting);
	const copied = asked.forged && standing !== undefined && isAnother(standing, given);
	const subject = copied ? { ...asked, sighting: `${asked.sighting} (sender failed)` } : asked;
	const prior = copied ? yield* decisionOf(context, subject.sighting) : standing;
	const decided =
		typeof prior?.claim === 'string' ? yield* readClaim(context, prior.claim) : undefined;
	const requisition = yield* claimOfRequisition(context, given.document);
	const named = (yield* claimsByKeys(context, subject.keys)).filter(
		({ commitment }) =>
			commitment === null || subject.commitment === undefined || commitment === subject.commitment,
	);
	const mine =
		decided?.sighting === null || decided?.sighting === subject.sighting ? decided : undefined;
	const own =
		requisition ??
		mine ??
		named.find(
			(claim) =>
				claim.requisition !== null &&
				(claim.sighting === null || (claim.books_id === null && goesByRequisition(claim))),
		);
	const shared = own !== undefined && own.sighting !== null && own.sighting !== subject.sighting;
	const left =
		mine !== undefined && mine.id !== own?.id && mine.sighting !== null ? mine : undefined;
	const other = named.find(
		({ id, state }) =>
			id !== own?.id && id !== left?.id && state !== 'ended' && state !== 'blocked',
	);
	return { ...subject, prior, own, other, shared, left };
}

export function* decisionOf({ db }: Context, sighting: string): Tx<DecisionRow | undefined> {
	return yield* first(
		db.selectFrom('decisions').selectAll().where('sighting', '=', sighting),
		decisionRow,
	);
}

/** Whether a decision is one that a message whose sender failed must neither share nor write over. */
function isAnother(
	{ claim, document, content_hash, outcome }: DecisionRow,
	{ content, settings }: { content: string; settings: CompanySettings },
): boolean {
	if (content_hash === content) return outcome === 'verified';
	return claim !== null || !isForged(documentSchema.parse(JSON.parse(document)), settings);
}
