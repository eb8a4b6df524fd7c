import { datesIn } from '../dates';
import type { ReadContext } from '../read-context';

const PARTY =
	/\b(sub-?contractor|contractor|architect|engineer|owner|construction\s+manager|notary|state\s+of|county\s+of)\b/gi;

/**
 * Whether the contractor signed: a name or a mark stands on the `By` line of the contractor's
 * certification. Undefined where the form has no such line.
 */
export function contractorSigned(context: ReadContext): boolean | undefined {
	const { rows } = context.layout;
	for (const row of rows) {
		for (const [at, segment] of row.segments.entries()) {
			const match =
				/^(?:by|signed(?:\s+by)?|(?:authorized\s+|contractor'?s?\s+)?signature)\s*:?(?=\s|$|:)/i.exec(
					segment.text,
				);
			if (!match || segment.tokens.length > 9) continue;
			if (!isContractors(context, row.index, segment.text)) continue;
			const own = segment.text.slice(match[0].length).replace(/\bdate\b.*$/i, '');
			const next = row.segments[at + 1];
			const beside =
				next &&
				!/^date\b/i.test(next.text) &&
				datesIn(next.text).length === 0 &&
				(context.layout.kind === 'xlsx' || next.box[0] - segment.box[2] < 160)
					? next.text
					: '';
			if (/\p{L}{2}|\/s\//iu.test(`${own} ${beside}`.replace(/[:_]/g, ' '))) return true;
			const above = rows[row.index - 1]?.segments.find(
				(one) =>
					Math.abs(one.box[0] - segment.box[2]) < 90 && /\/s\/|signed|docusign/i.test(one.text),
			);
			return above !== undefined;
		}
	}
	return /\/s\/\s*\p{L}|docusigned\s+by|electronically\s+signed\s+by|digitally\s+signed\s+by/iu.test(
		context.layout.text,
	)
		? true
		: undefined;
}

function isContractors(context: ReadContext, index: number, own: string): boolean {
	for (let at = index; at > Math.max(-1, index - 8); at -= 1) {
		const text = at === index ? own : (context.layout.rows[at]?.text ?? '');
		const named = [...text.matchAll(PARTY)].map((match) => (match[1] ?? '').toLowerCase());
		if (named.length > 0) return named.some((name) => name.includes('contractor'));
	}
	return true;
}
