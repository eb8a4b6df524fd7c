import { awaitsApproval } from '../documents/record-standing';
import { verdictSchema } from '../documents/verdict';
import type { Verdict } from '../documents/verdict';
import type { Facts } from '../gate/facts';
import { z } from 'zod';
import { newClaimId } from './absorb';
import { lacksApproval, leaveOpen } from './approvals';
import { isBeingPosted } from './being-posted';
import { documentOf } from './fold';
import { putSighting, readClaim, readSightings, refoldClaim } from './claims';
import { demandSchema, writeDecision } from './decisions';
import { readDirectory } from './directory';
import { sightDocument } from './document-sightings';
import { note } from './events';
import { endExpired } from './expiry';
import { readFacts } from './facts/read';
import type { Judgement, JudgeRequest } from './ledger';
import { lockScope } from './locks';
import { carriesRelease, contentOf, endReleases, putRelease } from './releases';
import type { ClaimRow, DecisionRow } from './schema';
import { setAside, takesOver } from './shared-claims';
import type { Sighting } from './sighting';
import { recognise, subjectOf } from './subject';
import type { Subject } from './subject';
import { first, write } from './transaction';
import type { Context, Tx } from './transaction';

export const DAY_MS = 86_400_000;

/**
 * Reads the facts, lets the rules decide on them, and writes the decision with its claim,
 * reservation and release. See {@link Ledger.judge}.
 */
export function* judgeTx(
	context: Context,
	request: JudgeRequest,
	judge: (facts: Facts) => Judgement,
): Tx<Verdict> {
	const index = yield* readDirectory(context);
	const place = subjectOf(request, index);
	const content = contentOf(request.document, request.coding);
	yield* lockScope(context, place);
	yield* endExpired(context, place);
	const { document, settings } = request;
	const subject = yield* recognise(context, place, { content, settings, document });
	const { prior } = subject;
	if (!request.dryRun && prior !== undefined && stands(subject, prior, content)) {
		if (!(yield* isOpen(context, subject))) return yield* replay(context, prior.verdict, content);
	}
	const facts = yield* readFacts(context, request, index, subject);
	const judgement = judge(facts);
	if (request.dryRun) {
		const claim = subject.own === undefined ? {} : { claim: subject.own.id };
		return { ...judgement.verdict, ...claim, released: false };
	}
	return yield* settleJudgement(context, request, subject, judgement, content);
}

/**
 * Whether an earlier decision holds until somebody opens it. A changed coding does not bring a
 * demand back that a person ended: it changes whenever the records do, the end is about the demand.
 */
function stands(subject: Subject, prior: DecisionRow, content: string): boolean {
	if (isEnded(subject, prior)) return true;
	if (wasWithdrawn(subject, prior)) return false;
	return prior.content_hash === content && (subject.forged || isSettled(prior));
}

/** Whether the demand's requisition was sent back since, which took its reservation away. */
function wasWithdrawn({ own, sighting }: Subject, prior: DecisionRow): boolean {
	return prior.claim !== null && own?.decision === 'none' && own.sighting !== sighting;
}

/**
 * Whether the stopped demand's claim was ended. Nothing but a person ends one that is not reserved;
 * a claim whose document was found to ask for no money ended by that reading alone.
 */
function isEnded({ own }: Subject, prior: DecisionRow): boolean {
	if (own === undefined || own.id !== prior.claim || own.decision !== 'ended') return false;
	return !isSettled(prior) && demandSchema.parse(JSON.parse(prior.demand)).asksForMoney;
}

/**
 * Whether an earlier decision is repeated rather than taken anew. One that stopped the document and
 * that nobody has overruled reserved nothing, so it is taken anew once its cause may be mended; a
 * forged message stays forged.
 */
function isSettled({ outcome, verdict }: DecisionRow): boolean {
	if (outcome !== 'held' && outcome !== 'blocked') return true;
	return verdictSchema.parse(JSON.parse(verdict)).released;
}

/**
 * Whether the sighting's decision was opened again and is to be made afresh. It closes again where
 * the claim's bill was sent meanwhile: what is posted is not decided a second time.
 */
function* isOpen(context: Context, { prior, own }: Subject): Tx<boolean> {
	if (prior === undefined || prior.reopened_at === null) return false;
	if (own === undefined || !(yield* isBeingPosted(context, own))) return true;
	yield* write(
		context.db
			.updateTable('decisions')
			.set({ reopened_at: null })
			.where('sighting', '=', prior.sighting),
	);
	return false;
}

