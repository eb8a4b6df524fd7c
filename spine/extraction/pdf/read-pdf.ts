import type { ReadingFlag } from '../../documents/document';
import type { Page, TextSource } from '../source';
import { embeddedFiles } from './attachments';
import { toMatrix } from './geometry';
import type { Box, Matrix } from './geometry';
import { formWords } from './form-fields';
import { paint } from './paint';
import type { OperatorCodes, Painted } from './paint';
import { lineOf, rowsOf } from './rows';
import { area, isTelling, separate } from './visibility';
import { wordsOf } from './words';
import type { TextItem } from './words';

type Pdf = Awaited<ReturnType<(typeof import('unpdf'))['getDocumentProxy']>>;
type PdfPage = Awaited<ReturnType<Pdf['getPage']>>;

/** Pages beyond this are left unread and flagged, so that one file cannot stop a mailbox. */
const MOST_PAGES = 400;
const FEWEST_CHARACTERS = 20;

/**
 * Reads a PDF's text with the place of every word, upright whatever the page's rotation, the
 * values typed into its form fields, texts that are drawn so that nobody sees them, and the
 * files it carries. Never throws: an encrypted, broken or textless file is said in `flags`.
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<TextSource> {
	const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
	const source: TextSource = { name, kind: 'pdf', pages: [], text: '', flags: [] };
	let pdf: Pdf;
	try {
		pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
	} catch (error) {
		source.flags.push(openingFlag(error, name));
		return source;
	}
	try {
		const codes = (await getResolvedPDFJS()).OPS;
		for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number += 1) {
			await addPage(pdf, number, codes, source);
		}
		if (pdf.numPages > MOST_PAGES) {
			source.flags.push(
				flag(
					'too_large',
					name,
					`${name} has ${pdf.numPages} pages; the first ${MOST_PAGES} were read.`,
				),
			);
		}
		const embedded = await embeddedFiles(pdf);
		if (embedded.length > 0) source.embedded = embedded;
	} catch {
		source.flags.push(
			flag('unreadable', name, `${name} is damaged and could not be read to its end.`),
		);
	} finally {
		await pdf.loadingTask.destroy().catch(() => undefined);
	}
	source.text = source.pages.map((page) => page.lines.join('\n')).join('\n\f\n');
	flagText(source);
	return source;
}

async function addPage(
	pdf: Pdf,
	number: number,
	codes: OperatorCodes,
	source: TextSource,
): Promise<void> {
	try {
		const page = await pdf.getPage(number);
		const read = await readPage(page, number, codes);
		source.pages.push(read.page);
		if (read.page.hidden.some(isTelling)) {
			const message = `Page ${number} of ${source.name} holds text that is drawn so that nobody sees it.`;
			source.flags.push(flag('hidden_text', source.name, message, number));
		}
		if (read.page.words.length === 0 && read.pictured) {
			const message = `Page ${number} of ${source.name} is a picture without text.`;
			source.flags.push(flag('no_text', source.name, message, number));
		}
		page.cleanup();
	} catch {
		const message = `Page ${number} of ${source.name} is damaged and could not be read.`;
		source.flags.push(flag('unreadable', source.name, message, number));
	}
}

async function readPage(
	page: PdfPage,
	number: number,
	codes: OperatorCodes,
): Promise<{ page: Page; pictured: boolean }> {
	const items: TextItem[] = [];
	for (const item of (await page.getTextContent()).items) if ('str' in item) items.push(item);
	const rotation = (page.rotate + turnOf(items, page.rotate)) % 360;
	const viewport = page.getViewport({ scale: 1, rotation });
	const matrix = toMatrix(viewport.transform) ?? [1, 0, 0, -1, 0, viewport.height];
	const painted = await paintedOn(page, codes, matrix);
	const sheet: Box = [0, 0, viewport.width, viewport.height];
	const { seen, hidden } = separate(wordsOf(items, matrix), painted, sheet);
	const words = [...seen, ...formWords(await page.getAnnotations(), matrix)];
	return {
		page: {
			number,
			width: viewport.width,
			height: viewport.height,
			words,
			lines: rowsOf(words).map(lineOf),
			hidden,
		},
		pictured: painted.images.some((image) => area(image) > area(sheet) * 0.4),
	};
}

/** Degrees by which most of a page's text stands off the upright, beyond the page's own rotation. */
function turnOf(items: readonly TextItem[], rotate: number): number {
	const weights = new Map<number, number>();
	for (const item of items) {
		const matrix = toMatrix(item.transform);
		if (!matrix || item.str.trim() === '') continue;
		const angle = Math.round(Math.atan2(matrix[1], matrix[0]) / (Math.PI / 2)) * 90;
		const turn = (((angle - rotate) % 360) + 360) % 360;
		weights.set(turn, (weights.get(turn) ?? 0) + item.str.trim().length);
	}
	const [first] = [...weights].sort((a, b) => b[1] - a[1]);
	return first?.[0] ?? 0;
}

async function paintedOn(page: PdfPage, codes: OperatorCodes, matrix: Matrix): Promise<Painted> {
	try {
		return paint(await page.getOperatorList(), codes, matrix);
	} catch {
		return { runs: [], images: [] };
	}
}

function flagText(source: TextSource): void {
	const characters = [...source.text.replace(/\s/g, '')];
	const unknown = characters.filter((char) => /[\p{Co}\p{Cn}\p{Cc}\ufffd]/u.test(char)).length;
	const readable = characters.length - unknown;
	if (source.flags.some((one) => one.flag === 'unreadable')) return;
	if (readable < FEWEST_CHARACTERS || unknown > characters.length * 0.3) {
		if (source.flags.some((one) => one.flag === 'no_text')) return;
		source.flags.push(
			flag('no_text', source.name, `${source.name} holds no text that can be read.`),
		);
	}
}

function openingFlag(error: unknown, name: string): ReadingFlag {
	const locked = error instanceof Error && error.name === 'PasswordException';
	return locked
		? flag(
				'encrypted',
				name,
				`${name} is protected by a password: ask the sender for an open copy.`,
			)
		: flag(
				'unreadable',
				name,
				`${name} is not a PDF that can be opened: ask the sender for a new copy.`,
			);
}

function flag(
	kind: ReadingFlag['flag'],
	name: string,
	message: string,
	page?: number,
): ReadingFlag {
	return page === undefined
		? { flag: kind, message }
		: { flag: kind, message, evidence: { source: name, page, confidence: 1 } };
}
