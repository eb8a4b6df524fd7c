import type { Document } from '../documents/document';
import { isFreeMail } from '../documents/free-mail';
import { normalizedSimilarity, normalizeName } from '../documents/names';
import type { VendorRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import {
	keysOf,
	type DirectoryIndex,
	type IndexedVendor,
	type VendorIndex,
} from './directory-index';
import type { Candidate, Match } from './identity';
import { addressKey, domainOf, phoneKey, taxIdKey, vendorAddresses } from './keys';

/** Least score of the best candidate and most of the next for a match (rule ID-02). */
export const surely = 0.92;
export const doubtful = 0.8;
const mostCandidates = 5;
const leastLikeness = 0.4;

/** What a document shows of its vendor, in the form of the index. */
type Clues = Omit<IndexedVendor, 'record'>;

function cluesOf(document: Document, settings: CompanySettings): Clues {
	const printed = [document.vendor, document.vendorDetails?.name].filter(
		(name) => name !== undefined,
	);
	const emails = vendorAddresses(document, settings);
	const domains = emails.map(domainOf).filter((domain) => domain !== undefined);
	return {
		names: [...new Set(printed.map(normalizeName))].filter((name) => name !== ''),
		taxId: taxIdKey(document.vendorDetails?.taxId),
		emails: new Set(emails),
		domains: new Set(domains.filter((domain) => !isFreeMail(domain))),
		phone: phoneKey(document.vendorDetails?.phone),
		address: addressKey(document.vendorDetails?.address),
	};
}

/**
 * The vendor of one side that a document is from (rule ID-02). The score is the likeness of the
 * normalised name (aliases count as names), raised by hard keys in common: tax id, e-mail address
 * or domain, telephone, postal address. One candidate at 0.92 or more with no other above 0.80 is
 * the vendor; a vendor that is inactive is no rival of an active one.
 */
export function matchVendor(
	document: Document,
	vendors: VendorIndex,
	settings: CompanySettings,
	accept: (record: VendorRecord) => boolean = () => true,
): Match<VendorRecord> {
	const clues = cluesOf(document, settings);
	const scored = vendors
		.near(clues.names, keysOf(clues))
		.filter(({ record }) => accept(record))
		.map((vendor) => ({ vendor, ...score(clues, vendor) }));
	const taxIdFound = scored.some(({ taxId }) => taxId === 'same');
	const candidates: Array<Candidate<VendorRecord>> = scored
		.map(({ vendor, score: likeness, because, taxId }) => ({
			record: vendor.record,
			score: round(taxIdFound && taxId === 'other' ? likeness * doubtful : likeness),
			because,
		}))
		.filter((candidate) => candidate.score >= leastLikeness)
		.sort(
			(a, b) =>
				b.score - a.score ||
				Number(b.record.active) - Number(a.record.active) ||
				(a.record.id < b.record.id ? -1 : 1),
		)
		.slice(0, mostCandidates);
	const [best] = candidates;
	if (best === undefined || best.score < surely) return { candidates };
	const rival = candidates.find(
		(other) => other !== best && (other.record.active || !best.record.active),
	);
	return rival !== undefined && rival.score > doubtful
		? { candidates }
		: { record: best.record, candidates };
}

function score(clues: Clues, vendor: IndexedVendor) {
	const name = likeness(clues.names, vendor.names);
	const reasons: string[] = [];
	const taxId =
		clues.taxId === undefined || vendor.taxId === undefined
			? 'unknown'
			: clues.taxId === vendor.taxId
				? 'same'
				: 'other';
	if (taxId === 'same') reasons.push('tax id');
	if ([...clues.emails].some((email) => vendor.emails.has(email))) reasons.push('e-mail address');
	else if ([...clues.domains].some((domain) => vendor.domains.has(domain)))
		reasons.push('e-mail domain');
	if (clues.phone !== undefined && clues.phone === vendor.phone) reasons.push('telephone number');
	if (clues.address !== undefined && clues.address === vendor.address) reasons.push('address');
	const keys = reasons.length + (taxId === 'same' ? 1 : 0);
	const byName = clues.names.length === 0 ? keyed(0.7, keys) : keyed(name, keys);
	const total = taxId === 'same' ? Math.max(byName, 0.95) : byName;
	const words =
		name === 1 ? ['same name'] : name >= 0.5 ? [`similar name (${Math.round(name * 100)} %)`] : [];
	return { score: total, taxId, because: [...words, ...reasons].join(', ') || 'name' };
}

/** Equal names alone are 0.95, alike ones at most 0.84; every hard key carries part of the doubt. */
function keyed(name: number, keys: number): number {
	if (name === 1) return keys === 0 ? 0.95 : 1;
	if (keys === 0) return name * 0.85;
	return keys === 1 ? 0.5 + name * 0.5 : 0.7 + name * 0.3;
}

function likeness(left: readonly string[], right: readonly string[]): number {
	let best = 0;
	for (const a of left) {
		for (const b of right) {
			const alike = normalizedSimilarity(a, b);
			best = Math.max(best, digits(a) === digits(b) ? alike : Math.min(alike, 0.7));
		}
	}
	return best;
}

/** Numbers in a name tell companies apart (`Local 12`, `Local 13`), however alike the rest. */
function digits(name: string): string {
	return name.replace(/\D+/g, ' ').trim();
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000;
}

/**
 * The same vendor in the books: the stored link in either direction, else the only vendor there of
 * the same name, alias or tax id, else as the document's own print leads there.
 */
export function matchBooksVendor(
	document: Document,
	vendor: VendorRecord | undefined,
	books: string | undefined,
	index: DirectoryIndex,
	settings: CompanySettings,
): Match<VendorRecord> {
	const inBooks = (record: VendorRecord) =>
		(books === undefined || record.books === books) && isSurvivor(record, index);
	if (vendor === undefined) return matchVendor(document, index.booksVendors, settings, inBooks);
	const stored = storedVendors(vendor, index).filter(inBooks);
	if (stored.length === 1) return sure(stored, 'stored link');
	const may = (record: VendorRecord) => inBooks(record) && mayBe(vendor, record, index);
	const linked = stored.length > 1 ? stored : numberedVendors(vendor, index).filter(may);
	if (linked.length === 1) return sure(linked, 'stored link');
	if (linked.length > 1)
		return { candidates: linked.map((record) => ({ record, score: 1, because: 'stored link' })) };
	const names = [...new Set([vendor.name, ...vendor.aliases].map(normalizeName))];
	const taxId = taxIdKey(vendor.taxId);
	const same = new Set<VendorRecord>();
	for (const near of index.booksVendors.near(names, taxId === undefined ? [] : [`tax|${taxId}`])) {
		const alike =
			near.names.some((name) => names.includes(name)) ||
			(taxId !== undefined && near.taxId === taxId);
		if (alike && may(near.record)) same.add(near.record);
	}
	const active = [...same].filter((record) => record.active);
	const usable = active.length > 0 ? active : [...same];
	if (usable.length === 1) return sure(usable, 'same name');
	if (usable.length > 1)
		return { candidates: usable.map((record) => ({ record, score: 0.95, because: 'same name' })) };
	const { candidates } = matchVendor(
		{ ...document, vendor: vendor.name },
		index.booksVendors,
		settings,
		may,
	);
	return { candidates };
}

function sure(records: readonly VendorRecord[], because: string): Match<VendorRecord> {
	return {
		record: records[0],
		candidates: records.map((record) => ({ record, score: 1, because })),
	};
}

/** Vendors of the books that people linked this one to. */
function storedVendors(vendor: VendorRecord, index: DirectoryIndex): VendorRecord[] {
	return index.links
		.booksOf('vendor', vendor.id)
		.flatMap(({ books, id }) => index.booksVendors.get(id, books) ?? []);
}

const isSurvivor = ({ books = '', id }: VendorRecord, index: DirectoryIndex): boolean =>
	index.links.survivor('vendor', books, id) === id;

/** Whether nobody said that the two are not the same, or that the one of the books is another's. */
function mayBe(vendor: VendorRecord, record: VendorRecord, { links }: DirectoryIndex): boolean {
	const books = record.books ?? '';
	const other = links.projectsOf('vendor', books, record.id);
	return (
		(other === undefined || other === vendor.id) &&
		!links.areApart('vendor', vendor.id, books, record.id)
	);
}

/**
 * Vendors of the books that one side's number of the other leads to. An id that several company files
 * have given names the one of the same name, if any.
 */
function numberedVendors(vendor: VendorRecord, index: DirectoryIndex): VendorRecord[] {
	const found = new Set<VendorRecord>();
	for (const { record } of index.booksVendors.all) {
		if (record.linkedId === vendor.id) found.add(record);
	}
	if (vendor.linkedId === undefined) return [...found];
	const own = [vendor.name, ...vendor.aliases].map(normalizeName);
	const meant = index.booksVendors.all.filter(({ record }) => record.id === vendor.linkedId);
	const sure =
		meant.length === 1 ? meant : meant.filter(({ names }) => names.some((n) => own.includes(n)));
	return sure.length > 0 ? sure.map(({ record }) => record) : [...found];
}