/** The earlier verdict; whether its release still stands is looked up now. */
function* replay(context: Context, earlier: string, content: string): Tx<Verdict> {
	const verdict = verdictSchema.parse(JSON.parse(earlier));
	const release = yield* first(
		context.db.selectFrom('releases').select('claim').where('content_hash', '=', content),
		z.object({ claim: z.string() }),
	);
	const claim = release === undefined ? undefined : yield* readClaim(context, release.claim);
	const released = claim !== undefined && carriesRelease(claim, context.clock());
	return { ...verdict, released, replayed: true };
}

function* settleJudgement(
	context: Context,
	request: JudgeRequest,
	subject: Subject,
	judgement: Judgement,
	content: string,
): Tx<Verdict> {
	const claim = yield* countClaim(context, request, subject, judgement);
	const grants = judgement.release && !awaitsApproval(request.document);
	const withdrawn = grants && (yield* lacksApproval(context, request.document));
	const release =
		grants && !withdrawn && claim?.decision === 'reserved' && claim.fresh ? claim : undefined;
	const verdict: Verdict = {
		...judgement.verdict,
		...(claim === undefined ? {} : { claim: claim.id }),
		released: release !== undefined,
	};
	yield* writeDecision(context, { request, subject, verdict, demand: judgement.demand, content });
	if (withdrawn) yield* leaveOpen(context, subject.sighting);
	note(context, {
		kind: 'decided',
		claim: claim?.id,
		sighting: subject.sighting,
		detail: {
			outcome: verdict.outcome,
			mode: verdict.mode,
			content,
			...(subject.prior === undefined ? {} : { before: subject.prior.outcome }),
		},
	});
	if (claim?.decision === 'reserved' && claim.fresh) {
		const { net, gross } = claim;
		note(context, { kind: 'reserved', claim: claim.id, detail: { net, gross } });
	}
	if (release !== undefined) {
		const { document, coding } = request;
		const { id, revision } = release;
		yield* putRelease(context, { claim: id, revision, document, coding, verdict, by: 'verified' });
		note(context, {
			kind: 'released',
			claim: id,
			sighting: subject.sighting,
			detail: { by: 'verified', content },
		});
	}
	return verdict;
}

/** A claim with whether this decision may still change what is posted for it. */
type CountedClaim = ClaimRow & { fresh: boolean };

/**
 * Counts the demand: under the claim it is a sighting of, else under a new one. A message that is
 * neither reserved nor first with its number gets no claim, so that held money counts once. A claim
 * that is posted (or being posted) keeps its reservation whatever is decided now. An e-mail and the
 * requisition of the same demand share one claim, which goes by one of them. A forged message
 * touches no claim: nothing is reserved for it, and the genuine one still finds its requisition free.
 */
function* countClaim(
	context: Context,
	request: JudgeRequest,
	subject: Subject,
	{ demand, reserve, verdict, forged = false }: Judgement,
): Tx<CountedClaim | undefined> {
	const { own } = subject;
	if (subject.forged || forged) return undefined;
	if (!demand.asksForMoney && own === undefined) return undefined;
	if (own === undefined && !reserve && subject.other !== undefined) return undefined;
	const id = own?.id ?? (yield* newClaimId(context, 'document', '', subject.sighting));
	const sighting = sightDocument(request, subject, demand);
	const posting = own !== undefined && (yield* isBeingPosted(context, own));
	if (own !== undefined && subject.shared === true && (posting || !takesOver(own, reserve))) {
		return { ...own, fresh: false };
	}
	if (own !== undefined && posting) {
		if (reserve && (yield* isLarger(context, own, sighting))) {
			yield* putDocument(context, id, subject, sighting);
			return { ...(yield* refoldClaim(context, id)), fresh: false };
		}
		return { ...own, fresh: false };
	}
	if (own !== undefined && subject.shared === true) yield* setAside(context, own);
	yield* endReleases(context, id);
	yield* putDocument(context, id, subject, sighting);
	if (subject.left !== undefined) {
		yield* endReleases(context, subject.left.id);
		yield* refoldClaim(context, subject.left.id, { decision: 'none', expiresAt: null });
	}
	const decision = reserve
		? ('reserved' as const)
		: verdict.outcome === 'blocked'
			? ('blocked' as const)
			: demand.asksForMoney
				? ('held' as const)
				: ('ended' as const);
	const expiresAt = reserve ? context.clock() + request.policy.reservationDays * DAY_MS : null;
	return { ...(yield* refoldClaim(context, id, { decision, expiresAt })), fresh: true };
}

function* putDocument(
	context: Context,
	claim: string,
	{ sighting: id }: Subject,
	sighting: Sighting,
): Tx<void> {
	yield* putSighting(context, claim, { kind: 'document', books: '', id, sighting });
}

function* isLarger(context: Context, own: ClaimRow, sighting: Sighting): Tx<boolean> {
	const known = documentOf(yield* readSightings(context, own.id));
	return known !== undefined && sighting.gross > known.sighting.gross;
}
