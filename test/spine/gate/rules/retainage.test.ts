import type { Document } from '../../../../spine/documents/document';
import type { Facts } from '../../../../spine/gate/facts';
import { approvalFact, billing, claim, commitment, facts, invoice } from '../builders';
import { exampleCommitment, exampleFacts, firstApplication, payApplication } from '../g702-example';
import { failures, lacks, verdictOf } from '../judged';

const tenPercent = { commitment: commitment({ retainagePercent: 10 }) };

describe('RT-01 on an invoice', () => {
	const withheld = (retainage: number) =>
		invoice({
			lines: [{ description: 'Progress billing', amount: 5000 }],
			retainage,
			total: 5000 - retainage,
		});

	it('lets a cent a line pass, and no more, either way', () => {
		expect(failures('RT-01', withheld(500), facts(tenPercent))).toEqual([]);
		expect(failures('RT-01', withheld(499.99), facts(tenPercent))).toEqual([]);
		expect(failures('RT-01', withheld(499.98), facts(tenPercent))).toEqual([['HOLD', 0.02]]);
		expect(failures('RT-01', withheld(500.02), facts(tenPercent))).toEqual([['HOLD', -0.02]]);
	});

	it('does not support what is withheld too little, and supports all where it is too much', () => {
		expect(verdictOf(withheld(250), facts(tenPercent)).recommendedAmount).toBe(4500);
		expect(verdictOf(withheld(600), facts(tenPercent)).recommendedAmount).toBe(4400);
	});

	it('gives every line its cent', () => {
		const document = invoice({
			lines: [
				{ description: 'Rough-in piping', amount: 2500 },
				{ description: 'Fixtures and trim', amount: 2500 },
			],
			retainage: 499.98,
			total: 4500.02,
		});
		expect(failures('RT-01', document, facts(tenPercent))).toEqual([]);
	});

	it('asks nothing where the contract names no rate, or no commitment is known', () => {
		expect(failures('RT-01', withheld(0), facts())).toEqual([]);
		expect(failures('RT-01', withheld(0), { ...facts(tenPercent), commitment: undefined })).toEqual(
			[],
		);
	});
});

describe('RT-01 on a pay application', () => {
	it('holds stored materials at their own rate', () => {
		// 10 % of 51,750 and 5 % of 9,000 are 5,625.
		expect(failures('RT-01', payApplication(), exampleFacts())).toEqual([]);
		expect(failures('RT-01', payApplication({ totalRetainage: 5619.99 }), exampleFacts())).toEqual([
			['HOLD', 5.01],
		]);
	});

	it('lets a cent for each of five rows pass', () => {
		expect(failures('RT-01', payApplication({ totalRetainage: 5624.95 }), exampleFacts())).toEqual(
			[],
		);
		expect(failures('RT-01', payApplication({ totalRetainage: 5624.94 }), exampleFacts())).toEqual([
			['HOLD', 0.06],
		]);
	});

	const silent = (change: Partial<Facts> = {}) =>
		exampleFacts({
			commitment: { ...exampleCommitment, retainageOnStoredPercent: undefined },
			...change,
		});

	it('takes the rate on stored materials from the application before where the contract is silent', () => {
		// Before: 21,500 at 10 % and 600 on 12,000 stored, which is 5 %.
		expect(failures('RT-01', payApplication({ retainageOnStoredPercent: 3 }), silent())).toEqual(
			[],
		);
	});

	it('takes the printed rate where nothing was stored before, then the rate on work', () => {
		const known = silent({ billing: billing({ counted: 3350000, retainageHeld: 275000 }) });
		expect(failures('RT-01', payApplication(), known)).toEqual([]);
		const unprinted = payApplication({ retainageOnStoredPercent: undefined });
		// 10 % on 9,000 instead of 5 %.
		expect(failures('RT-01', unprinted, known)).toEqual([['HOLD', 450]]);
	});

	it('takes the printed rate on work where the contract has none', () => {
		const known = exampleFacts({
			commitment: { ...exampleCommitment, retainagePercent: undefined },
		});
		expect(failures('RT-01', payApplication({ retainageOnWorkPercent: 10 }), known)).toEqual([]);
		expect(failures('RT-01', payApplication({ retainageOnWorkPercent: 8 }), known)).toEqual([
			['HOLD', -1035],
		]);
	});

	it('takes off what was released before', () => {
		const known = exampleFacts({
			billing: {
				...exampleFacts().billing,
				...billing({
					counted: 3350000,
					retainageReleased: 100000,
					applications: [firstApplication],
				}),
			},
		});
		expect(failures('RT-01', payApplication({ totalRetainage: 4625 }), known)).toEqual([]);
		expect(failures('RT-01', payApplication(), known)).toEqual([['HOLD', -1000]]);
	});

	it('cannot be judged where no retainage is printed', () => {
		expect(lacks('RT-01', payApplication({ totalRetainage: undefined }), exampleFacts())).toBe(
			true,
		);
	});
});

