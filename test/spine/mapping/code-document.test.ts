import { codingSchema } from '../../../spine/documents/coding';
import type { DocumentLine } from '../../../spine/documents/document';
import { billNumber } from '../../../spine/mapping/bill-number';
import { commitment, document } from '../identity/directory';
import { account, chart, code, company, line, rule, rules } from './books';

const work = (
	description: string,
	amount: number,
	over: Partial<DocumentLine> = {},
): DocumentLine => ({ description, amount, ...over });

describe('a document with an absurd amount', () => {
	it.each([{ total: 1e300 }, { total: 10, tax: 1e18 }, { total: 10, currency: '$1A' }])(
		'is coded to nothing with a sentence, so that the gate can hold it (%j)',
		(over) => {
			const coding = code({ lines: [work('Rough-in', 10)], ...over });
			expect(coding).toMatchObject({ entity: 'Bill', vendor: { id: '58' }, lines: [], total: 0 });
			expect(coding.problems).toContainEqual(expect.stringMatching(/cannot be kept exactly/));
		},
	);
});

describe('an invoice', () => {
	it('becomes a bill with job on every line, and account, class and rule on every cost line', () => {
		const coding = code({
			lines: [work('Rough-in', 1000), work('Mobilisation', 250.5)],
			total: 1250.5,
		});
		expect(codingSchema.parse(coding)).toEqual(coding);
		expect(coding).toMatchObject({
			books: '900',
			entity: 'Bill',
			vendor: { id: '58' },
			project: { id: 'p1', name: '2301' },
			commitment: { id: 'c1', name: 'SC-2301-04' },
			payableAccount: { id: '33' },
			number: 'HE-2',
			currency: 'USD',
			memo: 'Project 2301, commitment SC-2301-04',
			total: 1250.5,
			gross: 1250.5,
			problems: [],
		});
		expect(coding.lines).toMatchObject([
			{
				from: 'lines.0',
				role: 'cost',
				amount: 1000,
				costCode: '26-100',
				costType: 'S',
				commitmentLine: '2',
				account: { id: '62', name: 'Job costs:Electrical' },
				class: { id: '3' },
				rule: 'gl-mapping.csv:3',
				customerJob: { id: 'j1' },
			},
			{
				from: 'lines.1',
				commitmentLine: '1',
				account: { id: '61' },
				rule: 'gl-mapping.csv:2',
				customerJob: { id: 'j1' },
			},
		]);
	});

	it('is coded by item where the company does so', () => {
		const coding = code(
			{ lines: [work('Rough-in', 10)], total: 10 },
			{ settings: company({ codeBillsBy: 'item' }) },
		);
		expect(coding.lines[0]).toMatchObject({ item: { id: '7', name: 'Job cost:26-100' } });
		expect(coding.lines[0]?.account).toBeUndefined();
	});

	it('says of an unmapped line what is missing, and never falls back to a default', () => {
		const coding = code({
			lines: [work('Demolition', 10, { costCode: '02-410', costType: 'L' })],
			total: 10,
		});
		expect(coding.lines[0]?.unmapped).toBe(
			'No mapping rule fits cost code 02-410, cost type L on project 2301. Add a rule for it to the mapping table.',
		);
		expect(coding.lines[0]?.account).toBeUndefined();
		expect(coding.problems).toEqual([coding.lines[0]?.unmapped]);
	});

	it('says of a rule what it names that the books do not have', () => {
		const coding = code(
			{ lines: [work('Rough-in', 10)], total: 10 },
			{ rules: [rule('m.csv:7', { account: '9999' })] },
		);
		expect(coding.problems[0]).toBe(
			'The mapping rule m.csv:7 for cost code 26-100, cost type S on project 2301 cannot be used: the account "9999" is not in the books. Correct the rule, or the books.',
		);
	});

	it('does not choose when a number is one account and the id of another', () => {
		const accounts = [...chart.accounts, account('5010', '', 'Petty cash')];
		const coding = code(
			{ lines: [work('Mobilisation', 10)], total: 10 },
			{ books: { ...chart, accounts } },
		);
		expect(coding.problems[0]).toContain('means 2 entries');
	});

	it('keeps retainage withheld as a negative line and a release as a positive one on the retainage account', () => {
		const coding = code({
			lines: [work('Rough-in', 1000)],
			retainage: 100,
			retainageReleased: 50,
			total: 950,
		});
		expect(coding.lines.slice(1)).toMatchObject([
			{ role: 'retainage', amount: -100, account: { id: '34' }, customerJob: { id: 'j1' } },
			{ role: 'retainage_release', amount: 50, account: { id: '34' }, customerJob: { id: 'j1' } },
		]);
		expect(coding).toMatchObject({ total: 950, gross: 1000, problems: [] });
	});

	it('that asks for retainage only is one line on the retainage account', () => {
		const coding = code({
			retainageRelease: true,
			lines: [work('Retainage due', 2750)],
			total: 2750,
		});
		expect(coding.lines).toMatchObject([
			{ role: 'retainage_release', amount: 2750, account: { id: '34' } },
		]);
		expect(coding).toMatchObject({ gross: 0, total: 2750 });
	});

	it('spreads tax and freight over the accounts of the work to the cent', () => {
		const coding = code({
			lines: [work('Rough-in', 100), work('Fixtures', 100), work('Mobilisation', 100)],
			tax: 10,
			freight: 0.01,
			total: 310.01,
		});
		const beside = coding.lines.filter(({ role }) => role !== 'cost');
		expect(beside.map(({ role, amount, account: charged }) => [role, amount, charged?.id])).toEqual(
			[
				['tax', 6.67, '62'],
				['tax', 3.33, '61'],
				['freight', 0.01, '62'],
			],
		);
		expect(coding).toMatchObject({ total: 310.01, gross: 300, problems: [] });
	});

	it('gives tax a line of its own where the mapping says so', () => {
		const coding = code(
			{ lines: [work('Rough-in', 100), work('Sales tax', 8, { kind: 'tax' })], total: 108 },
			{ rules: [...rules, rule('m:9', { costCode: 'TAX', account: 'Freight and tax' })] },
		);
		expect(coding.lines[1]).toMatchObject({
			role: 'tax',
			amount: 8,
			account: { id: '63' },
			rule: 'm:9',
		});
	});

	it('takes discount and deposit off and leaves a previous balance out', () => {
		const coding = code({
			lines: [work('Rough-in', 1000), work('Balance forward', 400, { kind: 'previous_balance' })],
			previousBalance: 400,
			discount: 20,
			deposit: 100,
			total: 880,
		});
		expect(coding).toMatchObject({ total: 880, gross: 980 });
		expect(coding.problems).toEqual([expect.stringContaining('A deposit of $100.00 is applied')]);
	});

	it('without lines is one line for the whole demand', () => {
		const coding = code({ tax: 8, total: 108 }, {}, [
			commitment({
				id: 'c1',
				number: 'SC-2301-04',
				lines: [line('1', '1', 'All work', '26-100', 5000)],
			}),
		]);
		expect(coding.lines).toMatchObject([
			{ from: 'total', amount: 100, commitmentLine: '1' },
			{ role: 'tax', amount: 8 },
		]);
	});

	it('that does not foot is not balanced, and says so', () => {
		const coding = code({ lines: [work('Rough-in', 1000)], total: 1100 });
		expect(coding.total).toBe(1000);
		expect(coding.problems).toEqual([
			'The coded lines add up to $1,000.00, the document asks for $1,100.00. Check its lines and its total.',
		]);
	});

	it('names what keeps it from being complete', () => {
		const coding = code({
			vendor: 'Nobody Inc',
			project: undefined,
			commitment: undefined,
			number: undefined,
			lines: [work('Rough-in', 5, { costCode: '03-300' })],
			total: 5,
		});
		expect(coding.problems).toEqual([
			'The vendor is not known in the books. Create or link it there, then map the document again.',
			'The project is not known, so neither are its books and job. Name the project, then map the document again.',
			'The document bears no number. Ask the vendor for one, or give it one by hand.',
		]);
	});

	it('with a negative total is to be treated as a credit', () => {
		expect(code({ lines: [work('Rough-in', -5)], total: -5 }).problems).toEqual([
			'The document asks for a negative amount. Have it treated as a credit memo.',
		]);
	});
});

