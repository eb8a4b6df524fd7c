import { isFreeMail } from '../documents/free-mail';
import { indexLinks } from '../documents/link';
import type { LinkIndex } from '../documents/link';
import { normalizeName } from '../documents/names';
import { projectKey } from '../documents/project-books';
import type { CommitmentRecord, ProjectRecord, VendorRecord } from '../documents/records';
import { commitmentNumber, withoutProject } from './commitment-number';
import type { Directory } from './identity';
import { addressKey, domainOf, phoneKey, taxIdKey } from './keys';

/** A vendor with its names and keys worked out once. */
export interface IndexedVendor {
	record: VendorRecord;
	/** Normalised name and aliases. */
	names: string[];
	taxId?: string;
	/** Exact addresses, lower case. */
	emails: Set<string>;
	/** Registrable domains of its addresses and web site; free-mail providers left out. */
	domains: Set<string>;
	phone?: string;
	address?: string;
}

/** Vendors of one side by everything that can lead to them. */
export class VendorIndex {
	readonly all: IndexedVendor[] = [];
	private readonly byId = new Map<string, VendorRecord>();
	private readonly byKey = new Map<string, IndexedVendor[]>();
	private readonly byWord = new Map<string, IndexedVendor[]>();

	constructor(records: readonly VendorRecord[]) {
		for (const record of records) if (record.deleted !== true) this.add(record);
	}

	private add(record: VendorRecord): void {
		const emails = new Set(record.emails.map((email) => email.trim().toLowerCase()));
		const web = record.website === undefined ? [] : [record.website];
		const domains = [...emails, ...web].map(domainOf).filter((domain) => domain !== undefined);
		const vendor: IndexedVendor = {
			record,
			names: [...new Set([record.name, ...record.aliases].map(normalizeName))].filter(
				(name) => name !== '',
			),
			taxId: taxIdKey(record.taxId),
			emails,
			domains: new Set(domains.filter((domain) => !isFreeMail(domain))),
			phone: phoneKey(record.phone),
			address: addressKey(record.address),
		};
		this.all.push(vendor);
		this.byId.set(`${record.books ?? ''}|${record.id}`, record);
		for (const key of keysOf(vendor)) append(this.byKey, key, vendor);
		for (const word of new Set(vendor.names.flatMap(stems))) append(this.byWord, word, vendor);
	}

	get(id: string, books?: string): VendorRecord | undefined {
		return this.byId.get(`${books ?? ''}|${id}`);
	}

	/**
	 * Vendors that share a hard key or a telling word of a name; the rarest words first, until there are
	 * `most`.
	 */
	near(
		names: readonly string[],
		keys: readonly string[],
		most: number = mostCompared,
	): IndexedVendor[] {
		const found = new Set<IndexedVendor>();
		for (const key of keys) for (const vendor of this.byKey.get(key) ?? []) found.add(vendor);
		for (const name of names) {
			for (const vendor of this.byKey.get(`name|${name}`) ?? []) found.add(vendor);
			const lists = stems(name)
				.map((stem) => this.byWord.get(stem) ?? [])
				.sort((a, b) => a.length - b.length);
			for (const list of lists) {
				if (found.size > 0 && found.size + list.length > most) break;
				for (const vendor of list) found.add(vendor);
			}
		}
		return [...found];
	}

	/** Vendors with exactly this normalised name or alias. */
	named(name: string): IndexedVendor[] {
		return this.byKey.get(`name|${name}`) ?? [];
	}
}

/** Names compared for one document; beyond it only rarer words are looked at. */
const mostCompared = 1500;

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else list.push(value);
}

/** Keys under which a vendor is found: names, tax id, addresses, domains, telephone. */
export function keysOf(vendor: Omit<IndexedVendor, 'record'>): string[] {
	return [
		...vendor.names.map((name) => `name|${name}`),
		...(vendor.taxId === undefined ? [] : [`tax|${vendor.taxId}`]),
		...[...vendor.emails].map((email) => `email|${email}`),
		...[...vendor.domains].map((domain) => `domain|${domain}`),
		...(vendor.phone === undefined ? [] : [`phone|${vendor.phone}`]),
		...(vendor.address === undefined ? [] : [`address|${vendor.address}`]),
	];
}

/** First four letters of every word: a typing slip later in the word still finds it. */
function stems(name: string): string[] {
	return name.split(' ').map((word) => word.slice(0, 4));
}

export interface IndexedCommitment {
	record: CommitmentRecord;
	key?: string;
	/** Kind and parts (`subcontract|2301-4`). */
	parts?: string;
	/** Parts without the project's number. */
	short?: string;
}

/** The directory as the resolvers look it up. */
export interface DirectoryIndex {
	vendors: VendorIndex;
	booksVendors: VendorIndex;
	projects: Map<string, ProjectRecord>;
	projectsByNumber: Map<string, ProjectRecord[]>;
	projectNames: Array<{ record: ProjectRecord; name: string; address?: string }>;
	commitments: Map<string, CommitmentRecord>;
	commitmentsByKey: Map<string, IndexedCommitment[]>;
	commitmentsByParts: Map<string, IndexedCommitment[]>;
	commitmentsByShort: Map<string, IndexedCommitment[]>;
	commitmentsByVendor: Map<string, IndexedCommitment[]>;
	links: LinkIndex;
}

const cache = new WeakMap<Directory, DirectoryIndex>();

/** The index of a directory, built on first use and kept as long as the directory object lives. */
export function indexOf(directory: Directory): DirectoryIndex {
	const known = cache.get(directory);
	if (known !== undefined) return known;
	const index = build(directory);
	cache.set(directory, index);
	return index;
}

function build(directory: Directory): DirectoryIndex {
	const projects = directory.projects.filter(({ deleted }) => deleted !== true);
	const index: DirectoryIndex = {
		vendors: new VendorIndex(directory.vendors.filter(({ side }) => side === 'projects')),
		booksVendors: new VendorIndex(directory.vendors.filter(({ side }) => side === 'books')),
		projects: new Map(projects.map((record) => [record.id, record])),
		projectsByNumber: new Map(),
		projectNames: projects.map((record) => ({
			record,
			name: normalizeName(record.name),
			address: addressKey(record.address),
		})),
		commitments: new Map(),
		commitmentsByKey: new Map(),
		commitmentsByParts: new Map(),
		commitmentsByShort: new Map(),
		commitmentsByVendor: new Map(),
		links: indexLinks(directory),
	};
	for (const record of projects) {
		if (record.number !== undefined)
			append(index.projectsByNumber, projectKey(record.number), record);
	}
	for (const record of directory.commitments) {
		if (record.deleted === true) continue;
		index.commitments.set(record.id, record);
		const number = commitmentNumber(record.number ?? '');
		const project = index.projects.get(record.project)?.number;
		const commitment: IndexedCommitment = {
			record,
			key: number?.key,
			parts: number?.parts.join('-'),
			short: number === undefined ? undefined : withoutProject(number.parts, project),
		};
		if (commitment.key !== undefined) append(index.commitmentsByKey, commitment.key, commitment);
		if (commitment.parts !== undefined)
			append(index.commitmentsByParts, commitment.parts, commitment);
		if (commitment.short !== undefined)
			append(index.commitmentsByShort, commitment.short, commitment);
		if (record.vendor !== undefined) append(index.commitmentsByVendor, record.vendor, commitment);
	}
	return index;
}
