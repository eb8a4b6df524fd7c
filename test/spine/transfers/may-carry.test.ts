import { policySchema } from '../../../spine/documents/settings';
import { type Transfer, transferSchema } from '../../../spine/documents/transfer';
import type { TransferContent } from '../../../spine/documents/transfer-content';
import type { Directory } from '../../../spine/identity/identity';
import { mayCarry } from '../../../spine/transfers/may-carry';
import { booksVendor, commitment, vendor } from '../ledger/fixtures';

const renamed = { ...booksVendor, name: 'K. Concrete', linkedId: '7' };
const other = { ...vendor, id: '8', name: 'Corner Supply' };
const directory: Directory = {
	vendors: [vendor, renamed, other, { ...booksVendor, books: 'B2', name: 'Fuel Stop' }],
	projects: [
		{
			type: 'project',
			side: 'projects',
			id: '100',
			number: 'P-100',
			name: 'Harbor School',
			active: true,
		},
	],
	commitments: [commitment, { ...commitment, id: '43', vendor: '8' }],
	jobs: [],
};

const transfer = (
	content: TransferContent,
	target: Partial<Transfer['target']> = {},
	source: Partial<Transfer['source']> = {},
): Transfer =>
	transferSchema.parse({
		key: 'one',
		action: 'save',
		label: 'one transfer',
		source: { side: 'books', system: 'B1', type: 'bill_payment', id: '1', ...source },
		target: { side: 'projects', system: '77', type: 'any', project: '100', ...target },
		content,
	});
const payment = (
	contract: string,
	kind: 'payment_issued' | 'payment_received' = 'payment_issued',
) => transfer({ kind, amount: 900, date: '2026-03-01' }, { contract });
const verdict = (contract: string) =>
	transfer({ kind: 'verdict', outcome: 'held', comment: 'HELD' }, { contract });
const cost = (id?: string) =>
	transfer({
		kind: 'direct_cost',
		type: 'invoice',
		date: '2026-03-01',
		status: 'approved',
		lines: [{ amount: 10 }],
		...(id === undefined ? {} : { vendor: { id } }),
	});
const carried = (side: 'projects' | 'books', system: string, id: string) =>
	transfer({ kind: 'vendor', name: 'any' }, {}, { side, system, type: 'vendor', id });

const under = (modes: object[], mode = 'autoClean') =>
	mayCarry(policySchema.parse({ mode, modes }), directory);

describe('whether a transfer may be carried', () => {
	it.each(['Kessler Concrete LLC', 'K. Concrete', '7'])(
		'is up to the mode of its vendor, called %s on either side',
		(name) => {
			for (const mode of ['observe', 'shadow']) {
				const may = under([{ vendor: name, mode }]);
				const held = [payment('42'), verdict('42'), cost('7'), carried('projects', '77', '7')];
				expect(held.map(may)).toEqual([false, false, false, false]);
				expect(may(carried('books', 'B1', '56'))).toBe(false);
				const free = [payment('43'), verdict('43'), cost('8'), carried('books', 'B2', '56')];
				expect(free.map(may)).toEqual([true, true, true, true]);
			}
		},
	);

	it('lets one vendor be carried where all else is only observed', () => {
		const may = under([{ vendor: 'K. Concrete', mode: 'autoClean' }], 'observe');
		expect([payment('42'), verdict('42'), cost('7')].map(may)).toEqual([true, true, true]);
		expect([payment('43'), cost(), payment('44')].map(may)).toEqual([false, false, false]);
	});

	it("takes what the owner paid on a prime contract of the same id for no vendor's", () => {
		expect(under([{ vendor: '7', mode: 'observe' }])(payment('42', 'payment_received'))).toBe(true);
	});

	it('goes by the vendor of the books where the project system has none, also to take back', () => {
		const bought = transfer(cost().content, { vendor: { side: 'books', system: 'B1', id: '56' } });
		const filled = transfer(cost().content, { vendor: { side: 'books', system: 'B2', id: '56' } });
		const inBooks = { side: 'books' as const, system: 'B1' };
		const bill = (vendor?: string) =>
			transfer(
				{
					kind: 'posted_bill',
					entity: 'Bill',
					claim: 'c',
					total: 1,
					requestId: 'r',
					vendor,
					lines: [],
				},
				{ ...inBooks, id: '9' },
			);
		const entry = (entity: string, id: string, vendor?: string) =>
			transfer(
				{ kind: 'books_row', entity, row: {} },
				{ ...inBooks, id, ...(vendor && { vendor: { ...inBooks, id: vendor } }) },
			);
		const may = under([{ vendor: 'K. Concrete', mode: 'observe' }]);
		const held = [bought, bill('56'), entry('Vendor', '56'), entry('PurchaseOrder', '3', '56')];
		expect(held.map(may)).toEqual([false, false, false, false]);
		const free = [filled, cost(), bill('57'), bill(), entry('Item', '56'), entry('Vendor', '57')];
		expect(free.map(may)).toEqual([true, true, true, true, true, true]);
	});

	it('goes by project and kind as well', () => {
		expect(under([{ project: 'P-100', mode: 'shadow' }])(cost('7'))).toBe(false);
		const kinds = under([{ kind: 'direct_cost', mode: 'observe' }]);
		expect([cost('7'), payment('42')].map(kinds)).toEqual([false, true]);
	});
});
