import type { FastifyReply } from 'fastify';
import { whole } from './values';

/** Sizes of a list's pages. */
export interface Paging {
	perPage: number;
	maxPerPage: number;
}

/**
 * One page of a list, with its headers `Total`, `Per-Page` and `Link`. Relations are those of the
 * documentation: page 1 next, last; page 2 first, next, last; further pages first, prev, next, last;
 * the last page has no next. A list that fits on one page has no `Link`.
 * https://developers.procore.com/documentation/pagination
 */
export function page<Item>(
	reply: FastifyReply,
	url: URL,
	items: readonly Item[],
	paging: Paging,
): readonly Item[] {
	const asked = whole(url.searchParams.get('per_page'));
	const perPage = Math.min(asked && asked > 0 ? asked : paging.perPage, paging.maxPerPage);
	const number = Math.max(1, whole(url.searchParams.get('page')) ?? 1);
	const last = Math.max(1, Math.ceil(items.length / perPage));
	reply.header('Total', items.length).header('Per-Page', perPage);
	const relations: Array<[string, number]> = [
		...(number >= 2 ? [['first', 1] satisfies [string, number]] : []),
		...(number >= 3 ? [['prev', number - 1] satisfies [string, number]] : []),
		['last', last],
		...(number < last ? [['next', number + 1] satisfies [string, number]] : []),
	];
	if (last > 1) {
		reply.header(
			'Link',
			relations
				.map(([relation, to]) => `<${pageUrl(url, to, perPage)}>; rel="${relation}"`)
				.join(', '),
		);
	}
	return items.slice((number - 1) * perPage, number * perPage);
}

function pageUrl(url: URL, number: number, perPage: number): string {
	const target = new URL(url);
	target.searchParams.set('page', String(number));
	target.searchParams.set('per_page', String(perPage));
	return target.toString();
}
