import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openLedger } from '../shared/ledger';

const LIMIT = 200;

/** Lists active names of one kind of the books, as the ledger mirrors them. */
async function search(
	context: ILoadOptionsFunctions,
	type: 'account' | 'item' | 'class',
	filter: string | undefined,
): Promise<INodeListSearchResult> {
	const ledger = await openLedger(context);
	const wanted = (filter ?? '').toLowerCase();
	const rows = await ledger.list(type);
	return {
		results: rows
			.filter((row) => row.active && row.fullName.toLowerCase().includes(wanted))
			.sort((a, b) => a.fullName.localeCompare(b.fullName))
			.slice(0, LIMIT)
			.map((row) => ({
				name:
					row.type === 'account' && row.number !== undefined
						? `${row.number} ${row.fullName}`
						: row.fullName,
				value: row.id,
			})),
	};
}

export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'account', filter);
}

export async function searchItems(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'item', filter);
}

export async function searchClasses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'class', filter);
}
