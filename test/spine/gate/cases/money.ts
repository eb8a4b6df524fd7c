import type { CommitmentLine } from '../../../../spine/documents/records';
import type { Coding } from '../../../../spine/documents/coding';
import { approvalFact, billing, claim, codingOf, commitment, facts, invoice } from '../builders';
import type { Case } from './case';

const items: CommitmentLine[] = [
	{
		id: 'o-1',
		number: '1',
		description: 'Copper pipe 3/4 in',
		quantity: 500,
		unit: 'LF',
		unitPrice: 4,
		amount: 2000,
	},
	{
		id: 'o-2',
		number: '2',
		description: 'Wire nuts',
		quantity: 5,
		unit: 'M',
		unitPrice: 412,
		amount: 2060,
	},
];
const order = commitment({
	kind: 'purchase_order',
	number: 'PO-88',
	original: 4060,
	revised: 4060,
	lines: items,
});
const pipe = (quantity: number, unitPrice: number, amount = quantity * unitPrice) =>
	invoice({
		lines: [
			{ number: '1', description: 'Copper pipe 3/4 in', quantity, unit: 'LF', unitPrice, amount },
		],
	});
const onOrder = (counted = 0, quantity = 0) =>
	facts({
		commitment: order,
		billing: billing({ counted, quantityByLine: { 'o-1': quantity }, byLine: {} }),
	});
const release = (change: Parameters<typeof invoice>[0] = {}) =>
	invoice({ number: '1010', retainageRelease: true, lines: [], total: 1150, ...change });
const held = (change: Parameters<typeof facts>[0] = {}) =>
	facts({
		commitment: commitment({ retainagePercent: 10 }),
		billing: billing({ counted: 1150000, retainageHeld: 115000 }),
		prior: {
			...facts().prior,
			approvals: [
				approvalFact({ subject: 'retainage_release', amount: 1150, decision: 'approved' }),
			],
		},
		...change,
	});
/** An approved release whose reply bears passing signatures of these domains and no DMARC result. */
const releaseProvenBy = (dkimDomains: string[]) => {
	const fact = approvalFact({ subject: 'retainage_release', amount: 1150, decision: 'approved' });
	const { source } = fact.document;
	const authentication = {
		authservId: 'mx.northline.example',
		dkim: 'pass' as const,
		dkimDomains,
	};
	const document = { ...fact.document, source: { ...source, authentication } };
	return held({ prior: { ...facts().prior, approvals: [{ ...fact, document }] } });
};
const work = [{ description: 'Rough-in piping', amount: 5400 }];
const coded = (change: Partial<Coding>): Partial<Coding> => change;
const mapped = codingOf(invoice()).lines;

