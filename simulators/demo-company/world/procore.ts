import { wireMoney } from './cents';
import { COST_CODES, COST_TYPES, costCodeOf } from './codes';
import { type ChangeOrder, type PlacedCommitment, changeLineId, changeOrderId } from './commitment';
import { COMMITMENTS } from './commitments';
import { ownerSide } from './owner-billing';
import { requisitionsOf } from './requisitions';
import { PROJECTS, US, projectOf } from './us';
import type { Vendor } from './vendor';
import { VENDORS } from './vendors';

type Row = Record<string, unknown>;

const created = '2025-11-03T15:00:00Z';
const updated = '2026-03-12T16:30:00Z';
const stamps = { created_at: created, updated_at: updated };

const projectRow = (project: (typeof PROJECTS)[number]): Row => ({
	id: project.id,
	name: project.name,
	project_number: project.number,
	address: project.street,
	city: project.city,
	state_code: 'CO',
	zip: project.zip,
	active: project.inactive !== true,
	project_stage: { id: 1, name: project.inactive === true ? 'Warranty' : 'Course of Construction' },
	company: { id: US.companyId, name: US.name },
	...stamps,
});

const vendorRow = (vendor: Vendor): Row => ({
	id: vendor.id,
	name: vendor.name,
	...(vendor.tradeName === undefined ? {} : { trade_name: vendor.tradeName }),
	address: vendor.street,
	city: vendor.city,
	state_code: 'CO',
	zip: vendor.zip,
	business_phone: vendor.phone,
	email_address: `${vendor.mailbox}@${vendor.domain}`,
	website: `https://${vendor.domain}`,
	is_active: true,
	...(vendor.taxId === undefined
		? {}
		: { business_register: { type: 'EIN', identifier: vendor.taxId } }),
	...stamps,
});

const codedAs = (code: string, commitment: PlacedCommitment): Row => {
	const { id, name } = costCodeOf(projectOf(commitment.project).id, code);
	const type = COST_TYPES.find((one) => one.code === commitment.type);
	return {
		cost_code: { id, full_code: code, name },
		line_item_type: { id: type?.id, code: type?.code, name: type?.name },
	};
};

function contractRow(commitment: PlacedCommitment): Row {
	const project = projectOf(commitment.project);
	const vendor = VENDORS[commitment.vendor];
	const executed = commitment.executed ?? true;
	const signed = project.inactive === true ? '2025-08-18' : '2026-01-05';
	return {
		id: commitment.id,
		number: commitment.number,
		title: commitment.title,
		status: commitment.status ?? 'Approved',
		executed,
		...(executed ? { execution_date: signed } : {}),
		contract_date: signed,
		vendor: { id: vendor.id, company: vendor.name },
		project: { id: project.id, name: project.name },
		accounting_method:
			commitment.kind === 'purchase_order' || isByUnit(commitment) ? 'unit' : 'amount',
		retainage_percent: commitment.retainage === undefined ? null : wireMoney(commitment.retainage),
		grand_total: wireMoney(commitment.original),
		approved_change_orders: wireMoney(commitment.approved),
		pending_change_orders: wireMoney(commitment.pending),
		revised_contract: wireMoney(commitment.revised),
		line_items: commitment.lines.map((line, index) => ({
			id: commitment.id + index + 1,
			position: index + 1,
			description: line.description,
			amount: wireMoney(line.amount),
			...(line.quantity === undefined
				? {}
				: {
						quantity: String(line.quantity),
						uom: line.unit,
						unit_cost: String(line.unitPrice),
						extended_type: line.unit === 'M' ? 'manual' : 'calculated',
					}),
			...codedAs(line.code, commitment),
			...stamps,
		})),
		...stamps,
	};
}

const isByUnit = (commitment: PlacedCommitment): boolean =>
	commitment.lines.every((line) => line.quantity !== undefined);

