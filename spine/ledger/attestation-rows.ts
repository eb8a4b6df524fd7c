import { z } from 'zod';

const text = z.string();

export const attestationRow = z.object({ books: text, cursor: text, checked_at: text });
export const recoveredBillRow = z.object({
	books: text,
	entity: z.enum(['Bill', 'VendorCredit']),
	id: text,
	request_id: text,
	claim: text,
});
