import { fromMinor } from '../../spine/documents/money';
import type { Ledger } from '../../spine/ledger/ledger';
import { chance } from '../chance';
import { billOf, NOW } from '../company';
import type { Decide } from './decide';

/** One earlier document in so many came by e-mail and was decided; the others are bills of the books. */
const DECIDED_ONE_IN = 50;
/** Bills that enter in one transaction. */
const CHUNK = 1000;

/**
 * Fills a ledger with earlier documents of the tested vendor and commitment, all through the
 * ledger's own public port: 49 of 50 are bills that `record` mirrors from the books in
 * transactions of 1,000, as a backfill does, each becoming a claim that counts against the
 * commitment; the rest are e-mailed invoices that are verified and reserved one by one with the
 * real rules, as those that are measured. Bills are spread over ten years, and no two have the same amount.
 *
 * @returns how many documents were filled in.
 */
export async function fill(
	ledger: Ledger,
	documents: number,
	decide: Decide,
	seed: number,
): Promise<number> {
	const decided = Math.floor(documents / DECIDED_ONE_IN);
	const bills = documents - decided;
	const choose = chance(seed);
	for (let from = 0; from < bills; from += CHUNK) {
		const chunk = Array.from({ length: Math.min(CHUNK, bills - from) }, (_, offset) => {
			const index = from + offset;
			const month = String(choose.whole(1, 12)).padStart(2, '0');
			const day = String(choose.whole(1, 28)).padStart(2, '0');
			const date = `${choose.whole(2016, 2025)}-${month}-${day}`;
			return billOf(index, fromMinor(1_000_00 + index, 'USD'), date);
		});
		await ledger.record(chunk, NOW);
	}
	for (let index = 0; index < decided; index += 1) await decide(index);
	return bills + decided;
}
