import { DateTime } from 'luxon';
import { authResultSchema, type Authentication } from '../../documents/document';

const withoutComments = (value: string): string => {
	let depth = 0;
	let text = '';
	for (const character of value) {
		if (character === '(') depth += 1;
		else if (character === ')') depth = Math.max(0, depth - 1);
		else if (depth === 0) text += character;
	}
	return text;
};

/**
 * Reads the value of one Authentication-Results header (RFC 8601 section 2.2). Of several DKIM
 * signatures a passing one counts. Results that the RFC does not know are left out.
 */
export function parseAuthenticationResults(value: string): Authentication {
	const [first = '', ...results] = withoutComments(value).split(';');
	const authservId = first.trim().split(/\s+/)[0];
	const found: Authentication =
		authservId === undefined || authservId === '' || authservId.includes('=')
			? {}
			: { authservId: authservId.toLowerCase() };
	const parts = authservId?.includes('=') === true ? [first, ...results] : results;
	for (const part of parts) {
		const match = /^\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)/i.exec(part);
		if (match === null) continue;
		const word = (match[2] ?? '').toLowerCase();
		const result = authResultSchema.safeParse(word === 'hardfail' ? 'fail' : word);
		if (!result.success) continue;
		const method = (match[1] ?? '').toLowerCase();
		if (method === 'spf') found.spf ??= result.data;
		else if (method === 'dmarc') found.dmarc ??= result.data;
		else if (found.dkim === undefined || result.data === 'pass') found.dkim = result.data;
	}
	return found;
}

/**
 * A mail header's date (RFC 5322 section 3.3) as an instant in UTC; undefined where it has no
 * offset or is no date. Never read in the machine's own time zone.
 */
export function parseMailDate(value: string): string | undefined {
	const text = withoutComments(value).replace(/\s+/g, ' ').trim();
	const zoned = /[+-]\d{4}$|[A-Z]{1,4}$|[+-]\d\d:\d\d$|Z$/.test(text);
	if (!zoned) return undefined;
	const candidates = [
		DateTime.fromRFC2822(text, { zone: 'utc' }),
		DateTime.fromRFC2822(text.replace(/^[A-Za-z]+,\s*/, ''), { zone: 'utc' }),
		DateTime.fromISO(text, { zone: 'utc' }),
	];
	const date = candidates.find((candidate) => candidate.isValid);
	return date?.toISO({ suppressMilliseconds: true }) ?? undefined;
}

/** The date that the server which wrote a Received header put at its end (RFC 5321 section 4.4). */
export function receivedDate(value: string): string | undefined {
	const end = withoutComments(value).lastIndexOf(';');
	return end < 0 ? undefined : parseMailDate(withoutComments(value).slice(end + 1));
}

/** Message-IDs in an In-Reply-To or References header, without angle brackets. */
export function messageIds(value: string): string[] {
	const bracketed = [...value.matchAll(/<([^<>\s]+)>/g)].map((match) => match[1] ?? '');
	return bracketed.length > 0 ? bracketed : value.split(/\s+/).filter((id) => id !== '');
}

/** A Message-ID or Return-Path without its angle brackets; undefined where nothing is left. */
export function bare(value: string | undefined): string | undefined {
	const text = value?.replace(/[<>]/g, '').trim();
	return text === undefined || text === '' ? undefined : text;
}