describe('RT-09', () => {
	const falling = (totalRetainage: number, change: Partial<Document> = {}) =>
		payApplication({ totalRetainage }, change);

	it('names what would be released without being asked for', () => {
		// Held before 2,750; 10 % of the new 27,250 is 2,725; now 2,000.
		expect(failures('RT-09', falling(2000), exampleFacts())).toEqual([['HOLD', 3475]]);
	});

	it('passes where retainage does not fall', () => {
		expect(failures('RT-09', falling(2750), exampleFacts())).toEqual([]);
		expect(failures('RT-09', falling(2749.99), exampleFacts())).toEqual([['HOLD', 2725.01]]);
	});

	it('leaves a release alone that is asked for', () => {
		expect(failures('RT-09', falling(2000, { retainageReleased: 3475 }), exampleFacts())).toEqual(
			[],
		);
	});
});

describe('a release of retainage', () => {
	const release = (total: number, change: Partial<Document> = {}) =>
		invoice({
			lines: [{ description: 'Release of retainage', amount: total }],
			retainageRelease: true,
			...change,
		});
	const held = (retainageHeld: number, change: Partial<Facts> = {}) =>
		facts({ billing: billing({ retainageHeld }), ...change });
	const replied = (amount?: number, limit?: number): Partial<Facts> => {
		const base = facts();
		const approvals = [
			approvalFact({ subject: 'retainage_release', decision: 'approved', amount, number: 'R-1' }),
		];
		const people = base.settings.people.map((person) => ({ ...person, limit }));
		return { prior: { ...base.prior, approvals }, settings: { ...base.settings, people } };
	};

	it('is blocked with its amount where nobody approved it', () => {
		expect(failures('RT-06', release(500), held(50000))).toEqual([['BLOCK', 500]]);
		expect(verdictOf(release(500), held(50000)).recommendedAmount).toBe(0);
	});

	it('passes with an approval that covers it, and not a cent more', () => {
		expect(failures('RT-06', release(500), held(50000, replied(500)))).toEqual([]);
		expect(failures('RT-06', release(500), held(50000, replied(600)))).toEqual([]);
		expect(failures('RT-06', release(500), held(50000, replied(499.99)))).toEqual([['BLOCK', 500]]);
	});

	it('passes only within what the person may approve', () => {
		expect(failures('RT-06', release(500), held(50000, replied(undefined, 500)))).toEqual([]);
		expect(failures('RT-06', release(500), held(50000, replied(undefined, 499.99)))).toEqual([
			['BLOCK', 500],
		]);
	});

	it('may take what is held, and not a cent more', () => {
		expect(failures('RT-07', release(500), held(50000))).toEqual([]);
		expect(failures('RT-07', release(500), held(49999))).toEqual([['BLOCK', 0.01]]);
		expect(failures('RT-07', release(500), held(-100))).toEqual([['BLOCK', 500]]);
	});

	it('is blocked the second time', () => {
		const earlier = (change: Parameters<typeof claim>[0]) =>
			held(50000, { claims: [claim({ isRetainageRelease: true, net: 50000, ...change })] });
		expect(failures('RT-08', release(500), earlier({}))).toEqual([['BLOCK', 500]]);
		expect(failures('RT-08', release(500), earlier({ net: 50001 }))).toEqual([]);
		expect(failures('RT-08', release(500), earlier({ state: 'ended' }))).toEqual([]);
		expect(failures('RT-08', release(500), earlier({ state: 'blocked' }))).toEqual([]);
		expect(failures('RT-08', release(500), earlier({ commitment: 'c-2' }))).toEqual([]);
		expect(failures('RT-08', release(500), earlier({ isRetainageRelease: false }))).toEqual([]);
	});

	it('is blocked where all was released before', () => {
		const known = (retainageHeld: number) =>
			facts({ billing: billing({ retainageHeld, retainageReleased: 50000 }) });
		expect(failures('RT-08', release(500), known(0))).toEqual([['BLOCK', 500]]);
		expect(failures('RT-08', release(500), known(50000))).toEqual([]);
		expect(failures('RT-08', release(500), held(0))).toEqual([]);
	});

	it('of an invoice that bills work as well is the amount it names', () => {
		const document = release(1500, { retainageReleased: 500, retainageRelease: undefined });
		expect(failures('RT-06', document, held(50000))).toEqual([['BLOCK', 500]]);
	});
});
