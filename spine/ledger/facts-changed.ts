import { sql } from 'kysely';
import { z } from 'zod';
import { documentSchema } from '../documents/document';
import { isForged } from '../documents/sender-standing';
import { readDirectory } from './directory';
import { decisionRow, metaRow } from './schema';
import { readCompany } from './settings';
import { all, first } from './transaction';
import type { Context, Tx } from './transaction';
import { booksVendorKey, projectsVendorKey } from './vendor-links';

/**
 * A decision may have been made beside a transaction that changed its facts and ended just after it
 * had read them, so what changed shortly before it counts as changed since. It is then verified once
 * more than needed, never less.
 */
const BESIDE_MS = 2_000;

/** Types of records of the books that every coding in them may depend on. */
const CHART: readonly string[] = ['account', 'item', 'class', 'job', 'books'];

/** Types of records of what the owner pays us, on which no decision about what we pay rests. */
const OWNER_SIDE: readonly string[] = [
	'prime_contract',
	'prime_change_order',
	'owner_invoice',
	'invoice',
	'customer_payment',
];

/** Kinds of documents that say what may be billed. */
const EVIDENCE = ['quote', 'change_order', 'approval'] as const;

/** When settings or policy last changed, among the ledger's notes. */
export const COMPANY_CHANGED = 'company_changed_at';

/** A decision without its sheets, of which many are looked through at once. */
export const standingRow = decisionRow.omit({
	document: true,
	coding: true,
	verdict: true,
	demand: true,
});
export type Standing = z.infer<typeof standingRow>;

/** All of a decision but its sheets. */
export const STANDING_COLUMNS = [
	'sighting',
	'seq',
	'content_hash',
	'outcome',
	'kind',
	'claim',
	'accepted',
	'vendor',
	'project',
	'commitment',
	'books',
	'message_id',
	'decided_at',
	'written_at',
	'reopened_at',
	'remit_name',
	'remit_address',
	'bank_fingerprint',
] as const;

/** Something that changed, and what it is about; names are the ledger's own. */
interface Change {
	at: string;
	directory: boolean;
	vendor?: string;
	project?: string;
	commitment?: string;
	books?: string;
	/** The e-mailed document that is the change. */
	evidence?: { sighting: string; seq: number; held: boolean };
}

const changeRow = z.object({
	type: z.string(),
	side: z.string(),
	books: z.string(),
	vendor: z.string().nullable(),
	project: z.string().nullable(),
	commitment: z.string().nullable(),
	at: z.string(),
});

/**
 * Those of the given decisions whose facts changed since they were made, in the given order.
 *
 * @param types only changes of these records count; absent: everything a decision rests on, with
 * new evidence, settings and policy.
 */
export function* changedSince(
	context: Context,
	decisions: readonly Standing[],
	types?: readonly string[],
): Tx<Standing[]> {
	const oldest = decisions.map(sinceOf).sort()[0];
	if (oldest === undefined) return [];
	const company = yield* first(
		context.db.selectFrom('meta').selectAll().where('key', '=', COMPANY_CHANGED),
		metaRow,
	);
	const changes = [
		...(yield* changedRecords(context, oldest, types)),
		...(types === undefined ? yield* newEvidence(context, oldest) : []),
	];
	return decisions.filter(
		(decision) =>
			(types === undefined && company !== undefined && company.value > decision.written_at) ||
			changes.some(
				(change) =>
					change.at > sinceOf(decision) && isNews(change, decision) && concerns(change, decision),
			),
	);
}

const sinceOf = ({ written_at }: Standing): string =>
	new Date(Date.parse(written_at) - BESIDE_MS).toISOString();

/**
 * Whether evidence says anything that a decision did not know. A document is no evidence for itself.
 * One that is held is verified again at the same looks as the decision, so that it counts only for
 * what came before it: two that wait for each other would open one another for ever.
 */
