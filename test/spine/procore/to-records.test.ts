import fc from 'fast-check';
import { linkChangeOrders } from '../../../spine/procore/change-order-links';
import { requisitionDocument } from '../../../spine/procore/to-documents';
import { translate } from '../../../spine/procore/to-records';
import { documentSchema } from '../../../spine/documents/document';
import { recordSchema, type ChangeOrderRecord } from '../../../spine/documents/records';
import type { ResourceName } from '../../../spine/procore/resources';

const one = (resource: ResourceName, row: unknown, context = {}) => {
	const { records, refused } = translate(resource, [row], context);
	expect(refused).toEqual([]);
	return records[0];
};

const contract = {
	id: 562949954728542,
	number: 'SC-001',
	title: 'Electrical',
	status: 'Out For Signature',
	executed: false,
	vendor: { id: 9, company: 'Hallam Electric' },
	project: { id: 5, name: 'P' },
	accounting_method: 'amount',
	retainage_percent: '10.00',
	grand_total: '98000.0',
	approved_change_orders: '6500.00',
	revised_contract: '104500.0',
	updated_at: '2026-03-01T10:00:00Z',
	origin_id: null,
	some_new_key: { a: 1 },
	line_items: [
		{
			id: 71,
			position: 1,
			description: '<p>Rough &amp; finish</p>',
			amount: '98000.0',
			quantity: '0.0',
			cost_code: { full_code: '26-100' },
			line_item_type: { code: 'S', name: 'Commitment' },
		},
	],
};

const change = {
	id: 3,
	contract_id: 40,
	number: '003',
	status: 'approved',
	grand_total: '4200.0',
	title: 'Outlets',
	reviewed_at: '2026-02-03T04:05:06Z',
};

describe('commitments', () => {
	it('read ids beyond 32 bits as text, money strings as amounts and the vendor from its object', () => {
		expect(one('work_order_contracts', contract)).toMatchObject({
			type: 'commitment',
			kind: 'subcontract',
			id: '562949954728542',
			status: 'out_for_signature',
			vendor: '9',
			project: '5',
			original: 98000,
			approvedChanges: 6500,
			revised: 104500,
			retainagePercent: 10,
			lines: [
				{
					id: '71',
					number: '1',
					description: 'Rough & finish',
					amount: 98000,
					costCode: '26-100',
					costType: 'S',
				},
			],
		});
	});

	it('keep quantity and price of unit-price lines only', () => {
		const unit = {
			...contract,
			accounting_method: 'unit',
			line_items: [{ id: 1, amount: '41.20', quantity: '10.0', unit_cost: '4.1200', uom: 'lf' }],
		};
		expect(
			one('purchase_order_contracts', { ...unit, status: 'Partially Received' }),
		).toMatchObject({
			kind: 'purchase_order',
			status: 'partially_received',
			lines: [{ quantity: 10, unitPrice: 4.12, unit: 'lf', amount: 41.2 }],
		});
		const manual = {
			...contract,
			line_items: [{ id: 1, amount: '41.20', quantity: '10.0', unit_cost: '4.12' }],
		};
		expect(JSON.stringify(one('work_order_contracts', manual))).not.toContain('quantity');
	});

	it('mark a soft-deleted row as deleted', () => {
		expect(
			one('work_order_contracts', { ...contract, deleted_at: '2026-03-02T00:00:00Z' }),
		).toMatchObject({ deleted: true });
	});

	it('take the project from the call where the row does not say it', () => {
		expect(
			one('work_order_contracts', { ...contract, project: null }, { project: '12' }),
		).toMatchObject({ project: '12' });
	});

	it('take codes that a line names by id only from the company’s lists', () => {
		const line = { id: 1, amount: 5, cost_code: { id: 501 }, line_item_type_id: 602 };
		const codes = { costCodes: new Map([['501', '03-300']]), costTypes: new Map([['602', 'S']]) };
		expect(
			one('work_order_contracts', { ...contract, line_items: [line] }, { codes }),
		).toMatchObject({ lines: [{ costCode: '03-300', costType: 'S' }] });
	});

	it('split a budget code of several segments', () => {
		const line = { id: 1, amount: 5, wbs_code: { flat_code: '01-010.M' } };
		expect(one('work_order_contracts', { ...contract, line_items: [line] })).toMatchObject({
			lines: [{ costCode: '01-010', costType: 'M' }],
		});
	});
});

