import type { ProcoreSimulator } from '../../../simulators/procore';
import { call, ids, projectId, row, rows, startSmall } from './fixture';

let simulator: ProcoreSimulator;
beforeEach(() => {
	simulator = startSmall();
});
afterEach(() => simulator.close());

const base = '/rest/v1.1/requisitions';
const create = (requisition: object) =>
	call(simulator, 'POST', `${base}?view=items`, {
		project_id: projectId,
		commitment_id: 900,
		requisition,
	});
const change = (id: unknown, requisition: object) =>
	call(simulator, 'PATCH', `${base}/${String(id)}?view=items`, {
		project_id: projectId,
		commitment_id: 900,
		requisition,
	});
const contract = async () =>
	row(await call(simulator, 'GET', `/rest/v1.0/work_order_contracts/900?project_id=${projectId}`));

const work = (line: number, amount: string) => ({
	item_type: 'contract_item',
	line_item_id: line,
	work_completed_this_period: amount,
});

describe('a requisition', () => {
	it('has an item per line of the schedule of values and approved change order, and the arithmetic of the G702', async () => {
		const created = row(
			await create({
				items: [
					work(901, '10000.00'),
					{ ...work(902, '5000.00'), materials_presently_stored: '1000.00' },
				],
			}),
		);
		expect(created.items).toMatchObject([
			{
				line_item_id: 901,
				scheduled_value: '30000.00',
				work_completed_retainage_retained_this_period: '1000.00',
			},
			{ line_item_id: 902, total_completed_and_stored_to_date: '6000.00' },
			{ line_item_id: 1111, item_type: 'change_order_item', scheduled_value: '5000.00' },
		]);
		expect(created.summary).toMatchObject({
			original_contract_sum: '50000.00',
			total_completed_and_stored_to_date: '16000.00',
			total_retainage: '1600.00',
			total_earned_less_retainage: '14400.00',
			less_previous_certificates_for_payment: '0.00',
			current_payment_due: '14400.00',
			balance_to_finish_including_retainage: '35600.00',
		});
		expect(created).toMatchObject({ number: 1, percent_complete: '32.00%', status: 'draft' });
		expect(await contract()).toMatchObject({ total_requisitions_amount: '14400.00' });
	});

	it('goes on from the one before', async () => {
		const first = row(await create({ items: [work(901, '10000.00')] }));
		const second = row(await create({ items: [work(901, '5000.00')], invoice_number: 'INV-2' }));
		expect(second).toMatchObject({
			number: 2,
			previous_requisition_id: first.id,
			invoice_number: 'INV-2',
		});
		expect(second.items).toMatchObject([
			{ work_completed_from_previous_application: '10000.00' },
			{},
			{},
		]);
		expect(second.summary).toMatchObject({
			less_previous_certificates_for_payment: '9000.00',
			current_payment_due: '4500.00',
		});
		const list = async (query: string) =>
			ids(await call(simulator, 'GET', `${base}?project_id=${projectId}&${query}`));
		expect(await list('filters[is_last]=true')).toEqual([second.id]);
		expect(await list('filters[commitment_id]=910')).toEqual([]);
		expect(await list('filters[status]=draft')).toEqual([first.id, second.id]);
	});

	it('shows its items in the views that have them only, and its summary as g702 in v1.0', async () => {
		const { id } = row(await create({ items: [work(901, '1.00')] }));
		const show = async (version: string, view: string) =>
			row(
				await call(
					simulator,
					'GET',
					`/rest/${version}/requisitions/${String(id)}?project_id=${projectId}${view}`,
				),
			);
		expect(await show('v1.1', '')).not.toHaveProperty('items');
		expect(await show('v1.1', '&view=extended')).toHaveProperty('items');
		expect(await show('v1.0', '')).toHaveProperty('g702.current_payment_due', '0.90');
	});

	it('restates its summary when items change, one by one or in bulk', async () => {
		const created = row(await create({ items: [work(901, '1000.00')] }));
		const items = `/rest/v1.0/requisitions/${String(created.id)}`;
		const [first] = rows(
			await call(simulator, 'GET', `${items}/contract_items?project_id=${projectId}`),
		);
		const changed = row(
			await change(created.id, {
				items: [
					{ id: first?.id, item_type: 'contract_item', work_completed_this_period: '2000.00' },
				],
			}),
		);
		expect(changed.summary).toMatchObject({ current_payment_due: '1800.00' });
		const bulk = await call(
			simulator,
			'PATCH',
			`${items}/bulk_item_update?project_id=${projectId}`,
			{
				requisition_items: [
					{ id: first?.id, item_type: 'contract_item', work_completed_this_period: '3000.00' },
				],
			},
		);
		expect(bulk).toMatchObject({ status: 200, body: undefined });
		expect(await contract()).toMatchObject({ total_requisitions_amount: '2700.00' });
		const detail = rows(await call(simulator, 'GET', `${items}/detail?project_id=${projectId}`));
		expect(detail[0]).toMatchObject({
			item_number: 1,
			balance_to_finish: '27000.00',
			total_retainage_currently_retained: '300.00',
		});
	});

	it('with an origin id is not editable any more', async () => {
		const { id } = row(await create({ items: [work(901, '1.00')] }));
		expect((await change(id, { origin_id: 'BILL-1' })).status).toBe(200);
		const refused = await change(id, { status: 'approved' });
		expect(refused.status).toBe(422);
		expect(JSON.stringify(refused.body)).toContain('synced with ERP');
	});

	it('is edited by an invoice contact only while it is the latest and open', async () => {
		const { id } = row(await create({ items: [work(901, '1.00')] }));
		simulator.setSwitches({ caller: 'invoiceContact' });
		expect((await change(id, { status: 'approved' })).status).toBe(422);
		expect((await change(id, { status: 'under_review' })).status).toBe(200);
		expect((await change(id, { invoice_number: '9' })).status).toBe(422);
	});

	it('is deleted only while it is the latest and open', async () => {
		const first = row(await create({ items: [work(901, '1.00')] }));
		const second = row(await create({ items: [work(901, '1.00')] }));
		const remove = async (id: unknown) =>
			(await call(simulator, 'DELETE', `${base}/${String(id)}?project_id=${projectId}`)).status;
		expect(await remove(first.id)).toBe(422);
		expect(await remove(second.id)).toBe(200);
		await change(first.id, { status: 'approved' });
		expect(await remove(first.id)).toBe(422);
	});

	it('is refused for a commitment of another project and for items that are not its own', async () => {
		const elsewhere = await call(simulator, 'POST', base, {
			project_id: 3002,
			commitment_id: 900,
			requisition: {},
		});
		expect(elsewhere.status).toBe(404);
		expect((await create({ items: [work(4711, '1.00')] })).status).toBe(422);
	});
});
