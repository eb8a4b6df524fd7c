import { z } from 'zod';
import { type ProcoreSimulator } from '../../../simulators/procore';
import { call, companyId, projectId, startSmall } from '../procore/fixture';
import { checkRequest, checkResponse } from './procore';

// Every message of the contract is played in one hook.
jest.setTimeout(60_000);

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
interface Message {
	method: Method;
	path: string;
	body?: object;
}

const c = `company_id=${companyId}`;
const p = `project_id=${projectId}`;
const inProject = `/rest/v1.0/projects/${projectId}`;
const v2 = `/rest/v2.0/companies/${companyId}/projects/${projectId}`;
const get = (path: string): Message => ({ method: 'GET', path });
const post = (path: string, body: object): Message => ({ method: 'POST', path, body });
const patch = (path: string, body: object): Message => ({ method: 'PATCH', path, body });

const item = {
	item_type: 'contract_item',
	line_item_id: 901,
	work_completed_this_period: '100.00',
};
const line = {
	amount: '10.00',
	cost_code_id: 501,
	line_item_type_id: 602,
	description: 'More',
	extended_type: 'manual',
};

/** Reads and writes that a financial integration makes, in an order in which all succeed. */
const messages: Message[] = [
	get('/rest/v1.0/me'),
	get('/rest/v1.0/companies?page=1&per_page=10'),
	get(`/rest/v1.1/projects?${c}&filters[by_status]=All&view=extended`),
	get(`/rest/v1.0/projects/${projectId}?${c}`),
	post('/rest/v1.0/projects', {
		company_id: companyId,
		project: { name: 'Depot', project_number: '26-001', total_value: 12.5 },
	}),
	get(
		`/rest/v1.0/vendors?${c}&filters[updated_at]=2026-01-01...2026-12-31&filters[id][]=71&per_page=100`,
	),
	get(`/rest/v1.0/vendors/71?${c}&view=erp`),
	post('/rest/v1.0/vendors', {
		company_id: companyId,
		vendor: { name: 'New', is_active: true, origin_id: 'QB-1' },
	}),
	patch('/rest/v1.0/vendors/72', { company_id: companyId, vendor: { name: 'Renamed' } }),
	patch('/rest/v1.0/vendors/sync', {
		company_id: companyId,
		updates: [{ origin_id: 'QB-2', name: 'Synced' }],
	}),
	get(`/rest/v1.1/projects/${projectId}/vendors?view=normal`),
	get(`/rest/v1.0/cost_codes?${p}&page=1&per_page=100`),
	get(`/rest/v1.0/cost_codes/501?${p}`),
	post('/rest/v1.0/cost_codes', {
		project_id: projectId,
		cost_code: { code: '900', name: 'Nine' },
	}),
	get(`/rest/v1.0/line_item_types?${c}`),
	post('/rest/v1.0/line_item_types', {
		company_id: companyId,
		line_item_type: { name: 'Labor', csv_import_code: 'L', base_type: 'labor' },
	}),
	get(`/rest/v1.0/tax_codes?${c}`),
	get(`/rest/v1.0/sub_jobs?${p}`),
	get(`/rest/v1.0/companies/${companyId}/uoms`),
	get(`/rest/v1.0/work_order_contracts?${p}&filters[status]=Approved&view=compact`),
	get(`/rest/v1.0/work_order_contracts/900?${p}`),
	post('/rest/v1.0/work_order_contracts', {
		project_id: projectId,
		work_order_contract: {
			title: 'Paint',
			vendor_id: 71,
			status: 'Draft',
			retainage_percent: '5.0',
			contract_date: '2026-03-01',
		},
	}),
	get(`/rest/v1.0/work_order_contracts/900/line_items?${p}`),
	post('/rest/v1.0/work_order_contracts/910/line_items', {
		project_id: projectId,
		line_item: line,
	}),
	patch(`/rest/v1.0/work_order_contracts/910/line_items/sync?${p}`, {
		updates: [{ ...line, origin_id: 'QB-L' }],
	}),
	get(`/rest/v1.0/purchase_order_contracts?${p}`),
	get(`/rest/v1.0/purchase_order_contracts/950?${p}`),
	get(`/rest/v1.0/purchase_order_contracts/950/line_items?${p}`),
	get(`/rest/v1.0/change_order_packages?${p}&contract_id=900`),
	get(`/rest/v1.0/change_order_packages/1001?${p}`),
	post('/rest/v1.0/change_order_packages', {
		project_id: projectId,
		contract_id: 910,
		change_order: { title: 'Extra', status: 'draft', grand_total: '75.00' },
	}),
	patch('/rest/v1.0/change_order_packages/1002', {
		project_id: projectId,
		change_order: { status: 'approved' },
	}),
	get(`/rest/v1.0/potential_change_orders?${p}&filters[contract_id]=900`),
	get(`/rest/v1.0/potential_change_orders/1101?${p}&contract_id=900`),
	get(`/rest/v1.0/potential_change_orders/1101/line_items?${p}`),
	get(`/rest/v1.0/change_order_requests?${p}&contract_id=900`),
	get(`${inProject}/commitment_change_orders?filters[status]=approved`),
	post('/rest/v1.1/requisitions?view=extended', {
		project_id: projectId,
		commitment_id: 900,
		requisition: {
			invoice_number: 'A-1',
			billing_date: '2026-03-31',
			status: 'draft',
			items: [item],
		},
	}),
	get(`/rest/v1.1/requisitions?${p}&filters[commitment_id]=900&view=extended`),
	get(`${inProject}/billing_periods`),
	post(`${inProject}/billing_periods`, {
		billing_period: {
			start_date: '2026-04-01',
			end_date: '2026-04-30',
			due_date: '2026-05-05',
			status: 'open',
		},
	}),
	post('/rest/v1.0/contract_payments', {
		project_id: projectId,
		contract_id: 900,
		contract_payment: {
			amount: '100.00',
			date: '2026-03-31',
			check_number: '7',
			payment_method: 'check',
		},
	}),
	get(`/rest/v1.0/contract_payments?${p}&contract_id=900`),
	get(`/rest/v1.1/projects/${projectId}/direct_costs?filters[invoice_number]=D-1`),
	get(`/rest/v1.1/projects/${projectId}/direct_costs/1601`),
	post(`/rest/v1.1/projects/${projectId}/direct_costs`, {
		direct_cost: {
			direct_cost_type: 'invoice',
			invoice_number: 'D-9',
			vendor_id: 72,
			line_items: [{ wbs_code_id: 5, manual_amount: 12.5 }],
		},
	}),
	get(`/rest/v1.0/prime_contracts?${p}`),
	get(`/rest/v1.0/prime_contract/800?${p}`),
	get(`/rest/v1.0/payment_applications?${p}`),
	get(`/rest/v1.0/payment_applications/1701?${p}`),
	get(`${v2}/commitment_contracts?filters[type]=WorkOrderContract`),
	get(`${v2}/commitment_contracts/900/line_items`),
	get(`${v2}/commitment_contracts/900/summary`),
	post('/rest/v1.0/webhooks/hooks', {
		company_id: companyId,
		hook: { api_version: 'v2', namespace: 'spine', destination_url: 'http://127.0.0.1:9/x' },
	}),
	get(`/rest/v1.0/webhooks/hooks?${c}`),
	post(`/rest/v2.0/companies/${companyId}/webhooks/hooks`, {
		payload_version: 'v2',
		namespace: 'spine',
		destination_url: 'http://127.0.0.1:9/x',
	}),
	get(`/rest/v2.0/companies/${companyId}/webhooks/hooks`),
];

