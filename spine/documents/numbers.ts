import { asItLooks } from './look-alikes';

/**
 * Normalised keys of document numbers (rule DU-02 in the rule book). Two numbers with the same
 * `key` are one; two that share only `joined` or `folded` are suspected to be.
 */
export interface NumberKey {
	/**
	 * As it looks in print, upper case, no INV/NO prefix, no leading zeros in any run of digits, no
	 * punctuation but a `-` that keeps two runs of digits apart: `SC-2301-001` and `SC 2301 1` are
	 * `SC2301-1`, while `1-11`, `11-1` and `111` are three. The revision suffix is kept.
	 */
	key: string;
	/** The number without any punctuation: `2026-0007` and `20260007` are equal. */
	joined: string;
	/** `key` with characters that readers confuse folded together (O/0, I/L/1, S/5, B/8, Z/2), and its runs joined. */
	folded: string;
	/** `key` without its revision suffix; equal to `key` when there is none, and where no digit would be left (`GF-10`). */
	base: string;
	/** The revision suffix as printed (`R`, `REV2`, `-2`), absent when there is none. */
	revision?: string;
}

const PREFIX = /^(?:(?:INVOICE|INV|NUMBER|NUM|NO|#)+(?![A-Z])[#\s.:\-/]*)+/;
const SUFFIX =
	/^(.*?[0-9A-Z])(?:[-_ ./]+(R\d{0,2}|REV\.?\s?\w{0,2}|REVISED|CORR|CORRECTED|DUP|COPY|RESEND|[A-D]|V?\d{1,2})|(?<=\d)(R\d{0,2}|REV\d{0,2}|REVISED|CORR|CORRECTED|DUP|COPY|RESEND|[A-D]))$/;

const withoutZeros = (text: string): string =>
	text.replace(/\d+/g, (run) => run.replace(/^0+(?=\d)/, ''));

/** Without punctuation, each run of digits by itself: what separates two of them stays as one `-`. */
const apart = (text: string): string =>
	withoutZeros(
		text
			.replace(/(?<=\d)[^\p{L}\p{N}]+(?=\d)/gu, '-')
			.replace(/[^\p{L}\p{N}-]|-(?!\d)|(?<!\d)-/gu, ''),
	);

/**
 * Normalises a document number as it is printed. Returns undefined for a number without any
 * letter or digit.
 */
export function numberKey(printed: string): NumberKey | undefined {
	const looks = asItLooks(printed).trim();
	const bare = looks.replace(/^[#\s.:\-/]+/, '').replace(PREFIX, '');
	const body = bare === '' ? looks : bare;
	const key = apart(body);
	if (key === '') return undefined;
	const peeled = SUFFIX.exec(body);
	const match = /\d/.test(peeled?.[1] ?? '') ? peeled : null;
	const revision = match?.[2] ?? match?.[3];
	const base = match?.[1] === undefined ? key : apart(match[1]);
	return {
		key,
		joined: withoutZeros(body.replace(/[^\p{L}\p{N}]/gu, '')),
		folded: fold(key),
		base: base === '' ? key : base,
		...(revision === undefined ? {} : { revision }),
	};
}

/** Whether two printed numbers are one, or may be: the same but for punctuation. */
export function isSameNumber(left: string | undefined, right: string | undefined): boolean {
	if (left === undefined || right === undefined) return false;
	const one = numberKey(left);
	const other = numberKey(right);
	if (one === undefined || other === undefined) return false;
	return one.key === other.key || one.joined === other.joined;
}

function fold(key: string): string {
	return withoutZeros(
		key
			.replace(/O/g, '0')
			.replace(/[IL]/g, '1')
			.replace(/S/g, '5')
			.replace(/B/g, '8')
			.replace(/Z/g, '2'),
	).replace(/-/g, '');
}
