import { z } from 'zod';
import * as wire from './values';

/**
 * Rows as Procore's REST API writes them, read leniently: unknown keys are kept, null is absent.
 * Only what the spine uses is named. https://developers.procore.com/reference/rest
 */
export const row = {
	id: wire.id,
	created_at: wire.optionalInstant,
	updated_at: wire.optionalInstant,
	deleted_at: wire.optionalInstant,
};

export const currency = {
	currency_configuration: wire.optionalObject({ currency_iso_code: wire.optionalText }),
	currency_iso_code: wire.optionalText,
};

export const projectRef = {
	project: wire.optionalObject({ id: wire.optionalId }),
	project_id: wire.optionalId,
};

export const projectSchema = z
	.object({
		...row,
		name: z.string(),
		project_number: wire.optionalText,
		address: wire.optionalText,
		city: wire.optionalText,
		state_code: wire.optionalText,
		zip: wire.optionalText,
		country_code: wire.optionalText,
		active: wire.optionalBoolean,
		project_stage: wire.optionalObject({ name: wire.optionalText }),
		stage: wire.optionalText,
	})
	.passthrough();

const emailHolder = { email_address: wire.optionalText, email: wire.optionalText };

export const vendorSchema = z
	.object({
		...row,
		name: z.string(),
		trade_name: wire.optionalText,
		legal_name: wire.optionalText,
		abbreviated_name: wire.optionalText,
		address: wire.optionalText,
		city: wire.optionalText,
		state_code: wire.optionalText,
		zip: wire.optionalText,
		country_code: wire.optionalText,
		business_phone: wire.optionalText,
		mobile_phone: wire.optionalText,
		email_address: wire.optionalText,
		website: wire.optionalText,
		is_active: wire.optionalBoolean,
		business_register: wire.optionalObject({ identifier: wire.optionalText }),
		primary_contact: wire.optionalObject(emailHolder),
		invoice_contacts: wire.list(z.object(emailHolder).passthrough()),
		origin_id: wire.optionalText,
	})
	.passthrough();

export const costCodeSchema = z
	.object({
		...row,
		code: wire.optionalText,
		full_code: wire.optionalText,
		name: wire.optionalText,
		project_id: wire.optionalId,
		biller_id: wire.optionalId,
		biller_type: wire.optionalText,
	})
	.passthrough();

export const costTypeSchema = z
	.object({ ...row, code: wire.optionalText, name: wire.optionalText })
	.passthrough();

export const coded = {
	cost_code: wire.optionalObject({
		id: wire.optionalId,
		full_code: wire.optionalText,
		code: wire.optionalText,
	}),
	cost_code_id: wire.optionalId,
	line_item_type: wire.optionalObject({
		id: wire.optionalId,
		code: wire.optionalText,
		name: wire.optionalText,
	}),
	line_item_type_id: wire.optionalId,
	wbs_code: wire.optionalObject({ flat_code: wire.optionalText }),
};
export type CodedRow = z.infer<z.ZodObject<typeof coded>>;

export const contractLineSchema = z
	.object({
		...row,
		...coded,
		position: wire.optionalText,
		description: wire.optionalText,
		amount: wire.optionalDecimal,
		total_amount: wire.optionalDecimal,
		quantity: wire.optionalDecimal,
		unit_cost: wire.optionalDecimal,
		uom: wire.optionalText,
		extended_type: wire.optionalText,
		holder: wire.optionalObject({ id: wire.optionalId }),
	})
	.passthrough();
export type ContractLineRow = z.infer<typeof contractLineSchema>;

export const contractSchema = z
	.object({
		...row,
		...projectRef,
		...currency,
		number: wire.optionalText,
		title: wire.optionalText,
		status: z.string(),
		executed: wire.optionalBoolean,
		execution_date: wire.optionalDate,
		actual_completion_date: wire.optionalDate,
		vendor: wire.optionalObject({ id: wire.optionalId, company: wire.optionalText }),
		vendor_id: wire.optionalId,
		accounting_method: wire.optionalText,
		retainage_percent: wire.optionalPercent,
		grand_total: wire.decimal,
		approved_change_orders: wire.optionalDecimal,
		pending_change_orders: wire.optionalDecimal,
		revised_contract: wire.optionalDecimal,
		line_items: wire.list(contractLineSchema),
	})
	.passthrough();
export type ContractRow = z.infer<typeof contractSchema>;

