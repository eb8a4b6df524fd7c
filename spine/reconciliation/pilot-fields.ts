import type { Coding } from '../documents/coding';
import { formatAmount, fromMinor, toMinor } from '../documents/money';
import { numberKey } from '../documents/numbers';
import type { BooksTransactionRecord } from '../documents/records';
import type { FieldDifference, PilotField } from './pilot';

type Charge = { amount: number; to: string | undefined };

/** Sums of lines by what they are charged to; lines that are charged to nothing are one sum. */
function sums(charges: readonly Charge[]): Map<string, number> {
	const byCharge = new Map<string, number>();
	for (const { amount, to = '' } of charges) byCharge.set(to, (byCharge.get(to) ?? 0) + amount);
	for (const [to, amount] of byCharge) if (amount === 0) byCharge.delete(to);
	return byCharge;
}

const same = (left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean =>
	left.size === right.size && [...left].every(([to, amount]) => right.get(to) === amount);

/**
 * Where the bill that the gate would have written and the one that people entered differ. Accounts
 * (or items), jobs and classes are compared by the sums charged to each, so that people may cut the
 * same cost into other lines; `lines` says whether they did. A field that the coding does not name is
 * not compared.
 */
export function compareWithPeople(
	coding: Coding,
	bill: BooksTransactionRecord,
	{ vendorName, classes }: { vendorName: (id: string) => string; classes: boolean },
): { compared: PilotField[]; differences: FieldDifference[] } {
	const { currency } = coding;
	const sign = coding.entity === 'VendorCredit' && toMinor(coding.total, currency) < 0 ? -1 : 1;
	const amount = (minor: number) => formatAmount(fromMinor(minor, currency), currency);
	const compared: PilotField[] = [];
	const differences: FieldDifference[] = [];
	const field = (name: PilotField, agrees: boolean, gate: string, people: string) => {
		compared.push(name);
		if (!agrees) differences.push({ field: name, gate, people });
	};
	const { vendor, number, date } = coding;
	if (vendor !== undefined) {
		const now = bill.vendor ?? '';
		field('vendor', vendor.id === now, vendor.name ?? vendor.id, vendorName(now));
	}
	if (number !== undefined) {
		const equal = numberKey(number)?.key === numberKey(bill.number ?? '')?.key;
		field('number', equal, number, bill.number ?? 'none');
	}
	if (date !== undefined) field('date', date === bill.date, date, bill.date);
	const total = sign * toMinor(coding.total, currency);
	const theirTotal = toMinor(bill.total, currency);
	field('total', total === theirTotal, amount(total), amount(theirTotal));

	const ours = coding.lines.map((line) => ({
		...line,
		minor: sign * toMinor(line.amount, currency),
	}));
	const theirs = bill.lines.map((line) => ({ ...line, minor: toMinor(line.amount, currency) }));
	const charged = (name: PilotField, left: Charge[], right: Charge[]) => {
		if (left.every(({ to }) => to === undefined)) return;
		const [gate, people] = [sums(left), sums(right)];
		const words = (list: ReadonlyMap<string, number>) =>
			[...list].map(([to, minor]) => `${to === '' ? 'none' : to} ${amount(minor)}`).join(', ');
		field(name, same(gate, people), words(gate), words(people));
	};
	charged(
		'account or item',
		ours.map(({ minor, item, account }) => ({ amount: minor, to: item?.id ?? account?.id })),
		theirs.map(({ minor, item, account }) => ({ amount: minor, to: item ?? account })),
	);
	charged(
		'job',
		ours.map(({ minor, customerJob }) => ({ amount: minor, to: customerJob?.id })),
		theirs.map(({ minor, job }) => ({ amount: minor, to: job })),
	);
	if (classes) {
		charged(
			'class',
			ours.map(({ minor, class: own }) => ({ amount: minor, to: own?.id })),
			theirs.map(({ minor, class: own }) => ({ amount: minor, to: own })),
		);
	}
	const cut = (list: ReadonlyArray<{ minor: number }>) =>
		list
			.map(({ minor }) => minor)
			.sort((a, b) => a - b)
			.join(' ');
	field('lines', cut(ours) === cut(theirs), `${ours.length} lines`, `${theirs.length} lines`);
	return { compared, differences };
}
