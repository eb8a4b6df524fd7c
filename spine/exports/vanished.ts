import type { LedgerRecord, RecordType } from '../documents/records';
import type { Ledger } from '../ledger/ledger';
import { isFromExport } from './identities';
import { EXPORT_KINDS } from './kinds';
import type { ReadExport, ReadRequest } from './read-export';
import { ExportRefused } from './refusal';

/** What a file lets be concluded: that what it lists no more is gone, and that the history is whole. */
export function coverageOf(
	{ kind, period, records }: ReadExport,
	isWhole: boolean,
): { vanishing: boolean; history: boolean; notes: string[] } {
	if (!isWhole) return { vanishing: false, history: false, notes: [] };
	if (kind !== 'transactions' || period?.from === undefined) {
		return { vanishing: true, history: true, notes: [] };
	}
	const { from, to = '' } = period;
	const outside = records.some((one) => 'date' in one && (one.date ?? '') < from);
	return {
		vanishing: !outside,
		history: false,
		notes: [
			`The list covers ${from} to ${to}, so what was billed before is not known by it and the history does not count as complete. Choose "All Dates" as the report's period.`,
		],
	};
}

/** Says so where a file does not count as complete because of its rows. */
export function partly({ complete, name }: ReadRequest, { refusals }: ReadExport): string[] {
	return complete && refusals.count > 0
		? [
				`${refusals.count} rows of ${name} could not be read, so it does not count as complete and nothing was taken away. Mend them and import it again.`,
			]
		: [];
}

/** Records of earlier exports in the file's scope that it lists no more, as ended or inactive. */
export async function goneOf(
	ledger: Pick<Ledger, 'list'>,
	read: ReadExport,
	name: string,
): Promise<LedgerRecord[]> {
	const { absent, types, label } = EXPORT_KINDS[read.kind];
	if (absent === 'kept') return [];
	const listed = new Set(read.records.map(({ type, id }) => `${type} ${id}`));
	const known: LedgerRecord[] = [];
	for (const type of types) known.push(...(await knownOf(ledger, type, read)));
	if (known.length > 0 && listed.size === 0) {
		throw new ExportRefused(
			`${name} lists nothing, and as a complete ${label} it would take away ${known.length} records of earlier ones.`,
			'Export it without a filter, or say that it is not complete.',
		);
	}
	return known
		.filter(({ type, id }) => !listed.has(`${type} ${id}`))
		.flatMap((one): LedgerRecord[] => {
			if (absent === 'deleted') return [{ ...one, deleted: true }];
			return 'active' in one && one.active ? [{ ...one, active: false }] : [];
		});
}

async function knownOf(
	ledger: Pick<Ledger, 'list'>,
	type: RecordType,
	{ scopes, period }: ReadExport,
): Promise<LedgerRecord[]> {
	const known: LedgerRecord[] = [];
	for (const { side, scope } of scopes) {
		const filter: Record<string, string> =
			side === 'books'
				? { side, books: scope }
				: scope === 'company'
					? { side }
					: { side, project: scope };
		known.push(...(await ledger.list(type, filter)));
	}
	return known.filter(
		(one) =>
			isFromExport(one.id) &&
			one.deleted !== true &&
			(period?.from === undefined || !('date' in one) || (one.date ?? '') >= period.from) &&
			(period?.to === undefined || !('date' in one) || (one.date ?? '') <= period.to),
	);
}
