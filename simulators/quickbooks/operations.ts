import { catalogue } from './catalogue';
import type { Company } from './company';
import { missing, objectNotFound, unsupportedOperation } from './faults';
import type { Row } from './rows';
import { create, remove, update, voidIt } from './write';

/** A write as a request or a batch item asks for it. */
export interface WriteRequest {
	entity: string;
	/** As in the URL or the batch item; without it, a body with an id is an update, else a create. */
	operation?: string;
	body: Row;
	include: readonly string[];
}

/** The operation that a write request means. */
export function writeKind(request: WriteRequest): 'create' | 'update' | 'delete' | 'void' {
	const { operation, body, include } = request;
	if (operation === 'void' || include.includes('void')) return 'void';
	if (operation === 'delete') return 'delete';
	if (operation === 'create') return 'create';
	if (operation === 'update') return 'update';
	if (operation !== undefined) throw unsupportedOperation(operation);
	return body.Id === undefined || body.Id === null ? 'create' : 'update';
}

/** Does one write and gives the object of the answer. Throws a {@link Fault} and then has changed nothing. */
export function performWrite(company: Company, request: WriteRequest): Row {
	const { entity, body, include } = request;
	switch (writeKind(request)) {
		case 'create':
			return create(company, entity, body, include);
		case 'update':
			return update(company, entity, body, include);
		case 'delete':
			return remove(company, entity, body);
		case 'void': {
			const bare = !include.includes('void');
			const refused = company.switches().paymentVoidByOperation === 'refuse';
			if (bare && refused && entity !== 'Invoice') throw unsupportedOperation(`void ${entity}`);
			return voidIt(company, entity, body);
		}
	}
}

/** One object by its id; the company entities take any id, or none. Fault 610 for an unknown one. */
export function read(company: Company, entity: string, id: string | undefined): Row {
	if (catalogue[entity]?.family === 'company') {
		const only = company.rows(entity)[0];
		if (!only) throw objectNotFound();
		return only;
	}
	if (id === undefined) throw missing('Id');
	const row = company.get(entity, id);
	if (!row) throw objectNotFound();
	return row;
}
