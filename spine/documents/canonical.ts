import { createHash } from 'node:crypto';

/**
 * JSON with object keys sorted and undefined members dropped, so that equal content gives equal
 * text whatever the order in which it was built or a workflow passed it on.
 */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, member: unknown) => {
		if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
		return Object.fromEntries(
			Object.entries(member)
				.filter(([, inner]) => inner !== undefined)
				.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
		);
	});
}

/** SHA-256 of bytes or of UTF-8 text, lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of {@link canonicalJson}: the identity of a sheet's content. */
export function contentHash(value: unknown): string {
	return sha256(canonicalJson(value));
}
