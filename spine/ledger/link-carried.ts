import type { LinkType } from '../documents/link';
import type { Transfer, Written } from '../documents/transfer';
import { readDirectory, renewDirectory } from './directory';
import { listLinksTx } from './link-rows';
import { endRows, putLink } from './links';
import type { Context, Tx } from './transaction';

/**
 * Links what a transfer of a vendor or job created, or found standing, with what it was made from, in
 * the same transaction as the outcome; and ends that link where it was taken back. What a person linked
 * meanwhile stays as it is.
 */
export function* linkCarried(
	context: Context,
	transfer: Transfer,
	outcome: Written,
	known: string | null,
	run: string,
): Tx<void> {
	const { content, source, target } = transfer;
	const type: LinkType | undefined =
		content.kind === 'vendor' ? 'vendor' : content.kind === 'job' ? 'project' : undefined;
	const id = outcome.id ?? target.id ?? known ?? undefined;
	if (type === undefined || id === undefined) return;
	if (outcome.state === 'removed') {
		yield* unlinkRemoved(context, type, target.side, { system: target.system, id, run });
		return;
	}
	if (source.side === target.side) return;
	const [ours, theirs] =
		target.side === 'books'
			? [source.id, { books: target.system, booksId: id }]
			: [id, { books: source.system, booksId: source.id }];
	const ends = { type, projects: ours, ...theirs };
	if (outcome.state !== 'created' && outcome.state !== 'adopted') return;
	const standing = yield* listLinksTx(context, { type, books: ends.books });
	const isTaken = standing.some(
		(link) => !link.apart && (link.projects === ends.projects || link.booksId === ends.booksId),
	);
	if (isTaken) return;
	const before = yield* readDirectory(context);
	const seq = yield* renewDirectory(context);
	yield* putLink(context, seq, { ...ends, how: 'created', by: run, apart: false }, before);
}

/** Ends the links of a record that was taken back: an undo knows its target alone. */
function* unlinkRemoved(
	context: Context,
	type: LinkType,
	side: Transfer['target']['side'],
	{ system, id, run }: { system: string; id: string; run: string },
): Tx<void> {
	const filter = side === 'books' ? { books: system, booksId: id } : { projects: id };
	const made = (yield* listLinksTx(context, { type, ...filter })).filter(
		({ apart, how }) => !apart && how === 'created',
	);
	if (made.length === 0) return;
	const before = yield* readDirectory(context);
	yield* renewDirectory(context);
	yield* endRows(context, made, run, before);
}
