import { apply, compose, contains, identity, toMatrix, toNumbers, transformBox } from './geometry';
import type { Box, Matrix } from './geometry';

/** Names to numbers of the drawing operators, as PDF.js publishes them (`OPS`). */
export type OperatorCodes = Readonly<Record<string, number>>;

export interface OperatorList {
	fnArray: readonly number[];
	argsArray: readonly unknown[];
}

/** A shown string with the place and the way it is drawn; boxes are in the viewport's points. */
export interface Run {
	text: string;
	box: Box;
	/** Why a reader cannot see it; absent for visible text. */
	hidden?: 'invisible mode' | 'transparent' | 'colour of its background' | 'tiny';
}

export interface Painted {
	runs: Run[];
	/** Where images are drawn. */
	images: Box[];
}

interface Glyph {
	unicode: string;
	width: number;
	isSpace: boolean;
}

interface State {
	matrix: Matrix;
	fill: number | undefined;
	alpha: number;
	mode: number;
	size: number;
	charSpacing: number;
	wordSpacing: number;
	scale: number;
	leading: number;
	rise: number;
}

const SMALLEST_READABLE = 1.5;
const CLOSE_COLOURS = 14;

/**
 * Follows a page's drawing operators and says of every shown string whether somebody looking at
 * the page could see it: text rendering mode 3, fill opacity 0, a colour equal to what is painted
 * beneath it, or a size nobody can read (PDF 32000-1 sections 9.3.6 and 11.6.4.4).
 *
 * @param viewport matrix from the page's user space to points from its top left corner
 */
export function paint(list: OperatorList, codes: OperatorCodes, viewport: Matrix): Painted {
	const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
	const painted: Array<{ box: Box; colour: number | undefined }> = [];
	const result: Painted = { runs: [], images: [] };
	const stack: State[] = [];
	let state = initialState(viewport);
	let text: Matrix = identity;
	let line: Matrix = identity;

	const moveTo = (x: number, y: number): void => {
		line = compose(line, [1, 0, 0, 1, x, y]);
		text = line;
	};

	list.fnArray.forEach((code, index) => {
		const given = list.argsArray[index];
		const args: readonly unknown[] = Array.isArray(given) ? given : [];
		const numbers = toNumbers(given);
		const first = numbers[0] ?? 0;
		switch (names.get(code)) {
			case 'save':
				stack.push({ ...state });
				break;
			case 'restore':
			case 'paintFormXObjectEnd':
				state = stack.pop() ?? state;
				break;
			case 'transform':
				state.matrix = compose(state.matrix, toMatrix(numbers) ?? identity);
				break;
			case 'paintFormXObjectBegin':
				stack.push({ ...state });
				state.matrix = compose(state.matrix, toMatrix(args[0]) ?? identity);
				break;
			case 'setFillRGBColor':
				state.fill = colourOf(args[0]);
				break;
			case 'setFillColorN':
			case 'setFillTransparent':
				state.fill = undefined;
				break;
			case 'setGState':
				state.alpha = opacityIn(args[0]) ?? state.alpha;
				break;
			case 'setTextRenderingMode':
				state.mode = first;
				break;
			case 'setFont':
				state.size = Number(args[1]) || 0;
				break;
			case 'setCharSpacing':
				state.charSpacing = first;
				break;
			case 'setWordSpacing':
				state.wordSpacing = first;
				break;
			case 'setHScale':
				state.scale = first / 100;
				break;
			case 'setLeading':
				state.leading = -first;
				break;
			case 'setTextRise':
				state.rise = first;
				break;
			case 'beginText':
				text = identity;
				line = identity;
				break;
			case 'setTextMatrix':
				line = toMatrix(args[0]) ?? toMatrix(numbers) ?? identity;
				text = line;
				break;
			case 'setLeadingMoveText':
				state.leading = numbers[1] ?? 0;
				moveTo(first, numbers[1] ?? 0);
				break;
			case 'moveText':
				moveTo(first, numbers[1] ?? 0);
				break;
			case 'nextLine':
				moveTo(0, state.leading);
				break;
			case 'constructPath': {
				const box = fillsPath(Number(args[0]), codes) ? boxOf(toNumbers(args[2])) : undefined;
				if (box) {
					painted.push({ box: transformBox(state.matrix, box), colour: state.fill });
				}
				break;
			}
			case 'paintImageXObject':
			case 'paintInlineImageXObject':
			case 'paintImageMaskXObject':
			case 'paintImageXObjectRepeat': {
				const box = transformBox(state.matrix, [0, 0, 1, 1]);
				result.images.push(box);
				painted.push({ box, colour: undefined });
				break;
			}
			case 'showText': {
				const glyphs = glyphsOf(args[0]);
				const { width, string } = measure(glyphs, state);
				const place = compose(state.matrix, text);
				const box = transformBox(place, [
					0,
					state.rise - state.size * 0.2,
					width,
					state.rise + state.size * 0.8,
				]);
				text = compose(text, [1, 0, 0, 1, width, 0]);
				const hidden = whyHidden(state, place, box, painted);
				if (string.trim() !== '')
					result.runs.push(hidden ? { text: string, box, hidden } : { text: string, box });
				break;
			}
			default:
		}
	});
	return result;
}

