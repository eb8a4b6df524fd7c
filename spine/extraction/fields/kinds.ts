import type { DocumentKind } from '../../documents/document';
import type { FoundTable } from './find-tables';
import type { HitIndex } from './hits';
import { segmentOf } from './layout';
import type { Layout, Segment } from './layout';
import { isCoverSheet } from './pay-application/cover';

export interface KindGuess {
	kind: DocumentKind;
	confidence: number;
	/** The title that says so. */
	title?: Segment;
}

interface Title {
	kind: DocumentKind;
	pattern: RegExp;
	weight: number;
}

const TITLES: readonly Title[] = [
	{
		kind: 'pay_application',
		weight: 1.3,
		pattern:
			/\b(?:application\s+(?:and|&)\s+certificate\s+for\s+payment|(?:contractor'?s?\s+|subcontractor'?s?\s+)?application\s+for\s+(?:progress\s+)?payment|pay(?:ment)?\s+app(?:lication)?(?:\s+summary)?|continuation\s+sheet|requisition\s+for\s+payment|payment\s+requisition|progress\s+payment\s+(?:request|application)|subcontractor\s+pay(?:ment)?\s+request|aia\s+(?:document\s+)?g70[23]|schedule\s+of\s+values|draw\s+request)\b/i,
	},
	{
		kind: 'change_order',
		weight: 1.15,
		pattern:
			/\b(?:(?:sub)?contract\s+|proposed\s+|potential\s+|commitment\s+|subcontractor\s+)?change\s*order(?:\s+(?:request|proposal))?\b|\b(?:PCO|COR|CCO|SCO)\b|\bchange\s+request\b|\bextra\s+work\s+(?:order|authorization)\b|\bwork\s+change\s+directive\b/i,
	},
	{
		kind: 'lien_waiver',
		weight: 1.35,
		pattern:
			/\b(?:(?:un)?conditional\s+(?:(?:partial|final|progress)\s+)?(?:lien\s+)?waiver|(?:lien\s+)?waiver\s+(?:and|&)\s+release|(?:partial\s+|final\s+)?(?:lien\s+waiver|waiver\s+of\s+lien|release\s+of\s+lien))/i,
	},
	{
		kind: 'credit_memo',
		weight: 1.2,
		pattern:
			/\b(?:credit\s*(?:memo(?:randum)?|note|invoice)|vendor\s+credit|gutschrift|rechnungskorrektur|korrekturrechnung|(?:facture\s+d['\u2019]\s*)?avoir|creditnota|creditfactuur|nota\s+de\s+cr[\u00e9e]dito|nota\s+di\s+credito|faktura\s+koryguj\u0105ca)\b/i,
	},
	{
		kind: 'statement',
		weight: 1.2,
		pattern:
			/\b(?:statement\s+of\s+account|account\s+statement|customer\s+statement|monthly\s+statement|open\s+invoices?(?:\s+(?:report|statement))?|(?:accounts?\s+)?aging\s+(?:report|summary)|kontoauszug|relev[\u00e9e]\s+de\s+compte|rekeningoverzicht)\b|^statement$/i,
	},
	{
		kind: 'purchase_order',
		weight: 1.1,
		pattern:
			/\b(?:purchase\s+order|work\s+order|bestellung|bon\s+de\s+commande|inkooporder|order\s+(?:form|change))\b/i,
	},
	{
		kind: 'other',
		weight: 1.25,
		pattern:
			/\b(?:packing\s+(?:slip|list)|delivery\s+(?:ticket|note|slip)|certificate\s+of\s+(?:liability\s+)?insurance|order\s+(?:acknowledg\w+|confirmation)|(?:t\s*&\s*m|time\s+(?:and|&)\s+materials?)\s+(?:ticket|tag)|form\s+w-?9|request\s+for\s+taxpayer|submittal(?:\s+transmittal)?|letter\s+of\s+transmittal|(?:inventory|daily|inspection|reconciliation)\b[^.]{0,24}\breport|daily\s+log|bill\s+of\s+lading|bestellbest\u00e4tigung|auftragsbest\u00e4tigung|lieferschein|past\s+due\s+notice|payment\s+reminder|reminder\s+notice|mahnung|remittance\s+advice|notice\s+(?:of|to)\s+\w+)\b/i,
	},
	{
		kind: 'quote',
		weight: 1.05,
		pattern:
			/\b(?:quote|quotation|proposal|estimate|bid|price\s+quote|angebot|kostenvoranschlag|devis|offerte|presupuesto|preventivo|oferta)\b/i,
	},
	{
		kind: 'invoice',
		weight: 1,
		pattern:
			/\b(?:(?:tax|sales|commercial|progress|proforma|pro\s*forma|retainage|final|retail)?\s*invoices?(?:\s*\/\s*bill)?|(?:abschlags|schluss|teil|handels)?rechnung|facture|factuur|faktura|factura|fattura)\b/i,
	},
	{
		kind: 'invoice',
		weight: 0.65,
		pattern: /\b(?:(?:payment|sales)\s+)?receipt\b|\bbill\b|\bprogress\s+billing\b/i,
	},
];

const FEW_WORDS = 9;
/** Outweighs any title: contractors head the same lines `Progress Billing`, `Invoice` or `Draw`. */
const COVER_SHEET = 4;

/**
 * What a document is, by its title first (words that stand for themselves near the top, larger
 * than the rest), then by the labels of its number and by its tables. `none` where nothing says
 * that it is a document at all.
 */
export function kindOf(layout: Layout, hits: HitIndex, tables: readonly FoundTable[]): KindGuess {
	const scores = new Map<DocumentKind, { score: number; title?: Segment }>();
	const add = (kind: DocumentKind, score: number, title?: Segment): void => {
		const before = scores.get(kind);
		if (!before) scores.set(kind, title ? { score, title } : { score });
		else {
			if (title && (!before.title || score > before.score)) before.title = title;
			before.score = Math.max(before.score, score) + Math.min(before.score, score) * 0.15;
		}
	};
	const usual = medianHeight(layout);
	for (const row of layout.rows.slice(0, 60)) {
		for (const segment of row.segments)
			scoreTitle(layout, withWrappedSubject(layout, segment), usual, add);
	}
	for (const hit of hits.all) {
		if (hit.label.field !== 'number' || !hit.label.kind || hit.weight < 0.9) continue;
		if (!/\d/.test(hit.segment.text.slice(hit.end)) && !nextHasDigit(layout, hit.segment)) continue;
		const early = hit.segment.row < 25 ? 1 : 0.6;
		add(hit.label.kind, (hit.label.kind === 'invoice' ? 1.5 : 1.1) * early * hit.weight);
	}
	if (tables.some((table) => table.kind === 'sheet')) add('pay_application', 1.9);
	if (isCoverSheet(layout)) add('pay_application', COVER_SHEET);
	const ranked = [...scores].sort((a, b) => b[1].score - a[1].score);
	const [first, second] = ranked;
	if (!first || first[1].score < 0.8) return fallback(hits, tables);
	const lead = first[1].score - (second?.[1].score ?? 0);
	const confidence = Math.min(
		0.99,
		0.6 + Math.min(0.25, first[1].score * 0.12) + Math.min(0.2, lead * 0.25),
	);
	const guess: KindGuess = { kind: first[0], confidence };
	return first[1].title ? { ...guess, title: first[1].title } : guess;
}

/** How the subject line of a letter begins. */
const SUBJECT = /^(?:re|ref|subject|betreff|regarding)\s*[:.]/i;

/** The subject of a letter together with the row that it runs on to. */
function withWrappedSubject(layout: Layout, segment: Segment): Segment {
	const row = layout.rows[segment.row];
	const next = layout.rows[segment.row + 1];
	const [rest] = next?.segments ?? [];
	if (!SUBJECT.test(segment.text) || !row || !next || !rest || next.page !== row.page)
		return segment;
	const height = segment.box[3] - segment.box[1];
	if (rest.box[1] - segment.box[3] > height * 0.6 || segment.tokens.length < 6) return segment;
	return segmentOf([...segment.tokens, ...rest.tokens], segment.page, segment.row);
}

function scoreTitle(
	layout: Layout,
	segment: Segment,
	usual: number,
	add: (kind: DocumentKind, score: number, title?: Segment) => void,
): void {
	const subject = SUBJECT.test(segment.text);
	if (segment.tokens.length > FEW_WORDS + (subject ? 14 : 6)) return;
	const page = layout.pages.find((one) => one.number === segment.page);
	if (!page || segment.page !== layout.pages[0]?.number) return;
	const depth = segment.box[1] / page.height;
	const letters = segment.text.replace(/[^\p{L}]/gu, '');
	const capitals = letters.length > 3 && letters === letters.toUpperCase();
	const size = Math.min(2.2, Math.max(0, (segment.box[3] - segment.box[1]) / usual - 1) * 2);
	for (const title of TITLES) {
		const match = title.pattern.exec(segment.text);
		if (!match) continue;
		const rest = segment.text.replace(match[0], ' ').match(/\p{L}{2,}/gu)?.length ?? 0;
		const stands = rest === 0 ? 1.5 : rest <= 2 ? 0.9 : rest <= 5 ? 0.35 : 0.1;
		const said = subject ? Math.max(stands, 0.9) : stands;
		const labelLike = /^\s*(?:date|address|to\b|total|amount|due|summary|type)/i.test(
			segment.text.slice(match.index + match[0].length),
		);
		const starts = match.index <= 2 ? 0.3 : 0;
		const refers =
			/(?:per|your|our|original|against|ref\.?|for|approved|previous|net|by|under|to)\s*$/i.test(
				segment.text.slice(0, match.index),
			);
		if (labelLike || refers) continue;
		const place = depth < 0.35 || segment.row < 8 ? 0.6 : depth < 0.6 ? 0.1 : -0.6;
		add(title.kind, title.weight * (said + starts + size + (capitals ? 0.5 : 0)) + place, segment);
	}
}

function fallback(hits: HitIndex, tables: readonly FoundTable[]): KindGuess {
	const has = (...fields: string[]): boolean =>
		hits.all.some((hit) => fields.includes(hit.label.field) && hit.weight >= 0.8);
	const items = tables.some((table) => table.kind === 'items');
	if (has('total', 'amountDue') && has('number') && (items || has('date', 'dueDate'))) {
		return { kind: 'invoice', confidence: 0.6 };
	}
	return { kind: 'none', confidence: 0.8 };
}

function nextHasDigit(layout: Layout, segment: Segment): boolean {
	const row = layout.rows[segment.row];
	const below = layout.rows[segment.row + 1];
	return /\d/.test(`${row?.text.slice(segment.text.length) ?? ''} ${below?.text ?? ''}`);
}

export function medianHeight(layout: Layout): number {
	const heights = layout.rows
		.flatMap((row) => row.tokens.map((token) => token.box[3] - token.box[1]))
		.sort((a, b) => a - b);
	return heights[Math.floor(heights.length / 2)] ?? 10;
}
