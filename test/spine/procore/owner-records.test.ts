import { join } from 'node:path';
import { procoreSimulator, type ProcoreSimulator } from '../../../simulators/procore';
import { openSqliteLedger } from '../../../spine/ledger/sqlite';
import { createProcore } from '../../../spine/procore/client';
import { backfillProcore } from '../../../spine/procore/history';
import { translate } from '../../../spine/procore/to-records';
import { axiosSend } from '../../support/axios-send';
import { temporaryFolder } from '../ledger/fixtures';

const project = { id: 5, name: 'River Depot' };
const resources = {
	companies: [{ id: 77, name: 'Builder' }],
	projects: [{ ...project, project_number: '2301', active: true }],
	vendors: [{ id: 12, name: 'Harbor View Health', is_active: true }],
	prime_contracts: [
		{
			id: 60,
			project,
			project_id: 5,
			number: 'PC-1',
			title: 'Depot',
			status: 'Approved',
			executed: true,
			vendor: { id: 12, name: 'Harbor View Health' },
			retainage_percent: '10.0',
			grand_total: '500000.0',
			approved_change_orders: '6500.0',
			revised_contract_amount: '506500.0',
			line_items: [{ id: 61, position: 1, description: 'Sitework', amount: '500000.0' }],
			updated_at: '2026-01-05T00:00:00Z',
		},
	],
	change_order_packages: [
		{
			id: 65,
			project_id: 5,
			contract_id: 60,
			number: '001',
			title: 'Fence',
			status: 'approved',
			grand_total: '6500.0',
		},
	],
	payment_applications: [
		{
			id: 70,
			project_id: 5,
			contract: { id: 60, type: 'PrimeContract', title: 'Depot' },
			number: 1,
			invoice_number: 'OWN-1',
			status: 'approved',
			billing_date: '2026-02-28',
			period_start: '2026-02-01',
			period_end: '2026-02-28',
			g702: {
				total_completed_and_stored_to_date: '20000.0',
				total_retainage: '1950.0',
				total_earned_less_retainage: '18050.0',
				less_previous_certificates_for_payment: '0.0',
				current_payment_due: '18050.0',
			},
			g703: [
				{
					id: 71,
					origin_id: 61,
					origin_type: 'LineItem',
					item_number: 1,
					description_of_work: '<p>Sitework</p>',
					scheduled_value: '500000.0',
					work_completed_from_previous_application: '0.0',
					work_completed_this_period: '19000.0',
					materials_presently_stored: '1000.0',
					total_completed_and_stored_to_date: '20000.0',
					total_retainage_currently_retained: '1950.0',
					work_completed_retainage_retained_this_period: '1900.0',
					materials_stored_retainage_retained_this_period: '50.0',
				},
			],
			updated_at: '2026-03-01T00:00:00Z',
		},
	],
};

describe("the owner's side of Procore", () => {
	let simulator: ProcoreSimulator;
	let address = '';
	beforeAll(async () => {
		simulator = procoreSimulator({ data: { resources } });
		address = await simulator.app.listen({ host: '127.0.0.1', port: 0 });
	});
	afterAll(() => simulator.close());

	it('is read into the ledger with its lines, and read by itself again only where it changed', async () => {
		const folder = temporaryFolder();
		const ledger = await openSqliteLedger({
			path: join(folder, 'ledger.sqlite'),
			blobDir: join(folder, 'blobs'),
			clock: () => Date.now(),
		});
		const client = createProcore({
			send: axiosSend(() => simulator.token()),
			baseUrl: address,
			companyId: '77',
			clock: () => Date.now(),
			sleep: async () => undefined,
		});
		const result = await backfillProcore({ client, ledger });
		expect(result).toMatchObject({ refused: [], skipped: [], complete: true });
		expect(await ledger.get('prime_contract', '60')).toMatchObject({
			project: '5',
			number: 'PC-1',
			status: 'approved',
			owner: '12',
			ownerName: 'Harbor View Health',
			original: 500_000,
			revised: 506_500,
			lines: [{ id: '61', description: 'Sitework', amount: 500_000 }],
		});
		expect(await ledger.list('prime_change_order')).toMatchObject([
			{ id: '65', contract: '60', number: '001', status: 'approved', amount: 6_500 },
		]);
		expect(await ledger.list('change_order')).toEqual([]);
		expect(await ledger.get('owner_invoice', '70')).toMatchObject({
			contract: '60',
			application: 1,
			invoiceNumber: 'OWN-1',
			status: 'approved',
			completedAndStored: 20_000,
			currentPaymentDue: 18_050,
			lines: [
				{
					id: 'LineItem:61',
					item: '1',
					description: 'Sitework',
					thisPeriod: 19_000,
					stored: 1_000,
					completed: 20_000,
					retained: 1_950,
				},
			],
		});
		const single = () =>
			simulator
				.requests()
				.filter(({ path }) => /(prime_contract|payment_applications)\/\d/.test(path)).length;
		const before = single();
		expect(before).toBe(2);
		await backfillProcore({ client, ledger });
		expect(single()).toBe(before);
		expect((await ledger.get('owner_invoice', '70'))?.lines).toHaveLength(1);
		await ledger.close();
	});

	it('refuses a row that cannot be read, and no other', () => {
		const { records, refused } = translate('payment_applications', [
			{ id: 1, project_id: 5, status: 'lost' },
			{ id: 2, project_id: 5, status: 'draft' },
		]);
		expect(records).toMatchObject([{ type: 'owner_invoice', id: '2', status: 'draft', lines: [] }]);
		expect(refused).toMatchObject([{ id: '1' }]);
	});
});
