import { domainToUnicode } from 'node:url';
import { distance } from 'fastest-levenshtein';
import { parse } from 'tldts';

/** Domain of an address or URL below the public suffix (`mail.acme.co.uk` gives `acme.co.uk`). */
export function registrableDomain(address: string): string | undefined {
	const host = address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : address;
	const { domain, hostname } = parse(host.trim().toLowerCase());
	return domain ?? hostname ?? undefined;
}

/** Letters that look alike, folded: Cyrillic and Greek twins, `rn`/`m`, `vv`/`w`, `0`/`o`, `1`/`l`/`i`, `5`/`s`. */
function fold(label: string): string {
	const twins: Record<string, string> = {
		а: 'a',
		е: 'e',
		о: 'o',
		р: 'p',
		с: 'c',
		х: 'x',
		у: 'y',
		і: 'i',
		ѕ: 's',
		ο: 'o',
		α: 'a',
		ν: 'v',
	};
	return [...label.normalize('NFKD').replace(/\p{M}/gu, '')]
		.map((letter) => twins[letter] ?? letter)
		.join('')
		.replace(/rn/g, 'm')
		.replace(/vv/g, 'w')
		.replace(/0/g, 'o')
		.replace(/[1i|]/g, 'l')
		.replace(/5/g, 's');
}

function labelOf(domain: string): string {
	const { domainWithoutSuffix } = parse(domain);
	return domainWithoutSuffix ?? domain.split('.')[0] ?? domain;
}

/**
 * Why a domain looks like another without being it: letters folded alike, one or two typing slips,
 * an added token (`acme-billing.com`), another top-level domain, punycode. Undefined where it does
 * not. Labels under five letters are compared for folded equality only.
 */
export function lookAlike(domain: string, known: string): string | undefined {
	if (domain === known) return undefined;
	const [left, right] = [labelOf(domainToUnicode(domain) || domain), labelOf(known)];
	if (left === right) return right.length >= 5 ? 'another top-level domain' : undefined;
	if (fold(left) === fold(right)) return 'letters that look alike';
	if (right.length < 5) return undefined;
	if (left.startsWith('xn--')) return undefined;
	const tokens = left.split('-');
	if (tokens.length > 1 && (tokens.join('').startsWith(right) || tokens.includes(right)))
		return 'an added word';
	if (
		/^(?:billing|invoices?|payments?|accounting|ap|ar|inc|llc)$/.test(left.replace(right, '')) &&
		left !== right
	) {
		return 'an added word';
	}
	const allowed = right.length >= 8 ? 2 : 1;
	return distance(fold(left), fold(right)) <= allowed ? 'a typing slip' : undefined;
}
