import { createProcore } from '../../../spine/procore/client';
import {
	backfillProcore,
	type HistoryLedger,
	type HistoryProgress,
} from '../../../spine/procore/history';
import type { LedgerRecord, RecordOf, RecordType } from '../../../spine/documents/records';
import { fakeSend, json, lists, type Handler, type Row } from './fake-api';

const api = '/rest/v1.0';

function company(): Record<string, Row[]> {
	return {
		'/rest/v1.1/projects': [
			{ id: 5, name: 'Depot', project_number: '2301', updated_at: '2026-01-01T00:00:00Z' },
			{ id: 6, name: 'Annex', project_number: '2302', updated_at: '2026-01-01T00:00:00Z' },
		],
		[`${api}/vendors`]: [{ id: 9, name: 'Hallam', updated_at: '2026-01-01T00:00:00Z' }],
		[`${api}/companies/77/vendors/inactive`]: [],
		[`${api}/line_item_types`]: [{ id: 1, name: 'Commitment', code: 'S' }],
		[`${api}/cost_codes`]: [{ id: 1, full_code: '26-100', name: 'Electrical' }],
		[`${api}/work_order_contracts`]: [40, 41, 42].map((id) => ({
			id,
			number: `SC-${id}`,
			status: 'Approved',
			grand_total: '100.00',
			total_payments: '50.00',
			approved_change_orders: id === 40 ? '20.00' : '0.00',
			pending_change_orders: '0.00',
			updated_at: '2026-01-01T00:00:00Z',
		})),
		[`${api}/work_order_contracts/40/line_items`]: [
			{ id: 401, amount: '100.00', cost_code: { id: 1 } },
		],
		[`${api}/work_order_contracts/41/line_items`]: [{ id: 411, amount: '100.00' }],
		[`${api}/work_order_contracts/42/line_items`]: [{ id: 421, amount: '100.00' }],
		[`${api}/purchase_order_contracts`]: [],
		[`${api}/change_order_packages`]: [
			{ id: 1, contract_id: 40, number: '1', status: 'approved', grand_total: '20.00' },
		],
		[`${api}/potential_change_orders`]: [
			{ id: 1, contract_id: 40, number: '001', status: 'approved', grand_total: '20.00' },
		],
		[`${api}/potential_change_orders/1/line_items`]: [{ id: 901, amount: '20.00' }],
		[`${api}/change_order_requests`]: [],
		'/rest/v1.1/requisitions': Array.from({ length: 5 }, (_, index) => ({
			id: 80 + index,
			commitment_id: 40,
			number: index + 1,
			status: 'approved',
			updated_at: '2026-01-01T00:00:00Z',
		})),
		[`${api}/contract_payments`]: [40, 41, 42].map((id) => ({
			id: id * 10,
			contract_id: id,
			amount: '50.00',
		})),
		'/rest/v1.0/prime_contracts': [],
		'/rest/v1.0/payment_applications': [],
		'/rest/v1.1/projects/5/direct_costs': [
			{ id: 7, amount: '12.00', updated_at: '2026-01-01T00:00:00Z' },
		],
	};
}

function memoryLedger() {
	const records = new Map<string, LedgerRecord>();
	const progress = new Map<string, HistoryProgress>();
	const is = <T extends RecordType>(
		record: LedgerRecord | undefined,
		type: T,
	): record is RecordOf<T> => record?.type === type;
	const ledger: HistoryLedger = {
		record: async (rows) => {
			for (const row of rows) records.set(`${row.type}|${row.id}`, row);
		},
		get: async (type, id) => {
			const record = records.get(`${type}|${id}`);
			return is(record, type) ? record : undefined;
		},
		list: async (type, filter) => {
			const found: Array<RecordOf<typeof type>> = [];
			for (const record of records.values()) {
				if (!is(record, type)) continue;
				const row = Object.entries(record);
				if (
					Object.entries(filter ?? {}).every(([key, value]) =>
						row.some(([name, own]) => name === key && own === value),
					)
				)
					found.push(record);
			}
			return found;
		},
		backfillProgress: async () => [...progress.values()],
		putBackfillProgress: async (row) => {
			progress.set(`${row.resource}|${row.scope}`, row);
		},
	};
	return { ledger, records, progress };
}

