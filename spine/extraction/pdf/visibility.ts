import type { Word } from '../source';
import { contains } from './geometry';
import type { Box } from './geometry';
import type { Painted, Run } from './paint';

/**
 * Parts what a reader sees from what is hidden. Invisible text over a picture that fills the
 * page is the text layer of a scan and counts as seen.
 */
export function separate(
	words: readonly Word[],
	painted: Painted,
	sheet: Box,
): { seen: Word[]; hidden: string[] } {
	const scanned = painted.images.some((image) => area(image) > area(sheet) * 0.5);
	const runs = painted.runs.filter(
		(run) => run.hidden && !(scanned && run.hidden === 'invisible mode'),
	);
	const seen: Word[] = [];
	const hidden: Array<{ key: Run | undefined; text: string }> = [];
	for (const word of words) {
		const x = (word.box[0] + word.box[2]) / 2;
		const y = (word.box[1] + word.box[3]) / 2;
		const run = runs.find((one) => contains(one.box, x, y, 1.5) && one.text.includes(word.text));
		if (!run && contains(sheet, x, y)) seen.push(word);
		else if (run && hidden.at(-1)?.key === run)
			hidden[hidden.length - 1] = { key: run, text: `${hidden.at(-1)?.text ?? ''} ${word.text}` };
		else hidden.push({ key: run, text: word.text });
	}
	return { seen, hidden: hidden.map((entry) => entry.text) };
}

/** Hidden text worth a person's look: a sentence, not a stray letter or the credit of a PDF writer. */
export function isTelling(text: string): boolean {
	if (/\b(?:powered|generated|created|produced)\s+(?:by|with)\b/i.test(text) && text.length < 80)
		return false;
	return (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

/** Square points of a box. */
export function area(box: Box): number {
	return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
}
