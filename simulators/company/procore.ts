import { z } from 'zod';
import {
	optionalDate,
	optionalFigure,
	optionalFlag,
	optionalPercentage,
	optionalText,
	optionalWholeId,
	wholeId,
} from './shapes';

const reference = z.object({ id: optionalWholeId }).passthrough().nullish();

const stamped = {
	id: wholeId,
	created_at: optionalDate,
	updated_at: optionalDate,
	deleted_at: optionalDate,
	origin_id: optionalText,
};

const company = z.object({ id: wholeId, name: optionalText }).passthrough();
const project = z.object({ ...stamped, name: optionalText, active: optionalFlag }).passthrough();
const vendor = z.object({ ...stamped, name: optionalText }).passthrough();
const costCode = z
	.object({ ...stamped, name: optionalText, biller_id: optionalWholeId })
	.passthrough();
const named = z.object({ ...stamped, name: optionalText }).passthrough();

/** A line of a schedule of values, of a change order or of a direct cost. */
const lineItem = z
	.object({
		...stamped,
		amount: optionalFigure,
		extended_amount: optionalFigure,
		total_amount: optionalFigure,
		quantity: optionalFigure,
		unit_cost: optionalFigure,
		description: optionalText,
		cost_code: reference,
		line_item_type: reference,
		wbs_code: reference,
	})
	.passthrough();
const lineItems = z.array(lineItem).optional();

const contractFigures = {
	grand_total: optionalFigure,
	approved_change_orders: optionalFigure,
	pending_change_orders: optionalFigure,
	draft_change_orders_amount: optionalFigure,
	revised_contract: optionalFigure,
	pending_revised_contract: optionalFigure,
	remaining_balance_outstanding: optionalFigure,
	total_payments: optionalFigure,
	total_requisitions_amount: optionalFigure,
	total_draw_requests_amount: optionalFigure,
	retainage_percent: optionalPercentage,
	percentage_paid: optionalPercentage,
};

const contract = z
	.object({
		...stamped,
		...contractFigures,
		title: optionalText,
		status: optionalText,
		executed: optionalFlag,
		contract_date: optionalDate,
		vendor: reference,
		vendor_id: optionalWholeId,
		project: reference,
		project_id: optionalWholeId,
		line_items: lineItems,
	})
	.passthrough();

const changeOrder = z
	.object({
		...stamped,
		contract_id: optionalWholeId,
		project_id: optionalWholeId,
		title: optionalText,
		status: optionalText,
		grand_total: optionalFigure,
		line_items: lineItems,
	})
	.passthrough();

const requisitionItem = z
	.object({
		id: wholeId,
		line_item_id: optionalWholeId,
		scheduled_value: optionalFigure,
		work_completed_from_previous_application: optionalFigure,
		work_completed_this_period: optionalFigure,
		materials_presently_stored: optionalFigure,
		total_completed_and_stored_to_date: optionalFigure,
		work_completed_retainage_retained_this_period: optionalFigure,
		work_completed_retainage_released_this_period: optionalFigure,
		materials_stored_retainage_currently_retained: optionalFigure,
		net_amount: optionalFigure,
		gross_amount: optionalFigure,
	})
	.passthrough();

const summary = z
	.object({
		original_contract_sum: optionalFigure,
		net_change_by_change_orders: optionalFigure,
		contract_sum_to_date: optionalFigure,
		total_completed_and_stored_to_date: optionalFigure,
		completed_work_retainage_percent: optionalPercentage,
		completed_work_retainage_amount: optionalFigure,
		stored_materials_retainage_percent: optionalPercentage,
		stored_materials_retainage_amount: optionalFigure,
		total_retainage: optionalFigure,
		total_earned_less_retainage: optionalFigure,
		less_previous_certificates_for_payment: optionalFigure,
		current_payment_due: optionalFigure,
		balance_to_finish_including_retainage: optionalFigure,
		tax_applicable_to_this_payment: optionalFigure,
	})
	.passthrough();

const requisition = z
	.object({
		...stamped,
		project_id: optionalWholeId,
		commitment_id: optionalWholeId,
		vendor_id: optionalWholeId,
		period_id: optionalWholeId,
		number: optionalFigure,
		invoice_number: z.union([z.string(), z.number()]).nullish(),
		status: optionalText,
		billing_date: optionalDate,
		requisition_start: optionalDate,
		requisition_end: optionalDate,
		percent_complete: optionalPercentage,
		total_claimed_amount: optionalFigure,
		summary: summary.nullish(),
		items: z.array(requisitionItem).optional(),
	})
	.passthrough();

const billingPeriod = z
	.object({
		...stamped,
		project_id: optionalWholeId,
		start_date: optionalDate,
		end_date: optionalDate,
		due_date: optionalDate,
	})
	.passthrough();

const contractPayment = z
	.object({
		...stamped,
		contract_id: optionalWholeId,
		project_id: optionalWholeId,
		requisition_id: optionalWholeId,
		amount: optionalFigure,
		date: optionalDate,
	})
	.passthrough();

const directCost = z
	.object({
		...stamped,
		project_id: optionalWholeId,
		vendor_id: optionalWholeId,
		amount: optionalFigure,
		grand_total: optionalFigure,
		direct_cost_date: optionalDate,
		line_items: lineItems,
	})
	.passthrough();

const paymentApplication = z
	.object({
		...stamped,
		billing_date: optionalDate,
		total_amount_paid: optionalFigure,
		contract: reference,
		g702: summary.nullish(),
	})
	.passthrough();

/** Hours of one person on one day and cost code. */
const timecardEntry = z
	.object({
		...stamped,
		project_id: optionalWholeId,
		project: reference,
		date: optionalDate,
		hours: optionalFigure,
		approval_status: optionalText,
		cost_code: reference,
		timecard_time_type: reference,
	})
	.passthrough();

const taxCode = z.object({ ...stamped, code: optionalText, rate1: optionalFigure }).passthrough();

/**
 * Resources of `procore.json` in the wire shapes of the REST API (v1.0; requisitions and direct
 * costs v1.1). Rows may carry more members than are named here; money is a JSON text or number and
 * is kept as it stands; an absent resource is empty.
 * https://developers.procore.com/reference/rest
 */
export const procoreResourceSchemas = {
	companies: company,
	projects: project,
	vendors: vendor,
	cost_codes: costCode,
	standard_cost_codes: costCode,
	line_item_types: named,
	wbs_codes: named,
	tax_codes: taxCode,
	sub_jobs: named,
	uoms: z.object({ id: wholeId, name: optionalText }).passthrough(),
	work_order_contracts: contract,
	purchase_order_contracts: contract,
	prime_contracts: contract,
	change_order_packages: changeOrder,
	potential_change_orders: changeOrder,
	change_order_requests: changeOrder,
	commitment_change_orders: changeOrder,
	requisitions: requisition,
	billing_periods: billingPeriod,
	contract_payments: contractPayment,
	direct_costs: directCost,
	payment_applications: paymentApplication,
	timecard_entries: timecardEntry,
	timecard_time_types: z.object({ ...stamped, time_type: optionalText }).passthrough(),
	people: named,
};

/** One row of a resource: its `id` and whatever else stands in the file. */
export const procoreRowSchema = z.object({ id: z.number() }).passthrough();
export type ProcoreRow = z.infer<typeof procoreRowSchema>;

/** `procore.json`: rows by resource, and keys that are no list of rows as they stand. */
export interface ProcoreData {
	resources: Record<string, ProcoreRow[]>;
	other: Record<string, unknown>;
}
