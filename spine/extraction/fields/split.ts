import type { ReadingFlag } from '../../documents/document';
import { documentNumber } from './header-values';
import { HitIndex, hitsOf } from './hits';
import { kindOf } from './kinds';
import { pagesOf } from './layout';
import type { Layout } from './layout';

export interface Part {
	pages: Set<number>;
	flags: ReadingFlag[];
}

interface PageHead {
	number: number;
	kind: string;
	sure: boolean;
	documentNumber?: string;
	/** `Page 2 of 5`. */
	count?: { at: number; of: number };
}

const PAGE_OF =
	/(?<![\p{L}\p{N}])(?:page|pg\.?|seite|pagina|strona|p\u00e1gina)?\s*:?\s*(\d{1,3})\s*(?:of|\/|von|sur|de|van|z)\s*(\d{1,3})(?![\p{L}\p{N}/.-])/iu;
const NAMED = /\b(?:page|pg\.?|seite|pagina|strona|p\u00e1gina|sheet)\b/i;

/**
 * Parts a file into its documents: a page begins a new one when it prints another document number,
 * counts pages from one again, or bears the title of another kind. A continuation sheet stays with
 * its cover. Pages that the count says should be there are flagged missing.
 */
export function splitPages(layout: Layout): Part[] {
	if (layout.kind !== 'pdf') {
		const pages = layout.pages.map((page) => page.number);
		return [{ pages: new Set(pages), flags: [] }];
	}
	const heads = layout.pages.map((page) => headOf(layout, page.number));
	const groups: PageHead[][] = [];
	for (const head of heads) {
		const current = groups.at(-1);
		if (!current || startsNew(head, current)) groups.push([head]);
		else current.push(head);
	}
	return groups.map((group) => ({
		pages: new Set(group.map((head) => head.number)),
		flags: missingPages(layout.name, group),
	}));
}

function headOf(layout: Layout, number: number): PageHead {
	const page = pagesOf(layout, new Set([number]));
	const hits = new HitIndex(hitsOf(page));
	const guess = kindOf(page, hits, []);
	const head: PageHead = {
		number,
		kind: guess.kind,
		sure: guess.confidence >= 0.85 && guess.title !== undefined,
	};
	const own = documentNumber(page, hits, guess.kind);
	if (own && own.confidence >= 0.75) head.documentNumber = own.value;
	const count = pageCount(page);
	if (count) head.count = count;
	return head;
}

function pageCount(page: Layout): { at: number; of: number } | undefined {
	for (const row of page.rows) {
		for (const segment of row.segments) {
			if (segment.tokens.length > 8 || !NAMED.test(segment.text)) continue;
			const match = PAGE_OF.exec(segment.text);
			const at = Number(match?.[1]);
			const of = Number(match?.[2]);
			if (match && at >= 1 && of >= at && of <= 500) return { at, of };
		}
	}
	return undefined;
}

function startsNew(head: PageHead, current: readonly PageHead[]): boolean {
	const last = current.at(-1);
	const first = current[0];
	if (!last || !first) return true;
	const known = current.map((one) => one.documentNumber).find((number) => number !== undefined);
	const sameCount =
		head.count &&
		last.count &&
		head.count.of === last.count.of &&
		head.count.at === last.count.at + 1;
	if (
		sameCount &&
		(head.documentNumber === undefined || head.documentNumber === known || known === undefined)
	)
		return false;
	if (head.documentNumber !== undefined && known !== undefined && head.kind !== 'none') {
		if (head.kind === first.kind) return head.documentNumber !== known;
		return head.sure && first.kind !== 'none';
	}
	if (head.count?.at === 1 && last.count && head.kind !== 'none' && head.sure)
		return !(head.kind === 'pay_application' && first.kind === 'pay_application');
	return head.sure && head.kind !== 'none' && first.kind !== 'none' && head.kind !== first.kind;
}

function missingPages(name: string, group: readonly PageHead[]): ReadingFlag[] {
	const counts = group.flatMap((head) => (head.count ? [head.count] : []));
	const expected = Math.max(0, ...counts.map((count) => count.of));
	if (counts.length === 0 || counts.length < group.length / 2 || expected <= group.length)
		return [];
	if (counts.some((count) => count.of !== expected)) return [];
	return [
		{
			flag: 'missing_page',
			message: `${name} says it has ${expected} pages, ${group.length} ${group.length === 1 ? 'is' : 'are'} there: ask for the missing ones.`,
			evidence: { source: name, page: group[0]?.number ?? 1, confidence: 0.9 },
		},
	];
}
