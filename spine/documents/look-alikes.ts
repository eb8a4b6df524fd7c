/**
 * Letters of other scripts that print like a Latin letter or a digit, from the confusables table of
 * Unicode Technical Standard #39 (https://www.unicode.org/Public/security/latest/confusables.txt).
 * Small letters stand apart where their capital looks different (`ν` is a `V`, its capital an `N`).
 */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
	[
		['αɑаᴀΑАᎪ', 'A'],
		['ΒВвʙᏴ', 'B'],
		['ϲсᴄϹСᏟ', 'C'],
		['ԁԀᎠ', 'D'],
		['еҽΕЕᎬ', 'E'],
		['ϜᖴꓝＦ', 'F'],
		['ɡԍԌᏀ', 'G'],
		['ΗНнһҺᎻ', 'H'],
		['ιіӏӀΙІıⲒ', 'I'],
		['ϳјͿЈᎫ', 'J'],
		['κкΚКᏦ', 'K'],
		['ʟᏞⳐ', 'L'],
		['ΜМмϺᎷ', 'M'],
		['ηпΝո', 'N'],
		['οоσօΟОՕⲞ', 'O'],
		['ρрΡРᏢ', 'P'],
		['ԛԚ', 'Q'],
		['гᎡᏒ', 'R'],
		['ѕՏЅᏚ', 'S'],
		['τтΤТᎢ', 'T'],
		['υսՍ', 'U'],
		['νѵѴᏙ', 'V'],
		['ωѡԝԜᎳ', 'W'],
		['χхΧХⲬ', 'X'],
		['γуүΥУҮ', 'Y'],
		['ΖᏃ', 'Z'],
		['Ззʒ', '3'],
		['Ч', '4'],
		['б', '6'],
		['ーー一㇐ᅳㅡ', '-'],
	].flatMap(([theirs = '', ours = '']) => [...theirs].map((letter) => [letter, ours] as const)),
);

const DIGIT = /^\p{Nd}$/u;

/** Value of a decimal digit of any script: each has its ten in a row, beginning with nought. */
function digitOf(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let value = 0;
	while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
	return String(value);
}

/**
 * A text in the characters that it looks like in print: full-width and ornamental forms, accents,
 * letters of other scripts that look Latin, digits of other scripts, dashes and blanks of every kind
 * become plain ones, and what prints as nothing is dropped. Upper case. For comparing numbers, never
 * for showing them.
 */
export function asItLooks(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\t-\r]/g, ' ')
		.replace(/[\p{M}\p{DI}\p{Cf}\p{Cc}]/gu, '')
		.replace(/[^\p{ASCII}]/gu, (one) => LOOK_ALIKES.get(one) ?? one)
		.toUpperCase()
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\p{ASCII}]/gu, (one) => LOOK_ALIKES.get(one) ?? one)
		.replace(/\p{Nd}/gu, digitOf)
		.replace(/[\p{Pd}\u2212\u02d7\u2043]/gu, '-')
		.replace(/\s/gu, ' ');
}
