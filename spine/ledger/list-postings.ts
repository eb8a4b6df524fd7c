import { z } from 'zod';
import { codingSchema } from '../documents/coding';
import { documentSchema } from '../documents/document';
import { postingSchema } from '../documents/posting';
import type { ListedPosting } from './ledger';
import { claimRow, intentRow } from './schema';
import { all } from './transaction';
import type { Context, Tx } from './transaction';
import { vendorIdOf } from './vendor-links';

const listedRow = intentRow
	.pick({
		request_id: true,
		claim: true,
		revision: true,
		books: true,
		entity: true,
		sighting: true,
		document: true,
		coding: true,
		state: true,
		outcome: true,
		attachment: true,
	})
	.extend({
		claim_state: claimRow.shape.state.nullable(),
		vendor: z.string().nullable(),
		commitment: z.string().nullable(),
		project: z.string().nullable(),
		requisition: z.string().nullable(),
	});

/** What is looked at of a document whose bill is listed. */
const documentRow = documentSchema.pick({ kind: true, number: true, payApplication: true }).extend({
	source: documentSchema.shape.source.pick({ channel: true, recordId: true, messageId: true }),
});

const timeRow = z.object({ claim: z.string(), kind: z.string(), at: z.string() });

/** Every row of the posting queue in the order it was queued, with what is known of its claim now. */
export function* listPostings({ db }: Context): Tx<ListedPosting[]> {
	const rows = yield* all(
		db
			.selectFrom('intents')
			.leftJoin('claims', 'claims.id', 'intents.claim')
			.select([
				'intents.request_id',
				'intents.claim',
				'intents.revision',
				'intents.books',
				'intents.entity',
				'intents.sighting',
				'intents.document',
				'intents.coding',
				'intents.state',
				'intents.outcome',
				'intents.attachment',
				'claims.state as claim_state',
				'claims.vendor',
				'claims.commitment',
				'claims.project',
				'claims.requisition',
			])
			.orderBy('intents.seq'),
		listedRow,
	);
	const times = yield* all(
		db
			.selectFrom('events')
			.select(['claim', 'kind', (at) => at.fn.max('at').as('at')])
			.where('kind', 'in', ['queued', 'posted', 'refused'])
			.where('claim', 'is not', null)
			.groupBy(['claim', 'kind']),
		timeRow,
	);
	const timeOf = new Map(times.map(({ claim, kind, at }) => [`${kind} ${claim}`, at]));
	return rows.map((row) => {
		const { kind, number, payApplication, source } = documentRow.parse(JSON.parse(row.document));
		const application = payApplication?.applicationNumber;
		const queuedAt = timeOf.get(`queued ${row.claim}`);
		const settled = row.state === 'done' ? 'posted' : 'refused';
		const settledAt = timeOf.get(`${settled} ${row.claim}`);
		return {
			requestId: row.request_id,
			claim: row.claim,
			revision: row.revision,
			books: row.books,
			entity: row.entity,
			key: row.sighting,
			kind,
			channel: source.channel,
			coding: codingSchema.parse(JSON.parse(row.coding)),
			state: row.state,
			attachment: row.attachment,
			...(number === undefined ? {} : { number }),
			...(application === undefined ? {} : { application }),
			...(source.recordId === undefined ? {} : { recordId: source.recordId }),
			...(row.outcome === null ? {} : { outcome: postingSchema.parse(JSON.parse(row.outcome)) }),
			...(row.claim_state === null ? {} : { claimState: row.claim_state }),
			...(row.vendor?.startsWith('projects:') === true ? { vendor: vendorIdOf(row.vendor) } : {}),
			...(row.commitment === null ? {} : { commitment: row.commitment }),
			...(row.project === null ? {} : { project: row.project }),
			...(row.requisition === null ? {} : { requisition: row.requisition }),
			...(queuedAt === undefined ? {} : { queuedAt }),
			...(settledAt === undefined || row.state === 'queued' || row.state === 'sent'
				? {}
				: { settledAt }),
		};
	});
}
