import type { Minor } from '../documents/money';
import type { Demand } from '../ledger/ledger';
import type { UnsupportedPart } from './rule';

/** Parts that stand beside the work and are not subject to retainage. */
const BESIDE_WORK = new Set(['tax', 'freight', 'retainage']);

/** Share of gross that is paid out now, in minor units: what retainage keeps back is not asked for. */
function paidNow(gross: Minor, demand: Demand): Minor {
	if (demand.gross <= 0 || demand.retainage <= 0 || demand.retainage >= demand.gross) return gross;
	return Math.round((gross * (demand.gross - demand.retainage)) / demand.gross);
}

/**
 * Net amount that a set of unsupported parts takes from a demand, in minor units: for each part the
 * largest amount, the sum over the lines or the document as a whole, whichever is more, less the
 * retainage that would be kept back anyway. Between zero and the net demand.
 */
export function unsupportedNet(parts: readonly UnsupportedPart[], demand: Demand): Minor {
	if (parts.some(({ part }) => part === 'all')) return Math.max(0, demand.net);
	const largest = new Map<string, Minor>();
	for (const { part, amount } of parts) {
		largest.set(part, Math.max(largest.get(part) ?? 0, amount));
	}
	let lines = 0;
	let beside = 0;
	for (const [part, amount] of largest) {
		if (part === '*') continue;
		if (BESIDE_WORK.has(part)) beside += amount;
		else lines += amount;
	}
	const work = paidNow(Math.max(lines, largest.get('*') ?? 0), demand);
	return Math.min(Math.max(0, demand.net), Math.max(0, work + beside));
}
