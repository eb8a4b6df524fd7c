import { addBusinessDays, daysBetween } from '../documents/dates';
import { formatAmount, fromMinor, type Minor, toMinor } from '../documents/money';
import { numberKey } from '../documents/numbers';
import { groupBy } from './group-by';
import { type Pair, pairsOf } from './pairs';
import type { Difference } from './row';
import type { RowFacts } from './row-facts';
import type { Slice } from './slices';
import type { ReconciliationSource } from './source';

/** Business days that an approved invoice may take to reach the other side. */
const DAYS_IN_FLIGHT = 5;

/** Words of amounts and days in one report. */
interface Terms {
	money: (minor: Minor) => string;
	amount: (minor: Minor) => number;
	asOf: string;
	daysInFlight: number;
	currency: string;
}

/**
 * Why a row's two sides differ, one sentence each. The shares of those that bear on gross billing
 * add up to the row's gap d3; what no reason explains is a reason of its own.
 */
export function differencesOf(facts: RowFacts, source: ReconciliationSource): Difference[] {
	const currency = source.settings.currency;
	const terms: Terms = {
		money: (minor) => formatAmount(fromMinor(minor, currency), currency),
		amount: (minor) => fromMinor(minor, currency),
		asOf: source.asOf,
		daysInFlight: source.daysInFlight ?? DAYS_IN_FLIGHT,
		currency,
	};
	return [
		...duplicates(facts, terms),
		...overbilled(facts, terms),
		...wrongVendors(facts),
		...wrongJobs(facts),
		...billed(facts, terms),
		...retainage(facts, terms),
		...payments(facts, source, terms),
		...staleCommitment(facts, terms),
		...uncommitted(facts, terms),
		...journalEntries(facts, terms),
	];
}

const nameOf = ({ transaction: { type, number, id } }: Slice): string =>
	`${type === 'vendor_credit' ? 'vendor credit' : type} ${number ?? id}`;

function duplicates({ slices }: RowFacts, { money }: Terms): Difference[] {
	const byNumber = new Map<string, Slice>();
	const billsByNet = groupBy(slices, ({ transaction, net }) =>
		transaction.type === 'bill' ? String(net) : undefined,
	);
	return slices.flatMap((slice): Difference[] => {
		const { transaction } = slice;
		const key = numberKey(transaction.number ?? '')?.key;
		const named = key === undefined ? undefined : `${transaction.type} ${key}`;
		const first = named === undefined ? undefined : byNumber.get(named);
		if (named !== undefined && first === undefined) byNumber.set(named, slice);
		const twin =
			transaction.type === 'expense'
				? billsByNet.get(String(slice.net))?.find((bill) => isPaidAgain(bill, slice))
				: first;
		if (twin === undefined || twin.transaction === transaction) return [];
		return [
			{
				class: 'DUPLICATE',
				why: `${nameOf(slice)} of ${transaction.date} for ${money(slice.gross)} stands beside ${nameOf(twin)} of ${twin.transaction.date} for the same demand. Void one of them in QuickBooks.`,
				transaction: transaction.id,
			},
		];
	});
}

/** Whether a check or card charge of a bill's total bears its number, or stands within ten days of it. */
function isPaidAgain({ transaction: bill }: Slice, { transaction: expense }: Slice): boolean {
	const [left, right] = [numberKey(bill.number ?? ''), numberKey(expense.number ?? '')];
	if (left !== undefined && left.key === right?.key) return true;
	return Math.abs(daysBetween(bill.date, expense.date)) <= 10;
}

function overbilled({ revised, applications, slices }: RowFacts, { money }: Terms): Difference[] {
	if (revised === undefined) return [];
	const approved = applications
		.filter((one) => one.approved)
		.reduce((sum, { gross }) => sum + gross, 0);
	const inBooks = postedNet(slices);
	const most = Math.max(approved, inBooks);
	if (most <= revised) return [];
	const where = inBooks >= approved ? 'QuickBooks' : 'Procore';
	return [
		{
			class: 'OVERBILLED',
			why: `${money(most)} is billed in ${where} on a revised commitment of ${money(revised)}: ${money(most - revised)} too much. Ask for a change order or a credit before anything more is paid.`,
		},
	];
}

/** Gross of bills less credits, expenses left out. */
export function postedNet(slices: readonly Slice[]): Minor {
	return slices
		.filter(({ transaction }) => transaction.type !== 'expense')
		.reduce((sum, { gross }) => sum + gross, 0);
}

