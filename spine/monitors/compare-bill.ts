import type { CodingLine } from '../documents/coding';
import { formatAmount, fromMinor, toMinor } from '../documents/money';
import type { BooksTransactionRecord } from '../documents/records';
import type { ListedPosting } from '../ledger/ledger';

/** A field of a bill that is not as it was posted. */
export interface FieldChange {
	/** `vendor`, `total`, `line 2 class`, ... */
	field: string;
	posted: string;
	now: string;
	/** What the bill is about, or merely what it is charged to. */
	kind: 'substance' | 'coding';
}

/** Names of records of the books, by kind and id; the id itself where it has none. */
export type BooksNames = (
	kind: 'vendor' | 'account' | 'item' | 'class' | 'job',
	id: string | undefined,
) => string;

type RecordLine = BooksTransactionRecord['lines'][number];

/** What is compared of a line; absent members are not charged to anything. */
interface Line {
	amount: number;
	item?: string;
	account?: string;
	class?: string;
	job?: string;
}

const NOTHING = 'nothing';
const LINE_FIELDS = ['item', 'account', 'class', 'job'] as const;

/**
 * How a bill of the books differs from what was posted, field by field: vendor, number, date, total,
 * and each line's amount, item, account, class and job. Lines are compared as a set, so that another
 * order is no change.
 *
 * @param wholly false for a bill that somebody else had entered: only vendor, number and total were ever agreed.
 * @param classes whether the company file tracks classes; where it does not, it keeps none.
 */
export function compareBill(
	{ coding, outcome, entity }: ListedPosting,
	record: BooksTransactionRecord,
	name: BooksNames,
	{ wholly, classes }: { wholly: boolean; classes: boolean },
): FieldChange[] {
	const { currency } = coding;
	const amount = (minor: number) => formatAmount(fromMinor(minor, currency), currency);
	const total = toMinor(coding.total, currency);
	const sign = entity === 'VendorCredit' && total < 0 ? -1 : 1;
	const changes: FieldChange[] = [];
	const compare = (
		field: string,
		kind: FieldChange['kind'],
		posted: string | undefined,
		now: string | undefined,
		say = (value: string | undefined) => value ?? NOTHING,
	) => {
		if (posted !== now) changes.push({ field, kind, posted: say(posted), now: say(now) });
	};
	const written = outcome !== undefined && 'id' in outcome ? outcome.number : undefined;
	compare('vendor', 'substance', coding.vendor?.id, record.vendor, (id) => name('vendor', id));
	compare('number', 'substance', written ?? coding.number, record.number);
	compare('total', 'substance', amount(sign * total), amount(toMinor(record.total, currency)));
	if (!wholly) return changes;
	compare('date', 'coding', coding.date, record.date);
	const posted = coding.lines.map((line) => postedLine(line, sign, currency, classes));
	const now = record.lines.map((line) => recordLine(line, currency, classes));
	const [gone, added] = leftOver(posted, now);
	const pairs = Math.min(gone.length, added.length);
	for (const [index, line] of gone.entries()) {
		const other = added[index];
		const at = `line ${posted.indexOf(line) + 1}`;
		if (other === undefined) {
			changes.push({ field: at, kind: 'substance', posted: amount(line.amount), now: 'removed' });
			continue;
		}
		compare(`${at} amount`, 'substance', amount(line.amount), amount(other.amount));
		for (const field of LINE_FIELDS) {
			const kind = field === 'job' ? 'substance' : 'coding';
			compare(`${at} ${field}`, kind, line[field], other[field], (id) =>
				id === undefined ? NOTHING : name(field, id),
			);
		}
	}
	for (const line of added.slice(pairs)) {
		changes.push({ field: 'line', kind: 'substance', posted: 'absent', now: amount(line.amount) });
	}
	return changes;
}

function postedLine(line: CodingLine, sign: number, currency: string, classes: boolean): Line {
	return {
		amount: sign * toMinor(line.amount, currency),
		...(line.item === undefined
			? line.account === undefined
				? {}
				: { account: line.account.id }
			: { item: line.item.id }),
		...(line.class === undefined || !classes ? {} : { class: line.class.id }),
		...(line.customerJob === undefined ? {} : { job: line.customerJob.id }),
	};
}

function recordLine(line: RecordLine, currency: string, classes: boolean): Line {
	return {
		amount: toMinor(line.amount, currency),
		...(line.item === undefined
			? line.account === undefined
				? {}
				: { account: line.account }
			: { item: line.item }),
		...(line.class === undefined || !classes ? {} : { class: line.class }),
		...(line.job === undefined ? {} : { job: line.job }),
	};
}

/** Lines of either side without an equal on the other, those nearest to each other at the same place. */
function leftOver(posted: readonly Line[], now: readonly Line[]): [Line[], Line[]] {
	const left = [...now];
	const gone = posted.filter((line) => !take(left, (other) => likeness(line, other) === FULL));
	const added: Line[] = [];
	for (const line of gone) {
		const best = [...left].sort((a, b) => likeness(line, b) - likeness(line, a))[0];
		if (best === undefined) break;
		take(left, (other) => other === best);
		added.push(best);
	}
	return [gone, [...added, ...left]];
}

function take(lines: Line[], fits: (line: Line) => boolean): boolean {
	const index = lines.findIndex(fits);
	if (index === -1) return false;
	lines.splice(index, 1);
	return true;
}

const FULL = LINE_FIELDS.length + 1;

const likeness = (a: Line, b: Line): number =>
	LINE_FIELDS.filter((field) => a[field] === b[field]).length + (a.amount === b.amount ? 1 : 0);
