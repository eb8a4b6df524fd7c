import { fromMinor, type Minor, toMinor } from '../documents/money';
import type { AccountRecord } from '../documents/records';
import type { TieOut } from './row';

/** What a total is made of, and what it must come to. */
export interface Counted {
	/** Sum over the rows of the report. */
	inReport: Minor;
	/** What is in the account and in no row; `foreign`: named although its amount is not added. */
	excluded: ReadonlyArray<{ why: string; minor: Minor; foreign?: true | undefined }>;
	inBooks?: Minor | undefined;
}

/** One total against the account it must agree with; what neither rows nor reasons explain is the residue. */
export function tie(
	head: Pick<TieOut, 'books' | 'what' | 'account'>,
	counted: Counted,
	currency: string,
): TieOut {
	const { inReport } = counted;
	const byReason = new Map<string, { count: number; minor: Minor }>();
	for (const { why, minor, foreign } of counted.excluded) {
		if (minor === 0 && foreign !== true) continue;
		const before = byReason.get(why) ?? { count: 0, minor: 0 };
		byReason.set(why, { count: before.count + 1, minor: before.minor + minor });
	}
	const exclusions = [...byReason].map(([why, { count, minor }]) => ({
		why,
		count,
		amount: fromMinor(minor, currency),
	}));
	const outside = exclusions.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
	return {
		...head,
		inReport: fromMinor(inReport, currency),
		exclusions,
		...(counted.inBooks === undefined
			? {}
			: {
					inBooks: fromMinor(counted.inBooks, currency),
					residue: fromMinor(counted.inBooks - inReport - outside, currency),
				}),
	};
}

/** The accounts of a tie by name. */
export function namesOf(accounts: readonly AccountRecord[]): { account?: string } {
	return accounts.length === 0
		? {}
		: { account: accounts.map(({ fullName }) => fullName).join(', ') };
}

/** Balances as the books state them; unknown where one account states none. */
export function balanceOf(accounts: readonly AccountRecord[], currency: string): Minor | undefined {
	if (accounts.length === 0) return undefined;
	let total = 0;
	for (const { balance } of accounts) {
		if (balance === undefined) return undefined;
		total += toMinor(balance, currency);
	}
	return total;
}

/** One printed line of a tie-out. */
export interface TieLine {
	what: string;
	/** Whether it is what no reason explains. */
	residue?: true;
	count?: number;
	amount?: number | undefined;
}

/** The lines of one tie-out, as they are printed. */
export function tieLines({ inReport, exclusions, inBooks, residue }: TieOut): TieLine[] {
	return [
		{ what: 'In the rows of this report', amount: inReport },
		...exclusions.map(({ why, count: many, amount }) => ({
			what: `Left out: ${why}`,
			count: many,
			amount,
		})),
		{ what: inBooks === undefined ? 'In the books: not known' : 'In the books', amount: inBooks },
		{ what: 'Residue, not explained', amount: residue, residue: true },
	];
}