describe('a row that cannot be read', () => {
	it('is named with resource, id and field, and the others go on', () => {
		const { records, refused } = translate('work_order_contracts', [
			{ ...contract, id: 1, grand_total: 'lots' },
			contract,
			{ ...contract, id: 2, status: 'Frozen' },
			{ number: 'x' },
			{
				...contract,
				id: 4,
				line_items: [
					{ id: 1, amount: '1.00' },
					{ id: 2, amount: 'x' },
				],
			},
		]);
		expect(records).toHaveLength(1);
		expect(refused.map(({ id }) => id)).toEqual(['1', '2', '', '4']);
		expect(refused.map(({ sentence }) => sentence)).toEqual([
			'The subcontract with id 1 was left out: its field "grand_total" must be an amount. Correct it in Procore, then read it again.',
			'The subcontract with id 2 was left out: its field "status" is not a status of a commitment. Correct it in Procore, then read it again.',
			expect.stringContaining('A subcontract without an id was left out'),
			expect.stringContaining('its field "line_items.1.amount" must be an amount'),
		]);
	});

	it('never stops a batch, whatever it holds', () => {
		const resources: ResourceName[] = [
			'projects',
			'vendors',
			'cost_codes',
			'work_order_contracts',
			'change_order_packages',
			'requisitions',
			'contract_payments',
			'direct_costs',
		];
		const row = fc.oneof(
			fc.anything(),
			fc.dictionary(
				fc.constantFrom(
					'id',
					'name',
					'status',
					'amount',
					'grand_total',
					'project_id',
					'contract_id',
					'commitment_id',
					'full_code',
					'items',
					'line_items',
					'deleted_at',
				),
				fc.oneof(fc.anything(), fc.integer(), fc.constant('Approved')),
			),
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...resources),
				fc.array(row, { maxLength: 4 }),
				(resource, rows) => {
					const { records, refused } = translate(resource, rows, { project: '1' });
					for (const record of records) expect(recordSchema.safeParse(record).success).toBe(true);
					expect(records.length + refused.length).toBeLessThanOrEqual(rows.length);
				},
			),
			{ numRuns: 300 },
		);
	});
});

describe('vendors', () => {
	it('carry trade and legal names as aliases and the origin id as link', () => {
		expect(
			one('vendors', {
				id: 9,
				name: "O'Neil <b> Supply",
				trade_name: 'Neil Yards',
				business_register: { type: 'ein', identifier: '12-3456789' },
				email_address: 'AP@neil.test',
				primary_contact: { email_address: 'x@neil.test' },
				address: '1 Main St',
				city: 'Reno',
				state_code: 'NV',
				zip: '89501',
				is_active: true,
				origin_id: '58',
			}),
		).toMatchObject({
			name: "O'Neil <b> Supply",
			aliases: ['Neil Yards'],
			taxId: '12-3456789',
			emails: ['ap@neil.test', 'x@neil.test'],
			address: '1 Main St, Reno, NV 89501',
			linkedId: '58',
			active: true,
		});
	});

	it('of the inactive list are inactive', () => {
		expect(one('inactive_vendors', { id: 1, name: 'A' })).toMatchObject({ active: false });
	});

	it('are not known by the name of the company whose directory they stand in', () => {
		const row = { id: 1, name: 'Hallam Electric', company: 'Summit Ridge Builders LLC' };
		expect(one('vendors', row)).toMatchObject({ name: 'Hallam Electric', aliases: [] });
	});
});

