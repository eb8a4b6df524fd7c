import type { MessageTruth } from '../message';
import type { PayApplicationPaper, PayApplicationRow, PayApplicationTotals } from '../paper/truth';
import { type Period, type Sheet, sheetOf } from '../world/application';
import { total } from '../world/cents';
import { commitmentOf } from '../world/commitments';
import { projectOf } from '../world/us';
import { VENDORS } from '../world/vendors';
import { type DemoCase, type Expectation, OUR_PARTY, partyOf, senderOf } from './case';

export interface PayApplicationTruth extends Period {
	commitment: string;
	number: number;
	periodTo: string;
	date: string;
	/** Applications before this one, where they are not those that were approved in earlier months. */
	before?: readonly Period[];
	signedBy?: string | null;
	/** Changes rows, and sums that follow, before they are printed. */
	rows?: (rows: PayApplicationRow[]) => PayApplicationRow[];
	/** Rows on each continuation sheet; every sheet closes with its own total. Absent: one sheet. */
	sheetRows?: readonly number[];
	/** Changes the total that a continuation sheet prints, by its index. */
	sheetTotal?: (totals: PayApplicationTotals, sheet: number) => PayApplicationTotals;
	/** What the cover prints otherwise than it comes out. */
	printed?: Partial<PayApplicationPaper>;
}

const percentOf = (completed: number, scheduled: number): string =>
	scheduled === 0 ? '0.0%' : `${((completed * 100) / scheduled).toFixed(1)}%`;

const totalsOf = (rows: readonly PayApplicationRow[]): PayApplicationTotals => {
	const sum = (pick: (row: PayApplicationRow) => number): number => total(rows.map(pick));
	const scheduled = sum((row) => row.scheduled);
	const completed = sum((row) => row.completed);
	return {
		scheduled,
		previous: sum((row) => row.previous),
		thisPeriod: sum((row) => row.thisPeriod),
		stored: sum((row) => row.stored),
		completed,
		percent: percentOf(completed, scheduled),
		balance: sum((row) => row.balance),
		retainage: sum((row) => row.retainage),
	};
};

const rowsOf = (sheet: Sheet): PayApplicationRow[] =>
	sheet.rows.map((row) => ({
		item: row.isChangeOrder ? '' : row.item,
		description: row.description,
		scheduled: row.scheduled,
		previous: row.previous,
		thisPeriod: row.thisPeriod,
		stored: row.stored,
		completed: row.completed,
		percent: percentOf(row.completed, row.scheduled),
		balance: row.balance,
		retainage: row.retainage,
	}));

const sheetsOf = (
	rows: readonly PayApplicationRow[],
	{ sheetRows = [], sheetTotal = (totals) => totals }: PayApplicationTruth,
): NonNullable<PayApplicationPaper['sheets']> =>
	sheetRows.map((count, index) => {
		const from = sheetRows.slice(0, index).reduce((sum, one) => sum + one, 0);
		return { rows: count, totals: sheetTotal(totalsOf(rows.slice(from, from + count)), index) };
	});

/** A pay application on a commitment that continues what was approved before. */
export function payApplicationPaper(truth: PayApplicationTruth): PayApplicationPaper {
	const commitment = commitmentOf(truth.commitment);
	const before = truth.before ?? commitment.applications ?? [];
	const sheet = sheetOf(commitment, [...before, truth]);
	const rows = truth.rows?.(rowsOf(sheet)) ?? rowsOf(sheet);
	const { number, name } = projectOf(commitment.project);
	const signedBy =
		truth.signedBy === undefined ? VENDORS[commitment.vendor].contact : truth.signedBy;
	return {
		kind: 'pay_application',
		from: partyOf(commitment.vendor),
		to: OUR_PARTY,
		date: truth.date,
		project: { number, name },
		commitment: commitment.number,
		application: String(truth.number),
		periodTo: truth.periodTo,
		originalSum: sheet.originalSum,
		netChanges: sheet.netChanges,
		sumToDate: sheet.sumToDate,
		completedAndStored: sheet.completedAndStored,
		retainagePercent: commitment.retainage ?? 0,
		retainageOnWork: sheet.retainageOnWork,
		retainageOnStored: sheet.retainageOnStored,
		totalRetainage: sheet.totalRetainage,
		earnedLessRetainage: sheet.earnedLessRetainage,
		previousCertificates: sheet.previousCertificates,
		currentDue: sheet.currentDue,
		balanceToFinish: sheet.balanceToFinish,
		rows,
		totals: totalsOf(rows),
		...(truth.sheetRows === undefined ? {} : { sheets: sheetsOf(rows, truth) }),
		...(signedBy === null ? {} : { signedBy }),
		...truth.printed,
	};
}

export interface PayApplicationCase extends PayApplicationTruth {
	name: string;
	shows: string;
	expect: Expectation;
	text?: string;
	message?: Partial<Omit<MessageTruth, 'id' | 'parts'>>;
}

/** A mail by the subcontractor with its pay application. */
export function payApplicationCase(truth: PayApplicationCase): DemoCase {
	const paper = payApplicationPaper(truth);
	const { vendor, title } = commitmentOf(truth.commitment);
	return {
		name: truth.name,
		shows: truth.shows,
		message: {
			from: senderOf(vendor),
			subject: `${title}: pay application ${truth.number}`,
			receivedAt: `${truth.date}T16:05:00Z`,
			text:
				truth.text ??
				`Hi,\n\nour pay application ${truth.number} is attached.\n\n${VENDORS[vendor].contact}\n`,
			...truth.message,
		},
		parts: [{ file: `${truth.commitment} pay app ${truth.number}.pdf`, paper }],
		expect: truth.expect,
	};
}
