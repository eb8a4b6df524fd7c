import { z } from 'zod';
import { coded, contractSchema, coverSheet, currency, projectRef, row } from './schemas';
import * as wire from './values';

/** The contract with the owner. https://developers.procore.com/reference/rest/prime-contracts */
export const primeContractSchema = contractSchema.extend({
	grand_total: wire.optionalDecimal,
	revised_contract_amount: wire.optionalDecimal,
	vendor: wire.optionalObject({
		id: wire.optionalId,
		name: wire.optionalText,
		company: wire.optionalText,
	}),
});

/** A line of the continuation sheet of an owner invoice. */
export const ownerInvoiceLineSchema = z
	.object({
		...coded,
		id: wire.optionalId,
		/** Id of the contract line it bills, a number; not a key in another system. */
		origin_id: wire.optionalId,
		origin_type: wire.optionalText,
		item_number: wire.optionalText,
		position: wire.optionalText,
		description_of_work: wire.optionalText,
		description_override: wire.optionalText,
		scheduled_value: wire.optionalDecimal,
		work_completed_from_previous_application: wire.optionalDecimal,
		work_completed_this_period: wire.optionalDecimal,
		materials_presently_stored: wire.optionalDecimal,
		total_completed_and_stored_to_date: wire.optionalDecimal,
		total_retainage_currently_retained: wire.optionalDecimal,
		work_completed_retainage_retained_this_period: wire.optionalDecimal,
		work_completed_retainage_released_this_period: wire.optionalDecimal,
		materials_stored_retainage_retained_this_period: wire.optionalDecimal,
		materials_stored_retainage_released_this_period: wire.optionalDecimal,
	})
	.passthrough();

/** An owner invoice. https://developers.procore.com/reference/rest/payment-applications */
export const ownerInvoiceSchema = z
	.object({
		...row,
		...projectRef,
		...currency,
		contract: wire.optionalObject({ id: wire.optionalId }),
		number: wire.optionalInteger,
		invoice_number: wire.optionalText,
		status: z.string(),
		billing_date: wire.optionalDate,
		period_start: wire.optionalDate,
		period_end: wire.optionalDate,
		billing_period: wire.optionalObject({
			start_date: wire.optionalDate,
			end_date: wire.optionalDate,
		}),
		g702: wire.optionalObject(coverSheet),
		g703: wire.list(ownerInvoiceLineSchema),
	})
	.passthrough();
