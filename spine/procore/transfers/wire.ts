import { z } from 'zod';
import * as wire from '../wire/values';

/** A contract payment as Procore writes it; amounts are text with a varying number of decimals. */
export const contractPaymentSchema = z
	.object({
		id: wire.id,
		amount: wire.decimal,
		date: wire.optionalDate,
		check_number: wire.optionalText,
		invoice_number: wire.optionalText,
		requisition_id: wire.optionalId,
		notes: wire.optionalText,
		status: wire.optionalText,
		/** Only of Procore Pay. */
		external_payment_id: wire.optionalText,
		date_payment_initiated: wire.optionalText,
		origin_id: wire.optionalText,
		created_at: wire.optionalText,
		updated_at: wire.optionalText,
		deleted_at: wire.optionalText,
	})
	.passthrough();
export type ContractPaymentRow = z.infer<typeof contractPaymentSchema>;

const directCostLineSchema = z
	.object({
		id: wire.id,
		description: wire.optionalText,
		amount: wire.optionalDecimal,
		total_amount: wire.optionalDecimal,
		manual_amount: wire.optionalDecimal,
		wbs_code: wire.optionalObject({ id: wire.optionalId }),
		wbs_code_id: wire.optionalId,
		deleted_at: wire.optionalText,
	})
	.passthrough();
export type DirectCostLineRow = z.infer<typeof directCostLineSchema>;

/** A direct cost as Procore writes it; the vendor is a name in lists and an object alone. */
export const directCostRowSchema = z
	.object({
		id: wire.id,
		direct_cost_type: wire.optionalText,
		invoice_number: wire.optionalText,
		vendor: z.unknown(),
		vendor_id: wire.optionalId,
		direct_cost_date: wire.optionalDate,
		received_date: wire.optionalDate,
		description: wire.optionalText,
		status: wire.optionalText,
		amount: wire.optionalDecimal,
		grand_total: wire.optionalDecimal,
		origin_id: wire.optionalText,
		/** Whether an accounting integration of Procore keeps it. */
		synced: wire.optionalBoolean,
		created_at: wire.optionalText,
		updated_at: wire.optionalText,
		deleted_at: wire.optionalText,
		line_items: wire.list(directCostLineSchema),
	})
	.passthrough();
export type DirectCostRow = z.infer<typeof directCostRowSchema>;
