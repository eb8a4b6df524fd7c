import type { Document } from '../../../spine/documents/document';
import type { QuoteRecord } from '../../../spine/documents/records';
import { sameVersion, versionOf } from '../../../spine/gate/quotes';
import { approvalFact, billing, commitment, facts, invoice, quote } from './builders';
import { failures, verdictOf } from './judged';

describe('a version of a quote', () => {
	it.each([
		['v3', 'V.3', true],
		['Rev 3', 'version 03', true],
		['R3', '3', true],
		['v3', 'v4', false],
		['B', 'rev b', true],
		['v3', undefined, false],
		[undefined, undefined, false],
		['-', '-', false],
	])('%s and %s: %s', (left, right, same) => {
		expect(sameVersion(left, right)).toBe(same);
	});

	it('is its label, else the revision of its number', () => {
		expect(versionOf(quote({ version: 'v2', number: 'Q-118-R3' }))).toBe('v2');
		expect(sameVersion(versionOf(quote({ version: undefined, number: 'Q-118-R3' })), 'R3')).toBe(
			true,
		);
		expect(versionOf(quote({ version: undefined, number: undefined }))).toBeUndefined();
	});
});

describe('the approved version', () => {
	// Two versions, the commitment written for the first of them.
	const versions = [
		quote({ id: 'q-1', version: 'v1', total: 11500 }),
		quote({ id: 'q-2', version: 'v2', total: 9000 }),
	];
	// Whether an invoice on version 1 is held.
	const judged = (
		quotes: QuoteRecord[],
		...approvals: Array<NonNullable<Document['approval']>>
	) => {
		const base = facts({ commitment: commitment({ original: 11500 }) });
		const known = {
			...base,
			prior: { ...base.prior, quotes, approvals: approvals.map((one) => approvalFact(one)) },
		};
		return failures('QV-01', invoice({ quoteReference: { version: 'v1' } }), known);
	};
	const approved = { subject: 'quote', decision: 'approved' } as const;

	it('is what the commitment was written for where nobody approved one', () => {
		expect(judged(versions)).toEqual([]);
	});

	it.each([
		['its version', { ...approved, version: 'V2' }],
		['its amount', { ...approved, amount: 9000 }],
		['both', { ...approved, version: 'Rev 2', amount: 9000 }],
		['its number and version', { ...approved, number: 'Q 118', version: 'v2' }],
	])('is the one that a reply names by %s', (_, reply) => {
		expect(judged(versions, reply)).not.toEqual([]);
	});

	it.each([
		['another version', { ...approved, version: 'v3' }],
		['another amount', { ...approved, amount: 9000.01 }],
		['a version and the amount of another', { ...approved, version: 'v2', amount: 11500 }],
		['another number', { ...approved, number: 'Q-119', version: 'v2' }],
		['a refusal', { ...approved, decision: 'rejected' as const, version: 'v2' }],
	])('is not one that a reply names with %s', (_, reply) => {
		expect(judged(versions, reply)).toEqual([]);
	});

	it('is none of another commitment, and none that was deleted', () => {
		const second = versions[1];
		if (second === undefined) throw new Error('the second version is missing');
		const stated = (change: Partial<QuoteRecord>) =>
			judged([quote({ total: 11500 }), { ...second, status: 'approved', ...change }]);
		expect(stated({})).not.toEqual([]);
		expect(stated({ commitment: 'c-1' })).not.toEqual([]);
		expect(stated({ commitment: 'SC-2301-04' })).not.toEqual([]);
		expect(stated({ commitment: 'c-2' })).toEqual([]);
		expect(stated({ deleted: true })).toEqual([]);
	});
});

describe('QV-01, QV-02 and QV-04', () => {
	const versions = [
		quote({
			id: 'q-1',
			version: 'v1',
			total: 98000,
			status: 'approved',
			lines: [{ description: 'Copper pipe', unitPrice: 16.75, amount: 1675 }],
		}),
		quote({
			id: 'q-3',
			version: 'v3',
			total: 110000,
			lines: [{ description: 'Copper pipe', unitPrice: 18.4, amount: 1840 }],
		}),
	];
	const known = (quotes = versions, counted = 0) => {
		const base = facts({
			commitment: commitment({ original: 98000, revised: 98000, lines: [] }),
			billing: billing({ counted }),
		});
		return { ...base, prior: { ...base.prior, quotes } };
	};

	it('name what an unapproved version asks for beyond the approved one', () => {
		const cites = (version: string) => invoice({ quoteReference: { number: 'Q-118', version } });
		expect(failures('QV-01', cites('v1'), known())).toEqual([]);
		expect(failures('QV-01', cites('v3'), known())).toEqual([['HOLD', 12000]]);
		expect(failures('QV-01', cites('v7'), known())).toEqual([['HOLD', 0]]);
	});

	it('block the total of an unapproved version, to the cent', () => {
		expect(failures('QV-02', invoice({ total: 110000 }), known())).toEqual([['BLOCK', 12000]]);
		expect(failures('QV-02', invoice({ total: 109999.99 }), known())).toEqual([]);
		expect(failures('QV-02', invoice({ total: 98000 }), known())).toEqual([]);
		expect(failures('QV-02', invoice({ total: 40000 }), known(versions, 7000000))).toEqual([
			['BLOCK', 12000],
		]);
	});

	it('hold the price of an unapproved version', () => {
		const priced = (unitPrice: number, quantity = 100) =>
			invoice({
				lines: [{ description: 'Copper pipe', quantity, unitPrice, amount: unitPrice * quantity }],
			});
		expect(failures('QV-04', priced(18.4), known())).toEqual([['HOLD', 165]]);
		expect(failures('QV-04', priced(16.75), known())).toEqual([]);
		expect(failures('QV-04', priced(17), known())).toEqual([]);
		expect(failures('QV-04', priced(18.4), known(versions.slice(0, 1)))).toEqual([]);
		expect(verdictOf(priced(18.4), known()).recommendedAmount).toBe(1675);
	});
});
