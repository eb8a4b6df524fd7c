import type { Exception } from './schema';

const figure = { type: 'string' };
const person = {
	type: 'object',
	properties: { id: { type: 'integer' }, login: { type: 'string' }, name: { type: 'string' } },
};

/**
 * Where the published contract data is known to be wrong, lossy or older than the API. Everything
 * else has to fit.
 */
export const exceptions: readonly Exception[] = [
	{
		at: /line_item_types.* (base_type|entities\.base_type)$|line_item_type\.base_type$/,
		reason: 'The response enumeration omits labor, which the request enumeration has.',
		schema: {
			type: 'string',
			enum: [
				'labor',
				'equipment',
				'materials',
				'commitment',
				'owner_cost',
				'professional_services',
				'other',
			],
		},
	},
	{
		at: /purchase_order_contracts\/\{id\} attachments$/,
		reason: 'Typed as an object here and as a list everywhere else.',
		schema: { type: 'array' },
	},
	{
		at: /v2\.0.*line_items.* data\.quantity$/,
		reason: 'The contract says number, real payloads carry a text.',
		schema: { type: 'string', format: 'float' },
	},
	{
		at: /potential_change_orders.*line_items\.(quantity|unit_cost)$/,
		reason: 'Typed as numbers here and as texts everywhere else; real payloads are texts.',
		schema: { type: 'string', format: 'float' },
	},
	{
		at: /(change_order_packages|potential_change_orders).* line_items\.(amount|company|project|holder|tax_code_id|origin_id|origin_data|extended_type|created_at|updated_at|wbs_code|cost_code_id)$/,
		reason: 'The line items inside a change order are cut short; they are those of /line_items.',
	},
	{
		at: /change_order_packages\/\{id\} .*creator$|change_order_packages creator$/,
		reason: 'A user reference of the same shape as the reviewer.',
		schema: person,
	},
	{
		at: /requisitions.* items(\.|$)/,
		reason: 'Items come with the views extended and items only; the header schema lacks them.',
	},
	{
		at: /requisitions.* summary\.original_contract_sum$/,
		reason: 'A line of the form G702.',
		schema: figure,
	},
	{
		at: /requisitions.* (payment_summary|contract_invoicing_method|attachments|item_packages|currency_configuration)$/,
		reason: 'Seen in real payloads and in the newer reference.',
	},
	{
		at: /payment_applications.* (created_at|updated_at)$/,
		reason: 'Typed as dates; every other resource has date-times.',
		schema: { type: 'string', format: 'date-time' },
	},
	{
		at: /prime_contracts? (vendor|contractor)(\.|$)/,
		reason: 'The full vendor, whose schema was lost.',
	},
	{
		at: /(work_order|purchase_order)_contracts.* (change_order_packages|potential_change_orders|change_order_requests|payments_issued)\./,
		reason: 'The nested records are cut short; they are those of their own lists.',
	},
	{
		at: /prime_contract.* (change_order_packages|potential_change_orders|change_order_requests|payments_received)\./,
		reason: 'The nested records are cut short; they are those of their own lists.',
	},
	{
		at: /change_order(_package|_request|s|_packages|_requests).* status$/,
		reason: 'One tier projects have pending_billable, which is newer than the enumeration.',
		schema: {
			type: 'string',
			enum: [
				'draft',
				'not_pricing',
				'pricing',
				'pending',
				'revised',
				'proceeding',
				'not_proceeding',
				'no_charge',
				'approved',
				'rejected',
				'void',
				'pending_billable',
			],
		},
	},
];

/**
 * Operations for which the contract requires both company_id and project_id, though a cost type or a
 * webhook belongs to one of them: either will do.
 */
export const eitherScope = [
	/^GET \/rest\/v1\.0\/line_item_types$/,
	/\/rest\/v1\.0\/webhooks\/hooks/,
];