export const changeOrderSchema = z
	.object({
		...row,
		...projectRef,
		...currency,
		contract_id: wire.optionalId,
		number: wire.optionalText,
		title: wire.optionalText,
		status: z.string(),
		type: wire.optionalText,
		executed: wire.optionalBoolean,
		grand_total: wire.optionalDecimal,
		reviewed_at: wire.optionalDate,
		signed_change_order_received_date: wire.optionalDate,
		change_order_package_id: wire.optionalId,
		change_order_request_id: wire.optionalId,
		legacy_package_id: wire.optionalId,
		legacy_request_id: wire.optionalId,
		line_items: wire.list(contractLineSchema),
	})
	.passthrough();
export type ChangeOrderRow = z.infer<typeof changeOrderSchema>;

export const requisitionItemSchema = z
	.object({
		...coded,
		id: wire.optionalId,
		item_type: wire.optionalText,
		line_item_id: wire.optionalId,
		commitment_line_item_id: wire.optionalId,
		change_order_package_id: wire.optionalId,
		item_number: wire.optionalText,
		line_number: wire.optionalText,
		position: wire.optionalText,
		description_of_work: wire.optionalText,
		scheduled_value: wire.optionalDecimal,
		work_completed_from_previous_application: wire.optionalDecimal,
		work_completed_this_period: wire.optionalDecimal,
		materials_presently_stored: wire.optionalDecimal,
		total_completed_and_stored_to_date: wire.optionalDecimal,
		total_completed_and_stored_to_date_percent: wire.optionalPercent,
		balance_to_finish: wire.optionalDecimal,
		work_completed_retainage_from_previous_application: wire.optionalDecimal,
		work_completed_retainage_retained_this_period: wire.optionalDecimal,
		work_completed_retainage_released_this_period: wire.optionalDecimal,
		materials_stored_retainage_currently_retained: wire.optionalDecimal,
		materials_stored_retainage_released_this_period: wire.optionalDecimal,
		total_retainage_currently_retained: wire.optionalDecimal,
	})
	.passthrough();
export type RequisitionItemRow = z.infer<typeof requisitionItemSchema>;

export const coverSheet = {
	original_contract_sum: wire.optionalDecimal,
	net_change_by_change_orders: wire.optionalDecimal,
	contract_sum_to_date: wire.optionalDecimal,
	total_completed_and_stored_to_date: wire.optionalDecimal,
	completed_work_retainage_percent: wire.optionalPercent,
	completed_work_retainage_amount: wire.optionalDecimal,
	stored_materials_retainage_percent: wire.optionalPercent,
	stored_materials_retainage_amount: wire.optionalDecimal,
	total_retainage: wire.optionalDecimal,
	total_earned_less_retainage: wire.optionalDecimal,
	less_previous_certificates_for_payment: wire.optionalDecimal,
	current_payment_due: wire.optionalDecimal,
	balance_to_finish_including_retainage: wire.optionalDecimal,
	tax_applicable_to_this_payment: wire.optionalDecimal,
};

export const requisitionSchema = z
	.object({
		...row,
		...projectRef,
		...currency,
		commitment_id: wire.id,
		contract_name: wire.optionalText,
		vendor_id: wire.optionalId,
		vendor_name: wire.optionalText,
		number: wire.optionalInteger,
		invoice_number: wire.optionalText,
		invoice_type: wire.optionalText,
		status: z.string(),
		requisition_start: wire.optionalDate,
		requisition_end: wire.optionalDate,
		billing_date: wire.optionalDate,
		payment_date: wire.optionalDate,
		submitted_at: wire.optionalDate,
		summary: wire.optionalObject(coverSheet),
		/** Name of the summary in v1.0. */
		g702: wire.optionalObject(coverSheet),
		items: wire.list(requisitionItemSchema),
	})
	.passthrough();
export type RequisitionRow = z.infer<typeof requisitionSchema>;

export const paymentSchema = z
	.object({
		...row,
		...currency,
		project_id: wire.optionalId,
		contract_id: wire.optionalId,
		amount: wire.decimal,
		date: wire.optionalDate,
		invoice_number: wire.optionalText,
		check_number: wire.optionalText,
		requisition_id: wire.optionalId,
		status: wire.optionalText,
	})
	.passthrough();

export const directCostSchema = z
	.object({
		...row,
		...projectRef,
		...currency,
		/** A name in lists, an object in single records. */
		vendor: z.unknown(),
		vendor_id: wire.optionalId,
		invoice_number: wire.optionalText,
		grand_total: wire.optionalDecimal,
		amount: wire.optionalDecimal,
		direct_cost_date: wire.optionalDate,
		received_date: wire.optionalDate,
		status: wire.optionalText,
	})
	.passthrough();

/** Rows that the spine hands on but keeps no record of. */
export const otherSchema = z.object({ ...row }).passthrough();
