import { catalogue, entityOfName } from './catalogue';
import type { Company } from './company';
import { DateTime } from 'luxon';
import { Fault, unsupportedOperation } from './faults';
import { child, text, type Row } from './rows';

const lookBackMs = 30 * 86_400_000;
/** Most objects of one answer. */
const cap = 1000;

function tooOld(company: Company): Fault {
	return new Fault(
		company.switches().changedSinceTooOldCode,
		'Invalid changedSince',
		'changedSince cannot be more than 30 days ago.',
		{ element: 'changedSince' },
	);
}

function since(company: Company, written: string): number {
	const instant = Date.parse(written.replace(' ', '+'));
	if (Number.isNaN(instant))
		throw new Fault('2170', 'Invalid date', `changedSince is no date: ${written}`, {
			element: 'changedSince',
		});
	if (instant < company.clock() - lookBackMs) throw tooOld(company);
	return instant;
}

function changed(company: Company, entity: string, from: number): Row[] {
	const rows = company.rows(entity).filter((row) => {
		const when = text(child(row, 'MetaData'), 'LastUpdatedTime');
		return when !== undefined && Date.parse(when) >= from;
	});
	const deleted = company.tombstones
		.filter((one) => one.entity === entity && one.at >= from)
		.map((one) => ({
			domain: 'QBO',
			status: 'Deleted',
			Id: one.id,
			MetaData: { LastUpdatedTime: DateTime.fromMillis(one.at).toUTC().toISO() },
		}));
	return [...rows, ...deleted];
}

/**
 * Objects of the named entities that changed at or after a time, deleted ones as tombstones, at most
 * 1000 in all. An entity without changes is an empty object.
 */
export function changes(company: Company, entities: readonly string[], changedSince: string): Row {
	const from = since(company, changedSince);
	let room = cap;
	const parts = entities.map((name) => {
		const entity = entityOfName(name.trim());
		if (entity === undefined || catalogue[entity]?.cdc !== true)
			throw unsupportedOperation(`change data capture of ${name}`);
		const rows = changed(company, entity, from).slice(0, room);
		room -= rows.length;
		if (rows.length === 0) return {};
		return { [entity]: rows, startPosition: 1, maxResults: rows.length, totalCount: rows.length };
	});
	return { QueryResponse: parts };
}
