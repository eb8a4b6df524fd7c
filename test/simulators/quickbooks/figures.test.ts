import fc from 'fast-check';
import { Company } from '../../../simulators/quickbooks/company';
import { Fault } from '../../../simulators/quickbooks/faults';
import { performWrite } from '../../../simulators/quickbooks/operations';
import { cents, children, text, type Row } from '../../../simulators/quickbooks/rows';
import { switchesFrom } from '../../../simulators/quickbooks/switches';
import { accountLine, bill, check, entities, linkedLine, noon, realmId } from './fixture';

type Step = [
	kind: 'bill' | 'credit' | 'pay' | 'void' | 'delete' | 'change',
	which: number,
	amount: number,
];

const step: fc.Arbitrary<Step> = fc.tuple(
	fc.constantFrom('bill', 'credit', 'pay', 'void', 'delete', 'change'),
	fc.nat(7),
	fc.integer({ min: 1, max: 2_000_000 }),
);

function pick(company: Company, entity: string, which: number): Row | undefined {
	const rows = company.rows(entity);
	return rows[which % Math.max(rows.length, 1)];
}

function request(company: Company, [kind, which, amount]: Step): [string, string | undefined, Row] {
	const money = amount / 100;
	const target = pick(company, which % 3 === 0 ? 'BillPayment' : 'Bill', which) ?? {};
	const key = { Id: target.Id, SyncToken: target.SyncToken };
	const open = pick(company, 'Bill', which);
	switch (kind) {
		case 'bill':
			return ['Bill', undefined, bill(which % 2 ? [linkedLine(money)] : [accountLine(money)])];
		case 'credit':
			return ['VendorCredit', undefined, bill([accountLine(money)])];
		case 'pay':
			return ['BillPayment', undefined, check([[text(open ?? {}, 'Id') ?? '0', money]])];
		case 'void': {
			const payment = pick(company, 'BillPayment', which) ?? {};
			return ['BillPayment', 'void', { Id: payment.Id, SyncToken: payment.SyncToken }];
		}
		case 'delete':
			return [which % 3 === 0 ? 'BillPayment' : 'Bill', 'delete', key];
		case 'change': {
			const lines = children(open ?? {}, 'Line');
			const line = lines[0] ?? accountLine(money);
			const detail = line.ItemBasedExpenseLineDetail;
			const Line = [
				{
					...line,
					Amount: money,
					...(detail === undefined
						? {}
						: {
								ItemBasedExpenseLineDetail: { ItemRef: { value: '21' }, Qty: 1, UnitPrice: money },
							}),
				},
			];
			const body = { Id: open?.Id, SyncToken: open?.SyncToken, sparse: true, Line };
			return ['Bill', 'update', body];
		}
	}
}

const sum = (rows: Row[], property: string) =>
	rows.reduce((total, row) => total + cents(row, property), 0);

describe('figures that follow from others', () => {
	test('whatever is written, refused, voided or deleted, they agree with a recount', () => {
		fc.assert(
			fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
				const company = new Company(
					realmId,
					entities(),
					() => switchesFrom({}),
					() => noon,
					() => {},
				);
				for (const one of steps) {
					const [entity, operation, body] = request(company, one);
					const before = JSON.stringify(company.export());
					try {
						performWrite(company, { entity, operation, body, include: [] });
					} catch (error) {
						if (!(error instanceof Fault)) throw error;
						expect(JSON.stringify(company.export())).toBe(before);
					}
				}
				const open =
					sum(company.rows('Bill'), 'Balance') - sum(company.rows('VendorCredit'), 'Balance');
				expect(cents(company.get('Vendor', '77') ?? {}, 'Balance')).toBe(open);
				expect(cents(company.get('Account', '33') ?? {}, 'CurrentBalance')).toBe(open);
				const order = company.get('PurchaseOrder', '145') ?? {};
				const linked = company
					.rows('Bill')
					.flatMap((row) => children(row, 'Line'))
					.filter((line) => children(line, 'LinkedTxn').length > 0);
				expect(sum(children(order, 'Line'), 'Received')).toBe(sum(linked, 'Amount'));
				const payments = new Set(company.rows('BillPayment').map((row) => row.Id));
				for (const row of company.rows('Bill'))
					for (const link of children(row, 'LinkedTxn'))
						if (link.TxnType === 'BillPaymentCheck') expect(payments).toContain(link.TxnId);
			}),
			{ numRuns: 40 },
		);
	});
});
