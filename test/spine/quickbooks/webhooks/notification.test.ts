import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hear } from '../../../../spine/quickbooks/webhooks/hear';
import { readNotification } from '../../../../spine/quickbooks/webhooks/notification';
import { isSignedByIntuit } from '../../../../spine/quickbooks/webhooks/signature';

const bytes = (value: unknown): Uint8Array =>
	Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

const classic = (entities: unknown[], realmId = '4620') => ({
	eventNotifications: [{ realmId, dataChangeEvent: { entities } }],
});
const bill = {
	name: 'Bill',
	id: '151',
	operation: 'Update',
	lastUpdated: '2026-03-02T16:15:22.000Z',
};
const cloud = (over: object = {}) => ({
	specversion: '1.0',
	id: '88cd52aa-33b6-4351-9aa4-47572edbd068',
	source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
	type: 'qbo.bill.updated.v1',
	time: '2026-03-02T16:15:22.123456789Z',
	intuitentityid: '151',
	intuitaccountid: '4620',
	data: { alternative_ids: [{ id: 'djQu:400000381', namespace: 'Intuit.sbseg.v4' }] },
	...over,
});

describe('the signature of a notification', () => {
	const body = bytes(classic([bill]));
	const signature = createHmac('sha256', 'token').update(body).digest('base64');

	it('is taken over the raw bytes with the verifier token', () => {
		expect(isSignedByIntuit(body, signature, 'token')).toBe(true);
	});

	it.each([
		['another body', bytes(classic([{ ...bill, id: '152' }])), signature, 'token'],
		['another token', body, signature, 'other'],
		['no signature', body, undefined, 'token'],
		['an empty signature', body, '', 'token'],
		['a signature cut short', body, signature.slice(0, 20), 'token'],
		['no token', body, createHmac('sha256', '').update(body).digest('base64'), ''],
	])('is refused with %s', (_what, given, header, token) => {
		expect(isSignedByIntuit(given, header, token)).toBe(false);
	});
});

describe('reading a notification', () => {
	it('takes the classic form and CloudEvents to mean the same', () => {
		const meant = { realm: '4620', entity: 'bill', id: '151', operation: 'update' };
		expect(readNotification(bytes(classic([bill])))).toMatchObject({
			events: [meant],
			unreadable: 0,
		});
		expect(readNotification(bytes([cloud()]))).toMatchObject({ events: [meant], unreadable: 0 });
	});

	it.each(['created', 'deleted', 'merged', 'voided', 'emailed'])(
		'reads the verb %s, which no sample shows',
		(verb) => {
			const { events } = readNotification(bytes([cloud({ type: `qbo.purchaseorder.${verb}.v2` })]));
			expect(events).toMatchObject([{ entity: 'purchaseorder', id: '151' }]);
		},
	);

	it('leaves out alone what it cannot read', () => {
		const rows = [
			bill,
			null,
			{ name: 'Bill' },
			{ ...bill, id: { evil: true } },
			7,
			{ ...bill, id: 9 },
		];
		expect(readNotification(bytes(classic(rows)))).toMatchObject({
			events: [{ id: '151' }, { id: '9' }],
			unreadable: 4,
		});
		expect(readNotification(bytes([cloud(), cloud({ type: 'other.thing' }), 'x']))).toMatchObject({
			events: [{ id: '151' }],
			unreadable: 2,
		});
		const some = {
			eventNotifications: [null, { realmId: '1' }, ...classic([bill]).eventNotifications],
		};
		expect(readNotification(bytes(some))).toMatchObject({ events: [{ id: '151' }], unreadable: 2 });
	});

	it.each(['', '{', 'null', '7', '{}', '"x"', '{"eventNotifications":{}}', '\u0000\uffff'])(
		'finds no event in %j',
		(text) => {
			expect(readNotification(bytes(text))).toEqual({ events: [], unreadable: 1 });
		},
	);

	it('stays within bounds whatever is sent', () => {
		const many = Array.from({ length: 20_000 }, (_, index) => ({ ...bill, id: String(index) }));
		expect(readNotification(bytes(classic(many)))).toMatchObject({ unreadable: 15_000 });
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		expect(readNotification(bytes(deep)).events).toEqual([]);
		expect(readNotification(bytes(classic([{ ...bill, id: '1'.repeat(100_000) }])))).toEqual({
			events: [],
			unreadable: 1,
		});
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const { events } = readNotification(bytes(JSON.stringify(value) ?? ''));
				expect(Array.isArray(events)).toBe(true);
			}),
		);
		fc.assert(
			fc.property(fc.uint8Array(), (raw) => {
				expect(readNotification(raw).unreadable).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});

describe('hearing what is news', () => {
	const entities = ['Bill', 'PurchaseOrder'] as const;

	it('takes an event once, however often and in whatever order it comes', () => {
		const both = readNotification(bytes(classic([bill, { ...bill, operation: 'Create' }])));
		const first = hear(both, { realm: '4620', entities });
		expect(first.fresh).toHaveLength(2);
		const reversed = { ...both, events: [...both.events].reverse() };
		expect(hear(reversed, { realm: '4620', entities, seen: first.seen }).fresh).toEqual([]);
		const later = { ...bill, lastUpdated: '2026-03-02T16:15:23.000Z' };
		const next = readNotification(bytes(classic([bill, later])));
		expect(hear(next, { realm: '4620', entities, seen: first.seen }).fresh).toHaveLength(1);
	});

	it('names other companies and passes over entities that were not chosen', () => {
		const heard = hear(
			readNotification(
				bytes({
					eventNotifications: [
						...classic([bill], '999').eventNotifications,
						...classic([{ ...bill, name: 'Estimate' }]).eventNotifications,
					],
				}),
			),
			{ realm: '4620', entities },
		);
		expect(heard).toMatchObject({ fresh: [], strangers: ['999'] });
	});

	it('keeps a bounded number of them, the latest', () => {
		let seen: string | undefined;
		for (let batch = 0; batch < 3; batch += 1) {
			const rows = Array.from({ length: 1000 }, (_, index) => ({
				...bill,
				id: String(batch * 1000 + index),
			}));
			({ seen } = hear(readNotification(bytes(classic(rows))), { realm: '4620', entities, seen }));
		}
		expect(JSON.parse(seen ?? '')).toHaveLength(2000);
		const last = readNotification(bytes(classic([{ ...bill, id: '2999' }])));
		expect(hear(last, { realm: '4620', entities, seen }).fresh).toEqual([]);
	});

	it('begins anew where what was kept cannot be read', () => {
		const one = readNotification(bytes(classic([bill])));
		expect(hear(one, { realm: '4620', entities, seen: '{broken' }).fresh).toHaveLength(1);
	});
});
