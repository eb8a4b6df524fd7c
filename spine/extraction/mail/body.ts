import { Parser } from 'htmlparser2';
import type { ReadingFlag } from '../../documents/document';
import type { TextSource } from '../source';

/** The text of an HTML body as a reader sees it, and what is written there for nobody to see. */
export interface HtmlText {
	/** Blocks on lines of their own, table cells of a row joined by ` | `. */
	text: string;
	hidden: string[];
}

const SKIPPED = new Set([
	'script',
	'style',
	'head',
	'title',
	'noscript',
	'template',
	'iframe',
	'object',
	'svg',
	'math',
	'textarea',
	'select',
	'audio',
	'video',
	'canvas',
]);
const BLOCKS = new Set([
	'p',
	'div',
	'br',
	'hr',
	'li',
	'ul',
	'ol',
	'dl',
	'dt',
	'dd',
	'table',
	'tr',
	'tbody',
	'thead',
	'tfoot',
	'h1',
	'h2',
	'h3',
	'h4',
	'h5',
	'h6',
	'blockquote',
	'pre',
	'section',
	'article',
	'header',
	'footer',
	'address',
	'center',
	'fieldset',
	'form',
	'caption',
	'main',
	'nav',
	'aside',
	'body',
]);
const VOID = new Set([
	'area',
	'base',
	'br',
	'col',
	'embed',
	'hr',
	'img',
	'input',
	'link',
	'meta',
	'source',
	'track',
	'wbr',
]);

/** Longest text taken from one body, in characters; nobody writes a longer mail by hand. */
const MAX_TEXT = 2_000_000;

const near = (colour: string): boolean =>
	/^(?:white|#f{3}|#f{6}|#f[a-f]f[a-f]f[a-f]|rgba?\(\s*255\s*,\s*255\s*,\s*255.*|transparent)$/.test(
		colour,
	);