function isNews({ evidence }: Change, { sighting, seq }: Standing): boolean {
	if (evidence === undefined) return true;
	return evidence.sighting !== sighting && (!evidence.held || evidence.seq > seq);
}

/**
 * Whether a change can matter to a decision: one of a commitment to what is decided on it (or on
 * none yet), one of a vendor or project to all of theirs, one of the chart of accounts to all in
 * those books. What was not identified may be, by any new vendor, project or commitment.
 */
function concerns(change: Change, { vendor, project, commitment, books }: Standing): boolean {
	if (change.books !== undefined && change.books === books) return true;
	if (change.directory && (vendor === null || commitment === null)) return true;
	if (change.commitment !== undefined && commitment !== null) {
		return change.commitment === commitment;
	}
	if (change.vendor !== undefined && vendor !== null) return change.vendor === vendor;
	return change.project !== undefined && change.project === project;
}

/** What of the mirror changed, each vendor, project and commitment once with its last change. */
function* changedRecords(context: Context, since: string, types?: readonly string[]): Tx<Change[]> {
	const { db } = context;
	const itself = (type: string, column: 'vendor' | 'project' | 'commitment') =>
		sql<string | null>`case when type = ${sql.lit(type)} then id else ${sql.ref(column)} end`;
	const changed = db.selectFrom('records').where('changed_at', '>', since);
	const rows = yield* all(
		(types === undefined
			? changed.where('type', 'not in', OWNER_SIDE)
			: changed.where('type', 'in', types)
		)
			.select(({ fn }) => [
				'type',
				'side',
				'books',
				itself('vendor', 'vendor').as('vendor'),
				itself('project', 'project').as('project'),
				itself('commitment', 'commitment').as('commitment'),
				fn.max('changed_at').as('at'),
			])
			.groupBy(['type', 'side', 'books', sql`4`, sql`5`, sql`6`]),
		changeRow,
	);
	const { links } = yield* readDirectory(context);
	return rows.map(({ type, side, books, vendor, project, commitment, at }) => {
		const own =
			vendor === null
				? undefined
				: side === 'books'
					? booksVendorKey(books, vendor)
					: projectsVendorKey(vendor);
		const key = own === undefined ? undefined : (links.get(own) ?? own);
		return {
			at,
			directory: ['vendor', 'project', 'commitment', 'job'].includes(type),
			...(key === undefined ? {} : { vendor: key }),
			...(project === null ? {} : { project }),
			...(commitment === null ? {} : { commitment }),
			...(CHART.includes(type) ? { books } : {}),
		};
	});
}

const evidenceRow = decisionRow.pick({
	sighting: true,
	seq: true,
	document: true,
	outcome: true,
	vendor: true,
	project: true,
	commitment: true,
	written_at: true,
});

/**
 * Quotes, change orders and approvals that came by e-mail. A forged one makes nothing billable, so
 * anybody could have documents verified again by sending it.
 */
function* newEvidence(context: Context, since: string): Tx<Change[]> {
	const { db } = context;
	const settings = (yield* readCompany(context))?.settings;
	const rows = yield* all(
		db
			.selectFrom('decisions')
			.select([
				'sighting',
				'seq',
				'document',
				'outcome',
				'vendor',
				'project',
				'commitment',
				'written_at',
			])
			.where('written_at', '>', since)
			.where('kind', 'in', EVIDENCE)
			.where('outcome', '!=', 'blocked'),
		evidenceRow,
	);
	const genuine = rows.filter(
		({ document }) =>
			settings === undefined || !isForged(documentSchema.parse(JSON.parse(document)), settings),
	);
	return genuine.map(({ sighting, seq, outcome, vendor, project, commitment, written_at }) => ({
		at: written_at,
		directory: false,
		evidence: { sighting, seq, held: outcome === 'held' },
		...(vendor === null ? {} : { vendor }),
		...(project === null ? {} : { project }),
		...(commitment === null ? {} : { commitment }),
	}));
}
