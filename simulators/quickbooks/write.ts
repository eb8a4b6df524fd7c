import { catalogue, isReadOnly, type EntityInfo } from './catalogue';
import type { Company } from './company';
import {
	businessRule,
	missing,
	objectNotFound,
	staleObject,
	unsupportedOperation,
	Fault,
} from './faults';
import { child, copy, text, type Row } from './rows';
import { behaviours } from './rules';
import type { Write } from './rules/behaviour';
import { voided } from './rules/payments';
import { resolveReferences } from './rules/references';
import { checkPeriod } from './rules/transaction';
import { checkEntityShape } from './schema/check';
import { shapeOf } from './schema/shape';

/** Longest address over all its parts. */
const addressTotal = 2000;

function infoOf(entity: string): EntityInfo {
	const info = catalogue[entity];
	if (!info) throw unsupportedOperation(entity);
	return info;
}

function checkAddresses(row: Row): void {
	for (const [key, value] of Object.entries(row)) {
		if (!key.endsWith('Addr')) continue;
		const all = Object.values(child({ value }, 'value')).filter((one) => typeof one === 'string');
		if (all.join('').length > addressTotal)
			throw new Fault('2050', 'String length is either shorter or longer', `${key} is too long.`, {
				element: key,
			});
	}
}

function check(company: Company, entity: string, body: Row, stored?: Row): void {
	checkEntityShape(entity, body, {
		coerce: company.switches().coerceScalars,
		alsoKnown: stored,
	});
	checkAddresses(body);
}

/** What a client may write of a body: nothing the server owns, nothing set to null. */
function writable(entity: string, body: Row): Row {
	const out: Row = {};
	for (const [key, value] of Object.entries(copy(body)))
		if (!isReadOnly(entity, key) && value !== null) out[key] = value;
	return out;
}

function finish(write: Write): void {
	const { company, entity, next, previous } = write;
	resolveReferences(company, entity, next, previous);
	for (const name of infoOf(entity).required) if (next[name] === undefined) throw missing(name);
	behaviours[entity]?.prepare?.(write);
}

function store(write: Write, operation: 'Create' | 'Update' | 'Void'): Row {
	const { company, entity, next, previous } = write;
	const now = company.stamp();
	const meta = child(previous ?? {}, 'MetaData');
	next.MetaData = { ...meta, CreateTime: meta.CreateTime ?? now, LastUpdatedTime: now };
	next.domain = 'QBO';
	next.sparse = false;
	company.put(entity, next, operation);
	behaviours[entity]?.effects?.(company, next, previous);
	return next;
}

/** Creates an object and gives it as it was stored, with `SyncToken` "0". */
export function create(
	company: Company,
	entity: string,
	body: Row,
	include: readonly string[] = [],
): Row {
	if (!infoOf(entity).create) throw unsupportedOperation(`create ${entity}`);
	check(company, entity, body);
	const next = writable(entity, body);
	const write: Write = { company, entity, next, include };
	finish(write);
	next.Id = company.nextId(entity);
	next.SyncToken = '0';
	return store(write, 'Create');
}

function current(company: Company, entity: string, body: Row): Row {
	const id = text(body, 'Id');
	if (id === undefined) throw missing('Id');
	const row = company.get(entity, id);
	if (!row) throw objectNotFound();
	const token = text(body, 'SyncToken');
	if (token === undefined) throw missing('SyncToken');
	if (token !== (text(row, 'SyncToken') ?? '0')) throw staleObject();
	return row;
}

function advance(row: Row): string {
	return String(Number(text(row, 'SyncToken') ?? '0') + 1);
}

/** What a full update leaves of the stored row: what the server owns, and what the schema does not know. */
function kept(entity: string, stored: Row): Row {
	const shape = shapeOf(entity);
	const out: Row = {};
	for (const [key, value] of Object.entries(stored))
		if (isReadOnly(entity, key) || (shape && !shape.has(key))) out[key] = value;
	return copy(out);
}

/**
 * Updates an object. A full update clears what it leaves out; a sparse one keeps it. Lines are always
 * replaced as a whole when sent, and kept when a sparse update leaves them out.
 */
export function update(
	company: Company,
	entity: string,
	body: Row,
	include: readonly string[] = [],
): Row {
	const info = infoOf(entity);
	if (!info.update) throw unsupportedOperation(`update ${entity}`);
	const previous = current(company, entity, body);
	check(company, entity, body, previous);
	const sparse = body.sparse === true || body.sparse === 'true';
	if (sparse && !info.sparse && company.switches().undocumentedSparseUpdate === 'refuse')
		throw unsupportedOperation(`sparse update of ${entity}`);
	const base = sparse ? copy(previous) : kept(entity, previous);
	const next: Row = { ...base, ...writable(entity, body) };
	if (sparse)
		for (const [key, value] of Object.entries(body))
			if (value === null && !isReadOnly(entity, key)) delete next[key];
	const write: Write = { company, entity, next, previous, include };
	finish(write);
	next.Id = previous.Id;
	next.SyncToken = advance(previous);
	return store(write, 'Update');
}

/** Deletes an object and gives the short answer of a delete. */
export function remove(company: Company, entity: string, body: Row): Row {
	if (!infoOf(entity).delete) throw unsupportedOperation(`delete ${entity}`);
	const row = current(company, entity, body);
	if (infoOf(entity).family === 'transaction') checkPeriod(company, row);
	behaviours[entity]?.beforeDelete?.(company, row);
	const id = text(row, 'Id') ?? '';
	company.delete(entity, id);
	behaviours[entity]?.effects?.(company, undefined, row);
	return { status: 'Deleted', domain: 'QBO', Id: id };
}

/** Voids a payment, bill payment or invoice: its amounts become zero, its note says "Voided". */
export function voidIt(company: Company, entity: string, body: Row): Row {
	if (!infoOf(entity).void) throw unsupportedOperation(`void ${entity}`);
	const previous = current(company, entity, body);
	checkPeriod(company, previous);
	const applied = String(previous.PrivateNote ?? '').startsWith('Voided');
	if (applied) throw businessRule('The transaction is already voided.');
	const next = voided(entity, previous);
	if (entity === 'Payment') next.UnappliedAmt = 0;
	if (entity === 'Invoice') next.Balance = 0;
	next.SyncToken = advance(previous);
	return store({ company, entity, next, previous, include: [] }, 'Void');
}
