import { claimTag, withoutClaimTags } from '../documents/claim-tag';
import type { Coding, CodingLine } from '../documents/coding';
import { daysBetween } from '../documents/dates';
import { toMinor } from '../documents/money';
import type { ListedClaim, StandingRelease } from './source';

/** A line of a bill as it is keyed. */
export interface KeyingLine {
	account?: string;
	item?: string;
	class?: string;
	customerJob?: string;
	description: string;
	/** Retainage withheld is negative. */
	amount: number;
}

/** A released bill or vendor credit that the books do not hold yet. */
export interface KeyingBill {
	claim: string;
	entity: 'Bill' | 'VendorCredit';
	books: string;
	/** Exactly as the books name the vendor. */
	vendor: string;
	number: string;
	date: string;
	dueDate?: string;
	/** `Net 30`, told by the two dates. */
	terms?: string;
	memo: string;
	currency: string;
	total: number;
	payableAccount?: string;
	lines: KeyingLine[];
	/** Who released it. */
	releasedBy: string;
	/** What must be settled before it is keyed, in sentences. */
	problems: string[];
	/** A bill of the books that may be this one under another number. */
	perhapsKeyed?: string;
}

/** Days within which a bill of the same vendor and amount may be the one that was keyed. */
const NEAR_DAYS = 10;

/** A release as it is to be keyed; amounts as the books keep them, a credit's positive. */
export function billOf(release: StandingRelease, claims: readonly ListedClaim[]): KeyingBill {
	const { claim, coding, document, by } = release;
	const entity = coding.entity ?? 'Bill';
	const sign = signOf(coding);
	const perhapsKeyed = lookAlike(release, claims);
	const terms = termsOf(coding);
	return {
		claim,
		entity,
		books: coding.books ?? '',
		vendor: coding.vendor?.name ?? document.vendor ?? '',
		number: coding.number ?? document.number ?? '',
		date: coding.date ?? '',
		...(entity === 'Bill' && coding.dueDate !== undefined ? { dueDate: coding.dueDate } : {}),
		...(entity === 'Bill' && terms !== undefined ? { terms } : {}),
		memo: memoOf(release),
		currency: coding.currency,
		total: signed(coding.total, sign),
		...(coding.payableAccount?.name === undefined
			? {}
			: { payableAccount: coding.payableAccount.name }),
		lines: coding.lines.map((line) => lineOf(line, sign)),
		releasedBy: by,
		problems: problemsOf(coding),
		...(perhapsKeyed === undefined ? {} : { perhapsKeyed }),
	};
}

/** A credit whose lines are negative demands is keyed with positive amounts, as the books keep credits. */
const signOf = ({ entity, total, currency }: Coding): 1 | -1 =>
	entity === 'VendorCredit' && toMinor(total, currency) < 0 ? -1 : 1;

const signed = (amount: number, sign: 1 | -1): number => (amount === 0 ? 0 : sign * amount);

function lineOf(line: CodingLine, sign: 1 | -1): KeyingLine {
	const named = (part: { id: string; name?: string } | undefined): string | undefined =>
		part === undefined ? undefined : (part.name ?? part.id);
	const parts = {
		account: named(line.account),
		item: named(line.item),
		class: named(line.class),
		customerJob: named(line.customerJob),
	};
	return {
		...(parts.account === undefined ? {} : { account: parts.account }),
		...(parts.item === undefined ? {} : { item: parts.item }),
		...(parts.class === undefined ? {} : { class: parts.class }),
		...(parts.customerJob === undefined ? {} : { customerJob: parts.customerJob }),
		description: line.description,
		amount: signed(line.amount, sign),
	};
}

/** The memo to be typed: what it is about, and last the mark by which the next list names the claim. */
function memoOf({ claim, coding, document }: StandingRelease): string {
	const commitment = coding.commitment?.name;
	const application = document.payApplication?.applicationNumber;
	const about = [
		...(commitment === undefined ? [] : [commitment]),
		...(application === undefined ? [] : [`application ${application}`]),
	].join(', ');
	return [withoutClaimTags(about.replace(/\s+/g, ' ').slice(0, 120)), claimTag(claim)]
		.filter((part) => part !== '')
		.join(' ');
}

function termsOf({ date, dueDate }: Coding): string | undefined {
	if (date === undefined || dueDate === undefined) return undefined;
	const days = daysBetween(date, dueDate);
	if (days < 0) return undefined;
	return days === 0 ? 'Due on receipt' : `Net ${days}`;
}

function problemsOf(coding: Coding): string[] {
	const unmapped = coding.lines.flatMap((line) => line.unmapped ?? []);
	return [...new Set([...coding.problems, ...unmapped])];
}

/** A bill that only the books know, of the same vendor and amount and near in time. */
function lookAlike(
	{ claim, coding }: StandingRelease,
	claims: readonly ListedClaim[],
): string | undefined {
	const own = claims.find(({ id }) => id === claim);
	if (own?.vendor === undefined) return undefined;
	const net = asKept(coding, toMinor(coding.total, coding.currency));
	const other = claims.find(
		(one) =>
			one.state === 'billed' &&
			one.booksId !== undefined &&
			one.vendor === own.vendor &&
			asKept(coding, one.net) === net &&
			Math.abs(daysBetween(one.day, coding.date ?? own.day)) <= NEAR_DAYS,
	);
	return other === undefined
		? undefined
		: `The books hold ${other.number ?? 'a bill without a number'} of ${other.day} over the same amount from this vendor. If that is this one, correct its number or memo in the books and import the list again.`;
}

/** Minor units as the books print them: a credit is positive there, whatever sign it is counted with. */
export const asKept = ({ entity }: Coding, minor: number): number =>
	entity === 'VendorCredit' ? Math.abs(minor) : minor;
