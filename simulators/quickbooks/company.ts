import { DateTime } from 'luxon';
import { impliedCompanyRows } from './defaults';
import { child, children, copy, isRow, text, type Row } from './rows';
import type { Switches } from './switches';

/** Properties a query often filters by with `=`; each has an index. */
const indexed: readonly string[] = [
	'DocNumber',
	'VendorRef',
	'CustomerRef',
	'DisplayName',
	'Name',
	'ParentRef',
];

/** Text an index is kept under: a reference's id, or the text in lower case. */
export function indexKey(value: unknown): string | undefined {
	if (typeof value === 'string') return value.toLowerCase();
	const id = text(child({ value }, 'value'), 'value');
	return id?.toLowerCase();
}

/** What happened to an object, for webhooks. */
export interface Change {
	realmId: string;
	entity: string;
	id: string;
	operation: 'Create' | 'Update' | 'Delete' | 'Void' | 'Emailed' | 'Merge';
	at: number;
}

class Table {
	readonly rows = new Map<string, Row>();
	private readonly indexes = new Map<string, Map<string, Set<string>>>(
		indexed.map((property) => [property, new Map()]),
	);

	put(id: string, row: Row): void {
		this.unindex(id);
		this.rows.set(id, row);
		for (const [property, index] of this.indexes) {
			const key = indexKey(row[property]);
			if (key === undefined) continue;
			const ids = index.get(key);
			if (ids) ids.add(id);
			else index.set(key, new Set([id]));
		}
	}

	remove(id: string): void {
		this.unindex(id);
		this.rows.delete(id);
	}

	private unindex(id: string): void {
		const row = this.rows.get(id);
		if (!row) return;
		for (const [property, index] of this.indexes) {
			const key = indexKey(row[property]);
			if (key !== undefined) index.get(key)?.delete(id);
		}
	}

	/** Rows whose property equals one of the values, or undefined when the property has no index. */
	lookUp(property: string, values: readonly string[]): Row[] | undefined {
		const index = this.indexes.get(property);
		if (!index) return undefined;
		const found: Row[] = [];
		for (const value of new Set(values.map((one) => one.toLowerCase())))
			for (const id of index.get(value) ?? []) {
				const row = this.rows.get(id);
				if (row) found.push(row);
			}
		return found;
	}
}

/**
 * The books of one company: rows by entity and id, with indexes, tombstones and answers kept by
 * request id. Rows that came in are served as they stand; only writes change them.
 */
export class Company {
	private readonly tables = new Map<string, Table>();
	private readonly implied = new Set<Row>();
	readonly tombstones: Array<{ entity: string; id: string; at: number }> = [];
	readonly files = new Map<string, { bytes: Buffer; contentType: string; name: string }>();
	/** Ids of one realm come from one counter, above every id that came in. */
	private lastId = 0;
	private lastListId = 0;

	constructor(
		readonly realmId: string,
		entities: Record<string, Row[]>,
		readonly switches: () => Switches,
		readonly clock: () => number,
		private readonly onChange: (change: Change) => void,
	) {
		for (const [entity, rows] of Object.entries(entities)) {
			this.table(entity);
			for (const row of rows) this.load(entity, copy(row));
		}
		for (const [entity, row] of impliedCompanyRows(realmId))
			if (this.rows(entity).length === 0) {
				this.load(entity, row);
				this.implied.add(row);
			}
	}

	private load(entity: string, row: Row): void {
		const given = text(row, 'Id');
		const id = given ?? this.nextId(entity);
		if (given === undefined) row.Id = id;
		row.SyncToken ??= '0';
		const numeric = Number(id);
		if (Number.isSafeInteger(numeric)) {
			if (entity === 'Attachable') this.lastListId = Math.max(this.lastListId, numeric);
			else this.lastId = Math.max(this.lastId, numeric);
		}
		this.table(entity).put(id, row);
	}

