import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Intuit sent these bytes: `intuit-signature` is Base64 of HMAC-SHA256 over the raw body with
 * the app's verifier token
 * (https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks). Compared in constant time.
 * Without a token nothing is genuine.
 */
export function isSignedByIntuit(
	body: Uint8Array,
	signature: string | undefined,
	verifierToken: string,
): boolean {
	if (verifierToken === '' || signature === undefined) return false;
	const expected = createHmac('sha256', verifierToken).update(body).digest();
	const given = Buffer.from(signature, 'base64');
	return given.length === expected.length && timingSafeEqual(given, expected);
}
