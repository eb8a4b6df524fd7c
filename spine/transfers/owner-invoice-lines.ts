import type { Reference } from '../documents/coding';
import { formatAmount, fromMinor, toMinor, type Minor } from '../documents/money';
import type { OwnerInvoiceRecord } from '../documents/records';
import type { ContentOf } from '../documents/transfer-content';

type Line = ContentOf<'owner_invoice'>['lines'][number];

export interface LineChoices {
	currency: string;
	/** Item that work is billed by. */
	work: Reference;
	/** Item whose account is retainage receivable; absent: none is named. */
	retainage?: Reference;
	/** A line for each line of the continuation sheet, or one for each cost code. */
	lines: 'each' | 'costCode';
}

/** Longest description of an invoice line. */
const LONGEST = 4000;

/**
 * Lines of an owner invoice that come to its current payment due (L8), to the cent: what each line
 * adds to completed and stored (G less G of the application before; AIA G703), less the retainage
 * withheld from this application, plus what is released by it.
 *
 * @param previous the application before it on its contract, where it is known.
 * @returns the lines, or why there are none, in a sentence without a remedy.
 */
export function ownerInvoiceLines(
	record: OwnerInvoiceRecord,
	previous: OwnerInvoiceRecord | undefined,
	choices: LineChoices,
): Line[] | string {
	const { currency } = choices;
	const minor = (amount: number | undefined): Minor => toMinor(amount ?? 0, currency);
	const money = (amount: Minor): string => formatAmount(fromMinor(amount, currency), currency);
	const due = minor(record.currentPaymentDue);
	const billed = record.lines.flatMap((line): Billed[] => {
		const before = previous?.lines.find(({ id }) => id === line.id);
		const completed =
			line.completed === undefined
				? minor(line.previous) + minor(line.thisPeriod) + minor(line.stored)
				: minor(line.completed);
		const amount = completed - minor(before?.completed ?? line.previous);
		return amount === 0 ? [] : [{ line, amount }];
	});
	const gross = billed.reduce((sum, { amount }) => sum + amount, 0);
	const held = gross - due;
	const retained = record.lines.reduce((sum, line) => sum + minor(line.retained), 0);
	const released = record.lines.reduce((sum, line) => sum + minor(line.released), 0);
	const byCover =
		previous?.totalRetainage === undefined || record.totalRetainage === undefined
			? undefined
			: minor(record.totalRetainage) - minor(previous.totalRetainage);
	if (held !== retained - released && held !== byCover) {
		return `its lines add ${money(gross)} to completed and stored and ${money(retained - released)} to retainage, which does not come to the current payment due of ${money(due)}`;
	}
	const split =
		held === retained - released
			? { retained, released }
			: { retained: Math.max(held, 0), released: Math.max(-held, 0) };
	if (choices.retainage === undefined && (split.retained !== 0 || split.released !== 0)) {
		return `it withholds ${money(split.retained)} and releases ${money(split.released)} of retainage, and no item is named for retainage receivable`;
	}
	return [
		...workLines(billed, choices),
		...retainageLine('retainage', -split.retained, 'Retainage withheld', choices),
		...retainageLine('retainage_release', split.released, 'Retainage released', choices),
	];
}

interface Billed {
	line: OwnerInvoiceRecord['lines'][number];
	amount: Minor;
}

function workLines(billed: readonly Billed[], { currency, work, lines }: LineChoices): Line[] {
	const groups = new Map<string, Billed[]>();
	for (const one of billed) {
		const key = lines === 'costCode' ? (one.line.costCode ?? one.line.id) : one.line.id;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups.values()].flatMap((group): Line[] => {
		const amount = group.reduce((sum, one) => sum + one.amount, 0);
		const [first] = group;
		if (amount === 0 || first === undefined) return [];
		const { item, description, costCode } = first.line;
		const alone = group.length === 1;
		const words = alone ? [item, costCode, description] : [costCode];
		return [
			{
				role: 'work',
				description: described(words),
				amount: fromMinor(amount, currency),
				item: { id: work.id },
			},
		];
	});
}

function retainageLine(
	role: 'retainage' | 'retainage_release',
	amount: Minor,
	description: string,
	{ currency, retainage }: LineChoices,
): Line[] {
	if (amount === 0 || retainage === undefined) return [];
	return [{ role, description, amount: fromMinor(amount, currency), item: { id: retainage.id } }];
}

/** Words of a line, in one line. */
function described(words: ReadonlyArray<string | undefined>): string {
	const text = words
		.filter((word) => word !== undefined && word !== '')
		.join(' ')
		.replace(/\s+/g, ' ')
		.trim();
	return text === '' ? 'Work completed' : text.slice(0, LONGEST);
}
