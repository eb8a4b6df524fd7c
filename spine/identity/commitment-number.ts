import type { CommitmentRecord } from '../documents/records';

/** A commitment number taken apart as people write it. */
export interface CommitmentNumber {
	/** Upper case without punctuation and leading zeros: `2301SC4`. */
	key: string;
	/** Subcontract or purchase order, where a word or prefix says so. */
	kind?: CommitmentRecord['kind'];
	/** What is left without the words for the kind: `2301-SC-04` gives `2301`, `4`. */
	parts: string[];
}

const kinds: Array<[CommitmentRecord['kind'], RegExp]> = [
	['purchase_order', /^(?:PO|PURCHASE|PURCHASEORDER|POS)$/],
	['subcontract', /^(?:SC|S|SUB|SUBCONTRACT|SUBAGREEMENT|SUBCONTRACTAGREEMENT|WO|WOC)$/],
];
const filler =
	/^(?:NO|NR|NUM|NUMBER|AGREEMENT|CONTRACT|ORDER|COMMITMENT|YOUR|OUR|REF|REFERENCE|CUSTOMER|THE|PER)$/;

/**
 * Takes a printed commitment number apart (`SC-004`, `2301-SC-04`, `Subcontract 4`,
 * `P.O. 1234`, `Sub Agreement #2301-16000-01`). Absent where nothing is left that could name one,
 * such as in `per our agreement`.
 */
export function commitmentNumber(printed: string): CommitmentNumber | undefined {
	const words = printed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/\b([A-Z])\.(?=[A-Z]\b)/g, '$1')
		.replace(/(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])/g, ' ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '')
		.map((word) => word.replace(/^0+(?=\d)/, ''));
	let kind: CommitmentRecord['kind'] | undefined;
	const parts: string[] = [];
	for (const word of words) {
		const named = kinds.find(([, pattern]) => pattern.test(word))?.[0];
		if (named !== undefined && (kind === undefined || kind === named)) kind = named;
		else if (!filler.test(word)) parts.push(word);
	}
	if (!parts.some((part) => /\d/.test(part))) return undefined;
	return { key: words.join(''), kind, parts };
}

/** Whether a reference is a date only (`Contract dated 1/5/25`), which names no number. */
export function isDated(printed: string): boolean {
	return (
		/\bdated\b/i.test(printed) ||
		(/^\D*\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\D*$/.test(printed) && /\//.test(printed))
	);
}

/** Whether two kinds can be the same: an unnamed one is compatible with both. */
export function sameKind(
	a: CommitmentRecord['kind'] | undefined,
	b: CommitmentRecord['kind'],
): boolean {
	return a === undefined || a === b;
}

/** Parts without those of the project's number: `2301-SC-04` of project 2301 is its `4`. */
export function withoutProject(parts: readonly string[], project: string | undefined): string {
	const own = project === undefined ? [] : (commitmentNumber(project)?.parts ?? []);
	const start =
		own.length === 0
			? -1
			: parts.findIndex((_, index) => own.every((part, offset) => parts[index + offset] === part));
	const rest =
		start < 0 ? [...parts] : [...parts.slice(0, start), ...parts.slice(start + own.length)];
	return (rest.length === 0 ? parts : rest).join('-');
}
