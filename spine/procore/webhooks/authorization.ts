import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a delivery bears the Authorization header that its hook was registered with. Procore signs
 * nothing: this header is all that tells its deliveries from others
 * (https://developers.procore.com/documentation/webhooks-api). Compared in constant time over
 * digests, so that the time tells neither content nor length. Without a secret nothing is genuine.
 */
export function bearsOurHeader(given: string | undefined, expected: string | undefined): boolean {
	if (given === undefined || expected === undefined || expected === '') return false;
	const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(given), digest(expected));
}
