import type { VendorRecord } from '../documents/records';
import type { MonitorFacts } from './facts';
import { postedBills } from './posted';

/**
 * Vendors of the books that were merged into another, by `books id` of the one that is gone: those that
 * the ledger was told of, and those that show. QuickBooks tells of a merger only by its traces: the
 * one is inactive or deleted, and bills that were posted under it stand under the other.
 */
export function mergedVendors(facts: MonitorFacts): Map<string, VendorRecord> {
	const byId = new Map(
		facts.vendors
			.filter(({ side }) => side === 'books')
			.map((vendor) => [`${vendor.books ?? ''} ${vendor.id}`, vendor]),
	);
	const merged = new Map<string, VendorRecord>();
	for (const { type, books, id, into } of facts.source.directory.merges ?? []) {
		const survivor = byId.get(`${books} ${into}`);
		if (type === 'vendor' && survivor !== undefined) merged.set(`${books} ${id}`, survivor);
	}
	for (const { posting, record } of postedBills(facts)) {
		const was = posting.coding.vendor?.id;
		if (was === undefined || record?.vendor === undefined || record.vendor === was) continue;
		const old = byId.get(`${posting.books} ${was}`);
		const now = byId.get(`${posting.books} ${record.vendor}`);
		const isGone = old === undefined || old.deleted === true || !old.active;
		if (isGone && now !== undefined && now.deleted !== true && now.active) {
			merged.set(`${posting.books} ${was}`, now);
		}
	}
	return merged;
}
