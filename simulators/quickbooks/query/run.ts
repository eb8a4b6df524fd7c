import { entityOfName } from '../catalogue';
import type { Company } from '../company';
import { Fault } from '../faults';
import { at, child, children, isRow, text, type Row } from '../rows';
import { shapeOf } from '../schema/shape';
import { filterable } from './filterable';
import { parseQuery, type Condition, type Statement } from './parse';

/** Most rows of one answer, whatever MAXRESULTS says. */
const cap = 1000;

function invalidQuery(detail: string): Fault {
	return new Fault('4001', 'Invalid query', `QueryValidationError: ${detail}`);
}

/** The property's name as the schema writes it; the query language takes any case. */
function resolve(company: Company, entity: string, property: string, mustFilter: boolean): string {
	const allowed = filterable(entity, company.switches().extraFilterable[entity]);
	const lower = property.toLowerCase();
	const found = allowed.find((one) => one.toLowerCase() === lower);
	if (found !== undefined) return found;
	const shape = shapeOf(entity);
	const head = lower.split('.')[0];
	const known = [...(shape?.keys() ?? [])].find((one) => one.toLowerCase() === head);
	if (shape && known === undefined)
		throw invalidQuery(`Property ${property} not found for Entity ${entity}`);
	if (mustFilter) throw invalidQuery(`property '${property}' is not queryable`);
	return known && head === lower ? known : property;
}

/** What a condition compares: text, or a number, or an instant in milliseconds. */
type Comparable = string | number | boolean | undefined;

function comparable(property: string, value: unknown): Comparable {
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	if (isRow(value)) return text(value, 'value');
	if (typeof value !== 'string') return undefined;
	return property.startsWith('MetaData.') ? Date.parse(value) : value;
}

function valuesAt(row: Row, property: string): Comparable[] {
	if (property.startsWith('AttachableRef.')) {
		const key = property.endsWith('.value') ? 'value' : 'type';
		return children(row, 'AttachableRef').map((one) => text(child(one, 'EntityRef'), key));
	}
	if (property === 'Active') return [row.Active !== false];
	return [comparable(property, at(row, property))];
}

function literal(property: string, sample: Comparable, written: string): Comparable {
	if (property.startsWith('MetaData.')) {
		const instant = Date.parse(written);
		if (Number.isNaN(instant)) throw invalidQuery(`value ${written} is no date for ${property}`);
		return instant;
	}
	if (typeof sample === 'number') return Number(written);
	if (typeof sample === 'boolean') return written.toLowerCase() === 'true';
	return written;
}

function order(property: string, left: Comparable, right: Comparable): number {
	if (typeof left === 'number' && typeof right === 'number') return left - right;
	if (left === undefined || right === undefined) {
		if (left === right) return 0;
		return left === undefined ? -1 : 1;
	}
	const ids = property === 'Id' || property.endsWith('Ref');
	if (ids && Number.isFinite(Number(left)) && Number.isFinite(Number(right)))
		return Number(left) - Number(right);
	return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0;
}

function like(value: Comparable, pattern: string): boolean {
	if (value === undefined) return false;
	const source = pattern
		.split('%')
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	return new RegExp(`^${source}$`, 'is').test(String(value));
}

function matches(condition: Condition, property: string, row: Row, exact: boolean): boolean {
	const fold = (value: Comparable) =>
		typeof value === 'string' && !exact ? value.toLowerCase() : value;
	return valuesAt(row, property).some((value) => {
		const sides = condition.values.map((written) => literal(property, value, written));
		const first = sides[0];
		switch (condition.operator) {
			case '=':
			case 'IN':
				return sides.some((side) => value !== undefined && fold(side) === fold(value));
			case 'LIKE':
				return like(value, condition.values[0] ?? '');
			case '<':
				return value !== undefined && order(property, value, first) < 0;
			case '>':
				return value !== undefined && order(property, value, first) > 0;
			case '<=':
				return value !== undefined && order(property, value, first) <= 0;
			case '>=':
				return value !== undefined && order(property, value, first) >= 0;
		}
	});
}

function candidates(company: Company, entity: string, statement: Statement): Row[] {
	for (const condition of statement.where) {
		if (condition.operator !== '=' && condition.operator !== 'IN') continue;
		const found = company.lookUp(entity, condition.property, condition.values);
		if (found) return found;
	}
	return company.rows(entity);
}

function pick(row: Row, properties: readonly string[]): Row {
	const out: Row = { domain: row.domain ?? 'QBO', sparse: true };
	for (const property of ['Id', ...properties]) {
		const head = property.split('.')[0] ?? property;
		if (row[head] !== undefined) out[head] = row[head];
	}
	return out;
}

/** Ids that are numbers sort as numbers; everything else as it compares. */
function sortKey(row: Row, property: string): Comparable {
	const value = valuesAt(row, property)[0];
	const numeric = property === 'Id' && value !== undefined ? Number(value) : Number.NaN;
	return Number.isFinite(numeric) ? numeric : value;
}

function sorted(rows: Row[], by: Statement['orderBy']): Row[] {
	const keyed = rows.map((row) => ({
		row,
		keys: by.map(({ property }) => sortKey(row, property)),
	}));
	keyed.sort((a, b) => {
		for (const [index, { property, descending }] of by.entries()) {
			const difference = order(property, a.keys[index], b.keys[index]);
			if (difference !== 0) return descending ? -difference : difference;
		}
		return 0;
	});
	return keyed.map(({ row }) => row);
}

function select(company: Company, entity: string, statement: Statement): Row[] {
	const exact = company.switches().queryTextCaseSensitive;
	const hidesInactive = !statement.where.some((one) => one.property === 'Active');
	const found = candidates(company, entity, statement).filter(
		(row) =>
			(!hidesInactive || row.Active !== false) &&
			statement.where.every((condition) => matches(condition, condition.property, row, exact)),
	);
	return statement.orderBy.length > 0 ? sorted(found, statement.orderBy) : found;
}

/**
 * Runs a statement and gives the inside of `QueryResponse`: rows with `startPosition` and
 * `maxResults`, nothing when there are none, `totalCount` for a count. Faults 4000 and 4001.
 */
export function runQuery(company: Company, source: string): Row {
	const parsed = parseQuery(source);
	const entity = entityOfName(parsed.entity);
	if (entity === undefined) throw invalidQuery(`Invalid context declaration: ${parsed.entity}`);
	const statement: Statement = {
		...parsed,
		where: parsed.where.map((one) => ({
			...one,
			property: resolve(company, entity, one.property, true),
		})),
		orderBy: parsed.orderBy.map((one) => ({
			...one,
			property: resolve(company, entity, one.property, true),
		})),
		select: Array.isArray(parsed.select)
			? parsed.select.map((one) => resolve(company, entity, one, false))
			: parsed.select,
	};
	if (statement.startPosition < 1) throw invalidQuery('STARTPOSITION must be at least 1');
	const found = select(company, entity, statement);
	if (statement.select === 'count') return { totalCount: found.length };
	const from = statement.startPosition - 1;
	const page = found.slice(from, from + Math.min(statement.maxResults, cap));
	if (page.length === 0) return {};
	const properties = statement.select;
	return {
		[entity]: properties === '*' ? page : page.map((row) => pick(row, properties)),
		startPosition: statement.startPosition,
		maxResults: page.length,
		...(company.switches().queryTotalCount ? { totalCount: found.length } : {}),
	};
}