function wrongVendors({ place, slices }: RowFacts): Difference[] {
	const vendor = place.commitment?.vendor;
	if (vendor === undefined) return [];
	return slices
		.filter((slice) => slice.place.vendor !== `projects:${vendor}`)
		.map((slice) => ({
			class: 'WRONG-VENDOR',
			why: `${nameOf(slice)} belongs to commitment ${place.commitment?.number ?? ''} but stands under another vendor in QuickBooks, or under one that is not linked. Link the vendors, or move the bill.`,
			transaction: slice.transaction.id,
		}));
}

function wrongJobs({ slices }: RowFacts): Difference[] {
	return slices
		.filter(({ strayJobs }) => strayJobs.length > 0)
		.map((slice) => ({
			class: 'WRONG-JOB',
			why: `${nameOf(slice)} has lines on customer:job ${slice.strayJobs.join(', ')}, which is not the job of its commitment's project. Change the job on these lines in QuickBooks.`,
			transaction: slice.transaction.id,
		}));
}

/** Differences of gross billing; their shares add up to d3. */
function billed(facts: RowFacts, terms: Terms): Difference[] {
	if (facts.place.commitment === undefined) return [];
	return pairsOf(facts).flatMap((pair) => [
		...differenceOfPair(pair, facts, terms),
		...otherPeriod(pair),
	]);
}

function differenceOfPair(pair: Pair, facts: RowFacts, terms: Terms): Difference[] {
	const { money, amount } = terms;
	const { application, bills } = pair;
	const [bill] = bills;
	const inBooks = bills.reduce((sum, { gross }) => sum + gross, 0);
	if (application === undefined) {
		if (bill === undefined || inBooks === 0) return [];
		const soon = isSoon(bill.transaction.date, terms);
		return [
			{
				class: soon === undefined ? 'MISSING-IN-PROCORE' : 'TIMING',
				why: `${nameOf(bill)} of ${bill.transaction.date} for ${money(inBooks)} has no approved invoice in Procore.${soon ?? ' Enter the subcontractor invoice there, or void the bill.'}`,
				amount: amount(-inBooks),
				transaction: bill.transaction.id,
			},
		];
	}
	const { requisition, gross } = application;
	const name = `Invoice ${requisition.invoiceNumber ?? requisition.application ?? requisition.id}`;
	if (bill === undefined) {
		if (gross === 0) return [];
		const date = requisition.billingDate ?? requisition.periodTo ?? terms.asOf;
		const claim = facts.claims.find((one) => one.requisition === requisition.id);
		const queued = claim?.state === 'reserved' ? ' It is verified and waits to be posted.' : '';
		const soon = queued === '' ? isSoon(date, terms) : queued;
		return [
			{
				class: soon === undefined ? 'MISSING-IN-QB' : 'TIMING',
				why: `${name} of ${date} is approved in Procore for ${money(gross)} and has no bill in QuickBooks.${soon ?? ' Post it, or take the approval back.'}`,
				amount: amount(gross),
				requisition: requisition.id,
			},
		];
	}
	if (gross === inBooks) return [];
	return [
		{
			class: 'AMOUNT',
			why: `${name} is approved in Procore for ${money(gross)}; ${nameOf(bill)} in QuickBooks says ${money(inBooks)}: ${money(gross - inBooks)} apart. Correct the side that is wrong; a paid bill by a credit.`,
			amount: amount(gross - inBooks),
			requisition: requisition.id,
			transaction: bill.transaction.id,
		},
	];
}

/** A sentence for what is too recent to be missed yet. */
function isSoon(date: string, { asOf, daysInFlight }: Terms): string | undefined {
	const clears = addBusinessDays(date, daysInFlight);
	return clears >= asOf ? ` It is in flight and expected to clear by ${clears}.` : undefined;
}

function otherPeriod({ application, bills }: Pair): Difference[] {
	const period = application?.requisition.billingDate ?? application?.requisition.periodTo;
	if (period === undefined) return [];
	return bills
		.filter(({ transaction }) => transaction.date.slice(0, 7) !== period.slice(0, 7))
		.map((bill) => ({
			class: 'PERIOD',
			why: `${nameOf(bill)} is dated ${bill.transaction.date}, its invoice in Procore is billed ${period}: they fall into different months. Check which month the cost belongs to.`,
			transaction: bill.transaction.id,
		}));
}

