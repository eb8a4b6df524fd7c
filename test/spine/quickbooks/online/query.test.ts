import fc from 'fast-check';
import { buildQuery, searchable } from '../../../../spine/quickbooks/online/query';
import { QuickBooksError } from '../../../../spine/quickbooks/online/errors';

describe('queries in the language of QuickBooks', () => {
	it('escapes quotes, so that a name stays a name', () => {
		expect(
			buildQuery({
				entity: 'Vendor',
				where: [{ field: 'DisplayName', operator: '=', value: "O'Neil <b>" }],
			}),
		).toBe(
			"SELECT * FROM Vendor WHERE DisplayName = 'O\\'Neil <b>' ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000",
		);
	});

	it('joins conditions by AND and writes lists and flags as the language does', () => {
		expect(
			buildQuery({
				entity: 'Bill',
				where: [
					{ field: 'DocNumber', operator: 'IN', value: ['A-1', 'A-2'] },
					{ field: 'TxnDate', operator: '>=', value: '2026-01-01' },
				],
				startPosition: 101,
				maxResults: 100,
			}),
		).toBe(
			"SELECT * FROM Bill WHERE DocNumber IN ('A-1', 'A-2') AND TxnDate >= '2026-01-01' ORDERBY Id STARTPOSITION 101 MAXRESULTS 100",
		);
	});

	it('asks for inactive rows of lists only when it is told to, and never of transactions', () => {
		expect(buildQuery({ entity: 'Vendor', includeInactive: true })).toContain(
			'WHERE Active IN (true, false)',
		);
		expect(buildQuery({ entity: 'Vendor' })).not.toContain('Active');
		expect(buildQuery({ entity: 'Bill', includeInactive: true })).not.toContain('Active');
	});

	it('refuses a field that cannot be searched by, and names those that can', () => {
		expect(() => searchable('PurchaseOrder', 'POStatus')).toThrow(QuickBooksError);
		expect(() => searchable('PurchaseOrder', 'POStatus')).toThrow(
			/cannot search PurchaseOrder by POStatus.*DocNumber/,
		);
	});

	it('keeps whatever text is searched for inside its quotes', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				const query = buildQuery({
					entity: 'Vendor',
					where: [{ field: 'DisplayName', operator: '=', value }],
				});
				const literal =
					/DisplayName = '((?:[^'\\]|\\[^])*)' ORDERBY Id STARTPOSITION 1 MAXRESULTS 1000$/.exec(
						query,
					)?.[1];
				expect(literal?.replace(/\\([^])/g, '$1')).toBe(value);
			}),
		);
	});
});
