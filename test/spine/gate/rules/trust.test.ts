import type { Document, Evidence } from '../../../../spine/documents/document';
import type { Facts } from '../../../../spine/gate/facts';
import {
	approval,
	billing,
	changeOrder,
	commitment,
	facts,
	invoice,
	quote,
	signedChangeOrder,
	vendor,
} from '../builders';
import { payApplication } from '../g702-example';
import { failures, lacks } from '../judged';

const severities = (rule: string, document: Document, known?: Facts) =>
	failures(rule, document, known).map(([severity]) => severity);

describe('EX-01', () => {
	const unsure = (path: string, confidence: number, change: Partial<Document> = {}) => {
		const evidence: Evidence = { source: 'invoice.pdf', page: 1, confidence };
		return severities('EX-01', invoice({ evidence: { [path]: evidence }, ...change }));
	};
	const alone = { lines: [], total: 5400 };

	it('asks for 0.95 of what money hangs on, and for 0.85 of the rest', () => {
		expect(unsure('total', 0.95, alone)).toEqual([]);
		expect(unsure('total', 0.949, alone)).toEqual(['HOLD']);
		expect(unsure('payApplication.lines.0.thisPeriod', 0.949, alone)).toEqual(['HOLD']);
		expect(unsure('date', 0.85)).toEqual([]);
		expect(unsure('remarks', 0.849, alone)).toEqual(['HOLD']);
	});

	it('takes figures that prove each other', () => {
		const lines = [{ description: 'Rough-in piping', amount: 5000 }];
		const parts = { tax: 300, freight: 100, discount: 50, retainage: 500, deposit: 20 };
		// 5,000 - 50 + 300 + 100 - 500 - 20.
		expect(unsure('tax', 0.5, { lines, ...parts, total: 4830 })).toEqual([]);
		expect(unsure('tax', 0.5, { lines, ...parts, total: 4831 })).toEqual(['HOLD']);
		expect(unsure('lines.0.amount', 0.5, { lines, total: 5000 })).toEqual([]);
		expect(unsure('lines.0.amount', 0.5, { lines, total: 5001 })).toEqual(['HOLD']);
		expect(unsure('total', 0.5, alone)).toEqual(['HOLD']);
	});

	it('takes the amount of a change order that its own sums or the project system confirm', () => {
		const evidence = { total: { source: 'co.pdf', page: 1, confidence: 0.5 } };
		const form = (newSum: number) =>
			signedChangeOrder({
				evidence,
				changeOrder: { signatures: [], originalSum: 11500, previousChanges: 1200, newSum },
			});
		expect(severities('EX-01', form(16900), facts())).toEqual([]);
		expect(severities('EX-01', form(16800), facts())).toEqual(['HOLD']);
		const letter = signedChangeOrder({ evidence });
		const known = (number: string, amount: number) =>
			facts({ changeOrders: [changeOrder({ number, amount })] });
		expect(severities('EX-01', letter, known('003', 4200))).toEqual([]);
		expect(severities('EX-01', letter, known('003', 4300))).toEqual(['HOLD']);
		expect(severities('EX-01', letter, known('004', 4200))).toEqual(['HOLD']);
	});

	it('takes a release of exactly the retainage that is held', () => {
		const held = (retainageHeld: number, retainageReleased: number) =>
			facts({ billing: billing({ retainageHeld, retainageReleased }) });
		const release = { ...alone, retainageRelease: true, retainageReleased: 5400 };
		const evidence = { total: { source: 'letter.pdf', page: 1, confidence: 0.5 } };
		const asked = invoice({ evidence, ...release });
		expect(severities('EX-01', asked, held(600000, 60000))).toEqual([]);
		expect(severities('EX-01', asked, held(600000, 59999))).toEqual(['HOLD']);
		const plain = invoice({ evidence, ...alone });
		expect(severities('EX-01', plain, held(540000, 0))).toEqual(['HOLD']);
	});

	it('takes the number of an approval by which a quote is known', () => {
		const reply = approval(
			{ subject: 'quote', number: 'Q 118', version: 'v1', decision: 'approved' },
			{ evidence: { 'approval.number': { source: 'mail header', confidence: 0.8 } } },
		);
		const known = (number: string) => ({
			...facts(),
			prior: { ...facts().prior, quotes: [quote({ number })] },
		});
		expect(severities('EX-01', reply, known('Q-118'))).toEqual([]);
		expect(severities('EX-01', reply, known('Q-119'))).toEqual(['HOLD']);
	});

	it('takes quantity and price that multiply out to the amount of the line', () => {
		const line = (quantity: number, unitPrice: number, unit?: string) => ({
			lines: [{ description: 'Copper pipe', quantity, unitPrice, unit, amount: 206 }],
		});
		expect(unsure('lines.0.quantity', 0.5, line(20.6, 10))).toEqual([]);
		expect(unsure('lines.0.unitPrice', 0.5, line(500, 412, 'M'))).toEqual([]);
		expect(unsure('lines.0.unitPrice', 0.5, line(500, 412))).toEqual(['HOLD']);
		expect(unsure('lines.0.quantity', 0.5, line(20, 10))).toEqual(['HOLD']);
		expect(unsure('lines.1.quantity', 0.5, line(20.6, 10))).toEqual(['HOLD']);
	});

	it('takes a number that subject or file name bear too', () => {
		const source = (subject: string, attachment = 'scan.pdf') => ({
			number: 'INV-1007',
			source: { ...invoice().source, subject, attachment },
		});
		expect(unsure('number', 0.5, source('Invoice INV 1007'))).toEqual([]);
		expect(unsure('number', 0.5, source('Your invoice', 'inv_1007.pdf'))).toEqual([]);
		expect(unsure('number', 0.5, source('Your invoice'))).toEqual(['HOLD']);
		expect(unsure('number', 0.5, { ...source('Invoice 107'), number: '107' })).toEqual([]);
		// Another number that contains it proves nothing.
		expect(unsure('number', 0.5, source('Invoice INV 10071'))).toEqual(['HOLD']);
		expect(unsure('number', 0.5, source('Your invoice', 'scan_20110071.pdf'))).toEqual(['HOLD']);
		expect(unsure('number', 0.5, { ...source('Invoice 1075'), number: '107' })).toEqual(['HOLD']);
		expect(unsure('number', 0.5, { ...source('For job 107'), number: '107' })).toEqual(['HOLD']);
	});

	it('takes vendor, project and commitment that were found without contradiction', () => {
		const evidence: Evidence = { source: 'invoice.pdf', page: 1, confidence: 0.5 };
		const on = (path: string, change: Partial<Facts['identity']>) =>
			severities(
				'EX-01',
				invoice({ evidence: { [path]: evidence } }),
				facts({ identity: { ...facts().identity, ...change } }),
			);
		const likeness = (score: number) => ({
			vendor: { record: vendor, candidates: [{ record: vendor, score, because: 'name' as const }] },
		});
		expect(on('vendor', likeness(0.92))).toEqual([]);
		expect(on('vendor', likeness(0.91))).toEqual(['HOLD']);
		expect(on('vendor', { vendor: { candidates: [] } })).toEqual(['HOLD']);
		expect(on('commitment', {})).toEqual([]);
		const { project, commitment: found } = facts().identity;
		expect(on('commitment', { commitment: { ...found, conflict: 'Two numbers.' } })).toEqual([
			'HOLD',
		]);
		expect(on('project', {})).toEqual([]);
		expect(on('projectName', {})).toEqual([]);
		expect(on('project', { project: { ...project, conflict: 'Two jobs.' } })).toEqual(['HOLD']);
		expect(on('projectName', { project: { candidates: [] } })).toEqual(['HOLD']);
	});
});

