import { candidates, numberAt } from './header-values';
import type { Hit, HitIndex } from './hits';
import type { Found, Layout } from './layout';
import { tokensIn } from './layout';
import { blockAt } from './party-block';

export interface ProjectReading {
	number?: Found<string>;
	name?: Found<string>;
	address?: string;
}

/** The job a document is for: its number where one is labelled, its name else. */
export function projectOf(layout: Layout, hits: HitIndex): ProjectReading {
	const reading: ProjectReading = {};
	const numbered = candidates(
		layout,
		hits,
		['project'],
		(text) => numberAt(text),
		(one) => {
			const label = one.hit.segment.text.slice(one.hit.start, one.hit.end);
			return /(?:no|num|#|id)/i.test(label) ? one.confidence : 0;
		},
	);
	const [first] = numbered;
	if (first) {
		reading.number = first;
		const { segment, offset, where } = first.place;
		const rest = where === 'below' ? '' : segment.text.slice(offset);
		const name = rest
			.slice(rest.indexOf(first.value) + first.value.length)
			.replace(/^[\s\-\u2013:,/|]+/, '');
		const until = hits.in(segment).find((hit) => hit.start > offset)?.start;
		if (/^\p{L}{2}/u.test(name) && until === undefined) {
			const tokens = tokensIn(segment, segment.text.length - name.length, segment.text.length);
			reading.name = { ...first, value: name, tokens };
		}
	}
	for (const hit of reading.name ? [] : hits.of('project').sort((a, b) => b.weight - a.weight)) {
		const label = hit.segment.text.slice(hit.start, hit.end);
		if (/(?:no\.?|num\w*|#|id)$/i.test(label) || hit.weight < 0.6) continue;
		if (/\baddress\b/i.test(hit.segment.text.slice(hit.start, hit.until))) continue;
		if (endsInMoney(layout, hit)) continue;
		const bare = /^\s*[:#]\s*(\d{3,6}(?:-\d{1,4})?)\s*$/.exec(
			hit.segment.text.slice(hit.end, hit.until),
		);
		if (bare?.[1]) {
			const start = hit.segment.text.indexOf(bare[1], hit.end);
			reading.number ??= {
				value: bare[1],
				tokens: tokensIn(hit.segment, start, start + bare[1].length),
				page: hit.segment.page,
				confidence: hit.weight,
			};
			break;
		}
		const name = blockAt(layout, hits, hit).name;
		if (!name || !/\p{L}{2}|\d{3}/u.test(name.value) || name.value.length > 90) continue;
		const lead =
			/^#?\s*((?:\d{2,6}|[A-Z]{1,4}-?\d{2,6})(?:-\d{1,4})?)\s*(?:[-\u2013:,/|]\s*|\s(?=\p{L}))(\p{L}.*)$/u.exec(
				name.value,
			);
		const trailing = /^(\p{L}.*?)\s*[(#]+\s*((?:[A-Z]{1,4}-?)?\d{3,6}(?:-\d{1,4})?)\)?$/u.exec(
			name.value,
		);
		if (lead?.[1] && lead[2]) {
			const rest = lead[2];
			const numberTokens = name.tokens.filter((token) => token.text.includes(lead[1] ?? ' '));
			reading.number ??= {
				...name,
				value: lead[1],
				tokens: numberTokens.length > 0 ? numberTokens : name.tokens,
				confidence: name.confidence * 0.95,
			};
			reading.name = {
				...name,
				value: rest,
				tokens: name.tokens.filter((token) => rest.includes(token.text)),
			};
		} else if (trailing?.[1] && trailing[2]) {
			const [, named, numbered] = trailing;
			reading.number ??= {
				...name,
				value: numbered,
				tokens: name.tokens.slice(-1),
				confidence: name.confidence * 0.9,
			};
			reading.name = { ...name, value: named, tokens: name.tokens.slice(0, -1) };
		} else if (/^[\w-]*\d[\w-]*$/.test(name.value)) reading.number ??= name;
		else reading.name = name;
		break;
	}
	if (!reading.number && !reading.name) {
		const [under] = candidates(
			layout,
			hits,
			['project'],
			(text) => numberAt(text),
			(one) =>
				one.place.where === 'below' && one.value === one.place.text.trim() ? one.confidence : 0,
		);
		if (under) reading.number = under;
	}
	const address = hits.of('projectAddress')[0];
	const block = address ? blockAt(layout, hits, address) : undefined;
	if (block?.name) reading.address = block.name.value;
	return reading;
}

/** `Site utilities   $3,050.00` is a line of work, no project. */
function endsInMoney(layout: Layout, hit: Hit): boolean {
	const last = layout.rows[hit.segment.row]?.segments.at(-1);
	return last !== undefined && /^\(?\$\s?\d[\d,]*\.\d{2}\)?$/.test(last.text);
}