function initialState(viewport: Matrix): State {
	return {
		matrix: viewport,
		fill: 0,
		alpha: 1,
		mode: 0,
		size: 0,
		charSpacing: 0,
		wordSpacing: 0,
		scale: 1,
		leading: 0,
		rise: 0,
	};
}

function whyHidden(
	state: State,
	place: Matrix,
	box: Box,
	painted: ReadonlyArray<{ box: Box; colour: number | undefined }>,
): Run['hidden'] {
	if (state.mode === 3 || state.mode === 7) return 'invisible mode';
	if (state.alpha <= 0.02) return 'transparent';
	const [x0, y0] = apply(place, 0, 0);
	const [x1, y1] = apply(place, 0, state.size);
	if (Math.hypot(x1 - x0, y1 - y0) < SMALLEST_READABLE) return 'tiny';
	if (state.fill === undefined || state.mode !== 0) return undefined;
	const x = (box[0] + box[2]) / 2;
	const y = (box[1] + box[3]) / 2;
	const beneath = painted.findLast((shape) => contains(shape.box, x, y));
	const background = beneath ? beneath.colour : 0xffffff;
	if (background === undefined) return undefined;
	return distance(background, state.fill) < CLOSE_COLOURS ? 'colour of its background' : undefined;
}

function distance(left: number, right: number): number {
	const part = (colour: number, shift: number): number => (colour >> shift) & 0xff;
	return Math.max(...[16, 8, 0].map((shift) => Math.abs(part(left, shift) - part(right, shift))));
}

function colourOf(value: unknown): number | undefined {
	const match = typeof value === 'string' ? /^#([0-9a-f]{6})$/i.exec(value) : null;
	return match?.[1] === undefined ? undefined : parseInt(match[1], 16);
}

function opacityIn(value: unknown): number | undefined {
	if (!Array.isArray(value)) return undefined;
	for (const entry of value) {
		if (Array.isArray(entry) && entry[0] === 'ca' && typeof entry[1] === 'number') return entry[1];
	}
	return undefined;
}

function fillsPath(operator: number, codes: OperatorCodes): boolean {
	return [
		'fill',
		'eoFill',
		'fillStroke',
		'eoFillStroke',
		'closeFillStroke',
		'closeEOFillStroke',
	].some((name) => codes[name] === operator);
}

function boxOf(numbers: readonly number[]): Box | undefined {
	const [left, bottom, right, top] = numbers;
	if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
		return undefined;
	}
	return [left, bottom, right, top];
}

function glyphsOf(value: unknown): Array<Glyph | number> {
	if (!Array.isArray(value)) return [];
	const glyphs: Array<Glyph | number> = [];
	for (const item of value) {
		if (typeof item === 'number') glyphs.push(item);
		else if (typeof item === 'object' && item !== null && 'unicode' in item && 'width' in item) {
			glyphs.push({
				unicode: String(item.unicode),
				width: Number(item.width) || 0,
				isSpace: 'isSpace' in item && item.isSpace === true,
			});
		}
	}
	return glyphs;
}

function measure(
	glyphs: ReadonlyArray<Glyph | number>,
	state: State,
): { width: number; string: string } {
	let width = 0;
	let string = '';
	for (const glyph of glyphs) {
		if (typeof glyph === 'number') {
			width -= (glyph / 1000) * state.size * state.scale;
			if (glyph < -180) string += ' ';
		} else {
			const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
			width += ((glyph.width / 1000) * state.size + spacing) * state.scale;
			string += glyph.unicode;
		}
	}
	return { width, string };
}
