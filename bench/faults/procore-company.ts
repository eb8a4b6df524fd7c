import { commitment } from '../company';

/** Procore company of the run. */
export const COMPANY = '1';
/** The app that may connect to either system. */
export const APP = { clientId: 'client', clientSecret: 'secret' } as const;
export const PROJECT = '100';
/** Another commitment, on which people enter payments of their own. */
export const OTHER_COMMITMENT = '43';
const NAME = 'Harbor View Clinic';

const money = (amount: number): string => amount.toFixed(2);

const contract = (id: number, number: string, title: string) => ({
	id,
	project_id: Number(PROJECT),
	project: { id: Number(PROJECT), name: NAME },
	number,
	title,
	status: 'Approved',
	executed: true,
	execution_date: commitment.executionDate,
	vendor: { id: Number(commitment.vendor), company: 'Kessler Concrete LLC' },
	accounting_method: 'amount',
	grand_total: money(commitment.original ?? 0),
	approved_change_orders: '0.00',
	revised_contract: money(commitment.revised ?? 0),
	pending_change_orders: '0.00',
	total_payments: '0.00',
	line_items: commitment.lines.map((line, index) => ({
		id: id * 100 + index + 1,
		position: index + 1,
		description: line.description,
		amount: money(line.amount),
		total_amount: money(line.amount),
		extended_amount: money(line.amount),
		cost_code: { id: 31, full_code: '03-300' },
	})),
});

/** The company of the benchmarks as Procore holds it, in the API's wire shapes. */
export const procoreCompany = {
	companies: [{ id: Number(COMPANY), name: 'Northline Builders' }],
	projects: [{ id: Number(PROJECT), name: NAME, project_number: '2301', active: true }],
	vendors: [{ id: Number(commitment.vendor), name: 'Kessler Concrete LLC', is_active: true }],
	cost_codes: [
		{ id: 31, code: '300', full_code: '03-300', name: 'Concrete', project_id: Number(PROJECT) },
	],
	work_order_contracts: [
		contract(Number(commitment.id), commitment.number ?? '', commitment.title ?? ''),
		contract(Number(OTHER_COMMITMENT), 'SC-0043', 'Site concrete'),
	],
};
