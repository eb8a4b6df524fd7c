import type { Posting } from '../../spine/documents/posting';
import { createGuard } from '../../spine/posting/attest';
import { type PostItem, postDocuments } from '../../spine/posting/post';
import { createOnlineBooks } from '../../spine/quickbooks/online/books';
import { createQuickBooksOnline } from '../../spine/quickbooks/online/client';
import { createLimiter } from '../../spine/quickbooks/online/limiter';
import { axiosSend } from '../../test/support/axios-send';
import { BOOKS } from '../company';
import { originalsOf } from '../release';
import { sleep } from '../../nodes/shared/environment';
import { openLedgerIn } from './fill';
import { itemsOf } from './items';
import { jobSchema, noOutcomes, noteOutcome, type PosterAnswer } from './jobs';

/** Posts the items of a filled folder by the call that Post Document makes, so many at a time. */
async function run(): Promise<PosterAnswer> {
	const job = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
	let skipped = 0;
	const clock = (): number => Date.now() + skipped;
	const wait = async (ms: number, signal?: AbortSignal): Promise<void> => {
		if (job.skipWaits) skipped += ms;
		else await sleep(ms, signal);
	};
	const ledger = await openLedgerIn(job.folder, clock);
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
	const guard = createGuard(ledger, clock, new Map());
	const outcomes = noOutcomes();
	let seconds = 0;
	const post = async (items: PostItem[]): Promise<void> => {
		const begin = performance.now();
		const postings: Posting[] = await postDocuments(items, {
			ledger,
			guard,
			books: new Map([[BOOKS, books]]),
			clock,
			sleep: wait,
			holder: 'bench',
			originals: originalsOf(ledger),
		});
		seconds += (performance.now() - begin) / 1000;
		for (const posting of postings) noteOutcome(posting, outcomes);
	};
	let items: PostItem[] = [];
	for await (const item of itemsOf(job.folder, job.count)) {
		items.push(item);
		if (items.length < job.perCall) continue;
		await post(items);
		items = [];
	}
	if (items.length > 0) await post(items);
	await ledger.close();
	return { seconds, outcomes, peakKilobytes: process.resourceUsage().maxRSS };
}

void run().then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
