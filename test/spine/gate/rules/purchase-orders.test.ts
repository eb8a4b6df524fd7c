import type { CommitmentLine } from '../../../../spine/documents/records';
import type { DocumentLine } from '../../../../spine/documents/document';
import type { Facts } from '../../../../spine/gate/facts';
import { billing, commitment, facts, invoice } from '../builders';
import { failures, lacks, verdictOf } from '../judged';

const pipe: CommitmentLine = {
	id: 'l-1',
	number: '1',
	description: 'Copper pipe',
	amount: 1000,
	quantity: 100,
	unit: 'EA',
	unitPrice: 10,
};
const order = (line: Partial<CommitmentLine> = {}, change: Partial<Facts> = {}): Facts =>
	facts({
		commitment: commitment({
			kind: 'purchase_order',
			original: 20000,
			revised: 20000,
			lines: [
				{ ...pipe, ...line },
				{ id: 'l-2', number: '2', description: 'Pumps', amount: 19000 },
			],
		}),
		...change,
	});
const bill = (line: Partial<DocumentLine>, ...more: Array<Partial<DocumentLine>>) =>
	invoice({ lines: [line, ...more].map((one) => ({ description: 'Copper pipe', ...one })) });

describe('PO-01', () => {
	const known = (counted: number) => order({}, { billing: billing({ counted }) });

	it('passes an order billed in full, warns within tolerance and blocks beyond it', () => {
		expect(failures('PO-01', invoice({ total: 1000 }), known(1900000))).toEqual([]);
		expect(failures('PO-01', invoice({ total: 1000.01 }), known(1900000))).toEqual([
			['WARN', 0.01],
		]);
		expect(failures('PO-01', invoice({ total: 1100 }), known(1900000))).toEqual([['WARN', 100]]);
		expect(failures('PO-01', invoice({ total: 1100.01 }), known(1900000))).toEqual([
			['BLOCK', 100.01],
		]);
	});

	it('leaves subcontracts to OB-01', () => {
		expect(failures('PO-01', invoice(), facts({ billing: billing({ counted: 9999999 }) }))).toEqual(
			[],
		);
	});
});

describe('PO-02', () => {
	const priced = (quantity: number, unitPrice: number, amount: number) =>
		bill({ quantity, unitPrice, amount });

	it('judges a price by what the line bills where it prints no quantity', () => {
		expect(failures('PO-02', bill({ unitPrice: 10.5, amount: 1050 }), order())).toEqual([
			['HOLD', 50],
		]);
		expect(failures('PO-02', bill({ unitPrice: 10, amount: 1000 }), order())).toEqual([]);
	});

	it('lets 2 % of the line pass, and no more', () => {
		// 100 at 10.00 are 1,000; 2 % is 20.
		expect(failures('PO-02', priced(100, 10.2, 1020), order())).toEqual([]);
		expect(failures('PO-02', priced(100, 10.21, 1021), order())).toEqual([['HOLD', 21]]);
	});

	it('lets 50 pass where 2 % is more', () => {
		const known = order({ quantity: 1000, amount: 10000 });
		expect(failures('PO-02', priced(1000, 10.05, 10050), known)).toEqual([]);
		expect(failures('PO-02', priced(1000, 10.051, 10051), known)).toEqual([['HOLD', 51]]);
	});

	it('has nothing against a lower price', () => {
		expect(failures('PO-02', priced(100, 8, 800), order())).toEqual([]);
	});

	it('compares prices per thousand in thousands', () => {
		const known = order({ unit: 'M', unitPrice: 412, quantity: 5000, amount: 2060 });
		const document = bill({ quantity: 5000, unit: 'M', unitPrice: 430, amount: 2150 });
		// 5 thousand at 18.00 more.
		expect(failures('PO-02', document, known)).toEqual([['HOLD', 90]]);
	});
});

