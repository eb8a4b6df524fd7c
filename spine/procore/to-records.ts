import { ZodError, type z } from 'zod';
import { postalOf, type Postal } from '../documents/postal';
import {
	recordSchema,
	type LedgerRecord,
	type ProjectRecord,
	type RecordOf,
	type VendorRecord,
} from '../documents/records';
import { directCostRecord, paymentRecord, requisitionRecord } from './billing-records';
import {
	changeOrderRecord,
	commitmentRecord,
	recordBase,
	type RowContext,
} from './contract-records';
import { ownerInvoiceRecord, primeChangeOrderRecord, primeContractRecord } from './owner-records';
import { resourceOf, type ResourceName } from './resources';
import { timecardEntrySchema, timecardRecord } from './timecard-records';
import { ownerInvoiceSchema, primeContractSchema } from './wire/owner-schemas';
import { refusal, UnusableRow, type Refused } from './wire/refusal';
import * as wire from './wire/schemas';

export type { RowContext } from './contract-records';
export type { Refused } from './wire/refusal';

export interface Translation {
	records: LedgerRecord[];
	/** Rows that were left out; the others are not affected. */
	refused: Refused[];
}

type Translate = (row: unknown, context: RowContext) => LedgerRecord | undefined;

function translator<S extends z.ZodTypeAny>(
	schema: S,
	build: (row: z.output<S>, context: RowContext) => LedgerRecord | undefined,
): Translate {
	return (row, context) => build(schema.parse(row), context);
}

const none = translator(wire.otherSchema, () => undefined);
const vendor = translator(wire.vendorSchema, vendorRecord);

const translators: Record<ResourceName, Translate> = {
	companies: none,
	projects: translator(wire.projectSchema, projectRecord),
	vendors: vendor,
	inactive_vendors: (row, context) => {
		const record = vendor(row, context);
		return record?.type === 'vendor' ? { ...record, active: false } : record;
	},
	cost_codes: translator(wire.costCodeSchema, costCodeRecord),
	wbs_codes: none,
	line_item_types: translator(wire.costTypeSchema, costTypeRecord),
	work_order_contracts: translator(wire.contractSchema, (row, context) =>
		commitmentRecord('subcontract', row, context),
	),
	work_order_contract_line_items: none,
	purchase_order_contracts: translator(wire.contractSchema, (row, context) =>
		commitmentRecord('purchase_order', row, context),
	),
	purchase_order_contract_line_items: none,
	change_order_packages: translator(
		wire.changeOrderSchema,
		(row, context) =>
			primeChangeOrderRecord(row, context) ?? changeOrderRecord('package', row, context),
	),
	change_order_requests: translator(wire.changeOrderSchema, (row, context) =>
		changeOrderRecord('request', row, context),
	),
	potential_change_orders: translator(wire.changeOrderSchema, (row, context) =>
		changeOrderRecord('potential', row, context),
	),
	potential_change_order_line_items: none,
	commitment_change_orders: translator(wire.changeOrderSchema, (row, context) =>
		changeOrderRecord('package', { ...row, id: row.legacy_package_id ?? row.id }, context),
	),
	requisitions: translator(wire.requisitionSchema, requisitionRecord),
	billing_periods: none,
	contract_payments: translator(wire.paymentSchema, paymentRecord),
	direct_costs: translator(wire.directCostSchema, directCostRecord),
	prime_contracts: translator(primeContractSchema, primeContractRecord),
	payment_applications: translator(ownerInvoiceSchema, ownerInvoiceRecord),
	timecard_entries: translator(timecardEntrySchema, timecardRecord),
};

/**
 * Records from rows of a resource. Ids become text, money strings amounts at the currency's
 * precision, a `deleted_at` a deleted record. Lines and billing periods have no record of their own
 * and give none. Every row stands alone: one that cannot be
 * read is named in `refused` and the others go on.
 *
 * @param context project and commitment of the call, for rows that do not repeat them.
 */
export function translate(
	resource: ResourceName,
	rows: readonly unknown[],
	context: RowContext = {},
): Translation {
	const records: LedgerRecord[] = [];
	const refused: Refused[] = [];
	const build = translators[resource];
	for (const row of rows) {
		try {
			const record = build(row, context);
			if (record !== undefined) records.push(recordSchema.parse(record));
		} catch (error) {
			if (!(error instanceof UnusableRow) && !(error instanceof ZodError)) throw error;
			refused.push(refusal(resourceOf(resource).label, row, error));
		}
	}
	return { records, refused };
}

function joined(...parts: Array<string | undefined>): string | undefined {
	const present = parts.filter((part) => part !== undefined && part !== '');
	return present.length === 0 ? undefined : present.join(', ');
}

function projectRecord(row: z.infer<typeof wire.projectSchema>): ProjectRecord {
	return {
		...recordBase(row),
		type: 'project',
		number: row.project_number,
		name: row.name,
		address: joined(row.address, row.city, joinedState(row)),
		postal: postalParts(row),
		active: row.active ?? true,
		stage: row.project_stage?.name ?? row.stage,
	};
}

function joinedState(row: { state_code?: string; zip?: string }): string | undefined {
	const text = [row.state_code, row.zip].filter((part) => part !== undefined).join(' ');
	return text === '' ? undefined : text;
}

function postalParts(row: {
	address?: string;
	city?: string;
	state_code?: string;
	zip?: string;
	country_code?: string;
}): Postal | undefined {
	return postalOf({
		street: row.address,
		city: row.city,
		state: row.state_code,
		postalCode: row.zip,
		country: row.country_code,
	});
}

/**
 * The trade, legal and short names become aliases; the origin id is the link to the books. The row's
 * `company` names the account that the directory belongs to, which is no name of the vendor.
 */
function vendorRecord(row: z.infer<typeof wire.vendorSchema>): VendorRecord {
	const names = [row.trade_name, row.legal_name, row.abbreviated_name];
	const aliases = names.filter((name): name is string => name !== undefined && name !== row.name);
	const addresses = [
		row.email_address,
		row.primary_contact?.email_address ?? row.primary_contact?.email,
		...row.invoice_contacts.map((contact) => contact.email_address ?? contact.email),
	].filter((email) => email !== undefined);
	return {
		...recordBase(row),
		type: 'vendor',
		name: row.name,
		aliases: [...new Set(aliases)],
		taxId: row.business_register?.identifier,
		emails: [...new Set(addresses.map((email) => email.toLowerCase()))],
		phone: row.business_phone ?? row.mobile_phone,
		website: row.website,
		address: joined(row.address, row.city, joinedState(row)),
		postal: postalParts(row),
		active: row.is_active ?? true,
		linkedId: row.origin_id,
	};
}

function costCodeRecord(
	row: z.infer<typeof wire.costCodeSchema>,
	context: RowContext,
): RecordOf<'cost_code'> {
	const code = row.full_code ?? row.code;
	if (code === undefined) throw new UnusableRow('full_code', 'is missing');
	const biller = row.biller_type === 'Project' ? row.biller_id : undefined;
	return {
		...recordBase(row),
		type: 'cost_code',
		project: row.project_id ?? biller ?? context.project,
		code,
		name: row.name,
	};
}

function costTypeRecord(row: z.infer<typeof wire.costTypeSchema>): RecordOf<'cost_type'> {
	const code = row.code ?? row.name;
	if (code === undefined) throw new UnusableRow('code', 'is missing');
	return { ...recordBase(row), type: 'cost_type', code, name: row.name };
}