const title = ({ method, path }: Message): string => `${method} ${path}`;

/** A generator of numbers below a bound, the same for the same seed. */
function dice(seed: number): (bound: number) => number {
	let state = seed * 2_654_435_761 + 1;
	return (bound) => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
		return state % bound;
	};
}

const bagSchema = z.record(z.unknown());
const roots =
	/^(data|project|vendor|cost_code|line_item_type|work_order_contract|line_item|change_order|requisition|billing_period|contract_payment|direct_cost)$/;

type Path = Array<string | number>;

/** Paths of the scalar members of a message: at its top, in its first row, and under its root key. */
function scalars(value: unknown, path: Path = []): Path[] {
	if (Array.isArray(value)) return scalars(value[0], [...path, 0]);
	const bag = bagSchema.safeParse(value);
	if (!bag.success) return [];
	return Object.entries(bag.data).flatMap(([name, inner]) => {
		if (roots.test(name) && typeof inner === 'object') return scalars(inner, [...path, name]);
		const scalar = ['string', 'number', 'boolean'].includes(typeof inner);
		return scalar && name !== 'hook' ? [[...path, name]] : [];
	});
}

/** The value with one member renamed or made an object. */
function spoiled(value: unknown, [step, ...rest]: Path, rename: boolean): unknown {
	if (Array.isArray(value)) {
		return value.map((one: unknown, index) => (index === step ? spoiled(one, rest, rename) : one));
	}
	return Object.fromEntries(
		Object.entries(bagSchema.parse(value)).map(([name, inner]) => {
			if (name !== step) return [name, inner];
			if (rest.length > 0) return [name, spoiled(inner, rest, rename)];
			return rename ? [`${name}_`, inner] : [name, { spoilt: inner }];
		}),
	);
}

