import { toMinor } from '../documents/money';
import type { Minor } from '../documents/money';
import type {
	BooksTransactionRecord,
	ChangeOrderRecord,
	RequisitionRecord,
} from '../documents/records';
import { toMillionths } from './sighting';
import type { Sighting, SightingLine } from './sighting';

/** Statuses in which a requisition asks for nothing yet, or no more. */
const SILENT: ReadonlyArray<RequisitionRecord['status']> = ['draft', 'revise_and_resubmit'];

/** Whether a requisition is a sighting of a claim at all. */
export function requisitionStands(requisition: RequisitionRecord): boolean {
	return requisition.deleted !== true && !SILENT.includes(requisition.status);
}

/** Where a record's demand belongs. */
export interface Placement {
	vendor?: string;
	commitment?: string;
	project?: string;
	books?: string;
	/** ISO 4217. */
	currency: string;
}

/**
 * A requisition as a sighting: what it adds to the application before it. A line's gross is its
 * total completed and stored (G) less that of the application before; where that one is not known,
 * less its own column D. So stored materials carried from one application to the next (AIA G703,
 * column F) count once, whichever convention the form follows.
 *
 * @param previous the requisition of the application number before, where it stands.
 */
export function sightRequisition(
	requisition: RequisitionRecord,
	previous: RequisitionRecord | undefined,
	placement: Placement,
): Sighting {
	const { currency } = placement;
	const minor = (amount: number | undefined): Minor => toMinor(amount ?? 0, currency);
	const lines: SightingLine[] = requisition.lines.map((line) => {
		const before = previous?.lines.find(
			(earlier) =>
				earlier.line === line.line &&
				earlier.changeOrder === line.changeOrder &&
				(line.line !== undefined || earlier.item === line.item),
		);
		const completed =
			line.completed === undefined
				? minor(line.previous) + minor(line.thisPeriod) + minor(line.stored)
				: minor(line.completed);
		return {
			gross: completed - minor(before?.completed ?? line.previous),
			quantity: 0,
			...(line.line === undefined ? {} : { line: line.line }),
			...(line.changeOrder === undefined ? {} : { changeOrder: line.changeOrder }),
		};
	});
	const columnD = requisition.lines.reduce((sum, line) => sum + minor(line.previous), 0);
	const completedBefore = previous?.completedAndStored;
	const gross =
		lines.length > 0
			? lines.reduce((sum, line) => sum + line.gross, 0)
			: minor(requisition.completedAndStored) -
				minor(completedBefore ?? requisition.previousCertificates);
	const heldBefore =
		previous?.totalRetainage !== undefined
			? minor(previous.totalRetainage)
			: requisition.previousCertificates !== undefined && columnD !== 0
				? columnD - minor(requisition.previousCertificates)
				: 0;
	const held =
		requisition.totalRetainage === undefined ? 0 : minor(requisition.totalRetainage) - heldBefore;
	const retainage = Math.max(held, 0);
	const released = Math.max(-held, 0);
	const net =
		requisition.currentPaymentDue === undefined
			? gross - retainage + released
			: minor(requisition.currentPaymentDue);
	const name =
		requisition.application === undefined ? requisition.id : String(requisition.application);
	return {
		status: requisition.status === 'under_review' ? 'held' : 'counted',
		credit: false,
		gross,
		net,
		retainage,
		released,
		lines,
		kind: 'pay_application',
		isRelease: requisition.kind === 'retainage_release',
		books: placement.books,
		vendor: placement.vendor,
		commitment: requisition.commitment,
		project: requisition.project,
		number: requisition.invoiceNumber,
		application:
			requisition.application === undefined ? undefined : String(requisition.application),
		date: requisition.billingDate ?? requisition.periodTo,
		periodFrom: requisition.periodFrom,
		periodTo: requisition.periodTo,
		seenIn: `requisition ${name} in the project system`,
	};
}

/**
 * The requisition with the change order of every line that bills one: where only the change
 * order's own line is named, the change order that has this line, or the package it ended in.
 */
export function namingChangeOrders(
	record: RequisitionRecord,
	changeOrders: readonly ChangeOrderRecord[],
): RequisitionRecord {
	const carrierOf = (line: string | undefined): string | undefined => {
		let owner = changeOrders.find(({ lines }) => lines.some(({ id }) => id === line));
		for (let depth = 0; owner?.parent !== undefined && depth < 4; depth += 1) {
			const { parent }: ChangeOrderRecord = owner;
			owner = changeOrders.find(({ id }) => id === parent) ?? owner;
		}
		return owner?.id;
	};
	return {
		...record,
		lines: record.lines.map((line) => {
			const changeOrder = line.changeOrder ?? carrierOf(line.line);
			return changeOrder === undefined ? line : { ...line, changeOrder };
		}),
	};
}

/** Accounts of the books that hold retainage, by id; empty where the company has named none. */
export type RetainageAccounts = ReadonlySet<string>;

/**
 * A bill or vendor credit as a sighting. Gross is the sum of its lines other than retainage; a
 * line is retainage when it is charged to the retainage payable account or says so. A vendor
 * credit counts negative.
 */
export function sightBill(
	bill: BooksTransactionRecord,
	placement: Placement & { application?: string },
	retainageAccounts: RetainageAccounts,
): Sighting {
	const currency = bill.currency ?? placement.currency;
	const sign = bill.type === 'vendor_credit' ? -1 : 1;
	const isRetainage = (line: BooksTransactionRecord['lines'][number]): boolean =>
		line.account !== undefined && retainageAccounts.size > 0
			? retainageAccounts.has(line.account)
			: /\bretain(age|ed)\b|\bretention\b/i.test(line.description ?? '');
	let gross = 0;
	let retainage = 0;
	let released = 0;
	let quantity = 0;
	for (const line of bill.lines) {
		const amount = sign * toMinor(line.amount, currency);
		if (!isRetainage(line)) {
			gross += amount;
			quantity += sign * toMillionths(line.quantity ?? 0);
		} else if (amount < 0) retainage -= amount;
		else released += amount;
	}
	const net = sign * toMinor(bill.total, currency);
	if (bill.lines.length === 0) gross = net;
	return {
		status: 'counted',
		credit: bill.type === 'vendor_credit',
		gross,
		net,
		retainage,
		released,
		lines: [{ gross, quantity }],
		kind: bill.type === 'vendor_credit' ? 'credit_memo' : 'invoice',
		isRelease: released > 0 && gross === 0,
		books: bill.books,
		vendor: placement.vendor,
		commitment: placement.commitment,
		project: placement.project,
		number: bill.number,
		application: placement.application,
		date: bill.date,
		balance: bill.balance === undefined ? undefined : toMinor(bill.balance, currency),
		seenIn: `${bill.type === 'vendor_credit' ? 'vendor credit' : 'bill'} ${bill.number ?? bill.id} in the books`,
	};
}
