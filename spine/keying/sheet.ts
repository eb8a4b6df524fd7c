import { claimTag, withoutClaimTags } from '../documents/claim-tag';
import type { Coding, CodingLine } from '../documents/coding';
import { daysBetween } from '../documents/dates';
import { fromMinor, sumAmounts, toMinor } from '../documents/money';
import type { Verdict } from '../documents/verdict';
import type { KeyingSource, ListedClaim, StandingRelease } from './source';

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

/** A bill that was keyed with another amount than was released. */
export interface MiskeyedBill {
	claim: string;
	vendor: string;
	number: string;
	currency: string;
	released: number;
	keyed: number;
	/** Keyed less released. */
	difference: number;
}

/** A demand that is not to be keyed yet. */
export interface WaitingDocument {
	key: string;
	vendor: string;
	number: string;
	date?: string;
	currency: string;
	asked?: number;
	/** What the findings leave of it. */
	supported?: number;
	/** Why it waits, in sentences. */
	why: string;
	/** What to do next, in sentences. */
	action: string;
}

export interface KeyingSheet {
	bills: KeyingBill[];
	miskeyed: MiskeyedBill[];
	waiting: WaitingDocument[];
	/** Sum of the bills less the credits, by currency. */
	totals: Array<{ currency: string; bills: number; credits: number; total: number }>;
	ages: KeyingSource['ages'];
	madeAt: string;
}

/** Days within which a bill of the same vendor and amount may be the one that was keyed. */
const NEAR_DAYS = 10;

/**
 * What is to be keyed into the books: every release that no bill of the books stands for, those
 * that were keyed with another amount, and what waits, with its reason. By vendor, date and number.
 * Reads the ledger alone; the same ledger gives the same sheet.
 */
export function keyingSheet(source: KeyingSource): KeyingSheet {
	const { releases, claims } = source;
	const bills = releases
		.filter(({ booked }) => booked === undefined)
		.map((release) => billOf(release, claims))
		.sort(byVendor);
	return {
		bills,
		miskeyed: releases.flatMap(miskeyedOf).sort(byVendor),
		waiting: waitingOf(source),
		totals: totalsOf(bills),
		ages: source.ages,
		madeAt: source.madeAt,
	};
}

const byVendor = (
	left: { vendor: string; number: string; date?: string },
	right: { vendor: string; number: string; date?: string },
): number =>
	left.vendor.localeCompare(right.vendor) ||
	(left.date ?? '').localeCompare(right.date ?? '') ||
	left.number.localeCompare(right.number);

function billOf(release: StandingRelease, claims: readonly ListedClaim[]): KeyingBill {
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
const asKept = ({ entity }: Coding, minor: number): number =>
	entity === 'VendorCredit' ? Math.abs(minor) : minor;

function miskeyedOf({ booked, claim, coding, document }: StandingRelease): MiskeyedBill[] {
	if (booked === undefined) return [];
	const { currency } = coding;
	const released = asKept(coding, toMinor(coding.total, currency));
	const keyed = asKept(coding, booked.net);
	if (released === keyed) return [];
	return [
		{
			claim,
			vendor: coding.vendor?.name ?? document.vendor ?? '',
			number: booked.number ?? coding.number ?? '',
			currency,
			released: fromMinor(released, currency),
			keyed: fromMinor(keyed, currency),
			difference: fromMinor(keyed - released, currency),
		},
	];
}

/** Demands that nobody released: held ones, and verified ones that a person must release. */
function waitingOf({ entries, claims }: KeyingSource): WaitingDocument[] {
	const standing = new Map(claims.map((claim) => [claim.id, claim]));
	return entries
		.flatMap((entry): WaitingDocument[] => {
			const { verdict, document, coding } = entry;
			if (verdict === undefined || verdict.released) return [];
			if (verdict.outcome !== 'held' && verdict.outcome !== 'verified') return [];
			if (verdict.requestedAmount === undefined) return [];
			const claim = verdict.claim === undefined ? undefined : standing.get(verdict.claim);
			const isOpen = claim?.state === 'held' || claim?.state === 'reserved';
			if (verdict.claim !== undefined && !isOpen) return [];
			return [
				{
					key: document.source.key,
					vendor: coding?.vendor?.name ?? document.vendor ?? 'unknown',
					number: document.number ?? coding?.number ?? '',
					...(document.date === undefined ? {} : { date: document.date }),
					currency: coding?.currency ?? document.currency ?? 'USD',
					asked: verdict.requestedAmount,
					...(verdict.recommendedAmount === undefined
						? {}
						: { supported: verdict.recommendedAmount }),
					...reasonOf(verdict),
				},
			];
		})
		.sort(byVendor);
}

function reasonOf({ outcome, mode, findings }: Verdict): { why: string; action: string } {
	const stopping = findings.filter(({ severity }) => severity === 'HOLD' || severity === 'BLOCK');
	if (outcome === 'verified' || stopping.length === 0) {
		return mode === 'observe' || mode === 'shadow'
			? {
					why: `It was verified in mode "${mode}", in which nothing is released.`,
					action: 'Set the mode "propose" or "autoClean" in the policy.',
				}
			: {
					why: 'It was verified and waits for a person to release it: the mode asks for that, or it is above the limit.',
					action: 'Release it with Spine Ledger, Document, Release.',
				};
	}
	return {
		why: stopping.map(({ rule, message }) => `${rule}: ${message}`).join(' '),
		action: [...new Set(stopping.map(({ action }) => action))].join(' '),
	};
}

function totalsOf(bills: readonly KeyingBill[]): KeyingSheet['totals'] {
	const currencies = [...new Set(bills.map(({ currency }) => currency))].sort();
	return currencies.map((currency) => {
		const own = bills.filter((bill) => bill.currency === currency);
		const credits = own.filter(({ entity }) => entity === 'VendorCredit');
		return {
			currency,
			bills: own.length - credits.length,
			credits: credits.length,
			total: sumAmounts(
				own.map(({ entity, total }) => (entity === 'VendorCredit' ? 0 - total : total)),
				currency,
			),
		};
	});
}
