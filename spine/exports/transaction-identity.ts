import { taggedClaim } from '../documents/claim-tag';
import { numberKey } from '../documents/numbers';
import type { KnownTransaction } from './context';
import type { Period } from './title';

/** Kinds of record that a list of transactions gives. */
export const TRANSACTION_KINDS = [
	'bill',
	'vendor_credit',
	'expense',
	'bill_payment',
	'purchase_order',
	'journal_entry',
] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

/** One row of a list of transactions; amounts in units of its currency. */
export interface ListedTransaction {
	kind: TransactionKind;
	vendor: string;
	number?: string;
	date: string;
	dueDate?: string;
	total: number;
	balance?: number;
	memo?: string;
	job?: string;
	currency?: string;
}

/** What names a transaction: the claim it was keyed for, else its number, else day and amount. */
export function nameOf({ kind, vendor, number, date, total, memo }: ListedTransaction): string[] {
	const claim = taggedClaim(memo);
	if (claim !== undefined && (kind === 'bill' || kind === 'vendor_credit')) return ['claim', claim];
	const key = number === undefined ? undefined : numberKey(number)?.key;
	return key === undefined
		? ['day', vendor.toLowerCase(), date, String(total)]
		: ['number', vendor.toLowerCase(), key];
}

export interface Identities {
	/** The id that a name and a count give. */
	idOf(one: ListedTransaction, count: number): string;
	/** Transactions of earlier lists by id. */
	known: ReadonlyMap<string, KnownTransaction>;
	/** Whether the list has everything of the days that it covers. */
	isComplete: boolean;
	/** Days that it covers; all where it is absent or open at both ends. */
	period?: Period;
}

type Held = KnownTransaction & { id: string };

/**
 * Ids of the transactions of one list. Those of one name (several bills of one vendor and number)
 * are told apart by a count. One that stands in the ledger with the same date and total keeps its
 * id. What is left over in a list of everything was edited, and takes the remaining ids by date, by
 * total, and in their order. A list of a part does not show the others of that name, so there the
 * remaining one is taken only where it has the same date, lies in the days covered by the list, or
 * is named by a claim.
 *
 * @returns no id for a transaction of which cannot be told whether it is one of the ledger.
 */
export function identified(
	listed: readonly ListedTransaction[],
	identities: Identities,
): Map<ListedTransaction, string> {
	const names = new Map<string, ListedTransaction[]>();
	for (const one of [...listed].sort(inOrder)) {
		const name = JSON.stringify([one.kind, ...nameOf(one)]);
		const others = names.get(name);
		if (others === undefined) names.set(name, [one]);
		else others.push(one);
	}
	const ids = new Map<ListedTransaction, string>();
	for (const named of names.values()) ofOneName(named, identities, ids);
	return ids;
}

/** The order in which transactions of one name are counted, whatever their order in a file. */
export const inOrder = (left: ListedTransaction, right: ListedTransaction): number =>
	left.date.localeCompare(right.date) ||
	left.total - right.total ||
	(left.memo ?? '').localeCompare(right.memo ?? '');

/** Gives ids to the transactions of one name, which are in their order. */
function ofOneName(
	named: readonly ListedTransaction[],
	identities: Identities,
	ids: Map<ListedTransaction, string>,
): void {
	const [first] = named;
	if (first === undefined) return;
	const held = heldOf(first, identities);
	const unused = new Set(held.filter(({ deleted }) => !deleted));
	for (const one of held) unused.add(one);
	const take = (one: ListedTransaction, before: Held): void => {
		ids.set(one, before.id);
		unused.delete(before);
	};
	const match = (keyOf: (of: ListedTransaction | Held) => string): void => {
		const free = new Map<string, Held[]>();
		for (const before of unused) {
			const key = keyOf(before);
			const others = free.get(key);
			if (others === undefined) free.set(key, [before]);
			else others.push(before);
		}
		for (const one of named) {
			const before = ids.has(one) ? undefined : free.get(keyOf(one))?.shift();
			if (before !== undefined) take(one, before);
		}
	};
	match(({ date, total }) => `${date ?? ''} ${total ?? ''}`);
	if (isOfEverything(identities)) {
		match(({ date }) => date ?? '');
		match(({ total }) => String(total));
		match(() => '');
	} else {
		const [only, ...others] = [...unused].filter(({ deleted }) => !deleted);
		if (others.length > 0) return;
		const left = named.filter((one) => !ids.has(one));
		const edited = only === undefined ? undefined : editedOf(only, left, identities);
		if (only !== undefined && edited === undefined) return;
		if (only !== undefined && edited !== undefined) take(edited, only);
	}
	let count = held.length;
	for (const one of named) {
		if (ids.has(one)) continue;
		ids.set(one, identities.idOf(one, count));
		count += 1;
	}
}

/** Which row of a part is the one transaction of that name which the ledger holds otherwise. */
function editedOf(
	only: Held,
	left: readonly ListedTransaction[],
	{ period }: Identities,
): ListedTransaction | undefined {
	const ofItsDay = left.filter(({ date }) => date === only.date);
	if (ofItsDay.length > 0) return ofItsDay.length === 1 ? ofItsDay[0] : undefined;
	const [one, ...others] = left;
	if (one === undefined || others.length > 0) return undefined;
	return nameOf(one)[0] === 'claim' || isWithin(only.date, period) ? one : undefined;
}

/** What the ledger holds of a name, in the order of its counts. */
function heldOf(one: ListedTransaction, { idOf, known }: Identities): Held[] {
	const held: Held[] = [];
	for (;;) {
		const id = idOf(one, held.length);
		const before = known.get(id);
		if (before === undefined) return held;
		held.push({ ...before, id });
	}
}

const isOfEverything = ({ isComplete, period }: Identities): boolean =>
	isComplete && period?.from === undefined && period?.to === undefined;

/** Whether a list that covers these days would show a transaction of this date. */
const isWithin = (date: string | undefined, period: Period | undefined): boolean =>
	date !== undefined &&
	(period?.from !== undefined || period?.to !== undefined) &&
	(period.from ?? '') <= date &&
	(period.to === undefined || date <= period.to);