describe('change orders', () => {
	it.each([
		['draft', 'draft'],
		['not_pricing', 'pending'],
		['pricing', 'pending'],
		['pending', 'pending'],
		['pending_billable', 'pending'],
		['revised', 'pending'],
		['proceeding', 'pending'],
		['not_proceeding', 'rejected'],
		['no_charge', 'no_charge'],
		['approved', 'approved'],
		['rejected', 'rejected'],
		['void', 'void'],
	])('with status %s are %s', (status, expected) => {
		expect(one('change_order_packages', { ...change, status }, { project: '5' })).toMatchObject({
			status: expected,
		});
	});

	it('of a prime contract are not the commitment’s', () => {
		const prime = { ...change, type: 'PrimeContractChangeOrder' };
		expect(one('change_order_packages', prime, { project: '5' })).toMatchObject({
			type: 'prime_change_order',
			contract: '40',
		});
		expect(one('potential_change_orders', prime, { project: '5' })).toBeUndefined();
	});

	it('keep tiers apart although their ids coincide', () => {
		expect(one('change_order_packages', change, { project: '5' })?.id).toBe('3');
		expect(one('potential_change_orders', change, { project: '5' })?.id).toBe('potential:3');
		expect(
			one(
				'change_order_requests',
				{ ...change, contract_id: null },
				{ project: '5', contract: '40' },
			),
		).toMatchObject({
			id: 'request:3',
			commitment: '40',
		});
	});

	it('with an approved status need an amount', () => {
		const { refused } = translate('change_order_packages', [{ ...change, grand_total: null }], {
			project: '5',
		});
		expect(refused[0]?.sentence).toContain('"grand_total" is missing');
	});
});

describe('tiers of change orders', () => {
	const record = (over: Partial<ChangeOrderRecord>): ChangeOrderRecord => ({
		type: 'change_order',
		side: 'projects',
		id: '1',
		tier: 'package',
		status: 'approved',
		amount: 4200,
		commitment: '40',
		project: '5',
		number: '001',
		lines: [],
		...over,
	});
	const line = { id: '901', description: 'Outlets', amount: 4200 };

	it('give a one-tier package the lines of its twin', () => {
		const linked = linkChangeOrders([
			record({}),
			record({ id: 'potential:8', tier: 'potential', number: '1', lines: [line] }),
		]);
		expect(linked[0]?.lines).toEqual([line]);
		expect(linked[1]?.parent).toBe('1');
	});

	it('do not guess a twin when two packages fit', () => {
		const linked = linkChangeOrders([
			record({}),
			record({ id: '2' }),
			record({ id: 'potential:8', tier: 'potential', lines: [line] }),
		]);
		expect(linked[2]?.parent).toBeUndefined();
		expect(linked[0]?.lines).toEqual([]);
	});

	it('follow potential, request and package of three tiers', () => {
		const linked = linkChangeOrders([
			record({ amount: 9000 }),
			record({ id: 'request:4', tier: 'request', parent: '1', number: '7' }),
			record({
				id: 'potential:8',
				tier: 'potential',
				parent: 'request:4',
				number: '12',
				lines: [line],
			}),
			record({
				id: 'potential:9',
				tier: 'potential',
				parent: 'request:4',
				number: '13',
				lines: [{ ...line, id: '902', amount: 4800 }],
			}),
		]);
		expect(linked[0]?.lines.map(({ id }) => id)).toEqual(['901', '902']);
	});

	it('follow the legacy ids of project-level change orders', () => {
		const linked = linkChangeOrders(
			[
				record({ number: 'A' }),
				record({ id: '2', number: 'B' }),
				record({ id: 'potential:8', tier: 'potential', number: '12', lines: [line] }),
			],
			[{ legacy_package_id: '2', legacy_request_id: '8' }],
		);
		expect(linked[2]?.parent).toBe('2');
		expect(linked[1]?.lines).toEqual([line]);
	});

	it('take nothing from a proposal that was rejected', () => {
		const linked = linkChangeOrders([
			record({}),
			record({
				id: 'potential:8',
				tier: 'potential',
				parent: '1',
				status: 'rejected',
				lines: [line],
			}),
		]);
		expect(linked[0]?.lines).toEqual([]);
	});
});

