import { randomUUID } from 'node:crypto';
import { processView } from '../../nodes/shared/process-view';
import { clock, sleep } from '../../nodes/shared/environment';
import type { SqlLedger } from '../../spine/ledger/sql-ledger';
import { openPostgresLedger } from '../../spine/ledger/postgres';
import { createGuard } from '../../spine/posting/attest';
import { holderName, isGone } from '../../spine/posting/holder';
import { type PostItem, postDocuments } from '../../spine/posting/post';
import { createOnlineBooks } from '../../spine/quickbooks/online/books';
import { createQuickBooksOnline } from '../../spine/quickbooks/online/client';
import { BOOKS } from '../company';
import { originalsOf } from '../release';
import { openLedgerIn } from '../sync/fill';
import { itemsOf } from '../sync/items';
import { renewingSend } from './renewing-send';
import { workSchema } from './work';

const work = workSchema.parse(JSON.parse(process.argv[2] ?? ''));
const open = (): Promise<SqlLedger> =>
	work.postgres === undefined
		? openLedgerIn(work.folder, clock)
		: openPostgresLedger({ connection: work.postgres, clock });

const client = createQuickBooksOnline({
	send: renewingSend(work.address),
	baseUrl: work.address,
	realmId: BOOKS,
	clock,
	sleep,
	random: Math.random,
});
const known = new Map<string, number>();

/** Posts some documents as Post Document does; how many of them are not in the books with their original. */
async function post(ledger: SqlLedger, items: readonly PostItem[]): Promise<number> {
	const postings = await postDocuments(items, {
		ledger,
		guard: createGuard(ledger, clock, known),
		books: new Map([[BOOKS, createOnlineBooks(client)]]),
		clock,
		sleep,
		holder: holderName(processView.own, randomUUID()),
		isGone: (holder) => isGone(holder, processView),
		originals: originalsOf(ledger),
	});
	return postings.filter((posting) => !('id' in posting) || posting.attachment === undefined)
		.length;
}

/** Goes over all documents until each is in the books; a database that is away is waited for. */
async function run(): Promise<void> {
	const items: PostItem[] = [];
	for await (const item of itemsOf(work.folder, work.count)) items.push(item);
	for (let left = items.length; left > 0;) {
		left = 0;
		try {
			const ledger = await open();
			try {
				const start = Math.floor(Math.random() * items.length);
				const turned = [...items.slice(start), ...items.slice(0, start)];
				for (let at = 0; at < turned.length; at += work.perCall)
					left += await post(ledger, turned.slice(at, at + work.perCall));
			} finally {
				await ledger.close();
			}
		} catch (error) {
			left = items.length;
			process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
			await sleep(2_000);
		}
	}
}

void run().then(() => {
	process.stdout.write(`${JSON.stringify({ done: true })}\n`);
	process.exit(0);
});
