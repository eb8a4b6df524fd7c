import type { LedgerRecord } from '../documents/records';
import type { Directory } from '../identity/identity';
import type { Header } from './columns';
import type { Refusals } from './sheet';
import type { Table } from './table';
import type { Titles } from './title';
import type { DateOrder } from './values';

/** A transaction of an earlier export, as far as it tells a row of the next one which it is. */
export interface KnownTransaction {
	date?: string;
	/** In units of its currency. */
	total?: number;
	deleted: boolean;
}

/** What an export is read with. */
export interface ExportContext {
	table: Table;
	titles: Titles;
	/** Project of a file that has no column for it: its number, and its name where it is new. */
	project?: { number: string; name?: string };
	/** Id of the company file that a file of the books belongs to. */
	books?: string;
	/** How dates in figures are written where the file does not tell. */
	dateOrder?: DateOrder;
	/** ISO 4217. */
	currency: string;
	/** What the ledger knows already. */
	directory: Directory;
	/** Transactions of earlier exports of the same books, by id; empty for other kinds. */
	transactions: ReadonlyMap<string, KnownTransaction>;
	/** Whether the file is said to list everything there is of its kind. */
	isComplete: boolean;
}

/** The part of the ledger that one export speaks for. */
export interface Scope {
	side: 'projects' | 'books';
	/** Project or books. */
	scope: string;
}

/** Records of one export. */
export interface ExportRecords {
	/** Records that the file is about. */
	records: LedgerRecord[];
	/** Records that it only names: they are added where the ledger has none. */
	mentioned: LedgerRecord[];
	refusals: Refusals;
	/** What the file speaks for. */
	scopes: Scope[];
	/** Kinds of history that are known completely when the file is complete. */
	resources: string[];
	/** Rows of kinds that are not kept, by kind. */
	passedOver: Record<string, number>;
	/** Sentences on what the file lacks. */
	notes: string[];
}

export type ReadKind = (context: ExportContext, header: Header) => ExportRecords;
