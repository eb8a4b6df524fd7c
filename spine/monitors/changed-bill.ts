import { daysBetween } from '../documents/dates';
import { compareBill } from './compare-bill';
import type { BooksNames, FieldChange } from './compare-bill';
import type { MonitorFacts } from './facts';
import { mergedVendors } from './merged-vendors';
import type { Monitor, Trouble } from './monitor';
import { isPaid, labelOf, placeOf, postedBills } from './posted';
import { isVoid } from './gone-bill';
import { listed } from './words';

/** Names of records of one company file. */
function namesIn(facts: MonitorFacts, books: string): BooksNames {
	const { source, vendors, items, classes } = facts;
	const own = (list: ReadonlyArray<{ id: string; name: string; books?: string | undefined }>) =>
		new Map(list.filter((one) => one.books === books).map(({ id, name }) => [id, name]));
	const names = {
		vendor: own(vendors),
		account: own(source.accounts),
		item: own(items),
		class: own(classes),
		job: own(source.directory.jobs),
	};
	return (kind, id) => names[kind].get(id ?? '') ?? id ?? 'nothing';
}

/** What a person can do about it; a paid bill is never to be rewritten. */
function proposalsOf(changes: readonly FieldChange[], paid: boolean): string[] {
	const substance = changes.some(({ kind }) => kind === 'substance');
	const accept = 'Accept what QuickBooks says: close this task with the reason.';
	if (!substance) return [accept];
	if (paid) {
		return [
			accept,
			'It is paid: leave the bill and correct the difference by a credit or a new bill.',
		];
	}
	const again = 'Set the bill back in QuickBooks to what was posted.';
	const mixed = changes.some(({ kind }) => kind === 'coding');
	return mixed
		? [accept, again, 'Split: keep the new accounts and classes, and set amounts and names back.']
		: [accept, again];
}

function look(facts: MonitorFacts): Trouble[] {
	const merged = mergedVendors(facts);
	const names = new Map<string, BooksNames>();
	return postedBills(facts).flatMap((posted): Trouble[] => {
		const { posting, record, ours, id } = posted;
		if (record === undefined || record.deleted === true || isVoid(posted)) return [];
		const { books } = posting;
		const name = names.get(books) ?? namesIn(facts, books);
		names.set(books, name);
		const file = facts.source.books.find((one) => one.books === books);
		const changes = compareBill(posting, record, name, {
			wholly: ours,
			classes: file?.tracksClasses !== false,
		}).filter(
			({ field }) =>
				field !== 'vendor' ||
				merged.get(`${books} ${posting.coding.vendor?.id ?? ''}`)?.id !== record.vendor,
		);
		if (changes.length === 0) return [];
		const label = labelOf(posted);
		const paid = isPaid(record);
		const says = changes.map(({ field, posted: was, now }) => `${field} ${was} to ${now}`);
		const substance = changes.some(({ kind }) => kind === 'substance');
		return [
			{
				at: `${books}:${record.type}:${id}`,
				subject: { type: record.type, id, label },
				sentence: `The ${label} was changed in QuickBooks after it was posted: ${listed(says)}.`,
				remedy: proposalsOf(changes, paid).join(' '),
				severity: substance ? 'HOLD' : 'WARN',
				amount: posting.coding.total,
				...placeOf(posted),
				details: {
					changes,
					proposals: proposalsOf(changes, paid),
					paid,
					claim: posting.claim,
					...(record.revision === undefined ? {} : { revision: record.revision }),
					...(posting.coding.date === undefined
						? {}
						: { movedDays: daysBetween(posting.coding.date, record.date) }),
				},
			},
		];
	});
}

export const changedBill: Monitor = {
	id: 'SY-02',
	version: 1,
	title: 'Bills changed after they were posted',
	description:
		'Compares every bill and vendor credit that was posted from here with the same one in QuickBooks as it was last read: vendor, number, date, total, and of each line amount, item or account, class and job. Lines count as a set, so another order is no change. Of a bill that somebody else had entered and that was only found to be the same demand, vendor, number and total are compared. A vendor that QuickBooks merged away is no change of the bill (SY-06). It warns where accounts, items, classes or the date alone changed, which are the bookkeeper’s own, and holds otherwise.',
	remedy:
		'Accept what QuickBooks says, set the bill back by hand, or split: keep the coding and set amounts and names back. A paid bill is corrected by a credit or a new bill only.',
	reads: 'what was posted (coding), bills and vendor credits of the books',
	severity: 'HOLD',
	needs: ['books'],
	look,
};