describe('FR-01', () => {
	const remit = (name: string | undefined, address: string | undefined, known = facts()) =>
		severities('FR-01', invoice({ remitTo: { name, address } }), known);

	it('knows the name however it is written', () => {
		expect(remit('HARBOR PLUMBING, L.L.C.', undefined)).toEqual([]);
		expect(remit('Harbor Holdings LLC', undefined)).toEqual(['HOLD']);
	});

	it.each([
		['12 Dock St., Portland ME 04101', []],
		['12 Dock Street', []],
		['12 Dock Street, Suite 4, Portland, ME 04101', []],
		['12 Dock Street, Portland, ME 04102', ['HOLD']],
		['99 Wharf Road, Portland, ME 04101', ['HOLD']],
		['PO Box 7, Reno, NV 89501', ['HOLD']],
	])('on the address %s: %j', (address, expected) => {
		expect(remit(undefined, address)).toEqual(expected);
	});

	it('knows what the last documents bore', () => {
		const base = facts();
		const known = {
			...base,
			prior: {
				...base.prior,
				remitTo: [
					{ seenAt: '2026-02-18', name: 'Harbor Factoring', address: 'PO Box 7, Reno, NV 89501' },
				],
			},
		};
		expect(remit('Harbor Factoring', 'PO Box 7, Reno, NV 89501', known)).toEqual([]);
		expect(remit('Harbor Factoring', 'PO Box 8, Elko, NV 89801', known)).toEqual(['HOLD']);
	});
});

describe('FR-02', () => {
	const known = (...fingerprints: string[]) => {
		const base = facts();
		const remitTo = fingerprints.map((bankFingerprint) => ({
			seenAt: '2026-02-18',
			bankFingerprint,
		}));
		return { ...base, prior: { ...base.prior, remitTo } };
	};
	const bears = (bankFingerprint: string | undefined, base: Facts) =>
		severities('FR-02', invoice({ bankFingerprint }), base);

	it('blocks other details than before, and knows nothing on the first document', () => {
		expect(bears('a', known('a'))).toEqual([]);
		expect(bears('a', known('b', 'a'))).toEqual([]);
		expect(bears('c', known('b', 'a'))).toEqual(['BLOCK']);
		expect(bears('c', known())).toEqual([]);
		expect(bears(undefined, known('a'))).toEqual([]);
	});
});

