import type { LedgerRecord } from '../documents/records';
import type { CompanySettings } from '../documents/settings';
import type { Ledger } from '../ledger/ledger';
import { noteName, refuseOlder, timeOf } from './as-of';
import type { ExportKind } from './kinds';
import { knownTransactions } from './known-transactions';
import { type ReadExport, type ReadRequest, readExport } from './read-export';
import type { RefusedExportRow } from './refusal';
import { coverageOf, goneOf, partly } from './vanished';

/** The part of the ledger that an import uses. */
export type ExportLedger = Pick<
	Ledger,
	'directory' | 'list' | 'record' | 'putBackfillProgress' | 'getNote' | 'putNote'
>;

export interface ImportRequest extends ReadRequest {
	/** When it was exported, date or date-time, where the file itself does not say. */
	exportedAt?: string;
}

/** What became of an export. */
export interface ImportSummary {
	file: string;
	kind: ExportKind;
	/** Time that its facts are of, ISO 8601. */
	asOf: string;
	/** Whether it counts as complete, so that what it lists no more is gone. */
	complete: boolean;
	/** Records read of the file's rows. */
	rows: number;
	added: number;
	changed: number;
	same: number;
	/** Records of earlier exports that a complete file lists no more. */
	gone: number;
	/** Rows that were left out; the first hundred are told. */
	refusedRows: number;
	refused: RefusedExportRow[];
	/** Rows of kinds that are not kept, by kind. */
	passedOver: Record<string, number>;
	/** What the file lacks or does not tell, in sentences. */
	notes: string[];
}

const AT_ONCE = 1000;

/**
 * Takes an export into the ledger. The next export of the kind changes the same records; one that
 * is complete ends (or makes inactive) what it lists no more, and lets the history of its scope
 * count as known as of the time it was exported. One with rows that could not be read does neither.
 * The same file again changes nothing.
 *
 * @param clock running time.
 * @throws ExportRefused for a file that cannot be taken in as a whole, is older than one before, or
 * does not tell when it was exported.
 */
export async function importExport(
	request: ImportRequest,
	{
		ledger,
		settings,
		clock,
	}: { ledger: ExportLedger; settings: CompanySettings; clock: () => number },
): Promise<ImportSummary> {
	const directory = await ledger.directory();
	const { currency, timeZone: zone } = settings;
	const books = request.books ?? onlyBooks(settings);
	const read = await readExport(
		{ ...request, books },
		{ currency, zone, directory, transactionsOf: (of) => knownTransactions(ledger, of) },
	);
	const asOf = timeOf(request, read, zone, clock());
	await refuseOlder(ledger, read, asOf, request.name);
	const isWhole = request.complete && read.refusals.count === 0;
	const covers = coverageOf(read, isWhole);
	const gone = covers.vanishing ? await goneOf(ledger, read, request.name) : [];
	const mentioned = await newOf(ledger, [...read.mentioned, ...companyFile(read, settings)]);
	const counts = { added: 0, changed: 0, same: 0 };
	await record(ledger, gone, asOf);
	await record(ledger, mentioned, asOf);
	for (let at = 0; at < read.records.length; at += AT_ONCE) {
		const part = await ledger.record(read.records.slice(at, at + AT_ONCE), asOf);
		counts.added += part.added;
		counts.changed += part.changed;
		counts.same += part.same;
	}
	if (covers.history) await noteHistory(ledger, read, asOf);
	for (const scope of read.scopes) await ledger.putNote(noteName(read.kind, scope), asOf);
	return {
		file: request.name,
		kind: read.kind,
		asOf,
		complete: covers.history,
		rows: read.records.length,
		...counts,
		gone: gone.length,
		refusedRows: read.refusals.count,
		refused: read.refusals.rows,
		passedOver: read.passedOver,
		notes: [...read.notes, ...covers.notes, ...partly(request, read)],
	};
}

async function record(
	ledger: ExportLedger,
	records: readonly LedgerRecord[],
	asOf: string,
): Promise<void> {
	for (let at = 0; at < records.length; at += AT_ONCE) {
		await ledger.record(records.slice(at, at + AT_ONCE), asOf);
	}
}

/** The company file that all projects are kept in, where the settings name but one. */
function onlyBooks({ projects }: CompanySettings): string | undefined {
	const books = new Set(projects.map((project) => project.books));
	const [only] = books;
	return books.size === 1 ? only : undefined;
}

/** The company file with the closing date that the settings state. */
function companyFile({ scopes }: ReadExport, { closedThrough }: CompanySettings): LedgerRecord[] {
	return scopes.flatMap(({ side, scope }): LedgerRecord[] => {
		const closingDate = side === 'books' ? closedThrough[scope] : undefined;
		return closingDate === undefined
			? []
			: [{ type: 'books', side: 'books', books: scope, id: scope, name: scope, closingDate }];
	});
}

/** What a file only names, as far as the ledger has no record of it. */
async function newOf(
	ledger: ExportLedger,
	mentioned: readonly LedgerRecord[],
): Promise<LedgerRecord[]> {
	const known = new Set<string>();
	for (const type of new Set(mentioned.map((one) => one.type))) {
		if (type === 'books') continue;
		for (const { side, id, deleted } of await ledger.list(type)) {
			if (deleted !== true) known.add(`${type} ${side} ${id}`);
		}
	}
	return mentioned.filter(({ type, side, id }) => !known.has(`${type} ${side} ${id}`));
}

async function noteHistory(ledger: ExportLedger, read: ReadExport, asOf: string): Promise<void> {
	for (const { side, scope } of read.scopes) {
		for (const resource of read.resources) {
			await ledger.putBackfillProgress({
				side,
				resource,
				scope,
				rows: read.records.length,
				complete: true,
				asOf,
				cursor: asOf,
			});
		}
	}
}
