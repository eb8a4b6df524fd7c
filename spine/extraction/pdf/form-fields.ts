import { z } from 'zod';
import type { Word } from '../source';
import { transformBox } from './geometry';
import type { Matrix } from './geometry';

const annotationSchema = z.object({
	subtype: z.string(),
	rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
	hidden: z.boolean().optional(),
	fieldType: z.string().nullish(),
	fieldValue: z
		.union([z.string(), z.array(z.string())])
		.nullish()
		.catch(null),
	textContent: z.array(z.string()).nullish().catch(null),
});

/**
 * Words typed into a fillable form or a text note: they live in annotations, not in the page's
 * own text. Each line of a field is set as words of equal character width from its left edge.
 */
export function formWords(annotations: readonly unknown[], viewport: Matrix): Word[] {
	const words: Word[] = [];
	for (const given of annotations) {
		const parsed = annotationSchema.safeParse(given);
		if (!parsed.success || parsed.data.hidden) continue;
		const { subtype, fieldType, fieldValue, textContent } = parsed.data;
		const typed = subtype === 'Widget' && (fieldType === 'Tx' || fieldType === 'Ch');
		const value = typed ? fieldValue : subtype === 'FreeText' ? textContent : undefined;
		const lines = (Array.isArray(value) ? value : (value ?? '').split(/\r\n|\r|\n/)).filter(
			(line) => line.trim() !== '',
		);
		const [left, top, right, bottom] = transformBox(viewport, parsed.data.rect);
		const height = Math.min(12, (bottom - top) / Math.max(1, lines.length));
		const first = lines.length === 1 ? (top + bottom - height) / 2 : top;
		lines.forEach((line, index) => {
			const width = Math.min(height * 0.5, (right - left) / Math.max(1, line.length));
			for (const match of line.matchAll(/\S+/g)) {
				const from = left + match.index * width;
				const y = first + index * height;
				words.push({ text: match[0], box: [from, y, from + match[0].length * width, y + height] });
			}
		});
	}
	return words;
}
