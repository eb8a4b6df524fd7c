/**
 * Normalised keys of document numbers (rule DU-02 in the rule book). Two numbers with the same
 * key name the same document as far as a person would say.
 */
export interface NumberKey {
	/** Upper case, no punctuation, no INV/NO prefix, no leading zeros in any digit run; the revision suffix is kept. */
	key: string;
	/** `key` with characters that readers confuse folded together (O/0, I/L/1, S/5, B/8, Z/2). */
	folded: string;
	/** `key` without its revision suffix; equal to `key` when there is none. */
	base: string;
	/** The revision suffix as printed (`R`, `REV2`, `-2`), absent when there is none. */
	revision?: string;
}

const PREFIX = /^(?:INVOICE|INV|NUMBER|NUM|NO|#)+(?=[^A-Z]|$)/;
const SUFFIX =
	/^(.*?[0-9A-Z])(?:[-_ ./]+(R\d{0,2}|REV\.?\s?\w{0,2}|REVISED|CORR|CORRECTED|DUP|COPY|RESEND|[A-D]|V?\d{1,2})|(?<=\d)(R\d{0,2}|REV\d{0,2}|REVISED|CORR|CORRECTED|DUP|COPY|RESEND|[A-D]))$/;

const strip = (text: string): string =>
	text.replace(/[^\p{L}\p{N}]/gu, '').replace(/\d+/g, (run) => run.replace(/^0+(?=\d)/, ''));

/**
 * Normalises a document number as it is printed. Returns undefined for a number without any
 * letter or digit.
 */
export function numberKey(printed: string): NumberKey | undefined {
	const upper = printed.normalize('NFKC').toUpperCase().trim();
	const bare = upper
		.replace(/^[#\s.:]+/, '')
		.replace(PREFIX, '')
		.replace(/^[#\s.:\-/]+/, '');
	const body = bare === '' ? upper : bare;
	const key = strip(body);
	if (key === '') return undefined;
	const match = SUFFIX.exec(body);
	const revision = match?.[2] ?? match?.[3];
	const base = match?.[1] === undefined ? key : strip(match[1].replace(PREFIX, ''));
	return {
		key,
		folded: fold(key),
		base: base === '' ? key : base,
		...(revision === undefined ? {} : { revision }),
	};
}

function fold(key: string): string {
	return key
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1')
		.replace(/S/g, '5')
		.replace(/B/g, '8')
		.replace(/Z/g, '2')
		.replace(/\d+/g, (run) => run.replace(/^0+(?=\d)/, ''));
}
