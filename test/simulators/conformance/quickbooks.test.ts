import { child, isRow, text } from '../../../simulators/quickbooks/rows';
import { accountLine, Bench, bill, check } from '../quickbooks/fixture';
import { corruptions } from './corruptions';
import { checkAnswer, checkEntity } from './quickbooks';
import { messages } from './quickbooksMessages';

const seed = 20260302;

if (process.env.CONTRACTS_DIR !== undefined)
	describe('messages held against the published QuickBooks contracts', () => {
		test.each(messages)('a good request for $entity has no deviation', ({ entity, body }) => {
			expect(checkEntity(entity, body, { direction: 'request' })).toEqual([]);
		});

		test.each(messages)('the answer to a created $entity has no deviation', async (message) => {
			const bench = new Bench();
			const url = message.entity.toLowerCase();
			const answer = await bench.call('POST', url, message.body);
			expect(answer.status).toBe(200);
			expect(checkAnswer(answer.body)).toEqual([]);
			const id = text(child(answer.body, message.entity), 'Id') ?? '';
			expect(checkAnswer((await bench.call('GET', `${url}/${id}`)).body)).toEqual([]);
		});

		test('queries, batches, captures, reports of change, voids and faults conform as well', async () => {
			const bench = new Bench();
			const made = await bench.write('Bill', bill([accountLine(700)]));
			const paid = await bench.write('BillPayment', check([[text(made, 'Id') ?? '', 700]]));
			const answers = [
				await bench.query('select * from Bill'),
				await bench.query('select Id, DocNumber from PurchaseOrder'),
				await bench.query('select count(*) from Vendor'),
				await bench.query('select nonsense'),
				await bench.call('GET', 'bill/151'),
				await bench.call('GET', 'bill/404'),
				await bench.call('GET', 'companyinfo/4620'),
				await bench.call('GET', 'preferences'),
				await bench.call('POST', 'billpayment?operation=update&include=void', {
					Id: paid.Id,
					SyncToken: paid.SyncToken,
					sparse: true,
				}),
				await bench.call('POST', 'bill?operation=delete', { Id: '151', SyncToken: '0' }),
				await bench.call('POST', 'batch', {
					BatchItemRequest: [
						{ bId: '1', operation: 'create', Vendor: { DisplayName: 'New' } },
						{ bId: '2', operation: 'create', Vendor: { DisplayName: 'New' } },
						{ bId: '3', Query: 'select * from Term' },
					],
				}),
				await bench.call(
					'GET',
					'cdc?entities=Bill,BillPayment,Vendor&changedSince=2026-03-01T00:00:00Z',
				),
			];
			for (const { body } of answers) expect(checkAnswer(body)).toEqual([]);
		});

		const spoiled = corruptions(messages, seed, 50);

		test.each(spoiled)('$entity with the damage "$what" is refused by the check', (one) => {
			expect(checkEntity(one.entity, one.body, { direction: 'request' })).not.toEqual([]);
		});

		test('every kind of damage and most entities are among the fifty', () => {
			const kinds = new Set(spoiled.map((one) => one.what.split(' ')[0]));
			expect([...kinds].sort()).toEqual(['enum', 'long', 'missing', 'rename', 'type']);
			expect(new Set(spoiled.map((one) => one.entity)).size).toBeGreaterThan(8);
		});
	});

describe('messages the simulator refuses', () => {
	test.each(corruptions(messages, seed, 50))(
		'$entity with the damage "$what" is refused and nothing is stored',
		async ({ entity, body }) => {
			const bench = new Bench();
			const before = bench.simulator.exportState('4620');
			const answer = await bench.call('POST', entity.toLowerCase(), body);
			expect(answer.status).toBe(400);
			expect(isRow(answer.body.Fault)).toBe(true);
			expect(bench.simulator.exportState('4620')).toEqual(before);
		},
	);
});
