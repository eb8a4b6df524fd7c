import type { Document } from '../../documents/document';
import { sentences, type Mention } from './mentions';

export interface StatedProgress {
	progress: NonNullable<Document['statedProgress']>;
	sentence: Mention;
}

const PERCENT = /(?<![\d.$])(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|percent\b|pct\b)/gi;

const DONE =
	/\b(?:done|complete[d]?|completion|finished|installed|in\s+place|progress|through|along)\b/i;
const NOT_PROGRESS =
	/\b(?:retainage|retention|discount|deposit|tax|markup|mark-up|overhead|profit|interest|fee|down\s+payment|increase|over\s+budget|will\s+be|should\s+be|by\s+(?:next|the\s+end))\b/i;

/**
 * A percentage of progress that the writer states in prose (`they are about 35 % done with
 * rough-in`), with the part of the work it is about where the sentence names one. Several
 * different percentages: none, because nobody knows which is meant for the whole. Whether the
 * writer is one of our own people is judged elsewhere.
 *
 * @param by Address of the writer.
 */
export function readStatedProgress(ownText: string, by: string): StatedProgress | undefined {
	const found: StatedProgress[] = [];
	for (const sentence of sentences(ownText)) {
		const text = sentence.value;
		const [match, ...others] = text.matchAll(PERCENT);
		if (match === undefined || others.length > 0 || text.trim().endsWith('?')) continue;
		if (!DONE.test(text) || NOT_PROGRESS.test(text)) continue;
		const percent = Number(match[1]);
		if (percent > 100) continue;
		const line = workNamed(text, match.index, match.index + match[0].length);
		found.push({
			progress: { percent, by, ...(line === undefined ? {} : { line }) },
			sentence,
		});
	}
	const [first] = found;
	const agree = found.every(({ progress }) => progress.percent === first?.progress.percent);
	return agree ? first : undefined;
}

const NO_WORK =
	/^(?:\w+ly\s+)?(?:it|this|that|they|we|now|today|here|site|all|the\s+(?:job|work|project|site)|work|so\s+far|date|me)$/i;

function workNamed(text: string, start: number, end: number): string | undefined {
	const after =
		/^\s*(?:done|complete[d]?|finished|through|along|installed|in\s+place)?\s*(?:with|on|of|for)\s+(?:the\s+|their\s+)?([\p{L}][\p{L}\d/&' -]{1,50}?)(?=\s*(?:[.,;!)]|$|\bas\s+of\b|\bat\b|\bbut\b|\band\b|\bso\b))/iu.exec(
			text.slice(end).replace(/\n/g, ' '),
		)?.[1];
	const before =
		/(?:^|[.,;:]\s*|\b(?:their|the|that)\s+)([\p{L}][\p{L}\d/&' -]{1,40}?)\s+(?:is|are|looks|at)\s+(?:(?:only|about|around|roughly|at|approximately|maybe|approx\.?)\s+)*$/iu.exec(
			text.slice(0, start).replace(/\n/g, ' '),
		)?.[1];
	const named = (after ?? before)?.trim();
	return named === undefined || NO_WORK.test(named) ? undefined : named;
}
