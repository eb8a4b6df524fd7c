import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import type { Document } from '../documents/document';
import { modeOf } from '../documents/mode';
import { numberKey } from '../documents/numbers';
import type { NumberKey } from '../documents/numbers';
import { awaitsApproval } from '../documents/record-standing';
import { policySchema, type Policy } from '../documents/settings';
import { verdictSchema } from '../documents/verdict';
import { newClaimId } from './absorb';
import { lacksApproval } from './approvals';
import { claimKeys } from './claim-keys';
import { claimsByKeys, putSighting, readClaim, readSightings, refoldClaim } from './claims';
import { isBeingPosted } from './being-posted';
import { DAY_MS } from './decide';
import { demandSchema, rememberDomain } from './decisions';
import { readDirectory } from './directory';
import { sightDocument } from './document-sightings';
import { LedgerError } from './errors';
import { note } from './events';
import type { Release } from './ledger';
import { lockScope } from './locks';
import { contentOf, endReleases, putRelease } from './releases';
import { claimRow, decisionRow } from './schema';
import type { ClaimRow, DecisionRow } from './schema';
import { readCompany } from './settings';
import { setAside } from './shared-claims';
import { all, first, write } from './transaction';
import type { Context, Tx } from './transaction';
import { ownVendorKey } from './vendor-links';

/**
 * A person's release of a held document. A revision of a demand that stands, or a second message
 * with its number, changes that claim while its bill is unpaid; it never makes a second one. What a
 * forged message asks for counted nowhere until now and is reserved here, in the person's name.
 *
 * @throws LedgerError for a document that is not held, or whose earlier bill is paid in part, and
 * while the policy's mode for its project, vendor and kind lets nothing be written, and for a
 * requisition that is not approved in the project system.
 */
export function* releaseHeld(
	context: Context,
	key: string,
	person: string,
	reason: string,
): Tx<Release> {
	const company = yield* readCompany(context);
	const decision = yield* heldDecision(context, key);
	yield* refuseWhileObserving(context, decision, company?.policy);
	yield* lockScope(context, { ...decision, sighting: key });
	const document = documentSchema.parse(JSON.parse(decision.document));
	const coding = codingSchema.parse(JSON.parse(decision.coding));
	const demand = demandSchema.parse(JSON.parse(decision.demand));
	if (!demand.asksForMoney) {
		throw new LedgerError(
			`${nameOf(document)} asks for no money, so there is nothing to release for payment.`,
		);
	}
	if (awaitsApproval(document) || (yield* lacksApproval(context, document))) {
		throw new LedgerError(
			`${nameOf(document)} is not approved in the project system yet, so it cannot be released for payment. ` +
				'Approve it there, have it read again, then release it.',
		);
	}
	const subject = {
		credit: document.kind === 'credit_memo',
		books: decision.books ?? undefined,
		vendor: decision.vendor ?? undefined,
		commitment: decision.commitment ?? undefined,
		project: decision.project ?? undefined,
		application: document.payApplication?.applicationNumber,
	};
	const own = decision.claim === null ? undefined : yield* readClaim(context, decision.claim);
	const amended = yield* claimToAmend(context, document, subject, own);
	const id = amended?.id ?? own?.id ?? (yield* newClaimId(context, 'document', '', key));
	const revision = yield* revisionOf(context, document, amended ?? own);
	yield* endReleases(context, id);
	if (amended !== undefined) yield* takeOver(context, amended, own, key);
	else if (own !== undefined && own.requisition !== null && own.sighting !== key) {
		yield* setAside(context, own);
	}
	yield* putSighting(context, id, {
		kind: 'document',
		books: '',
		id: key,
		sighting: sightDocument({ document, coding }, subject, demand),
	});
	const days = company?.policy.reservationDays ?? policySchema.parse({}).reservationDays;
	const expiresAt = context.clock() + days * DAY_MS;
	const reserved = yield* refoldClaim(context, id, { decision: 'reserved', revision, expiresAt });
	const earlier = verdictSchema.parse(JSON.parse(decision.verdict));
	const verdict = { ...earlier, claim: id, released: true };
	yield* write(
		context.db
			.updateTable('decisions')
			.set({ verdict: JSON.stringify(verdict), claim: id, accepted: 1, reopened_at: null })
			.where('sighting', '=', key),
	);
	if (decision.vendor !== null) {
		yield* rememberDomain(context, decision.vendor, document, company?.settings);
	}
	const release: Release = { claim: id, revision, document, coding, verdict, by: person };
	yield* putRelease(context, release);
	const { net, gross } = reserved;
	note(context, { kind: 'reserved', claim: id, sighting: key, detail: { by: person, net, gross } });
	const detail = { by: person, reason, revision, content: contentOf(document, coding) };
	note(context, { kind: 'released', claim: id, sighting: key, detail });
	return release;
}

