import { z } from 'zod';
import { procoreData } from '../../../simulators/company';
import {
	type ProcoreSimulator,
	type ProcoreSimulatorOptions,
	procoreSimulator,
} from '../../../simulators/procore';

export const companyId = 5358233;
export const projectId = 3001;

/** A small general contractor: one subcontract with two lines, one purchase order, the second project empty. */
export const smallCompany = {
	companies: [{ id: companyId, name: 'Granite Builders' }],
	projects: [
		{ id: projectId, name: 'School', project_number: '24-017', active: true },
		{ id: 3002, name: 'Bridge', project_number: '24-018', active: true },
		{ id: 3003, name: 'Old Mill', project_number: '19-001', active: false },
	],
	vendors: [
		{ id: 71, name: 'Acme Concrete', origin_id: 'QB-56', updated_at: '2026-02-01T10:00:00Z' },
		{ id: 72, name: "O'Neil <b>", origin_code: 'V-72', updated_at: '2026-03-01T10:00:00Z' },
	],
	cost_codes: [
		{
			id: 501,
			code: '300',
			full_code: '03-300',
			name: 'Concrete',
			biller_id: projectId,
			biller_type: 'Project',
		},
		{
			id: 502,
			code: '500',
			full_code: '05-500',
			name: 'Metals',
			biller_id: projectId,
			biller_type: 'Project',
		},
		{
			id: 503,
			code: '300',
			full_code: '03-300',
			name: 'Concrete',
			biller_id: 3002,
			biller_type: 'Project',
		},
	],
	line_item_types: [
		{ id: 601, name: 'Materials', code: 'M', base_type: 'materials' },
		{ id: 602, name: 'Commitment', code: 'C', base_type: 'commitment' },
	],
	work_order_contracts: [
		{
			id: 900,
			number: 'SC-001',
			title: 'Concrete',
			status: 'Approved',
			vendor: { id: 71, company: 'Acme Concrete' },
			project: { id: projectId, name: 'School' },
			retainage_percent: '10.0',
			grand_total: '50000.00',
			approved_change_orders: '0.00',
			pending_change_orders: '0.00',
			draft_change_orders_amount: '0.00',
			revised_contract: '50000.00',
			pending_revised_contract: '50000.00',
			remaining_balance_outstanding: '50000.00',
			total_payments: '0.00',
			total_requisitions_amount: '0.00',
			percentage_paid: '0.00',
			updated_at: '2026-02-10T08:00:00Z',
			line_items: [
				{
					id: 901,
					position: 1,
					description: 'Footings',
					amount: '30000.00',
					cost_code: { id: 501 },
					line_item_type: { id: 602 },
				},
				{
					id: 902,
					position: 2,
					description: 'Slab',
					amount: '20000.00',
					cost_code: { id: 501 },
					line_item_type: { id: 602 },
				},
			],
		},
		{
			id: 910,
			number: 'SC-002',
			title: 'Steel',
			status: 'Draft',
			vendor: { id: 72, company: "O'Neil <b>" },
			project: { id: projectId, name: 'School' },
			grand_total: '0.00',
			revised_contract: '0.00',
			line_items: [],
		},
		{
			id: 920,
			number: 'SC-009',
			title: 'Gone',
			status: 'Void',
			project: { id: projectId, name: 'School' },
			deleted_at: '2026-01-01T00:00:00Z',
			line_items: [],
		},
	],
	purchase_order_contracts: [
		{
			id: 950,
			number: 'PO-001',
			title: 'Rebar',
			status: 'Approved',
			vendor: { id: 72, company: "O'Neil <b>" },
			project: { id: projectId, name: 'School' },
			grand_total: '1000.00',
			line_items: [
				{
					id: 951,
					description: 'Rebar',
					amount: '1000.00',
					quantity: '10.0',
					unit_cost: '100.0000',
					extended_type: 'calculated',
				},
			],
		},
	],
	prime_contracts: [
		{
			id: 800,
			number: 'PC-1',
			title: 'Owner',
			status: 'Approved',
			project_id: projectId,
			vendor_id: 71,
			grand_total: '90000.00',
			line_items: [],
		},
	],
	change_order_packages: [
		{
			id: 1001,
			contract_id: 900,
			number: '001',
			title: 'Deeper footings',
			status: 'approved',
			grand_total: '5000.00',
			executed: true,
			line_items: [],
		},
		{
			id: 1002,
			contract_id: 900,
			number: '002',
			title: 'Curbs',
			status: 'pending',
			grand_total: '2500.00',
			executed: false,
			line_items: [],
		},
	],
	potential_change_orders: [
		{
			id: 1101,
			contract_id: 900,
			number: '001',
			title: 'Deeper footings',
			status: 'approved',
			grand_total: '5000.00',
			change_order_package_id: 1001,
			line_items: [
				{ id: 1111, amount: '5000.00', description: 'Deeper footings', cost_code: { id: 501 } },
			],
		},
	],
	billing_periods: [
		{
			id: 1201,
			project_id: projectId,
			start_date: '2026-03-01',
			end_date: '2026-03-31',
			due_date: '2026-04-05',
			status: 'open',
		},
	],
	tax_codes: [{ id: 1301, code: 'TX', description: 'Texas', rate1: 8.25 }],
	sub_jobs: [{ id: 1401, name: 'North', code: 'N', project_id: projectId }],
	uoms: [
		{
			id: 1501,
			name: 'ls',
			is_standard: true,
			description: 'Lump sum',
			uom_category: { id: 1, name: 'Count' },
		},
	],
	direct_costs: [
		{
			id: 1601,
			project_id: projectId,
			direct_cost_type: 'invoice',
			invoice_number: 'D-1',
			vendor_id: 72,
			status: 'approved',
			amount: '120.00',
			grand_total: '120.00',
			line_items: [{ id: 1611, amount: '120.00', description: 'Bolts' }],
		},
	],
	payment_applications: [
		{
			id: 1701,
			contract: { id: 800, type: 'PrimeContract', title: 'Owner' },
			number: 1,
			status: 'draft',
			g702: { current_payment_due: '10.00' },
			g703: [],
		},
	],
	kept_as_it_is: { any: 'thing' },
};

