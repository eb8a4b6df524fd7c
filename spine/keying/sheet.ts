import { fromMinor, sumAmounts, toMinor } from '../documents/money';
import { type KeyingBill, asKept, billOf } from './bill';
import { byVendor } from './order';
import type { KeyingSource, StandingRelease } from './source';
import { type WaitingDocument, waitingOf } from './waiting';

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

export interface KeyingSheet {
	bills: KeyingBill[];
	miskeyed: MiskeyedBill[];
	waiting: WaitingDocument[];
	/** Sum of the bills less the credits, by currency. */
	totals: Array<{ currency: string; bills: number; credits: number; total: number }>;
	ages: KeyingSource['ages'];
	madeAt: string;
}

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
