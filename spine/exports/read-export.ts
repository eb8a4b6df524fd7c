import type { Directory } from '../identity/identity';
import type { ExportRecords, KnownTransaction } from './context';
import { EXPORT_KINDS, type ExportKind, type Recognised, exportKinds } from './kinds';
import { ExportRefused } from './refusal';
import { type Table, readTable } from './table';
import { type Period, titlesOf } from './title';
import type { DateOrder } from './values';

export interface ReadRequest {
	bytes: Uint8Array;
	/** Name of the file, for messages. */
	name: string;
	kind: ExportKind | 'detect';
	project?: { number: string; name?: string };
	books?: string;
	dateOrder?: DateOrder;
	/** Whether the file lists everything there is of its kind, nothing filtered out. */
	complete: boolean;
}

export interface ReadSurroundings {
	/** ISO 4217. */
	currency: string;
	/** IANA time zone of the company, for times without one. */
	zone: string;
	directory: Directory;
	/** Transactions of earlier exports of books, by id; asked for where the file lists some. */
	transactionsOf(books: string): Promise<ReadonlyMap<string, KnownTransaction>>;
}

/** An export as it was read. */
export interface ReadExport extends ExportRecords {
	kind: ExportKind;
	/** When the file says that it was made, ISO 8601 in UTC. */
	madeAt?: string;
	/** Days that the file says it covers; absent where it says nothing. */
	period?: Period;
}

/**
 * Reads an export into records. Rows that cannot be read are told and left out; columns may stand
 * in any order, and those that are not known are passed over. The same file gives the same records.
 *
 * @throws ExportRefused for a file that cannot be taken in as a whole.
 */
export async function readExport(
	request: ReadRequest,
	{ currency, zone, directory, transactionsOf }: ReadSurroundings,
): Promise<ReadExport> {
	const table = await readTable(request.bytes, request.name);
	const { kind, recognised } = recognise(table, request.kind, zone);
	const titles = titlesOf(table, recognised.at, zone);
	const { project, books, dateOrder, complete: isComplete } = request;
	const transactions =
		kind === 'transactions' && books !== undefined
			? await transactionsOf(books)
			: new Map<string, KnownTransaction>();
	const read = recognised.read({
		table,
		titles,
		project,
		books,
		dateOrder,
		currency,
		directory,
		transactions,
		isComplete,
	});
	return {
		...read,
		kind,
		...(titles.madeAt === undefined ? {} : { madeAt: titles.madeAt }),
		...(titles.period === undefined ? {} : { period: titles.period }),
	};
}

/**
 * The kind of a file, by its title and headings.
 *
 * @throws ExportRefused where it is none, or may be two.
 */
export async function kindOfExport(bytes: Uint8Array, name: string): Promise<ExportKind> {
	return recognise(await readTable(bytes, name), 'detect', 'utc').kind;
}

function recognise(
	table: Table,
	wanted: ExportKind | 'detect',
	zone: string,
): { kind: ExportKind; recognised: Recognised } {
	if (wanted !== 'detect') {
		const recognised = EXPORT_KINDS[wanted].recognise(table);
		if (recognised !== undefined) return { kind: wanted, recognised };
		const { label, columns } = EXPORT_KINDS[wanted];
		throw new ExportRefused(
			`${table.name} has no row of headings that a ${label} has.`,
			`It needs the columns ${columns}. Show them in the report and export it again.`,
		);
	}
	const found = exportKinds.flatMap((kind) => {
		const recognised = EXPORT_KINDS[kind].recognise(table);
		return recognised === undefined ? [] : [{ kind, recognised }];
	});
	const titled = found.filter(({ recognised }) =>
		recognised.isTitled(titlesOf(table, recognised.at, zone).above),
	);
	const likely = (titled.length > 0 ? titled : found).sort(
		(left, right) => right.recognised.width - left.recognised.width,
	);
	const [best, next] = likely;
	if (best === undefined) {
		throw new ExportRefused(
			`${table.name} is none of the exports that are known.`,
			'Choose its kind in "File Kind" to be told which columns it lacks.',
		);
	}
	if (next !== undefined && next.recognised.width === best.recognised.width) {
		const [one, other] = [EXPORT_KINDS[best.kind].label, EXPORT_KINDS[next.kind].label];
		throw new ExportRefused(
			`${table.name} may be a ${one} or a ${other}.`,
			'Choose its kind in "File Kind".',
		);
	}
	return best;
}
