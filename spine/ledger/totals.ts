import { type z } from 'zod';
import { countsAs } from './fold';
import { claimLineRow, claimRow } from './schema';
import type { ClaimRow } from './schema';
import { all, chunks, write } from './transaction';
import type { Context, Tx } from './transaction';

/** What claims add to the running totals. Gross in minor units, quantities in millionths. */
export interface Totals {
	commitments: Map<string, CommitmentTotal>;
	lines: Map<string, LineTotal>;
	vendors: Map<string, { counted: number; uncommitted: number }>;
}
interface CommitmentTotal {
	counted: number;
	held: number;
	retainage: number;
	released: number;
}
interface LineTotal {
	commitment: string;
	kind: 'line' | 'change_order';
	id: string;
	gross: number;
	quantity: number;
}
export interface CountedLine {
	line?: string | null;
	changeOrder?: string | null;
	gross: number;
	quantity: number;
}
export type CountedClaim = Pick<
	ClaimRow,
	'state' | 'commitment' | 'vendor' | 'gross' | 'retainage' | 'released'
>;

export const noTotals = (): Totals => ({
	commitments: new Map(),
	lines: new Map(),
	vendors: new Map(),
});

/**
 * Adds a claim to totals, or takes it away again with sign -1. Held claims count apart, without lines.
 * A demand that gives money back makes room only once it stands in the books or was certified: until
 * then nobody has credited anything, and it may still come to nothing.
 */
export function addClaim(
	totals: Totals,
	claim: CountedClaim,
	lines: readonly CountedLine[],
	sign: 1 | -1,
): void {
	const as = countsAs(claim.state);
	if (as === 'nothing') return;
	if (claim.gross < 0 && (claim.state === 'reserved' || claim.state === 'held')) return;
	const counted = as === 'counted' ? sign * claim.gross : 0;
	if (claim.commitment !== null) {
		const total = totals.commitments.get(claim.commitment) ?? EMPTY;
		totals.commitments.set(claim.commitment, {
			counted: total.counted + counted,
			held: total.held + (as === 'held' ? sign * claim.gross : 0),
			retainage: total.retainage + (as === 'counted' ? sign * claim.retainage : 0),
			released: total.released + (as === 'counted' ? sign * claim.released : 0),
		});
	}
	if (as === 'held') return;
	if (claim.vendor !== null) {
		const total = totals.vendors.get(claim.vendor) ?? { counted: 0, uncommitted: 0 };
		totals.vendors.set(claim.vendor, {
			counted: total.counted + counted,
			uncommitted: total.uncommitted + (claim.commitment === null ? counted : 0),
		});
	}
	if (claim.commitment === null) return;
	for (const line of lines) {
		addLine(totals.lines, claim.commitment, 'line', line.line, line, sign);
		addLine(totals.lines, claim.commitment, 'change_order', line.changeOrder, line, sign);
	}
}

const EMPTY: CommitmentTotal = { counted: 0, held: 0, retainage: 0, released: 0 };

function addLine(
	totals: Map<string, LineTotal>,
	commitment: string,
	kind: LineTotal['kind'],
	id: string | null | undefined,
	line: CountedLine,
	sign: 1 | -1,
): void {
	if (id === null || id === undefined) return;
	const key = JSON.stringify([commitment, kind, id]);
	const total = totals.get(key) ?? { commitment, kind, id, gross: 0, quantity: 0 };
	totals.set(key, {
		...total,
		gross: total.gross + sign * line.gross,
		quantity: total.quantity + sign * line.quantity,
	});
}

/** Adds differences to the running totals, in the transaction that changes the claims. */
export function* applyTotals({ db }: Context, totals: Totals): Tx<void> {
	for (const [commitment, change] of sorted(totals.commitments)) {
		yield* write(
			db
				.insertInto('commitment_state')
				.values({ commitment, ...change })
				.onConflict((conflict) =>
					conflict.column('commitment').doUpdateSet((at) => ({
						counted: at('commitment_state.counted', '+', at.ref('excluded.counted')),
						held: at('commitment_state.held', '+', at.ref('excluded.held')),
						retainage: at('commitment_state.retainage', '+', at.ref('excluded.retainage')),
						released: at('commitment_state.released', '+', at.ref('excluded.released')),
					})),
				),
		);
	}
	for (const [vendor, change] of sorted(totals.vendors)) {
		yield* write(
			db
				.insertInto('vendor_state')
				.values({ vendor, ...change })
				.onConflict((conflict) =>
					conflict.column('vendor').doUpdateSet((at) => ({
						counted: at('vendor_state.counted', '+', at.ref('excluded.counted')),
						uncommitted: at('vendor_state.uncommitted', '+', at.ref('excluded.uncommitted')),
					})),
				),
		);
	}
	const lines = sorted(totals.lines)
		.map(([, change]) => change)
		.filter(({ gross, quantity }) => gross !== 0 || quantity !== 0);
	for (const part of chunks(lines)) {
		yield* write(
			db
				.insertInto('line_totals')
				.values(part)
				.onConflict((conflict) =>
					conflict.columns(['commitment', 'kind', 'id']).doUpdateSet((at) => ({
						gross: at('line_totals.gross', '+', at.ref('excluded.gross')),
						quantity: at('line_totals.quantity', '+', at.ref('excluded.quantity')),
					})),
				),
		);
	}
}

/** In the order of keys, so that two transactions lock the same rows in the same order. */
function sorted<V>(map: Map<string, V>): Array<[string, V]> {
	return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The totals as the claims themselves add up to; reads the whole history. */
export function* sumClaims({ db }: Context): Tx<Totals> {
	const totals = noTotals();
	const lines = new Map<string, Array<z.infer<typeof claimLineRow>>>();
	for (const line of yield* all(db.selectFrom('claim_lines').selectAll(), claimLineRow)) {
		lines.set(line.claim, [...(lines.get(line.claim) ?? []), line]);
	}
	for (const claim of yield* all(db.selectFrom('claims').selectAll(), claimRow)) {
		const own = (lines.get(claim.id) ?? []).map((line) => ({
			...line,
			changeOrder: line.change_order,
		}));
		addClaim(totals, claim, own, 1);
	}
	return totals;
}

/** Replaces the running totals by what the claims add up to. For repair; never needed otherwise. */
export function* recountTotals(context: Context): Tx<void> {
	const totals = yield* sumClaims(context);
	for (const table of ['commitment_state', 'vendor_state', 'line_totals'] as const) {
		yield* write(context.db.deleteFrom(table));
	}
	yield* applyTotals(context, totals);
}