describe('a credit memo', () => {
	it.each([
		['negative', -1],
		['positive', 1],
	])('with %s amounts becomes a vendor credit of positive ones', (_, sign) => {
		const coding = code({
			kind: 'credit_memo',
			number: 'CM-1',
			originalNumber: 'HE-1',
			lines: [work('Fixtures', sign * 400), work('Rough-in', sign * 50)],
			tax: sign * 36,
			total: 486,
		});
		expect(coding).toMatchObject({
			entity: 'VendorCredit',
			total: 486,
			gross: 450,
			problems: [],
			memo: expect.stringContaining('for HE-1'),
		});
		expect(coding.lines.every(({ amount }) => amount > 0)).toBe(true);
	});
});

it.each([
	'quote',
	'change_order',
	'statement',
	'lien_waiver',
	'approval',
	'other',
	'none',
] as const)('a %s asks for no money and has no lines', (kind) => {
	const coding = code({ kind, lines: [work('Rough-in', 5)], total: 5 });
	expect(coding).toMatchObject({ lines: [], total: 0, gross: 0, problems: [] });
	expect(coding.entity).toBeUndefined();
});

describe('the number of the bill', () => {
	it('is at most 21 characters, and long ones with one beginning stay apart', () => {
		const long = (number: string) => billNumber(document({ number }), undefined) ?? '';
		expect(long('INV-2026-000000000417')).toBe('INV-2026-000000000417');
		const [a, b] = [long('INV-2026-00000000004171'), long('INV-2026-00000000004172')];
		expect(a).toMatch(/^INV-2026-00000~[0-9a-f]{6}$/);
		expect(a).toHaveLength(21);
		expect(a).not.toBe(b);
	});

	it('is made of commitment and application where none is printed, or is missing', () => {
		const application = (applicationNumber: string) =>
			document({ payApplication: { applicationNumber, lines: [] } });
		expect(billNumber(application('3'), 'SC-004')).toBe('SC-004-03');
		expect(billNumber(application('No. 12'), 'SC-004')).toBe('SC-004-12');
		expect(billNumber({ ...application('3'), number: '3' }, 'SC-004')).toBe('SC-004-03');
		expect(billNumber({ ...application('3'), number: '3' }, undefined)).toBe('3');
		expect(billNumber({ ...application('3'), number: 'INV-77' }, 'SC-004')).toBe('INV-77');
		expect(billNumber(application('3'), undefined)).toBeUndefined();
		expect(billNumber(document(), 'SC-004')).toBeUndefined();
	});
});
