import { bodyLines, findQuotedHead } from './header-blocks';

const SENT_FROM =
	/^(?:sent from|sent via|sent with|get outlook for|envoyé de|von meinem .{1,40} gesendet|gesendet (?:von|mit)|enviado desde|inviato da|verzonden vanaf|skickat från|sendt fra|wysłane z|отправлено с|lähetetty)\b.{0,80}$/iu;

const CLOSING =
	/^(?:(?:kind|best|warm|many|with|mit|meilleures|freundliche|viele|beste|med|met)\s+)?(?:thanks(?:\s+(?:again|so much|much|and regards|a lot))?|thank you(?:\s+(?:very much|again|so much))?|regards|best|cheers|sincerely(?:\s+yours)?|yours(?:\s+truly)?|respectfully|freundlichen grüßen|freundliche grüße|grüße|gruß|cordialement|salutations|saludos|saluti|groeten|vriendelijke groet(?:en)?|hilsen|hälsningar|v\/r|thx|tks)[\s,.!–—-]*$/iu;

const DISCLAIMER =
	/^(?:\*{0,3}|-{0,3})\s*(?:confidentiality notice|confidential(?:ity)?\b.{0,40}:|disclaimer|this (?:e-?mail|message|communication)(?: message)?(?:,| and| \(|\s+(?:is|may|contains|was)).{0,200}|the information (?:contained )?in this (?:e-?mail|message)|caution: this email originated|external (?:e-?mail|sender))/iu;

/** Longest signature, in lines. */
const SIGNATURE_LINES = 12;

/**
 * What the writer of a message wrote now: the text above the first quoted or forwarded message,
 * without quoted lines, signature, and legal notice. A closing (`Thanks,`) ends the text when
 * only a short signature follows.
 */
export function newText(text: string): string {
	const all = bodyLines(text);
	const head = findQuotedHead(all);
	const above = all.slice(0, head?.start).filter((line) => !/^\s{0,3}>/.test(line));
	const unquoted =
		head !== undefined && above.every((line) => line.trim() === '')
			? below(all.slice(head.body))
			: above;
	const end = signatureStart(unquoted);
	return unquoted
		.slice(0, end)
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n_{10,}\s*$/u, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/**
 * What stands below a quotation, for those who answer under it: only after a blank line, so that
 * a wrapped quoted line never passes for the writer's own.
 */
function below(lines: readonly string[]): string[] {
	const last = lines.findLastIndex((line) => /^\s{0,3}>/.test(line));
	if (last < 0 || (lines[last + 1] ?? '').trim() !== '') return [];
	const first = lines.find((line) => line.trim() !== '') ?? '';
	return /^\s{0,3}>/.test(first) ? lines.slice(last + 1) : [];
}

function signatureStart(lines: readonly string[]): number {
	for (const [index, line] of lines.entries()) {
		const trimmed = line.trim();
		if (trimmed === '') continue;
		if (/^(?:--|––|—)\s?$/.test(line.trimEnd()) || /^[—–]{3,}$/u.test(trimmed)) return index;
		if (SENT_FROM.test(trimmed) || DISCLAIMER.test(trimmed)) {
			if (index > 0) return index;
		}
		if (CLOSING.test(trimmed) && isSignature(lines.slice(index + 1))) return index;
	}
	return lines.length;
}

/** Short lines without sentences: name, role, company, telephone. */
function isSignature(rest: readonly string[]): boolean {
	const printed = rest.map((line) => line.trim()).filter((line) => line !== '');
	const until = printed.findIndex((line) => DISCLAIMER.test(line));
	const lines = until < 0 ? printed : printed.slice(0, until);
	return lines.length <= SIGNATURE_LINES && lines.every((line) => line.length <= 80);
}
