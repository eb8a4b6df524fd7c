import { readSheet } from 'read-excel-file/node';
import { parse } from 'csv-parse/sync';
import { verdictSchema } from '../../../spine/documents/verdict';
import { taggedClaim } from '../../../spine/documents/claim-tag';
import { keyingCsv } from '../../../spine/keying/csv';
import { keyingPage } from '../../../spine/keying/page';
import { keyingSheet } from '../../../spine/keying/sheet';
import type { KeyingSource, ListedClaim } from '../../../spine/keying/source';
import { keyingWorkbook } from '../../../spine/keying/workbook';
import { request } from '../ledger/fixtures';

const HOSTILE = '=HYPERLINK("http://evil.example","<script>alert(1)</script>")';
const MADE_AT = '2026-03-27T18:00:00.000Z';
const CLAIM = 'clm-0123456789abcdef01234567';

const verdict = verdictSchema.parse({
	outcome: 'verified',
	mode: 'autoClean',
	findings: [],
	notEvaluable: [],
	passed: 1,
	requestedAmount: 900,
	recommendedAmount: 900,
	released: true,
	claim: CLAIM,
	decidedAt: MADE_AT,
});

function released(over: object = {}, more: object = {}): KeyingSource['releases'][number] {
	const { document, coding } = request({ number: 'A-7', total: 1_000, date: '2026-03-20' });
	return {
		claim: CLAIM,
		revision: 0,
		document,
		coding: {
			...coding,
			vendor: { id: '56', name: 'Kessler Concrete' },
			commitment: { id: '42', name: 'SC-0042' },
			dueDate: '2026-04-19',
			total: 900,
			lines: [
				{
					role: 'cost',
					description: 'Footings',
					amount: 1_000,
					account: { id: '80', name: 'Job Costs:Subs' },
					class: { id: '2', name: 'Subcontract' },
					customerJob: { id: 'J1', name: 'Owner:Harbor School' },
				},
				{
					role: 'retainage',
					description: 'Retainage withheld',
					amount: -100,
					account: { id: '91', name: 'Retainage Payable' },
				},
			],
			...over,
		},
		verdict,
		by: 'verified',
		grantedAt: MADE_AT,
		...more,
	};
}

const claim = (over: Partial<ListedClaim>): ListedClaim => ({
	id: CLAIM,
	state: 'reserved',
	vendor: '7',
	gross: 100_000,
	net: 90_000,
	kind: 'invoice',
	isRetainageRelease: false,
	seenIn: 'e-mail',
	waits: false,
	day: '2026-03-20',
	...over,
});

const source = (over: Partial<KeyingSource> = {}): KeyingSource => ({
	releases: [released()],
	entries: [],
	claims: [claim({})],
	ages: { books: '2026-03-27T13:00:00.000Z' },
	madeAt: MADE_AT,
	...over,
});