/** A release leads to a bill, and what is only observed gets none. */
function* refuseWhileObserving(
	context: Context,
	{ sighting, kind, project, vendor }: DecisionRow,
	policy: Policy = policySchema.parse({}),
): Tx<void> {
	const { directory, links } = yield* readDirectory(context);
	const mode = modeOf(policy, {
		kind,
		project: directory.projects.find(({ id }) => id === project),
		vendors: directory.vendors.filter((record) => {
			const key = ownVendorKey(record);
			return (links.get(key) ?? key) === vendor;
		}),
	});
	if (mode === 'propose' || mode === 'autoClean') return;
	throw new LedgerError(
		`The document "${sighting}" cannot be released, because it is in mode "${mode}", in which nothing is posted. ` +
			'Set the mode "propose" in the policy, in general or for its project, vendor or kind, then release it.',
	);
}

function* heldDecision({ db }: Context, key: string): Tx<DecisionRow> {
	const decision = yield* first(
		db.selectFrom('decisions').selectAll().where('sighting', '=', key),
		decisionRow,
	);
	if (decision === undefined) {
		throw new LedgerError(
			`No decision is known for the document "${key}". Let the verification gate decide it first.`,
		);
	}
	if (decision.outcome === 'blocked' || decision.outcome === 'recorded') {
		throw new LedgerError(
			`The document "${key}" is ${decision.outcome}, and only a held document can be released. ` +
				(decision.outcome === 'blocked'
					? 'Mend what blocks it, or ask the sender for a corrected document.'
					: 'It asks for no money.'),
		);
	}
	return decision;
}

const nameOf = ({ kind, number, source }: Document): string =>
	`The ${kind.replace(/_/g, ' ')} ${number ?? source.key}`;

/** The standing claim that this document repeats or revises, if another message made it. */
function* claimToAmend(
	context: Context,
	document: Document,
	subject: Parameters<typeof claimKeys>[0],
	own: ClaimRow | undefined,
): Tx<ClaimRow | undefined> {
	const number = document.number === undefined ? undefined : numberKey(document.number);
	const rows = yield* claimsByKeys(context, claimKeys({ ...subject, number: document.number }));
	const named = new Set(rows.map(({ id }) => id));
	if (subject.vendor !== undefined && number !== undefined) {
		rows.push(
			...(yield* all(
				context.db
					.selectFrom('claims')
					.selectAll()
					.where('vendor', '=', subject.vendor)
					.where('number_base', '=', number.base)
					.orderBy('day', 'desc')
					.limit(50),
				claimRow,
			)),
		);
	}
	const original = document.originalNumber;
	const replaced = original === undefined ? undefined : numberKey(original)?.key;
	return rows.find(
		(row) =>
			row.id !== own?.id &&
			(row.state === 'reserved' || row.state === 'posted' || row.state === 'billed') &&
			(row.commitment === null ||
				subject.commitment === undefined ||
				row.commitment === subject.commitment) &&
			(named.has(row.id) || row.number_key === replaced || isRevisionOf(number, row)),
	);
}

/**
 * Whether a number is a revision of a claim's. `1001-2` is one of `1001`, but not of `1001-1`: plain
 * counters number separate invoices as often as revisions, so only a lettered suffix (`R2`) tells.
 */
function isRevisionOf(number: NumberKey | undefined, claim: ClaimRow): boolean {
	if (number?.revision === undefined) return false;
	if (claim.number_key === number.base) return true;
	return /^(R|REV|CORR)/.test(number.revision) && claim.number_base === number.base;
}

/** The revision that the release is of: the next one where a bill stands or may stand already. */
function* revisionOf(
	context: Context,
	document: Document,
	claim: ClaimRow | undefined,
): Tx<number> {
	if (claim === undefined) return 0;
	if (claim.books_id === null && !(yield* isBeingPosted(context, claim))) return claim.revision;
	if (claim.balance !== null && Math.abs(claim.balance) < Math.abs(claim.net)) {
		throw new LedgerError(
			`${nameOf(document)} would change bill ${claim.books_number ?? claim.books_id ?? ''}, which is already ` +
				'paid in part or whole. Ask the sender for a credit memo and a new invoice.',
		);
	}
	return claim.revision + 1;
}

/** Lets an amended claim go by the new message, its earlier ones still naming it; the message's own claim ends. */
function* takeOver(
	context: Context,
	amended: ClaimRow,
	own: ClaimRow | undefined,
	key: string,
): Tx<void> {
	const { db } = context;
	for (const { kind, books, id, sighting } of yield* readSightings(context, amended.id)) {
		if (kind !== 'document' || id === key) continue;
		const superseded = { ...sighting, status: 'superseded' as const };
		yield* putSighting(context, amended.id, { kind, books, id, sighting: superseded });
		yield* write(db.updateTable('decisions').set({ accepted: 0 }).where('sighting', '=', id));
	}
	if (own === undefined) return;
	yield* write(db.deleteFrom('sightings').where('kind', '=', 'document').where('id', '=', key));
	yield* endReleases(context, own.id);
	yield* refoldClaim(context, own.id, { decision: 'ended', expiresAt: null });
}
