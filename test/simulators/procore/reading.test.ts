import { procoreData } from '../../../simulators/company';
import { type ProcoreSimulator, procoreSimulator } from '../../../simulators/procore';
import { call, companyId, ids, projectId, row, rows, smallCompany, startSmall } from './fixture';

let simulator: ProcoreSimulator;
beforeEach(() => {
	simulator = startSmall();
});
afterEach(() => simulator.close());

const get = (url: string) => call(simulator, 'GET', url);
const inProject = (path: string, more = '') => get(`${path}?project_id=${projectId}${more}`);

describe('lists', () => {
	it.each([
		[`/rest/v1.1/projects?company_id=${companyId}`, [3001, 3002]],
		[`/rest/v1.1/projects?company_id=${companyId}&filters[by_status]=All`, [3001, 3002, 3003]],
		[`/rest/v1.0/vendors?company_id=${companyId}`, [71, 72]],
		[`/rest/v1.1/projects/${projectId}/vendors`, [71, 72]],
		[`/rest/v1.0/cost_codes?project_id=${projectId}`, [501, 502]],
		[`/rest/v1.0/cost_codes?project_id=3002`, [503]],
		[`/rest/v1.0/line_item_types?company_id=${companyId}`, [601, 602]],
		[`/rest/v1.0/tax_codes?company_id=${companyId}`, [1301]],
		[`/rest/v1.0/sub_jobs?project_id=${projectId}`, [1401]],
		[`/rest/v1.0/companies/${companyId}/uoms`, [1501]],
		[`/rest/v1.0/work_order_contracts?project_id=${projectId}`, [900, 910]],
		[`/rest/v1.0/work_order_contracts?project_id=3002`, []],
		[`/rest/v1.0/purchase_order_contracts?project_id=${projectId}`, [950]],
		[`/rest/v1.0/work_order_contracts/900/line_items?project_id=${projectId}`, [901, 902]],
		[`/rest/v1.0/change_order_packages?project_id=${projectId}&contract_id=900`, [1001, 1002]],
		[`/rest/v1.0/change_order_packages?project_id=${projectId}&contract_id=910`, []],
		[`/rest/v1.0/potential_change_orders?project_id=${projectId}`, [1101]],
		[`/rest/v1.0/potential_change_orders/1101/line_items?project_id=${projectId}`, [1111]],
		[`/rest/v1.0/change_order_requests?project_id=${projectId}&contract_id=900`, []],
		[`/rest/v1.0/projects/${projectId}/commitment_change_orders`, [1001 + 2 ** 33, 1002 + 2 ** 33]],
		[`/rest/v1.0/projects/${projectId}/billing_periods`, [1201]],
		[`/rest/v1.1/projects/${projectId}/direct_costs`, [1601]],
		[`/rest/v1.0/projects/${projectId}/direct_costs/1601/line_items`, [1611]],
		[`/rest/v1.0/contract_payments?project_id=${projectId}&contract_id=900`, []],
		[`/rest/v1.0/prime_contracts?project_id=${projectId}`, [800]],
		[`/rest/v1.0/payment_applications?project_id=${projectId}`, [1701]],
		[`/rest/v1.0/prime_contracts/800/payment_applications?project_id=${projectId}`, [1701]],
	])('%s', async (url, expected) => {
		const answer = await get(url);
		expect(answer.status).toBe(200);
		expect(ids(answer)).toEqual(expected);
	});

	it('of commitments leave out what only a single one is shown with', async () => {
		const [listed] = rows(await inProject('/rest/v1.0/work_order_contracts'));
		const shown = row(await inProject('/rest/v1.0/work_order_contracts/900'));
		expect(listed).not.toHaveProperty('line_items');
		expect(listed?.vendor).toEqual({ id: 71, company: 'Acme Concrete' });
		expect(shown.vendor).toMatchObject({ company: 'Acme Concrete', origin_id: 'QB-56' });
		expect(shown.line_items).toHaveLength(2);
		expect(shown.change_order_packages).toHaveLength(2);
	});

	it('show the lines of a package that stand in its potential change order', async () => {
		const shown = row(await inProject('/rest/v1.0/change_order_packages/1001'));
		expect(shown.line_items).toMatchObject([{ id: 1111, amount: '5000.00' }]);
	});

	it('of v2 stand in data, with ids as texts and no origin', async () => {
		const base = `/rest/v2.0/companies/${companyId}/projects/${projectId}/commitment_contracts`;
		const answer = await get(`${base}?filters[type]=PurchaseOrderContract`);
		expect(answer.body).toMatchObject({
			data: [{ id: '950', vendor_id: '72', type: 'PurchaseOrderContract' }],
		});
		expect(JSON.stringify(answer.body)).not.toContain('origin_id');
		expect(answer.headers['per-page']).toBe('10');
		expect((await get(`${base}/900/line_items`)).body).toMatchObject({
			data: [{ id: '901' }, { id: '902' }],
		});
		expect((await get(`${base}/900?view=odd`)).status).toBe(400);
	});

	it('state figures as they stand and keep what the simulator does not know', () => {
		expect(simulator.exportState()).toEqual({ ...smallCompany });
	});
});

