import { type Sheet, type SheetRow, sheetOf } from './application';
import { total, wireMoney } from './cents';
import { costCodeOf } from './codes';
import { type PastApplication, type PlacedCommitment, changeOrderId } from './commitment';
import { COMMITMENTS } from './commitments';
import { PROJECTS, projectOf } from './us';
import { VENDORS } from './vendors';

type Row = Record<string, unknown>;

/** An application of an earlier month as both systems know it. */
export interface PlacedApplication {
	commitment: PlacedCommitment;
	application: PastApplication;
	/** The one before on the same commitment. */
	before?: PastApplication;
	sheet: Sheet;
	/** Number of its bill. */
	billNumber: string;
	requisitionId: number;
}

export function applicationsOf(commitment: PlacedCommitment): PlacedApplication[] {
	const all = commitment.applications ?? [];
	return all.map((application, index) => ({
		commitment,
		application,
		...(index === 0 ? {} : { before: all[index - 1] }),
		sheet: sheetOf(commitment, all.slice(0, index + 1)),
		billNumber: `${commitment.number}-${String(application.number).padStart(2, '0')}`,
		requisitionId: commitment.id * 10 + 900 + application.number,
	}));
}

export const PAST_APPLICATIONS: readonly PlacedApplication[] = COMMITMENTS.flatMap(applicationsOf);

const firstOf = (date: string): string => `${date.slice(0, 8)}01`;

function periodId(project: string, periodTo: string): number {
	return projectOf(project).id * 100 + Number(periodTo.slice(5, 7));
}

function itemRow(placed: PlacedApplication, row: SheetRow, index: number): Row {
	const { commitment, requisitionId } = placed;
	const change = (commitment.changes ?? []).find(({ number }) => number === row.changeOrder);
	const earlierRetainage = total([(row.previous * (commitment.retainage ?? 0)) / 100]);
	return {
		id: requisitionId * 100 + index,
		item_type: row.isChangeOrder ? 'change_order_item' : 'contract_item',
		line_item_id: row.id,
		...(change === undefined ? {} : { change_order_package_id: changeOrderId(commitment, change) }),
		cost_code: {
			id: costCodeOf(projectOf(commitment.project).id, row.code).id,
			full_code: row.code,
		},
		position: index + 1,
		item_number: row.item,
		description_of_work: row.description,
		scheduled_value: wireMoney(row.scheduled),
		work_completed_from_previous_application: wireMoney(row.previous),
		work_completed_this_period: wireMoney(row.thisPeriod),
		materials_presently_stored: wireMoney(row.stored),
		total_completed_and_stored_to_date: wireMoney(row.completed),
		work_completed_retainage_from_previous_application: wireMoney(earlierRetainage),
		work_completed_retainage_retained_this_period: wireMoney(
			total([row.retainageOnWork, -earlierRetainage]),
		),
		work_completed_retainage_released_this_period: '0.00',
		materials_stored_retainage_currently_retained: wireMoney(row.retainageOnStored),
		materials_stored_retainage_released_this_period: '0.00',
		total_retainage_currently_retained: wireMoney(row.retainage),
		status: placed.application.status ?? 'approved',
	};
}

/** The empty line that a change order leaves in the schedule of values of a synchronised project. */
function twinRow(placed: PlacedApplication, row: SheetRow, index: number): Row {
	const zero = { ...row, scheduled: 0, previous: 0, thisPeriod: 0, stored: 0, completed: 0 };
	const retained = { retainage: 0, retainageOnWork: 0, retainageOnStored: 0 };
	return {
		...itemRow(placed, { ...zero, ...retained, isChangeOrder: false }, index),
		item_type: 'contract_item',
	};
}

function requisitionRow(placed: PlacedApplication): Row {
	const { commitment, application, sheet, requisitionId } = placed;
	const vendor = VENDORS[commitment.vendor];
	const rate = wireMoney(commitment.retainage ?? 0);
	const storedRate = wireMoney(commitment.retainageOnStored ?? commitment.retainage ?? 0);
	const items = sheet.rows.map((row, index) => itemRow(placed, row, index));
	const twins =
		commitment.twinLines === true
			? sheet.rows
					.filter((row) => row.isChangeOrder)
					.map((row, index) => twinRow(placed, row, 50 + index))
			: [];
	return {
		id: requisitionId,
		project_id: projectOf(commitment.project).id,
		commitment_id: commitment.id,
		vendor_id: vendor.id,
		vendor_name: vendor.name,
		number: application.number,
		invoice_number: placed.billNumber,
		period_id: periodId(commitment.project, application.periodTo),
		status: application.status ?? 'approved',
		billing_date: application.periodTo,
		requisition_start: firstOf(application.periodTo),
		requisition_end: application.periodTo,
		summary: {
			original_contract_sum: wireMoney(sheet.originalSum),
			net_change_by_change_orders: wireMoney(sheet.netChanges),
			contract_sum_to_date: wireMoney(sheet.sumToDate),
			total_completed_and_stored_to_date: wireMoney(sheet.completedAndStored),
			completed_work_retainage_percent: rate,
			completed_work_retainage_amount: wireMoney(sheet.retainageOnWork),
			stored_materials_retainage_percent: storedRate,
			stored_materials_retainage_amount: wireMoney(sheet.retainageOnStored),
			total_retainage: wireMoney(sheet.totalRetainage),
			total_earned_less_retainage: wireMoney(sheet.earnedLessRetainage),
			less_previous_certificates_for_payment: wireMoney(sheet.previousCertificates),
			current_payment_due: wireMoney(sheet.currentDue),
			balance_to_finish_including_retainage: wireMoney(sheet.balanceToFinish),
		},
		items: [...items, ...twins],
		created_at: `${application.periodTo}T16:00:00Z`,
		updated_at: `${application.periodTo}T16:00:00Z`,
	};
}

/** A payment of every application that is in the books and a month old. */
function paymentRows(): Row[] {
	return PAST_APPLICATIONS.filter(isPaid).map(
		({ commitment, sheet, requisitionId, billNumber }) => ({
			id: requisitionId,
			contract_id: commitment.id,
			project_id: projectOf(commitment.project).id,
			requisition_id: requisitionId,
			invoice_number: billNumber,
			amount: wireMoney(sheet.currentDue),
			date: '2026-03-02',
		}),
	);
}

/** What was applied for by the end of January is paid. */
export const isPaid = ({ application }: PlacedApplication): boolean =>
	application.periodTo <= '2026-01-31';

/** Requisitions, the billing periods they lie in, and what was paid on them. */
export function requisitionsOf(): { requisitions: Row[]; periods: Row[]; payments: Row[] } {
	const months = ['2026-01-31', '2026-02-28', '2026-03-31'];
	return {
		requisitions: PAST_APPLICATIONS.map(requisitionRow),
		periods: PROJECTS.filter(({ inactive }) => inactive !== true).flatMap((project) =>
			months.map((end) => ({
				id: periodId(project.number, end),
				project_id: project.id,
				start_date: firstOf(end),
				end_date: end,
				due_date: end,
				name: end.slice(0, 7),
				status: end === '2026-03-31' ? 'open' : 'closed',
			})),
		),
		payments: paymentRows(),
	};
}
