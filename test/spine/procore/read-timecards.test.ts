import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { procoreSimulator, type ProcoreSimulator } from '../../../simulators/procore';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import type { SqlLedger } from '../../../spine/ledger/sql-ledger';
import { daysRead } from '../../../spine/ledger/timecards-read';
import { createProcore, type ProcoreClient } from '../../../spine/procore/client';
import { readTimecards } from '../../../spine/procore/read-timecards';
import { axiosSend } from '../../support/axios-send';

jest.setTimeout(60_000);

const entry = (id: number, date: string, more: object = {}) => ({
	id,
	project_id: 5,
	date,
	hours: '8.0',
	description: 'Ann on footings',
	approval_status: 'Approved',
	party: { id: 4711, name: 'Ann Marston', employee_id: 'E-17' },
	created_by: { id: 12, name: 'Foreman Joe', login: 'joe@harbor.example' },
	cost_code: { id: 1 },
	line_item_type_id: 2,
	timecard_time_type: { id: 3 },
	updated_at: '2026-03-12T08:00:00Z',
	...more,
});

let simulator: ProcoreSimulator;
let ledger: SqlLedger;
let client: ProcoreClient;
let folder: string;
let base: string;

beforeEach(async () => {
	simulator = procoreSimulator({
		clock: () => Date.parse('2026-03-20T09:00:00Z'),
		data: {
			resources: {
				companies: [{ id: 77, name: 'Builder' }],
				projects: [
					{ id: 5, name: 'River Depot', active: true },
					{ id: 6, name: 'Bridge', active: true },
				],
				cost_codes: [{ id: 1, full_code: '03-300', name: 'Concrete', project_id: 5 }],
				timecard_time_types: [{ id: 3, time_type: 'Regular Time' }],
				timecard_entries: [
					entry(901, '2026-03-02'),
					entry(902, '2026-03-11', { hours: '7.25', in_progress: false }),
					entry(903, '2026-03-11', { approval_status: 'pending', cost_code: null }),
					entry(904, '2026-01-05'),
				],
			},
		},
	});
	base = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	folder = await mkdtemp(join(tmpdir(), 'timecards-'));
	ledger = await openSqliteLedger({
		path: join(folder, 'ledger.sqlite'),
		blobDir: join(folder, 'blobs'),
		clock: () => Date.now(),
	});
	await ledger.record([
		{ type: 'cost_code', side: 'projects', id: '1', project: '5', code: '03-300' },
		{ type: 'cost_type', side: 'projects', id: '2', code: 'L', name: 'Labor' },
	]);
	client = createProcore({
		send: axiosSend(() => simulator.token()),
		baseUrl: base,
		companyId: '77',
		clock: () => Date.now(),
		sleep: async () => undefined,
	});
});
afterEach(async () => {
	await ledger.close();
	await simulator.close();
	await rm(folder, { recursive: true });
});

const read = async (more: Partial<Parameters<typeof readTimecards>[0]> = {}) =>
	await readTimecards({
		client,
		ledger,
		projects: ['5'],
		first: '2026-01-12',
		today: '2026-03-20',
		lookBackDays: 30,
		...more,
	});
const mirrored = async () => await ledger.list('timecard', { project: '5' });
const write = async (method: 'PATCH' | 'DELETE', id: number, timecard_entry: object = {}) => {
	const response = await fetch(`${base}/rest/v1.0/projects/5/timecard_entries/${id}`, {
		method,
		headers: {
			authorization: `Bearer ${simulator.token()}`,
			'procore-company-id': '77',
			...(method === 'PATCH' ? { 'content-type': 'application/json' } : {}),
		},
		...(method === 'PATCH' ? { body: JSON.stringify({ timecard_entry }) } : {}),
	});
	expect(response.status).toBe(200);
};

