import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { openLedger } from '../shared/ledger';

const PAGE_SIZE = 100;

type Kind = 'account' | 'item' | 'class';

const PLURAL: Readonly<Record<Kind, string>> = {
	account: 'accounts',
	item: 'items',
	class: 'classes',
};

/**
 * Lists active names of one kind of the books, accounts with their numbers, as the ledger mirrors
 * them.
 *
 * @throws NodeOperationError while the ledger mirrors none of them.
 */
async function search(
	context: ILoadOptionsFunctions,
	type: Kind,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const ledger = await openLedger(context);
	const wanted = filter.toLowerCase();
	const start = Number(paginationToken);
	const rows = await ledger.list(type);
	if (rows.length === 0 && type === 'account') {
		throw new NodeOperationError(
			context.getNode(),
			`The ledger knows no ${PLURAL[type]} of the books yet.`,
			{ description: 'Run Spine Ledger, History, Backfill once, then open the list again.' },
		);
	}
	const fitting = rows
		.filter(({ active, deleted }) => active && deleted !== true)
		.map((row) => ({
			name:
				row.type === 'account' && row.number !== undefined
					? `${row.number} ${row.fullName}`
					: row.fullName,
			value: row.id,
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
	const end = start + PAGE_SIZE;
	return {
		results: fitting.slice(start, end),
		...(end < fitting.length ? { paginationToken: String(end) } : {}),
	};
}

export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'account', filter, paginationToken);
}

export async function searchItems(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'item', filter, paginationToken);
}

export async function searchClasses(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'class', filter, paginationToken);
}