	private table(entity: string): Table {
		const known = this.tables.get(entity);
		if (known) return known;
		const made = new Table();
		this.tables.set(entity, made);
		return made;
	}

	/** Whether the company has rows of this entity, or had its key when it came in. */
	has(entity: string): boolean {
		return this.tables.has(entity);
	}

	nextId(entity: string): string {
		if (entity === 'Attachable') {
			this.lastListId = Math.max(this.lastListId, 1_000_000_000) + 1;
			return String(this.lastListId);
		}
		this.lastId += 1;
		return String(this.lastId);
	}

	rows(entity: string): Row[] {
		return [...(this.tables.get(entity)?.rows.values() ?? [])];
	}

	get(entity: string, id: string): Row | undefined {
		return this.tables.get(entity)?.rows.get(id);
	}

	/** See {@link Table.lookUp}; `Id` is an index too. */
	lookUp(entity: string, property: string, values: readonly string[]): Row[] | undefined {
		const table = this.tables.get(entity);
		if (!table) return [];
		if (property !== 'Id') return table.lookUp(property, values);
		return [...new Set(values)].map((id) => table.rows.get(id)).filter(isRow);
	}

	/** Stores a row under its `Id` and tells who listens. */
	put(entity: string, row: Row, operation: Change['operation']): void {
		const id = text(row, 'Id') ?? '';
		this.table(entity).put(id, row);
		this.onChange({ realmId: this.realmId, entity, id, operation, at: this.clock() });
	}

	delete(entity: string, id: string): void {
		this.table(entity).remove(id);
		const when = this.clock();
		this.tombstones.push({ entity, id, at: when });
		this.onChange({ realmId: this.realmId, entity, id, operation: 'Delete', at: when });
	}

	/**
	 * Marks a row as changed by a write to another one (a bill by its payment, an order by its bill):
	 * it shows in change data capture, and its SyncToken rises if the switch says so.
	 */
	touch(row: Row): void {
		const meta = child(row, 'MetaData');
		row.MetaData = { ...meta, LastUpdatedTime: this.stamp() };
		if (this.switches().linkedChangesRaiseSyncToken)
			row.SyncToken = String(Number(text(row, 'SyncToken') ?? '0') + 1);
	}

	get info(): Row {
		return this.rows('CompanyInfo')[0] ?? {};
	}

	get preferences(): Row {
		return this.rows('Preferences')[0] ?? {};
	}

	/** A value of `OtherPrefs.NameValue`. */
	otherPreference(name: string): string | undefined {
		const pair = children(child(this.preferences, 'OtherPrefs'), 'NameValue').find(
			(one) => one.Name === name,
		);
		return pair && text(pair, 'Value');
	}

	get homeCurrency(): string {
		const home = child(child(this.preferences, 'CurrencyPrefs'), 'HomeCurrency');
		return text(home, 'value') ?? 'USD';
	}

	private time(): DateTime {
		const zone = text(this.info, 'DefaultTimeZone') ?? 'America/Los_Angeles';
		return DateTime.fromMillis(this.clock(), { zone });
	}

	/** A time as it stands in `MetaData`: seconds, with the company's offset. */
	stamp(): string {
		return this.time().toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
	}

	/** A time as it stands beside an answer: milliseconds, with the company's offset. */
	answerTime(): string {
		return this.time().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZ");
	}

	/** The company's present day, `YYYY-MM-DD`. */
	today(): string {
		return this.time().toFormat('yyyy-MM-dd');
	}

	/** The rows by entity, in the form they came in. Rows made up for the company are left out. */
	export(): Record<string, Row[]> {
		const out: Record<string, Row[]> = {};
		for (const [entity, table] of this.tables) {
			const rows = [...table.rows.values()].filter((row) => !this.implied.has(row));
			const onlyImplied = rows.length === 0 && table.rows.size > 0;
			if (!onlyImplied) out[entity] = rows.map(copy);
		}
		return out;
	}
}
