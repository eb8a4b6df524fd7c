import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const truthSchema = z.object({ number: z.string(), total: z.number(), file: z.string() });
const billSchema = z
	.object({ Id: z.string(), TotalAmt: z.number(), PrivateNote: z.string().default('') })
	.passthrough();
const fileSchema = z
	.object({
		FileName: z.string(),
		AttachableRef: z
			.array(
				z.object({ EntityRef: z.object({ type: z.string(), value: z.string() }) }).passthrough(),
			)
			.default([]),
	})
	.passthrough();
const entrySchema = z
	.object({
		document: z.object({ number: z.string() }).passthrough(),
		posting: z.object({ id: z.string().optional() }).passthrough().optional(),
	})
	.passthrough();

/** What a count of a run's end state comes to. */
export interface Count {
	documents: number;
	/** Bills, or originals at one bill, beyond the one that had to be. */
	duplicates: number;
	/** Documents without a bill. */
	lost: number;
	/** Bills without their original, with another total, or that the ledger does not name. */
	halfWritten: number;
}

/**
 * Counts a run again from nothing but its files: the truth, the bills and files that stand in the
 * books, and what the ledger says. A bill is known by the memo it was written with, whatever its
 * number is by now.
 */
export async function recount(folder: string, name: string): Promise<Count> {
	const rows = async <T>(what: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>): Promise<T[]> =>
		(await readFile(join(folder, `faults-${name}-${what}.ndjson`), 'utf8'))
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => schema.parse(JSON.parse(line)));
	const bills = await rows('bills', billSchema);
	const files = await rows('attachments', fileSchema);
	const ledger = await rows('ledger', entrySchema);
	const count: Count = { documents: 0, duplicates: 0, lost: 0, halfWritten: 0 };
	for (const { number, total, file } of await rows('truth', truthSchema)) {
		count.documents += 1;
		const own = bills.filter(({ PrivateNote }) =>
			new RegExp(`Document ${number}[, ].*\\[post:`, 's').test(PrivateNote),
		);
		const [bill] = own;
		if (bill === undefined) {
			count.lost += 1;
			continue;
		}
		const attached = files.filter(
			({ FileName, AttachableRef }) =>
				FileName === file &&
				AttachableRef.some(
					({ EntityRef }) => EntityRef.type === 'Bill' && EntityRef.value === bill.Id,
				),
		);
		const said = ledger.find(({ document }) => document.number === number)?.posting?.id;
		count.duplicates += own.length - 1 + Math.max(0, attached.length - 1);
		if (attached.length === 0 || bill.TotalAmt !== total || said !== bill.Id)
			count.halfWritten += 1;
	}
	return count;
}
