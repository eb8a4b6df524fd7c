import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { codingSchema } from '../../spine/documents/coding';
import { documentSchema } from '../../spine/documents/document';
import type { PostItem } from '../../spine/posting/post';

const FILE = 'items.ndjson';
const itemSchema = z.object({ document: documentSchema, coding: codingSchema });

/** Where a filled folder keeps document and coding of its invoices, one a line. */
export const itemsFile = (folder: string): string => join(folder, FILE);

/** The first items of a filled folder, one after another. */
export async function* itemsOf(folder: string, count: number): AsyncGenerator<PostItem> {
	let left = count;
	const input = createReadStream(itemsFile(folder));
	try {
		for await (const line of createInterface({ input })) {
			if (left === 0) return;
			left -= 1;
			yield itemSchema.parse(JSON.parse(line));
		}
	} finally {
		input.destroy();
	}
}
