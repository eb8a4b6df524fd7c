import type { Party } from '../../documents/document';
import { itemColumn } from './columns';
import { overlap, tokensIn } from './layout';
import type { Found, Layout, Segment } from './layout';
import type { Hit, HitIndex } from './hits';

/** A company's printed block: the lines under or beside its label. */
export interface Block {
	lines: Segment[];
	name?: Found<string>;
}

const PHONE =
	/(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)[\s.-]{0,2}|\d{2,4}[\s.-])\d{3,4}[\s.-]?\d{2,4}(?:[\s.-]\d{2,4})*/;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const STREET =
	/^(?:\d+[\w-]*\s+[\p{L}\d].*|p\.?\s?o\.?\s*box.*|.*\b(?:street|st|avenue|ave|road|rd|blvd|boulevard|drive|dr|lane|ln|way|suite|ste|floor|highway|hwy|parkway|pkwy|court|ct|plaza|building|unit)\b.*|.*(?:stra\u00dfe|strasse|str\.|weg|platz|allee|gasse|straat|laan)\s*\d.*|.*\brue\b.*)$/iu;
const STREET_THEN_NUMBER = /^(?:\p{Lu}[\p{L}.'-]+\s){1,3}\d{1,4}(?:[-/]\d+)?\s?\p{L}?$/u;
const CITY =
	/(?:\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|^\W*(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{L}|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|^\d{4}\s?[A-Z]{2}\s+\p{L}|\b\d{2}-\d{3}\s+\p{Lu}\p{Ll}|,\s*[A-Z]{2}\s*$)/u;
const MOST_LINES = 7;

/** Whether a line is part of an address rather than a name. */
export function isAddressLine(text: string): boolean {
	return (
		CITY.test(text) ||
		(/\d/.test(text) && (STREET.test(text) || STREET_THEN_NUMBER.test(text))) ||
		/^(?:united states|usa|deutschland|germany|france|nederland|hong kong|canada|polska)$/i.test(
			text.trim(),
		)
	);
}

export function phoneIn(text: string): string | undefined {
	if (/\b(?:IBAN|account|ABN|VAT|tax|EIN|licen[cs]e)\b/i.test(text)) return undefined;
	const match = PHONE.exec(text.replace(/\b(?:fax|f)[:.\s].*$/i, ''));
	const digits = match?.[0].replace(/\D/g, '').length ?? 0;
	return match && digits >= 9 && digits <= 15 ? match[0].trim() : undefined;
}

export function emailIn(text: string): string | undefined {
	return EMAIL.exec(text)?.[0];
}

/** Address, phone and e-mail of a block, as printed; lines that are none of these are left out. */
export function partyOf(block: Block): Party | undefined {
	const texts = block.lines.map((line) => line.text);
	const party: Party = {};
	if (block.name) party.name = block.name.value;
	const address = texts.filter(
		(text) => isAddressLine(text) && text.length <= 70 && emailIn(text) === undefined,
	);
	if (address.length > 0) party.address = address.join(', ').replace(/,\s*,/g, ',');
	const all = texts.join('\n');
	const phone = texts
		.map((text) => (isAddressLine(text) ? undefined : phoneIn(text)))
		.find(Boolean);
	if (phone) party.phone = phone;
	const email = emailIn(all);
	if (email) party.email = email;
	return Object.keys(party).length > 0 ? party : undefined;
}

/** `Harbor Builders LLC, 12 Pier Road, Toledo` names Harbor Builders LLC. */
function nameBeforeAddress(text: string): string {
	const match =
		/^(\D{3,60}?)\s*[,\u2013\u2014-]\s+(?:\d+[\w-]*\s+\p{L}|p\.?\s?o\.?\s*box\b)/iu.exec(text);
	return match?.[1] ?? text;
}

/** The block that a party's label announces: beside it, else under it, down to the next label or gap. */
export function blockAt(layout: Layout, hits: HitIndex, hit: Hit): Block {
	const row = layout.rows[hit.segment.row];
	const lines: Segment[] = [];
	const own = hit.segment.text.slice(hit.end, hit.until).replace(/^[\s:.\-\u2013]+/, '');
	const labelTokens = tokensIn(hit.segment, hit.start, hit.end);
	const left = labelTokens[0]?.box[0] ?? hit.segment.box[0];
	let edge = left;
	let firstName: Found<string> | undefined;
	if (/^[^/]*\p{L}{2}/u.test(own)) {
		const start = hit.segment.text.indexOf(own, hit.end);
		const tokens = tokensIn(hit.segment, start, start + own.length);
		const named = nameBeforeAddress(own.trim());
		firstName = {
			value: named,
			tokens: tokensIn(hit.segment, start, start + named.length),
			page: hit.segment.page,
			confidence: hit.weight,
		};
		edge = tokens[0]?.box[0] ?? left;
	} else if (row) {
		const next = row.segments[row.segments.indexOf(hit.segment) + 1];
		const below = nextUnder(layout, hit.segment.row, left, left + 60, hit.segment.page);
		const under = below && itemColumn(below.text) === undefined ? below : undefined;
		const beside =
			next &&
			(!hits.startsWithLabel(next) || hits.in(next)[0]?.label.field === hit.label.field) &&
			(layout.kind === 'xlsx' || next.box[0] - hit.segment.box[2] < 130) &&
			/\p{L}{2}/u.test(next.text);
		if (
			beside &&
			(!under ||
				hits.startsWithLabel(under) ||
				isKeyCell(hits, under) ||
				Math.abs(under.box[0] - left) > 25 ||
				under.box[0] >= next.box[0] - 6)
		) {
			firstName = {
				value: next.text,
				tokens: next.tokens,
				page: next.page,
				confidence: hit.weight * 0.95,
			};
			edge = next.box[0];
			lines.push(next);
		}
	}
	let current = hit.segment.row;
	for (;;) {
		const next = nextUnder(layout, current, edge, edge + 40, hit.segment.page);
		if (!next || lines.length >= MOST_LINES || blocksEnd(hits, next, lines.length)) break;
		lines.push(next);
		current = next.row;
	}
	if (!firstName) {
		const [first] = lines;
		if (first && /\p{L}{2}/u.test(first.text)) {
			firstName = {
				value: first.text,
				tokens: first.tokens,
				page: first.page,
				confidence: hit.weight * 0.93,
			};
		}
	}
	return firstName ? { lines, name: firstName } : { lines };
}

/** A cell that names what stands beside it (`PO / Subcontract`), in a list of keys and values. */
function isKeyCell(hits: HitIndex, segment: Segment): boolean {
	return hits.in(segment).some((hit) => hit.end === segment.text.length && hit.weight >= 0.3);
}

function blocksEnd(hits: HitIndex, segment: Segment, count: number): boolean {
	const first = hits.in(segment)[0];
	if (!first || first.start > 2) return false;
	if (['phone', 'taxId'].includes(first.label.field)) return false;
	if (count === 0 && first.label.field === 'billTo' && !segment.text.includes(':')) return false;
	return first.weight >= 0.8 || /:/.test(segment.text);
}

/** The segment of the next row whose left edge stands at, or which covers, a place; none over a wide gap. */
function nextUnder(
	layout: Layout,
	from: number,
	left: number,
	right: number,
	page: number,
): Segment | undefined {
	const origin = layout.rows[from];
	if (!origin) return undefined;
	const height = origin.box[3] - origin.box[1];
	for (let index = from + 1; index < Math.min(layout.rows.length, from + 5); index += 1) {
		const row = layout.rows[index];
		if (!row || row.page !== page) return undefined;
		if (row.box[1] - origin.box[3] > Math.max(height, row.box[3] - row.box[1]) * 1.9)
			return undefined;
		const segment = row.segments.find(
			(one) =>
				Math.abs(one.box[0] - left) < 14 ||
				(one.box[0] <= left && overlap(one.box, [left, 0, right, 0]) > 20),
		);
		if (segment) return segment;
	}
	return undefined;
}
