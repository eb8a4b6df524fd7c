import fc from 'fast-check';
import { bearsOurHeader } from '../../../../spine/procore/webhooks/authorization';
import { readDelivery } from '../../../../spine/procore/webhooks/event';
import { hearProcore, subjectOf } from '../../../../spine/procore/webhooks/hear';

const v2 = {
	id: 1009567,
	ulid: '01J9ZK3V5T8QZ4M2N6P7R8S9T0',
	timestamp: '2026-03-02T16:15:22.000Z',
	metadata: {
		source_user_id: 11,
		source_project_id: 3001,
		source_operation_id: null,
		source_company_id: 5358233,
		source_application_id: null,
	},
	user_id: 12,
	company_id: 5358233,
	project_id: 3001,
	api_version: 'v2.0',
	event_type: 'update',
	resource_name: 'Change Order Packages',
	resource_id: 562949954728542,
};
const v3 = { ...v2, related_resources: [{ id: 900, name: 'Work Order Contracts' }, null, 7] };
const v4 = {
	id: '01J9ZK3V5T8QZ4M2N6P7R8S9T0',
	timestamp: '2026-03-02T16:15:22.000Z',
	reason: 'updated',
	company_id: '5358233',
	project_id: '3001',
	user_id: '12',
	resource_type: 'change_order_packages',
	resource_id: '562949954728542',
};

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const read = (value: unknown) => readDelivery(bytes(value));
const of = { company: '5358233', watched: ['changeOrders', 'payments'] as const, projects: [] };

describe('a delivery', () => {
	it.each([
		['v2', v2, ['12', '11']],
		['v3', v3, ['12', '11']],
		['v4', v4, ['12']],
	])('of payload %s is read', (_version, payload, by) => {
		expect(read(payload)).toMatchObject({
			unreadable: 0,
			events: [
				{
					key: '01J9ZK3V5T8QZ4M2N6P7R8S9T0',
					company: '5358233',
					project: '3001',
					id: '562949954728542',
					operation: 'update',
					by,
				},
			],
		});
		expect(hearProcore(read(payload) ?? { events: [], unreadable: 0 }, of).notices).toHaveLength(1);
	});

	it('names what the record belongs to where the payload does', () => {
		expect(read(v3)?.events[0]?.related).toEqual([{ id: '900', name: 'Work Order Contracts' }]);
	});

	it.each([
		['created', 'create'],
		['CREATE', 'create'],
		['destroy', 'delete'],
		['deleted', 'delete'],
		['approved', 'update'],
		[undefined, 'update'],
	])('with the verb %s counts as %s', (verb, operation) => {
		expect(read({ ...v2, event_type: verb })?.events[0]?.operation).toBe(operation);
		expect(read({ ...v4, reason: verb })?.events[0]?.operation).toBe(operation);
	});

	it('without an id of its own is told from others by its content', () => {
		const bare = { ...v2, id: undefined, ulid: undefined };
		const key = (value: unknown) => read(value)?.events[0]?.key;
		expect(key(bare)).toBe(key(bare));
		expect(key({ ...bare, timestamp: '2026-03-02T16:15:23.000Z' })).not.toBe(key(bare));
	});

	it.each(['', '{', 'null', '7', '"text"', '\u0000'])('of %j is none', (body) => {
		expect(readDelivery(Buffer.from(body))).toBeUndefined();
	});

	it.each([
		[{}],
		[{ ...v2, resource_id: null }],
		[{ ...v2, resource_name: undefined }],
		[{ ...v2, company_id: null, metadata: 'x' }],
		[[7, null, 'x']],
		[{ ...v2, resource_id: 'x'.repeat(5000) }],
	])('that is no event is counted and does no harm (%#)', (payload) => {
		const delivery = read(payload);
		expect(delivery?.events).toEqual([]);
		expect(delivery?.unreadable).toBeGreaterThan(0);
	});

	it('never throws, whatever it holds', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const delivery = read(value);
				expect(delivery === undefined || delivery.events.length <= 1000).toBe(true);
			}),
		);
		fc.assert(
			fc.property(fc.uint8Array(), (body) => {
				readDelivery(body);
			}),
		);
		const noise = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.object());
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom(...Object.keys(v3)), noise), (some) => {
				for (const { key, id } of read({ ...v3, ...some })?.events ?? []) {
					expect([key.length > 0, id.length > 0]).toEqual([true, true]);
				}
			}),
		);
	});
});

describe('what is heard of deliveries', () => {
	const hear = (over: object, choose: Partial<Parameters<typeof hearProcore>[1]> = {}) =>
		hearProcore(read({ ...v2, ...over }) ?? { events: [], unreadable: 0 }, { ...of, ...choose });

	it('passes over other companies, and names them', () => {
		expect(hear({ company_id: 9 })).toEqual({ notices: [], strangers: ['9'] });
	});

	it('passes over what is not watched, and other projects than the chosen', () => {
		expect(hear({ resource_name: 'RFIs' }).notices).toEqual([]);
		expect(hear({ resource_name: 'Company Vendors' }).notices).toEqual([]);
		expect(hear({}, { projects: ['3002'] }).notices).toEqual([]);
		expect(hear({}, { projects: ['3002', '3001'] }).notices).toHaveLength(1);
	});

	it('tells a line from the whole', () => {
		const about = (resource: string) => subjectOf({ resource }, ['subcontracts', 'directCosts']);
		expect(about('Work Order Contracts')).toEqual({ name: 'subcontracts', isLine: false });
		expect(about('WorkOrderContractLineItem')).toEqual({ name: 'subcontracts', isLine: true });
		expect(about('Direct Cost Line Items')).toEqual({ name: 'directCosts', isLine: true });
		expect(about('Purchase Order Contracts')).toBeUndefined();
	});
});

describe('the header of a delivery', () => {
	it('has to be exactly the one that was registered', () => {
		const secret = 'Bearer 0123456789abcdef';
		expect(bearsOurHeader(secret, secret)).toBe(true);
		fc.assert(
			fc.property(fc.string(), (given) => {
				expect(bearsOurHeader(given, secret)).toBe(given === secret);
			}),
		);
		for (const wrong of [undefined, '', secret.slice(0, -1), `${secret} `, secret.toLowerCase()]) {
			expect(bearsOurHeader(wrong, secret)).toBe(false);
		}
	});

	it('is never good where none was registered', () => {
		for (const expected of [undefined, '']) {
			for (const given of [undefined, '', 'Bearer x']) {
				expect(bearsOurHeader(given, expected)).toBe(false);
			}
		}
	});
});
