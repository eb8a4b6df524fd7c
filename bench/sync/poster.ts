import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { codingSchema } from '../../spine/documents/coding';
import { documentSchema } from '../../spine/documents/document';
import type { Posting } from '../../spine/documents/posting';
import { openSqliteLedger } from '../../spine/ledger/sqlite';
import { type PostItem, postDocuments } from '../../spine/posting/post';
import { createOnlineBooks } from '../../spine/quickbooks/online/books';
import { createQuickBooksOnline } from '../../spine/quickbooks/online/client';
import { createLimiter } from '../../spine/quickbooks/online/limiter';
import { axiosSend } from '../../test/support/axios-send';
import { BOOKS, NOW } from '../company';
import { sleep } from '../../nodes/shared/environment';
import { jobSchema, type PosterAnswer } from './jobs';

const itemSchema = z.object({ document: documentSchema, coding: codingSchema });

/**
 * Posts the items of a filled folder, as Post Document does, in calls of so many. The ledger's clock
 * begins at the moment that the folder's facts are of, and runs on.
 */
async function run(): Promise<PosterAnswer> {
	const job = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
	const started = performance.now();
	let skipped = 0;
	const clock = (): number =>
		Math.round(Date.parse(NOW) + 60_000 + performance.now() - started + skipped);
	const wait = async (ms: number, signal?: AbortSignal): Promise<void> => {
		if (job.skipWaits) skipped += ms;
		else await sleep(ms, signal);
	};
	const ledger = await openSqliteLedger({
		path: join(job.folder, 'ledger.sqlite'),
		clock,
		blobDir: join(job.folder, 'originals'),
	});
	const client = createQuickBooksOnline({
		send: axiosSend(() => job.token),
		baseUrl: job.address,
		realmId: BOOKS,
		clock,
		sleep: wait,
		random: Math.random,
		limiter: createLimiter(clock, wait),
	});
	const online = createOnlineBooks(client);
	const { uploadFiles = online.posting.uploadFiles } = job;
	const books = { ...online, posting: { ...online.posting, uploadFiles } };
	const outcomes: PosterAnswer['outcomes'] = { created: 0, attached: 0, told: [] };
	let seconds = 0;
	const post = async (items: PostItem[]): Promise<void> => {
		const begin = performance.now();
		const postings = await postDocuments(items, {
			ledger,
			books: new Map([[BOOKS, books]]),
			clock,
			sleep: wait,
			holder: 'bench',
			originals: async ({ source }) => {
				const bytes =
					source.fileHash === undefined ? undefined : await ledger.getBlob(source.fileHash);
				if (bytes === undefined) return undefined;
				return { name: source.attachment ?? 'original.pdf', contentType: 'application/pdf', bytes };
			},
		});
		seconds += (performance.now() - begin) / 1000;
		for (const posting of postings) count(posting, outcomes);
	};
	let items: PostItem[] = [];
	let left = job.count;
	for await (const line of createInterface({
		input: createReadStream(join(job.folder, 'items.ndjson')),
	})) {
		if (left === 0) break;
		left -= 1;
		items.push(itemSchema.parse(JSON.parse(line)));
		if (items.length < job.perCall) continue;
		await post(items);
		items = [];
	}
	if (items.length > 0) await post(items);
	await ledger.close();
	return { seconds, outcomes, peakKilobytes: process.resourceUsage().maxRSS };
}

function count(posting: Posting, outcomes: PosterAnswer['outcomes']): void {
	if ('why' in posting) {
		outcomes.told.push(posting.why);
		return;
	}
	outcomes.created += 1;
	if (posting.attachment !== undefined) outcomes.attached += 1;
	outcomes.told.push(...posting.warnings);
}

void run().then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