describe('the sheet', () => {
	it('says everything that is typed, and a memo that names the claim last', () => {
		const { bills, totals } = keyingSheet(source());
		expect(bills).toMatchObject([
			{
				vendor: 'Kessler Concrete',
				number: 'A-7',
				date: '2026-03-20',
				dueDate: '2026-04-19',
				terms: 'Net 30',
				total: 900,
				memo: `SC-0042 [claim:${CLAIM}]`,
				lines: [
					{
						account: 'Job Costs:Subs',
						class: 'Subcontract',
						customerJob: 'Owner:Harbor School',
						amount: 1_000,
					},
					{ account: 'Retainage Payable', amount: -100 },
				],
			},
		]);
		expect(taggedClaim(bills[0]?.memo)).toBe(CLAIM);
		expect(totals).toEqual([{ currency: 'USD', bills: 1, credits: 0, total: 900 }]);
	});

	it('lets no text of the document name another claim', () => {
		const other = 'clm-ffffffffffffffffffffffff';
		const [bill] = keyingSheet(
			source({ releases: [released({ commitment: { id: '42', name: `SC-1 [claim:${other}]` } })] }),
		).bills;
		expect(bill?.memo).not.toContain(other);
		expect(taggedClaim(bill?.memo)).toBe(CLAIM);
	});

	it('leaves out what the books hold, and shows it where the amount differs', () => {
		const booked = (net: number) => ({ booked: { id: 'b1', number: 'A-7', net } });
		const same = keyingSheet(source({ releases: [released({}, booked(90_000))] }));
		expect(same).toMatchObject({ bills: [], miskeyed: [] });
		const less = keyingSheet(source({ releases: [released({}, booked(89_000))] }));
		expect(less).toMatchObject({
			bills: [],
			miskeyed: [{ released: 900, keyed: 890, difference: -10 }],
		});
	});

	it('has a vendor credit with positive amounts, counted against the total', () => {
		const credit = released({
			entity: 'VendorCredit',
			total: -50,
			lines: [{ role: 'cost', description: 'Returned mesh', amount: -50 }],
		});
		const { bills, totals } = keyingSheet(source({ releases: [credit] }));
		expect(bills).toMatchObject([{ entity: 'VendorCredit', total: 50, lines: [{ amount: 50 }] }]);
		expect(totals).toMatchObject([{ credits: 1, total: -50 }]);
		const keyed = released(
			{ entity: 'VendorCredit', total: -50, lines: [] },
			{ booked: { id: 'c', net: -5_000 } },
		);
		expect(keyingSheet(source({ releases: [keyed] })).miskeyed).toEqual([]);
	});

	it('points to a bill of the same vendor and amount that may be this one under another number', () => {
		const stranger = claim({
			id: 'other',
			state: 'billed',
			booksId: 'b9',
			number: 'A7x',
			day: '2026-03-22',
		});
		const [bill] = keyingSheet(source({ claims: [claim({}), stranger] })).bills;
		expect(bill?.perhapsKeyed).toContain('A7x of 2026-03-22');
		const far = { ...stranger, day: '2026-05-22' };
		expect(keyingSheet(source({ claims: [claim({}), far] })).bills[0]).not.toHaveProperty(
			'perhapsKeyed',
		);
	});

	it('lists what waits with its reason, and what was verified in a mode that releases nothing', () => {
		const { document, coding } = released();
		const held = {
			document,
			coding,
			verdict: {
				...verdict,
				outcome: 'held' as const,
				released: false,
				findings: [
					{
						rule: 'SC-09',
						version: 1,
						result: 'fail' as const,
						severity: 'HOLD' as const,
						message: 'The facts are too old.',
						evidence: [],
						action: 'Import the lists again.',
					},
				],
			},
		};
		const entries = [held, { ...held, verdict: { ...verdict, mode: 'observe', released: false } }];
		expect(keyingSheet(source({ releases: [], entries })).waiting).toMatchObject([
			{ why: 'SC-09: The facts are too old.', action: 'Import the lists again.' },
			{ why: expect.stringContaining('mode "observe"') },
		]);
		const ended = keyingSheet(source({ releases: [], entries, claims: [] }));
		expect(ended.waiting).toEqual([]);
	});
});

describe('its forms', () => {
	const hostile = keyingSheet(
		source({
			releases: [
				released({
					vendor: { id: '56', name: HOSTILE },
					problems: ['Say, "which" job'],
					lines: [{ role: 'cost', description: '-2+3', amount: 900 }],
				}),
			],
		}),
	);

	it('run no text as a formula, and keep amounts as numbers', async () => {
		const bytes = Buffer.from(await keyingWorkbook(hostile));
		const [head = [], row = []] = await readSheet(bytes, 'To key');
		expect(row[head.indexOf('Vendor')]).toBe(`'${HOSTILE}`);
		expect(row[head.indexOf('Description')]).toBe("'-2+3");
		expect(row[head.indexOf('Line Amount')]).toBe(900);
		const text = keyingCsv(hostile);
		const rows: string[][] = parse(text, { bom: true });
		expect(rows).toHaveLength(2);
		expect(rows[1]).toEqual(
			expect.arrayContaining([`'${HOSTILE}`, "'-2+3", '900.00', 'Say, "which" job']),
		);
	});

	it('escape what comes from outside, and load nothing', () => {
		const page = keyingPage(hostile);
		expect(page).not.toContain('<script');
		expect(page).toContain("default-src 'none'");
		expect(page).toContain('$900.00');
	});

	it('are written of nothing', async () => {
		const empty = keyingSheet(source({ releases: [] }));
		expect(keyingPage(empty)).toContain('Nothing is to be keyed');
		expect(
			(await readSheet(Buffer.from(await keyingWorkbook(empty)), 'Totals')).length,
		).toBeGreaterThan(3);
	});
});
