import { toMinor } from '../../documents/money';
import type { CommitmentRecord } from '../../documents/records';
import type { CompanySettings } from '../../documents/settings';
import type { CommitmentBilling, VendorBilling } from '../../gate/facts';
import { z } from 'zod';
import { backfillComplete } from '../backfill';
import { readLines } from '../claims';
import { booksOfProject } from '../directory';
import type { DirectoryIndex } from '../directory';
import { commitmentStateRow, lineTotalRow, vendorStateRow } from '../schema';
import { fromMillionths } from '../sighting';
import type { Subject } from '../subject';
import { addClaim, noTotals } from '../totals';
import type { Totals } from '../totals';
import { all, chunks, first } from '../transaction';
import type { Context, Tx } from '../transaction';
import { priorApplications } from './applications';

/** What the document's own claim adds to the totals, to be taken off them again. */
export function* ownShare(context: Context, subject: Subject): Tx<Totals> {
	const totals = noTotals();
	const { own } = subject;
	if (own !== undefined) addClaim(totals, own, yield* readLines(context, own.id), 1);
	return totals;
}

/** What was billed on a commitment before, from the running totals, the document's own claim not counted. */
export function* commitmentBilling(
	context: Context,
	index: DirectoryIndex,
	subject: Subject,
	own: Totals,
	settings: CompanySettings,
): Tx<CommitmentBilling | undefined> {
	const { db } = context;
	const { commitment } = subject;
	if (commitment === undefined) return undefined;
	const state = yield* first(
		db.selectFrom('commitment_state').selectAll().where('commitment', '=', commitment),
		commitmentStateRow,
	);
	const mine = own.commitments.get(commitment);
	const lines = yield* all(
		db.selectFrom('line_totals').selectAll().where('commitment', '=', commitment),
		lineTotalRow,
	);
	const byLine: Record<string, number> = {};
	const byChangeOrder: Record<string, number> = {};
	const quantityByLine: Record<string, number> = {};
	for (const { kind, id, gross, quantity } of lines) {
		const share = own.lines.get(JSON.stringify([commitment, kind, id]));
		const before = gross - (share?.gross ?? 0);
		if (kind === 'change_order') byChangeOrder[id] = before;
		else {
			byLine[id] = before;
			quantityByLine[id] = fromMillionths(quantity - (share?.quantity ?? 0));
		}
	}
	const retainage = (state?.retainage ?? 0) - (mine?.retainage ?? 0);
	const released = (state?.released ?? 0) - (mine?.released ?? 0);
	return {
		counted: (state?.counted ?? 0) - (mine?.counted ?? 0),
		held: (state?.held ?? 0) - (mine?.held ?? 0),
		byLine,
		byChangeOrder,
		quantityByLine,
		retainageHeld: retainage - released,
		retainageReleased: released,
		applications: yield* priorApplications(context, commitment, subject.own?.id, settings),
		complete: yield* historyIsComplete(context, index, commitment, settings),
	};
}

/** Whether both systems were read in for a commitment, and no bill is left that may be on it. */
function* historyIsComplete(
	context: Context,
	index: DirectoryIndex,
	commitment: string,
	settings: CompanySettings,
): Tx<boolean> {
	const project = index.commitments.get(commitment)?.project;
	if (project === undefined) return false;
	const books = booksOfProject(index, settings, project);
	if (books.length === 0) return false;
	for (const company of books) {
		if (!(yield* backfillComplete(context, project, company))) return false;
	}
	const doubtful = yield* first(
		context.db
			.selectFrom('bill_candidates')
			.select('bill')
			.where('commitment', '=', commitment)
			.limit(1),
		z.object({ bill: z.string() }),
	);
	return doubtful === undefined;
}

/** A vendor's standing over all its commitments, the document's own claim not counted. */
export function* vendorBilling(
	{ db }: Context,
	index: DirectoryIndex,
	subject: Subject,
	own: Totals,
	settings: CompanySettings,
): Tx<VendorBilling | undefined> {
	const { vendor } = subject;
	if (vendor === undefined) return undefined;
	const state = yield* first(
		db.selectFrom('vendor_state').selectAll().where('vendor', '=', vendor),
		vendorStateRow,
	);
	const mine = own.vendors.get(vendor);
	const commitments = index.commitmentsByVendor.get(vendor) ?? [];
	const billed = new Map<string, number>();
	for (const ids of chunks(commitments.map(({ id }) => id))) {
		const states = yield* all(
			db.selectFrom('commitment_state').selectAll().where('commitment', 'in', ids),
			commitmentStateRow,
		);
		for (const { commitment, counted } of states) billed.set(commitment, counted);
	}
	const over: VendorBilling['over'] = [];
	let committed = 0;
	for (const commitment of commitments) {
		const revised = revisedOf(commitment, settings.currency);
		committed += revised;
		const counted =
			(billed.get(commitment.id) ?? 0) - (own.commitments.get(commitment.id)?.counted ?? 0);
		if (counted > revised) {
			over.push({
				commitment: commitment.id,
				number: commitment.number,
				excess: counted - revised,
			});
		}
	}
	return {
		counted: (state?.counted ?? 0) - (mine?.counted ?? 0),
		committed,
		uncommitted: (state?.uncommitted ?? 0) - (mine?.uncommitted ?? 0),
		over,
	};
}

/** R: as the project system states it, else original and approved changes. */
function revisedOf(commitment: CommitmentRecord, currency: string): number {
	const unit = commitment.currency ?? currency;
	if (commitment.revised !== undefined) return toMinor(commitment.revised, unit);
	return toMinor(commitment.original, unit) + toMinor(commitment.approvedChanges ?? 0, unit);
}
