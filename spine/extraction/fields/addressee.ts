import { datesIn } from './dates';
import { isName } from './company-names';
import type { Layout } from './layout';
import { isAddressLine } from './party-block';
import type { Block } from './party-block';

const OPENING = /^(?:re|ref|reference|subject|attn|attention|dear|gentlemen|ladies|to\s+whom)\b/i;
const MOST_ROWS = 30;

/**
 * Whom a letter is written to: the name above an address that stands between the letter's date and
 * its subject or salutation, without any label. Undefined where the page does not begin as letters do.
 */
export function addresseeOf(layout: Layout): Block | undefined {
	const opening = layout.rows.findIndex(
		(row, index) => index < MOST_ROWS && OPENING.test(row.segments[0]?.text ?? ''),
	);
	let at = opening - 1;
	const lines: Block['lines'] = [];
	for (; at > 1; at -= 1) {
		const segment = layout.rows[at]?.segments[0];
		if (!segment || layout.rows[at]?.segments.length !== 1 || !isAddressLine(segment.text)) break;
		lines.unshift(segment);
	}
	const name = layout.rows[at]?.segments[0];
	const dated = layout.rows.slice(0, Math.max(0, at)).some((row) => datesIn(row.text).length > 0);
	if (lines.length === 0 || !name || !dated || !isName(name.text)) return undefined;
	return {
		lines: [name, ...lines],
		name: { value: name.text, tokens: name.tokens, page: name.page, confidence: 0.88 },
	};
}
