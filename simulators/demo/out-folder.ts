import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Entry } from './main-job';
import { whyNotPosted } from './report';
import type { SimulatedSystems } from './simulated-systems';

/** Approvals are no kind of the company folder's output form. */
const kindOf = (kind: string): string => (kind === 'approval' ? 'other' : kind);

const ndjson = (rows: readonly unknown[]): string =>
	rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Writes the end state of both systems, what was asked of them, and a line per document. */
export async function writeOut(
	dir: string,
	systems: SimulatedSystems,
	entries: readonly Entry[],
): Promise<void> {
	await systems.running.writeOut(dir);
	const lines = entries.map((entry) => lineOf(entry));
	await writeFile(path.join(dir, 'documents.ndjson'), ndjson(lines));
}

function lineOf(entry: Entry) {
	const { document, coding, verdict, posting } = entry;
	return {
		email: document.source.email ?? '',
		messageId: document.source.messageId,
		attachment: document.source.attachment,
		kind: kindOf(document.kind),
		document: { ...document, kind: kindOf(document.kind) },
		coding,
		verdict,
		posting: posting ?? { why: whyNotPosted(entry) },
	};
}
