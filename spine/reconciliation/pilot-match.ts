import type { Coding } from '../documents/coding';
import { addDays } from '../documents/dates';
import { toMinor } from '../documents/money';
import { numberKey } from '../documents/numbers';
import type { BooksTransactionRecord } from '../documents/records';
import type { DocumentEntry } from '../ledger/ledger';
import { groupBy } from './group-by';
import type { PilotRow, PilotSource } from './pilot';

/** Days between the date of an invoice and that of the bill which people entered for it. */
const NEAR_DAYS = 10;

export interface PeoplesBill {
	bill: BooksTransactionRecord;
	how: NonNullable<PilotRow['how']>;
}

/** Ids of bills and vendor credits may be the same number; claims mark those of credits. */
const claimedId = ({ type, id }: BooksTransactionRecord): string =>
	type === 'vendor_credit' ? `credit:${id}` : id;

/**
 * Finds the bill that people entered for each document: the one that is a sighting of the same claim,
 * else that of the same vendor and number, else one of the same vendor and total dated within ten
 * days. What is left is looked for under every vendor of the same company file, because the vendor is
 * what the gate may have wrong: by number and total, else by total and day where that is one bill
 * alone. A bill is the bill of one document only; what was posted from here is nobody's.
 */
export function peoplesBills(source: PilotSource): Map<DocumentEntry, PeoplesBill> {
	const { transactions, postings, claims, entries } = source;
	const ours = new Set(
		postings.flatMap(({ books, entity, outcome }) =>
			outcome !== undefined && 'id' in outcome && outcome.state !== 'existing'
				? [`${books} ${entity === 'VendorCredit' ? 'credit:' : ''}${outcome.id}`]
				: [],
		),
	);
	const standing = transactions.filter(
		(one) =>
			(one.type === 'bill' || one.type === 'vendor_credit') &&
			one.deleted !== true &&
			one.total !== 0 &&
			!ours.has(`${one.books} ${claimedId(one)}`),
	);
	const byId = new Map(standing.map((one) => [`${one.books} ${claimedId(one)}`, one]));
	const claimed = new Map(
		claims.flatMap(({ id, books, booksId }) => {
			const bill = booksId === undefined ? undefined : byId.get(`${books ?? ''} ${booksId}`);
			return bill === undefined ? [] : [[id, bill] as const];
		}),
	);
	const byNumber = groupBy(standing, (one) => place(one, numberKey(one.number ?? '')?.key));
	const byTotal = groupBy(standing, (one) =>
		place(one, String(toMinor(one.total, source.currency))),
	);
	const found = new Map<DocumentEntry, PeoplesBill>();
	const taken = new Set<BooksTransactionRecord>();
	const take = (
		how: PeoplesBill['how'],
		find: (entry: DocumentEntry) => BooksTransactionRecord | undefined,
	) => {
		for (const entry of entries) {
			if (found.has(entry)) continue;
			const bill = find(entry);
			if (bill === undefined || taken.has(bill)) continue;
			taken.add(bill);
			found.set(entry, { bill, how });
		}
	};
	const first = (list: readonly BooksTransactionRecord[] = []) =>
		list.find((one) => !taken.has(one));
	take('claim', ({ claim }) => claimed.get(claim ?? ''));
	take('number', ({ coding }) =>
		coding === undefined
			? undefined
			: first(byNumber.get(wanted(coding, numberKey(coding.number ?? '')?.key) ?? '')),
	);
	take('amount', ({ coding }) => {
		if (coding?.date === undefined) return undefined;
		const [from, until] = [addDays(coding.date, -NEAR_DAYS), addDays(coding.date, NEAR_DAYS)];
		const total = String(Math.abs(toMinor(coding.total, source.currency)));
		return first(
			byTotal.get(wanted(coding, total) ?? '')?.filter(({ date }) => date >= from && date <= until),
		);
	});
	const minor = (one: BooksTransactionRecord) => toMinor(one.total, source.currency);
	const byNumberAndTotal = groupBy(standing, (one) =>
		file(one.books, one.type, numberKey(one.number ?? '')?.key, minor(one)),
	);
	const byDayAndTotal = groupBy(standing, (one) => file(one.books, one.type, one.date, minor(one)));
	const inFile = (
		bills: ReadonlyMap<string, BooksTransactionRecord[]>,
		{ books, entity, total }: Coding,
		what: string | undefined,
	) => {
		const amount = Math.abs(toMinor(total, source.currency));
		const key = file(books, typeOf(entity), what, amount);
		return (bills.get(key ?? '') ?? []).filter((one) => !taken.has(one));
	};
	take('other vendor', ({ coding }) =>
		coding === undefined
			? undefined
			: inFile(byNumberAndTotal, coding, numberKey(coding.number ?? '')?.key)[0],
	);
	take('other vendor', ({ coding }) => {
		if (coding?.date === undefined) return undefined;
		const [only, ...others] = inFile(byDayAndTotal, coding, coding.date);
		return others.length === 0 ? only : undefined;
	});
	return found;
}

/** Bills that people entered and that no document was found for. */
export function withoutDocument(
	source: PilotSource,
	found: ReadonlyMap<DocumentEntry, PeoplesBill>,
	from: string,
	until: string,
): BooksTransactionRecord[] {
	const known = new Set([...found.values()].map(({ bill }) => bill));
	const ours = new Set(
		source.postings.flatMap(({ outcome, books }) =>
			outcome !== undefined && 'id' in outcome ? [`${books} ${outcome.id}`] : [],
		),
	);
	return source.transactions.filter(
		(one) =>
			one.type === 'bill' &&
			one.deleted !== true &&
			one.total !== 0 &&
			one.date >= from &&
			one.date <= until &&
			!known.has(one) &&
			!ours.has(`${one.books} ${one.id}`),
	);
}

const typeOf = (entity: Coding['entity']) => (entity === 'VendorCredit' ? 'vendor_credit' : 'bill');

/** A place of a company file that no vendor is part of. */
const file = (
	books: string | undefined,
	type: string,
	what: string | undefined,
	minor: number,
): string | undefined =>
	books === undefined || what === undefined ? undefined : `${books} ${type} ${what} ${minor}`;

const place = (
	{ books, type, vendor }: BooksTransactionRecord,
	what: string | undefined,
): string | undefined =>
	what === undefined || vendor === undefined ? undefined : `${books} ${type} ${vendor} ${what}`;

const wanted = ({ books, entity, vendor }: Coding, what: string | undefined): string | undefined =>
	what === undefined || vendor === undefined || books === undefined
		? undefined
		: `${books} ${typeOf(entity)} ${vendor.id} ${what}`;
