import {
	canBeInactive,
	FILTERABLE,
	filterField,
	type FilterField,
	type OnlineEntity,
} from './filterable';
import { QuickBooksError } from './errors';

export type QueryOperator = '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';
export type QueryValue = string | number | boolean;

/** One condition of a query; conditions are joined by AND, the language knows no OR. */
export interface Condition<E extends OnlineEntity = OnlineEntity> {
	field: FilterField<E>;
	operator: QueryOperator;
	/** A list for `IN`. `LIKE` knows the wildcard `%` alone. */
	value: QueryValue | readonly QueryValue[];
}

export interface Query<E extends OnlineEntity = OnlineEntity> {
	entity: E;
	where?: ReadonlyArray<Condition<E>>;
	/** Also rows that were made inactive; only lists (vendor, account, ...) have them. */
	includeInactive?: boolean;
	/** 1-based. */
	startPosition?: number;
	/** At most 1000. */
	maxResults?: number;
}

/** Largest page that QuickBooks answers. */
export const PAGE_SIZE = 1000;

/**
 * A query in Intuit's query language, ordered by Id so that pages do not overlap
 * (https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries).
 *
 * @throws QuickBooksError 4001 when a field cannot be filtered by, naming those that can.
 */
export function buildQuery<E extends OnlineEntity>(query: Query<E>): string {
	const { entity, where = [], startPosition = 1, maxResults = PAGE_SIZE } = query;
	const conditions = where.map((condition) => {
		return `${searchable(entity, condition.field)} ${condition.operator} ${operand(condition.value)}`;
	});
	const asksForActive = where.some((condition) => condition.field === 'Active');
	if (query.includeInactive === true && canBeInactive(entity) && !asksForActive) {
		conditions.push('Active IN (true, false)');
	}
	const filter = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
	return `SELECT * FROM ${entity}${filter} ORDERBY Id STARTPOSITION ${String(startPosition)} MAXRESULTS ${String(Math.min(maxResults, PAGE_SIZE))}`;
}

/**
 * The field as the query language knows it.
 *
 * @throws QuickBooksError 4001 for one that an entity cannot be searched by.
 */
export function searchable(entity: OnlineEntity, field: string): FilterField<OnlineEntity> {
	const known = filterField(entity, field);
	if (known !== undefined) return known;
	throw new QuickBooksError(
		`QuickBooks cannot search ${entity} by ${field}. Filter by one of ${FILTERABLE[entity].join(', ')}, and narrow the rows down afterwards.`,
		{ code: '4001', element: field },
	);
}

/** A value as the query language writes it: `'O\'Neil'`, `true`, `('a', 'b')`. */
function operand(value: QueryValue | readonly QueryValue[]): string {
	if (typeof value === 'object') return `(${value.map(literal).join(', ')})`;
	return literal(value);
}

function literal(value: QueryValue): string {
	if (typeof value === 'boolean') return String(value);
	return `'${String(value).replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}
