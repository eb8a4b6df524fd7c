import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openLedger } from '../shared/ledger';

/** Runs that one search looks through at most. */
const MOST_RUNS = 500;

/** Runs that wrote something, newest first, with when and how much. */
export async function searchRuns(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').toLowerCase();
	const runs = await (await openLedger(this)).runs(MOST_RUNS);
	return {
		results: runs
			.filter(({ run, first }) => `${run} ${first}`.toLowerCase().includes(wanted))
			.map(({ run, first, writes, undone }) => ({
				name: `${first.slice(0, 16).replace('T', ' ')} · ${run} · ${writes} written${undone === 0 ? '' : `, ${undone} undone`}`,
				value: run,
			})),
	};
}
