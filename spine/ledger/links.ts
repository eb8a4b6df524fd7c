import { linkSchema, mergeSchema } from '../documents/link';
import type { Link, LinkType, LinkWish, Merge } from '../documents/link';
import { entriesOf } from '../documents/project-books';
import { readDirectory, renewDirectory } from './directory';
import type { DirectoryIndex } from './directory';
import { LedgerError } from './errors';
import { note } from './events';
import { listLinksTx } from './link-rows';
import { reattributeOpen, rekeyVendors } from './reattribution';
import { readCompany } from './settings';
import { instantOf, write } from './transaction';
import type { Context, Tx } from './transaction';

/**
 * Links two records. The same link again changes nothing. Both have to be in the mirror, and neither
 * may be linked otherwise in this company file; that they were told apart before is forgotten.
 *
 * @throws LedgerError where one end is unknown or linked to another.
 */
export function* linkTx(context: Context, wish: LinkWish): Tx<Link> {
	const before = yield* readDirectory(context);
	const wished = endsOf(before, wish);
	const known = before.directory.links?.find((one) => !one.apart && isPair(one, wish));
	if (known !== undefined) return known;
	if (wish.type === 'project') yield* checkSettings(context, before, wish, wished.ours);
	const seq = yield* renewDirectory(context);
	const standing = yield* listLinksTx(context, { type: wish.type, books: wish.books });
	const same = standing.filter((one) => isPair(one, wish));
	const linked = same.find((one) => !one.apart);
	if (linked !== undefined) return linked;
	const rival = standing.find(
		(one) => !one.apart && (one.projects === wish.projects || one.booksId === wish.booksId),
	);
	if (rival !== undefined) throw linkedOtherwise(before, wished, rival);
	yield* endRows(context, same, wish.by);
	const link = { ...wish, apart: false };
	return yield* putLink(context, seq, link, before);
}

/** The company settings come before links, so a link that they contradict would say nothing. */
function* checkSettings(
	context: Context,
	{ directory }: DirectoryIndex,
	{ projects, books, booksId }: Ends,
	name: string,
): Tx<void> {
	const settings = (yield* readCompany(context))?.settings;
	const project = directory.projects.find(({ id }) => id === projects);
	if (settings === undefined || project === undefined) return;
	const entries = entriesOf(project, settings);
	if (entries.length === 0) return;
	const here = entries.filter((entry) => entry.books === books);
	const job = directory.jobs.find((one) => one.books === books && one.id === booksId);
	const fits = here.some(
		({ customerJob }) =>
			customerJob === undefined || customerJob === booksId || customerJob === job?.fullName,
	);
	if (fits) return;
	const kept =
		here[0]?.customerJob ?? `the books ${entries.map((entry) => entry.books).join(', ')}`;
	throw new LedgerError(
		`The company settings keep project "${name}" under ${kept}, and they come before links. Correct its entry there, or take it out, then link the job.`,
	);
}

/**
 * Ends the link of two records and remembers that they are not the same, so that neither name nor
 * number links them again. What was counted under the linked vendor is counted apart.
 *
 * @throws LedgerError where one end is unknown.
 */
export function* unlinkTx(context: Context, wish: Omit<LinkWish, 'how'>): Tx<Link> {
	const before = yield* readDirectory(context);
	endsOf(before, wish);
	const { type, projects, books, booksId } = wish;
	const seq = yield* renewDirectory(context);
	const same = yield* listLinksTx(context, { type, projects, books, booksId });
	const apart = same.find((one) => one.apart);
	if (apart !== undefined) return apart;
	yield* endRows(context, same, wish.by);
	return yield* putLink(context, seq, { ...wish, how: 'person', apart: true }, before);
}

/**
 * Notes that a record of the books was merged into another: links, and claims counted under it,
 * follow to the one that survives. The same merge again changes nothing.
 */
export function* mergeTx(context: Context, merge: Merge): Tx<void> {
	const { type, books, id, into } = mergeSchema.parse(merge);
	if (id === into) return;
	const before = yield* readDirectory(context);
	if (before.directory.merges?.some((one) => sameMerge(one, merge)) === true) return;
	yield* renewDirectory(context);
	const row = { type, books, id, into_id: into, noted_at: instantOf(context.clock) };
	yield* write(
		context.db
			.insertInto('merges')
			.values(row)
			.onConflict((conflict) => conflict.columns(['type', 'books', 'id']).doUpdateSet(row)),
	);
	note(context, { kind: 'link', detail: { type, books, id, into, state: 'merged' } });
	yield* follow(context, type, before);
}

const isPair = (one: Link, { type, projects, books, booksId }: Ends): boolean =>
	one.type === type && one.projects === projects && one.books === books && one.booksId === booksId;

