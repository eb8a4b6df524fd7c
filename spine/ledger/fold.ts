import { numberKey } from '../documents/numbers';
import { applicationKey } from './claim-keys';
import type { ClaimDecision, ClaimRow } from './schema';
import type { PlacedSighting, Sighting, SightingLine } from './sighting';

/** What the ledger itself decided about a claim. */
export interface ClaimBase {
	decision: ClaimDecision;
	revision: number;
	/** End of the reservation on the running clock; null while it cannot end by time. */
	expiresAt: number | null;
}

export interface FoldedClaim {
	row: Omit<ClaimRow, 'id'>;
	lines: SightingLine[];
	credit: boolean;
	/** Numbers that its sightings bear, each of which names the claim. */
	aliases: Array<Pick<Sighting, 'number' | 'application'>>;
}

/**
 * A claim as its sightings make it. The net is the bill's, else the requisition's, else the
 * document's; gross, retainage and lines are the requisition's or the document's where there is
 * one, because a bill knows the commitment's lines least. It counts once, however often it is seen.
 *
 * @param today day to count windows from when no sighting bears a date.
 */
export function foldClaim(
	base: ClaimBase,
	sightings: readonly PlacedSighting[],
	today: string,
): FoldedClaim {
	const bill = sightings.find(({ kind }) => kind === 'bill');
	const requisition = sightings.find(({ kind }) => kind === 'requisition');
	const document = documentOf(sightings);
	const said = [document, requisition, bill].flatMap((one) =>
		one === undefined ? [] : [one.sighting],
	);
	const one = <K extends keyof Sighting>(key: K): Sighting[K] | undefined =>
		said.find((sighting) => sighting[key] !== undefined)?.[key];
	const detail = (requisition ?? document ?? bill)?.sighting;
	const net = (bill ?? requisition ?? document)?.sighting.net ?? 0;
	const number = one('number');
	const key = number === undefined ? undefined : numberKey(number);
	const application = applicationKey(one('application'));
	const date = one('date');
	return {
		credit: one('credit') ?? false,
		aliases: sightings.map(({ sighting: { number: named, application: applied } }) => ({
			number: named,
			application: applied,
		})),
		lines: detail?.lines ?? [],
		row: {
			decision: base.decision,
			state: stateOf(base.decision, bill?.sighting, requisition?.sighting),
			books: one('books') ?? null,
			vendor: one('vendor') ?? null,
			commitment: one('commitment') ?? null,
			project: one('project') ?? null,
			number: number ?? null,
			number_key: key?.key ?? null,
			number_base: key?.base ?? null,
			number_joined: key?.joined ?? null,
			number_folded: key?.folded ?? null,
			application: application ?? null,
			application_order: orderOf(application),
			date: date ?? null,
			day: date ?? today,
			period_from: one('periodFrom') ?? null,
			period_to: one('periodTo') ?? null,
			gross: detail?.gross ?? 0,
			net,
			retainage: detail?.retainage ?? 0,
			released: detail?.released ?? 0,
			kind: one('kind') ?? 'other',
			is_release: said.some(({ isRelease }) => isRelease) ? 1 : 0,
			books_id: bill?.id ?? null,
			requisition: requisition?.id ?? null,
			balance: bill?.sighting.balance ?? null,
			file_hash: document?.sighting.fileHash ?? null,
			line_fingerprint: document?.sighting.lineFingerprint ?? null,
			seen_in: one('seenIn') ?? 'the ledger',
			sighting: document?.id ?? null,
			books_number: bill?.sighting.number ?? document?.sighting.booksNumber ?? null,
			revision: base.revision,
			expires_at: base.decision === 'reserved' && bill === undefined ? base.expiresAt : null,
		},
	};
}

/** The e-mailed document that a claim goes by; those that a revision replaced are not. */
export function documentOf(sightings: readonly PlacedSighting[]): PlacedSighting | undefined {
	return sightings.find(
		({ kind, sighting }) => kind === 'document' && sighting.status !== 'superseded',
	);
}

function stateOf(
	decision: ClaimDecision,
	bill: Sighting | undefined,
	requisition: Sighting | undefined,
): ClaimRow['state'] {
	if (bill !== undefined) return decision === 'reserved' ? 'posted' : 'billed';
	if (decision === 'reserved') return 'reserved';
	if (requisition?.status === 'counted') return 'billed';
	if (requisition?.status === 'held') return 'held';
	return decision === 'none' ? 'ended' : decision;
}

/** Position of an application among the commitment's, null where it is no whole number. */
export function orderOf(application: string | undefined): number | null {
	return application !== undefined && /^\d{1,9}$/.test(application) ? Number(application) : null;
}

/** Whether a claim in this state counts as billed, or only as held. */
export function countsAs(state: ClaimRow['state']): 'counted' | 'held' | 'nothing' {
	switch (state) {
		case 'posted':
		case 'reserved':
		case 'billed':
			return 'counted';
		case 'held':
			return 'held';
		case 'blocked':
		case 'ended':
			return 'nothing';
	}
}