describe('filters', () => {
	const vendors = (query: string) => get(`/rest/v1.0/vendors?company_id=${companyId}&${query}`);

	it.each([
		['filters[origin_id]=QB-56', [71]],
		['filters[id][]=71&filters[id][]=72', [71, 72]],
		['filters[id]=[72]', [72]],
		[`filters[search]=${encodeURIComponent("o'neil")}`, [72]],
		['filters[search]=V-72', [72]],
		['filters[updated_at]=2026-02-15...2026-03-15', [72]],
		['filters[updated_at]=%222026-02-01T00:00:00Z...2026-02-01T23:00:00Z%22', [71]],
		['filters[updated_at]=2026-02-01...2026-02-01', [71]],
		['filters[nothing_known]=1', [71, 72]],
		['sort=-name', [72, 71]],
	])('%s', async (query, expected) => {
		expect(ids(await vendors(query))).toEqual(expected);
	});

	it('refuse a range that is none', async () => {
		expect((await vendors('filters[updated_at]=soon')).status).toBe(400);
	});

	it('find deleted rows only when asked', async () => {
		const path = '/rest/v1.0/work_order_contracts';
		expect(ids(await inProject(path, '&filters[include_deleted]=only'))).toEqual([920]);
		expect(ids(await inProject(path, '&filters[include_deleted]=with'))).toEqual([900, 910, 920]);
		expect(ids(await inProject(path, '&filters[status]=Approved'))).toEqual([900]);
	});
});

describe('pages', () => {
	it('bear Total, Per-Page and the documented Link relations', async () => {
		const many = {
			...smallCompany,
			vendors: Array.from({ length: 95 }, (_, index) => ({ id: index + 1, name: `V${index}` })),
		};
		const large = procoreSimulator({ data: procoreData(many) });
		const page = async (number: number) => {
			const answer = await call(
				large,
				'GET',
				`/rest/v1.0/vendors?company_id=${companyId}&per_page=20&page=${number}&view=erp`,
			);
			const relations = [...String(answer.headers.link).matchAll(/<([^>]+)>; rel="(\w+)"/g)];
			return {
				answer,
				links: Object.fromEntries(relations.map(([, url, relation]) => [relation, url])),
			};
		};
		const first = await page(1);
		expect(first.answer.headers).toMatchObject({ total: '95', 'per-page': '20' });
		expect(Object.keys(first.links).sort()).toEqual(['last', 'next']);
		expect(Object.keys((await page(2)).links).sort()).toEqual(['first', 'last', 'next']);
		expect(Object.keys((await page(3)).links).sort()).toEqual(['first', 'last', 'next', 'prev']);
		const last = await page(5);
		expect(last.links).not.toHaveProperty('next');
		expect(rows(last.answer)).toHaveLength(15);
		const next = new URL(String(first.links.next));
		expect(next.searchParams.get('view')).toBe('erp');
		expect(ids(await call(large, 'GET', `${next.pathname}${next.search}`))[0]).toBe(21);
		await large.close();
	});

	it('are 30 rows of requisitions unless asked otherwise', async () => {
		expect((await inProject('/rest/v1.1/requisitions')).headers['per-page']).toBe('30');
	});

	it('of 20,000 rows come fast, first and last alike', async () => {
		const contracts = Array.from({ length: 20_000 }, (_, index) => ({
			id: 10_000 + index,
			title: `C${index}`,
			project_id: projectId,
			updated_at: '2026-01-01T00:00:00Z',
		}));
		const large = procoreSimulator({
			data: procoreData({ ...smallCompany, work_order_contracts: contracts }),
		});
		const started = performance.now();
		for (let number = 1; number <= 200; number += 5) {
			const answer = await call(
				large,
				'GET',
				`/rest/v1.0/work_order_contracts?project_id=${projectId}&per_page=100&page=${number}`,
			);
			expect(rows(answer)).toHaveLength(100);
		}
		expect(performance.now() - started).toBeLessThan(20_000);
		await large.close();
	}, 60_000);
});

describe('views', () => {
	it('of vendors differ in their members', async () => {
		const view = async (name: string) =>
			rows(await get(`/rest/v1.0/vendors?company_id=${companyId}&view=${name}`))[0];
		expect(await view('compact')).toEqual({ id: 71, name: 'Acme Concrete' });
		expect(await view('extended')).not.toHaveProperty('origin_id');
		expect(await view('erp')).toHaveProperty('origin_id', 'QB-56');
	});

	it('of projects give bare ids, all at once', async () => {
		expect((await get(`/rest/v1.1/projects?company_id=${companyId}&view=ids`)).body).toEqual([
			3001, 3002,
		]);
	});
});

describe('what may not be seen', () => {
	it('answers 404', async () => {
		expect((await get('/rest/v1.0/work_order_contracts/900?project_id=3002')).status).toBe(404);
		expect((await get('/rest/v1.0/work_order_contracts?project_id=77')).status).toBe(404);
		expect((await get(`/rest/v1.0/vendors/9999?company_id=${companyId}`)).status).toBe(404);
		expect((await get('/rest/v9/nothing')).status).toBe(404);
	});

	it('answers 400 without the project or contract that a list is of', async () => {
		expect((await get('/rest/v1.0/work_order_contracts')).body).toEqual({
			errors: { project_id: ['required'] },
		});
		expect((await inProject('/rest/v1.0/contract_payments')).body).toEqual({
			errors: { contract_id: ['required'] },
		});
	});
});