const sameMerge = (one: Merge, other: Merge): boolean =>
	one.type === other.type &&
	one.books === other.books &&
	one.id === other.id &&
	one.into === other.into;

/** Stores a link, and lets what is counted follow it. */
export function* putLink(
	context: Context,
	seq: number,
	link: Omit<Link, 'at'>,
	before: DirectoryIndex,
): Tx<Link> {
	const stored = linkSchema.parse({ ...link, at: instantOf(context.clock) });
	const { type, projects, books, booksId, how, by, at, apart } = stored;
	yield* write(
		context.db.insertInto('links').values({
			seq,
			type,
			projects,
			books,
			books_id: booksId,
			how,
			apart: apart ? 1 : 0,
			linked_by: by,
			linked_at: at,
			reason: stored.reason ?? null,
			ended_by: null,
			ended_at: null,
		}),
	);
	const state = apart ? 'apart' : 'linked';
	note(context, { kind: 'link', detail: { type, projects, books, id: booksId, how, by, state } });
	yield* touch(context, stored);
	yield* follow(context, type, before);
	return stored;
}

/** Ends links; with the directory as it was before, what is counted follows. */
export function* endRows(
	context: Context,
	links: readonly Link[],
	by: string,
	before?: DirectoryIndex,
): Tx<void> {
	for (const { type, projects, books, booksId } of links) {
		yield* write(
			context.db
				.updateTable('links')
				.set({ ended_by: by, ended_at: instantOf(context.clock) })
				.where('type', '=', type)
				.where('projects', '=', projects)
				.where('books', '=', books)
				.where('books_id', '=', booksId)
				.where('ended_at', 'is', null),
		);
	}
	const type = links[0]?.type;
	if (before !== undefined && type !== undefined) yield* follow(context, type, before);
}

/** The linked records count as changed, so that what waits for them is verified again. */
function* touch({ db, clock }: Context, { type, projects, books, booksId }: Ends): Tx<void> {
	const ends = [
		{ type, side: 'projects', books: '', id: projects },
		{ type: type === 'project' ? 'job' : type, side: 'books', books, id: booksId },
	];
	for (const end of ends) {
		yield* write(
			db
				.updateTable('records')
				.set({ changed_at: instantOf(clock) })
				.where('type', '=', end.type)
				.where('side', '=', end.side)
				.where('books', '=', end.books)
				.where('id', '=', end.id),
		);
	}
}

/** Counts claims, and attributes open bills, as the links have them now. */
function* follow(context: Context, type: LinkType, before: DirectoryIndex): Tx<void> {
	const index = yield* readDirectory(context);
	const settings = (yield* readCompany(context))?.settings;
	if (type === 'vendor') yield* rekeyVendors(context, { index, settings }, before);
	else yield* reattributeOpen(context, { index, settings });
}

type Ends = Pick<LinkWish, 'type' | 'projects' | 'books' | 'booksId'>;

/** Names of the two records for sentences. */
function endsOf({ directory }: DirectoryIndex, { type, projects, books, booksId }: Ends) {
	const ours =
		type === 'vendor'
			? directory.vendors.find((one) => one.side === 'projects' && one.id === projects)
			: directory.projects.find(({ id }) => id === projects);
	const theirs =
		type === 'vendor'
			? directory.vendors.find((one) => one.books === books && one.id === booksId)
			: directory.jobs.find((one) => one.books === books && one.id === booksId);
	const unknown = ours === undefined ? `${type} ${projects} of the project system` : undefined;
	const missing =
		theirs === undefined
			? `${type === 'vendor' ? 'vendor' : 'customer:job'} ${booksId} of the books ${books}`
			: undefined;
	if (ours === undefined || theirs === undefined) {
		throw new LedgerError(
			`The ledger does not know ${[unknown, missing].filter((part) => part !== undefined).join(' and ')}, so nothing was linked. Read it in first (Backfill or Record), and take both ids from the list of suggestions.`,
		);
	}
	return { ours: ours.name, theirs: 'fullName' in theirs ? theirs.fullName : theirs.name };
}

function linkedOtherwise(
	{ directory }: DirectoryIndex,
	{ ours, theirs }: { ours: string; theirs: string },
	rival: Link,
): LedgerError {
	const name = [
		...directory.vendors.filter(({ side }) => side === 'projects'),
		...directory.projects,
	].find(({ id }) => id === rival.projects)?.name;
	return new LedgerError(
		`"${ours}" and "${theirs}" cannot be linked: ${rival.type} ${rival.projects}${name === undefined ? '' : ` ("${name}")`} is linked to ${rival.booksId} in the books ${rival.books} since ${rival.at.slice(0, 10)} (by ${rival.by}). Unlink those two first, if they are not the same.`,
	);
}
