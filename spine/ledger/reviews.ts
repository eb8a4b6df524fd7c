import { z } from 'zod';
import { documentSchema } from '../documents/document';
import { demandSchema } from './decisions';
import type { ListedOverride, ListedVerification } from './ledger';
import { all } from './transaction';
import type { Context, Tx } from './transaction';
import { vendorIdOf } from './vendor-links';

/** A release with a reason is a person's; the policy's own names none. */
const personSchema = z.object({ by: z.string(), reason: z.string() });

const aboutRow = z.object({
	vendor: z.string().nullable(),
	project: z.string().nullable(),
	commitment: z.string().nullable(),
});
const overrideRow = aboutRow.extend({
	at: z.string(),
	detail: z.string(),
	document: z.string(),
	demand: z.string(),
});

/** See {@link Ledger.overrides}. */
export function* listOverrides({ db }: Context): Tx<ListedOverride[]> {
	const rows = yield* all(
		db
			.selectFrom('events')
			.innerJoin('decisions', 'decisions.sighting', 'events.sighting')
			.select([
				'events.at',
				'events.detail',
				'decisions.document',
				'decisions.demand',
				'decisions.vendor',
				'decisions.project',
				'decisions.commitment',
			])
			.where('events.kind', '=', 'released')
			.orderBy('events.seq'),
		overrideRow,
	);
	return rows.flatMap((row): ListedOverride[] => {
		const person = personSchema.safeParse(JSON.parse(row.detail));
		if (!person.success) return [];
		const { kind, number, source } = documentSchema.parse(JSON.parse(row.document));
		return [
			{
				...person.data,
				at: row.at,
				label: `${kind.replace(/_/g, ' ')} ${number ?? source.key}`,
				gross: demandSchema.parse(JSON.parse(row.demand)).gross,
				...aboutOf(row),
			},
		];
	});
}

/** See {@link Ledger.verifications}. */
export function* listVerifications({ db }: Context): Tx<ListedVerification[]> {
	const rows = yield* all(
		db
			.selectFrom('decisions')
			.select(['vendor', 'project', 'commitment'])
			.select((at) => at.fn.max('decided_at').as('at'))
			.where('outcome', '=', 'verified')
			.groupBy(['vendor', 'project', 'commitment']),
		aboutRow.extend({ at: z.string() }),
	);
	return rows.map((row) => ({ at: row.at, ...aboutOf(row) }));
}

const aboutOf = ({ vendor, project, commitment }: z.output<typeof aboutRow>) => ({
	...(vendor === null ? {} : { vendor: vendorIdOf(vendor) }),
	...(project === null ? {} : { project }),
	...(commitment === null ? {} : { commitment }),
});
