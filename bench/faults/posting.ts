import { randomUUID } from 'node:crypto';
import { clock, sleep } from '../../nodes/shared/environment';
import { processView } from '../../nodes/shared/process-view';
import { createGuard } from '../../spine/posting/attest';
import { holderName, isGone } from '../../spine/posting/holder';
import { type PostItem, postDocuments } from '../../spine/posting/post';
import { createOnlineBooks } from '../../spine/quickbooks/online/books';
import { BOOKS } from '../company';
import { originalsOf } from '../release';
import { itemsOf } from '../sync/items';
import type { Site } from './site';

/** All documents of the run. */
export async function itemsOfRun({ work }: Site): Promise<PostItem[]> {
	const items: PostItem[] = [];
	for await (const item of itemsOf(work.folder, work.count)) items.push(item);
	return items;
}

/**
 * Goes over all documents once, from a place of its own on, as executions of a workflow with Post
 * Document do; returns how many are not in the books with their original.
 */
export async function postAll(
	{ ledger, quickBooks, work }: Site,
	items: readonly PostItem[],
): Promise<number> {
	const known = new Map<string, number>();
	const start = Math.floor(Math.random() * items.length);
	const turned = [...items.slice(start), ...items.slice(0, start)];
	let left = 0;
	for (let at = 0; at < turned.length; at += work.perCall) {
		const postings = await postDocuments(turned.slice(at, at + work.perCall), {
			ledger,
			guard: createGuard(ledger, clock, known),
			books: new Map([[BOOKS, createOnlineBooks(quickBooks)]]),
			clock,
			sleep,
			holder: holderName(processView.own, randomUUID()),
			isGone: (holder) => isGone(holder, processView),
			originals: originalsOf(ledger),
		});
		left += postings.filter(
			(posting) => !('id' in posting) || posting.attachment === undefined,
		).length;
	}
	return left;
}