/** One corruption of a good exchange, and what the check says of it. */
function corrupt(
	message: Message,
	answer: unknown,
	roll: (bound: number) => number,
): { what: string; found: string[] } {
	const { method, path, body } = message;
	const sides = [body, answer].map((content) => ({ content, places: scalars(content) }));
	const kind = roll(4);
	const side = sides[kind];
	if (side !== undefined && side.places.length > 0) {
		const place = side.places[roll(side.places.length)] ?? [];
		const rename = roll(2) === 0;
		const bad = spoiled(side.content, place, rename);
		const check = kind === 0 ? checkRequest : checkResponse;
		const what = `${kind === 0 ? 'body' : 'answer'} ${place.join('.')} ${rename ? 'renamed' : 'made an object'}`;
		return { what, found: check(method, path, bad) };
	}
	const spoiledPaths = [
		path.replace(/\/v(\d)\.(\d)\//, '/v$1.7/'),
		path.replace(/\/(\d+)(?=[/?]|$)/, '/none').replace(/^(\/rest\/v\d\.\d\/)(?!.*none)/, '$1x_'),
		`${path}${path.includes('?') ? '&' : '?'}filter_by=3`,
	];
	const bad = spoiledPaths[roll(spoiledPaths.length)] ?? '';
	return { what: `path ${bad}`, found: checkRequest(method, bad, body) };
}

const dir = process.env.CONTRACTS_DIR;
if (dir) {
	describe('the Procore simulator against the published contract', () => {
		let simulator: ProcoreSimulator;
		const answers = new Map<Message, unknown>();
		beforeAll(async () => {
			simulator = startSmall();
			for (const message of messages) {
				const answer = await call(simulator, message.method, message.path, message.body);
				if (answer.status >= 300)
					throw new Error(`${title(message)}: ${JSON.stringify(answer.body)}`);
				answers.set(message, answer.body);
			}
		});
		afterAll(() => simulator.close());

		it.each(messages.map((message) => [title(message), message] as const))(
			'%s',
			(_title, message) => {
				expect(checkRequest(message.method, message.path, message.body)).toEqual([]);
				expect(checkResponse(message.method, message.path, answers.get(message))).toEqual([]);
			},
		);

		it.each(Array.from({ length: 50 }, (_, seed) => [seed]))(
			'refuses corruption %i of a good exchange',
			(seed) => {
				const roll = dice(seed);
				const message = messages[roll(messages.length)];
				if (message === undefined) throw new Error('no message');
				const { what, found } = corrupt(message, answers.get(message), roll);
				const told = { message: title(message), what };
				expect({ ...told, refused: found.length > 0 }).toEqual({ ...told, refused: true });
			},
		);

		it('refuses a request without what it needs, and values outside their lists', () => {
			const vendors = '/rest/v1.0/vendors';
			const contracts = '/rest/v1.0/work_order_contracts';
			const nameless = { company_id: 1, vendor: {} };
			expect(checkRequest('GET', vendors)).toEqual(['?company_id: missing']);
			expect(checkRequest('POST', vendors, nameless)).toEqual(['vendor.name: missing']);
			expect(checkRequest('PUT', vendors, {})).toEqual([`PUT ${vendors}: no such operation`]);
			const status = { project_id: 1, work_order_contract: { status: 'approved' } };
			expect(checkRequest('POST', contracts, status)).toHaveLength(1);
			const amount = { project_id: 1, line_item: { amount: '1,000' } };
			expect(checkRequest('POST', `${contracts}/1/line_items`, amount)).toEqual([
				'line_item.amount: "1,000" is no number',
			]);
			const range = { company_id: 1, 'filters[updated_at]': 'soon' };
			expect(checkRequest('GET', vendors, range)).toHaveLength(1);
		});
	});
}