function retainage(facts: RowFacts, terms: Terms): Difference[] {
	const { money } = terms;
	const { retainageInProjects: held, retainageExpected: expected } = facts;
	if (held === undefined) return [];
	const inBooks = facts.slices.reduce((sum, one) => sum + one.retainage - one.released, 0);
	const unpaired = pairsOf(facts).flatMap((pair) => differenceOfPair(pair, facts, terms));
	const inFlight = unpaired.some((one) => one.class === 'TIMING');
	const oneSided = unpaired.some(({ class: one }) => one.startsWith('MISSING'));
	const found: Difference[] = [];
	if (held !== inBooks) {
		found.push({
			class: inFlight ? 'TIMING' : 'RETAINAGE',
			why: `Procore holds ${money(held)} of retainage, QuickBooks ${money(inBooks)}: ${money(held - inBooks)} apart. ${inFlight ? 'It follows the invoices that are not on both sides yet.' : oneSided ? 'Settle the invoices that one side misses first; what is left then is retainage.' : 'Look for a bill whose retainage line is missing or on another account.'}`,
		});
	}
	if (expected !== undefined && Math.abs(held - expected) > toMinor(1, terms.currency)) {
		found.push({
			class: 'RETAINAGE',
			why: `Procore holds ${money(held)} of retainage where the commitment's rate asks for ${money(expected)}: ${money(held - expected)} apart. Check the rate, or record the release.`,
		});
	}
	return found;
}

/** Payments of both sides; not compared where the company records none in the project system. */
function payments(
	{ place, paidInProjects, paidInBooks }: RowFacts,
	source: ReconciliationSource,
	{ money }: Terms,
): Difference[] {
	if (place.commitment === undefined || source.payments.length === 0) return [];
	if (paidInProjects === paidInBooks) return [];
	return [
		{
			class: 'AMOUNT',
			why: `Payments in Procore come to ${money(paidInProjects)}, in QuickBooks to ${money(paidInBooks)}: ${money(paidInProjects - paidInBooks)} apart. Enter in Procore what was paid, or find the payment that was voided.`,
		},
	];
}

function staleCommitment(facts: RowFacts, { money }: Terms): Difference[] {
	const { original, revised, orderTotal, changes, place } = facts;
	if (original === undefined || revised === undefined) return [];
	const found: Difference[] = [];
	const stated = place.commitment?.revised;
	const gap = revised - original - changes.approved;
	if (stated !== undefined && gap !== 0) {
		found.push({
			class: 'STALE-COMMITMENT',
			why: `Procore states ${money(revised)} as revised; original ${money(original)} and approved change orders ${money(changes.approved)} make ${money(original + changes.approved)}: ${money(gap)} apart. Look for a change order that is approved and not in the commitment.`,
		});
	}
	if (orderTotal !== undefined && orderTotal !== revised) {
		found.push({
			class: 'STALE-COMMITMENT',
			why: `The purchase order in QuickBooks says ${money(orderTotal)}, the revised commitment ${money(revised)}: ${money(revised - orderTotal)} apart. Carry the change orders over.`,
		});
	}
	if (changes.unentered !== undefined && changes.unentered !== 0) {
		found.push({
			class: 'STALE-COMMITMENT',
			why: `Signed change orders of ${money(changes.unentered)} reached us and are not entered in Procore. Enter them.`,
		});
	}
	return found;
}

function uncommitted({ place, slices }: RowFacts, { money, amount }: Terms): Difference[] {
	if (place.commitment !== undefined || slices.length === 0) return [];
	const total = slices.reduce((sum, { gross }) => sum + gross, 0);
	return [
		{
			class: 'UNCOMMITTED',
			why: `${money(total)} in QuickBooks is tied to no commitment. Where one exists, name it on the bill or link its purchase order; else it is a direct cost.`,
			amount: amount(-postedNet(slices)),
		},
	];
}

function journalEntries({ entries }: RowFacts, { money }: Terms): Difference[] {
	if (entries === undefined) return [];
	const { length } = entries.entries;
	const names = entries.entries.slice(0, 5).map(({ number, id }) => number ?? id);
	const more = length > names.length ? ', …' : '';
	return [
		{
			class: 'JOURNAL-ENTRY',
			why: `${length === 1 ? 'Journal entry' : `${length} journal entries`} ${names.join(', ')}${more} put ${money(entries.minor)} of cost on this project (labour, accruals, reclassifications). It is of no vendor and on no commitment, and Procore does not hold it.`,
		},
	];
}
