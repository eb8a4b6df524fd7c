import { percentOf, total } from './cents';
import { type PlacedCommitment, billableLines } from './commitment';

/** One row of a continuation sheet (AIA G703, columns C to I). */
export interface SheetRow {
	id: number;
	item: string;
	description: string;
	code: string;
	isChangeOrder: boolean;
	changeOrder?: string;
	scheduled: number;
	previous: number;
	thisPeriod: number;
	stored: number;
	completed: number;
	balance: number;
	retainageOnWork: number;
	retainageOnStored: number;
	retainage: number;
}

/** A pay application with the sums of its cover (AIA G702, lines 1 to 9). */
export interface Sheet {
	rows: SheetRow[];
	originalSum: number;
	netChanges: number;
	sumToDate: number;
	completedAndStored: number;
	retainageOnWork: number;
	retainageOnStored: number;
	totalRetainage: number;
	earnedLessRetainage: number;
	previousCertificates: number;
	currentDue: number;
	balanceToFinish: number;
}

/** What is asked for in one period, by line. */
export interface Period {
	work: readonly number[];
	stored?: readonly number[];
}

/**
 * The application of the last period on top of the periods before: D carries the work of earlier
 * periods, materials stay in F until they are installed, retainage is held on everything to date.
 */
export function sheetOf(commitment: PlacedCommitment, periods: readonly Period[]): Sheet {
	const current = periods[periods.length - 1] ?? { work: [] };
	const before = periods.slice(0, -1);
	const workRate = commitment.retainage ?? 0;
	const storedRate = commitment.retainageOnStored ?? workRate;
	const rows = billableLines(commitment).map((line, index): SheetRow => {
		const previous = total(before.map(({ work }) => work[index] ?? 0));
		const thisPeriod = current.work[index] ?? 0;
		const stored = current.stored?.[index] ?? 0;
		const completed = total([previous, thisPeriod, stored]);
		const retainageOnWork = percentOf(workRate, total([previous, thisPeriod]));
		const retainageOnStored = percentOf(storedRate, stored);
		return {
			id: line.id,
			item: line.item,
			description: line.description,
			code: line.code,
			isChangeOrder: line.change !== undefined,
			...(line.change === undefined ? {} : { changeOrder: line.change.number }),
			scheduled: line.amount,
			previous,
			thisPeriod,
			stored,
			completed,
			balance: total([line.amount, -completed]),
			retainageOnWork,
			retainageOnStored,
			retainage: total([retainageOnWork, retainageOnStored]),
		};
	});
	const sum = (pick: (row: SheetRow) => number): number => total(rows.map(pick));
	const netChanges = total(rows.filter((row) => row.isChangeOrder).map((row) => row.scheduled));
	const sumToDate = total([commitment.original, netChanges]);
	const completedAndStored = sum((row) => row.completed);
	const totalRetainage = sum((row) => row.retainage);
	const earnedLessRetainage = total([completedAndStored, -totalRetainage]);
	const previousCertificates =
		before.length === 0 ? 0 : sheetOf(commitment, before).earnedLessRetainage;
	return {
		rows,
		originalSum: commitment.original,
		netChanges,
		sumToDate,
		completedAndStored,
		retainageOnWork: sum((row) => row.retainageOnWork),
		retainageOnStored: sum((row) => row.retainageOnStored),
		totalRetainage,
		earnedLessRetainage,
		previousCertificates,
		currentDue: total([earnedLessRetainage, -previousCertificates]),
		balanceToFinish: total([sumToDate, -earnedLessRetainage]),
	};
}
