import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { postingSchema } from '../documents/posting';
import { verdictSchema } from '../documents/verdict';
import type { DocumentEntry, EntryFilter } from './ledger';
import { decisionRow, intentRow } from './schema';
import type { DecisionRow } from './schema';
import { all, chunks } from './transaction';
import type { Context, Tx } from './transaction';

/** What became of every document, in the order of their first decision unless the newest are asked for. */
export function* readEntries({ db }: Context, filter: EntryFilter = {}): Tx<DocumentEntry[]> {
	const newest = filter.keys === undefined ? filter.newest : undefined;
	let query = db
		.selectFrom('decisions')
		.selectAll()
		.orderBy('seq', newest === undefined ? 'asc' : 'desc');
	if (newest !== undefined && Number.isFinite(newest)) query = query.limit(newest);
	if (filter.since !== undefined) query = query.where('written_at', '>=', filter.since);
	if (filter.messageId !== undefined) query = query.where('message_id', '=', filter.messageId);
	const decisions: DecisionRow[] = [];
	if (filter.keys === undefined) decisions.push(...(yield* all(query, decisionRow)));
	for (const keys of chunks(filter.keys ?? [])) {
		decisions.push(...(yield* all(query.where('sighting', 'in', keys), decisionRow)));
	}
	const outcomes = new Map<string, string>();
	for (const keys of chunks(decisions.map(({ sighting }) => sighting))) {
		const intents = yield* all(
			db
				.selectFrom('intents')
				.selectAll()
				.where('sighting', 'in', keys)
				.orderBy('revision')
				.orderBy('seq'),
			intentRow,
		);
		for (const { sighting, outcome } of intents) {
			if (outcome !== null) outcomes.set(sighting, outcome);
		}
	}
	return decisions.map((row) => {
		const outcome = outcomes.get(row.sighting);
		return {
			document: documentSchema.parse(JSON.parse(row.document)),
			coding: codingSchema.parse(JSON.parse(row.coding)),
			verdict: verdictSchema.parse(JSON.parse(row.verdict)),
			...(outcome === undefined ? {} : { posting: postingSchema.parse(JSON.parse(outcome)) }),
			...(row.claim === null ? {} : { claim: row.claim }),
		};
	});
}
