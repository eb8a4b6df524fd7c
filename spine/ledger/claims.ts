import { dateIn } from '../documents/dates';
import type { ClaimSummary } from '../gate/facts';
import { claimKeys } from './claim-keys';
import { foldClaim } from './fold';
import type { ClaimBase, FoldedClaim } from './fold';
import { claimKeyRow, claimLineRow, claimRow, sightingRow } from './schema';
import type { ClaimRow } from './schema';
import { sightingSchema } from './sighting';
import type { PlacedSighting } from './sighting';
import { addClaim, applyTotals, noTotals } from './totals';
import { all, chunks, first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';
import { vendorIdOf } from './vendor-links';

/** A claim as it stands, or nothing for an unknown id. */
export function* readClaim({ db }: Context, id: string): Tx<ClaimRow | undefined> {
	return yield* first(db.selectFrom('claims').selectAll().where('id', '=', id), claimRow);
}

/** Sightings of a claim. */
export function* readSightings({ db }: Context, claim: string): Tx<PlacedSighting[]> {
	const rows = yield* all(
		db.selectFrom('sightings').selectAll().where('claim', '=', claim),
		sightingRow,
	);
	return rows.map((row) => ({
		kind: row.kind,
		books: row.books,
		id: row.id,
		sighting: sightingSchema.parse(JSON.parse(row.json)),
	}));
}

export function* readLines({ db }: Context, claim: string): Tx<FoldedClaim['lines']> {
	const rows = yield* all(
		db.selectFrom('claim_lines').selectAll().where('claim', '=', claim).orderBy('position'),
		claimLineRow,
	);
	return rows.map(({ line, change_order, gross, quantity }) => ({
		gross,
		quantity,
		...(line === null ? {} : { line }),
		...(change_order === null ? {} : { changeOrder: change_order }),
	}));
}

/** Writes a sighting of a claim; one that was another claim's is moved. */
export function* putSighting(
	{ db }: Context,
	claim: string,
	{ kind, books, id, sighting }: PlacedSighting,
	how = 'known',
): Tx<void> {
	const row = { claim, vendor: sighting.vendor ?? null, how, json: JSON.stringify(sighting) };
	yield* write(
		db
			.insertInto('sightings')
			.values({ kind, books, id, ...row })
			.onConflict((conflict) => conflict.columns(['kind', 'books', 'id']).doUpdateSet(row)),
	);
}

/** Forgets a sighting; its claim is to be made anew after it. */
export function* dropSighting(
	{ db }: Context,
	{ kind, books, id }: Pick<PlacedSighting, 'kind' | 'books' | 'id'>,
): Tx<void> {
	yield* write(
		db
			.deleteFrom('sightings')
			.where('kind', '=', kind)
			.where('books', '=', books)
			.where('id', '=', id),
	);
}

/**
 * Makes a claim anew of its sightings and moves the running totals by the difference. Every change
 * of a claim ends here, so that totals and claims cannot part.
 */
export function* refoldClaim(
	context: Context,
	id: string,
	change: Partial<ClaimBase> = {},
): Tx<ClaimRow> {
	const { db } = context;
	const before = yield* readClaim(context, id);
	const linesBefore = before === undefined ? [] : yield* readLines(context, id);
	const base: ClaimBase = {
		decision: before?.decision ?? 'none',
		revision: before?.revision ?? 0,
		expiresAt: before?.expires_at ?? null,
		...change,
	};
	const today = before?.day ?? dateIn(instantOf(context.clock), 'utc');
	const folded = foldClaim(base, yield* readSightings(context, id), today);
	const row: ClaimRow = { id, ...folded.row };
	yield* write(
		db
			.insertInto('claims')
			.values(row)
			.onConflict((conflict) => conflict.column('id').doUpdateSet(folded.row)),
	);
	if (linesText(linesBefore) !== linesText(folded.lines)) {
		yield* replaceLines(context, id, folded);
	}
	yield* replaceKeys(context, row, folded);
	const difference = noTotals();
	if (before !== undefined) addClaim(difference, before, linesBefore, -1);
	addClaim(difference, row, folded.lines, 1);
	yield* applyTotals(context, difference);
	return row;
}

/** Lines as text to be compared by, in whatever order their members were set. */
const linesText = (lines: FoldedClaim['lines']): string =>
	JSON.stringify(
		lines.map(({ line, changeOrder, gross, quantity }) => [line, changeOrder, gross, quantity]),
	);

function* replaceLines({ db }: Context, claim: string, { lines }: FoldedClaim): Tx<void> {
	yield* write(db.deleteFrom('claim_lines').where('claim', '=', claim));
	const rows = lines.map((line, position) => ({
		claim,
		position,
		line: line.line ?? null,
		change_order: line.changeOrder ?? null,
		gross: line.gross,
		quantity: line.quantity,
	}));
	for (const part of chunks(rows)) yield* write(db.insertInto('claim_lines').values(part));
}

function* replaceKeys(
	{ db }: Context,
	row: ClaimRow,
	{ credit, aliases }: Pick<FoldedClaim, 'credit' | 'aliases'>,
): Tx<void> {
	const owner = {
		credit,
		books: row.books ?? undefined,
		vendor: row.vendor ?? undefined,
		commitment: row.commitment ?? undefined,
	};
	const keys = [...new Set(aliases.flatMap((alias) => claimKeys({ ...owner, ...alias })))];
	const known = (yield* all(
		db.selectFrom('claim_keys').selectAll().where('claim', '=', row.id),
		claimKeyRow,
	)).map(({ key }) => key);
	const gone = known.filter((key) => !keys.includes(key));
	const added = keys.filter((key) => !known.includes(key));
	if (gone.length > 0) {
		yield* write(db.deleteFrom('claim_keys').where('claim', '=', row.id).where('key', 'in', gone));
	}
	if (added.length > 0) {
		yield* write(db.insertInto('claim_keys').values(added.map((key) => ({ key, claim: row.id }))));
	}
}

/**
 * Claims that bear one of the keys, those that stand firmest first: posted, reserved, billed,
 * held, blocked, ended.
 */
export function* claimsByKeys({ db }: Context, keys: readonly string[]): Tx<ClaimRow[]> {
	if (keys.length === 0) return [];
	const rows = yield* all(
		db
			.selectFrom('claims')
			.selectAll()
			.where('id', 'in', (claims) =>
				claims.selectFrom('claim_keys').select('claim').where('key', 'in', keys).limit(100),
			),
		claimRow,
	);
	const rank: ReadonlyArray<ClaimRow['state']> = [
		'posted',
		'reserved',
		'billed',
		'held',
		'blocked',
		'ended',
	];
	return rows.sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state));
}

/** A claim as the rules see it. A reservation whose time is over shows as ended. */
export function summaryOf(row: ClaimRow, nowMs: number): ClaimSummary {
	const over = row.state === 'reserved' && row.expires_at !== null && row.expires_at <= nowMs;
	return {
		id: row.id,
		state: over ? (row.requisition === null ? 'ended' : 'billed') : row.state,
		vendor: row.vendor === null ? undefined : vendorIdOf(row.vendor),
		commitment: row.commitment ?? undefined,
		project: row.project ?? undefined,
		number: row.number ?? undefined,
		numberKey: row.number_key ?? undefined,
		numberBase: row.number_base ?? undefined,
		numberFolded: row.number_folded ?? undefined,
		application: row.application ?? undefined,
		date: row.date ?? undefined,
		periodTo: row.period_to ?? undefined,
		gross: row.gross,
		net: row.net,
		kind: row.kind,
		isRetainageRelease: row.is_release === 1,
		booksId: row.books_id ?? undefined,
		requisition: row.requisition ?? undefined,
		balance: row.balance ?? undefined,
		fileHash: row.file_hash ?? undefined,
		lineFingerprint: row.line_fingerprint ?? undefined,
		seenIn: row.seen_in,
	};
}
