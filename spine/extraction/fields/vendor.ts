import type { Party } from '../../documents/document';
import { nameSimilarity, normalizeName } from '../../documents/names';
import { clean, domainsOf, isName, matchesDomain, nameScore } from './company-names';
import { addresseeOf } from './addressee';
import type { Hit, HitIndex } from './hits';
import { medianHeight } from './kinds';
import type { Found, Layout, Segment } from './layout';
import { tokensIn } from './layout';
import { amountsIn } from './money';
import { blockAt, emailIn, isAddressLine, partyOf, phoneIn } from './party-block';
import type { Block } from './party-block';

export interface Parties {
	vendor?: Found<string>;
	vendorDetails?: Party;
	billTo?: Party;
	billToName?: Found<string>;
	remitTo?: Party;
}

interface Candidate {
	name: Found<string>;
	score: number;
	segment: Segment;
}

const LEGAL_LINE =
	/^(?<name>[\p{Lu}\d][\p{L}\d&.,' -]{1,50}?)\s*(?:[-\u2013\u2212|]\s*|,\s*)?\b(?:au\s+capital|si\u00e8ge\s+social|registered\s+office|vorstand|gesch\u00e4ftsf\u00fchrer|amtsgericht|hrb|kvk|siret|company\s+(?:no|number|registration)|all\s+rights\s+reserved)\b/iu;

/**
 * Who sent the document. A label (`From`, `Subcontractor`, `Remit to`) names it; else the
 * letterhead does: a name near the top or in the footer, larger than the rest, with an address
 * below it, a legal form, or the name of its own mail or web domain. The addressee is never it.
 */
export function partiesOf(
	layout: Layout,
	hits: HitIndex,
	tableRows: ReadonlySet<number> = new Set(),
	letters = true,
): Parties {
	const parties: Parties = {};
	const addressed = new Set<Segment>();
	const blockOf = (field: 'billTo' | 'shipTo' | 'remitTo'): Block | undefined => {
		const blocks = hits
			.of(field)
			.filter(
				(hit) =>
					hit.weight >= 0.7 ||
					(hit.weight >= 0.5 && /^\s*:/.test(hit.segment.text.slice(hit.end))) ||
					(hit.weight >= 0.5 && hit.segment.tokens.length === 1),
			)
			.map((hit) => ({ hit, block: blockAt(layout, hits, hit) }))
			.filter(({ block }) => block.name !== undefined)
			.sort(
				(a, b) =>
					b.hit.weight + b.block.lines.length * 0.01 - a.hit.weight - a.block.lines.length * 0.01,
			);
		if (field !== 'remitTo')
			for (const { hit, block } of blocks)
				for (const line of [...block.lines, hit.segment]) addressed.add(line);
		return blocks[0]?.block;
	};
	const billTo =
		blockOf('billTo') ??
		contractorOf(layout, hits, addressed) ??
		(letters ? addresseeOf(layout) : undefined);
	for (const line of billTo?.lines ?? []) addressed.add(line);
	blockOf('shipTo');
	const remitTo = blockOf('remitTo');
	if (billTo) {
		parties.billTo = partyOf(billTo);
		parties.billToName = billTo.name && clean(billTo.name);
		if (parties.billTo && parties.billToName) parties.billTo.name = parties.billToName.value;
	}
	const all = [
		...labelled(layout, hits, remitTo),
		...letterheads(layout, hits, addressed, tableRows),
	];
	const buyer = parties.billToName?.value;
	const merged = mergeSame(
		all.filter((one) => buyer === undefined || nameSimilarity(one.name.value, buyer) < 0.86),
	);
	const [best, second] = merged.sort((a, b) => b.score - a.score);
	if (best && best.score >= 2) {
		const lead = best.score - (second?.score ?? 0);
		const confidence = Math.min(0.97, 0.45 + best.score * 0.045 + Math.min(0.15, lead * 0.05));
		parties.vendor = { ...best.name, confidence };
		parties.vendorDetails = detailsOf(layout, hits, best, addressed);
	}
	const remit = remitTo ? partyOf(remitTo) : undefined;
	if (remit) {
		const name = remitTo?.name ? clean(remitTo.name)?.value : undefined;
		parties.remitTo = name === undefined ? remit : { ...remit, name };
	}
	return parties;
}

const printed = (hit: Hit): string => hit.segment.text.slice(hit.start, hit.end);
const isContractor = (hit: Hit): boolean => /^contractor$/i.test(printed(hit));

/** The buyer of a form that names contractor and subcontractor. */
function contractorOf(layout: Layout, hits: HitIndex, addressed: Set<Segment>): Block | undefined {
	if (!namesSubcontractor(hits)) return undefined;
	const blocks = hits
		.of('vendor')
		.filter((hit) => isContractor(hit) && /^\s*:/.test(hit.segment.text.slice(hit.end)))
		.map((hit) => ({ hit, block: blockAt(layout, hits, hit) }))
		.filter(({ block }) => block.name !== undefined);
	for (const { hit } of blocks) addressed.add(hit.segment);
	return blocks[0]?.block;
}

/** Whether a form names its parties by role: beside a subcontractor the contractor is the buyer. */
function namesSubcontractor(hits: HitIndex): boolean {
	return hits
		.of('vendor')
		.some((hit) => /sub-?contractor/i.test(printed(hit)) && hit.weight >= 0.7);
}

function labelled(layout: Layout, hits: HitIndex, remitTo: Block | undefined): Candidate[] {
	const found: Candidate[] = [];
	const subcontracted = namesSubcontractor(hits);
	for (const hit of hits.of('vendor')) {
		const colon = /^\s*:/.test(hit.segment.text.slice(hit.end));
		const alone = hit.end - hit.start >= hit.segment.text.length - 2;
		const single = !/\s/.test(hit.segment.text.slice(hit.start, hit.end));
		if (hit.weight < 0.5 || (single && !colon && !alone)) continue;
		if (subcontracted && isContractor(hit)) continue;
		const block = blockAt(layout, hits, hit);
		const name = block.name && clean(block.name);
		const segment = block.lines[0] ?? hit.segment;
		if (!name || !isName(name.value)) continue;
		const byline = /^(?:submitted|prepared|quoted)\s+by$/i.test(printed(hit));
		const weight = byline && nameScore(name.value) <= 0 ? 1 : 7 * hit.weight;
		found.push({ name, score: weight + nameScore(name.value), segment });
	}
	const remit = remitTo?.name && clean(remitTo.name);
	if (remit && isName(remit.value)) {
		found.push({
			name: remit,
			score: 3.5 + nameScore(remit.value),
			segment: remitTo?.lines[0] ?? layoutFirst(layout),
		});
	}
	return found;
}

function letterheads(
	layout: Layout,
	hits: HitIndex,
	addressed: ReadonlySet<Segment>,
	tableRows: ReadonlySet<number>,
): Candidate[] {
	const found: Candidate[] = [];
	const usual = medianHeight(layout);
	const domains = domainsOf(layout.text);
	const firstPage = layout.pages[0];
	const isMail = layout.kind === 'text' || layout.kind === 'html';
	for (const row of layout.rows) {
		const page = layout.pages.find((one) => one.number === row.page);
		if (!page || !firstPage) continue;
		const depth = row.box[1] / page.height;
		const head = row.page === firstPage.number && row.index < 40 && (depth < 0.3 || row.index < 9);
		const foot = row.index > layout.rows.length - 9 || (depth > 0.8 && page.height < 2000);
		if ((!head && !foot) || tableRows.has(row.index)) continue;
		if (isMail && amountsIn(row.text).some(({ clear }) => clear)) continue;
		row.segments.forEach((segment, at) => {
			const legal = LEGAL_LINE.exec(segment.text)?.groups?.['name'];
			const dashed = /^(.{3,50}?)\s+[-\u2013\u2022|\u00b7]\s+\S.*\d/u.exec(segment.text)?.[1];
			const text =
				legal ??
				(dashed &&
				isAddressLine(segment.text.slice(dashed.length + 3).split(/\s[-\u2013]\s/)[0] ?? '')
					? dashed
					: segment.text);
			const end = segment.text.indexOf(text) + text.length;
			const name = clean({
				value: text,
				tokens: tokensIn(segment, 0, end),
				page: segment.page,
				confidence: 0.5,
			});
			if (!name || !isName(name.value)) return;
			if (addressed.has(segment)) return;
			if (
				hits
					.in(segment)
					.some(
						(hit) =>
							hit.weight > 0.7 &&
							hit.start <= 2 &&
							text === segment.text &&
							/[:#]/.test(segment.text),
					)
			)
				return;
			const size = Math.min(4, Math.max(0, ((segment.box[3] - segment.box[1]) / usual - 1) * 4));
			let score = nameScore(name.value) + size;
			if (head) score += row.index <= 1 ? 2.2 : depth < 0.14 ? 1.6 : 0.8;
			if (head && at === 0 && segment.box[0] < page.width * 0.35) score += 0.2;
			if (legal !== undefined) score += 3;
			if (dashed === text) score += 2;
			if (foot && !head && legal === undefined && !matchesDomain(name.value, domains)) score -= 0.5;
			if (matchesDomain(name.value, domains)) score += 3;
			if (addressFollows(layout, segment)) score += 1.4;
			if (text !== name.value && head) score += 0.4;
			found.push({ name, score, segment });
		});
	}
	return found;
}

function mergeSame(candidates: readonly Candidate[]): Candidate[] {
	const merged = new Map<string, Candidate>();
	for (const one of [...candidates].sort((a, b) => b.score - a.score)) {
		const key = normalizeName(one.name.value);
		const same = merged.get(key);
		if (same) same.score += Math.min(2.5, Math.max(0, one.score) * 0.35);
		else merged.set(key, { ...one });
	}
	return [...merged.values()];
}

function addressFollows(layout: Layout, segment: Segment): boolean {
	return layout.rows
		.slice(segment.row + 1, segment.row + 4)
		.some(
			(row) =>
				row.page === segment.page &&
				row.segments.some(
					(one) => Math.abs(one.box[0] - segment.box[0]) < 20 && isAddressLine(one.text),
				),
		);
}

function detailsOf(
	layout: Layout,
	hits: HitIndex,
	vendor: Candidate,
	addressed: ReadonlySet<Segment>,
): Party {
	const lines: Segment[] = [];
	for (const row of layout.rows.slice(vendor.segment.row, vendor.segment.row + 7)) {
		const above = lines.at(-1);
		if (row.page !== vendor.segment.page) break;
		if (above && row.box[1] - above.box[3] > (above.box[3] - above.box[1]) * 1.8) break;
		const under = row.segments.find(
			(one) =>
				!addressed.has(one) &&
				(one === vendor.segment ||
					Math.abs(one.box[0] - vendor.segment.box[0]) < 24 ||
					Math.abs(one.box[2] - vendor.segment.box[2]) < 12),
		);
		if (under) lines.push(under);
	}
	const party: Party = { ...partyOf({ lines, name: vendor.name }), name: vendor.name.value };
	const outside = layout.rows
		.flatMap((row) => row.segments)
		.filter((segment) => !addressed.has(segment));
	if (!party.email) {
		const emails = outside
			.map((segment) => emailIn(segment.text))
			.filter((email) => email !== undefined);
		const [email] = emails;
		if (email !== undefined) party.email = email;
	}
	if (!party.phone) {
		const hit = hits
			.of('phone')
			.find(
				(one) =>
					!addressed.has(one.segment) && !/fax/i.test(one.segment.text.slice(one.start, one.end)),
			);
		const phone = hit && phoneIn(`${hit.segment.text.slice(hit.end)} `);
		if (phone) party.phone = phone;
	}
	for (const hit of hits.of('taxId')) {
		if (addressed.has(hit.segment)) continue;
		const value = /^[\s:#.]*((?:[A-Z]{2}\s?)?[\dA-Z][\d\sA-Z-]{6,16}\d[A-Z\d]*)/.exec(
			hit.segment.text.slice(hit.end),
		);
		if (value?.[1] && value[1].replace(/\D/g, '').length >= 8) {
			party.taxId = value[1].trim();
			break;
		}
	}
	return party;
}

function layoutFirst(layout: Layout): Segment {
	const first = layout.rows[0]?.segments[0];
	return first ?? { page: 1, row: 0, tokens: [], text: '', box: [0, 0, 0, 0] };
}