export function startSmall(options: Partial<ProcoreSimulatorOptions> = {}): ProcoreSimulator {
	return procoreSimulator({ data: procoreData(smallCompany), ...options });
}

export interface Answer {
	status: number;
	body: unknown;
	headers: Record<string, string>;
}

const addresses = new WeakMap<ProcoreSimulator, Promise<string>>();

/** The simulator's address; it listens from the first question on. */
export function addressOf(simulator: ProcoreSimulator): Promise<string> {
	const known = addresses.get(simulator) ?? simulator.app.listen({ host: '127.0.0.1', port: 0 });
	addresses.set(simulator, known);
	return known;
}

/** Calls a simulator with a fresh token and the company header. */
export async function call(
	simulator: ProcoreSimulator,
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
	url: string,
	body?: object,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const response = await fetch(`${await addressOf(simulator)}${url}`, {
		method,
		headers: {
			authorization: `Bearer ${simulator.token()}`,
			'procore-company-id': String(companyId),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const content = await response.text();
	const parsed: unknown = content === '' ? undefined : JSON.parse(content);
	return { status: response.status, body: parsed, headers: Object.fromEntries(response.headers) };
}

const rowsSchema = z.array(z.object({ id: z.union([z.number(), z.string()]) }).passthrough());
const rowSchema = z.object({}).passthrough();

export const rows = (answer: Answer): z.infer<typeof rowsSchema> => rowsSchema.parse(answer.body);
export const ids = (answer: Answer): Array<number | string> => rows(answer).map((row) => row.id);
export const row = (answer: Answer): z.infer<typeof rowSchema> => rowSchema.parse(answer.body);
