import { z } from 'zod';
import type { ContentOf } from '../../documents/transfer-content';
import * as wire from '../wire/values';

/** An item of a requisition, as far as its comment goes. */
export const commentedItemSchema = z
	.object({
		id: wire.id,
		item_type: wire.optionalText,
		line_item_id: wire.optionalId,
		comment: z.string().nullish(),
	})
	.passthrough();
export type CommentedItem = z.infer<typeof commentedItemSchema>;

/** What a verdict says, without its outcome. */
export type Said = Pick<ContentOf<'verdict'>, 'comment' | 'lines'>;

/** How our lines begin: about the whole invoice, and about the line they stand on. */
const WHOLE = '[Gate] ';
const LINE = '[Gate: line] ';

/** Lines of a comment; a mark in the middle of one begins a line too, should line breaks be lost. */
function linesOf(comment: string | null | undefined): string[] {
	return (comment ?? '')
		.replace(/\s+(?=\[Gate(?:: line)?\] )/g, '\n')
		.split(/\r?\n/)
		.map((line) => line.trimEnd());
}

/** Our lines of a comment, without their marks. */
function ours(comment: string | null | undefined, mark: string): string[] {
	return linesOf(comment).flatMap((line) =>
		line.startsWith(mark) ? [line.slice(mark.length)] : [],
	);
}

/** What people wrote, without our lines. */
function theirs(comment: string | null | undefined): string[] {
	const kept = linesOf(comment).filter((line) => !line.startsWith(WHOLE) && !line.startsWith(LINE));
	while (kept.length > 0 && kept[kept.length - 1] === '') kept.pop();
	return kept;
}

/** What our lines on a requisition's items say together. */
export function saidOn(items: readonly CommentedItem[]): Said {
	const lines = items
		.flatMap((item) => {
			const text = ours(item.comment, LINE).join('\n');
			return text === '' || item.line_item_id === undefined
				? []
				: [{ line: item.line_item_id, comment: text }];
		})
		.sort((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : 0));
	return {
		comment: items.flatMap((item) => ours(item.comment, WHOLE)).join('\n'),
		...(lines.length === 0 ? {} : { lines }),
	};
}

/**
 * The items whose comment has to change so that our lines say this, with their new comments. What
 * people wrote stays as it stands, above ours. What is about the whole stands on the first item.
 */
export function changedComments(
	items: readonly CommentedItem[],
	said: Said,
): Array<{ item: CommentedItem; comment: string }> {
	const first = items[0];
	const unplaced = new Map((said.lines ?? []).map(({ line, comment }) => [line, comment]));
	return items.flatMap((item) => {
		const own: string[] = [];
		if (item === first && said.comment !== '') own.push(...marked(said.comment, WHOLE));
		const about = item.line_item_id;
		const text = about === undefined ? undefined : unplaced.get(about);
		if (about !== undefined && text !== undefined) {
			unplaced.delete(about);
			own.push(...marked(text, LINE));
		}
		const before = [...ours(item.comment, WHOLE).map((line) => WHOLE + line)];
		before.push(...ours(item.comment, LINE).map((line) => LINE + line));
		if (before.join('\n') === own.join('\n')) return [];
		return [{ item, comment: [...theirs(item.comment), ...own].join('\n') }];
	});
}

function marked(text: string, mark: string): string[] {
	return text.split('\n').map((line) => mark + line);
}

const OUTCOMES = new Map<string, ContentOf<'verdict'>['outcome']>([
	['VERIFIED', 'verified'],
	['HELD', 'held'],
	['BLOCKED', 'blocked'],
	['RECORDED', 'recorded'],
]);

/** The outcome that the first word of a comment states; undefined for a text that states none. */
export function outcomeSaid(comment: string): ContentOf<'verdict'>['outcome'] | undefined {
	return OUTCOMES.get(comment.split(/[^A-Z]/, 1)[0] ?? '');
}
