import { DateTime } from 'luxon';

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