/** Whether an element's own style or attributes keep its text from being seen. */
function isHidden(name: string, attributes: Record<string, string>): boolean {
	if ('hidden' in attributes) return true;
	const style = (attributes['style'] ?? '').toLowerCase().replace(/!important/g, '');
	const property = (key: string): string | undefined =>
		new RegExp(`(?:^|;)\\s*${key}\\s*:\\s*([^;]+)`).exec(style)?.[1]?.trim();
	if (property('display') === 'none' || property('visibility') === 'hidden') return true;
	if (/^0(?:\.0\d*)?$/.test(property('opacity') ?? '')) return true;
	if (/^(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?$/.test(property('font-size') ?? '')) return true;
	if (property('mso-hide') === 'all') return true;
	if (/^0(?:px)?$/.test(property('max-height') ?? '') && property('overflow') === 'hidden')
		return true;
	const indent = /^-(\d+)(?:px|pt|em)/.exec(property('text-indent') ?? '')?.[1];
	if (indent !== undefined && Number(indent) >= 500) return true;
	const colour =
		property('color') ?? (name === 'font' ? attributes['color']?.toLowerCase() : undefined);
	const back = property('background-color') ?? property('background') ?? attributes['bgcolor'];
	return colour !== undefined && near(colour) && (back === undefined || near(back.toLowerCase()));
}

interface Element {
	name: string;
	skipped: boolean;
	hidden: boolean;
	/** Background set here or above that makes white text readable. */
	dark: boolean;
	quoted: boolean;
}

const setsDarkBackground = (attributes: Record<string, string>): boolean => {
	const style = (attributes['style'] ?? '').toLowerCase();
	const back =
		/(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/.exec(style)?.[1]?.trim() ??
		attributes['bgcolor']?.toLowerCase();
	return back !== undefined && back !== 'none' && !near(back);
};

/**
 * Walks HTML and gives the text a person would see. Tables keep their rows (`a | b | c`),
 * quoted replies get `> ` in front of each line. Scripts and styles give no text; hidden
 * elements are collected apart. Broken markup gives what can be read and never throws.
 */
export function htmlText(html: string): HtmlText {
	const lines: string[] = [];
	const hidden: string[] = [];
	const stack: Element[] = [];
	let line = '';
	let size = 0;
	const top = (): Element =>
		stack.at(-1) ?? { name: '', skipped: false, hidden: false, dark: false, quoted: false };
	const flush = (): void => {
		const text = line
			.replace(/[ \t\u00a0]+/g, ' ')
			.replace(/(?: \|)+\s*$/, '')
			.trim();
		if (text !== '' || lines.at(-1) !== '')
			lines.push(top().quoted && text !== '' ? `> ${text}` : text);
		line = '';
	};
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				const parent = top();
				const dark = parent.dark || setsDarkBackground(attributes);
				const covered =
					isHidden(name, attributes) && !(dark && !isHidden(name, withoutColour(attributes)));
				if (BLOCKS.has(name)) flush();
				if ((name === 'td' || name === 'th') && line.trim() !== '') line += ' | ';
				if (VOID.has(name)) return;
				stack.push({
					name,
					skipped: parent.skipped || SKIPPED.has(name),
					hidden: parent.hidden || covered,
					dark,
					quoted: parent.quoted || isQuote(name, attributes),
				});
			},
			ontext(text) {
				const { skipped, hidden: unseen } = top();
				if (skipped || size > MAX_TEXT) return;
				size += text.length;
				const visible = text.replace(/\p{Cf}|\u034f/gu, '');
				if (unseen) {
					if (visible.trim() !== '') hidden.push(visible.replace(/\s+/g, ' ').trim());
				} else if (top().name === 'pre') {
					for (const [index, part] of visible.split('\n').entries()) {
						if (index > 0) flush();
						line += part;
					}
				} else {
					line += visible.replace(/\s+/g, ' ');
				}
			},
			onclosetag(name) {
				if (VOID.has(name)) return;
				if (BLOCKS.has(name)) flush();
				const at = stack.findLastIndex((element) => element.name === name);
				if (at >= 0) stack.length = at;
			},
		},
		{ decodeEntities: true },
	);
	parser.write(html);
	parser.end();
	flush();
	return {
		text: lines
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim(),
		hidden,
	};
}

const withoutColour = (attributes: Record<string, string>): Record<string, string> => ({
	...attributes,
	style: (attributes['style'] ?? '').replace(/(^|;)\s*color\s*:[^;]*/gi, '$1'),
	color: '',
});

const isQuote = (name: string, attributes: Record<string, string>): boolean =>
	name === 'blockquote' &&
	/gmail_quote|cite|yahoo_quoted|moz-cite|protonmail_quote/.test(
		`${attributes['class'] ?? ''} ${attributes['type'] ?? ''} ${'cite' in attributes ? 'cite' : ''}`,
	);

/** Hidden texts that a reader does not also see in the open. */
export function unseenTexts(hidden: readonly string[], visible: string): string[] {
	const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const seen = new Set(words(visible));
	return hidden.filter((text) => {
		const own = words(text);
		return own.length > 0 && own.some((word) => !seen.has(word));
	});
}

/** The flag for text that a message or document hides; undefined where there is none. */
export function hiddenTextFlag(
	name: string,
	hidden: readonly string[],
	visible: string,
	page?: number,
): ReadingFlag | undefined {
	const unseen = unseenTexts(hidden, visible).join(' ').trim();
	if (unseen.length < 3) return undefined;
	return {
		flag: 'hidden_text',
		message: `${name} holds text that is drawn so that nobody sees it. Ask the sender for a clean copy, and read the original before acting on it.`,
		evidence: {
			source: name,
			...(page === undefined ? {} : { page }),
			text: unseen.slice(0, 200),
			confidence: 0.9,
		},
	};
}

/** A text body or a part of one as a source of documents. */
export function textSource(name: string, text: string, kind: 'html' | 'text' = 'text'): TextSource {
	return { name, kind, pages: [], text, flags: [] };
}
