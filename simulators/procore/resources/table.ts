import type { Context, Resource } from '../resource';
import { type Row, shift } from '../values';
import type Decimal from 'decimal.js';

/** Where the rows of a resource stand that is a list in `procore.json`. */
export function table(
	key: string,
): Pick<Resource, 'name' | 'rows' | 'lookup' | 'insert' | 'remove'> {
	return {
		name: key,
		rows: ({ store }) => store.rows(key),
		lookup: ({ store }, id) => store.find(key, id),
		insert: ({ store }, row) => store.insert(key, row),
		remove: ({ store }, row) => store.remove(key, row),
	};
}

/** The same for rows that are marked as deleted, not taken away. */
export function softTable(key: string): Pick<Resource, 'name' | 'rows' | 'lookup' | 'insert'> {
	const { name, rows, lookup, insert } = table(key);
	return { name, rows, lookup, insert };
}

/** The five addresses of a resource with its scope in query or body. */
export function flatPaths(path: string, sync = false): Resource['paths'] {
	return {
		list: [path],
		show: [`${path}/:id`],
		create: [path],
		update: [`${path}/:id`],
		remove: [`${path}/:id`],
		...(sync ? { sync: [`${path}/sync`] } : {}),
	};
}

/** Moves figures of a contract and, if the company's contracts do so, its time of change. */
export function moveContract(
	context: Context,
	contract: Row,
	members: readonly string[],
	difference: Decimal,
): void {
	for (const member of members) shift(contract, member, difference);
	if (context.switches.childMovesContract && !difference.isZero()) {
		contract.updated_at = context.now;
	}
}