describe('PO-03', () => {
	const taken = (before: number) =>
		order({}, { billing: billing({ quantityByLine: { 'l-1': before } }) });

	it('lets the last piece pass, and holds the next', () => {
		expect(failures('PO-03', bill({ quantity: 20, amount: 200 }), taken(80))).toEqual([]);
		expect(failures('PO-03', bill({ quantity: 21, amount: 210 }), taken(80))).toEqual([
			['HOLD', 1],
		]);
	});

	it('does not support the pieces beyond the order', () => {
		const { recommendedAmount } = verdictOf(bill({ quantity: 30, amount: 300 }), taken(80));
		expect(recommendedAmount).toBe(200);
		const all = verdictOf(bill({ quantity: 30, amount: 300 }), taken(150));
		expect(all.recommendedAmount).toBe(0);
	});

	it('adds up two lines of one invoice', () => {
		const document = bill({ quantity: 60, amount: 600 }, { quantity: 60, amount: 600 });
		expect(failures('PO-03', document, order())).toEqual([['HOLD', 20]]);
	});

	it('lets bulk goods run 5 % over', () => {
		const known = order({ unit: 'CY' });
		expect(failures('PO-03', bill({ quantity: 105, unit: 'CY', amount: 1050 }), known)).toEqual([]);
		expect(failures('PO-03', bill({ quantity: 105.5, unit: 'CY', amount: 1055 }), known)).toEqual([
			['HOLD', 5.5],
		]);
	});

	it('cannot be judged before history is complete', () => {
		const known = order({}, { billing: billing({ complete: false }) });
		expect(lacks('PO-03', bill({ quantity: 1, amount: 10 }), known)).toBe(true);
	});
});

describe('PO-05', () => {
	const perThousand = { unit: 'M', unitPrice: 412, quantity: 500 };

	it('holds a price per thousand that is billed for each', () => {
		const document = bill({ quantity: 500, unit: 'EA', unitPrice: 412, amount: 206000 });
		// 500 at 412.00 per thousand are 206.00.
		expect(failures('PO-05', document, order(perThousand))).toEqual([['HOLD', 205794]]);
	});

	it('passes the right extension, a cent more, and less', () => {
		const amount = (figure: number) =>
			bill({ quantity: 500, unit: 'M', unitPrice: 412, amount: figure });
		expect(failures('PO-05', amount(206), order(perThousand))).toEqual([]);
		expect(failures('PO-05', amount(206.01), order(perThousand))).toEqual([]);
		expect(failures('PO-05', amount(206.02), order(perThousand))).toEqual([['HOLD', 0.02]]);
		expect(failures('PO-05', amount(150), order(perThousand))).toEqual([]);
	});

	it('takes a quantity that counts the thousands themselves', () => {
		const document = bill({ quantity: 5, unit: 'M', unitPrice: 412, amount: 2060 });
		const known = order({ unit: 'M', unitPrice: 412, quantity: 10, amount: 4120 });
		expect(failures('PO-05', document, known)).toEqual([]);
	});
});

describe('PO-08', () => {
	const freight = (amount: number) =>
		invoice({
			lines: [{ description: 'Copper pipe', amount: 500 }],
			freight: amount,
			total: 500 + amount,
		});

	it('lets 75 pass where a tenth of the order is more', () => {
		expect(failures('PO-08', freight(75), order())).toEqual([]);
		expect(failures('PO-08', freight(75.01), order())).toEqual([['HOLD', 0.01]]);
	});

	it('lets a tenth of the order pass where that is less than 75', () => {
		const small = facts({
			commitment: commitment({ kind: 'purchase_order', original: 600, revised: 600, lines: [] }),
		});
		expect(failures('PO-08', freight(60), small)).toEqual([]);
		expect(failures('PO-08', freight(60.01), small)).toEqual([['HOLD', 0.01]]);
	});

	it('adds charges on lines to the freight of the header', () => {
		const document = invoice({
			lines: [
				{ description: 'Copper pipe', amount: 500 },
				{ description: 'Fuel surcharge', amount: 40 },
			],
			freight: 50,
			total: 590,
		});
		expect(failures('PO-08', document, order())).toEqual([['HOLD', 15]]);
	});

	it('passes freight that the order has a line for', () => {
		const known = order({ description: 'Freight and handling' });
		expect(failures('PO-08', freight(400), known)).toEqual([]);
	});

	it('cannot be judged without an order', () => {
		const { identity } = facts();
		const known = {
			...facts({ identity: { ...identity, commitment: { candidates: [] } } }),
			commitment: undefined,
		};
		expect(lacks('PO-08', freight(80), known)).toBe(true);
		expect(lacks('PO-08', invoice(), known)).toBe(false);
	});
});