describe('what a document refers to', () => {
	const identity = (change: Partial<Facts['identity']>, more: Partial<Facts> = {}) =>
		facts({ identity: { ...facts().identity, ...change }, ...more });

	it('ID-05 blocks a commitment of another project and holds where no project is known', () => {
		expect(severities('ID-05', invoice())).toEqual([]);
		expect(
			severities('ID-05', invoice(), facts({ commitment: commitment({ project: 'p-2' }) })),
		).toEqual(['BLOCK']);
		expect(severities('ID-05', invoice(), identity({ project: { candidates: [] } }))).toEqual([
			'HOLD',
		]);
	});

	it('ID-06 holds a project or a job that is closed', () => {
		const { project } = facts().identity;
		if (project.record === undefined) throw new Error('the project is missing');
		const closed = { project: { ...project, record: { ...project.record, active: false } } };
		expect(severities('ID-06', invoice())).toEqual([]);
		expect(severities('ID-06', invoice(), identity(closed))).toEqual(['HOLD']);
	});

	const direct = (limit: number): Facts => {
		const base = identity({ commitment: { candidates: [] } });
		return {
			...base,
			commitment: undefined,
			policy: { ...base.policy, tolerances: { directCostLimit: limit } },
		};
	};

	it('ID-07 lets an invoice without commitment pass up to the limit for direct costs', () => {
		const document = (total: number) => invoice({ commitment: undefined, total });
		expect(failures('ID-07', document(500), direct(500))).toEqual([]);
		expect(failures('ID-07', document(500.01), direct(500))).toEqual([['HOLD', 0.01]]);
		expect(failures('ID-07', document(500), direct(0))).toEqual([['HOLD', 500]]);
		expect(failures('ID-07', invoice({ total: 400 }), direct(500))).toEqual([['HOLD', 0]]);
		const application = payApplication({}, { commitment: undefined, total: 100 });
		expect(severities('ID-07', application, direct(500))).toEqual(['HOLD']);
	});

	it('CM-06 blocks another vendor than that of the commitment', () => {
		const made = (by: string | undefined) => facts({ commitment: commitment({ vendor: by }) });
		expect(severities('CM-06', invoice(), made('v-1'))).toEqual([]);
		expect(severities('CM-06', invoice(), made('v-2'))).toEqual(['BLOCK']);
		expect(lacks('CM-06', invoice(), made(undefined))).toBe(true);
	});
});

describe('ID-08', () => {
	const without = (change: Partial<Document>) => severities('ID-08', invoice(change));

	it('holds an invoice that lacks a field, and blocks one without number', () => {
		expect(without({})).toEqual([]);
		expect(without({ vendor: undefined })).toEqual(['HOLD']);
		expect(without({ date: undefined })).toEqual(['HOLD']);
		expect(without({ total: undefined })).toEqual(['HOLD']);
		expect(without({ billTo: undefined })).toEqual(['HOLD']);
		expect(without({ number: undefined })).toEqual(['BLOCK']);
		expect(without({ project: undefined })).toEqual([]);
		expect(without({ project: undefined, commitment: undefined })).toEqual(['HOLD']);
		expect(without({ project: undefined, commitment: undefined, projectName: 'Harbor' })).toEqual(
			[],
		);
	});

	it('asks for a bill-to of what came by e-mail, where our entities are known', () => {
		const base = facts();
		const unknown = { ...base, settings: { ...base.settings, entities: [] } };
		expect(severities('ID-08', invoice({ billTo: undefined }), unknown)).toEqual([]);
	});

	const cover = (change: Partial<NonNullable<Document['payApplication']>>) =>
		severities('ID-08', payApplication(change));

	it.each([
		'applicationNumber',
		'periodTo',
		'originalContractSum',
		'contractSumToDate',
		'totalCompletedAndStored',
		'totalRetainage',
		'totalEarnedLessRetainage',
		'lessPreviousCertificates',
		'balanceToFinish',
	] as const)('holds a pay application without %s', (field) => {
		expect(cover({ [field]: undefined })).toEqual(['HOLD']);
	});

	it('passes a complete pay application, and a first one without previous certificates', () => {
		expect(cover({})).toEqual([]);
		expect(cover({ applicationNumber: 'No. 01', lessPreviousCertificates: undefined })).toEqual([]);
		expect(cover({ applicationNumber: '11', lessPreviousCertificates: undefined })).toEqual([
			'HOLD',
		]);
		expect(cover({ netChangeByChangeOrders: undefined })).toEqual([]);
	});
});
