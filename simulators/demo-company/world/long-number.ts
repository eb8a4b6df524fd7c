import { createHash } from 'node:crypto';

/** A number longer than the 21 characters that the books keep. */
export const LONG_NUMBER = 'DE-2026-03-LAKEVIEW-00007';

/** How a bill of that number is abridged: 14 characters and the beginning of its SHA-256. */
export const ABRIDGED_NUMBER = `${LONG_NUMBER.slice(0, 14)}~${createHash('sha256').update(LONG_NUMBER).digest('hex').slice(0, 6)}`;