describe('reading timecards', () => {
	it('keeps day, hours, codes, time type and approval, and nothing of the people', async () => {
		const [reading] = await read();
		expect(reading).toEqual({
			project: '5',
			from: '2026-01-12',
			to: '2026-03-20',
			entries: 3,
			added: 3,
			changed: 0,
			gone: 0,
			problems: [],
		});
		const records = await mirrored();
		expect(records).toHaveLength(3);
		expect(records[1]).toEqual({
			type: 'timecard',
			side: 'projects',
			id: '902',
			project: '5',
			date: '2026-03-11',
			hours: '7.25',
			costCode: '03-300',
			costType: 'L',
			timeType: 'Regular Time',
			approval: 'approved',
			updatedAt: '2026-03-12T08:00:00Z',
		});
		expect(JSON.stringify(records)).not.toMatch(/Ann|Joe|4711|E-17|footings/);
		expect(await daysRead(ledger, '5')).toEqual({ from: '2026-01-12', to: '2026-03-20' });
	});

	it('reads every page of every span of days', async () => {
		simulator.setSwitches({ defaultPerPage: 1, maxPerPage: 1, timecardRangeDays: 31 });
		const [reading] = await read({ first: '2026-01-01' });
		expect(reading).toMatchObject({ entries: 4, problems: [] });
	});

	it('notices edits, approvals and deletions within the days it looks back', async () => {
		await read();
		await write('PATCH', 903, { approval_status: 'completed', cost_code_id: 1 });
		await write('PATCH', 902, { hours: '6.5' });
		await write('DELETE', 901);
		const [second] = await read();
		expect(second).toMatchObject({ from: '2026-02-18', entries: 2, added: 0, changed: 2, gone: 1 });
		const byId = new Map((await mirrored()).map((one) => [one.id, one]));
		expect(byId.get('901')).toMatchObject({ deleted: true });
		expect(byId.get('902')).toMatchObject({ hours: '6.5' });
		expect(byId.get('903')).toMatchObject({ approval: 'completed', costCode: '03-300' });
		expect(await read()).toMatchObject([{ added: 0, changed: 0, gone: 0 }]);
		expect(await daysRead(ledger, '5')).toEqual({ from: '2026-01-12', to: '2026-03-20' });
	});

	it('reads on without a gap after a long pause, and from the beginning where that was moved back', async () => {
		await read();
		const [late] = await read({ today: '2026-08-01' });
		expect(late).toMatchObject({ from: '2026-02-18', to: '2026-08-01' });
		expect(await daysRead(ledger, '5')).toEqual({ from: '2026-01-12', to: '2026-08-01' });
		expect(await read({ first: '2026-01-01' })).toMatchObject([{ from: '2026-01-01', added: 1 }]);
	});

	it('names a project that it may not see, or an entry that it cannot read, and counts neither as read', async () => {
		const [refused] = await read({ projects: ['99'] });
		expect(refused?.problems).toEqual([expect.stringContaining('404')]);
		expect(await daysRead(ledger, '99')).toBeUndefined();
		async function* pages() {
			yield { number: 1, rows: [entry(905, '2026-03-12', { hours: 'eight' })] };
		}
		await read();
		const [reading] = await read({ client: { pages }, today: '2026-03-21', lookBackDays: 3 });
		expect(reading).toMatchObject({
			gone: 0,
			problems: [
				'The timecard entry with id 905 was left out: its field "hours" must be an amount. Correct it in Procore, then read it again.',
			],
		});
		expect(await daysRead(ledger, '5')).toEqual({ from: '2026-01-12', to: '2026-03-20' });
	});

	it('does not make other facts of the project look fresh', async () => {
		const bare = await openSqliteLedger({
			path: join(folder, 'bare.sqlite'),
			blobDir: join(folder, 'blobs'),
			clock: () => Date.now(),
		});
		try {
			expect(await read({ ledger: bare })).toMatchObject([{ added: 3 }]);
			expect(await bare.ages()).toEqual({});
		} finally {
			await bare.close();
		}
	});
});