function setUp(tables: Record<string, Row[]>, ...before: Handler[]) {
	const fake = fakeSend(...before, lists(tables));
	let now = Date.parse('2026-02-01T00:00:00Z');
	const client = createProcore({
		send: fake.send,
		baseUrl: 'https://procore.test',
		companyId: '77',
		clock: () => now,
		sleep: async () => undefined,
	});
	const memory = memoryLedger();
	const run = async (signal?: AbortSignal, onProgress?: (row: HistoryProgress) => void) =>
		await backfillProcore({
			client,
			ledger: memory.ledger,
			projects: ({ number }) => number === '2301',
			perPage: 2,
			signal,
			onProgress,
		});
	return {
		...memory,
		...fake,
		run,
		later: (text: string) => {
			now = Date.parse(text);
		},
	};
}

const paths = (requests: Array<{ url: string }>) =>
	requests.map(({ url }) => new URL(url).pathname);

describe('reading the history in', () => {
	it('mirrors commitments with SOV, change orders with the lines of their twins, requisitions and payments', async () => {
		const { run, records, progress } = setUp(company());
		const result = await run();
		expect(result).toMatchObject({ complete: true, refused: [], skipped: [] });
		expect(records.get('commitment|41')).toMatchObject({ lines: [{ id: '411', amount: 100 }] });
		expect(records.get('commitment|40')).toMatchObject({
			lines: [{ id: '401', costCode: '26-100' }],
		});
		expect(records.get('change_order|1')).toMatchObject({
			tier: 'package',
			lines: [{ id: '901' }],
		});
		expect(records.get('change_order|potential:1')).toMatchObject({ parent: '1' });
		expect([...records.values()].filter(({ type }) => type === 'requisition')).toHaveLength(5);
		expect([...records.values()].filter(({ type }) => type === 'contract_payment')).toHaveLength(3);
		expect(progress.get('requisitions|5')).toMatchObject({
			complete: true,
			rows: 5,
			asOf: '2026-02-01T00:00:00Z',
		});
		expect(
			[...records.values()].some((record) => 'project' in record && record.project === '6'),
		).toBe(false);
	});

	it('makes progress readable while it runs, incomplete until the last page', async () => {
		const { run } = setUp(company());
		const seen: HistoryProgress[] = [];
		await run(undefined, (row) => seen.push(row));
		expect(
			seen
				.filter(({ resource }) => resource === 'requisitions')
				.map(({ next, rows, complete }) => ({ next, rows, complete })),
		).toEqual([
			{ next: undefined, rows: 0, complete: false },
			{ next: 2, rows: 2, complete: false },
			{ next: 3, rows: 4, complete: false },
			{ next: undefined, rows: 5, complete: true },
		]);
	});

	it('goes on where it was stopped', async () => {
		const set = setUp(company());
		const abort = new AbortController();
		const stopping = set.run(abort.signal, (row) => {
			if (row.resource === 'requisitions' && row.next === 2) abort.abort(new Error('killed'));
		});
		await expect(stopping).rejects.toThrow('killed');
		expect(set.progress.get('contract_payments|5')).toMatchObject({ complete: false });
		const before = set.requests.length;
		expect(await set.run()).toMatchObject({ complete: true });
		const after = set.requests.slice(before);
		const pages = after
			.filter(({ url }) => url.includes('/requisitions'))
			.map(({ url }) => new URL(url).searchParams.get('page'));
		expect(pages).toEqual(['2', '3']);
		expect(paths(after).filter((path) => path.includes('work_order_contracts/'))).toEqual([]);
		expect([...set.records.values()].filter(({ type }) => type === 'requisition')).toHaveLength(5);
	});

	it.each([
		['ahead of', '2026-05-01T00:00:00Z', true],
		['behind', '2025-11-01T00:00:00Z', true],
		['ahead of', '2026-05-01T00:00:00Z', false],
		['behind', '2025-11-01T00:00:00Z', false],
	])(
		'asks by the clock of Procore where this machine is %s it (%s; its time was kept: %s)',
		async (_words, machine, kept) => {
			const tables = company();
			let served = Date.parse('2026-02-01T00:00:00Z');
			const timed = lists(tables);
			const set = setUp(tables, async (request, url) => {
				const answer = await timed(request, url);
				const date = new Date(served).toUTCString();
				return answer && { ...answer, headers: { ...answer.headers, date } };
			});
			set.later(machine);
			await set.run();
			if (!kept) {
				for (const [key, { cursor: _, ...progress }] of set.progress)
					set.progress.set(key, progress);
			}
			served += 3_600_000;
			set.later(new Date(Date.parse(machine) + 3_600_000).toISOString());
			tables['/rest/v1.1/requisitions']?.push({
				id: 99,
				commitment_id: 40,
				status: 'draft',
				updated_at: '2026-02-01T00:30:00Z',
			});
			const before = set.requests.length;
			await set.run();
			const asked = set.requests.slice(before).find(({ url }) => url.includes('/requisitions'));
			expect(new URL(asked?.url ?? '').searchParams.get('filters[updated_at]')).toBe(
				'2026-01-31T23:45:00Z...2026-02-02T01:00:00Z',
			);
			expect(set.records.get('requisition|99')).toBeDefined();
			expect(set.progress.get('requisitions|5')?.cursor).toBe('2026-02-01T01:00:00Z');
		},
	);

	it('reads only what changed on the next pass, with an overlap, and keeps complete what was', async () => {
		const tables = company();
		const set = setUp(tables);
		await set.run();
		set.later('2026-03-01T00:00:00Z');
		tables['/rest/v1.1/requisitions']?.push({
			id: 99,
			commitment_id: 40,
			status: 'draft',
			updated_at: '2026-01-31T23:50:00Z',
		});
		const contracts = tables[`${api}/work_order_contracts`] ?? [];
		Object.assign(contracts[1] ?? {}, { revised_contract: '130.00', total_payments: '60.00' });
		tables[`${api}/contract_payments`]?.push({ id: 500, contract_id: 41, amount: '10.00' });
		const before = set.requests.length;
		const seen: HistoryProgress[] = [];
		await set.run(undefined, (row) => seen.push(row));
		const after = set.requests.slice(before);
		const asked = after.find(({ url }) => url.includes('/requisitions'));
		expect(new URL(asked?.url ?? '').searchParams.get('filters[updated_at]')).toBe(
			'2026-01-31T23:45:00Z...2026-03-02T00:00:00Z',
		);
		expect(
			after
				.filter(({ url }) => url.includes('contract_payments'))
				.map(({ url }) => new URL(url).searchParams.get('contract_id')),
		).toEqual(['41']);
		expect(set.records.get('commitment|41')).toMatchObject({
			revised: 130,
			lines: [{ id: '411' }],
		});
		expect(paths(after).filter((path) => path.includes('work_order_contracts/'))).toEqual([]);
		expect(set.records.has('requisition|99')).toBe(true);
		expect(set.records.has('contract_payment|500')).toBe(true);
		expect(seen.every(({ complete }) => complete)).toBe(true);
		expect(set.progress.get('requisitions|5')).toMatchObject({ asOf: '2026-03-01T00:00:00Z' });
	});

	it('leaves a resource incomplete while a row of it cannot be read, and says which', async () => {
		const tables = company();
		const rows = tables['/rest/v1.1/requisitions'] ?? [];
		Object.assign(rows[1] ?? {}, { status: 'frozen' });
		const set = setUp(tables);
		const result = await set.run();
		expect(result.complete).toBe(false);
		expect(result.refused).toMatchObject([{ resource: 'requisitions', scope: '5', id: '81' }]);
		expect(set.progress.get('requisitions|5')).toMatchObject({ complete: false });
		expect(set.progress.get('requisitions|5')?.next).toBeUndefined();
		Object.assign(rows[1] ?? {}, { status: 'approved' });
		expect(await set.run()).toMatchObject({ complete: true, refused: [] });
		expect(set.records.has('requisition|81')).toBe(true);
	});

	it('skips what Procore refuses: without requisitions nothing is complete, without direct costs it is', async () => {
		const refuse =
			(part: string): Handler =>
			(_, url) =>
				url.pathname.includes(part) ? json(403, { errors: ['Tool is disabled'] }) : undefined;
		const direct = await setUp(company(), refuse('direct_costs')).run();
		expect(direct).toMatchObject({
			complete: true,
			skipped: [{ resource: 'direct_costs', scope: '5' }],
		});
		const billing = await setUp(company(), refuse('requisitions')).run();
		expect(billing).toMatchObject({ complete: false, skipped: [{ resource: 'requisitions' }] });
		expect(billing.skipped[0]?.sentence).toContain('permission');
	});

	it('marks what was deleted meanwhile', async () => {
		const tables = company();
		const set = setUp(tables);
		await set.run();
		set.later('2026-03-01T00:00:00Z');
		Object.assign(tables[`${api}/work_order_contracts`]?.[2] ?? {}, {
			deleted_at: '2026-02-10T00:00:00Z',
		});
		await set.run();
		expect(set.records.get('commitment|42')).toMatchObject({ deleted: true });
	});
});
