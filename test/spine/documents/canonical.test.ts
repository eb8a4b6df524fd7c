import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { canonicalJson, contentHash, sha256 } from '../../../spine/documents/canonical';

/** The same in the words of JSON's own replacer: what the hashes in every ledger were made by. */
function byReplacer(value: unknown): string {
	return JSON.stringify(value, (_key, member: unknown) => {
		if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
		return Object.fromEntries(
			Object.entries(member)
				.filter(([, inner]) => inner !== undefined)
				.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
		);
	});
}

describe('canonical JSON', () => {
	it('is the same text for the same content, whatever it is made of', () => {
		const anything = fc.object({
			key: fc.oneof(
				fc.string(),
				fc.constantFrom('__proto__', 'toString', '2', '10', 'é', '\u{1F600}'),
			),
			values: [
				fc.string(),
				fc.double(),
				fc.boolean(),
				fc.constant(null),
				fc.constant(undefined),
				fc.date({ noInvalidDate: true }),
			],
			maxDepth: 4,
		});
		fc.assert(
			fc.property(anything, (value) => {
				expect(canonicalJson(value)).toBe(byReplacer(value));
			}),
			{ numRuns: 500 },
		);
	});

	it('does not depend on the order in which members were set', () => {
		expect(contentHash({ b: [1, { d: 2, c: undefined }], a: 3 })).toBe(
			contentHash({ a: 3, b: [1, { d: 2 }] }),
		);
	});

	it('keeps a member that is named like the prototype', () => {
		expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe(
			'{"__proto__":{"a":2},"b":1}',
		);
	});

	it('is hashed as SHA-256 of its UTF-8 bytes', () => {
		const text = 'Müller & Söhne';
		const expected = createHash('sha256').update(text).digest('hex');
		expect(sha256(text)).toBe(expected);
		expect(sha256(Buffer.from(text))).toBe(expected);
	});
});
