import type { DocumentKind } from '../../documents/document';
import { changeOrdersIn } from './change-order-references';
import { candidates, numberAt } from './header-values';
import { tokensAt } from './hits';
import type { HitIndex } from './hits';
import type { Found, Layout, Token } from './layout';
import { tokensIn } from './layout';

export interface Reference {
	number?: string;
	version?: string;
}

const VERSION =
	'(?:rev(?:ision)?\\.?\\s*(?:no\\.?\\s*|#\\s*)?[A-Z0-9]{1,3}(?![A-Za-z])|v(?:er(?:sion)?)?\\.?\\s?\\d{1,2}(?:\\.\\d+)?(?!\\d)|r-?\\d{1,2}(?!\\d))';
const VERSION_AT = new RegExp(`^[\\s,;:(\\[/-]*(${VERSION})`, 'i');
const VERSION_IN = new RegExp(`(?<![\\p{L}\\p{N}-])(${VERSION})(?![\\p{L}\\p{N}])`, 'iu');

/** Commitment number: `Subcontract No. SC-2301-04`, `P.O. 1234`, or a number in that form. */
export function commitmentOf(
	layout: Layout,
	hits: HitIndex,
	kind: DocumentKind,
): Found<string> | undefined {
	if (kind === 'purchase_order') return undefined;
	const [labelled] = candidates(
		layout,
		hits,
		['commitment'],
		(text) => numberAt(text),
		(one) =>
			/^(?:sum|date|amount|price|for)\b/i.test(one.value)
				? 0
				: one.confidence * (/\d{2}|[A-Z]+-?\d/.test(one.value) ? 1 : 0.7),
	);
	if (labelled && labelled.confidence >= 0.4) return labelled;
	for (const row of layout.rows) {
		for (const segment of row.segments) {
			const match =
				/(?<![\p{L}\p{N}-])(?:(?:\d{2,6}-)?(?:SC|PO|WO|S)-\d[\d-]*\d|(?:Subcontract|Sub\s+Agreement)\s+#?\d+|P\.?O\.?\s?#?\s?\d{3,}[\d-]*)(?![\p{L}\p{N}])(?!-CO)/u.exec(
					segment.text,
				);
			if (!match) continue;
			const tokens = tokensIn(segment, match.index, match.index + match[0].length);
			const value = match[0].replace(/^P\.?O\.?\s?#?\s?(?=\d)/, '');
			return { value, tokens, page: segment.page, confidence: 0.7 };
		}
	}
	return undefined;
}

/** Version label of the document itself: labelled, in its title, or after its number. */
export function versionOf(
	layout: Layout,
	hits: HitIndex,
	kind: DocumentKind,
	number: Found<string> | undefined,
): Found<string> | undefined {
	const last = number?.tokens.at(-1);
	if (last) {
		for (const row of layout.rows) {
			const segment = row.segments.find((one) => one.tokens.includes(last));
			if (!segment) continue;
			const rest = row.tokens.slice(row.tokens.indexOf(last) + 1);
			const text = rest.map((token) => token.text).join(' ');
			const match = VERSION_AT.exec(text);
			if (match?.[1])
				return {
					value: match[1],
					tokens: rest.slice(0, match[1].split(' ').length),
					page: row.page,
					confidence: 0.92,
				};
		}
	}
	const [labelled] = candidates(
		layout,
		hits,
		['version'],
		(text) => {
			const match = /^[\s:#.]*([A-Z]|\d{1,2}|v\d{1,2}|R\d{1,2})(?![\p{L}\p{N}.])/iu.exec(text);
			if (!match?.[1]) return undefined;
			const start = match[0].length - match[1].length;
			return { value: match[1], start, end: match[0].length };
		},
		(one) => {
			const before = one.hit.segment.text.slice(0, one.hit.start);
			if (drawing(one.hit.segment.text, one.hit.start)) return 0;
			return /\b(?:revision|version|rev\.?)\s*:?\s*$/i.test(before)
				? Math.max(one.confidence, 0.92)
				: one.confidence;
		},
	);
	if (labelled && labelled.confidence >= 0.5) {
		const label = labelled.hit.segment.text
			.slice(labelled.hit.start, labelled.hit.end)
			.replace(/\s*(?:no\.?|number|#)$/i, '');
		const joins = labelled.place.where === 'inline' && !/^\s*[:#]/.test(labelled.place.text);
		return {
			...labelled,
			value: joins
				? `${label} ${labelled.value}`
				: /^\d/.test(labelled.value) || labelled.value.length === 1
					? `${short(label)}${labelled.value}`
					: labelled.value,
		};
	}
	if (kind !== 'quote' && kind !== 'change_order') return undefined;
	for (const row of layout.rows.slice(0, 14)) {
		for (const segment of row.segments) {
			const match =
				VERSION_IN.exec(segment.text) ??
				/\b(revised|BAFO|final|alt(?:ernate)?\s*\d|option\s+[A-Z0-9])\b/i.exec(segment.text);
			if (!match?.[1] || segment.tokens.length > 9 || drawing(segment.text, match.index)) continue;
			const start = match.index + match[0].indexOf(match[1]);
			return {
				value: match[1],
				tokens: tokensIn(segment, start, start + match[1].length),
				page: row.page,
				confidence: hits.in(segment).some((hit) => hit.label.field === 'version') ? 0.92 : 0.75,
			};
		}
	}
	return undefined;
}

function short(label: string): string {
	return /^v/i.test(label) ? 'v' : 'Rev ';
}

/** Whether a revision is that of drawings or plans (`per Rev C drawings`), not of a document. */
function drawing(text: string, at: number): boolean {
	const before =
		text
			.slice(Math.max(0, at - 40), at)
			.split(/[.;]\s/)
			.at(-1) ?? '';
	const [after = ''] = text.slice(at, at + 50).split(/[.;]\s/);
	return /\b(?:drawings?|plans?|dwgs?|sheets?|specs?|specifications?|addend\w+|rfi|bulletin)\b/i.test(
		before + after,
	);
}

/** The quote a document says it is built on (`per quote Q-118 R3`). */
export function quoteReferenceOf(
	layout: Layout,
): { value: Reference; tokens: Token[]; page: number } | undefined {
	const pattern =
		/\b(?:per|as\s+per|ref(?:erence)?\.?:?|based\s+(?:up)?on|against|in\s+accordance\s+with|according\s+to|accepted|approved|your|our|from|see|under)\s+(?:the\s+)?(?:our\s+|your\s+|accepted\s+|approved\s+)*(?:price\s+)?(?:quote|quotation|proposal|estimate|bid)\b|^(?:quote|quotation|proposal|estimate)\s*(?:ref(?:erence)?|no\.?|number|#)?\s*(?::|#)/i;
	for (const row of layout.rows) {
		for (const segment of row.segments) {
			const match = pattern.exec(segment.text);
			if (!match) continue;
			const offset = match.index + match[0].length;
			const rest = segment.text.slice(offset);
			const number = numberAt(rest.replace(/^\s*(?:dated.*)$/i, ''));
			const near = number && number.start <= 12 ? number : undefined;
			const isVersion = near && new RegExp(`^${VERSION}$`, 'i').test(near.value);
			const after = rest.slice(near && !isVersion ? near.end : 0);
			const version = VERSION_AT.exec(after)?.[1] ?? VERSION_IN.exec(after.slice(0, 24))?.[1];
			if ((!near || isVersion) && version === undefined) continue;
			const value: Reference = {};
			if (near && !isVersion) value.number = near.value;
			if (version !== undefined && !drawing(after, after.indexOf(version))) value.version = version;
			if (Object.keys(value).length === 0) continue;
			const end = offset + rest.length;
			return {
				value,
				tokens: tokensIn(
					segment,
					match.index,
					Math.min(end, offset + (near?.end ?? 0) + (version?.length ?? 0) + 6),
				),
				page: row.page,
			};
		}
	}
	return undefined;
}

/** Number of the document that this one credits or replaces; the only one that is named so is sure. */
export function originalNumberOf(layout: Layout, hits: HitIndex): Found<string> | undefined {
	const [best, ...others] = candidates(layout, hits, ['original'], (text) => numberAt(text));
	if (best === undefined || best.confidence < 0.35) return undefined;
	const sole = best.value.length >= 3 && others.every(({ value }) => value === best.value);
	return sole ? { ...best, confidence: Math.max(best.confidence, 0.9) } : best;
}

/** Every change-order reference, once each, in reading order. */
export function changeOrderReferences(layout: Layout): Array<Found<string>> {
	const found: Array<Found<string>> = [];
	for (const row of layout.rows) {
		for (const segment of row.segments) {
			for (const one of changeOrdersIn(segment.text)) {
				if (found.some((other) => other.value.toLowerCase() === one.text.toLowerCase())) continue;
				found.push({
					value: one.text,
					tokens: tokensAt(
						{ segment, text: segment.text, offset: 0, where: 'inline', nearness: 1 },
						one.start,
						one.end,
					),
					page: row.page,
					confidence: 0.9,
				});
			}
		}
	}
	return found;
}
