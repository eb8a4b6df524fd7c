import { contentHash } from '../documents/canonical';
import { requisitionKey } from '../documents/record-standing';
import { requisitionRecordSchema } from '../documents/records';
import type { BooksTransactionRecord, RequisitionRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import { z } from 'zod';
import { withdrawApproval } from './approvals';
import { attributeBill } from './attribution';
import { billId, claimNamedBy, linkedOrders, projectsIn, retainageAccounts } from './bill-clues';
import type { Attribution } from './attribution';
import { claimKeys } from './claim-keys';
import {
	claimsByKeys,
	dropSighting,
	putSighting,
	readClaim,
	readSightings,
	refoldClaim,
} from './claims';
import { booksOfProject, projectOfJob } from './directory';
import type { DirectoryIndex } from './directory';
import { note } from './events';
import { changeOrdersOf } from './facts/records';
import { lockScope } from './locks';
import { endReleases } from './releases';
import {
	namingChangeOrders,
	requisitionStands,
	sightBill,
	sightRequisition,
} from './record-sightings';
import { sightingRow } from './schema';
import type { ClaimRow } from './schema';
import { withdrawItsDocument } from './shared-claims';
import type { PlacedSighting } from './sighting';
import { all, first, write } from './transaction';
import type { Context, Tx } from './transaction';
import { booksVendorKey, projectsVendorKey } from './vendor-links';

/** What sightings of records are made with. */
export interface Absorbing {
	index: DirectoryIndex;
	settings?: CompanySettings;
}

/** Stable id of the claim that a sighting founds. */
function claimIdOf(kind: PlacedSighting['kind'], books: string, id: string): string {
	return `clm-${contentHash([kind, books, id]).slice(0, 24)}`;
}

/** The id of a new claim that a sighting founds: its own, or the next one where other sightings took that over. */
export function* newClaimId(
	context: Context,
	kind: PlacedSighting['kind'],
	books: string,
	id: string,
): Tx<string> {
	for (let count = 0; ; count += 1) {
		const claim = claimIdOf(kind, books, count === 0 ? id : `${id}#${count}`);
		if ((yield* readSightings(context, claim)).length === 0) return claim;
	}
}

/** Makes a requisition a sighting of its claim, and the application after it anew. */
export function* absorbRequisition(
	context: Context,
	absorbing: Absorbing,
	record: RequisitionRecord,
): Tx<void> {
	yield* sightRequisitionOnce(context, absorbing, record);
	if (record.application === undefined) return;
	for (const next of yield* requisitionsOf(context, record.commitment, record.application + 1)) {
		if (next.id !== record.id) yield* sightRequisitionOnce(context, absorbing, next);
	}
}

function* sightRequisitionOnce(
	context: Context,
	{ index, settings }: Absorbing,
	record: RequisitionRecord,
): Tx<void> {
	if (!requisitionStands(record)) {
		yield* withdraw(context, { kind: 'requisition', books: '', id: record.id });
		return;
	}
	const commitment = index.commitments.get(record.commitment);
	const vendor = record.vendor ?? commitment?.vendor;
	const before =
		record.application === undefined
			? []
			: yield* requisitionsOf(context, record.commitment, record.application - 1);
	const changeOrders = yield* changeOrdersOf(context, record.commitment);
	const previous = before.find(requisitionStands);
	const named = namingChangeOrders(record, changeOrders);
	const earlier = previous && namingChangeOrders(previous, changeOrders);
	const sighting = sightRequisition(named, earlier, {
		vendor: vendor === undefined ? undefined : projectsVendorKey(vendor),
		books: onlyOne(
			booksOfProject(index, settings, record.project, record.billingDate ?? record.periodTo),
		),
		currency: commitment?.currency ?? settings?.currency ?? 'USD',
	});
	const placed = { kind: 'requisition' as const, books: '', id: record.id, sighting };
	yield* withdrawApproval(context, yield* place(context, placed, 'known'), record);
}

const onlyOne = (books: readonly string[]): string | undefined =>
	books.length === 1 ? books[0] : undefined;

/** Makes a bill or vendor credit of the books a sighting of its claim. */
export function* absorbBill(
	context: Context,
	{ index, settings }: Absorbing,
	record: BooksTransactionRecord,
): Tx<void> {
	const { db } = context;
	const billPlace = { kind: 'bill' as const, books: record.books, id: billId(record) };
	yield* write(
		db
			.deleteFrom('bill_candidates')
			.where('books', '=', record.books)
			.where('bill', '=', billPlace.id),
	);
	if (record.deleted === true) {
		yield* withdraw(context, billPlace);
		return;
	}
	const own = record.vendor === undefined ? undefined : booksVendorKey(record.books, record.vendor);
	const vendor = own === undefined ? undefined : (index.links.get(own) ?? own);
	const jobs = new Set(record.lines.flatMap(({ job }) => (job === undefined ? [] : [job])));
	const projects = [...jobs].flatMap(
		(job) => projectOfJob(index, settings, record.books, job) ?? [],
	);
	const commitments = vendor === undefined ? [] : (index.commitmentsByVendor.get(vendor) ?? []);
	const tagged = yield* claimNamedBy(context, record, vendor);
	const attribution =
		tagged?.commitment === undefined || tagged.commitment === null
			? attributeBill(
					{
						number: record.number,
						memo: record.memo,
						purchaseOrders: yield* linkedOrders(context, record),
						// A bill whose jobs nobody lists may be on any of them.
						projects:
							record.totalOnly === true && jobs.size === 0
								? projectsIn(record.books, commitments, index, settings)
								: projects,
					},
					commitments,
				)
			: { commitment: tagged.commitment, how: 'memo' as const, candidates: [] };
	const commitment = index.commitments.get(attribution.commitment ?? '');
	const sighting = sightBill(
		record,
		{
			vendor,
			commitment: attribution.commitment,
			application: attribution.application,
			project: commitment?.project ?? (projects.length === 1 ? projects[0] : undefined),
			currency: settings?.currency ?? 'USD',
		},
		yield* retainageAccounts(context, settings, record.books),
	);
	const claim = yield* place(context, { ...billPlace, sighting }, attribution.how, tagged?.id);
	yield* noteCandidates(context, record, attribution, claim);
}

function* noteCandidates(
	{ db }: Context,
	record: BooksTransactionRecord,
	{ how, candidates }: Attribution,
	claim: ClaimRow,
): Tx<void> {
	if (how !== 'ambiguous' || claim.commitment !== null) return;
	const bill = billId(record);
	yield* write(
		db
			.insertInto('bill_candidates')
			.values(candidates.map((commitment) => ({ books: record.books, bill, commitment }))),
	);
}

/** Puts a sighting where it belongs: its claim of old, a claim that bears its name, or a new one. */
function* place(
	context: Context,
	placed: PlacedSighting,
	how: string,
	named?: string,
): Tx<ClaimRow> {
	const { kind, books, id, sighting } = placed;
	yield* lockScope(context, sighting);
	const known = yield* sightingClaim(context, placed);
	const alone = known === undefined || (yield* isAlone(context, known));
	const match = alone ? (named ?? (yield* findClaim(context, placed, known))) : undefined;
	const target = match ?? known ?? (yield* newClaimId(context, kind, books, id));
	yield* putSighting(context, target, placed, how);
	if (known !== undefined && known !== target) yield* refoldClaim(context, known);
	return yield* refoldClaim(context, target);
}

function* sightingClaim(
	{ db }: Context,
	{ kind, books, id }: Pick<PlacedSighting, 'kind' | 'books' | 'id'>,
): Tx<string | undefined> {
	const row = yield* first(
		db
			.selectFrom('sightings')
			.selectAll()
			.where('kind', '=', kind)
			.where('books', '=', books)
			.where('id', '=', id),
		sightingRow,
	);
	return row?.claim;
}

function* isAlone(context: Context, claim: string): Tx<boolean> {
	return (yield* readSightings(context, claim)).length === 1;
}

/** Another claim that the sighting is a further sighting of; one has at most one bill and one requisition. */
function* findClaim(
	context: Context,
	{ kind, sighting }: PlacedSighting,
	not: string | undefined,
): Tx<string | undefined> {
	const rows = yield* claimsByKeys(context, claimKeys(sighting));
	return rows.find(
		(row) =>
			row.id !== not &&
			(kind === 'bill' ? row.books_id === null : row.requisition === null) &&
			(row.commitment === null ||
				sighting.commitment === undefined ||
				row.commitment === sighting.commitment),
	)?.id;
}

/** Takes a bill that was removed from the books off its claim, before its mirror says so. */
export function* withdrawBill(context: Context, books: string, bill: string): Tx<void> {
	yield* withdraw(context, { kind: 'bill', books, id: bill });
}

/** Takes a record that stands no more off its claim. A claim whose bill is gone counts no more. */
function* withdraw(
	context: Context,
	place: Pick<PlacedSighting, 'kind' | 'books' | 'id'>,
): Tx<void> {
	const id = yield* sightingClaim(context, place);
	if (id === undefined) return;
	const claim = yield* readClaim(context, id);
	yield* lockScope(context, { vendor: claim?.vendor, commitment: claim?.commitment });
	yield* dropSighting(context, place);
	if (place.kind === 'requisition' && claim?.sighting === requisitionKey(place.id)) {
		yield* withdrawItsDocument(context, claim);
		return;
	}
	const ends = place.kind === 'bill' && claim?.decision === 'reserved';
	yield* refoldClaim(context, id, ends ? { decision: 'ended' } : {});
	if (!ends) return;
	yield* endReleases(context, id);
	note(context, { kind: 'ended', claim: id, detail: { why: 'bill deleted' } });
}

function* requisitionsOf(
	{ db }: Context,
	commitment: string,
	application: number,
): Tx<RequisitionRecord[]> {
	const rows = yield* all(
		db
			.selectFrom('records')
			.select('json')
			.where('type', '=', 'requisition')
			.where('commitment', '=', commitment)
			.where('application', '=', application)
			.limit(10),
		z.object({ json: z.string() }),
	);
	return rows.map(({ json }) => requisitionRecordSchema.parse(JSON.parse(json)));
}
