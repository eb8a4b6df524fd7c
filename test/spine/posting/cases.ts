import type { Coding } from '../../../spine/documents/coding';
import type { Document } from '../../../spine/documents/document';
import type { PostingContext } from '../../../spine/posting/context';
import type { PostItem } from '../../../spine/posting/post';
import type { PostingBooks } from '../../../spine/quickbooks/books';
import type { PostingLedger } from '../../../spine/posting/context';

export const BOOKS = '4620';

/** A clock that moves when somebody sleeps, and a little with every look. */
export function testTime(start = Date.UTC(2026, 2, 31)): {
	clock: () => number;
	sleep: (ms: number) => Promise<void>;
	advance: (ms: number) => void;
} {
	let now = start;
	return {
		clock: () => (now += 1),
		sleep: async (ms) => {
			now += ms;
		},
		advance: (ms) => {
			now += ms;
		},
	};
}

export function invoice(number: string, overrides: Partial<Coding> = {}): PostItem {
	const total = overrides.total ?? 9000;
	const coding: Coding = {
		books: BOOKS,
		entity: 'Bill',
		vendor: { id: '77', name: 'Kessler Concrete' },
		payableAccount: { id: '33' },
		commitment: { id: '556677', name: 'SC-0042' },
		number,
		date: '2026-03-30',
		dueDate: '2026-04-29',
		currency: 'USD',
		lines: [
			{
				role: 'cost',
				description: 'Footings',
				amount: total,
				account: { id: '80' },
				customerJob: { id: '64' },
			},
		],
		total,
		gross: total,
		problems: [],
		...overrides,
	};
	const document: Document = {
		kind: 'invoice',
		kindConfidence: 1,
		source: { channel: 'email', key: `mail-${number}`, attachment: `${number}.pdf` },
		number,
		changeOrders: [],
		remarks: [],
		lines: [],
		flags: [],
		evidence: {},
	};
	return { document, coding };
}

let calls = 0;

export function contextFor(
	ledger: PostingLedger,
	books: PostingBooks,
	time: ReturnType<typeof testTime>,
	overrides: Partial<PostingContext> = {},
): PostingContext {
	calls += 1;
	return {
		ledger,
		guard: async () => undefined,
		books: new Map([[books.id, books]]),
		clock: time.clock,
		sleep: time.sleep,
		holder: `run-${String(calls)}`,
		originals: async (document) => ({
			name: document.source.attachment ?? 'original.pdf',
			contentType: 'application/pdf',
			bytes: new Uint8Array(1000),
		}),
		...overrides,
	};
}