export const money: Case[] = [
	{
		rule: 'MA-01',
		name: 'a line that does not multiply out',
		fails: { document: pipe(100, 4, 450), facts: onOrder() },
		severity: 'BLOCK',
		delta: 50,
		recommended: 400,
		passes: { document: pipe(100, 4), facts: onOrder() },
	},
	{
		rule: 'MA-02',
		name: 'a subtotal that is not the sum of the lines',
		fails: { document: invoice({ subtotal: 5405, lines: work }) },
		severity: 'HOLD',
		delta: 5,
		passes: { document: invoice({ subtotal: 5400, lines: work }) },
	},
	{
		rule: 'MA-03',
		name: 'a total that leaves out the discount',
		fails: { document: invoice({ subtotal: 5400, discount: 100, total: 5400, lines: work }) },
		severity: 'BLOCK',
		delta: 100,
		recommended: 5300,
		passes: { document: invoice({ subtotal: 5400, discount: 100, total: 5300, lines: work }) },
	},
	{
		rule: 'MA-04',
		name: 'an amount due that ignores a payment',
		fails: { document: invoice({ payments: 400, amountDue: 5400 }) },
		severity: 'BLOCK',
		delta: 400,
		passes: { document: invoice({ payments: 400, amountDue: 5000 }) },
	},
	{
		rule: 'MA-05',
		name: 'a previous balance in the total',
		fails: { document: invoice({ previousBalance: 600, total: 6000, lines: work }) },
		severity: 'BLOCK',
		delta: 600,
		recommended: 5400,
		passes: { document: invoice({ previousBalance: 600, amountDue: 6000, lines: work }) },
	},
	{
		rule: 'MA-06',
		name: 'coded lines that lose a cent',
		fails: { coding: coded({ total: 5400.01 }) },
		severity: 'BLOCK',
		delta: -0.01,
		passes: {},
	},
	{
		rule: 'PO-01',
		name: 'an order overbilled beyond the tolerance',
		fails: { document: pipe(450, 4), facts: onOrder(300000) },
		severity: 'BLOCK',
		delta: 740,
		passes: { document: pipe(100, 4), facts: onOrder() },
	},
	{
		rule: 'PO-01',
		name: 'an order overbilled within the tolerance',
		fails: { document: pipe(100, 4), facts: onOrder(370000) },
		severity: 'WARN',
		delta: 40,
		recommended: 400,
		passes: { document: pipe(100, 4), facts: onOrder(366000) },
	},
	{
		rule: 'PO-02',
		name: 'a price 3 % above the order',
		fails: { document: pipe(100, 4.12, 412), facts: onOrder() },
		severity: 'HOLD',
		delta: 12,
		recommended: 400,
		passes: { document: pipe(100, 4.08, 408), facts: onOrder() },
	},
	{
		rule: 'PO-03',
		name: 'more than was ordered',
		fails: { document: pipe(100, 4), facts: onOrder(160000, 450) },
		severity: 'HOLD',
		delta: 50,
		recommended: 200,
		passes: { document: pipe(50, 4), facts: onOrder(160000, 450) },
	},
	{
		rule: 'PO-05',
		name: 'a price per thousand billed for each',
		fails: {
			document: invoice({
				lines: [
					{
						number: '2',
						description: 'Wire nuts',
						quantity: 5,
						unit: 'EA',
						unitPrice: 412,
						amount: 2060,
					},
				],
			}),
			facts: onOrder(),
		},
		severity: 'HOLD',
		delta: 2057.94,
		passes: {
			document: invoice({
				lines: [
					{
						number: '2',
						description: 'Wire nuts',
						quantity: 2000,
						unit: 'M',
						unitPrice: 412,
						amount: 824,
					},
				],
			}),
			facts: onOrder(),
		},
	},
	{
		rule: 'PO-08',
		name: 'freight as a surprise',
		fails: {
			document: invoice({
				freight: 180,
				total: 580,
				lines: [{ number: '1', description: 'Copper pipe 3/4 in', amount: 400 }],
			}),
			facts: onOrder(),
		},
		severity: 'HOLD',
		delta: 105,
		recommended: 475,
		passes: {
			document: invoice({
				freight: 60,
				total: 460,
				lines: [{ number: '1', description: 'Copper pipe 3/4 in', amount: 400 }],
			}),
			facts: onOrder(),
		},
	},
	{
		rule: 'RT-01',
		name: 'no retainage where the contract asks for it',
		fails: { facts: facts({ commitment: commitment({ retainagePercent: 10 }) }) },
		severity: 'HOLD',
		delta: 540,
		recommended: 4860,
		passes: {
			document: invoice({ retainage: 540, total: 4860, lines: work }),
			facts: facts({ commitment: commitment({ retainagePercent: 10 }) }),
		},
	},
	{
		rule: 'RT-06',
		name: 'a release that nobody approved',
		fails: { document: release(), facts: held({ prior: facts().prior }) },
		severity: 'BLOCK',
		delta: 1150,
		recommended: 0,
		passes: { document: release(), facts: held() },
	},
	{
		rule: 'RT-06',
		name: 'a release that a reply approves which a bulk mailer signed',
		fails: { document: release(), facts: releaseProvenBy(['mailer.example']) },
		severity: 'BLOCK',
		passes: { document: release(), facts: releaseProvenBy(['northline.example']) },
	},
	{
		rule: 'RT-07',
		name: 'more released than is held',
		fails: { document: release({ total: 1250 }), facts: held() },
		severity: 'BLOCK',
		delta: 100,
		passes: { document: release(), facts: held() },
	},
	{
		rule: 'RT-08',
		name: 'the same release again',
		fails: {
			document: release(),
			facts: held({
				claims: [claim({ number: '1009', net: 115000, gross: 0, isRetainageRelease: true })],
			}),
		},
		severity: 'BLOCK',
		passes: {
			document: release(),
			facts: held({ claims: [claim({ number: '1009', net: 115000, gross: 115000 })] }),
		},
	},
	{
		rule: 'GL-03',
		name: 'a line without account',
		fails: {
			coding: coded({
				lines: mapped.map((line) => ({
					...line,
					account: undefined,
					unmapped: 'No mapping for cost code 22-100.',
				})),
			}),
		},
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'GL-06',
		name: 'a closed period',
		fails: { document: invoice({ date: '2026-01-20' }) },
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'GL-13',
		name: 'a bill over another amount than was verified',
		fails: {
			coding: coded({ total: 5500, lines: mapped.map((line) => ({ ...line, amount: 5500 })) }),
		},
		severity: 'BLOCK',
		delta: 100,
		passes: {},
	},
	{
		rule: 'GL-14',
		name: 'a number that collides after shortening',
		fails: { facts: facts({ numberTaken: 'invoice 10071' }) },
		severity: 'BLOCK',
		passes: {},
	},
	{
		rule: 'GL-14',
		name: 'a number that is too long',
		fails: { coding: coded({ number: '1234567890-1234567890-1' }) },
		severity: 'HOLD',
		delta: 2,
		passes: {},
	},
	{
		rule: 'CR-01',
		name: 'a negative invoice',
		fails: {
			document: invoice({ total: -500, lines: [{ description: 'Rough-in piping', amount: -500 }] }),
		},
		severity: 'HOLD',
		passes: {},
	},
	{
		rule: 'CR-03',
		name: 'a credit over more than was billed',
		fails: {
			document: invoice({ kind: 'credit_memo', total: 9000 }),
			facts: facts({ billing: billing({ counted: 540000 }) }),
		},
		severity: 'HOLD',
		delta: 3600,
		passes: {
			document: invoice({ kind: 'credit_memo', total: 5400 }),
			facts: facts({ billing: billing({ counted: 540000 }) }),
		},
	},
	{
		rule: 'CR-06',
		name: 'a line taken back beside another that is billed',
		fails: {
			document: invoice({
				lines: [
					{ number: '1', description: 'Rough-in piping', amount: 6000 },
					{ number: '2', description: 'Fixtures and trim', amount: -3000 },
				],
			}),
		},
		severity: 'HOLD',
		delta: -3000,
		passes: {
			document: invoice({
				lines: [
					{ number: '1', description: 'Rough-in piping', amount: 6000 },
					{ description: 'Discount', amount: -300, kind: 'discount' },
				],
				total: 5700,
			}),
		},
	},
	{
		rule: 'TX-02',
		name: 'work that hides in the tax',
		fails: {
			document: invoice({
				lines: [{ number: '1', description: 'Rough-in piping', amount: 100 }],
				tax: 50_000,
				total: 50_100,
			}),
		},
		severity: 'HOLD',
		delta: 49_985,
		recommended: 115,
		passes: {
			document: invoice({
				lines: [{ number: '1', description: 'Rough-in piping', amount: 100 }],
				tax: 15,
				total: 115,
			}),
		},
	},
	{
		rule: 'GL-18',
		name: 'a deposit that nothing provides for',
		fails: { document: invoice({ lines: [{ description: 'Deposit on fixtures', amount: 900 }] }) },
		severity: 'HOLD',
		delta: 900,
		passes: { document: invoice({ lines: [{ description: 'Fixtures and trim', amount: 900 }] }) },
	},
];
