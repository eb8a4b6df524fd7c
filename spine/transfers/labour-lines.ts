import Decimal from 'decimal.js';
import { contentHash } from '../documents/canonical';
import { fromMinor, toMinor, type Minor } from '../documents/money';
import type { TimecardRecord } from '../documents/records';
import type { ContentOf } from '../documents/transfer-content';

export type LabourLine = ContentOf<'labour'>['lines'][number];

/** Hours of one day, cost code, cost type and type of time. */
export interface HourGroup {
	date: string;
	costCode: string | undefined;
	costType: string | undefined;
	timeType: string | undefined;
	/** Decimal text. */
	hours: string;
}

/**
 * Hours added up exactly, in a fixed order. How they are split over entries makes no difference;
 * entries without hours add nothing.
 */
export function groupHours(cards: readonly TimecardRecord[], costType?: string): HourGroup[] {
	const groups = new Map<string, HourGroup>();
	for (const { date, hours, timeType, ...card } of cards) {
		if (hours === undefined) continue;
		const group = { date, costCode: card.costCode, costType: card.costType ?? costType, timeType };
		const key = JSON.stringify(Object.values(group).map((part) => part ?? null));
		const known = groups.get(key)?.hours ?? '0';
		groups.set(key, { ...group, hours: new Decimal(known).plus(hours).toFixed() });
	}
	return [...groups]
		.filter(([, { hours }]) => !new Decimal(hours).isZero())
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([, group]) => group);
}

/** A fingerprint of hours, by which a later change of them is noticed. */
export function hoursMark(groups: readonly HourGroup[]): string {
	return contentHash(groups).slice(0, 16);
}

/** What lines come to, by what they are charged to; debits positive. */
export type Charges = Map<string, { line: Omit<LabourLine, 'posting' | 'amount'>; minor: Minor }>;

const keyOf = ({
	account,
	customerJob,
	class: kind,
	description,
}: Omit<LabourLine, 'posting' | 'amount'>) =>
	JSON.stringify([account.id, customerJob?.id ?? null, kind?.id ?? null, description ?? null]);

/** Adds an amount to what its charge comes to. */
export function charge(
	charges: Charges,
	line: Omit<LabourLine, 'posting' | 'amount'>,
	minor: Minor,
): void {
	const key = keyOf(line);
	charges.set(key, { line, minor: (charges.get(key)?.minor ?? 0) + minor });
}

/** What lines that were written come to, without the account that was credited for all of them. */
export function chargesOf(
	lines: readonly LabourLine[],
	currency: string,
	sign: 1 | -1 = 1,
	charges: Charges = new Map(),
): Charges {
	for (const { posting, amount, ...line } of lines) {
		if (line.customerJob === undefined) continue;
		const minor = toMinor(amount, currency) * (posting === 'debit' ? sign : -sign);
		charge(charges, line, minor);
	}
	return charges;
}

/**
 * Lines of a balanced entry: what is charged more is debited, what is charged less credited, and the
 * clearing account takes the other side of the sum in one line. None where nothing is left.
 */
export function balancedLines(
	charges: Charges,
	clearing: { id: string },
	currency: string,
): LabourLine[] {
	const open = [...charges]
		.filter(([, { minor }]) => minor !== 0)
		.sort(([one], [other]) => (one < other ? -1 : 1));
	const lines = open.map(([, { line, minor }]): LabourLine => posted(line, minor, currency));
	const sum = open.reduce((total, [, { minor }]) => total + minor, 0);
	return sum === 0
		? lines
		: [...lines, posted({ account: { id: clearing.id }, description: 'Labour' }, -sum, currency)];
}

function posted(
	line: Omit<LabourLine, 'posting' | 'amount'>,
	minor: Minor,
	currency: string,
): LabourLine {
	return {
		posting: minor > 0 ? 'debit' : 'credit',
		amount: fromMinor(Math.abs(minor), currency),
		...line,
	};
}
