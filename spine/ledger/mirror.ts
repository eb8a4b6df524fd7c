import { recordSchema } from '../documents/records';
import type { BooksTransactionRecord, LedgerRecord, RequisitionRecord } from '../documents/records';
import { absorbBill, absorbRequisition } from './absorb';
import type { Absorbing } from './absorb';
import { DIRECTORY_TYPES, readDirectory, renewDirectory } from './directory';
import type { DirectoryIndex } from './directory';
import { note } from './events';
import { recordRowOf } from './record-columns';
import { reattribute, reattributeOpen, rekeyVendors } from './reattribution';
import { recordRow } from './schema';
import type { RecordRow } from './schema';
import { readCompany } from './settings';
import { first, instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

export interface Recorded {
	added: number;
	changed: number;
	same: number;
}

interface Change {
	record: LedgerRecord;
	before?: LedgerRecord;
}

/** Mirrors records, and makes requisitions, bills and credits among them sightings of claims. */
export function* recordAll(
	context: Context,
	records: readonly LedgerRecord[],
	seenAt: string = instantOf(context.clock),
): Tx<Recorded> {
	const company = yield* readCompany(context);
	const settings = company?.settings;
	const touchesDirectory = records.some(({ type }) => DIRECTORY_TYPES.includes(type));
	const before = touchesDirectory ? yield* readDirectory(context) : undefined;
	const now = instantOf(context.clock);
	const result: Recorded = { added: 0, changed: 0, same: 0 };
	const changes: Change[] = [];
	for (const record of records) {
		const row = recordRowOf(record, seenAt, now, settings?.currency ?? 'USD');
		const old = yield* readRow(context, row);
		if (old !== undefined && (old.hash === row.hash || isOlder(row, old))) {
			result.same += 1;
			if (old.seen_at < seenAt) yield* touch(context, row);
			continue;
		}
		result[old === undefined ? 'added' : 'changed'] += 1;
		yield* put(context, row);
		changes.push({ record, before: old && recordSchema.parse(JSON.parse(old.json)) });
	}
	if (changes.some(({ record }) => DIRECTORY_TYPES.includes(record.type))) {
		yield* renewDirectory(context);
	}
	if (changes.length > 0) {
		const index = yield* readDirectory(context);
		yield* absorbAll(context, { index, settings }, changes, before);
		note(context, { kind: 'recorded', detail: { ...result } });
	}
	yield* freshen(context, records, seenAt);
	return result;
}

/** A record whose own system says it is older than what is mirrored arrived out of order. */
function isOlder(row: RecordRow, old: RecordRow): boolean {
	if (row.updated_at === null || old.updated_at === null) return false;
	return Date.parse(row.updated_at) < Date.parse(old.updated_at);
}

function* readRow({ db }: Context, row: RecordRow): Tx<RecordRow | undefined> {
	return yield* first(
		db
			.selectFrom('records')
			.selectAll()
			.where('type', '=', row.type)
			.where('side', '=', row.side)
			.where('books', '=', row.books)
			.where('id', '=', row.id),
		recordRow,
	);
}

function* put({ db }: Context, row: RecordRow): Tx<void> {
	yield* write(
		db
			.insertInto('records')
			.values(row)
			.onConflict((conflict) => conflict.columns(['type', 'side', 'books', 'id']).doUpdateSet(row)),
	);
}

function* touch({ db }: Context, row: RecordRow): Tx<void> {
	yield* write(
		db
			.updateTable('records')
			.set({ seen_at: row.seen_at })
			.where('type', '=', row.type)
			.where('side', '=', row.side)
			.where('books', '=', row.books)
			.where('id', '=', row.id),
	);
}

function* absorbAll(
	context: Context,
	absorbing: Absorbing,
	changes: readonly Change[],
	before: DirectoryIndex | undefined,
): Tx<void> {
	if (before !== undefined) yield* rekeyVendors(context, absorbing, before);
	const requisitions: RequisitionRecord[] = [];
	const bills: BooksTransactionRecord[] = [];
	const vendors = new Set<string>();
	let jobsChanged = false;
	for (const { record, before: old } of changes) {
		if (record.type === 'requisition') requisitions.push(record);
		if (record.type === 'bill' || record.type === 'vendor_credit') bills.push(record);
		if (record.type === 'purchase_order' && record.vendor !== undefined) {
			vendors.add(`books:${record.books}:${record.vendor}`);
		}
		if (record.type === 'commitment' && placesBillsAnew(record, old)) {
			for (const one of [record, old]) {
				if (one?.type === 'commitment' && one.vendor !== undefined) {
					vendors.add(`projects:${one.vendor}`);
				}
			}
		}
		jobsChanged ||= isMapped(record, absorbing);
	}
	requisitions.sort((a, b) => (a.application ?? 0) - (b.application ?? 0));
	for (const record of requisitions) yield* absorbRequisition(context, absorbing, record);
	for (const record of bills) yield* absorbBill(context, absorbing, record);
	if (jobsChanged) yield* reattributeOpen(context, absorbing);
	else yield* reattribute(context, absorbing, vendors);
}

/** Whether a commitment's change can move bills to or from it. */
function placesBillsAnew(record: LedgerRecord, old: LedgerRecord | undefined): boolean {
	if (record.type !== 'commitment') return false;
	if (old?.type !== 'commitment') return true;
	return (
		record.vendor !== old.vendor ||
		record.project !== old.project ||
		record.number !== old.number ||
		record.deleted !== old.deleted ||
		(record.status === 'void') !== (old.status === 'void')
	);
}

/** Whether a job or project is one that the company's settings name, or that is linked. */
function isMapped(record: LedgerRecord, { settings, index }: Absorbing): boolean {
	if (record.type === 'job') {
		if (index.known.projectsOf('project', record.books, record.id) !== undefined) return true;
		const names: Array<string | undefined> = [record.id, record.fullName];
		return (
			settings?.projects.some(
				({ customerJob }) => customerJob !== undefined && names.includes(customerJob),
			) ?? false
		);
	}
	if (record.type !== 'project') return false;
	const names = [record.id, record.number];
	return settings?.projects.some(({ project }) => names.includes(project)) ?? false;
}

/** Notes when each side was last read, for the age of facts. */
function* freshen(context: Context, records: readonly LedgerRecord[], seenAt: string): Tx<void> {
	const scopes = new Map<string, { side: string; scope: string }>();
	for (const record of records) {
		// Hours are read apart: they say nothing of how old commitments and bills are.
		if (record.type === 'timecard') continue;
		const scope =
			record.side === 'books'
				? (record.books ?? '')
				: 'project' in record && record.project !== undefined
					? record.project
					: '';
		scopes.set(JSON.stringify([record.side, scope]), { side: record.side, scope });
	}
	for (const { side, scope } of scopes.values()) yield* noteRead(context, side, scope, seenAt);
}

/** Notes that a side was read for a project or company file; never moves back. */
export function* noteRead({ db }: Context, side: string, scope: string, asOf: string): Tx<void> {
	yield* write(
		db
			.insertInto('freshness')
			.values({ side, scope, as_of: asOf })
			.onConflict((conflict) =>
				conflict
					.columns(['side', 'scope'])
					.doUpdateSet({ as_of: asOf })
					.where('freshness.as_of', '<', asOf),
			),
	);
}
