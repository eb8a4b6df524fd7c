import type { ProcoreSimulator } from '../../../simulators/procore';
import { call, projectId, row, rows, startSmall } from './fixture';

let simulator: ProcoreSimulator;
beforeEach(() => {
	simulator = startSmall();
});
afterEach(() => simulator.close());

const base = `/rest/v1.0/projects/${projectId}/timecard_entries`;
const enter = async (timecard_entry: object) =>
	row(await call(simulator, 'POST', base, { timecard_entry }));
const list = async (query: string) => await call(simulator, 'GET', `${base}?${query}`);
const march = 'start_date=2026-03-01&end_date=2026-03-31';

describe('timecard entries', () => {
	it('are listed by days, both ends included, page by page', async () => {
		for (const date of ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01']) {
			await enter({ date, hours: '8', cost_code_id: 501 });
		}
		const first = await list(`${march}&per_page=1`);
		expect(rows(first)).toMatchObject([{ date: '2026-03-01', hours: '8.00' }]);
		expect(first.headers).toMatchObject({ total: '2' });
		expect(rows(await list(`${march}&per_page=1&page=2`))).toMatchObject([{ date: '2026-03-31' }]);
		expect(rows(await list('log_date=2026-02-28'))).toHaveLength(1);
		expect(rows(await list(''))).toEqual([]);
	});

	it('refuse a span of more than 13 weeks, and what is no day', async () => {
		expect((await list('start_date=2026-01-01&end_date=2026-04-01')).status).toBe(200);
		expect((await list('start_date=2026-01-01&end_date=2026-04-02')).status).toBe(400);
		expect((await list('start_date=March')).status).toBe(400);
	});

	it('name their cost code by id and name, or in full where the switch says so', async () => {
		await enter({ date: '2026-03-02', hours: '4', cost_code_id: 501 });
		expect(rows(await list(march))[0]?.cost_code).toEqual({ id: 501, name: 'Concrete' });
		simulator.setSwitches({ timecardCostCode: 'full' });
		expect(rows(await list(march))[0]?.cost_code).toMatchObject({ full_code: '03-300' });
	});

	it('are pending when they are entered, can be edited and approved, and deleted ones are no longer listed', async () => {
		const { id } = await enter({ date: '2026-03-02', hours: '4' });
		expect(rows(await list(march))).toMatchObject([{ approval_status: 'pending' }]);
		const edit = { approval_status: 'approved', hours: '4.25' };
		const edited = await call(simulator, 'PATCH', `${base}/${String(id)}`, {
			timecard_entry: edit,
		});
		expect(row(edited)).toMatchObject(edit);
		const wrong = await call(simulator, 'PATCH', `${base}/${String(id)}`, {
			timecard_entry: { approval_status: 'paid' },
		});
		expect(wrong.status).toBe(422);
		expect((await call(simulator, 'DELETE', `${base}/${String(id)}`)).status).toBe(200);
		expect(rows(await list(march))).toEqual([]);
		expect((await call(simulator, 'GET', `${base}/${String(id)}`)).status).toBe(404);
	});

	it('of another project are not shown', async () => {
		await enter({ date: '2026-03-02', hours: '4' });
		const other = base.replace(String(projectId), '3002');
		expect(rows(await call(simulator, 'GET', `${other}?${march}`))).toEqual([]);
	});
});
