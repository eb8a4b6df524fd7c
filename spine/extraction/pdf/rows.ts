import type { Word } from '../source';

/** Whether a word runs up or down the page (a margin note) and so belongs to no row. */
export function isVertical(word: Word): boolean {
	const [left, top, right, bottom] = word.box;
	return word.text.length >= 3 && bottom - top > (right - left) * 1.6;
}

/**
 * Words that stand on one level, top to bottom, each row left to right. Two words share a row
 * when their middles lie closer than 45 % of the smaller one's height; vertical text is left out.
 */
export function rowsOf<W extends Word>(words: readonly W[]): W[][] {
	const rows: Array<{ middle: number; height: number; words: W[] }> = [];
	const sorted = words
		.filter((word) => !isVertical(word))
		.map((word) => ({ word, middle: (word.box[1] + word.box[3]) / 2 }))
		.sort((a, b) => a.middle - b.middle);
	for (const { word, middle } of sorted) {
		const height = word.box[3] - word.box[1];
		const row = rows
			.slice(-3)
			.findLast((one) => Math.abs(one.middle - middle) < Math.min(one.height, height) * 0.45);
		if (row) {
			row.middle = (row.middle * row.words.length + middle) / (row.words.length + 1);
			row.words.push(word);
		} else rows.push({ middle, height, words: [word] });
	}
	return rows
		.sort((a, b) => a.middle - b.middle)
		.map((row) => row.words.sort((a, b) => a.box[0] - b.box[0]));
}

/**
 * A row as one line of text: one space between words of a phrase, three where a gap wider than
 * a letter sets two phrases apart.
 */
export function lineOf(row: readonly Word[]): string {
	let line = '';
	let before: Word | undefined;
	for (const word of row) {
		if (before) {
			const height = Math.min(word.box[3] - word.box[1], before.box[3] - before.box[1]);
			line += word.box[0] - before.box[2] > height * 0.9 ? '   ' : ' ';
		}
		line += word.text;
		before = word;
	}
	return line;
}
