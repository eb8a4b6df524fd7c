import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPaper } from '../../simulators/demo-company/paper/render-paper';
import { quickBooksSimulator, type QuickBooksSimulator } from '../../simulators/quickbooks';
import type { Document } from '../../spine/documents/document';
import type { Ledger } from '../../spine/ledger/ledger';
import { openSqliteLedger } from '../../spine/ledger/sqlite';
import { createGuard } from '../../spine/posting/attest';
import { type PostItem, postDocuments } from '../../spine/posting/post';
import { createOnlineBooks } from '../../spine/quickbooks/online/books';
import { createQuickBooksOnline } from '../../spine/quickbooks/online/client';
import { createLimiter } from '../../spine/quickbooks/online/limiter';
import { axiosSend } from '../../test/support/axios-send';
import { chance } from '../chance';
import { BOOKS, furnish, NOW } from '../company';
import { invoiceOf } from '../invoices';
import { originalsOf, release } from '../release';
import { papers } from '../extract/papers';
import type { Measurement } from '../report';
import { rounded } from '../statistics';
import { quickBooksCompany } from './quickbooks-company';

export interface PostOptions {
	seed: number;
	/** Tells how far the run is. */
	say: (line: string) => void;
	bills?: number;
}

/** Invoices that the real gate verified and released, with their originals in the ledger. */
async function released(ledger: Ledger, count: number, seed: number): Promise<PostItem[]> {
	const items: PostItem[] = [];
	const originals = papers(count, chance(seed));
	for (const [index, { paper, layout }] of originals.entries()) {
		const fileHash = await ledger.putBlob(await renderPaper(paper, layout));
		const invoice = invoiceOf(index, chance(seed * 1_000_003 + index));
		const document: Document = { ...invoice, source: { ...invoice.source, fileHash } };
		items.push(await release(ledger, document));
	}
	return items;
}

/**
 * The limiter's waits are left out of the running time by moving the clock on, as what is counted
 * is requests.
 */
function movingClock(): { clock: () => number; sleep: (ms: number) => Promise<void> } {
	let ahead = 0;
	return {
		clock: () => Math.round(Date.parse(NOW) + performance.now() + ahead),
		sleep: async (ms) => {
			ahead += ms;
		},
	};
}

async function post(
	ledger: Ledger,
	items: readonly PostItem[],
	simulator: QuickBooksSimulator,
	{ clock, sleep }: ReturnType<typeof movingClock>,
): ReturnType<typeof postDocuments> {
	const baseUrl = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	const send = axiosSend(() => simulator.token(BOOKS).access_token);
	const limiter = createLimiter(clock, sleep);
	const client = createQuickBooksOnline({ send, baseUrl, realmId: BOOKS, clock, sleep, limiter });
	return await postDocuments([...items], {
		ledger,
		guard: createGuard(ledger, clock, new Map()),
		books: new Map([[BOOKS, createOnlineBooks(client)]]),
		clock,
		sleep,
		holder: 'bench',
		originals: originalsOf(ledger),
	});
}

/** Counts the requests that it takes to write so many bills with their originals attached. */
export async function measurePost(options: PostOptions): Promise<Measurement> {
	const { seed, say, bills: count = 200 } = options;
	const folder = await mkdtemp(join(tmpdir(), 'bench-post-'));
	const time = movingClock();
	const ledger = await openSqliteLedger({
		path: join(folder, 'ledger.sqlite'),
		clock: time.clock,
		blobDir: join(folder, 'blobs'),
	});
	const simulator = quickBooksSimulator({
		companies: [{ realmId: BOOKS, entities: quickBooksCompany() }],
		clientId: 'client',
		clientSecret: 'secret',
		clock: time.clock,
		runningClock: time.clock,
	});
	try {
		await furnish(ledger);
		const items = await released(ledger, count, seed);
		say(`${items.length} invoices verified and released`);
		const begin = performance.now();
		const postings = await post(ledger, items, simulator, time);
		return report(simulator, postings, (performance.now() - begin) / 1000);
	} finally {
		await simulator.app.close();
		await ledger.close();
		await rm(folder, { recursive: true, force: true });
	}
}

function report(
	simulator: QuickBooksSimulator,
	postings: Awaited<ReturnType<typeof postDocuments>>,
	seconds: number,
): Measurement {
	const { requests } = simulator.requests();
	const state = simulator.exportState(BOOKS);
	const bills = state.Bill ?? [];
	const files = state.Attachable ?? [];
	const kinds = new Map<string, number>();
	for (const { operation, entity } of requests) {
		const kind = entity === undefined ? operation : `${operation} ${entity}`;
		kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
	}
	const perBill = rounded(requests.length / bills.length, 3);
	return {
		table: [
			['requests', 'count'],
			...[...kinds].sort(([left], [right]) => left.localeCompare(right)),
			['all', requests.length],
			['bills in the books', bills.length],
			['originals attached', files.length],
			['requests a bill', perBill],
			['seconds', rounded(seconds)],
		],
		summary: {
			bills: bills.length,
			httpRequestsPerBill: perBill,
			httpRequests: requests.length,
			attachments: files.length,
		},
		raw: {
			'post-requests.ndjson': requests,
			'post-bills.ndjson': bills,
			'post-attachments.ndjson': files,
			'post-outcomes.ndjson': postings,
		},
	};
}
