import { canonicalJson, sha256 } from '../documents/canonical';
import { documentSchema, type Document, type DocumentLine } from '../documents/document';
import { withoutBankNumbers } from './bank-details';
import type { ReadDocument } from './source';

/**
 * SHA-256 over the sorted (description, quantity, price, amount) of the lines (rule DU-07);
 * undefined for a document without lines. Case and spacing of descriptions do not count.
 */
export function lineFingerprint(lines: readonly DocumentLine[]): string | undefined {
	if (lines.length === 0) return undefined;
	const rows = lines.map((line) =>
		canonicalJson([
			line.description.toLowerCase().replace(/\s+/g, ' ').trim(),
			line.quantity ?? null,
			line.unitPrice ?? null,
			line.amount ?? null,
		]),
	);
	return sha256(rows.sort().join('\n'));
}

/** What is read from nothing: a document of a kind without values. */
export function emptyDocument(kind: ReadDocument['kind'], kindConfidence: number): ReadDocument {
	return {
		kind,
		kindConfidence,
		changeOrders: [],
		remarks: [],
		lines: [],
		flags: [],
		evidence: {},
	};
}

/**
 * Puts the source to what was read and takes every account and routing number out of its texts.
 *
 * @param text Text of the source, which shows what is a bank number.
 */
export function sealDocument(
	read: ReadDocument,
	source: Document['source'],
	text: string,
): Document {
	const fingerprint = lineFingerprint(read.lines);
	const document: Document = {
		...read,
		source,
		flags: distinct(read.flags),
		...(fingerprint === undefined ? {} : { lineFingerprint: fingerprint }),
	};
	if (withoutBankNumbers(text) === text) return document;
	return documentSchema.parse(mapStrings(document, (value) => withoutBankNumbers(value, text)));
}

function distinct(flags: Document['flags']): Document['flags'] {
	return flags.filter(
		(one, index) =>
			flags.findIndex((other) => other.flag === one.flag && other.message === one.message) ===
			index,
	);
}

/** Members whose text is computed by this program and never holds a document's words. */
const COMPUTED = new Set([
	'key',
	'fileHash',
	'messageHash',
	'bankFingerprint',
	'lineFingerprint',
	'receivedAt',
]);

function mapStrings(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((member) => mapStrings(member, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [
			key,
			COMPUTED.has(key) ? member : mapStrings(member, change),
		]),
	);
}
