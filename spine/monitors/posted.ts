import type { BooksTransactionRecord } from '../documents/records';
import type { ListedPosting } from '../ledger/ledger';
import type { MonitorFacts } from './facts';

/** A bill or credit that we posted, and the record of it in the books. */
export interface Posted {
	posting: ListedPosting;
	/** Its id in the books. */
	id: string;
	/** As the books were last read; absent: never seen there. */
	record?: BooksTransactionRecord;
	/** Whether we wrote it; a bill that somebody else had entered was only found to be the same demand. */
	ours: boolean;
}

const typeOf = ({ entity }: ListedPosting) =>
	entity === 'VendorCredit' ? 'vendor_credit' : 'bill';

/** The last bill of every claim that was posted, in the order they were queued. */
export function postedBills({ postings, source }: MonitorFacts): Posted[] {
	const records = new Map(
		source.transactions.map((one) => [`${one.books} ${one.type} ${one.id}`, one]),
	);
	const last = new Map<string, ListedPosting>();
	for (const posting of postings) {
		const earlier = last.get(posting.claim);
		if (posting.state !== 'done') continue;
		if (earlier === undefined || posting.revision >= earlier.revision) {
			last.set(posting.claim, posting);
		}
	}
	return [...last.values()].flatMap((posting): Posted[] => {
		const { outcome, books, requestId } = posting;
		if (outcome === undefined || !('id' in outcome)) return [];
		const record = records.get(`${books} ${typeOf(posting)} ${outcome.id}`);
		const tagged = record?.memo?.includes(requestId) === true;
		return [
			{
				posting,
				id: outcome.id,
				ours: tagged || outcome.state !== 'existing',
				...(record === undefined ? {} : { record }),
			},
		];
	});
}

/** How people call it: `bill INV-4410 of Kessler Concrete`. */
export function labelOf({ posting, id }: Pick<Posted, 'posting' | 'id'>): string {
	const { entity, coding, outcome } = posting;
	const written = outcome !== undefined && 'id' in outcome ? outcome.number : undefined;
	const what = entity === 'VendorCredit' ? 'vendor credit' : 'bill';
	const whose = coding.vendor?.name === undefined ? '' : ` of ${coding.vendor.name}`;
	return `${what} ${written ?? coding.number ?? id}${whose}`;
}

/** Where a task about a posted bill belongs. */
export function placeOf({ posting }: Pick<Posted, 'posting'>) {
	const { vendor, project, commitment, books } = posting;
	return {
		books,
		...(vendor === undefined ? {} : { vendor }),
		...(project === undefined ? {} : { project }),
		...(commitment === undefined ? {} : { commitment }),
	};
}

/** Whether anything was paid on a bill: its open balance is below its total. */
export function isPaid({ total, balance }: BooksTransactionRecord): boolean {
	return balance !== undefined && Math.abs(balance) < Math.abs(total);
}
