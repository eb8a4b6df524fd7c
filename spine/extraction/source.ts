import type { Document, ReadingFlag } from '../documents/document';

/** One printed word and where it stands. */
export interface Word {
	text: string;
	/** Left, top, right, bottom in PDF points from the page's top left corner. */
	box: [number, number, number, number];
}

export interface Page {
	/** 1-based. */
	number: number;
	/** In PDF points. */
	width: number;
	height: number;
	words: Word[];
	/** Reading lines, reconstructed from the words' positions. */
	lines: string[];
	/** Texts that are drawn so that nobody sees them (white, tiny, rendering mode 3). */
	hidden: string[];
}

/** The text of one attachment or body, before anybody asks what it means. */
export interface TextSource {
	/** Attachment file name, `outer.eml/inner.pdf`, `(html body)` or `(text body)`. */
	name: string;
	kind: 'pdf' | 'html' | 'text' | 'xlsx';
	/** Empty for everything but a PDF. */
	pages: Page[];
	/** Plain text; the offsets of evidence spans count in it. */
	text: string;
	/** What was noticed while reading (encrypted, no text, hidden text). */
	flags: ReadingFlag[];
	/** Cells of a workbook that hold something; `row` and `column` are 0-based, `cell` is `E14`. */
	cells?: Array<{ sheet: string; cell: string; text: string; row: number; column: number }>;
	/** Files carried inside a PDF (the XML of an e-invoice). */
	embedded?: Array<{ name: string; bytes: Uint8Array }>;
}

/** What one source says about one document, before it is known where it came from. */
export type ReadDocument = Omit<Document, 'source'>;
