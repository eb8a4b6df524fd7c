import { hash } from 'node:crypto';

/**
 * JSON with object keys sorted and undefined members dropped, so that equal content gives equal
 * text whatever the order in which it was built or a workflow passed it on.
 */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(inOrder(value));
}

/** The value with the members of its objects in order; what knows its own JSON is taken by that. */
function inOrder(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(inOrder);
	if ('toJSON' in value && typeof value.toJSON === 'function') {
		return inOrder(JSON.parse(JSON.stringify(value)));
	}
	const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return Object.fromEntries(members.map(([key, member]) => [key, inOrder(member)]));
}

/** SHA-256 of bytes or of UTF-8 text, lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
	return hash('sha256', content, 'hex');
}

/** SHA-256 of {@link canonicalJson}: the identity of a sheet's content. */
export function contentHash(value: unknown): string {
	return sha256(canonicalJson(value));
}