function changeOrderRow(commitment: PlacedCommitment, change: ChangeOrder): Row {
	const approved = change.status === 'approved';
	return {
		id: changeOrderId(commitment, change),
		contract_id: commitment.id,
		project_id: projectOf(commitment.project).id,
		number: change.tier === 'twin' ? change.number.replace('PCO', 'CO') : change.number,
		title: change.title,
		status: change.status,
		executed: change.executed ?? approved,
		grand_total: wireMoney(change.amount),
		...(change.approvedOn === undefined ? {} : { reviewed_at: change.approvedOn }),
		line_items:
			change.withoutLine === true
				? []
				: [
						{
							id: changeLineId(commitment, change),
							position: 1,
							description: change.title,
							amount: wireMoney(change.amount),
							...codedAs(commitment.lines[0]?.code ?? '', commitment),
							...stamps,
						},
					],
		...stamps,
	};
}

const changeOrders = (isWanted: (change: ChangeOrder) => boolean): Row[] =>
	COMMITMENTS.flatMap((commitment) =>
		(commitment.changes ?? []).filter(isWanted).map((change) => changeOrderRow(commitment, change)),
	);

/** A cost of the superintendent's that was entered without a commitment. */
const DIRECT_COST: Row = {
	id: 930_001,
	project_id: projectOf('2307').id,
	vendor: { id: VENDORS.ironhorse.id, name: VENDORS.ironhorse.name },
	vendor_id: VENDORS.ironhorse.id,
	invoice_number: 'IR-7781',
	grand_total: '2400.00',
	amount: '2400.00',
	direct_cost_date: '2026-03-18',
	received_date: '2026-03-18',
	direct_cost_type: 'invoice',
	status: 'approved',
	line_items: [],
	...stamps,
};

/** The budget codes of every project: each cost code with each cost type. */
const budgetCodes = (): Row[] =>
	PROJECTS.flatMap((project) =>
		COST_CODES.flatMap(({ code }) => {
			const costCode = costCodeOf(project.id, code);
			return COST_TYPES.map((type) => ({
				id: costCode.id * 10 + (type.id % 10),
				project_id: project.id,
				flat_code: `${code}.${type.code}`,
				flat_name: `${costCode.name}.${type.name}`,
				description: costCode.name,
				status: 'active',
				segment_items: [segment('cost_code', costCode, '.'), segment('line_item_type', type, null)],
			}));
		}),
	);

const segment = (
	type: string,
	{ id, code, name }: { id: number; code: string; name: string },
	delimiter: string | null,
): Row => ({
	id,
	code,
	name,
	path_code: code,
	status: 'active',
	segment: { type, name: type === 'cost_code' ? 'Cost Code' : 'Cost Type', delimiter },
});

/** The project system of the company, in its wire shapes (v1.0; requisitions v1.1). */
export function procoreJson(): Record<string, Row[]> {
	const ofKind = (kind: PlacedCommitment['kind']): Row[] =>
		COMMITMENTS.filter((commitment) => commitment.kind === kind).map(contractRow);
	const { requisitions, periods, payments } = requisitionsOf();
	return {
		companies: [{ id: US.companyId, name: US.name, is_active: true }],
		projects: PROJECTS.map(projectRow),
		vendors: Object.values<Vendor>(VENDORS)
			.filter(({ only }) => only !== 'books')
			.map(vendorRow),
		cost_codes: PROJECTS.flatMap(({ id: project_id }) =>
			COST_CODES.map(({ code }) => ({
				...costCodeOf(project_id, code),
				full_code: code,
				project_id,
				...stamps,
			})),
		),
		line_item_types: COST_TYPES.map((type) => ({ ...type, base_type: type.name, ...stamps })),
		work_order_contracts: ofKind('subcontract'),
		purchase_order_contracts: ofKind('purchase_order'),
		change_order_packages: changeOrders(({ tier = 'package' }) => tier === 'package'),
		potential_change_orders: changeOrders(({ tier }) => tier === 'proposal' || tier === 'twin'),
		change_order_requests: [],
		requisitions,
		billing_periods: periods,
		contract_payments: payments,
		direct_costs: [DIRECT_COST],
		prime_contracts: ownerSide().contracts,
		payment_applications: ownerSide().applications,
		wbs_codes: budgetCodes(),
	};
}