const requisition = {
	id: 88,
	commitment_id: 40,
	project_id: 5,
	vendor_id: 9,
	vendor_name: 'Hallam Electric',
	number: 2,
	invoice_number: 'HE-2',
	status: 'under_review',
	invoice_type: 'progress',
	requisition_start: '2026-02-01',
	requisition_end: '2026-02-28',
	billing_date: '2026-02-25',
	summary: {
		total_completed_and_stored_to_date: '60750.0',
		total_retainage: '5625.00',
		total_earned_less_retainage: '55125.0',
		less_previous_certificates_for_payment: '30750.0',
		current_payment_due: '24375.0',
		completed_work_retainage_percent: '10',
	},
	items: [
		{
			id: 1,
			item_type: 'contract_item',
			line_item_id: 71,
			line_number: 2,
			description_of_work: 'Rough-in',
			scheduled_value: '45000.0',
			work_completed_from_previous_application: '13500.0',
			work_completed_this_period: '18000.0',
			materials_presently_stored: '0.0',
			total_completed_and_stored_to_date: '31500.0',
			total_completed_and_stored_to_date_percent: '70.0%',
			work_completed_retainage_from_previous_application: '1350.0',
			work_completed_retainage_retained_this_period: '1800.0',
			work_completed_retainage_released_this_period: '0.0',
		},
		{
			id: 2,
			item_type: 'contract_item',
			line_item_id: 72,
			description_of_work: 'Outlets',
			scheduled_value: '0.0',
			work_completed_this_period: '0.0',
		},
		{
			id: 3,
			item_type: 'change_order_item',
			line_item_id: 901,
			commitment_line_item_id: 72,
			change_order_package_id: 1,
			description_of_work: 'Outlets',
			scheduled_value: '3250.0',
			work_completed_this_period: '3250.0',
		},
	],
};

describe('requisitions', () => {
	it('become records with cover sheet, lines joined to the SOV, and retainage in column I', () => {
		expect(one('requisitions', requisition)).toMatchObject({
			commitment: '40',
			application: 2,
			invoiceNumber: 'HE-2',
			completedAndStored: 60750,
			currentPaymentDue: 24375,
			lines: [
				{
					line: '71',
					item: '2',
					previous: 13500,
					thisPeriod: 18000,
					completed: 31500,
					retainage: 3150,
				},
				{ line: '901', changeOrder: '1', thisPeriod: 3250 },
			],
		});
	});

	it('lose the zero twin of a change order but keep an empty line that has none', () => {
		const alone = { ...requisition, items: [requisition.items[1]] };
		expect(one('requisitions', alone)).toMatchObject({ lines: [{ line: '72' }] });
		expect(JSON.stringify(one('requisitions', requisition))).not.toContain('"line":"72"');
	});

	it('become documents of the projects channel that any room understands', () => {
		const document = requisitionDocument(requisition, {
			commitment: { number: 'SC-001' },
			project: { number: '2301', name: 'Depot' },
		});
		expect(documentSchema.parse(document)).toMatchObject({
			kind: 'pay_application',
			source: {
				channel: 'projects',
				key: 'projects:requisition:88',
				recordId: '88',
				status: requisition.status,
				names: { commitment: String(requisition.commitment_id) },
			},
			number: 'HE-2',
			vendor: 'Hallam Electric',
			project: '2301',
			commitment: 'SC-001',
			total: 24375,
			payApplication: {
				applicationNumber: '2',
				periodTo: '2026-02-28',
				lines: [{ percent: 70, recordId: '71' }, { recordId: '901' }],
			},
		});
		expect(document.evidence['payApplication.lines.0.thisPeriod']).toMatchObject({
			confidence: 1,
			text: '18000',
		});
	});
});

describe('payments and direct costs', () => {
	it('that failed moved no money', () => {
		expect(
			one(
				'contract_payments',
				{ id: 1, amount: '10.00', status: 'failed' },
				{ project: '5', contract: '40' },
			),
		).toMatchObject({
			deleted: true,
			commitment: '40',
		});
	});

	it('read the vendor from a name in lists and an object in single records', () => {
		expect(
			one(
				'direct_costs',
				{ id: 1, vendor: 'A', vendor_id: 9, amount: '10.0', grand_total: '10.80' },
				{ project: '5' },
			),
		).toMatchObject({ vendor: '9', amount: 10.8 });
		expect(
			one('direct_costs', { id: 1, vendor: { id: 8 }, amount: '10.0' }, { project: '5' }),
		).toMatchObject({ vendor: '8', amount: 10 });
	});
});
